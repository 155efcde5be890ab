"""Commands about wordings: ``asof``, ``log``, ``diff`` and ``changes``."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lydelse.commands.common import project_at, root_of, today_of, with_files
from lydelse.console import say
from lydelse.source import LARGEST_TEXT
from lydelse.tree import ProjectError

if TYPE_CHECKING:
    from lydelse.changes import Comparison
    from lydelse.timeline import Timeline
    from lydelse.wording import Number


def asof(options: argparse.Namespace) -> int:
    """``lydelse asof DATE [ID ...]``: what was in force on the day, with proof."""
    from lydelse import asof as answers
    from lydelse.wording import decoded
    from lydelse.yamltext import HIDDEN

    if options.text and (options.out or options.format == "json"):
        raise ProjectError("Välj ett av --text, --out och --format json.")
    project = project_at(root_of(options))
    timeline, day, today = project.timeline, options.on, today_of(options)
    spans = answers.wanted(timeline, day, options.ids)
    for note in answers.notes(timeline, day, today, options.ids):
        say(note)
    if options.out:
        contents = answers.files(spans, project.content)
        answers.write_set(options.out, day, spans, contents)
        say(f"{len(spans)} dokument och {answers.MANIFEST} ligger i {options.out}.")
    elif options.text:
        for span in spans:
            data = project.content(span.lydelse.path, span.lydelse.blob) or b""
            text = decoded(data)
            sys.stdout.write(HIDDEN.sub("", text) if sys.stdout.isatty() else text)
    else:
        answer = answers.Answer(
            register=project.register, timeline=timeline, day=day, today=today, spans=spans
        )
        sys.stdout.write(answers.FORMATS[options.format](answer))
    return 0


def log(options: argparse.Namespace) -> int:
    """``lydelse log ID``: every lydelse of the document, the newest first."""
    from lydelse import chronicle
    from lydelse.wording import number

    project = project_at(root_of(options))
    timeline, id_ = project.timeline, options.id.upper()
    _known(timeline, id_)
    _say_depth(timeline)
    lydelser = timeline.lydelser.get(id_, ())
    texts = project.wordings(lydelser)
    entries = {
        version: change
        for lydelse in lydelser
        for change in texts[lydelse.blob].changes
        if (version := number(change.version))
    }
    if options.format == "json":
        sys.stdout.write(chronicle.as_json(timeline, id_, entries))
    else:
        sys.stdout.write(chronicle.as_text(project.register, timeline, id_, entries))
    return 0


def diff(options: argparse.Namespace) -> int:
    """``lydelse diff ID [V1] [V2]``: what changed between two wordings, and of what slag it is."""
    from lydelse.changes import as_json, as_markdown, as_text

    comparison = _of_files(options) if options.files else _of_versions(options)
    if options.format == "json":
        sys.stdout.write(json.dumps(as_json(comparison), ensure_ascii=False, indent=2) + "\n")
    else:
        write = as_markdown if options.format == "markdown" else as_text
        sys.stdout.write(write(comparison).rstrip() + "\n")
    return 0


def changes(options: argparse.Namespace) -> int:
    """``lydelse changes --since REV``: what a change does, as Markdown for a pull request."""
    from lydelse import git, summary
    from lydelse.changes import names_of
    from lydelse.checking import since_revision
    from lydelse.rules import check
    from lydelse.selection import differing

    project = project_at(with_files(options))
    today, corpus = today_of(options), project.corpus
    base = git.base_of(project.root, options.since)
    findings = since_revision(project, options.since, check(corpus, today), today)
    rows = summary.changed_documents(differing(project, base), findings, names_of(corpus.register))
    sys.stdout.write(summary.as_comment(corpus, rows))
    return 0


def _of_files(options: argparse.Namespace) -> "Comparison":
    """Two files compared; names are known when the command is run in a project."""
    from lydelse.changes import Names, compare_files, names_of

    if options.id is not None:
        raise ProjectError("Ange antingen ett dokument eller --files med två filer.")
    old, new = (_bytes(path) for path in options.files)
    try:
        names = names_of(project_at(root_of(options)).register)
    except ProjectError:
        names = Names()
    return compare_files(old, new, names)


def _of_versions(options: argparse.Namespace) -> "Comparison":
    """Two lydelser compared; without versions the text at hand with the lydelse before it."""
    from lydelse.changes import compare, names_of
    from lydelse.selection import pair

    if options.id is None:
        raise ProjectError("Ange ett dokument, till exempel RU-004, eller --files med två filer.")
    project = project_at(root_of(options))
    corpus, id_ = project.corpus, options.id.upper()
    _known(corpus.timeline, id_)
    _say_depth(corpus.timeline)
    wanted = [_version(text) for text in (options.first, options.second) if text]
    before, after = pair(project, id_, wanted)
    say(f"{id_}: {before.label} jämförd med {after.label}.")
    return compare(before.wording, after.wording, names_of(corpus.register))


def _version(text: str) -> "Number":
    from lydelse.wording import number

    found = number(text)
    if found is None:
        raise ProjectError(f"{text} är ingen version. Skriv två tal med punkt, till exempel 2.1.")
    return found


def _known(timeline: "Timeline", id_: str) -> None:
    here = {told.outline.id for told in timeline.tree.values()}
    if id_ not in timeline.lydelser and id_ not in here:
        raise ProjectError(f"Det finns inget dokument med beteckningen {id_}.")


def _say_depth(timeline: "Timeline") -> None:
    from lydelse.asof import WITHOUT_HISTORY

    if words := WITHOUT_HISTORY.get(timeline.depth):
        say(words)


def _bytes(path: Path) -> bytes:
    from lydelse.wording import is_binary

    if not path.is_file():
        raise ProjectError(f"{path} finns inte, eller är ingen fil.")
    if path.stat().st_size > LARGEST_TEXT:
        raise ProjectError(f"{path} är större än 1 MB och jämförs inte. Dela texten.")
    data = path.read_bytes()
    if is_binary(data):
        raise ProjectError(f"{path} är ingen text. Ange två filer med text.")
    return data
