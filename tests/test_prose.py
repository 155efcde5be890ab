"""Citations in Markdown: where they stand, which become links, and what is no citation of law."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from conftest import read_once
from lydelse.body import Body, read_body
from lydelse.citations import FORMER, Names
from lydelse.links import LAW
from lydelse.reading import DOCUMENT, PAGE, from_json, to_json
from test_citations import HOSTILE, WORDS, statutes, work_of

NAMES = Names(
    {
        "SoL": ("SFS 2001:453", "SFS 2025:400"),
        "LSS": ("SFS 1993:387",),
        "hälso- och sjukvårdslagen": ("SFS 2017:30",),
    }
)


def body_of(text: str, first_line: int = 1) -> Body:
    return read_body(text, first_line, NAMES)


def places(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    """Each citation's statute, line and column."""
    cited = body_of(text, first_line).cited
    return [(one.citation.statute, one.line, one.column) for one in cited]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Se 14 kap. 3 § SoL.", [("SoL", 1, 4)]),
        ("Se *14 kap.* 3 § SoL.", [("SoL", 1, 5)]),
        ("Se 14 **kap. 3 § SoL**.", [("SoL", 1, 4)]),
        ("14 ka*p. 3* § SoL", [("SoL", 1, 1)]),
        (
            "*SoL* **LSS** _SoL_ ~~LSS~~",
            [("SoL", 1, 2), ("LSS", 1, 9), ("SoL", 1, 16), ("LSS", 1, 23)],
        ),
        ("Se [14 kap. 3 § SoL](x.md).", [("SoL", 1, 5)]),
        ("Se [14 kap.](x.md) 3 § SoL.", [("SoL", 1, 5)]),
        ("SoL och [SoL](SoL.md 'SoL') och SoL.", [("SoL", 1, 1), ("SoL", 1, 10), ("SoL", 1, 33)]),
        ("3 § [LSS][a]\n\n[a]: b.md 'SoL'", [("LSS", 1, 1)]),
        ("![SoL](SoL.png) SoL", [("SoL", 1, 17)]),
        ("`en SoL` och SoL", [("SoL", 1, 14)]),
        ("``a ` SoL`` SoL", [("SoL", 1, 13)]),
        ("<https://example.org/SoL> SoL", [("SoL", 1, 27)]),
        ("<SoL@example.org> och LSS", [("LSS", 1, 23)]),
        ("<b>SoL</b> och LSS", [("SoL", 1, 4), ("LSS", 1, 16)]),
        ("| a | b |\n| - | - |\n| SoL | SoL |", [("SoL", 3, 3), ("SoL", 3, 9)]),
        ("| SoL | LSS |\n| - | - |\n| S | SoL |", [("SoL", 1, 3), ("LSS", 1, 9), ("SoL", 3, 7)]),
        (
            "| a | b |\n| - | - |\n| x \\| SoL | SoL \\| LSS |",
            [("SoL", 3, 8), ("SoL", 3, 14), ("LSS", 3, 21)],
        ),
        ("a | b\n- | -\nSoL | `SoL` SoL", [("SoL", 3, 1), ("SoL", 3, 13)]),
        ("> | a |\n> | - |\n> | SoL |", [("SoL", 3, 5)]),
        ("- SoL\n- 14 kap.\n  3 § SoL\n  - LSS", [("SoL", 1, 3), ("SoL", 2, 3), ("LSS", 4, 5)]),
        ("- [ ] SoL\n- [x] LSS", [("SoL", 1, 7), ("LSS", 2, 7)]),
        ("1) SoL\n2) 2 § LSS", [("SoL", 1, 4), ("LSS", 2, 4)]),
        ("9. 9 § LSS", [("LSS", 1, 4)]),
        ("* a\n\n  SoL", [("SoL", 3, 3)]),
        ("> SoL\n> och LSS", [("SoL", 1, 3), ("LSS", 2, 7)]),
        ("> > SoL\nlat LSS", [("SoL", 1, 5), ("LSS", 2, 5)]),
        ("- > SoL\n  > LSS", [("SoL", 1, 5), ("LSS", 2, 5)]),
        ("> [!NOTE]\n> Se SoL", [("SoL", 2, 6)]),
        (
            "not[^1] SoL\n\n[^1]: Se 3 § LSS.\n    Och SoL.",
            [("SoL", 1, 9), ("LSS", 3, 10), ("SoL", 4, 9)],
        ),
        ("not[^1]1 § LSS\n\n[^1]: x", [("LSS", 1, 8)]),
        ("\\*SoL\\* 1\\. LSS", [("SoL", 1, 3), ("LSS", 1, 13)]),
        ("å &auml; SoL &amp; SoL", [("SoL", 1, 10), ("SoL", 1, 20)]),
        ("\\&amp; SoL", [("SoL", 1, 8)]),
        ("14 kap.&nbsp;3&nbsp;§&nbsp;SoL och LSS", [("SoL", 1, 1), ("LSS", 1, 36)]),
        ("9 &sect; LSS, SoL", [("LSS", 1, 1), ("SoL", 1, 15)]),
        ("&#57; § LSS", [("LSS", 1, 1)]),
        ("Se 14 kap.\n3 § SoL", [("SoL", 1, 4)]),
        ("Se hälso-\noch sjukvårdslagen", [("hälso- och sjukvårdslagen", 1, 4)]),
        ("rad  \n  SoL\\\nLSS", [("SoL", 2, 3), ("LSS", 3, 1)]),
        ("Å 😀 SoL\tLSS", [("SoL", 1, 5), ("LSS", 1, 9)]),
        ("# SoL\n\nLSS\n===\n\nSoL", [("SoL", 1, 3), ("LSS", 3, 1), ("SoL", 6, 1)]),
        ("```\nSoL\n```\n\n    SoL\n\nLSS", [("LSS", 7, 1)]),
        ("9 § LSS och 10 § samma lag", [("LSS", 1, 1), ("LSS", 1, 13)]),
        ("9 § LSS\n\n10 § samma lag", [("LSS", 1, 1)]),
        ("9 § LSS och 10 § i den gamla lagen", [("LSS", 1, 1)]),
    ],
)
def test_a_citation_stands_where_it_begins(text: str, found: list[tuple[str, int, int]]) -> None:
    assert places(text) == found
    assert places(f"rad\n\n{text}", 20) == [(one, line + 21, column) for one, line, column in found]


