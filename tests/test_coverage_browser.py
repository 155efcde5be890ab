"""The pages of the requirement sets in a real browser, on a phone and a desktop, light and dark."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, expect

from conftest import TODAY
from covered import covered_project
from lydelse.project import Project
from lydelse.publish import publish
from test_browser import LOOKS, Visit, fits, picture, served, visiting

SET = "krav/sosfs-2011-9/"
MARK = "Inte kontrollerad mot föreskriftens text"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a real repository on the fixed day, as readers meet it."""
    root = tmp_path_factory.mktemp("coverage-browser")
    repository = covered_project(root / "project")
    (repository.root / "docs/index.md").unlink()  # so that the start page is the generated one
    text = (repository.root / "docs/roller.md").read_text("utf-8")
    to_rutin = text.replace("(index.md)", "(../rutiner/hygien/basal-hygien.md)")
    (repository.root / "docs/roller.md").write_text(to_rutin, "utf-8")
    repository.commit("ta bort startsidan", "2026-11-20")
    assert publish(Project(repository.project), root / "site", TODAY) is None
    return root / "site"


@pytest.fixture(scope="module")
def small(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def large(example_site: Path) -> Iterator[str]:
    """The repository's own documents: 22 duties."""
    with served(example_site) as found:
        yield found


@pytest.fixture(params=LOOKS, ids=str)
def visit(request: pytest.FixtureRequest, browser: Browser, small: str) -> Iterator[Visit]:
    yield from visiting(browser, request.param, small)


@pytest.fixture(params=LOOKS, ids=str)
def own(request: pytest.FixtureRequest, browser: Browser, large: str) -> Iterator[Visit]:
    yield from visiting(browser, request.param, large)


def test_the_page_says_its_state_first_and_fits(own: Visit) -> None:
    page = own.go(SET)
    picture(own, "krav")
    expect(page.locator("h1")).to_have_text("Krav i SOSFS 2011:9")
    message = "Av 22 krav har 20 ett giltigt dokument och 2 inget dokument."
    image = page.get_by_role("img", name=message, exact=True)
    expect(image).to_be_visible()
    box = image.bounding_box()
    height = page.viewport_size["height"] if page.viewport_size else 0
    assert box
    assert box["y"] + box["height"] / 2 <= height, "the picture begins on the first screen"
    assert fits(page)
    page.get_by_role("link", name="SOSFS 2011:9", exact=True)
    own.go("krav/")
    assert fits(page)


def test_a_screen_reader_meets_a_table(own: Visit) -> None:
    """Cards on a phone are still rows: the browser's own tree of roles says so."""
    page = own.go(SET)
    table = page.get_by_role("table", name="Alla krav och deras dokument")
    assert table.get_by_role("columnheader").all_text_contents() == [
        *("Krav", "Vad det säger", "Läge", "Dokument"),
    ]
    duties = table.locator("tbody tr[id]")
    assert duties.count() == 22
    assert table.get_by_role("row").count() == 1 + 5 + 22
    one = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="5 kap. 3 a §"))
    expect(one).to_have_count(1)
    assert one.get_by_role("cell").count() == 3
    expect(one.get_by_role("cell").nth(1)).to_have_text("Har giltigt dokument")
    tree = table.aria_snapshot()
    assert '- rowheader "4 kap. 3 § Processer"' in tree
    assert '- cell "Saknar dokument"' in tree


def test_rows_are_cards_on_a_phone_and_lines_on_a_desktop(own: Visit) -> None:
    page = own.go(SET)
    phone = bool(page.viewport_size and page.viewport_size["width"] < 500)
    first = page.locator(".ly-matrix tbody tr[id]").first
    boxes = [cell.bounding_box() for cell in first.locator("th, td").all()]
    tops = {round(box["y"]) for box in boxes if box}
    assert len(tops) == (4 if phone else 1)
    for cell in page.locator(".ly-matrix tbody th, .ly-matrix tbody td").all():
        box = cell.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= (page.viewport_size or {"width": 0})["width"]


def test_every_unchecked_duty_is_marked(own: Visit) -> None:
    page = own.go(SET)
    marked = page.locator(".ly-matrix tbody tr[id]").filter(has_text=MARK)
    assert marked.count() == 15
    assert page.locator(".ly-picture .ly-plot .ly-tile-unchecked").count() == 15
    expect(page.locator(".ly-picture")).to_contain_text("15 inte kontrollerade")


def test_tiles_and_their_labels_can_be_told_apart(own: Visit) -> None:
    page = own.go(SET)
    met = page.evaluate(MEETING)
    assert met == [], "tiles or labels that cover one another"
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.ly-plot text')]"
        ".map((text) => text.getBoundingClientRect().height))"
    )
    assert smallest >= 13
    assert page.evaluate(CONTRAST) >= 4.5
    fills = page.evaluate(
        "['galler', 'saknas'].map((look) => getComputedStyle("
        "document.querySelector(`.ly-plot .ly-is-${look} rect`)).fill)"
    )
    assert len(set(fills)) == 2


MEETING = """
(() => {
  const parts = [...document.querySelectorAll(".ly-plot text, .ly-plot rect")]
    .map((one) => [one.textContent || "ruta", one.getBoundingClientRect()]);
  return parts.flatMap(([one, a], n) => parts.slice(n + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1)
    .filter(([, b]) => a.top < b.bottom - 3 && b.top < a.bottom - 3)
    .map(([other]) => `${one} / ${other}`));
})()
"""

