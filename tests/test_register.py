"""The register: Swedish order, rights by day, and the first entry where two share an id."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import base_files, corpus_of
from lydelse.register import Register, Span, folded, read_register, swedish_order


@pytest.fixture(name="register")
def the_register() -> Register:
    return corpus_of(base_files()).register


@pytest.mark.parametrize(
    "words",
    [
        ["Ask", "Zon", "Å", "Ål", "Ärta", "Öl"],
        ["avvikelse", "Avvikelse 2", "avvikelse 10", "avvikelser"],
        ["ide", "ideal", "idéer"],
        ["Rutin 9", "Rutin 10", "Rutin 10 a", "Rutin 100"],
        ["Mulla", "Müller", "Mully"],
        ["RL-002", "RL-010", "RU-001"],
    ],
)
def test_words_stand_in_swedish_order(words: list[str]) -> None:
    assert sorted(set(words), key=swedish_order) == words


@given(st.lists(st.text(max_size=8)))
def test_any_words_can_be_put_in_order(words: list[str]) -> None:
    assert len(sorted(words, key=swedish_order)) == len(words)


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert swedish_order("A\u030angest") == swedish_order("Ångest")
    assert folded("  A\u030a  LARM ") == "å larm"


def test_a_span_holds_its_first_day_but_not_its_last() -> None:
    span = Span(start=date(2026, 1, 1), end=date(2026, 2, 1))
    assert date(2026, 1, 1) in span
    assert date(2026, 1, 31) in span
    assert date(2026, 2, 1) not in span
    assert date(2025, 12, 31) not in span
    assert date(9999, 1, 1) in Span(start=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("role", "type_", "day", "may"),
    [
        ("nämnd", "riktlinje", date(2020, 1, 1), True),
        ("nämnd", "riktlinje", date(2019, 12, 31), False),
        ("nämnd", "rutin", date(2026, 1, 1), False),
        ("områdeschef", "rutin", date(2024, 12, 31), True),
        ("områdeschef", "rutin", date(2025, 1, 1), False),
        ("enhetschef", "rutin", date(2026, 1, 1), False),
        ("finns-inte", "rutin", date(2026, 1, 1), False),
    ],
)
def test_a_role_may_decide_what_its_rights_say_that_day(
    register: Register, role: str, type_: str, day: date, *, may: bool
) -> None:
    assert bool(list(register.rights(role, type_, day))) is may


def test_a_right_is_for_all_units_or_for_some(register: Register) -> None:
    (board,) = register.rights("nämnd", "riktlinje", date(2026, 1, 1))
    (nurse,) = register.rights("mas", "rutin", date(2026, 1, 1))
    assert board.units == ()
    assert nurse.units == ("hemtjänst", "hemsjukvård")


def test_a_role_is_named_as_staff_know_it(register: Register) -> None:
    assert register.roles["mas"].title == "Medicinskt ansvarig sjuksköterska (MAS)"
    assert register.roles["nämnd"].title == "Vård- och omsorgsnämnden"
    assert register.role_name("finns-inte") == "finns-inte"


def test_a_repealed_statute_names_the_one_that_replaced_it(register: Register) -> None:
    old = register.statutes["SFS 2001:453"]
    assert (old.repealed, old.replaced_by) == (date(2025, 7, 1), "SFS 2025:400")
    assert register.statutes[old.replaced_by].in_force == old.repealed


def test_the_first_entry_wins_where_two_share_an_id() -> None:
    data = base_files()["register/roller.yml"]
    twice = data + data.split(b"roller:\n")[1].replace(b"namn: ", b"namn: Ny ")
    register = corpus_of({**base_files(), "register/roller.yml": twice}).register
    assert register.roles["enhetschef"].name == "Enhetschef"


def test_without_files_everything_is_unknown_rather_than_empty() -> None:
    register = read_register({})
    assert register.broken == {"dokumenttyper", "organisation", "roller", "lagrum", "regler"}
    assert register.settings.soon_days == 60


def test_whoever_has_a_role_has_those_that_it_also_is() -> None:
    text = base_files()["register/roller.yml"].decode()
    for role, other in (("enhetschef", "sjuksköterska"), ("sjuksköterska", "undersköterska")):
        found = f"  - id: {role}\n"
        text = text.replace(found, f"{found}    är_också:\n      - {other}\n")
    found = "  - id: undersköterska\n"
    text = text.replace(found, f"{found}    är_också:\n      - enhetschef\n      - okänd\n")
    register = corpus_of({**base_files(), "register/roller.yml": text.encode()}).register
    assert register.held_with["enhetschef"] == {
        "enhetschef",
        "sjuksköterska",
        "undersköterska",
        "okänd",
    }
    assert register.held_with["mas"] == {"mas"}
