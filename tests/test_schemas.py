"""Schemas: every key explained in Swedish, every breach a sentence that quotes the value."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import ROOT, SCHEMAS, base_files
from lydelse.reading import DOCUMENT
from lydelse.register import FILES
from lydelse.requirements import SETS
from lydelse.schemas import Breach, Route
from lydelse.source import read_source

# DESIGN.md, section 3: "Front matter, in this order".
ORDER = (
    *("id", "titel", "dokumenttyp", "version", "dokumentansvarig", "beslutas_av", "beslut"),
    *("gäller_från", "upphör", "översyn_senast", "gäller_för", "riktar_sig_till", "lagrum"),
    *("hör_till", "kompletterar", "avviker_från", "ersätter", "relaterat", "bilagor", "svarar_mot"),
    *("situationer", "sökord", "kvalitetsdimensioner", "ändringar", "översyner"),
)
REASONS = (
    *("ny", "avvikelse", "händelseanalys", "synpunkt eller klagomål", "egenkontroll", "riskanalys"),
    *("tillsyn", "lagändring", "organisationsändring", "ändrat arbetssätt", "översyn"),
)
FRONT = read_source(base_files()["rutiner/hygien/basal-hygien.md"]).front or {}


def properties(schema: object, route: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of the schema, however deep, by its route."""
    if isinstance(schema, dict):
        for key, about in schema.get("properties", {}).items():
            yield f"{route}/{key}", about
            yield from properties(about, f"{route}/{key}")
        for key in ("items", "oneOf"):
            yield from properties(schema.get(key), route)
    elif isinstance(schema, list):
        for part in schema:
            yield from properties(part, route)


EVERY_KEY = [
    pytest.param(about, id=f"{name}{route}")
    for name in (DOCUMENT, *FILES, SETS)
    for route, about in properties(SCHEMAS[name])
]


@pytest.mark.parametrize("about", EVERY_KEY)
def test_every_key_has_a_title_and_a_description(about: dict[str, Any]) -> None:
    assert about["title"][0].isupper()
    assert not about["title"].endswith(".")
    assert re.fullmatch(r"[\w].*\.", about["description"])


@pytest.mark.parametrize("name", [DOCUMENT, *FILES, SETS])
def test_every_schema_refuses_unknown_keys_everywhere(name: str) -> None:
    objects = [SCHEMAS[name], *(about for _, about in properties(SCHEMAS[name]))]
    objects += [about["items"] for about in objects if "items" in about]
    for about in objects:
        if about.get("type") == "object":
            assert about["additionalProperties"] is False


def test_the_keys_stand_in_the_designs_order() -> None:
    assert tuple(SCHEMAS[DOCUMENT]["properties"]) == ORDER


def test_the_choices_are_the_designs() -> None:
    entry = SCHEMAS[DOCUMENT]["properties"]["ändringar"]["items"]["properties"]
    assert entry["slag"]["enum"] == ["redaktionell", "följdändring", "i sak", "principiell"]
    assert tuple(entry["orsak"]["enum"]) == REASONS


@pytest.mark.parametrize("name", [DOCUMENT, *FILES, SETS])
def test_a_schema_is_itself_valid(name: str) -> None:
    from jsonschema import Draft202012Validator

    text = (ROOT / "schemas" / f"{name}.json").read_text("utf-8")
    Draft202012Validator.check_schema(json.loads(text))


def breach_of(key: str, value: object) -> Breach:
    (breach,) = SCHEMAS.breaches(DOCUMENT, {**FRONT, key: value})
    return breach


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("version", 1.0, "version ska vara text, men är ett tal: ”1.0”"),
        ("titel", True, "titel ska vara text, men är true eller false: ”true”"),
        ("titel", ["a", "b"], "titel ska vara text, men är en lista: ”a, b”"),
        ("titel", {"a": 1}, "titel ska vara text, men är nycklar med värden: ”a: 1”"),
        ("titel", None, "titel saknar värde"),
        ("titel", "", "titel saknar värde"),
        ("titel", " a", "titel har värdet ”a”, som inte har rätt form"),
        ("lagrum", "HSL", "lagrum ska vara en lista, men är text: ”HSL”"),
        ("beslut", "mas", "beslut ska vara nycklar med värden, men är text: ”mas”"),
        ("lagrum", [], "lagrum saknar värde"),
        ("sökord", ["a", "a"], "sökord har samma värde två gånger: ”a”"),
        ("gäller_från", "20261201", "gäller_från har värdet ”20261201”, som inte är ett datum"),
        ("gäller_från", "0000-01-01", "gäller_från har värdet ”0000-01-01”, som inte är ett datum"),
        ("id", "RU-003\n", "id har värdet ”RU-003”, som inte har rätt form"),
        (
            "kvalitetsdimensioner",
            ["snabb"],
            "kvalitetsdimensioner har värdet ”snabb”, som inte går att välja",
        ),
    ],
)
def test_a_message_quotes_the_value(key: str, value: object, message: str) -> None:
    assert breach_of(key, value).message == message


def test_a_long_value_is_shortened_in_its_message() -> None:
    message = breach_of("titel", "lång " * 40 + "titel").message
    assert message.endswith("lång…”")
    assert len(message) < 130


