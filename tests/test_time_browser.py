"""The pages that tell about time, in a real browser. Pictures land in ``.build/pictures``."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from conftest import TODAY
from lydelse.project import Project
from lydelse.publish import publish
from test_browser import WIDTHS, Visit, fits, picture, served
from test_time_pages import NIGHT, history

PAGE = NIGHT.removesuffix(".md") + "/"
DOCUMENTS, AT_ONCE = 250, 100
ROWS = "[data-ly-when-rows] > li"
EARLY = {"byggd": "2025-12-20", "dagar": [], "beslut": [], "av": [], "bevis": [], "dokument": []}
STATUS = "[data-ly-when-count]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a real repository: three decided versions and a proposal on a branch."""
    root = tmp_path_factory.mktemp("time-browser")
    assert publish(Project(history(root / "project").project), root / "site", TODAY) is None
    return root / "site"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture(params=sorted(WIDTHS))
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A reader on the day of the build."""
    width, height = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="sv-SE")
    context.clock.set_fixed_time(f"{TODAY}T12:00:00")
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Visit]:
    visit = Visit(context.new_page(), address)
    yield visit
    assert visit.errors == []
    assert [url for url in visit.asked if not url.startswith((address, "data:"))] == []


def chosen(page: Page) -> dict[str, list[str]]:
    """What the address remembers."""
    return parse_qs(page.evaluate("location.search.slice(1)"))


# Vad gällde när?


def test_the_day_of_the_build_stands_first(visit: Visit) -> None:
    page = visit.go("nar/")
    expect(page.locator(STATUS)).to_have_text("2 dokument gäller 22 november 2026.")
    assert page.get_by_label("Dag").input_value() == "2026-11-22"
    assert (
        "Läkemedel på natten" in page.get_by_role("list", name="Dokument som gällde").inner_text()
    )
    picture(visit, "nar")
    assert fits(page)


def test_a_day_shows_what_applied_and_leads_to_its_text(visit: Visit) -> None:
    page = visit.go("nar/")
    page.get_by_label("Dag").fill("2026-02-15")
    expect(page.locator(STATUS)).to_have_text("1 dokument gällde 15 februari 2026.")
    row = page.locator(ROWS).inner_text()
    for words in (
        "RU-101 · version 1.0",
        "Gäller inte längre",
        "2026-02-10 till och med 2026-03-31",
        "Beslut 2026-02-02 av Medicinskt ansvarig sjuksköterska (Ändringsförslag 101)",
        "beslutad i förvaltningen",
    ):
        assert words in row
    page.locator(ROWS).get_by_role("link").click()
    page.wait_for_url("**/d/RU-101/1.0/")
    assert "Version 1.0" in page.locator("main").inner_text()


def test_an_answer_can_be_linked_and_shared(visit: Visit) -> None:
    page = visit.go("nar/")
    page.get_by_label("Dag").fill("2026-04-01")
    page.get_by_label("Titel eller beteckning").fill("ru-101")
    assert chosen(page) == {"dag": ["2026-04-01"], "q": ["ru-101"]}
    page.goto(page.url)
    words = "1 dokument som passar filtret gällde 1 april 2026."
    expect(page.locator(STATUS)).to_have_text(words)
    assert page.get_by_label("Dag").input_value() == "2026-04-01"


@pytest.mark.parametrize("query", ["?dag=i%20fjol", "?dag=", "?dag=2026-13-01", "?dag=12026-01-01"])
def test_a_day_that_cannot_be_read_gives_the_day_of_the_build(visit: Visit, query: str) -> None:
    page = visit.go(f"nar/{query}")
    expect(page.locator(STATUS)).to_have_text("2 dokument gäller 22 november 2026.")


@pytest.mark.parametrize("day", ["", "12026-01-01"])
def test_without_a_day_there_is_no_list(visit: Visit, day: str) -> None:
    page = visit.go("nar/?dag=2026-02-28")
    expect(page.locator(ROWS)).to_have_count(1)
    page.get_by_label("Dag").evaluate(
        "(field, day) => { field.value = day; field.dispatchEvent(new Event('input')); }", day
    )
    expect(page.locator(STATUS)).to_have_text("Ange en dag, till exempel 2026-12-01.")
    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator("[data-ly-when-rest]")).to_be_hidden()
    expect(page.locator("[data-ly-when-more]")).to_be_hidden()
    page.get_by_label("Dag").fill("2026-02-15")
    expect(page.locator(ROWS)).to_have_count(1)


def test_before_the_adoption_nothing_is_said_of_what_was_taken_over(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.route("**/lydelser.json", lambda route: route.fulfill(json=EARLY))
    page.goto(f"{address}nar/")
    notes = page.locator("[data-ly-when-notes]")
    page.get_by_label("Dag").fill("2025-12-20")
    words = "Införandet är först 1 januari 2026. Listan bygger på det som finns nu och är inte"
    expect(notes).to_contain_text(words)
    assert "togs över" not in notes.inner_text()


def test_what_staff_could_not_read_is_said_on_the_days_it_concerns(visit: Visit) -> None:
    page = visit.go("nar/?dag=2026-04-02&q=natten")
    late = page.locator(f"{ROWS} .ly-notice")
    expect(late).to_contain_text(
        "Publicerades först 2026-04-03. Den här dagen kunde personalen inte"
    )
    picture(visit, "nar-sen")
    page.get_by_label("Dag").fill("2026-04-03")
    expect(late).to_contain_text("Publicerades 2026-04-03, efter att den började gälla.")
    page.get_by_label("Dag").fill("2026-03-31")
    expect(late).to_have_count(0)


def test_days_before_adoption_and_after_the_build_say_how_sure_the_answer_is(visit: Visit) -> None:
    page = visit.go("nar/?dag=2025-12-31")
    notes = page.locator("[data-ly-when-notes]")
    expect(notes).to_contain_text("före införandet 1 januari 2026.")
    expect(notes).to_contain_text("inte bevisad")
    expect(page.locator(STATUS)).to_have_text("Inget dokument är känt för den dagen.")
    page.get_by_label("Titel eller beteckning").fill("natten")
    words = "Inget dokument som passar filtret är känt för den dagen."
    expect(page.locator(STATUS)).to_have_text(words)
    page.get_by_label("Titel eller beteckning").fill("")
    page.get_by_label("Dag").fill("2027-01-01")
    expect(notes).to_contain_text("Listan visar det som var beslutat då")
    expect(page.locator(STATUS)).to_have_text("2 dokument ska gälla 1 januari 2027.")
    expect(page.locator(ROWS).filter(has_text="version 3.0")).to_contain_text("Beslutad")


def test_what_did_not_apply_is_told_apart(visit: Visit) -> None:
    page = visit.go("nar/?dag=2026-02-28")
    rest = page.locator("[data-ly-when-rest]")
    expect(rest.locator("summary")).to_have_text("1 dokument gällde inte den dagen")
    rest.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(rest.locator("li")).to_contain_text("version 1.0 börjar gälla 2026-03-01")
    assert fits(page)


def test_it_is_used_by_keyboard_alone(visit: Visit) -> None:
    page = visit.go("nar/")
    expect(page.locator(ROWS)).to_have_count(2)
    page.get_by_label("Dag").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "ly-dokument":
            break
    page.keyboard.type("vård")
    expect(page.locator(ROWS)).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "God vård"
    assert page.locator(STATUS).get_attribute("role") == "status"


def many(route: Route) -> None:
    """As many documents as make the list long, in force from the first of two days."""
    rows = [
        [f"RU-{n:04}", f"Rutin {n}", f"../d/RU-{n:04}/", [["1.0", 0, -1, -1, 0, -1, 0]]]
        for n in range(DOCUMENTS)
    ]
    body = {"byggd": str(TODAY), "dagar": ["2026-01-01"], "beslut": [], "av": [], "bevis": ["x"]}
    route.fulfill(json={**body, "dokument": rows})


def test_a_long_list_is_shown_in_parts_and_printed_whole(visit: Visit) -> None:
    visit.page.route("**/lydelser.json", many)
    page = visit.go("nar/")
    expect(page.locator(ROWS)).to_have_count(AT_ONCE)
    expect(page.locator(STATUS)).to_have_text(f"{DOCUMENTS} dokument gäller 22 november 2026.")
    page.get_by_role("button", name="Visa fler (150 till)").click()
    expect(page.locator(ROWS)).to_have_count(2 * AT_ONCE)
    assert page.evaluate("document.activeElement.textContent") == "Rutin 100"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(ROWS)).to_have_count(DOCUMENTS)
    page.get_by_label("Titel eller beteckning").fill("rutin 249")
    expect(page.locator(ROWS)).to_have_count(1)


def test_a_list_that_cannot_be_fetched_says_so(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.route("**/lydelser.json", lambda route: route.fulfill(status=500))
    page.goto(f"{address}nar/")
    expect(page.locator(STATUS)).to_contain_text("Listan gick inte att hämta.")
    page.get_by_role("link", name="Alla versioner av alla dokument").click()
    expect(page.locator("h1")).to_have_text("Alla versioner")


def test_without_script_the_versions_stand_in_tables(browser: Browser, address: str) -> None:
    with browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    ) as it:
        page = it.new_page()
        page.goto(f"{address}nar/")
        assert not page.locator("#ly-dag").is_visible()
        assert page.get_by_text("Utan skript visas ingen lista").is_visible()
        page.get_by_role("link", name="Alla versioner av alla dokument").click()
        table = page.get_by_role("table", name="Läkemedel på natten RU-101")
        expect(table.locator("tbody tr")).to_have_count(3)
        table.get_by_role("link", name="2.0").click()
        assert page.url.endswith("/d/RU-101/2.0/")


SPLIT = """
() => [...document.querySelectorAll(".ly-date")].map((date) => date.parentElement)
  .filter((box) => getComputedStyle(box).display.includes("flex") && box.childNodes.length > 1)
  .map((box) => box.outerHTML)
