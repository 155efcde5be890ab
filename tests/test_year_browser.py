"""The pages of the years in a real browser, and how one reaches them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, expect

from conftest import ROOT, TODAY, base_files, corpus_of, replaced
from former import HYGIENE
from lydelse.pages import site
from lydelse.project import Project
from lydelse.publish import publish
from lydelse.yearly.model import Point
from lydelse.yearly.pages import year_part
from page import read_page
from repository import committed
from test_browser import LOOKS, Visit, fits, picture, served, visiting
from test_year import NASTY, bare, change_in, due
from yearly_project import project_with_year

YEAR = "ar/2026/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a real repository on the fixed day."""
    root = tmp_path_factory.mktemp("year-browser")
    repository = project_with_year(root / "project")
    assert publish(Project(repository.project), root / "site", TODAY) is None
    return root / "site"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture(params=LOOKS, ids=str)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    yield from visiting(browser, request.param, address)


def test_the_year_says_that_it_is_not_over_and_fits(visit: Visit) -> None:
    page = visit.go(YEAR)
    picture(visit, "ar")
    expect(page.locator("h1")).to_have_text("Året 2026 i riktlinjer och rutiner")
    notice = page.locator(".ly-notice").first
    expect(notice).to_contain_text("till och med 2026-11-22. Året är inte slut.")
    assert fits(page)


def test_each_picture_has_its_message_and_its_figures(visit: Visit) -> None:
    page = visit.go(YEAR)
    figures = page.locator("figure.ly-picture")
    titles = figures.locator("figcaption").all_inner_texts()
    assert len(titles) == 4
    for place, title in enumerate(titles):
        figure = figures.nth(place)
        image = figure.get_by_role("img", name=title, exact=True)
        expect(image).to_be_visible()
        box, room = image.bounding_box(), figure.bounding_box()
        assert box
        assert room
        assert box["x"] + box["width"] <= room["x"] + room["width"] + 1
        assert figure.locator("table tbody tr").count() >= 1


def test_figures_beside_the_bars_can_be_read(visit: Visit) -> None:
    """Letters stay large enough, do not meet, and stand out from the ground."""
    page = visit.go(YEAR)
    texts = page.locator(".ly-plot text")
    assert texts.count() > 20
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.ly-plot text')]"
        ".map((text) => text.getBoundingClientRect().height))"
    )
    assert smallest >= 13
    met = page.evaluate(MEETING)
    assert met == [], "labels that cover one another"
    assert page.evaluate(CONTRAST) >= 4.5


MEETING = """
[...document.querySelectorAll(".ly-plot")].flatMap((plot) => {
  const boxes = [...plot.querySelectorAll("text")]
    .map((text) => [text.textContent, text.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], n) => boxes.slice(n + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1)
    .filter(([, b]) => a.top < b.bottom - 4 && b.top < a.bottom - 4)
    .map(([other]) => `${one} / ${other}`));
})
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
  const ground = light(getComputedStyle(document.body).backgroundColor);
  return Math.min(...[...document.querySelectorAll(".ly-plot text, .ly-plot rect")].map((part) => {
    const own = light(getComputedStyle(part).fill);
    return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
  }));
})()
"""


def test_every_link_leads_somewhere(visit: Visit, folder: Path) -> None:
    for path in ("ar/", YEAR):
        page = visit.go(path)
        ids = set(page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)"))
        for href in page.evaluate(
            "[...document.querySelectorAll('.ly-page a[href]')]"
            ".map((one) => one.getAttribute('href'))"
        ):
            if href.startswith("#"):
                assert href[1:] in ids, href
                continue
            target = folder / urljoin("/" + path, href).split("#")[0].lstrip("/")
            assert target.is_file() or (target / "index.html").is_file(), (path, href)


def test_the_lists_can_be_filtered_by_who_answers(visit: Visit) -> None:
    page = visit.go(YEAR)
    page.get_by_label(re.compile("Filtrera")).fill("kvalitetssamordnare")
    shown = page.locator(".ly-row:visible")
    assert shown.count() >= 1
    for text in shown.all_inner_texts():
        assert "Kvalitetssamordnare" in text


def test_the_year_is_reached_from_where_owners_look(visit: Visit) -> None:
    page = visit.go("oversyn/")
    page.get_by_role("link", name=re.compile("^Årets siffror")).click()
    expect(page.locator("h1")).to_have_text("År för år")
    page.get_by_role("link", name="2026", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Året 2026")
    page = visit.go(YEAR)
    page.locator("footer").get_by_role("link", name="År för år").click()
    expect(page.locator("h1")).to_have_text("År för år")


def test_the_text_and_the_data_are_there(visit: Visit, folder: Path) -> None:
    page = visit.go(YEAR)
    for name, ending in (("som text", "md"), ("som data", "json")):
        with page.expect_download() as found:
            page.get_by_role("link", name=re.compile(name)).first.click()
        assert found.value.suggested_filename == f"ar-2026.{ending}"
    text = (folder / "ar/2026/ar-2026.txt").read_text("utf-8")
    assert text.startswith("# Året 2026 ")


# Without a browser


def test_the_start_page_leads_owners_to_the_years() -> None:
    files = {path: data for path, data in base_files().items() if path != "docs/index.md"}
    corpus = corpus_of(files)
    for found, links in (
        (site(corpus, TODAY, yearly=lambda library: year_part(library, ())), 1),
        (site(corpus, TODAY), 0),
    ):
        (start,) = [one for one in found.pages if one.path == "index.md"]
        assert read_page(start.html).links.count("ar/") == links


def test_before_the_adoption_the_page_says_when_it_begins() -> None:
    corpus = corpus_of(base_files())
    found = site(corpus, TODAY, yearly=lambda library: year_part(library, ()))
    (index,) = [one for one in found.pages if one.path == "ar/index.md"]
    assert "utan den historik" in read_page(index.html).text
    assert not [one for one in site(corpus, TODAY).pages if one.path.startswith("ar/")]


def test_a_project_outside_git_is_previewed_without_years(project: Path, tmp_path: Path) -> None:
    menu = (ROOT / "mkdocs.yml").read_text("utf-8").split("\n")
    kept = [line for line in menu if "ledningssystemet" not in line.lower()]
    (project / "mkdocs.yml").write_text("\n".join(kept), "utf-8")
    assert publish(Project(project), tmp_path / "site", TODAY, preview=True) is None
    assert "utan den historik" in (tmp_path / "site/ar/index.html").read_text("utf-8")
    assert not (tmp_path / "site/ar/2026").exists()


def test_no_word_of_a_document_is_live_on_the_page(project: Path) -> None:
    replaced(project / HYGIENE, "titel: Basal hygien", f"titel: '{NASTY}'")
    committed(project)
    corpus = Project(project).corpus
    one = change_in(4, slag=NASTY, reason=NASTY)
    one = replace(one, text=NASTY, subject=replace(one.subject, title=NASTY, units=(NASTY,)))
    year = bare(began=(one, replace(one, new=True)), points=(Point(TODAY, 1, 1),), overdue=due(5))
    found = site(corpus, TODAY, yearly=lambda library: year_part(library, (year,)))
    (page,) = [row for row in found.pages if row.path == "ar/2026.md"]
    shown = read_page(page.html)
    assert shown.handlers == []
    assert shown.scripts == []
    assert "<img" not in page.html
    assert NASTY in shown.text
