"""From proposal to decision: plan, decide, tag and verify, in real repositories with real keys."""

import json
from pathlib import Path

import pytest

from conftest import replaced
from decisions import (
    GUIDE,
    SECOND,
    decide,
    decided_project,
    merge,
    propose,
    raise_version,
    release,
    with_key,
)
from histories import asof
from repository import Repository

ADDED = ("Nämnden följer upp riktlinjen varje år.", "Nämnden följer upp riktlinjen varje halvår.")
NAME = "2026-12-15-namnd-112"
BRANCH = f"beslutat/{NAME}"
LEDGER = f"register/beslut/{NAME}.yml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return decided_project(tmp_path / "project")


def test_a_proposal_awaits_and_is_decided_for_a_later_day(repository: Repository) -> None:
    with_key(repository)
    repository.commit("lista nyckeln", "2026-03-02")
    propose(repository, "forslag/halvar", GUIDE, ADDED)

    plan = release(repository, "plan", today="2026-11-25")
    assert plan.code == 0, plan
    assert "RL-001 Ledningssystem för kvalitet, version 2.0" in plan.out
    assert "ändrat, i sak, från 2027-01-01" in plan.out

    done = decide(repository, "forslag/halvar")
    assert done.code == 0, done
    assert (
        "RL-001 2.0 gäller från 2027-01-01 (riktlinjer/kvalitet/ledningssystem.kommande.md)"
        in done.out
    )
    assert not (repository.project / LEDGER).exists(), "the working tree is as it was"

    merge(repository, BRANCH)
    waiting = repository.project / GUIDE.replace(".md", ".kommande.md")
    assert (
        "beslut:\n  datum: 2026-12-15\n  av: nämnd\n  diarienummer: VON 2026/0456"
        in waiting.read_text("utf-8")
    )
    ledger = (repository.project / LEDGER).read_text("utf-8")
    assert ledger.startswith("instans: nämnd\ndatum: 2026-12-15\n")

    assert release(repository, "verify", today="2026-12-17").code == 1, "it has no tag yet"
    sealed = release(
        repository, "tag", NAME, "--sign", "--justerat", "2026-12-18", today="2026-12-19"
    )
    assert sealed.code == 0, sealed
    proven = release(repository, "verify", today="2026-12-20")
    assert proven.code == 0, proven
    assert f"{NAME}: bevisat, signerat 2026-12-19 av sekreterare, justerat 2026-12-18" in proven.out

    versions = {
        day: asof(repository.project, day, "RL-001")[0] for day in ("2026-12-31", "2027-01-01")
    }
    assert versions["2026-12-31"]["version"] == "1.0"
    assert versions["2027-01-01"]["version"] == "2.0"
    assert versions["2027-01-01"]["bevis"] == "liggaren"
    assert release(repository, "plan", today="2026-12-20").out.startswith(
        "Vård- och omsorgsnämnden: inget väntar"
    )
