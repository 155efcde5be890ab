"""The command ``lydelse coverage``: which duties documents answer to."""

import argparse
import sys
from typing import TYPE_CHECKING

from lydelse.commands.common import WRONG_USE, project_at, root_of, today_of
from lydelse.console import say
from lydelse.tree import ProjectError, is_bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lydelse.coverage.model import Coverage


def coverage(options: argparse.Namespace) -> int:
    """``lydelse coverage [SET]``: the duties that lack a document, and those that have one."""
    from lydelse.asof import WITHOUT_HISTORY
    from lydelse.coverage.reading import coverage_of
    from lydelse.coverage.writing import FORMATS
    from lydelse.history import Depth

    project = project_at(root_of(options))
    today, depth = today_of(options), project.past.depth
    shown = project.published if depth is Depth.WHOLE else project
    corpus = shown.corpus
    if depth is not Depth.WHOLE:
        say(WITHOUT_HISTORY[depth])
    elif shown is not project and not is_bare(project.root):
        name = corpus.timeline.main_name
        say(f"Arbetskopian skiljer sig från {name}. Svaret gäller det som {name} har.")
    found = coverage_of(project, shown.for_readers(corpus), today)
    for note in _unread(found, whole=depth is Depth.WHOLE):
        say(note)
    sys.stdout.write(FORMATS[options.format](_wanted(found, options.set)))
    return WRONG_USE if found.unread_sets and not found.sets else 0


def _unread(found: "Coverage", *, whole: bool) -> "Iterator[str]":
    """Each file that cannot be read, and what that means for the answer."""
    for path in found.unread_sets:
        yield f"{path} går inte att läsa och räknas inte. Se varför: lydelse check {path}."
    counts = (
        "Dokumentet räknas efter sin senaste beslutade text som går att läsa, om det finns någon"
        if whole
        else "Dokumentet räknas inte"
    )
    for path in found.unread_documents:
        yield f"Metadata i {path} går inte att läsa. {counts}. Se varför: lydelse check {path}."


def _wanted(found: "Coverage", name: str | None) -> "Coverage":
    """The coverage of the set that was asked for, by id or number; of all when none was.

    Raises ``ProjectError`` for a set that does not exist.
    """
    from dataclasses import replace

    from lydelse.coverage.writing import without_sets
    from lydelse.findings import listed
    from lydelse.requirements import FOLDER

    if name is None:
        return found
    asked = name.casefold().removesuffix(".yml").removeprefix(FOLDER)
    sets = tuple(one for one in found.sets if asked in {one.set.id, one.set.number.casefold()})
    if sets:
        return replace(found, sets=sets)
    if f"{FOLDER}{asked}.yml" in found.unread_sets:
        raise ProjectError(f"{FOLDER}{asked}.yml går inte att läsa. Rätta den först.")
    if not found.sets:
        raise ProjectError(f"{name} finns inte. {without_sets(found)}")
    known = listed((one.set.id for one in found.sets), "och")
    raise ProjectError(f"Det finns ingen kravsamling som heter {name}. De som finns: {known}.")
