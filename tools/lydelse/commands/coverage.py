"""The command ``lydelse coverage``: which duties documents answer to."""

import argparse
import sys
from typing import TYPE_CHECKING

from lydelse.commands.common import project_at, root_of, today_of
from lydelse.console import say
from lydelse.tree import ProjectError, is_bare

if TYPE_CHECKING:
    from lydelse.coverage.model import Coverage
    from lydelse.register import Register


def coverage(options: argparse.Namespace) -> int:
    """``lydelse coverage [SET]``: the duties that lack a document, and those that have one."""
    from lydelse.asof import WITHOUT_HISTORY
    from lydelse.coverage.reading import coverage_of
    from lydelse.coverage.writing import FORMATS
    from lydelse.history import Depth
    from lydelse.requirements import set_of_path

    project = project_at(root_of(options))
    today, depth = today_of(options), project.past.depth
    shown = project.published if depth is Depth.WHOLE else project
    corpus = shown.corpus
    if depth is not Depth.WHOLE:
        say(WITHOUT_HISTORY[depth])
    elif shown is not project and not is_bare(project.root):
        name = corpus.timeline.main_name
        say(f"Arbetskopian skiljer sig från {name}. Svaret gäller det som {name} har.")
    for path in sorted(corpus.register.broken):
        if set_of_path(path):
            say(f"{path} går inte att läsa och räknas inte. Se varför: lydelse check {path}.")
    found = coverage_of(project, shown.for_readers(corpus), today)
    sys.stdout.write(FORMATS[options.format](_wanted(found, corpus.register, options.set)))
    return 0


def _wanted(found: "Coverage", register: "Register", name: str | None) -> "Coverage":
    """The coverage of the set that was asked for, by id or number; of all when none was.

    Raises ``ProjectError`` for a set that does not exist.
    """
    from dataclasses import replace

    from lydelse.coverage.writing import NO_SETS
    from lydelse.findings import listed
    from lydelse.requirements import FOLDER

    if name is None:
        return found
    asked = name.casefold().removesuffix(".yml").removeprefix(FOLDER)
    sets = tuple(one for one in found.sets if asked in {one.set.id, one.set.number.casefold()})
    if sets:
        return replace(found, sets=sets)
    if f"{FOLDER}{asked}.yml" in register.broken:
        raise ProjectError(f"{FOLDER}{asked}.yml går inte att läsa. Rätta den först.")
    if not found.sets:
        raise ProjectError(f"{name} finns inte. {NO_SETS}")
    known = listed((one.set.id for one in found.sets), "och")
    raise ProjectError(f"Det finns ingen kravsamling som heter {name}. De som finns: {known}.")
