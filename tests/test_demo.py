"""The demo: two years replayed with the product's own commands, and everything there to see."""

import json
from pathlib import Path

import pytest

from guide import GUIDE, HAPPENED
from histories import said
from lydelse.ledger import NEW_START
from lydelse.project import Project
from lydelse.tree import ProjectError
from replay import END, replay, story
from town import Town, founded

KINDS = {"redaktionell", "följdändring", "i sak", "principiell"}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return replay(tmp_path_factory.mktemp("demo") / "demo")


@pytest.fixture(scope="module")
def project(town: Town) -> Project:
    return Project(town.root)


def test_what_is_in_force_has_no_errors_but_the_review_that_nobody_did(town: Town) -> None:
    found = json.loads(_answer(town, "check", "--format", "json", code=1))
    assert [one["code"] for one in found if one["severity"] == "error"] == ["G201"]
    assert _answer(town, "check", "--skip", "G2")


def test_every_decision_is_proven_and_nothing_waits_for_its_place(town: Town) -> None:
    verified = _answer(town, "release", "verify")
    assert verified.endswith("Allt stämmer.\n")
    proven = [line for line in verified.split("\n") if ": bevisat, signerat " in line]
    assert all(" av nämndsekreterare, justerat " in line for line in proven)
    assert sum(line.startswith("202") for line in proven) == 6
    assert sum(line.startswith("  ändrad ikraft 2028-03-15") for line in proven) == 1
    _answer(town, "fold", "--check")
    assert town.git("status", "--porcelain") == ""


def test_every_kind_of_change_and_review_has_happened(project: Project) -> None:
    documents = project.corpus.every_document
    assert {one.kind for document in documents for one in document.changes[:-1]} >= KINDS
    assert any(one.judgement for document in documents for one in document.changes)
    outcomes = {one.outcome for document in documents for one in document.reviews}
    assert outcomes == {"utan ändring", "ändras", "upphävs"}
    assert any(role.former for role in project.main_register.roles.values())


def test_the_ledger_holds_decisions_what_was_sent_back_and_a_moved_day(project: Project) -> None:
    files = project.timeline.ledger.values()
    outcomes = [row.outcome for file in files for row in file.documents if row.outcome]
    assert outcomes == ["återremitterat"]
    assert [file.event for file in files].count(NEW_START) == 1
    again = project.timeline.lydelser["RL-004"][-1]
    assert (again.number, str(again.starts)) == ("2.0", "2027-12-01")
    moved = project.timeline.lydelser["RL-003"][-1]
    assert (moved.number, str(moved.starts)) == ("2.0", "2028-05-01")


def test_documents_are_new_local_temporary_repealed_waiting_and_proposed(
    project: Project,
) -> None:
    by_id = {one.id: one for one in project.corpus.documents}
    timeline = project.timeline
    assert by_id["RL-005"].ceases
    assert by_id["RL-001"].replaces == ("RL-005",)
    assert by_id["RU-011"].supplements == "RU-010"
    passed, present = by_id["RU-012"], by_id["RU-013"]
    assert str(passed.ceases) < END < str(present.ceases)
    assert (passed.deviates_from, present.deviates_from) == ("RU-010", "RU-003")
    assert str(timeline.lydelser["RL-002"][-1].starts) > END
    assert [one.branch for one in timeline.proposals] == ["forslag/granskning-varje-halvar"]


def test_one_key_took_the_place_of_another(town: Town) -> None:
    first, second = (town.root / "register/beslutssignaturer").read_text("utf-8").splitlines()
    assert 'valid-after="20261201",valid-before="20280103"' in first
    assert 'valid-after="20280103"' in second


def test_each_meeting_had_its_paper(town: Town) -> None:
    for name in ("tjansteskrivelse.pdf", "tjansteskrivelse.docx", "underlag.json"):
        assert len(list(town.papers.glob(f"*/{name}"))) == 6


def test_every_address_of_the_guide_is_there(town: Town, tmp_path: Path) -> None:
    _answer(town, "build", "--out", str(tmp_path / "site"))
    missing = [path for _, path in GUIDE if not (tmp_path / "site" / path / "index.html").is_file()]
    assert missing == []


def test_every_event_has_words() -> None:
    assert {row["event"] for row in story()} == set(HAPPENED)


def test_a_folder_that_is_not_a_demo_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mitt.txt").write_text("mitt", "utf-8")
    with pytest.raises(ProjectError, match="är ingen demo"):
        founded(tmp_path)
    assert (tmp_path / "mitt.txt").read_text("utf-8") == "mitt"
    again = founded(tmp_path / "demo")
    (again.root / "kvar.txt").write_text("gammalt", "utf-8")
    assert not (founded(tmp_path / "demo").root / "kvar.txt").exists()


def _answer(town: Town, *arguments: str, code: int = 0) -> str:
    answer = said(*arguments, "--today", END, "--project", town.root)
    assert answer.code == code, answer
    return answer.out
