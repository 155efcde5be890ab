"""The repository's own documents and registers, by the tool's own rules."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, SCHEMAS, TODAY
from lydelse.corpus import Corpus, read_corpus
from lydelse.formatting import formatted
from lydelse.reading import DOCUMENT, read
from lydelse.rules import check
from lydelse.tree import working_tree

FACTS = ROOT.parent / "shared" / "facts"
CARRIED = {
    "title": "titel",
    "short_name": "kortnamn",
    "kind": "slag",
    "in_force": "i_kraft",
    "repealed": "upphävd",
    "replaced_by": "ersatt_av",
    "url": "adress",
}
CONFIDENCE = {"verified": "kontrollerad", "secondary": "andrahandskälla"}
COMMON_KNOWLEDGE = "allmän kännedom"
DOCUMENTS = sorted(
    path for folder in ("riktlinjer", "rutiner") for path in (ROOT / folder).rglob("*.md")
)


@pytest.fixture(name="corpus", scope="module")
def the_corpus() -> Corpus:
    """The repository, read without its cache."""
    tree = working_tree(ROOT)
    sizes = {path: (ROOT / path).stat().st_size for path in tree.paths}
    return read_corpus(
        tree, lambda items, names: [read(*item, SCHEMAS, names) for item in items], sizes
    )


def test_there_are_four_guidelines_and_ten_routines(corpus: Corpus) -> None:
    types = [document.type for document in corpus.documents]
    assert (types.count("riktlinje"), types.count("rutin")) == (4, 10)


def test_nothing_is_wrong_with_them(corpus: Corpus) -> None:
    assert [finding for finding in check(corpus, TODAY) if finding.severity == "error"] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_can_be_read_in_a_few_minutes(path: Path, corpus: Corpus) -> None:
    words = corpus.by_path[path.relative_to(ROOT).as_posix()].body.words
    assert 400 <= words <= 900


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_has_the_canonical_form(path: Path) -> None:
    data = path.read_bytes()
    assert formatted(data, SCHEMAS[DOCUMENT]).data == data


def test_every_document_belongs_to_a_role_that_can_be_reached(corpus: Corpus) -> None:
    for document in corpus.documents:
        assert corpus.register.roles[document.owner].mailbox


def test_the_statutes_are_those_of_the_facts() -> None:
    if not FACTS.exists():
        pytest.skip("the facts lie beside the repository, not in it")
    register = yaml.safe_load((ROOT / "register" / "lagrum.yml").read_text("utf-8"))
    ours = {row["nummer"]: row for row in register["författningar"]}
    for fact in yaml.safe_load((FACTS / "lagrum.yml").read_text("utf-8")):
        row = ours[fact["number"]]
        for theirs, name in CARRIED.items():
            assert str(row.get(name) or "") == str(fact.get(theirs) or ""), fact["number"]
        assert row["säkerhet"] == CONFIDENCE.get(fact["confidence"], COMMON_KNOWLEDGE)
        known = fact.get("in_force_confidence") != "general"
        assert known or row["säkerhet_i_kraft"] == COMMON_KNOWLEDGE
        assert set(fact["abbreviations"]) <= set(row.get("förkortningar", ()))


def test_what_has_moved_is_what_the_facts_say(corpus: Corpus) -> None:
    if not FACTS.exists():
        pytest.skip("the facts lie beside the repository, not in it")
    facts = yaml.safe_load((FACTS / "sol-gammal-ny.yml").read_text("utf-8"))
    moved = corpus.register.statutes["SFS 2001:453"].moved
    assert [(row.sources, row.target) for row in moved] == [
        (tuple(fact["gammal"]), fact["ny"]) for fact in facts
    ]
    assert [row.note.startswith("Osäkert:") for row in moved] == ["osäkert" in row for row in facts]


@pytest.mark.parametrize("day", [date(2017, 3, 31), date(2025, 7, 1), TODAY, date(2040, 1, 1)])
def test_the_register_agrees_with_itself_on_any_day(corpus: Corpus, day: date) -> None:
    assert check(corpus, day, ("R1", "R3")) == []


@pytest.mark.parametrize(
    ("name", "day", "number"),
    [
        ("SoL", date(2025, 6, 30), "SFS 2001:453"),
        ("SoL", date(2025, 7, 1), "SFS 2025:400"),
        ("HSL", date(2017, 3, 31), "SFS 1982:763"),
        ("HSL", date(2017, 4, 1), "SFS 2017:30"),
        ("FL", date(2018, 6, 30), "SFS 1986:223"),
        ("KL", date(2018, 1, 1), "SFS 2017:725"),
        ("BAL", date(1999, 1, 1), "SFS 1990:1404"),
        ("SmittskL", TODAY, "SFS 2004:168"),
    ],
)
def test_an_abbreviation_means_one_statute(
    corpus: Corpus, name: str, day: date, number: str
) -> None:
    register = corpus.register
    named = [one.number for one in register.statutes.values() if name in one.abbreviations]
    assert [one for one in named if day in register.statute_days(one)] == [number]
