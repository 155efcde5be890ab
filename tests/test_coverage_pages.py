"""The pages of the requirement sets: the picture, the matrix, and how one reaches them."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import TODAY, base_files, corpus_of
from covered import CHECKS, ROUTINES, SET, covered_project
from lydelse.coverage.counting import Carrying, counted
from lydelse.coverage.model import Carrier
from lydelse.coverage.reading import coverage_of
from lydelse.pages import Site, site
from lydelse.pages.tiles import Tile, tile, tiles
from lydelse.project import Project
from page import ShownPage, read_page

PAGE, INDEX = "krav/sosfs-2011-9.md", "krav/index.md"
FALL, HYGIENE = "rutiner/halso-och-sjukvard/fall.md", "rutiner/hygien/basal-hygien.md"
MARK = "Inte kontrollerad mot föreskriftens text"
NASTY = '<img src=x onerror="alert(1)">'
SVG = "{http://www.w3.org/2000/svg}"


def naming(path: str, *ids: str) -> dict[str, bytes]:
    """The document with the requirements that it names."""
    text = base_files()[path].decode()
    before = next(key for key in ("situationer:", "sökord:", "ändringar:") if f"\n{key}" in text)
    named = "svarar_mot:\n" + "".join(f"  - {id_}\n" for id_ in ids)
    return {path: text.replace(f"\n{before}", f"\n{named}{before}", 1).encode()}


def built(changes: Mapping[str, bytes] | None = None, today: date = TODAY) -> Site:
    return site(corpus_of({**base_files(), **(changes or {})}), today)


def html_of(found: Site, path: str) -> str:
    (page,) = [page for page in found.pages if page.path == path]
    return page.html


def shown(found: Site, path: str) -> ShownPage:
    return read_page(html_of(found, path))


def row(html: str, anchor: str) -> str:
    """The row's own HTML."""
    start = html.index(f'<tr id="{anchor}"')
    return html[start : html.index("</tr>", start)]


def picture(html: str) -> ET.Element:
    start = html.index('<svg class="ly-plot"')
    text = html[start : html.index("</svg>", start) + len("</svg>")]
    return ET.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314  our own


# The matrix


def test_each_duty_is_a_row_with_its_state_and_documents() -> None:
    late = naming(HYGIENE, CHECKS)
    late[HYGIENE] = late[HYGIENE].replace(
        b"\xc3\xb6versyn_senast: 2028-03-01", b"\xc3\xb6versyn_senast: 2026-11-01"
    )
    html = html_of(built({**naming(FALL, ROUTINES), **late}), PAGE)
    assert re.findall(r'<tr id="([^"]*)"', html) == ["4-kap-4", "5-kap-2", "5-kap-3-a"]
    covered, overdue, missing = (
        read_page(row(html, one)) for one in ("4-kap-4", "5-kap-2", "5-kap-3-a")
    )
    assert "4 kap. 4 § Rutiner För varje aktivitet" in covered.text
    assert "Har giltigt dokument När någon har fallit Gäller" in covered.text
    assert "../../rutiner/halso-och-sjukvard/fall/" in covered.links
    assert "Bara dokument med försenad översyn Basal hygien" in overdue.text
    assert "Översyn försenad – gäller fortfarande" in overdue.text
    assert "Saknar dokument Inget dokument som gäller svarar mot kravet." in missing.text
    assert "ly-is-saknas" in row(html, "5-kap-3-a")


def test_a_hole_says_what_could_show_that_the_duty_is_met() -> None:
    text = shown(built(), PAGE).text
    assert "Kan visas med rutiner med ansvarig roll. Det är ett förslag, inget krav." in text


def test_the_state_of_a_document_is_its_own() -> None:
    found = built(naming(FALL, ROUTINES), date(2028, 2, 1))
    assert (
        "När någon har fallit Översyn snart" in read_page(row(html_of(found, PAGE), "4-kap-4")).text
    )


