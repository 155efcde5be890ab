"""The pages of law in a browser, on phone and desktop. Pictures land in ``.build/pictures``."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from conftest import ROOT, TODAY, replaced
from lydelse.project import Project
from lydelse.publish import publish
from repository import committed
from test_browser import LOOKS, Visit, every_path, fits, picture, served, visiting

LEX_SARAH = "rutiner/kvalitet/lex-sarah"
OLD = "14 kap. 6 § SoL (2001:453)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example documents, one of which cites a repealed law."""
    root = tmp_path_factory.mktemp("law-browser")
    for name in ("register", "schemas", "docs", "riktlinjer", "rutiner"):
        shutil.copytree(ROOT / name, root / "project" / name)
    shutil.copy(ROOT / "mkdocs.yml", root / "project")
    path = root / "project" / f"{LEX_SARAH}.md"
    replaced(path, "  - 27 kap. 5 § SoL (2025:400)", f"  - {OLD}")
    replaced(path, "27 kap. 2, 5 och 6 §§ SoL (2025:400)", f"27 kap. 2 § SoL (2025:400) och {OLD}")
    committed(root / "project")
    assert publish(Project(root / "project"), root / "site", TODAY) is None
    return root / "site"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture(params=LOOKS, ids=str)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    yield from visiting(browser, request.param, address)


def test_nothing_scrolls_sideways(visit: Visit, folder: Path) -> None:
    paths = [path for path in every_path(folder) if path.startswith("lag/")]
    assert len(paths) > 20
    for path in paths:
        page = visit.go(path)
        assert fits(page), path


def test_a_citation_leads_to_its_section_and_on_to_what_replaced_it(visit: Visit) -> None:
    page = visit.go(f"{LEX_SARAH}/")
    link = page.locator(".ly-text").get_by_role("link", name=OLD)
    line, color = link.evaluate("e => [getComputedStyle(e).textDecorationLine, e.className]")
    assert (line, color) == ("underline", "ly-law")
    link.click()
    heading = page.locator(":target")
    assert heading.inner_text().replace("\xa0", " ") == "14 kap. 6 §"
    expect(heading).to_be_in_viewport()
    picture(visit, "upphavd-lag")
    page.get_by_role("link", name=re.compile("^socialtjänstlagen")).first.click()
    assert page.locator("h1").inner_text() == "Socialtjänstlagen, SoL (2025:400)"
    picture(visit, "lag")


def test_the_facts_say_that_the_law_is_not_in_force(visit: Visit) -> None:
    page = visit.go(f"{LEX_SARAH}/")
    entry = page.locator(".ly-facts dd", has_text=OLD)
    assert entry.inner_text().split("\n")[0].startswith(OLD)
    assert entry.locator(".ly-badge svg").is_visible()
    assert entry.locator(".ly-badge").inner_text() == "gäller inte sedan 2025-07-01"


def test_what_must_be_mended_is_reached_from_the_start(visit: Visit) -> None:
    page = visit.go()
    page.get_by_role("link", name="Hänvisar till lag som inte gäller").click()
    assert page.locator(":target").inner_text() == "Att rätta"
    row = page.locator(".ly-row", has_text="Ansvarig: Socialt ansvarig samordnare")
    assert "Lex Sarah: rapportera missförhållanden" in row.inner_text()
    picture(visit, "lag-andrad")


def test_links_to_those_who_cite_have_room_for_a_thumb(visit: Visit) -> None:
    links = visit.go("lag/andrad/").locator(".ly-cited a")
    boxes = [link.bounding_box() for link in links.all()]
    assert len(boxes) > 3
    assert all(box and box["height"] >= 44 for box in boxes)


def test_a_provision_does_not_break(visit: Visit) -> None:
    page = visit.go("lag/sfs-2001-453/")
    cell = page.locator("td:nth-child(2)", has_text=re.compile(r"^14\skap\.\s3\s§$"))
    lines = cell.evaluate(
        "(cell) => { const range = document.createRange(); range.selectNodeContents(cell);"
        " return range.getClientRects().length; }"
    )
    assert lines == 1


def test_the_list_is_reached_from_the_footer_and_filtered(visit: Visit) -> None:
    page = visit.go()
    page.locator("footer").get_by_role("link", name="Lagar och föreskrifter").click()
    page.get_by_label("Filtrera på namn, förkortning eller nummer").fill("2011:9")
    expect(page.locator(".ly-row:visible")).to_have_count(1)
    picture(visit, "lagar")
    page.get_by_role("link", name="SOSFS 2011:9").click()
    assert page.locator("h1").inner_text() == "SOSFS 2011:9"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("SoL", "Socialtjänstlagen, SoL (2025:400)"),
        ("socialtjänstlagen", "Socialtjänstlagen, SoL (2025:400)"),
        ("2025:400", "Socialtjänstlagen, SoL (2025:400)"),
        ("2001:453", "Upphävd: Socialtjänstlagen, SoL (2001:453)"),
        ("SOSFS 2014:5", "SOSFS 2014:5"),
    ],
)
def test_search_finds_a_statute(browser: Browser, address: str, words: str, first: str) -> None:
    with browser.new_context(locale="sv-SE") as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("searchbox").first.fill(words)
        page.keyboard.press("Enter")
        expect(page.locator(".md-search-result__link h1").first).to_have_text(first)


def test_no_page_of_the_whole_site_has_an_address_of_our_own(folder: Path) -> None:
    texts = [path for path in folder.rglob("*") if path.suffix in {".html", ".json", ".xml"}]
    found = [path for path in texts if re.search(r"""=["']?lagrum:""", path.read_text("utf-8"))]
    assert found == []
    assert any(path.parts[-4:-2] == ("d", "RU-002") for path in texts), "old lydelser are there"
