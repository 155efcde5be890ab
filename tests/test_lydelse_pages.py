"""The pages of lydelser and of comparisons: what they say, and that no text in them is live."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, base_files, corpus_of
from former import HYGIENE
from lydelse.allowed import not_allowed
from lydelse.changes import BlockChange, Comparison, KeyChange, Piece, Reason, compare
from lydelse.documents import Decision
from lydelse.git import Entry
from lydelse.history import Depth, Event, History, Outline, Revision
from lydelse.links import site_address
from lydelse.pages import addresses
from lydelse.pages.comparisons import Compared, comparison_page, proposal_page
from lydelse.pages.kept import Kept, KeptComparison, kept_comparison, kept_text
from lydelse.pages.lines import cells_of, lines_of, parts
from lydelse.pages.lydelser import lydelse_page, standing
from lydelse.pages.model import Library
from lydelse.pages.page import Page
from lydelse.pages.past import names_of, past_files
from lydelse.timeline import Lydelse, Proof, Proposal, Timeline, Told
from lydelse.wording import Number, Wording, read_wording
from page import ShownPage, read_page

RU = "RU-001"
HASH = "l1:0123456789abcdef0123456789abcdef"
NASTY = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def lydelse(  # noqa: PLR0913  what a case may say
    version: Number,
    starts: str,
    *,
    ceases: str = "",
    published: str = "2026-01-01",
    withdrawn: str = "",
    path: str = HYGIENE,
    files: Sequence[Entry] = (),
    id_: str = RU,
) -> Lydelse:
    return Lydelse(
        id=id_,
        version=version,
        title="Basal hygien",
        path=path,
        hash=HASH,
        starts=date.fromisoformat(starts),
        ceases=date.fromisoformat(ceases) if ceases else None,
        proof=Proof.MERGED,
        decision=Decision(on=date(2026, 1, 1), by="mas", reference="Ändringsförslag 7"),
        published=date.fromisoformat(published),
        commit="c" * 40,
        blob=f"blob{version}",
        files=tuple(files),
        decided_by="mas",
        type="rutin",
        withdrawn=date.fromisoformat(withdrawn) if withdrawn else None,
    )


def library_of(*found: Lydelse, history: History | None = None) -> Library:
    """The small project with these lydelser, on the fixed day."""
    by_id: dict[str, tuple[Lydelse, ...]] = {}
    for one in found:
        by_id[one.id] = (*by_id.get(one.id, ()), one)
    tree = {path: Told(Outline(), HASH, "") for path in base_files() if path.endswith(".md")}
    timeline = Timeline(lydelser=by_id, history=history or History(), tree=tree)
    return Library(corpus=replace(corpus_of(base_files()), timeline=timeline), today=TODAY)


def page_of(library: Library, version: Number, kept: Kept | None = None) -> Page:
    timeline = library.corpus.timeline
    found = timeline.lydelse(RU, version)
    assert found
    names = names_of(timeline)
    return lydelse_page(
        library, names, found, kept or Kept("<p>Text</p>"), past_files(library, found)
    )


def shown(page: Page) -> ShownPage:
    return read_page(page.html)


# Addresses


def test_addresses_are_permanent_and_equally_deep() -> None:
    assert addresses.lydelse_path("RU-034", (3, 1)) == "d/RU-034/3.1.md"
    assert addresses.comparison_path("RU-034", (3, 0), (3, 1)) == "d/RU-034/3.0-3.1.md"
    assert addresses.proposal_path("RU-034", (4, 0)) == "d/RU-034/forslag-4.0.md"
    assert addresses.permanent_folder("../<x>/ÅÄ 1") == "d/X-AA-1"


PLACES = (
    "index.md",
    "a.md",
    "a/index.md",
    "a/b.md",
    "a/b/c.md",
    "d/RU/3.1.md",
    "x/ö y.pdf",
    "404.html",
)


@given(st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_an_address_leads_from_one_page_to_the_other(page: str, target: str) -> None:
    start, goal = site_address(page), site_address(target)
    address = addresses.relative(page, target)
    assert unquote(urljoin(f"http://x/{start}", address)) == f"http://x/{goal}"


# What a lydelse is on a day

STANDINGS = {
    "in force": ([lydelse((1, 0), "2026-03-01")], "Gäller"),
    "over": (
        [lydelse((1, 0), "2026-03-01"), lydelse((2, 0), "2026-09-01")],
        "Gällde 2026-03-01–2026-08-31",
    ),
    "ceased": (
        [lydelse((1, 0), "2026-03-01", ceases="2026-04-01")],
        "Gällde 2026-03-01–2026-03-31",
    ),
    "later": ([lydelse((1, 0), "2026-12-01")], "Beslutad, gäller från 2026-12-01"),
    "never": (
        [lydelse((1, 0), "2026-03-01"), lydelse((2, 0), "2026-03-01")],
        "Började aldrig gälla",
    ),
    "twice": (
        [
            lydelse((1, 0), "2026-01-01"),
            lydelse((2, 0), "2026-02-01", withdrawn="2026-03-01"),
            lydelse((3, 0), "2026-04-01"),
        ],
        "Gällde 2026-01-01–2026-01-31 och 2026-03-01–2026-03-31",
    ),
}


@pytest.mark.parametrize("name", STANDINGS)
def test_a_lydelse_says_what_it_is_on_the_day(name: str) -> None:
    found, words = STANDINGS[name]
    library = library_of(*found)
    assert standing(library.corpus.timeline, found[0], TODAY).words == words
    assert words in shown(page_of(library, (1, 0))).text


def test_a_former_version_leads_to_the_one_in_force() -> None:
    library = library_of(lydelse((1, 0), "2026-03-01"), lydelse((2, 0), "2026-09-01"))
    page = page_of(library, (1, 0))
    assert page.title == "Tidigare version 1.0: Basal hygien"
    assert not page.searchable
    words = (
        "Det här är en tidigare version. Den gällde från 1 mars 2026 till och med 31 augusti 2026."
    )
    assert f"{words} Läs den som gäller nu." in shown(page).text
    assert "../../../rutiner/hygien/basal-hygien/" in shown(page).links


def test_the_version_in_force_says_so_and_until_when() -> None:
    library = library_of(lydelse((1, 0), "2026-03-01"), lydelse((2, 0), "2027-01-01"))
    text = shown(page_of(library, (1, 0))).text
    assert "Det här är den version som gäller nu. Den gäller till och med 31 december 2026." in text
    later = shown(page_of(library, (2, 0))).text
    assert (
        "beslutad men gäller inte än. Den gäller från 1 januari 2027. Läs den som gäller" in later
    )


def test_when_no_version_is_in_force_the_page_says_so() -> None:
    ceased = lydelse((1, 0), "2026-03-01", ceases="2026-04-01")
    text = shown(page_of(library_of(ceased), (1, 0))).text
    assert "Ingen version gäller nu." in text
    again = library_of(ceased, lydelse((2, 0), "2027-01-01"))
    text = shown(page_of(again, (1, 0))).text
    assert "Version 2.0 gäller från 1 januari 2027. Läs den kommande versionen." in text


def test_an_old_version_leads_to_what_replaced_the_document() -> None:
    fall = base_files()["rutiner/halso-och-sjukvard/fall.md"].decode()
    after = fall.replace(
        "hör_till:\n  - RL-001\n", "hör_till:\n  - RL-001\nersätter:\n  - RU-001\n"
    )
    files = {**base_files(), "rutiner/halso-och-sjukvard/fall.md": after.encode()}
    ceased = lydelse((1, 0), "2026-03-01", ceases="2026-04-01")
    timeline = library_of(ceased).corpus.timeline
    corpus = replace(corpus_of(files), timeline=timeline)
    page = shown(page_of(Library(corpus=corpus, today=TODAY), (1, 0)))
    assert "Ingen version gäller nu. Ersatt av När någon har fallit." in page.text
    assert "../../../rutiner/halso-och-sjukvard/fall/" in page.links


def test_a_version_that_never_applied_says_why() -> None:
    library = library_of(lydelse((1, 0), "2026-03-01"), lydelse((2, 0), "2026-03-01"))
    assert "Version 2.0 gällde redan 1 mars 2026." in shown(page_of(library, (1, 0))).text
    gone = library_of(lydelse((1, 0), "2026-03-01", withdrawn="2026-02-01"))
    assert "Beslutet upphörde 1 februari 2026." in shown(page_of(gone, (1, 0))).text


def test_a_version_that_was_published_late_says_that_staff_could_not_read_it() -> None:
    library = library_of(lydelse((1, 0), "2026-03-01", published="2026-03-05"))
    text = shown(page_of(library, (1, 0))).text
    assert "Publicerades 5 mars 2026, men började gälla 1 mars 2026." in text
    assert "Före publiceringen kunde personalen inte läsa den." in text
    in_time = library_of(lydelse((1, 0), "2026-03-01", published="2026-03-01"))
    assert "men började gälla" not in shown(page_of(in_time, (1, 0))).text


def test_facts_hold_decision_proof_and_what_changed() -> None:
    library = library_of(lydelse((1, 0), "2026-03-01"), lydelse((2, 0), "2026-09-01"))
    kept = Kept("<p>x</p>", "i sak", "egenkontroll", "Naglarna ska vara korta.")
    page = shown(page_of(library, (2, 0), kept))
    for words in (
        "Medicinskt ansvarig sjuksköterska",
        "Ändringsförslag 7",
        "Beslutad i förvaltningen när ändringen infördes",
        "I sak · egenkontroll",
        "Naglarna ska vara korta.",
        HASH,
        "c" * 40,
    ):
        assert words in page.text, words
    assert "../1.0-2.0/" in page.links
    assert any(link.endswith("basal-hygien/#ly-versioner") for link in page.links)


# Old texts


def test_the_text_is_shown_as_the_document_was() -> None:
    wording = read_wording(base_files()[HYGIENE])
    type_ = corpus_of(base_files()).register.types["rutin"]
    kept = kept_text(wording, (2, 0), type_)
    assert kept.html.startswith('<section class="ly-brief">\n<h2 id="i-korthet">')
    assert '<div class="ly-steps">\n<h2 id="gör-så-här">' in kept.html
    assert (kept.kind, kept.reason) == ("i sak", "egenkontroll")
    assert kept.attachments == (("bilagor/checklista.pdf", "Checklista för arbetskläder"),)


OLD_TEXTS = {
    "script": NASTY,
    "javascript address": "[x](javascript:alert(1)) ![x](javascript:a()) <javascript:alert(1)>",
    "attributes": "# x { onclick=alert(1) }\n\n{{ config }} {% raw %}",
    "no front matter": "hej <b>du</b>",
    "a heading of its own": "# Basal hygien\n\ntext",
    "latin-1": "räksmörgås".encode("latin-1").decode("latin-1"),
    "deep": "> " * 90 + "x",
    "separators": "a\u2028b\x1ec\x85d\x00e",
}


@pytest.mark.parametrize("name", OLD_TEXTS)
def test_nothing_in_an_old_text_is_live(name: str) -> None:
    kept = kept_text(Wording({}, OLD_TEXTS[name]), (1, 0), None)
    assert list(not_allowed(kept.html)) == []
    page = page_of(library_of(lydelse((1, 0), "2026-03-01")), (1, 0), kept)
    found = shown(page)
    assert (found.scripts, found.handlers, found.main_headings) == ([], [], 1)
    assert not [link for link in found.links if link.startswith("javascript:")]


@given(st.text())
def test_any_old_text_gives_an_allowed_page(text: str) -> None:
    kept = kept_text(read_wording(text.encode("utf-8", "surrogatepass")), (1, 0), None)
    assert list(not_allowed(kept.html)) == []


def test_hostile_words_in_the_facts_are_only_words() -> None:
    nasty = replace(
        lydelse((1, 0), "2026-03-01"),
        title=NASTY,
        hash=NASTY,
        decision=Decision(
            on=TODAY, by=NASTY, reference=NASTY, register_number=NASTY, paragraph=NASTY
        ),
        ledger_name=NASTY,
    )
    kept = Kept("<p>x</p>", NASTY, NASTY, f"{NASTY}\n{NASTY}", "", (("a.pdf", NASTY),))
    found = shown(page_of(library_of(nasty), (1, 0), kept))
    assert (found.scripts, found.handlers, found.loaded) == ([], [], [])
    assert found.text.count("<script>alert(1)</script>") >= 8


# Links and files of the day

LINKS = (
    '<p><a href="../hygien/annan.md">annan</a> <a href="finns-inte.md">död</a> '
    '<a href="#plats">plats</a> <a href="https://exempel.example/">ut</a> '
    '<a href="../../docs/roller.md#x">roller</a> <a href="../../../etc/passwd">utanför</a> '
    '<a href="bilagor/a%20b.pdf">blad</a> <img src="bilagor/bild.png" alt="en bild"> '
    '<img src="bilagor/borta.png" alt="en annan bild"></p>\n'
)


def past_of_two() -> Library:
    """RU-001, whose text links to RU-002 at a path that RU-002 has since left."""
    other = replace(lydelse((1, 0), "2026-01-01", path="rutiner/hygien/annan.md", id_="RU-002"))
    newer = replace(other, version=(2, 0), starts=date(2026, 10, 1), path="rutiner/x/annan.md")
    files = (
        Entry("rutiner/hygien/bilagor/bild.png", "b1"),
        Entry("rutiner/hygien/bilagor/a b.pdf", "b2"),
    )
    found = (lydelse((1, 0), "2026-03-01", files=files), lydelse((2, 0), "2026-09-01", files=files))
    revision = Revision(0, other.path, "b", Outline(id="RU-002"), "h")
    history = History(
        depth=Depth.WHOLE,
        commits=("c" * 40,),
        days=(date(2026, 1, 1),),
        events={"RU-002": (Event(0, other.path, revision), Event(1, other.path, None))},
    )
    return library_of(*found, other, newer, history=history)


def test_links_lead_to_what_was_in_force_that_day() -> None:
    page = page_of(past_of_two(), (1, 0), Kept(LINKS))
    found = shown(page)
    assert "../../RU-002/1.0/" in found.links
    assert "#plats" in found.links
    assert "https://exempel.example/" in found.links
    assert "../../../roller/" in found.links
    assert not [link for link in found.links if "passwd" in link or "finns-inte" in link]
    assert "död" in found.text
    assert "utanför" in found.text


def test_the_version_in_force_links_to_pages_of_today() -> None:
    found = shown(page_of(past_of_two(), (2, 0), Kept(LINKS)))
    assert "../../../rutiner/halso-och-sjukvard/fall/" in found.links
    assert "../../RU-002/1.0/" not in found.links


def test_pictures_of_the_time_lie_beside_the_page() -> None:
    found = shown(page_of(past_of_two(), (1, 0), Kept(LINKS)))
    assert found.loaded == ["bild.png"]
    assert "a%20b.pdf" in found.links
    assert "en annan bild" in found.text


def test_files_with_the_same_name_get_names_of_their_own() -> None:
    files = [
        Entry("rutiner/hygien/a/bild.png", "b1"),
        Entry("rutiner/hygien/b/BILD.png", "b2"),
        Entry("rutiner/hygien/b/skript.html", "b3"),
        Entry("rutiner/hygien/b/borta.png", ""),
    ]
    one = lydelse((1, 0), "2026-03-01", files=files)
    assert [file.name for file in past_files(library_of(one), one).values()] == [
        "bild.png",
        "2-BILD.png",
    ]


# Comparisons


def block(kind: str, text: str, form: str = "paragraph", number: int | None = None) -> BlockChange:
    mark = kind if kind in {"added", "removed"} else "same"
    pieces = (Piece(mark, text),)  # type: ignore[arg-type]
    return BlockChange(kind, form, 1 if form == "item" else 2, pieces, number, "", 1)  # type: ignore[arg-type]


def legend(kept: KeptComparison) -> str:
    """What is said of the marks."""
    return read_page(Compared((), Kept(""), kept).legend).text


def html_of(*blocks: BlockChange, old: str = "", keys: Sequence[KeyChange] = ()) -> str:
    return kept_comparison(Wording({}, old), Comparison(tuple(keys), blocks)).html


def test_marked_words_are_told_to_those_who_hear_the_page() -> None:
    pieces = (Piece("same", "Sprita i "), Piece("removed", "30 "), Piece("added", "40 "))
    html = html_of(BlockChange("changed", "item", 1, (*pieces, Piece("same", "s.")), 2, "", 1))
    text = " ".join(read_page(html).text.split())
    assert (
        "2. Sprita i borttaget: 30 slut på det borttagna tillagt: 40 slut på tillägget s." in text
    )
    assert ">30<" in html, "the space stands outside the mark"
    assert "</del> <ins>" in html, "the words stand apart on paper and in what is copied"
    assert (html.count("<ins>"), html.count("<del>")) == (1, 1)


def test_whole_blocks_say_what_happened_in_words() -> None:
    html = html_of(
        block("same", "Rubrik", "heading"),
        block("added", "Nytt steg.", "item", 3),
        block("removed", "Gammalt steg.", "item", 3),
        block("changed", "Fet stil."),
    )
    text = read_page(html).text
    assert "Tillagt 3. Nytt steg." in text
    assert "Borttaget 3. Gammalt steg." in text
    assert "Samma ord, annan form eller länk Fet stil." in text


def test_a_moved_block_is_marked_where_it_stood_too() -> None:
    old = "## Rubrik\n\n- Ett.\n- Två.\n- Tre.\n"
    new = "## Rubrik\n\n- Två.\n- Tre.\n- Ett.\n"
    comparison = compare(Wording({}, old), Wording({}, new))
    kept = kept_comparison(Wording({}, old), comparison)
    text = read_page(kept.html).text
    assert "Flyttat härifrån Ett. • Två. • Tre. Flyttat hit • Ett." in text
    assert legend(kept) == "Det som är flyttat har en dubbel linje till vänster."


def test_where_a_block_stood_is_left_out_when_it_cannot_be_told() -> None:
    lines = lines_of(Comparison(blocks=(block("moved", "Okänd."),)), ["Annat."])
    assert [line.kind for line in lines] == ["moved"]


def test_unchanged_sections_are_folded_and_named() -> None:
    same = [block("same", f"Rubrik {n}", "heading") for n in range(1, 6)]
    html = html_of(*same, block("added", "Nytt avsnitt", "heading"))
    assert "<summary>Visa oförändrad text: Rubrik 1, Rubrik 2 och 3 avsnitt till</summary>" in html
    assert html.index("</details>") < html.index("Nytt avsnitt")


def test_long_stretches_in_a_changed_section_are_folded() -> None:
    blocks = [block("same", f"Stycke {n}.") for n in range(9)]
    found = list(parts(lines_of(Comparison(blocks=(*blocks, block("added", "Nytt."))), [])))
    assert [part.summary for part in found] == ["Visa oförändrad text (7 stycken)", ""]
    assert [line.pieces[0].text for group in found[1].groups for line in group.blocks] == [
        "Stycke 7.",
        "Stycke 8.",
        "Nytt.",
    ]


def test_equal_texts_say_that_nothing_has_changed() -> None:
    kept = kept_comparison(Wording({}, ""), Comparison((), (block("same", "Allt."),)))
    assert "Texten är oförändrad." in kept.html
    assert not legend(kept)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (("added",), "Tillagt är understruket."),
        (("removed",), "Borttaget är överstruket."),
        (("added", "removed"), "Tillagt är understruket. Borttaget är överstruket."),
    ],
)
def test_the_legend_tells_only_of_the_marks_that_occur(kinds: tuple[str, ...], words: str) -> None:
    kept = kept_comparison(Wording(), Comparison((), tuple(block(kind, "Ord.") for kind in kinds)))
    assert legend(kept) == words


def test_a_few_unchanged_blocks_are_shown_and_not_folded() -> None:
    blocks = [block("same", f"Stycke {n}.") for n in range(7)]
    found = parts(lines_of(Comparison(blocks=(blocks[0], block("added", "Nytt."), *blocks)), []))
    assert [part.summary for part in found] == ["", "Visa oförändrad text (5 stycken)"]
    few = (block("added", "Nytt."), *blocks[:4], block("added", "Nytt."))
    assert [part.summary for part in parts(lines_of(Comparison(blocks=few), []))] == [""]
    heading = (block("same", "Syfte", "heading"), block("same", "Text."))
    two = (block("added", "Nytt."), *heading)
    assert not any(part.folded for part in parts(lines_of(Comparison(blocks=two), [])))


# Tables

OLD_TABLE = "## Ansvar\n\n| Roll | Ansvar |\n|---|---|\n| Usk | Ger läkemedlet. |\n"
LONG_TABLE = OLD_TABLE + "".join(f"| R{n} | Gör {n}. |\n" for n in range(8))


def changed(old: str, new: str) -> str:
    return kept_comparison(Wording({}, old), compare(Wording({}, old), Wording({}, new))).html


def test_rows_are_shown_in_a_table_with_its_head() -> None:
    html = changed(OLD_TABLE, OLD_TABLE.replace("Ger ", "Ger alltid ") + "| Chef | Följer upp. |\n")
    assert html.count("<table") == html.count("<thead>") == 1
    assert '<th scope="col" class="ly-diff">Roll</th>' in html
    assert "|" not in html
    assert '<span class="ly-mark">Tillagt</span> <ins>Chef</ins></td>' in html
    assert "<td" in html[: html.index("Ger ")]
    text = read_page(html).text
    assert "Usk Ger tillagt: alltid slut på tillägget läkemedlet." in text


def test_each_piece_of_a_table_that_is_cut_begins_with_its_head() -> None:
    html = changed(LONG_TABLE, LONG_TABLE.replace("Gör 7.", "Gör inte 7."))
    assert "Visa oförändrad text (7 stycken)" in html
    assert html.count("<thead>") == html.count("<table") == 2
    (_, rest) = html.split("</details>")
    assert rest.index("Roll") < rest.index("R5")


def test_a_column_that_comes_or_goes_moves_no_other() -> None:
    wider = OLD_TABLE.replace("| Roll |", "| Roll | När |").replace("|---|", "|---|---|")
    wider = wider.replace("| Usk |", "| Usk | Natten |")
    for html in (changed(OLD_TABLE, wider), changed(wider, OLD_TABLE)):
        (head,) = re.findall("<thead>(.*?)</thead>", html, re.DOTALL)
        (body,) = re.findall("<tbody>(.*?)</tbody>", html, re.DOTALL)
        assert (head.count("<th "), body.count("<td ")) == (3, 3)
        assert "Ger läkemedlet." in body.split("<td ")[3]


def row(*pieces: tuple[str, str]) -> list[list[str]]:
    found = tuple(Piece(kind, text) for kind, text in pieces)  # type: ignore[arg-type]
    return [[f"{kind}:{text.strip()}" for kind, text in cell] for cell in cells_of(found)]


def test_a_row_is_cut_at_its_bars() -> None:
    assert row(("same", "a|b | c")) == [["same:a|b"], ["same:c"]]
    assert row(("removed", "A"), ("added", "| y"), ("same", " | z")) == [
        ["removed:A"],
        ["added:y"],
        ["same:z"],
    ]
    assert row(("removed", "a | b"), ("added", "c | d")) == [
        ["removed:a", "added:c"],
        ["removed:b", "added:d"],
    ]
    assert row(("added", "x |")) == [["added:x"], []]


def test_two_tables_after_each_other_stay_two() -> None:
    two = f"{OLD_TABLE}\n| Dag | Tid |\n|---|---|\n| Måndag | 8 |\n"
    html = changed(two, two.replace("| 8 |", "| 9 |"))
    assert html.count("<table") == 2
    assert html.count("<th ") == 4
    gone = changed(two, OLD_TABLE + "| Ssk | Svarar. |\n")
    assert "Måndag" in gone


def test_the_place_of_a_moved_row_stands_in_the_table() -> None:
    rows = [f"| R{n} | Gör något som heter {n}. |\n" for n in "abcdef"]
    html = changed(OLD_TABLE + "".join(rows), OLD_TABLE + "".join((*rows[1:], rows[0])))
    assert html.count("<table") == 1
    assert "Flyttat härifrån" in html
    assert "Flyttat hit" in html


def test_a_new_documents_text_is_shown_as_it_stands() -> None:
    kept = kept_comparison(None, compare(Wording(), Wording({"titel": "Ny"}, LONG_TABLE)))
    assert "Tillagt" not in kept.html
    assert "<ins>" not in kept.html
    assert "<details" not in kept.html
    assert "<h2>Texten</h2>" in kept.html
    mild = Kept("", "redaktionell")
    page = proposal_page(library_of(), None, [(proposal("forslag/ny"), mild, kept)])
    text = shown(page).text
    assert "Ändringen kallas" not in text
    assert "Uppgifter Titel Ny Texten Ansvar Roll Ansvar Usk Ger läkemedlet." in text
    assert "Så bedömer" not in text
    assert "understruket" not in text


def test_changed_keys_are_told_by_name() -> None:
    keys = (
        KeyChange("beslutas_av", "mas", "okänd-roll"),
        KeyChange("gäller_för", "hemtjänst", "hemtjänst, hemsjukvård"),
        KeyChange("hör_till", "", "RL-001, RL-999"),
        KeyChange("dokumenttyp", "rutin", "riktlinje"),
        KeyChange("titel", "mas", "rutin"),
    )
    kept = KeptComparison("", "i sak", (), keys=keys)
    library = library_of(lydelse((1, 0), "2026-03-01"), lydelse((2, 0), "2026-09-01"))
    old, new = library.corpus.timeline.lydelser[RU]
    text = shown(comparison_page(library, old, new, Kept(""), kept)).text
    for words in (
        "Beslutas av Före: Medicinskt ansvarig sjuksköterska (MAS) Efter: okänd-roll",
        "Gäller för Före: Hemtjänst Efter: Hemtjänst, Hemsjukvård",
        "Hör till Före: – Efter: Ledningssystem för kvalitet (RL-001), RL-999",
        "Dokumenttyp Före: Rutin Efter: Riktlinje",
        "Titel Före: mas Efter: rutin",
    ):
        assert words in text


def test_on_paper_what_is_left_out_is_named() -> None:
    same = [block("same", f"Rubrik {n}", "heading") for n in range(1, 5)]
    html = html_of(*same, block("added", "Nytt avsnitt", "heading"))
    words = "Oförändrad text är utelämnad: Rubrik 1, Rubrik 2, Rubrik 3 och Rubrik 4."
    assert f'<p class="ly-omitted">{words}</p>' in html


def test_nothing_in_a_comparison_is_live() -> None:
    keys = [KeyChange("titel", NASTY, NASTY), KeyChange("bilagor", "", NASTY)]
    kinds = ("same", "added", "removed", "moved", "changed")
    forms = ("heading", "paragraph", "item", "row", "code", "note", "footnote")
    blocks = [block(kind, f"{NASTY}\n{kind}", form) for kind in kinds for form in forms]
    comparison = Comparison(tuple(keys), tuple(blocks), "i sak", (Reason("ord", NASTY, 1),))
    kept = kept_comparison(Wording({}, NASTY), comparison)
    library = library_of(lydelse((1, 0), "2026-03-01"), lydelse((2, 0), "2026-09-01"))
    old, new = library.corpus.timeline.lydelser[RU]
    found = shown(comparison_page(library, old, new, Kept("", NASTY, NASTY, NASTY, NASTY), kept))
    assert (found.scripts, found.handlers, found.loaded) == ([], [], [])
    assert found.text.count("<script>alert(1)</script>") > len(blocks)


@given(st.text(), st.text())
def test_any_two_texts_give_a_comparison_without_live_words(old: str, new: str) -> None:
    before, after = (read_wording(text.encode("utf-8", "surrogatepass")) for text in (old, new))
    found = read_page(kept_comparison(before, compare(before, after)).html)
    assert (found.scripts, found.handlers, found.loaded, found.links) == ([], [], [], [])


def two(claim: str, slag: str) -> ShownPage:
    library = library_of(lydelse((1, 0), "2026-03-01"), lydelse((2, 0), "2026-09-01"))
    old, new = library.corpus.timeline.lydelser[RU]
    change = Kept("", claim, "översyn", "Ordval.", "Bedömt av MAS.")
    kept = KeptComparison("<p>x</p>", slag, ("Skäl ett.", "Skäl två."), 3)
    return shown(comparison_page(library, old, new, change, kept))


def test_a_comparison_tells_what_the_author_and_the_machine_say() -> None:
    page = two("redaktionell", "i sak")
    assert "Basal hygien: version 1.0 jämförd med 2.0" in page.text
    assert "Redaktionell · översyn Ordval. Bedömning: Bedömt av MAS." in page.text
    assert "I sak. Jämförelsen hittar något som kan ändra vad som ska göras." in page.text
    assert "5 skäl Skäl ett. Skäl två. och 3 till" in page.text
    assert "Ändringen kallas redaktionell, men texterna skiljer sig mer än så." in page.text
    assert {"../1.0/", "../2.0/"} <= set(page.links)


@pytest.mark.parametrize("claim", ["i sak", "principiell", "", "okänd"])
def test_a_claim_that_is_not_too_mild_is_left_alone(claim: str) -> None:
    assert "Ändringen kallas" not in two(claim, "i sak").text


def test_neighbours_of_a_comparison_are_one_step_away() -> None:
    days = [TODAY - timedelta(n) for n in (90, 60, 30, 10)]
    library = library_of(*(lydelse((n, 0), str(day)) for n, day in enumerate(days, 1)))
    _, old, new, _ = library.corpus.timeline.lydelser[RU]
    page = shown(comparison_page(library, old, new, Kept(""), KeptComparison("", "i sak", ())))
    assert {"../1.0-2.0/", "../3.0-4.0/"} <= set(page.links)


def proposal(branch: str) -> Proposal:
    outline = Outline(
        id=RU, version="3.0", title="Basal hygien", starts="2027-01-01", decided_by="mas"
    )
    return Proposal(branch=branch, path=HYGIENE, outline=outline)


def test_a_proposal_says_that_it_is_not_the_rule() -> None:
    library = library_of(lydelse((1, 0), "2026-03-01"), lydelse((2, 0), "2026-09-01"))
    base = library.corpus.timeline.lydelser[RU][1]
    kept = KeptComparison("<p>skillnad</p>", "i sak", ())
    rows = [(proposal(branch), Kept(""), kept) for branch in ("forslag/a", f"forslag/{NASTY}")]
    page = proposal_page(library, base, rows)
    found = shown(page)
    assert page.path == "d/RU-001/forslag-3.0.md"
    assert page.title.startswith("Förslag: ")
    assert "Det här är ett förslag. Det gäller inte. Läs den version som gäller nu." in found.text
    assert found.text.count("Förslag på grenen") == found.text.count("skillnad") == 2
    assert (found.scripts, found.handlers) == ([], [])


def test_a_proposal_for_a_new_document_builds_on_nothing() -> None:
    page = proposal_page(
        library_of(), None, [(proposal("forslag/ny"), Kept(""), KeptComparison("", "i sak", ()))]
    )
    assert "Inget: dokumentet är nytt" in shown(page).text