def test_many_documents_are_folded() -> None:
    text = naming(FALL, ROUTINES)[FALL]
    many = {
        FALL.replace("fall", f"fall-{n}"): text.replace(b"RU-002", f"RU-1{n:02}".encode())
        for n in range(20)
    }
    html = row(html_of(built(many), PAGE), "4-kap-4")
    first, _, rest = html.partition("12 dokument till")
    assert (first.count("ly-badge ly-is-galler"), rest.count("ly-badge ly-is-galler")) == (9, 12)


def test_what_is_not_checked_is_marked_in_row_picture_and_list() -> None:
    html = html_of(built(), PAGE)
    assert MARK not in row(html, "4-kap-4")
    assert MARK in row(html, "5-kap-2")
    assert MARK in row(html, "5-kap-3-a")
    assert "Antingen innehållet eller paragrafens nummer är sett" in row(html, "5-kap-2")
    assert "Uppgiften är allmän kännedom." in row(html, "5-kap-3-a")
    todo = html[html.index('id="ly-saknas"') : html.index('id="ly-alla"')]
    assert todo.count(MARK) == 2
    drawn = picture(html)
    broken = [one for one in drawn.iter(f"{SVG}g") if "unchecked" in one.get("class", "")]
    assert len(broken) == 2
    assert "(rubriken är inte kontrollerad)" in read_page(html).text
    index = shown(built(), INDEX)
    assert "Av kraven är 2 inte kontrollerade mot föreskriftens text." in index.text


def test_the_table_keeps_its_meaning_when_rows_are_cards() -> None:
    """CSS takes a table's roles away when its display changes, so that they are written out."""
    html = html_of(built(), PAGE)
    table = html[html.index('<table class="ly-matrix"') : html.index("</table>")]
    assert table.startswith('<table class="ly-matrix" role="table" aria-labelledby="ly-alla">')
    for tag, role in (
        ("tr", "row"),
        ("td", "cell"),
        ("thead", "rowgroup"),
        ("tbody", "rowgroup"),
    ):
        tags = re.findall(rf"<{tag}\b[^>]*>", table)
        assert tags
        assert all(f'role="{role}"' in one for one in tags)
    heads = re.findall(r"<th [^>]*>", table)
    scopes = {re.findall(r'scope="(\w+)" role="(\w+)"', one)[0]: None for one in heads}
    assert set(scopes) == {("col", "columnheader"), ("row", "rowheader"), ("rowgroup", "rowheader")}


def test_what_is_no_duty_is_shown_apart() -> None:
    html = html_of(built(), PAGE)
    others = html[html.index('id="ly-ovriga"') :]
    assert 'id="2-kap-1"' in others
    assert "2 kap. 1 § Definitioner" in read_page(others).text
    assert '<tr id="2-kap-1"' not in html


def test_a_repealed_regulation_says_so() -> None:
    text = base_files()[SET].replace(b"adress:", b"upph\xc3\xa4vd: 2026-11-22\nadress:")
    found = shown(built({SET: text}), PAGE).text
    assert "Föreskriften är upphävd. Den gäller inte sedan den 22 november 2026." in found
    assert "är upphävd" not in shown(built({SET: text}, date(2026, 11, 21)), PAGE).text


def test_a_regulation_that_has_not_begun_says_so() -> None:
    text = shown(built(today=date(2011, 12, 31)), PAGE).text
    assert "Föreskriften gäller inte än. Den börjar gälla den 1 januari 2012." in text
    assert "gäller inte än" not in shown(built(today=date(2012, 1, 1)), PAGE).text


def test_the_first_sentences_say_how_many_are_checked() -> None:
    html = html_of(built(naming(FALL, ROUTINES, CHECKS)), PAGE)
    words = read_page(html[html.index("<figcaption>") : html.index("</figcaption>")]).text
    assert words == (
        "Av 3 krav har 2 ett giltigt dokument och 1 inget dokument. "
        "Av de krav som har ett giltigt dokument är 1 kontrollerat mot föreskriftens text."
    )