"""


@pytest.mark.parametrize("path", ["", PAGE, "nytt/", "nar/", "d/RU-101/1.0/", "d/RU-101/1.0-2.0/"])
def test_a_date_stays_in_its_sentence_and_on_one_line(visit: Visit, path: str) -> None:
    page = visit.go(path)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate(SPLIT) == []
    for date_ in page.locator(".ly-date:visible").all():
        assert date_.evaluate("(date) => date.getClientRects().length") == 1


# Versions, news and age


def test_earlier_versions_are_opened_and_compared(visit: Visit) -> None:
    page = visit.go(f"{PAGE}#ly-versioner")
    section = page.locator(".ly-versions")
    assert section.get_by_role("heading", name="Tidigare versioner").is_visible()
    picture(visit, "versioner")
    assert fits(page)
    section.get_by_role("link", name="Jämför med version 1.0").click()
    page.wait_for_url("**/d/RU-101/1.0-2.0/")
    page.go_back()
    section.get_by_role("link", name="Vad gällde när?").click()
    expect(page.locator(STATUS)).to_contain_text("1 dokument som passar filtret")


def test_news_is_chosen_by_verksamhet_and_role_and_remembered(visit: Visit) -> None:
    page = visit.go("nytt/")
    rows = page.locator(".ly-news .ly-row")
    everything = rows.count()
    assert rows.filter(visible=True).count() == everything
    page.get_by_label("Roll").select_option("kvalitetssamordnare")
    page.get_by_label("Verksamhet").select_option("hemtjänst")
    assert chosen(page) == {"roll": ["kvalitetssamordnare"], "verksamhet": ["hemtjänst"]}
    page.get_by_label("Roll").select_option("nämnd")
    expect(rows.filter(visible=True)).to_have_count(1)
    expect(page.locator("[data-ly-count]")).to_have_text(f"Visar 1 av {everything}.")
    picture(visit, "nytt")
    page.goto(page.url)
    expect(rows.filter(visible=True)).to_have_count(1)
    assert page.get_by_label("Roll").input_value() == "nämnd"
    page.get_by_label("Ord i listan").fill("rymdfärd")
    words = f"Visar 0 av {everything}. Inget passar. Ändra valet."
    expect(page.locator("[data-ly-count]")).to_have_text(words)
    page.get_by_label("Ord i listan").fill("")
    page.get_by_label("Roll").select_option("")
    assert chosen(page) == {"verksamhet": ["hemtjänst"]}
    assert fits(page)


def test_a_choice_that_does_not_exist_hides_nothing(visit: Visit) -> None:
    page = visit.go("nytt/?roll=%3Cscript%3E&verksamhet=rymden")
    assert page.locator(".ly-news .ly-row").first.is_visible()
    assert page.get_by_label("Roll").input_value() == ""


def on(context: BrowserContext, day: date) -> None:
    context.clock.set_fixed_time(f"{day}T00:30:00")


@pytest.mark.parametrize("path", ["", PAGE, "nar/", "d/RU-101/1.0/", "d/RU-101/1.0-2.0/"])
def test_an_old_page_says_that_it_is_old(visit: Visit, context: BrowserContext, path: str) -> None:
    for days, old in ((-30, False), (0, False), (2, False), (3, True), (400, True)):
        on(context, TODAY + timedelta(days=days))
        page = visit.go(path)
        expect(page.locator("h1")).to_be_visible()
        notice = page.locator(".ly-stale")
        assert notice.count() == int(old), days
        if old:
            words = f"Sidan byggdes 2026-11-22. Den kan vara inaktuell: det är {days} dagar sedan"
            expect(notice).to_contain_text(words)
            expect(notice).to_contain_text(
                "Ladda om sidan. Hjälper det inte, säg till den som sköter"
            )
            expect(notice.locator("svg")).to_be_visible()
    box = page.locator(".ly-stale").bounding_box()
    assert box
    assert box["y"] < 150, "it stands on top"
    picture(visit, "inaktuell")
    assert fits(page)
    page.emulate_media(media="print")
    assert page.locator(".ly-stale").is_visible()


def test_a_page_that_has_stood_open_grows_old(visit: Visit, context: BrowserContext) -> None:
    page = visit.go(PAGE)
    assert page.locator(".ly-stale").count() == 0
    on(context, TODAY + timedelta(days=5))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".ly-stale")).to_contain_text("det är 5 dagar sedan")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.locator(".ly-stale").count() == 1


def test_a_page_read_from_a_folder_tells_its_age(context: BrowserContext, folder: Path) -> None:
    on(context, TODAY + timedelta(days=9))
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((folder / PAGE / "index.html").as_uri())
    expect(page.locator(".ly-stale")).to_contain_text("det är 9 dagar sedan")
    page.goto((folder / "nar/index.html").as_uri())
    expect(page.locator(STATUS)).to_contain_text("Listan gick inte att hämta.")
    assert errors == []


def test_the_data_is_small(folder: Path) -> None:
    text = (folder / "nar/lydelser.json").read_text("utf-8")
    assert len(text) / sum(len(row[3]) for row in json.loads(text)["dokument"]) < 400
