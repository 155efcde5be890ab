"""The register: Swedish order, rights by day, and the first entry where two share an id."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import base_files, corpus_of
from lydelse.register import (
    Register,
    RegisterFile,
    Span,
    folded,
    read_register,
    swedish_order,
)
from lydelse.statutes import Moved, number_in, number_of


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


def statutes(*rows: Mapping[str, Any]) -> Register:
    known = {"titel": "Lag", "slag": "lag", "källa": "SFS", "säkerhet": "kontrollerad"}
    value = {"författningar": [{**known, **row} for row in rows]}
    return read_register({"lagrum": RegisterFile("register/lagrum.yml", value, {})})


def test_a_statute_tells_its_provisions_and_where_they_moved() -> None:
    row = {
        "nummer": "SFS 2001:453",
        "indelning": "kapitel",
        "bestämmelser": ["1–15 kap.", "16 kap. 1–10 §§"],
        "tillämpas_från": "2002-07-01",
        "ersatt_av": "SFS 2025:400",
        "flyttat": [
            {"ämne": "hemtjänst", "från": ["3 kap. 6 §"], "till": "8 kap. 1 §"},
            {"ämne": "avgifter", "från": ["8 kap."], "till": "32 kap.", "anmärkning": "Osäkert."},
        ],
        "ändrad_till_och_med": "SFS 2025:174",
        "säkerhet_i_kraft": "okänd",
        "anmärkning": "Läst.",
    }
    statute = statutes(row).statutes["SFS 2001:453"]
    assert (statute.division, statute.provisions) == ("kapitel", ("1–15 kap.", "16 kap. 1–10 §§"))
    assert statute.moved == (
        Moved(subject="hemtjänst", sources=("3 kap. 6 §",), target="8 kap. 1 §"),
        Moved(subject="avgifter", sources=("8 kap.",), target="32 kap.", note="Osäkert."),
    )
    assert (statute.in_force, statute.applied_from) == (None, date(2002, 7, 1))
    assert (statute.source, statute.amended_through) == ("SFS", "SFS 2025:174")
    assert (statute.in_force_confidence, statute.note) == ("okänd", "Läst.")


def test_what_a_statute_does_not_tell_is_empty(register: Register) -> None:
    statute = register.statutes["SFS 2017:30"]
    assert (statute.division, statute.provisions, statute.moved) == ("", (), ())
    assert (statute.applied_from, statute.amended_through, statute.note) == (None, "", "")


def test_a_statute_of_unknown_age_follows_on_what_it_replaced() -> None:
    register = statutes(
        {"nummer": "SFS 1980:1", "upphävd": "1992-01-01", "ersatt_av": "SFS 1990:1"},
        {"nummer": "SFS 1981:1", "upphävd": "1991-01-01", "ersatt_av": "SFS 1990:1"},
        {"nummer": "SFS 1982:1", "ersatt_av": "SFS 1990:1"},
        {"nummer": "SFS 1990:1", "upphävd": "2000-01-01"},
        {"nummer": "SFS 1990:2", "i_kraft": "1990-07-01"},
    )
    assert register.statute_days("SFS 1990:1") == Span(start=date(1991, 1, 1), end=date(2000, 1, 1))
    assert register.statute_days("SFS 1980:1") == Span(start=date.min, end=date(1992, 1, 1))
    assert register.statute_days("SFS 1990:2") == Span(start=date(1990, 7, 1))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("SFS 2017:30", ("sfs", 2017, 30)),
        ("HSLF-FS 2022:44", ("hslffs", 2022, 44)),
        ("ELSÄK-FS 2008:1", ("elsakfs", 2008, 1)),
        ("(EU) 2016/679", ("eu", 2016, 679)),
        ("(EU, Euratom) 2018/1046", ("eu", 2018, 1046)),
        ("(EU) nr 910/2014", ("eu", 2014, 910)),
        ("(EEG) nr 1408/71", ("eu", 1971, 1408)),
        ("95/46/EG", ("eu", 1995, 46)),
        ("2014/24/EU", ("eu", 2014, 24)),
    ],
)
def test_a_number_has_a_series_a_year_and_a_serial(text: str, parts: tuple[str, int, int]) -> None:
    assert number_of(text) == parts


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://data.riksdagen.se/dokument/sfs-2017-30.html", "SFS 2017:30"),
        ("https://data.riksdagen.se/dokument/sfs-2017-30", "SFS 2017:30"),
        ("https://lagen.nu/2017:30#K4P2", "SFS 2017:30"),
        ("https://lagen.nu/hslf-fs/2022:44", "HSLF-FS 2022:44"),
        ("https://lagen.nu/sosfs/2014:5", "SOSFS 2014:5"),
        ("https://svenskforfattningssamling.se/doc/2025400.html", "SFS 2025:400"),
        ("http://data.europa.eu/eli/reg/2016/679/oj", "(EU) 2016/679"),
        ("https://eur-lex.europa.eu/eli/dir/1995/46/oj", "95/46/EG"),
    ],
)
def test_an_address_tells_the_number(address: str, number: str) -> None:
    assert number_in(address) == number_of(number)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://lagen.nu/prop/2024/25:89",
        "https://data.riksdagen.se/dokument/sosfs-2011-9.html",
        "https://www.socialstyrelsen.se/foreskrifter/20119-om-ledningssystem/",
    ],
)
def test_other_addresses_tell_no_number(address: str) -> None:
    assert number_in(address) is None


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
