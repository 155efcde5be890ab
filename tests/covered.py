"""A small project whose documents answer to requirements: now, later, and on a branch."""

from pathlib import Path

from conftest import replaced
from former import HYGIENE, LATER, MOVED, project_with_past
from repository import Repository

SET = "register/krav/sosfs-2011-9.yml"
ROUTINES, CHECKS, COMPLAINTS = (f"sosfs-2011-9:{part}" for part in ("4:4", "5:2", "5:3a"))


def answer_to(path: Path, *ids: str) -> None:
    """Let the document name the requirements, which takes no new version."""
    text = path.read_text("utf-8")
    start, _, rest = text.partition("svarar_mot:\n")
    if rest:
        lines = rest.split("\n")
        kept = next(n for n, line in enumerate(lines) if not line.startswith("  - "))
        text = start + "\n".join(lines[kept:])
    named = "svarar_mot:\n" + "".join(f"  - {id_}\n" for id_ in ids) if ids else ""
    before = next(key for key in ("situationer:", "sökord:", "ändringar:") if f"\n{key}" in text)
    path.write_text(text.replace(f"\n{before}", f"\n{named}{before}", 1), "utf-8")


def _to_review_by(path: Path, day: str) -> None:
    """A review that was done in November, and the day of the next one."""
    replaced(path, "översyn_senast: 2028-03-01", f"översyn_senast: {day}")
    entry = "översyner:\n  - datum: 2026-11-10\n    av: mas\n    utfall: ändras\n"
    text = path.read_text("utf-8")
    end = text.index("\n---\n", 4) + 1
    path.write_text(text[:end] + entry + text[end:], "utf-8")


def covered_project(root: Path) -> Repository:
    """On 2026-11-22 one duty is carried to the turn of the year, and one by an overdue rutin.

    The third has nothing in force: a version for the new year and a proposal answer to it.
    """
    repository = project_with_past(root)
    answer_to(root / HYGIENE, ROUTINES)
    answer_to(root / LATER, COMPLAINTS)
    answer_to(root / MOVED, CHECKS)
    _to_review_by(root / MOVED, "2026-11-20")
    repository.commit("säg vilka krav rutinerna svarar mot", "2026-11-12")
    repository.git("switch", "--quiet", "forslag/handskar")
    answer_to(root / LATER, COMPLAINTS, CHECKS)
    repository.commit("svara mot två krav", "2026-11-16")
    repository.git("switch", "--quiet", "main")
    return repository