def test_a_set_without_chapters_and_two_duties_in_a_section() -> None:
    text = base_files()[SET].decode()
    start, end = text.index("kapitel:\n"), text.index("bestämmelser:\n")
    text = text[:start] + text[end:]
    for old, new in (
        ("sosfs-2011-9:5:2", "sosfs-2011-9:9:1"),
        ("5 kap. 2 §", "9 §"),
        ("sosfs-2011-9:5:3a", "sosfs-2011-9:9:2"),
        ("5 kap. 3 a §", "9 §"),
        ("sosfs-2011-9:4:4", "sosfs-2011-9:4"),
        ("4 kap. 4 §", "4 §"),
    ):
        text = text.replace(old, new)
    html = html_of(built({SET: text.encode()}), PAGE)
    assert re.findall(r'<tr id="([^"]*)"', html) == ["4", "9", "9-2"]
    assert "ly-matrix-chapter" not in html
    labels = [one.text for one in picture(html).iter(f"{SVG}text")]
    assert labels == ["4 §", "9 §", "9 §"]


# The picture


def test_the_picture_says_what_it_shows() -> None:
    html = html_of(built(naming(FALL, ROUTINES)), PAGE)
    drawn = picture(html)
    names = {one.get("id"): one.text for one in drawn}
    assert names[drawn.get("aria-labelledby")] == (
        "Av 3 krav har 1 ett giltigt dokument och 2 inget dokument."
    )
    assert names[drawn.get("aria-describedby")] == (
        "Saknar dokument: 5 kap. 2 § och 5 kap. 3 a §. Har giltigt dokument: 1 krav. "
        "Inte kontrollerade mot föreskriftens text: 5 kap. 2 § och 5 kap. 3 a §."
    )
    looks = [one.get("class", "") for one in drawn.iter(f"{SVG}g") if one.get("class")]
    assert [look.split()[1] for look in looks] == [
        *("ly-is-galler", "ly-is-saknas", "ly-is-saknas"),
    ]
    labels = [one.text for one in drawn.iter(f"{SVG}text")]
    assert labels == ["4 kap.", "4 §", "5 kap.", "2 §", "3 a §"]


def test_a_state_is_a_shape_of_its_own() -> None:
    shapes = {
        re.findall(r"<(?:circle|path)[^>]*>", tile(look))[0]
        for look in ("galler", "forsenad", "saknas")
    }
    assert len(shapes) == 3


@pytest.mark.parametrize("count", [1, 9, 10, 40])
def test_no_tile_stands_outside_the_picture(count: int) -> None:
    drawn = ET.fromstring(  # noqa: S314  our own
        tiles("x", "T", "D", [("5 kap.", [Tile(f"{n} §", "galler") for n in range(count)])])
    )
    wide, tall = map(float, drawn.get("viewBox", "").split()[2:])
    boxes = list(drawn.iter("rect"))
    assert len(boxes) == count
    for box in boxes:
        assert 52 <= float(box.get("x", "")) <= wide - float(box.get("width", ""))
        assert float(box.get("y", "")) + float(box.get("height", "")) <= tall
    places = {(box.get("x"), box.get("y")) for box in boxes}
    assert len(places) == count


# How one gets there


def test_a_document_leads_to_the_rows_that_it_answers_to() -> None:
    page = shown(built(naming(FALL, ROUTINES, CHECKS)), FALL)
    assert "Svarar mot 4 kap. 4 § SOSFS 2011:9, Rutiner" in page.text
    unchecked = "Svarar mot krav som inte är kontrollerade mot föreskriftens text"
    assert f"{unchecked} 5 kap. 2 § SOSFS 2011:9, Egenkontroll" in page.text
    assert "../../../krav/sosfs-2011-9/#4-kap-4" in page.links
    assert "../../../krav/sosfs-2011-9/#5-kap-2" in page.links


