"""The ledger: what is decided of each lydelse, and what later events make of it."""

from datetime import date

import pytest

from conftest import SCHEMAS
from lydelse.ledger import LedgerFile, decided, read_ledger_file
from lydelse.yamltext import Value

HASH, OTHER = "l1:" + "a" * 64, "l1:" + "b" * 64
NAME = "2026-03-02-namnd-14"
DECISION = {
    "instans": "nämnd",
    "datum": "2026-03-02",
    "diarienummer": "VON 2026/14",
    "paragraf": "14",
    "utfall": "beslutat",
    "dokument": [
        {"id": "RL-001", "version": "2.0", "hash": HASH, "gäller_från": "2026-04-01"},
    ],
}
KEY = ("RL-001", (2, 0))


def file(name: str = NAME, **keys: Value) -> LedgerFile:
    value = {**DECISION, **keys}
    assert SCHEMAS.breaches("beslut", value) == ()
    return read_ledger_file(f"register/beslut/{name}.yml", value)


def event(kind: str, on: str, **row: Value) -> LedgerFile:
    value = {
        "händelse": kind,
        "avser": NAME,
        "instans": "nämnd",
        "datum": on,
        "dokument": [{"id": "RL-001", "version": "2.0", "hash": HASH, **row}],
    }
    assert SCHEMAS.breaches("beslut", value) == ()
    return read_ledger_file(f"register/beslut/{on}-{kind}.yml", value)


def test_a_decision_names_its_lydelser() -> None:
    found = decided([file()])[KEY]
    assert (found.hashes, found.starts, found.ceases) == ((HASH,), date(2026, 4, 1), None)
    assert found.file.decision.register_number == "VON 2026/14"


@pytest.mark.parametrize("outcome", ["bordlagt", "återremitterat", "avslaget"])
def test_what_was_not_decided_does_not_count(outcome: str) -> None:
    assert decided([file(utfall=outcome)]) == {}


def test_the_first_decision_of_a_version_counts() -> None:
    rows = [{**DECISION["dokument"][0], "hash": OTHER}]  # type: ignore[dict-item]
    second = file("2026-05-04-namnd-30", datum="2026-05-04", paragraf="30", dokument=rows)
    assert decided([second, file()])[KEY].hashes == (HASH,)


def test_a_new_first_day_moves_the_lydelse() -> None:
    moved = event("ändrad ikraft", "2026-03-20", gäller_från="2026-06-01")
    assert decided([moved, file()])[KEY].starts == date(2026, 6, 1)


def test_a_withdrawn_decision_counts_no_longer() -> None:
    gone = event("återkallelse", "2026-03-20", gäller_från="2026-05-01")
    assert decided([file(), gone])[KEY].withdrawn == date(2026, 5, 1)


def test_a_masked_text_has_two_hashes() -> None:
    masked = event("maskering", "2026-03-20", hash=OTHER)
    assert decided([file(), masked])[KEY].hashes == (HASH, OTHER)


@pytest.mark.parametrize("kind", ["justering", "rättelse"])
def test_other_events_change_no_days(kind: str) -> None:
    assert decided([file(), event(kind, "2026-03-20")]) == decided([file()])


def test_an_event_about_another_decision_changes_nothing() -> None:
    value = {"händelse": "återkallelse", "avser": "2026-01-01-namnd-1", "instans": "nämnd"}
    rows = [{"id": "RL-001", "version": "2.0", "hash": HASH}]
    stray = read_ledger_file(
        "register/beslut/x.yml", {**value, "datum": "2026-03-20", "dokument": rows}
    )
    assert decided([file(), stray]) == decided([file()])


@pytest.mark.parametrize("key", ["diarienummer", "paragraf", "utfall", "dokument", "datum"])
def test_a_decision_must_be_complete(key: str) -> None:
    value = {name: part for name, part in DECISION.items() if name != key}
    (breach,) = SCHEMAS.breaches("beslut", value)
    assert breach.message == f"nyckeln ”{key}” saknas"


@pytest.mark.parametrize("event", ["ändrad ikraft", "återkallelse", "maskering"])
def test_an_event_that_changes_what_applies_must_name_it(event: str) -> None:
    value = {"händelse": event, "avser": "2026-03-10-namnd-20", "instans": "nämnd"}
    (breach,) = SCHEMAS.breaches("beslut", value | {"datum": "2026-03-20"})
    assert breach.message == "nyckeln ”dokument” saknas"
    assert (
        breach.hint
        == "lägg till dokument: lydelserna som händelsen gäller, med id, version och hash"
    )


def test_an_event_must_say_what_it_is_about() -> None:
    value = {"händelse": "justering", "instans": "nämnd", "datum": "2026-03-20"}
    (breach,) = SCHEMAS.breaches("beslut", value)
    assert (breach.message, breach.hint[:16]) == ("nyckeln ”avser” saknas", "lägg till avser:")
