"""A small project with a year to tell of: changes, a review, one overdue, and one that ceased."""

from pathlib import Path

from conftest import replaced
from former import MOVED, new_version, project_with_past
from repository import Repository

GOALS = "riktlinjer/kvalitet/ledningssystem.md"
ERRORS = "rutiner/kvalitet/avvikelser.md"


def project_with_year(root: Path) -> Repository:
    """The project of ``former``; on 2026-11-22 one review is overdue since 2026-10-10."""
    repository = project_with_past(root)
    _reviewed(root / GOALS, "2026-06-05", "kvalitetssamordnare")
    replaced(root / GOALS, "översyn_senast: 2028-06-01", "översyn_senast: 2026-10-10")
    repository.commit("flytta översynen", "2026-11-10")
    _reviewed(root / MOVED, "2026-11-12", "mas")
    replaced(root / MOVED, "översyn_senast: 2028-03-01", "översyn_senast: 2027-02-01")
    repository.commit("se över", "2026-11-13")
    _ceases(root / ERRORS)
    repository.commit("upphäv", "2026-11-18")
    return repository


def _reviewed(path: Path, day: str, by: str) -> None:
    """A review that was done, at the end of the front matter."""
    entry = f"översyner:\n  - datum: {day}\n    av: {by}\n    utfall: utan ändring\n"
    entry += "    underlag: Egenkontroll i två enheter.\n"
    text = path.read_text("utf-8")
    end = text.index("\n---\n", 4) + 1
    path.write_text(text[:end] + entry + text[end:], "utf-8")


def _ceases(path: Path) -> None:
    """A last version, in force for one day."""
    what = "Avvikelser rapporteras nu i ett eget system."
    new_version(path, "1.1", "2.0", "2026-11-19", "i sak", what, "2026-11-16")
    replaced(path, "\ngäller_från: 2026-11-19\n", "\ngäller_från: 2026-11-19\nupphör: 2026-11-20\n")