def test_a_requirement_that_does_not_exist_is_shown_as_it_stands() -> None:
    page = shown(built(naming(FALL, "sosfs-2011-9:9:9")), FALL)
    unchecked = "Svarar mot krav som inte är kontrollerade mot föreskriftens text"
    assert f"{unchecked} sosfs-2011-9:9:9" in page.text
    assert not any("krav/" in link for link in page.links)


def start_of(files: Mapping[str, bytes]) -> ShownPage:
    return shown(
        site(corpus_of({p: d for p, d in files.items() if p != "docs/index.md"}), TODAY), "index.md"
    )


def test_the_start_page_counts_the_holes_for_owners() -> None:
    page = start_of({**base_files(), **naming(FALL, ROUTINES)})
    assert "Krav utan dokument 2" in page.text
    assert "krav/" in page.links


def test_without_sets_there_is_no_page_and_no_way_to_one() -> None:
    files = {path: data for path, data in base_files().items() if path != SET}
    found = site(corpus_of(files), TODAY)
    assert not [page for page in found.pages if page.path.startswith("krav/")]
    assert "krav/" not in start_of(files).links


def test_two_sets_have_a_page_each() -> None:
    other = base_files()[SET].decode().replace("sosfs-2011-9", "index").replace("2011:9", "2017:40")
    found = built({"register/krav/index.yml": other.replace("SOSFS", "HSLF-FS").encode()})
    paths = {page.path for page in found.pages if page.path.startswith("krav/")}
    assert paths == {INDEX, PAGE, "krav/index-2.md"}
    index = shown(found, INDEX)
    assert index.text.count("saknar krav") == 0
    assert {"sosfs-2011-9/", "index-2/"} <= set(index.links)


# What is decided, and what is not


def test_the_pages_show_what_is_decided_and_what_is_on_its_way(tmp_path: Path) -> None:
    repository = covered_project(tmp_path / "project")
    project = Project(repository.root)
    found = site(
        project.corpus,
        TODAY,
        editions=project.editions(project.corpus, TODAY),
        coverage=coverage_of(project, project.corpus, TODAY),
    )
    html = html_of(found, PAGE)
    missing = read_page(row(html, "5-kap-3-a"))
    assert "Beslutad, gäller från 2027-01-01" in missing.text
    assert "Förslag (forslag/handskar)" in missing.text
    assert "../../rutiner/hygien/basal-hygien.kommande/" in missing.links
    assert "../../d/RU-001/forslag-5.0/" in missing.links
    kept = read_page(row(html, "4-kap-4")).text
    assert "svarar mot kravet till och med 2026-12-31" in kept


def test_no_word_is_live() -> None:
    text = base_files()[SET].decode()
    for old in (
        "Förklarar orden i föreskrifterna.",
        "Rutiner\n",
        "rutiner med ansvarig roll",
        "Påhittad källa",
        "Paragrafens nummer är inte sett.",
        "Systematiskt förbättringsarbete",
        "Socialstyrelsens föreskrifter om",
    ):
        assert old in text
        text = text.replace(old, f"{NASTY}\n" if old.endswith("\n") else NASTY)
    corpus = corpus_of({**base_files(), SET: text.encode(), **naming(FALL, ROUTINES)})
    (one,) = corpus.register.requirement_sets
    carrier = Carrier(
        id="RU-X", title=NASTY, version="1.0", path="", review_by=TODAY, late=False, last=TODAY
    )
    coverage = counted([one], TODAY, [Carrying(carrier, {ROUTINES: TODAY})], ())
    found = site(corpus, TODAY, coverage=coverage)
    for path in (PAGE, INDEX, FALL):
        page = shown(found, path)
        assert page.handlers == []
        assert page.scripts == []
        assert "<img" not in html_of(found, path)
    assert NASTY in shown(found, PAGE).text
