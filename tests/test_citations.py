"""Legal citations: read as people write them, written so that they are read again, and in time.

``tests/citations/`` holds texts with what they cite; the heads of the files tell the format.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, SCHEMAS
from lydelse.citations import Citation, Names, Provision, fragment, written
from lydelse.citations.grammar import parse, read
from lydelse.law import Statutes
from lydelse.reading import read as read_file
from lydelse.register import RegisterFile, read_register

FACTS = ROOT.parent / "shared" / "facts" / "citeringar.yml"
JUDGED = sorted((ROOT / "tests" / "citations").glob("*.yml"))
LONGEST = 80
"""Members that a list may have; a range of more gives only its ends."""


def cases(path: Path) -> list[dict[str, Any]]:
    """The file's rows; none when it does not exist."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8")) if path.exists() else []
    return rows


@cache
def statutes() -> Statutes:
    """Those of the repository's own register."""
    path = "register/lagrum.yml"
    reading = read_file("lagrum", (ROOT / path).read_bytes(), SCHEMAS, Names())
    assert reading.valid
    return Statutes(read_register({"lagrum": RegisterFile(path, reading.front, reading.marks)}))


def resolved(text: str, day: date) -> list[Citation]:
    """The citations of the text, with the numbers that names mean on the day."""
    known = statutes()
    return [known.resolved(one, day) for one in parse(text, known.names)]


@pytest.mark.skipif(not FACTS.exists(), reason="the facts lie beside the repository, not in it")
def test_there_are_facts_to_read() -> None:
    assert len(cases(FACTS)) == 40


@pytest.mark.parametrize(
    "case", [row for path in (FACTS, *JUDGED) for row in cases(path)], ids=lambda case: case["text"]
)
def test_a_text_cites_what_it_was_judged_to_cite(case: dict[str, Any]) -> None:
    found = resolved(case["text"], date.fromisoformat(case["date"]))
    places = [{k: v for k, v in one.items() if k != "fragment"} for one in case["refs"]]
    assert [one.parts() for one in found] == places
    for one, wanted in zip(found, case["refs"], strict=True):
        assert fragment(one.provision) == wanted.get("fragment", fragment(one.provision))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("OSL kap. 25 och 26", [{"statute": "OSL", "kap": "25"}, {"statute": "OSL", "kap": "26"}]),
        ("OSL kap. 25–26", [{"statute": "OSL", "kap": "25"}, {"statute": "OSL", "kap": "26"}]),
        ("kap. 3, 2 § HSL", [{"statute": "HSL", "kap": "3", "par": "2"}]),
        ("3 § 14 kap. SoL", [{"statute": "SoL", "kap": "14", "par": "3"}]),
        ("BrB 24:4", [{"statute": "BrB", "kap": "24", "par": "4"}]),
        ("LRV 5 §", [{"statute": "LRV", "par": "5"}]),
        ("HSLF FS 2017:37", [{"statute": "HSLF-FS 2017:37"}]),
        ("HSLF‑FS 2017:37", [{"statute": "HSLF-FS 2017:37"}]),
        ("hälso‑ och sjukvårdslagen", [{"statute": "hälso- och sjukvårdslagen"}]),
        ("3‑5 §§ LSS", [{"statute": "LSS", "par": "3", "par_to": "5"}]),
        ("förordning (EG) 852/2004", [{"statute": "(EG) nr 852/2004"}]),
        ("förordning (EU) nr 2016/679", [{"statute": "(EU) 2016/679"}]),
        ("förordning (EEG) nr 1408/71", [{"statute": "(EEG) nr 1408/71"}]),
        ("förordning (EU) nr 1025/2012", [{"statute": "(EU) nr 1025/2012"}]),
        ("SOSFS 2015:10 Basal hygien i vård och omsorg", [{"statute": "SOSFS 2015:10"}]),
        ("artikel 12 i konventionen", [{"statute": "@samma-lag", "artikel": "12"}]),
        ("3 § i den gamla lagen", [{"statute": "@denna", "par": "3"}]),
        ("3 § i den nya lagen", [{"statute": "@denna", "par": "3"}]),
        ("3 § sambolagen", [{"statute": "sambolagen", "par": "3"}]),
        ("2 § ungdomslagen", [{"statute": "ungdomslagen", "par": "2"}]),
        ("5 kap. 1 §, HSL", [{"statute": "HSL", "kap": "5", "par": "1"}]),
        ("5 §, HSL (2017:30).", [{"statute": "SFS 2017:30", "par": "5"}]),
        (
            "5 §, HSL och SoL",
            [{"statute": "@denna", "par": "5"}, {"statute": "HSL"}, {"statute": "SoL"}],
        ),
        ("kl. 10:30 HSL", [{"statute": "HSL"}]),
        ("08:00 HSL", [{"statute": "HSL"}]),
        ("artikel 12 i FN:s konvention", [{"statute": "@denna", "artikel": "12"}]),
    ],
)
def test_this_is_read_as(text: str, parts: list[dict[str, str]]) -> None:
    assert [one.parts() for one in parse(text, statutes().names)] == parts


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "Läs Socialstyrelsens föreskrifter (SOSFS 2011:9).",
            ["Socialstyrelsens föreskrifter (SOSFS 2011:9)"],
        ),
        ("Alla följer föreskrifterna SOSFS 2011:9 här", ["föreskrifterna SOSFS 2011:9"]),
        (
            "Gör enligt Europaparlamentets och Rådets förordning (EU) 2016/679.",
            ["Europaparlamentets och Rådets förordning (EU) 2016/679"],
        ),
        (
            "Se Inspektionen för vård och omsorgs föreskrifter (HSLF-FS 2017:41).",
            ["Inspektionen för vård och omsorgs föreskrifter (HSLF-FS 2017:41)"],
        ),
        ("Gör så enligt 9 § LSS och 5 § HSL.", ["9 § LSS", "5 § HSL"]),
        ("9 § och 10 § LSS", ["9 §", "10 § LSS"]),
        ("Enligt SoL 14 kap. 3 § ska du", ["SoL 14 kap. 3 §"]),
    ],
)
def test_a_citation_reaches_so_far(text: str, spans: list[str]) -> None:
    assert [text[one.start : one.end] for one in parse(text, statutes().names)] == spans


