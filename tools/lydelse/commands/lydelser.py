"""Commands about wordings: ``asof``, ``log``, ``diff`` and ``changes``."""

import argparse
import sys

from lydelse.commands.common import project_at, root_of, today_of
from lydelse.console import say


def asof(options: argparse.Namespace) -> int:
    """``lydelse asof DATE [ID ...]``: what was in force on the day, with proof."""
    from lydelse import asof as answers

    project = project_at(root_of(options))
    corpus, day = project.corpus, options.on
    spans = answers.wanted(corpus.timeline, day, options.ids)
    for note in answers.notes(corpus.timeline, day, today_of(options), options.ids):
        say(note)
    if options.out:
        contents = answers.files(spans, project.content)
        answers.write_set(options.out, day, spans, contents)
        say(f"{len(spans)} dokument och {answers.MANIFEST} ligger i {options.out}.")
    elif options.text:
        for span in spans:
            data = project.content(span.lydelse.path, span.lydelse.blob) or b""
            sys.stdout.write(data.decode("utf-8", "replace"))
    else:
        sys.stdout.write(answers.FORMATS[options.format](corpus, spans, day))
    return 0
