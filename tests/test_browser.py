"""The site in a real browser, at phone and desktop width. Pictures land in ``.build/pictures``."""

import contextlib
import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT, TODAY, make_project, replaced
from lydelse.project import Project
from lydelse.publish import publish
from repository import committed

PICTURES = ROOT / ".build" / "pictures"
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LOOKS = [(width, scheme) for width in sorted(WIDTHS) for scheme in SCHEMES]
HYGIENE = "rutiner/hygien/basal-hygien-och-kladregler/"
TITLE = "Basal hygien och klädregler"


class Visit:
    """A browser page on the site, with everything it asked for and every error it met."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.asked: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def go(self, path: str = "") -> Page:
        self.page.goto(self.address + path)
        return self.page

    def _console(self, message: Any) -> None:  # noqa: ANN401  Playwright's message
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the folder, served on this computer."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def address(example_site: Path) -> Iterator[str]:
    with served(example_site) as found:
        yield found


@pytest.fixture(params=sorted(WIDTHS))
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    yield from visiting(browser, (request.param, "light"), address)


def visiting(browser: Browser, look: tuple[str, Scheme], address: str) -> Iterator[Visit]:
    """A visit at a width and in a scheme of ``LOOKS``; no error is met, and no other host asked."""
    name, scheme = look
    width, height = WIDTHS[name]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="sv-SE", color_scheme=scheme
    )
    context.clock.set_fixed_time(f"{TODAY}T12:00:00")
    visit = Visit(context.new_page(), address)
    yield visit
    context.close()
    assert visit.errors == []
    outside = [url for url in visit.asked if not url.startswith((address, "data:"))]
    assert outside == [], "a page asks no other host for anything"


def fits(page: Page) -> bool:
    """Whether nothing scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def picture(visit: Visit, name: str) -> None:
    """Keep the first screen, for README and for whoever looks."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    width = visit.page.viewport_size["width"] if visit.page.viewport_size else 0
    visit.page.screenshot(path=PICTURES / f"{name}-{width}.png")


def every_path(example_site: Path) -> list[str]:
    pages = (path.relative_to(example_site) for path in example_site.rglob("index.html"))
    return sorted(f"{path.parent.as_posix()}/".removeprefix("./") for path in pages)


# What staff do


def test_start_page_leads_to_a_rutin_by_what_happens(visit: Visit) -> None:
    page = visit.go()
    picture(visit, "start")
    assert page.locator("h1").inner_text() == "Vad behöver du veta?"
    page.get_by_role("link", name="Brukaren öppnar inte dörren").first.click()
    assert page.locator("h1").inner_text() == "Brukaren öppnar inte dörren"


def test_first_screen_of_a_rutin_shows_what_to_do(visit: Visit) -> None:
    page = visit.go(HYGIENE)
    picture(visit, "rutin")
    assert page.locator("h1").inner_text() == TITLE
    assert page.get_by_text("Gäller", exact=True).first.is_visible()
    height = page.viewport_size["height"] if page.viewport_size else 0
    short = page.get_by_text("Sprita händerna direkt före").first
    for seen in (
        page.get_by_role("heading", name="I korthet"),
        short,
        page.get_by_role("heading", name="Gör så här"),
    ):
        box = seen.bounding_box()
        assert box
        assert box["y"] + box["height"] <= height, f"{seen} stands below the first screen"


def test_facts_box_answers_who_when_and_why(visit: Visit) -> None:
    page = visit.go(HYGIENE)
    facts = page.locator(".ly-facts").inner_text()
    for words in ("Medicinskt ansvarig sjuksköterska", "2026-11-09", "2.1", "2027-10-01"):
        assert words in facts
    for words in ("Hemtjänst", "Undersköterska", "SOSFS 2015:10"):
        assert words in facts
    page.locator(".ly-facts").get_by_role("link", name=re.compile("Kommunal hälso")).click()
    assert page.locator("h1").inner_text().startswith("Kommunal hälso- och sjukvård")
    below = page.locator(".ly-facts").get_by_role("link", name=TITLE)
    assert below.count() == 1, "the riktlinje names the rutiner below it"


LISTS = {
    "A-Ö": ("dokument/", []),
    "type": ("rutiner/", []),
    "område": ("omraden/", ["Hygien"]),
    "verksamhet": ("verksamheter/", ["Hemsjukvård"]),
    "role": ("roll/", ["Undersköterska"]),
    "decider": ("roll/", ["Medicinskt ansvarig sjuksköterska (MAS)"]),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_rutin_is_found_by_each_list(visit: Visit, name: str) -> None:
    path, steps = LISTS[name]
    page = visit.go(path)
    for step in steps:
        page.locator("main").get_by_role("link", name=step, exact=True).first.click()
    picture(visit, f"lista-{path.strip('/')}{len(steps)}")
    page.locator("main").get_by_role("link", name=TITLE, exact=True).first.click()
    assert page.locator("h1").inner_text() == TITLE


def test_lists_stand_in_swedish_order(visit: Visit) -> None:
    page = visit.go("dokument/")
    titles = [text for text in page.locator("main li a").all_inner_texts() if len(text) > 3]
    positions = [
        titles.index(title)
        for title in (
            "Avvikelser, lex Sarah och lex Maria",
            TITLE,
            "Värmebölja",
            "Överlämna och signera läkemedel",
        )
        if title in titles
    ]
    assert positions == sorted(positions)
    assert titles.index("Överlämna och signera läkemedel") > titles.index("Synpunkter och klagomål")


def test_search_finds_and_opens(visit: Visit) -> None:
    page = visit.go()
    page.get_by_role("searchbox").first.fill("handsprit")
    page.keyboard.press("Enter")
    result = page.locator(".md-search-result__link", has_text=TITLE).first
    result.wait_for(state="visible")
    picture(visit, "sok")
    result.click()
    page.wait_for_url(lambda url: "basal-hygien" in url)
    assert page.locator("h1").first.inner_text() == TITLE


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with names that would be live if anything let them."""
    folder = tmp_path_factory.mktemp("hostile")
    root = make_project(folder / "project")
    menu = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(menu, "utf-8")
    nasty = "<img src=x onerror=alert(1)>"
    replaced(root / "rutiner/hygien/basal-hygien.md", "titel: Basal hygien", f"titel: Hej {nasty}")
    replaced(root / "rutiner/hygien/basal-hygien.md", "- handsprit", f"- handsprit {nasty}")
    role = "namn: Medicinskt ansvarig sjuksköterska"
    replaced(root / "register/roller.yml", role, f"namn: Ansvarig {nasty}")
    committed(root)
    assert publish(Project(root), folder / "site", TODAY) is None
    return folder / "site"