def test_a_breach_points_at_the_item_in_a_list() -> None:
    breach = breach_of("ändringar", [{**FRONT["ändringar"][0], "slag": "liten"}])
    assert breach.route == ("ändringar", 0, "slag")


def test_an_unknown_key_is_at_fault_itself() -> None:
    breach = breach_of("lagrumm", ["HSL"])
    assert (breach.route, breach.key, breach.hint) == (("lagrumm",), True, "menade du lagrum?")


def test_every_missing_key_is_told_once() -> None:
    breaches = SCHEMAS.breaches(DOCUMENT, {})
    assert len(breaches) == len(SCHEMAS[DOCUMENT]["required"])
    assert {breach.route for breach in breaches} == {()}


def test_a_right_to_decide_is_for_all_or_for_a_list() -> None:
    role = {"id": "a", "namn": "A", "slag": "chef", "beskrivning": "B.", "från": "2026-01-01"}
    right = {"dokumenttyp": "rutin", "grund": "lag", "från": "2026-01-01"}
    for units, count in (("alla", 0), (["hemtjänst"], 0), ("några", 1), ([], 1)):
        rights = [{**right, "verksamheter": units}]
        breaches = SCHEMAS.breaches("roller", {"roller": [{**role, "rättigheter": rights}]})
        assert len(breaches) == count


def statute_breaches(**keys: object) -> list[tuple[Route, str]]:
    row = {
        "nummer": "SFS 2025:400",
        "titel": "Socialtjänstlag (2025:400)",
        "slag": "lag",
        "källa": "SFS",
        "säkerhet": "kontrollerad",
        **keys,
    }
    found = SCHEMAS.breaches("lagrum", {"författningar": [row]})
    return [(breach.route[2:], breach.hint) for breach in found]


@pytest.mark.parametrize(
    "number",
    [
        *("SFS 2017:30", "SOSFS 2011:9", "HSLF-FS 2017:37", "SKOLFS 2010:37", "LIVSFS 2005:20"),
        *("KIFS 2017:7", "ELSÄK-FS 2008:1", "IVOFS 2014:1", "SLVFS 2001:30", "FoHMFS 2014:10"),
        *("RA-FS 2009:1", "AFS 2023:1", "(EU) 2016/679", "(EU) nr 910/2014", "(EG) nr 765/2008"),
        *("95/46/EG", "2014/24/EU", "93/42/EEG", "(EEG) nr 1408/71", "(EU, Euratom) 2018/1046"),
    ],
)
def test_a_statute_of_any_series_has_a_number(number: str) -> None:
    assert statute_breaches(nummer=number, ersatt_av=number) == []


@pytest.mark.parametrize(
    "number",
    [
        *("2017:30", "SFS2017:30", "SFS 2017/30", "SFS 17:30", "sfs 2017:30", "SFS 2017:030"),
        *("SoL 2001:453", "HSLF FS 2017:37", "SFS 2017:30 ", "EU 2016/679", "(EU) 679/2016/EU"),
        *("(EU) nr 910/20144", "95/46", "SFS 2017:300000", "GDPR", "", "SFS 2017:30\n"),
    ],
)
def test_anything_else_is_no_number(number: str) -> None:
    ((route, hint),) = statute_breaches(nummer=number)
    assert route == ("nummer",)
    assert hint.startswith("skriv serie och nummer, till exempel SFS 2017:30")


@pytest.mark.parametrize(
    "text",
    [
        *("1–35 kap.", "1–6 §§", "5 kap. 1–3 och 3 a §§", "2 a kap.", "1 §", "9 kap. 1–3, 5 §§"),
        *("artiklarna 1–99", "artikel 3"),
    ],
)
def test_provisions_are_chapters_or_sections(text: str) -> None:
    assert statute_breaches(bestämmelser=[text]) == []


@pytest.mark.parametrize(
    "text", ["kap. 1–35", "1–35", "alla", "SoL 1 kap.", "1 kap. SoL", "1 kap.\n"]
)
def test_other_words_are_no_provisions(text: str) -> None:
    ((route, hint),) = statute_breaches(bestämmelser=[text])
    assert route == ("bestämmelser", 0)
    assert "1–35 kap." in hint


@pytest.mark.parametrize("text", ["3 kap. 3 § fjärde stycket", "9 § 8", "8 kap.", "artikel 25.6"])
def test_what_has_moved_is_a_provision(text: str) -> None:
    assert statute_breaches(flyttat=[{"ämne": "a", "från": [text], "till": text}]) == []


@pytest.mark.parametrize("text", ["SoL 3 kap. 3 §", "hemtjänst", "3", "se lagen"])
def test_other_words_are_nothing_that_moved(text: str) -> None:
    found = statute_breaches(flyttat=[{"ämne": "a", "från": [text], "till": text}])
    assert [route for route, _ in found] == [("flyttat", 0, "från", 0), ("flyttat", 0, "till")]


def test_a_statute_is_divided_in_one_of_two_ways() -> None:
    assert statute_breaches(indelning="paragrafer") == []
    assert statute_breaches(indelning="artiklar") == [
        (("indelning",), "välj kapitel eller paragrafer")
    ]