@pytest.mark.parametrize(
    ("text", "day", "number"),
    [
        ("3 § SoL", date(2026, 1, 1), "SFS 2025:400"),
        ("3 § i den tidigare SoL", date(2026, 1, 1), "SFS 2001:453"),
        ("den gamla socialtjänstlagen", date(2026, 1, 1), "SFS 2001:453"),
        ("dåvarande 14 kap. 3 § SoL", date(2026, 1, 1), "SFS 2001:453"),
        ("den gamla socialtjänstlagen", date(2024, 1, 1), "SFS 2001:453"),
        ("den tidigare patientlagen", date(2026, 1, 1), "SFS 2014:821"),
    ],
)
def test_a_former_statute_is_the_last_that_was_repealed(text: str, day: date, number: str) -> None:
    assert [one.statute for one in resolved(text, day)] == [number]


def test_nothing_of_these_is_left_over() -> None:
    for text in ("SOSFS 2015:10 Basal hygien i vård och omsorg", "OSL kap. 25 och 26", "BrB 24:4"):
        assert read(text, statutes().names).rest == ()


# What is written is read again.

KNOWN = Names({"SoL": ("SFS 2001:453", "SFS 2025:400"), "GDPR": ("(EU) 2016/679",)})
SERIES = ("SFS", "SOSFS", "HSLF-FS", "AFS", "MSBFS", "RA-FS", "ELSÄK-FS", "LIVSFS", "KFS")
NAMED = ("SoL", "brottsbalken", "plan- och bygglagen", "dataskyddsförordningen", "regeringsformen")
EU = ("(EU) 2016/679", "(EG) nr 852/2004", "(EU) nr 910/2014", "95/46/EG", "2014/24/EU")
LEANING = ("@samma-lag", "@denna-lag", "@samma-kapitel", "@detta-kapitel")

figures = st.integers(1, 199).map(str)
plain_letters = st.sampled_from("abcdefghjklmnoqrstuvwxyz")
letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
sections = figures | st.builds("{} {}".format, figures, letters)
points = figures | st.builds("{} {}".format, figures, plain_letters)
ordinals = st.integers(1, 40).map(str)
none = st.just("")


