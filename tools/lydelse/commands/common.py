"""What commands have in common: the project, the day, and exit codes."""

import argparse
import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lydelse.console import Progress
from lydelse.tree import FOLDERS, ProjectError, find_root, is_bare

if TYPE_CHECKING:
    from lydelse.project import Project

FINDINGS, WRONG_USE = 1, 2
"""Exit codes: findings of severity error; wrong use or environment."""


def root_of(options: argparse.Namespace) -> Path:
    """The project that the command is about. Raises ``ProjectError``."""
    if options.project:
        return find_root(options.project)
    first = next(iter(getattr(options, "paths", ())), Path())
    return find_root(first if first.is_dir() else first.absolute().parent)


def with_files(options: argparse.Namespace) -> Path:
    """The project, when it has files to change. Raises ``ProjectError`` in a bare repository."""
    root = root_of(options)
    if is_bare(root):
        raise ProjectError(
            "Här finns inga filer att ändra eller visa. Kör kommandot i en arbetskopia."
        )
    return root


def project_at(root: Path) -> "Project":
    """The project, read with a progress line."""
    from lydelse.project import Project

    return Project(root, Progress("Läser"))


def inside(root: Path, path: Path) -> str:
    """The path from the project's root. Raises ``ProjectError`` when nothing is checked there."""
    real = path.absolute().parent.resolve() / path.name if path.name else path.resolve()
    if not os.path.lexists(real):
        raise ProjectError(f"{path} finns inte.")
    real = Path(os.path.normpath(real))
    found = real.relative_to(root).as_posix() if real.is_relative_to(root) else ""
    if found != "." and found.split("/")[0] not in FOLDERS:
        raise ProjectError(f"{path} kontrolleras inte: ange något i {', '.join(FOLDERS[:4])}.")
    return found


def today_of(options: argparse.Namespace) -> date:
    """The day of the command: the one that was given, else today in Stockholm."""
    given: date | None = options.day
    return given or _today()


def _today() -> date:
    try:
        return datetime.now(ZoneInfo("Europe/Stockholm")).date()
    except ZoneInfoNotFoundError:
        return datetime.now().astimezone().date()