def test_a_hostile_name_is_never_live_in_the_search(browser: Browser, hostile_site: Path) -> None:
    with served(hostile_site) as address, browser.new_context() as context:
        page = context.new_page()
        page.add_init_script("window.alert = () => { document.title = 'LIVE'; };")
        page.goto(f"{address}dokument/")
        page.locator("[data-ly-open-search]").first.click()
        for word in ("hej", "handsprit", "ansvarig"):
            page.locator(".ly-finder-field").fill("")
            page.locator(".ly-finder-field").press_sequentially(word)
            page.locator(".md-search-result__link").first.wait_for(state="visible")
            page.wait_for_timeout(300)
            assert page.locator(".md-search-result img").count() == 0
            assert page.title() != "LIVE"


def test_menu_is_reached_by_keyboard(visit: Visit) -> None:
    page = visit.go(HYGIENE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#ly-innehall"


# What every page keeps


def test_nothing_scrolls_sideways_or_is_cut_off(visit: Visit, example_site: Path) -> None:
    for path in every_path(example_site):
        if path.startswith("d/"):
            continue
        page = visit.go(path)
        wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1], path


def test_permanent_address_opens_the_document(visit: Visit) -> None:
    page = visit.go("d/RU-004/")
    page.wait_for_url(lambda url: urlsplit(url).path.endswith(HYGIENE))
    assert page.locator("h1").inner_text() == TITLE


def test_dark_mode_and_print_are_legible(visit: Visit) -> None:
    page = visit.go(HYGIENE)
    page.emulate_media(color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(20, 32, 29)"
    picture(visit, "morkt")
    page.emulate_media(media="print", color_scheme="light")
    assert not page.locator(".ly-header").is_visible()
    assert page.get_by_text("Ett utskrivet dokument är alltid en kopia").is_visible()


def test_pages_say_that_the_content_is_an_example_and_when_they_were_built(visit: Visit) -> None:
    for path in ("", HYGIENE, "ledningssystemet/"):
        text = visit.go(path).locator("body").inner_text()
        assert "Exempelinnehåll." in text
        assert "Sidan byggdes 2026-11-22" in text