@st.composite
def ranges(draw: st.DrawFn) -> Provision:
    """Several sections: 3–6 §§, 24 b–24 g §§."""
    first, last = sorted(draw(st.sets(st.integers(1, 199), min_size=2, max_size=2)))
    lettered = draw(st.booleans())
    start, stop = (f"{first} b", f"{first} g") if lettered else (str(first), str(last))
    return Provision(kap=draw(none | sections), par=start, par_to=stop)


def pieces(*, par: st.SearchStrategy[str], kap: st.SearchStrategy[str]) -> Any:  # noqa: ANN401  a strategy
    return st.builds(
        Provision,
        kap=kap,
        par=par,
        stycke=none | ordinals,
        punkt=none | points,
        mening=none | ordinals,
    )


articles = st.builds(
    Provision,
    artikel=figures,
    artikel_punkt=none | figures | st.builds("{} {}".format, figures, plain_letters),
)
provisions = st.one_of(
    st.just(Provision()),
    st.builds(Provision, kap=sections),
    pieces(par=sections, kap=none | sections),
    ranges(),
    articles,
)
numbers = st.builds(
    "{} {}:{}".format, st.sampled_from(SERIES), st.integers(1900, 2039), st.integers(1, 99999)
)
citations = st.one_of(
    st.builds(
        Citation,
        statute=numbers | st.sampled_from(NAMED) | st.sampled_from(EU),
        provision=provisions,
    ),
    st.builds(
        Citation,
        statute=st.sampled_from(("LRV", "BrB")),
        provision=pieces(par=sections, kap=none | sections),
    ),
    st.builds(Citation, statute=st.sampled_from(LEANING[:2]), provision=provisions),
    st.builds(
        Citation, statute=st.sampled_from(LEANING[2:]), provision=pieces(par=sections, kap=none)
    ),
    st.builds(
        Citation,
        statute=st.just("@denna"),
        provision=pieces(par=sections, kap=none | sections) | ranges(),
    ),
    st.builds(
        Citation,
        statute=st.sampled_from(("@samma-paragraf", "@denna-paragraf")),
        provision=st.builds(
            Provision, stycke=ordinals, punkt=none | points, mening=none | ordinals
        ),
    ),
)


@given(citations)
def test_what_is_written_is_read_again(citation: Citation) -> None:
    assert read(written(citation), KNOWN) == ((citation,), ())


@given(citations, citations)
def test_two_citations_are_two(one: Citation, other: Citation) -> None:
    if not one.leans and not other.leans:
        text = (
            f"Enligt {written(one)} gäller detta. Därför måste det vara så enligt {written(other)}."
        )
        assert parse(text, KNOWN) == (one, other)


# Anything can be read.

WORDS = (
    *("kap.", "kap", "§", "§§", "och", "eller", "samt", ",", ";", ".", "-", "–", "("),
    *("1", "3 a", "2:1", "25.6", "14", "9999", "0", "a", "b", "i", "p", "st", "ff.", "t.o.m."),
    *(")", ":", "/"),
    *("SoL", "LSS", "HSL:s", "IVO", "sol", "lagen", "lag", "balken", "förordningen", "samma"),
    *("denna", "den", "tidigare", "paragraf", "(2017:30)", "2001:453", "SOSFS 2011:9", "(EU)"),
    *("(EU) 2016/679", "95/46/EG", "nr", "artikel", "artiklarna", "första", "andra", "21:a"),
    *("sista", "stycket", "punkten", "meningen", "styckena", "om", "genom", "Lag", "hälso-"),
    *("sjukvårdslagen", "socialtjänstlagen", "Socialstyrelsens", "föreskrifter", "av den", "\n"),
)  # fmt: skip
shuffled = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.lists(
    st.sampled_from(WORDS), max_size=30
).map("".join)


@given(st.text() | shuffled)
def test_spans_lie_in_the_text_and_in_order(text: str) -> None:
    found = parse(text, statutes().names)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
    for one, after in pairwise(found):
        same = (one.start, one.end) == (after.start, after.end)
        assert same or one.end <= after.start


@given(shuffled)
def test_what_was_read_can_be_written(text: str) -> None:
    for one in parse(text, statutes().names):
        assert written(one) or one.statute == "@denna"
        fragment(one.provision)


