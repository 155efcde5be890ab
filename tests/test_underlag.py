"""The decision held against what the nämnd was given: nothing else is decided unseen."""

import json
from datetime import date
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
)
from lydelse.decisions.branches import named
from lydelse.decisions.rehearsal import placeholder, rehearse
from lydelse.decisions.underlag import NAME, as_json
from lydelse.project import Project
from repository import Repository

ADDED = ("Nämnden följer upp riktlinjen varje år.", "Nämnden följer upp riktlinjen varje halvår.")
MEETING = date(2026, 12, 15)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = decided_project(tmp_path / "project")
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    return repository


def paper(repository: Repository, *branches: str) -> str:
    """The option that names the underlag of the branches as they are now."""
    project = Project(repository.project)
    terms = placeholder("nämnd", MEETING)
    rehearsal = rehearse(project, named(project, branches), terms, date(2026, 12, 1))
    path = repository.root.parent / NAME
    path.write_text(as_json("nämnd", MEETING, rehearsal.outcome.rows, date(2026, 12, 1)), "utf-8")
    return f"--paper {path}"


def amend(repository: Repository) -> None:
    repository.git("switch", "--quiet", "forslag/halvar")
    replaced(repository.project / GUIDE, "varje halvår", "varje kvartal")
    repository.commit("ändra på sammanträdet", "2026-12-15")
    repository.git("switch", "--quiet", "main")


def test_what_was_put_forward_is_decided(repository: Repository) -> None:
    done = decide(repository, "forslag/halvar", extra=paper(repository, "forslag/halvar"))
    assert done.code == 0, done


def test_another_text_is_refused_until_it_is_said_to_be_amended(repository: Repository) -> None:
    told = paper(repository, "forslag/halvar")
    amend(repository)
    refused = decide(repository, "forslag/halvar", extra=told)
    assert refused.code == 1
    assert "RL-001 är inte som i underlaget." in refused.err
    assert "halvår" in refused.err
    assert "kvartal" in refused.err
    assert "lägg till --amended" in refused.err
    done = decide(repository, "forslag/halvar", extra=f"{told} --amended")
    assert done.code == 0, done
    assert "kvartal" in done.err, "the difference is shown all the same"


def test_a_correction_on_main_is_shown_and_let_through(repository: Repository) -> None:
    told = paper(repository, "forslag/halvar")
    replaced(repository.project / GUIDE, "god kvalitet.", "**god** kvalitet.")
    raise_version(repository.project / GUIDE, "2026-12-10", "redaktionell", first=False)
    repository.commit("rätta", "2026-12-10")
    done = decide(repository, "forslag/halvar", extra=told)
    assert done.code == 0, done
    assert "RL-001 har rättats på main sedan underlaget skrevs." in done.err


def test_a_change_in_substance_on_main_is_not(repository: Repository) -> None:
    told = paper(repository, "forslag/halvar")
    replaced(repository.project / GUIDE, "rapporterar avvikelser.", "rapporterar inte avvikelser.")
    raise_version(repository.project / GUIDE, "2026-12-10", "redaktionell", first=False)
    repository.commit("rätta fel", "2026-12-10")
    assert decide(repository, "forslag/halvar", extra=told).code == 1


def test_what_was_not_put_forward_is_refused(repository: Repository) -> None:
    told = paper(repository, "forslag/halvar")
    propose(repository, "forslag/hygien", SECOND, ADDED)
    refused = decide(repository, "forslag/halvar", "forslag/hygien", extra=f"{told} --amended")
    assert refused.code == 1
    assert "RL-002: stod inte i underlaget" in refused.err


def test_what_was_put_forward_must_be_accounted_for(repository: Repository) -> None:
    propose(repository, "forslag/hygien", SECOND, ADDED)
    told = paper(repository, "forslag/halvar", "forslag/hygien")
    refused = decide(repository, "forslag/halvar", extra=told)
    assert refused.code == 1
    assert "RL-002: stod i underlaget, men finns inte bland förslagen" in refused.err
    options = f"{told} --bordlagt RL-002"
    done = decide(repository, "forslag/halvar", "forslag/hygien", extra=options)
    assert done.code == 0, done


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"form": "x"}', '{"form": 1, "dokument": {}}'])
def test_a_file_that_is_no_underlag_is_refused(repository: Repository, data: str) -> None:
    path = repository.root.parent / NAME
    path.write_text(data, "utf-8")
    answer = decide(repository, "forslag/halvar", extra=f"--paper {path}")
    assert answer.code == 2
    assert "är inget underlag" in answer.err
    gone = decide(repository, "forslag/halvar", extra="--paper finns-inte.json")
    assert gone.code == 2


def test_another_meeting_s_underlag_is_refused(repository: Repository) -> None:
    told = paper(repository, "forslag/halvar")
    answer = decide(repository, "forslag/halvar", day="2026-12-16", extra=told)
    assert answer.code == 1
    assert "underlaget gäller nämnd 2026-12-15" in answer.err


def test_the_underlag_holds_the_hash_of_each_text(repository: Repository) -> None:
    paper(repository, "forslag/halvar")
    value = json.loads((repository.root.parent / NAME).read_text("utf-8"))
    (row,) = value["dokument"]
    assert row["id"] == "RL-001"
    assert row["version"] == "2.0"
    assert row["hash"].startswith("l1:")
    assert row["grenar"] == ["forslag/halvar"]


def test_what_came_after_the_paper_is_reported_to_the_next_meeting(repository: Repository) -> None:
    told = paper(repository, "forslag/halvar")
    replaced(repository.project / SECOND, "god kvalitet.", "**god** kvalitet.")
    raise_version(
        repository.project / SECOND, "2026-12-10", "redaktionell", first=False, text="Fetstil."
    )
    repository.commit("rätta", "2026-12-10")
    assert decide(repository, "forslag/halvar", extra=told).code == 0
    merge(repository, "beslutat/2026-12-15-namnd-112")
    ledger = repository.project / "register/beslut/2026-12-15-namnd-112.yml"
    assert "anmält_till: 2026-12-01" in ledger.read_text("utf-8")
    plan = release(repository, "plan", today="2026-12-20")
    assert "RL-002 version 1.1, redaktionell: Fetstil." in plan.out