def test_front_matter_counts(project: Path) -> None:
    path = project / "rutiner" / "halso-och-sjukvard" / "fall.md"
    text = path.read_text("utf-8").replace("Stanna hos", "*Stanna* enligt 9 § LSS hos")
    (mention,) = read_once(DOCUMENT, text.encode(), NAMES).body.cited
    assert text.split("\n")[mention.line - 1][mention.column - 1 :].startswith("9 § LSS hos")


def test_equal_links_in_a_row_each_have_their_column() -> None:
    links = read_body("| a | b |\n| - | - |\n| [x](y.md) | [x](y.md) |").links
    assert [(link.line, link.column) for link in links] == [(3, 3), (3, 15)]


# Marks in the HTML.


class _Links(HTMLParser):
    """The links of a page by address, with their text; elements must nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, str]] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open), "a link in a link"
        if tag == "a":
            self.found.append((dict(attrs).get("href") or "", ""))
        if tag not in {"br", "img", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "a" in self.open:
            href, text = self.found[-1]
            self.found[-1] = (href, text + data)


def marked(text: str) -> list[str]:
    """The texts that are links to law."""
    return [text for href, text in _Links(body_of(text).html).found if href.startswith(LAW)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Se 14 kap. 3 § SoL.", ["14 kap. 3 § SoL"]),
        ("Se **14 kap. 3 § SoL**.", ["14 kap. 3 § SoL"]),
        ("Se 14 kap.\n3&nbsp;§ SoL.", ["14 kap.\n3\xa0§ SoL"]),
        ("**SoL** (2025:400)", []),
        ("14 **kap.** 3 § SoL", []),
        ("[14 kap. 3 § SoL](x.md)", []),
        ("[14 kap.](x.md) 3 § SoL", []),
        ("9 § ![x](y.png)LSS", ["LSS"]),
        ("9 § första\\\nstycket LSS", []),
        ("`9 § LSS`", []),
        ("# 9 § LSS", []),
        ("<https://example.org/9-§-LSS>", []),
        ("9 § 2 och 3 LSS", ["9 § 2 och 3 LSS"]),
        ("9 § och 10 § LSS", ["9 §", "10 § LSS"]),
        ("9 § LSS *a*, *b* SoL", ["9 § LSS", "SoL"]),
    ],
)
def test_plain_text_becomes_a_link(text: str, links: list[str]) -> None:
    assert marked(text) == links


def test_a_mark_carries_the_citations_number() -> None:
    """What stands in a heading is read, but not marked."""
    body = body_of("# SoL\n\n[LSS](x.md), 9 § 2 och 3 LSS, *SoL*\n\n> 3 § LSS\n")
    links = [(href, text) for href, text in _Links(body.html).found if href.startswith(LAW)]
    assert links == [("lagrum:2", "9 § 2 och 3 LSS"), ("lagrum:4", "SoL"), ("lagrum:5", "3 § LSS")]
    named = [one.citation.statute for one in body.cited]
    assert named == ["SoL", "LSS", "LSS", "LSS", "SoL", "LSS"]


@pytest.mark.parametrize(
    "text",
    [
        *("[x](lagrum:0)", "[x](LAGRUM:0)", "[x](&#108;agrum:0)", "[x](lagrum&colon;0)"),
        *("<lagrum:0>", "[x]\n\n[x]: lagrum:0", "[x](<lagrum:0> 'SoL')", "![x](lagrum:0)"),
        *('<a href="lagrum:0">x</a>', '`<a href="lagrum:0">`', '```\n<a href="lagrum:0">\n```'),
        *(
            '&lt;a href="lagrum:0">x</a>',
            '<a\nhref="lagrum:0">',
            "[x](\\lagrum:0)",
            "[x](lag%72um:0)",
        ),
        *("[x](<\tlagrum:0>)", "[x](< lagrum:0>)", "[x](lag\\rum:0)", "# [x](lagrum:0)"),
        "[^1]\n\n[^1]: [x](lagrum:0)",
    ],
)
def test_a_link_of_the_documents_own_is_dead(text: str) -> None:
    assert _law_links(f"{text}\n\n9 § LSS") == ["lagrum:0"]
    assert _law_links(text) == []


def _law_links(text: str) -> list[str]:
    found = _Links(body_of(text).html).found
    return [href for href, _ in found if LAW in href.casefold().strip()[:8]]


SIGNS = ("*", "**", "_", "`", "[", "](lagrum:0)", "](x.md)", "<", ">", "|", "\\", "&nbsp;", "&amp;")
BLOCKS = (
    "\n",
    "\n\n",
    "\n- ",
    "\n> ",
    "\n# ",
    "\n| a |\n| - |\n| ",
    " |",
    "[^1]",
    "\n\n[^1]: ",
    "<b>",
)
mixed = st.lists(st.sampled_from((*SIGNS, *BLOCKS, *WORDS, "lagrum:0", " ")), max_size=40)


@given(mixed.map(" ".join) | mixed.map("".join))
def test_every_link_to_law_is_a_citation(text: str) -> None:
    body = body_of(text)
    numbers = [
        int(href.partition(":")[2]) for href, _ in _Links(body.html).found if href.startswith(LAW)
    ]
    assert numbers == sorted(set(numbers))
    assert all(number < len(body.cited) for number in numbers)
    lines = text.split("\n")
    for one in body.cited:
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1


@given(
    st.lists(
        st.sampled_from(("SoL", "9 § LSS", "och", "*", "å", "&auml;", "\\*", "\n", "\\|")),
        max_size=20,
    )
)
def test_a_citation_is_found_at_its_first_sign(words: list[str]) -> None:
    text = "".join(f"{word}. " if word[-1] in "LS" else f"{word} " for word in words)
    lines = text.split("\n")
    for one in body_of(text).cited:
        there = lines[one.line - 1][one.column - 1 :]
        assert there.startswith("9 § LSS" if one.citation.provision.par else one.citation.statute)


@pytest.mark.parametrize(
    "kind", ["*SoL* och ", "`x` SoL ", "SoL &auml; ", "[SoL](x) ", *HOSTILE.values()]
)
def test_a_block_of_twice_the_length_takes_twice_the_work(kind: str) -> None:
    body_of("SoL")
    once, twice = (work_of(body_of, kind * size) for size in (200, 400))
    assert twice <= 2.5 * once


# The cache.


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_a_reading_survives_the_cache(text: str) -> None:
    reading = read_once(PAGE, text.encode(), statutes().names)
    again = from_json(json.loads(json.dumps(to_json(reading))))
    assert again == reading
    assert repr(again.body.cited) == repr(reading.body.cited)


def test_what_metadata_cites_survives_the_cache(project: Path) -> None:
    path = project / "riktlinjer" / "kvalitet" / "ledningssystem.md"
    text = path.read_text("utf-8").replace(
        "  - 5 kap. 1 § SoL (2025:400)\n",
        "  - den tidigare SoL (2001:453)\n  - SoL 14:3\n  - 3 § samma lag\n"
        "  - lex Sarah 9 § 2 h LSS\n",
    )
    reading = read_once(DOCUMENT, text.encode(), NAMES)
    again = from_json(json.loads(json.dumps(to_json(reading))))
    assert again == reading
    assert repr(again.basis) == repr(reading.basis)  # also what does not count in a comparison
    assert [len(entry.citations) for entry in reading.basis] == [1, 1, 1, 1, 1]
    assert [one.citations[0].era for one in reading.basis][:2] == [FORMER, ""]
    assert reading.basis[1].citations[0].loose


# What is no citation.


@pytest.mark.parametrize(
    "text",
    [
        "Kontakta IVO, MAS, MAR och SAS. Skriv i NPÖ, och mät NEWS, BMI och VAS.",
        "Enligt 5 § i reglementet, § 52 i protokollet och 3 § delegationsordningen.",
        "VON § 52 MAS får i uppdrag. Beslut VON 2024-05-02, § 14. Paragraf 14 IVO.",
        "Protokoll § 52 (2024:123). Enligt § 14 KS 2024:123, dnr KS 2024/123 och 2024:123.",
        "Enligt delegationsordningen punkt 3.2 och 7 § ordningsreglerna.",
        "Se kap. 3 MAS ansvarar. Se kap. 3. MAS ansvarar. Se kapitel 3 i Vårdhandboken.",
        "Beställ artikel 3 MAS, eller artikelnummer 12345.",
        "Klockan 10:30 NEWS, skala 1:2 NEWS, bemanning 1:4, spädning 1:10.",
        "Risk 3 § VAS 4, BMI 20 § 3 VAS 4. Fall 3 st IVO. Byt 1 st KAD.",
        "Enligt 5 § AB, 3 § BEA, § 27 AB och AB 20 § 11 mom. 1.",
        "ISO 9001:2015, SS-EN 1500:2013, SS 8760004:2017 och EN 14683:2019.",
        "SOU 2020:80, prop. 2024/25:89 s. 3, Ds 2023:14, Dir. 2023:45, NJA 2010 s. 1.",
        "Handboken (2021:3), rapporten (2019:12), underlaget (2020:1), verket (2021:3).",
        "Bolagen, förslagen, dagen, vardagen, lördagen, måltidslagen, lagbasen och uppslagen.",
        "Underlag (2021:3), förslag (2020:12), förlag (2019:1) och slag (2018:2).",
        "Hjärtinfarkt och hjärtslag. Vi lagar mat, och matlagningen sker i köket.",
        "Reglerna i 3 kap. förslagen, 3 § bolagen, 2 § beslutsunderlagen och 5 § klockslagen.",
        "Enligt 3 § stadgan, 3 § stadgarna, 4 § instruktionen och 2 § i avtalet.",
        "I lagen står det. Enligt lagen och förordningen. Lagen om alltings jävlighet.",
        "Enligt samma lag. Första stycket, andra punkten och tredje meningen i brevet.",
        "Enligt artikel 12 i FN:s konvention om rättigheter för personer med funktionsnedsättning.",
        "Ring 1177 eller 112, tel. 08-123 45 67, rum 4:12, hiss 2, vecka 3, 2024-05-02 kl. 10:30.",
        "https://example.org/2001:453#K14P3 och a@example.org",
        "Version 2.1, bilaga 3:2, tabell 4, figur 1.2 och punkt 3 b.",
        "SoL- och LSS-insatser, HSL-uppdrag och SoL-utredning enligt 11 kap.",
        "Genomförandeplan enligt BBIC, IBIC och ICF i 3 kap. SVU.",
    ],
)
def test_this_cites_no_law(text: str) -> None:
    assert [one.citation.parts() for one in read_body(text, names=statutes().names).cited] == []


ENDINGS = ("lagen", "lag", "balken", "förordningen", "direktivet", "stadgan", "ordningen", "formen")


def swedish_words() -> list[str]:
    """Every Swedish word that ends as a statute may, but those that name one."""
    known = DefaultDictionaryFactory().get_dictionary("sv")
    words = {str(form, "utf-8") if isinstance(form, bytes) else str(form) for form in known}
    names = {name.casefold() for name in statutes().names.meanings}
    return sorted(word for word in words if word.endswith(ENDINGS) and word.casefold() not in names)


def test_no_swedish_word_is_a_citation_by_its_ending() -> None:
    words = swedish_words()
    assert len(words) > 500
    text = "\n\n".join(f"Vi talade om {word}, och {word} i 3 av 5 fall på § 2." for word in words)
    assert [one.citation.statute for one in read_body(text, names=statutes().names).cited] == []
