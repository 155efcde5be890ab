"""What the ledger decides of a first number binds the second ones, and no text gets round it."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from histories import Repository, Writing, asof, later_event, ledger, said
from lydelse.wording import l1, read_wording

GOALS = "riktlinjer/kvalitet/god-vard.md"
COMING = "riktlinjer/kvalitet/god-vard.kommande.md"

ONE = Writing(
    id="RL-101",
    start=date(2026, 3, 1),
    decided=date(2026, 2, 12),
    title="God vård",
    paragraph="14",
    body="Fråga Karin Ek.",
)
ONE_ONE = replace(ONE, version="1.1", start=date(2026, 4, 1), body="Fråga Karin Ek!")
TWO = replace(
    ONE,
    version="2.0",
    start=date(2026, 6, 1),
    decided=date(2026, 3, 10),
    paragraph="20",
    body="Ny.",
)
TWO_ONE = replace(TWO, version="2.1", start=date(2026, 6, 10), body="Ny!")


def hash_of(writing: Writing) -> str:
    return l1(read_wording(writing.data), {})


def decided(writing: Writing) -> dict[str, bytes]:
    return ledger((writing, hash_of(writing)))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Main holds version 1.0, which the ledger names."""
    repository = Repository(tmp_path / "project").begin()
    repository.save("2026-02-13", {GOALS: ONE, **decided(ONE)})
    return repository


def in_force(repository: Repository, day: str) -> list[tuple[str, str, str | None]]:
    found = asof(repository.project, day)
    return [(one["version"], one["gäller_från"], one["gäller_till_och_med"]) for one in found]


def codes(repository: Repository, today: str) -> list[tuple[str, str]]:
    answer = said("check", "--today", today, "--format", "json", "--project", repository.project)
    rows = [(row["code"], row["path"]) for row in json.loads(answer.out)]
    return [row for row in rows if not row[0].startswith("S")]  # nothing here has a tag


# --- a change for the nämnd under a second number ------------------------------------------------


@pytest.mark.parametrize("slag", ["i sak", "principiell"])
def test_a_change_for_the_board_under_a_second_number_is_not_decided(
    slag: str, repository: Repository
) -> None:
    repository.save("2026-04-01", {GOALS: replace(ONE_ONE, slag=slag, body="Ring aldrig.")})
    assert in_force(repository, "2026-05-01") == [("1.0", "2026-03-01", None)]
    assert ("V303", GOALS) in codes(repository, "2026-05-01")


def test_what_builds_on_it_is_not_decided_either(repository: Repository) -> None:
    changed = replace(ONE_ONE, slag="principiell", body="Ring aldrig.")
    repository.save("2026-04-01", {GOALS: changed})
    repository.save("2026-04-02", {GOALS: replace(changed, version="1.2", slag="redaktionell")})
    assert in_force(repository, "2026-05-01") == [("1.0", "2026-03-01", None)]
    assert codes(repository, "2026-05-01")


def test_it_is_mended_under_its_own_number(repository: Repository) -> None:
    repository.save("2026-04-01", {GOALS: replace(ONE_ONE, slag="i sak", body="Ring aldrig.")})
    repository.save("2026-04-02", {GOALS: ONE_ONE})
    assert in_force(repository, "2026-05-01") == [("1.1", "2026-04-01", None)]


def test_a_role_decides_its_own_document_on_its_word(tmp_path: Path) -> None:
    """Whoever decides the rutin said so when it was merged; the wrong number is a finding."""
    repository = Repository(tmp_path / "project").begin()
    path = "rutiner/hygien/natt.md"
    night = replace(ONE, id="RU-101")
    repository.save("2026-02-13", {path: night})
    repository.save("2026-04-01", {path: replace(night, version="1.1", slag="i sak", body="Nej.")})
    assert in_force(repository, "2026-05-01")[0][0] == "1.1"
    assert ("V303", path) in codes(repository, "2026-05-01")


# --- the ledger's later events -------------------------------------------------------------------


def test_a_second_number_ends_with_the_first(repository: Repository) -> None:
    ended = later_event("ändrad ikraft", "2026-03-20", ONE, hash_of(ONE), ceases="2026-08-01")
    repository.save("2026-03-20", ended)
    repository.save("2026-04-01", {GOALS: ONE_ONE})
    assert in_force(repository, "2026-07-31") == [("1.1", "2026-04-01", "2026-07-31")]
    assert in_force(repository, "2026-08-01") == []