def test_a_closer_look_at_every_word_finds_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    names = statutes().names
    texts = [case["text"] for path in JUDGED for case in cases(path)]
    texts += [" ".join(WORDS[n % len(WORDS) :: step]) for n in range(60) for step in range(5, 30)]
    first = [read(text, names) for text in texts]
    monkeypatch.setattr("lydelse.citations.grammar.may_begin", lambda *_: True)
    assert [read(text, names) for text in texts] == first


# Time is in proportion to the text.

HOSTILE = {
    "colons listed": "4:1, ",
    "ranges of colons": "14:3-7, ",
    "colons joined": "4:1 och ",
    "list without end": "1, ",
    "sections": "§",
    "sections apart": "§ ",
    "brackets": "(",
    "open brackets": "lagen (",
    "open citations": "((14 kap. 2 § SoL",
    "joints": "och ",
    "joined list": "1 och ",
    "chapters": "1 kap. ",
    "chapters with lists": "kap. 1, 2 och ",
    "citations without a statute": "1 kap. 1 § ",
    "listed citations": "1 kap. 1 §, ",
    "stycken": "första, ",
    "sections with stycken": "9 § första stycket ",
    "articles": "artikel ",
    "listed articles": "artikel 1.1 a, ",
    "points": "1.",
    "titles": "lagen om ",
    "numbered titles": "lagen (2017:30) om ",
    "joined names": "hälso- och ",
    "abbreviations": "SoL, LSS och HSL samt ",
    "notes of amendment": "Lag (2019:973). ",
    "amendments": "genom lag (2018:1248) ",
    "unknown abbreviations": "LRV 3 kap. ",
    "epithets": "den tidigare ",
    "authors": "Socialstyrelsens föreskrifter ",
    "ranges": "1–80 §§ ",
    "colons": "4:1 ",
    "combining signs": "4 kap. 1 §\u0301",
    "directions": "\u202e4 kap. 1 § SoL\u202c",
    "long figures": "9",
    "all kinds": "14 kap. 3 § första stycket 2 SoL (2025:400), art. 6.1 c GDPR och SOSFS 2011:9 ",
}


def work_of(reading: Callable[..., object], *arguments: object) -> int:
    """How many calls it takes to read a text."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        reading(*arguments)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_text_of_twice_the_length_takes_twice_the_work(kind: str) -> None:
    names = statutes().names
    parse("SoL", names)  # what is made once
    once, twice = (work_of(parse, HOSTILE[kind] * size + "SoL", names) for size in (400, 800))
    assert twice <= 2.5 * once
    assert once <= 600 * len(HOSTILE[kind]) * 400


def strange() -> Iterator[str]:
    """Texts that a reader could trip over."""
    yield from (piece * 1000 + "SoL" for piece in HOSTILE.values())
    yield from ("", " ", "\0" * 5000, "\ud800 4 kap. 1 § SoL \udfff", "9" * 100_000 + " § SoL")
    yield "SFS " + "2" * 5000 + ":" + "3" * 5000
    yield "²³ kap. ① § SoL ٣ kap. ٤ § LSS Ⅳ kap. ½ § HSL artikel ².³ GDPR"
    yield " " * 200_000 + "§ 5" + "\n" * 100_000 + "LSS"
    yield "\u00a0\u200b\ufeff\u2009\u00ad" * 10_000 + "1 kap. 2 § PSL"
    yield "".join(map(chr, range(1, 0x3000))) + " 9 § LSS"
    yield "".join(WORDS[(n * n * 7 + n // 3) % len(WORDS)] for n in range(20_000))


@pytest.mark.parametrize("text", list(strange()), ids=lambda text: repr(text[:12]))
def test_a_strange_text_is_read(text: str) -> None:
    for one in parse(text, statutes().names):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        *("1–999999999 §§ SoL", "9 § 1–100000000 LSS", "1–99999999 kap. socialtjänstlagen"),
        *("artiklarna 1–99999999 i GDPR", "9–3 §§ LSS", "9 § 5–2 LSS", "24 g–24 b §§ LSS"),
        *("1–9999 §§ LSS", "9 § 1–9999 LSS", "1–9999 kap. SoL", "artiklarna 1–9999 GDPR"),
    ],
)
def test_a_range_never_unfolds_without_bound(text: str) -> None:
    assert len(parse(text, statutes().names)) <= LONGEST
