"""What a proposal branch has changed: documents are followed when they move, however many."""

from pathlib import Path

import pytest

from decisions import GUIDE, SECOND, decide, decided_project, merge, propose, release
from repository import Repository

ADDED = ("Nämnden följer upp riktlinjen varje år.", "Nämnden följer upp riktlinjen varje halvår.")
BRANCH = "beslutat/2026-12-15-namnd-112"
MOVED = "riktlinjer/hygien/god-hygien.md"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return decided_project(tmp_path / "project")


def moved(repository: Repository, branch: str) -> None:
    """A branch that only gives the second riktlinje another file name."""
    repository.git("switch", "--quiet", "--create", branch)
    repository.git("mv", SECOND, MOVED)
    repository.commit("flytta", "2026-11-20")
    repository.git("switch", "--quiet", "main")


def test_a_document_that_only_moved_awaits_no_decision(repository: Repository) -> None:
    moved(repository, "forslag/flytta")
    plan = release(repository, "plan", today="2026-11-25")
    assert plan.code == 0, plan
    assert "inget väntar" in plan.out
    assert "borttaget" not in plan.out


def test_a_document_that_moved_does_not_stop_another(repository: Repository) -> None:
    moved(repository, "forslag/halvar")
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    done = decide(repository, "forslag/halvar")
    assert done.code == 0, done
    assert "RL-002" not in done.out
    merge(repository, BRANCH)
    assert (repository.project / SECOND).is_file()
    assert "inget väntar" in release(repository, "plan", today="2026-12-20").out


def test_a_document_that_is_taken_away_is_still_refused(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "forslag/bort")
    repository.git("rm", "--quiet", SECOND)
    repository.git("mv", GUIDE, GUIDE.replace("ledningssystem", "annat"))
    repository.commit("ta bort", "2026-11-20")
    repository.git("switch", "--quiet", "main")
    plan = release(repository, "plan", today="2026-11-25")
    assert plan.code == 1
    assert "RL-002 är borttaget" in plan.out
    assert "RL-001 är borttaget" not in plan.out


def test_a_proposal_may_change_more_files_than_a_command_can_take(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    repository.git("switch", "--quiet", "forslag/halvar")
    folder = repository.project / "docs" / ("lång-mapp-" * 15)
    folder.mkdir(parents=True)
    for number in range(16_000):
        (folder / f"{number:06}.txt").touch()
    repository.commit("många filer", "2026-11-21")
    repository.git("switch", "--quiet", "main")
    plan = release(repository, "plan", today="2026-11-25")
    assert plan.code == 0, plan
    assert "1 dokument väntar" in plan.out