CONTRAST = """
(() => {
  const light = (color) => {
    const [r, g, b] = color.match(/\\d+/g).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [a, b] = [light(one), light(other)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const fill = (part) => getComputedStyle(part).fill;
  const ground = getComputedStyle(document.body).backgroundColor;
  const signs = [...document.querySelectorAll(".ly-plot .ly-tile")].map((one) =>
    ratio(fill(one.querySelector("circle, path")), fill(one.querySelector("rect"))));
  const words = [...document.querySelectorAll(".ly-plot text")]
    .map((one) => ratio(fill(one), ground));
  return Math.min(...signs, ...words);
})()
"""


def test_touch_targets_are_large_enough(own: Visit) -> None:
    """WCAG 2.2, 2.5.8: 24 px; what unfolds has the site's own 44."""
    page = own.go(SET)
    for summary in page.locator(".ly-source summary").all()[:3]:
        box = summary.bounding_box()
        assert box
        assert box["height"] >= 44
    for link in page.locator(".ly-matrix-documents a").all()[:5]:
        box = link.bounding_box()
        assert box
        assert box["height"] >= 44


def test_the_state_of_a_document_stands_on_a_line_of_its_own(own: Visit) -> None:
    page = own.go(SET)
    for line in page.locator(".ly-matrix-documents li").all()[:12]:
        link, badge = (line.locator(one).bounding_box() for one in ("> a", ".ly-badge"))
        assert link
        assert badge
        assert badge["y"] >= link["y"] + link["height"] - 1


def test_the_source_unfolds_by_keyboard(own: Visit) -> None:
    page = own.go(SET)
    summary = page.locator("tr[id='3-kap-1'] summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("tr[id='3-kap-1'] details")).to_contain_text("Källa: lagen.nu")
    assert fits(page)


def test_an_address_leads_to_a_row(own: Visit) -> None:
    page = own.go(f"{SET}#5-kap-3-a")
    row = page.locator("tr[id='5-kap-3-a']")
    expect(row).to_be_in_viewport()
    assert row.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"


def test_a_document_leads_to_the_row_and_back(own: Visit) -> None:
    page = own.go("rutiner/kvalitet/synpunkter-och-klagomal/")
    fact = page.locator(".ly-facts dl > div", has_text="Svarar mot")
    fact.get_by_role("link", name=re.compile(r"^5 kap\. 3 a §")).click()
    row = page.locator("tr:target")
    expect(row).to_be_in_viewport()
    row.get_by_role("link", name="Synpunkter och klagomål").click()
    expect(page.locator("h1")).to_have_text("Synpunkter och klagomål")


def test_the_coordinator_finds_the_page(visit: Visit) -> None:
    page = visit.go()
    line = page.locator("li", has=page.get_by_role("link", name="Krav utan dokument"))
    expect(line).to_contain_text("1")
    line.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Krav och dokument")
    page.get_by_role("link", name="SOSFS 2011:9").click()
    expect(page.locator("h1")).to_have_text("Krav i SOSFS 2011:9")
    page.locator("footer").get_by_role("link", name="Krav och dokument").click()
    expect(page.locator("h1")).to_have_text("Krav och dokument")


def test_holes_stand_first_with_what_is_on_its_way(visit: Visit) -> None:
    page = visit.go(SET)
    picture(visit, "krav-vantar")
    section = page.get_by_role("region", name="Saknar dokument")
    expect(section).to_contain_text("5 kap. 3 a § Klagomål och synpunkter")
    expect(section).to_contain_text("Beslutad, gäller från 2027-01-01")
    overdue = page.get_by_role("region", name="Bara dokument med försenad översyn")
    expect(overdue).to_contain_text("5 kap. 2 § Egenkontroll")
    section.get_by_role("link").first.click()
    expect(page.locator("tr:target")).to_contain_text("Förslag (forslag/handskar)")
    assert fits(page)


def test_every_link_leads_somewhere(visit: Visit, folder: Path) -> None:
    for path in ("krav/", SET):
        page = visit.go(path)
        ids = set(page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)"))
        for href in page.evaluate(
            "[...document.querySelectorAll('.ly-page a[href]')]"
            ".map((one) => one.getAttribute('href'))"
        ):
            if href.startswith("#"):
                assert href[1:] in ids, href
                continue
            if href.startswith("https://"):
                continue
            target = folder / urljoin("/" + path, href).split("#")[0].lstrip("/")
            assert target.is_file() or (target / "index.html").is_file(), (path, href)


def test_paper_has_the_picture_and_the_matrix(own: Visit) -> None:
    page = own.go(SET)
    page.emulate_media(media="print", color_scheme="light")
    expect(page.locator(".ly-plot")).to_be_visible()
    expect(page.locator(".ly-matrix")).to_be_visible()
    expect(page.locator(".ly-source").first).to_be_hidden()
    heads = page.locator(".ly-matrix thead th").all()
    assert len({round((head.bounding_box() or {"y": 0})["y"]) for head in heads}) == 1, "a table"
    name, state = ("Basal hygien och klädregler", "Gäller")
    line = page.locator(".ly-matrix-documents li", has_text=name).first
    assert re.fullmatch(rf"{name}\s+{state}\s*", line.text_content() or ""), "a space between them"