@pytest.mark.parametrize("order", [1, -1])
def test_a_second_number_falls_with_the_first(order: int, repository: Repository) -> None:
    repository.save("2026-03-11", {COMING: TWO, **decided(TWO)})
    steps: list[dict[str, bytes | str | Writing]] = [
        {COMING: TWO_ONE},
        {**later_event("återkallelse", "2026-07-01", TWO, hash_of(TWO))},
    ]
    for step in steps[::order]:
        repository.save("2026-06-05", step)
    assert in_force(repository, "2026-06-15") == [("2.1", "2026-06-10", "2026-06-30")]
    assert in_force(repository, "2026-07-01") == [("1.0", "2026-07-01", None)]


def test_a_second_number_does_not_begin_before_the_first(repository: Repository) -> None:
    repository.save("2026-03-11", {COMING: TWO, **decided(TWO)})
    moved = later_event("ändrad ikraft", "2026-04-01", TWO, hash_of(TWO), start="2026-07-01")
    repository.save("2026-04-01", moved)
    repository.save("2026-04-20", {COMING: TWO_ONE})
    assert in_force(repository, "2026-06-30") == [("1.0", "2026-03-01", "2026-06-30")]
    assert in_force(repository, "2026-07-01") == [("2.1", "2026-07-01", None)]


def test_a_masked_text_was_published_when_the_first_one_was(repository: Repository) -> None:
    masked = replace(ONE, body="Fråga NN.")
    came = repository.head
    event = later_event("maskering", "2026-04-01", ONE, hash_of(masked))
    repository.save("2026-04-01", {GOALS: masked, **event})
    (found,) = asof(repository.project, "2026-05-01")
    assert (found["publicerad"], found["commit"]) == ("2026-02-13", came)
    assert found["hash"] == hash_of(masked)
    answer = said("asof", "2026-05-01", "--text", "--project", repository.project)
    assert "Fråga NN." in answer.out
    assert "publicerades" not in answer.err


# --- fold ----------------------------------------------------------------------------------------


def test_fold_does_not_put_a_withdrawn_wording_in_place(repository: Repository) -> None:
    repository.save("2026-03-11", {COMING: TWO, **decided(TWO)})
    repository.save("2026-05-01", later_event("återkallelse", "2026-05-01", TWO, hash_of(TWO)))
    answer = said("fold", "--today", "2026-06-02", "--project", repository.project)
    assert answer.code == 1
    assert "återkallat från 2026-05-01" in answer.err
    assert (repository.project / GOALS).read_bytes() == ONE.data


def test_fold_follows_the_ledger_to_an_earlier_day(repository: Repository) -> None:
    repository.save("2026-03-11", {COMING: TWO, **decided(TWO)})
    moved = later_event("ändrad ikraft", "2026-04-01", TWO, hash_of(TWO), start="2026-05-01")
    repository.save("2026-04-01", moved)
    fold = ("fold", "--project", repository.project, "--today")
    assert "0 kommande versioner" in said(*fold, "2026-04-30").err
    assert said(*fold, "2026-05-01").code == 0
    assert (repository.project / GOALS).read_bytes().count(b"Ny.") == 5


def test_a_fold_is_one_change(repository: Repository) -> None:
    repository.save("2026-03-11", {COMING: TWO, **decided(TWO)})
    repository.branch("fold")
    assert said("fold", "--today", "2026-06-01", "--project", repository.project).code == 0
    answer = said(
        "changes", "--since", "main", "--today", "2026-06-01", "--project", repository.project
    )
    assert answer.out.startswith("## Ändringen rör ett dokument\n")
    assert "Version 1.0 blir 2.0." in answer.out
    assert "borttagen" not in answer.out


# --- ways round the ledger -----------------------------------------------------------------------


@pytest.mark.parametrize("type_", ["", "rutin"])
def test_another_decider_does_not_get_round_the_ledger(type_: str, repository: Repository) -> None:
    own = replace(TWO, by="mas", type=type_)
    repository.save("2026-03-11", {GOALS: own})
    assert in_force(repository, "2026-07-01") == [("1.0", "2026-03-01", None)]
    assert ("V401", GOALS) in codes(repository, "2026-07-01")


def test_the_board_may_hand_its_document_over(repository: Repository) -> None:
    handed = replace(TWO, by="mas")
    named = ledger((TWO, hash_of(handed)))
    repository.save("2026-03-11", {GOALS: handed, **named})
    three = replace(handed, version="3.0", start=date(2026, 9, 1), decided=date(2026, 8, 1))
    repository.save("2026-08-02", {GOALS: replace(three, type="rutin")})
    assert [row[0] for row in in_force(repository, "2026-09-01")] == ["3.0"]
