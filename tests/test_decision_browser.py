"""The pages of decisions in a real browser. Pictures land in ``.build/pictures``."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from decided_site import DAY, NEW, SEALED, SENT_BACK, UNSEALED, project_with_decisions
from decisions import GUIDE, SECOND
from lydelse.project import Project
from lydelse.publish import publish
from test_browser import WIDTHS, Visit, fits, picture, served

GUIDE_PAGE, SECOND_PAGE, NEW_PAGE = (
    path.removesuffix(".md") + "/" for path in (GUIDE, SECOND, NEW)
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("decision-browser")
    project = Project(project_with_decisions(root / "project").project)
    assert publish(project, root / "site", DAY) is None
    with served(Path(root / "site")) as found:
        yield found


@pytest.fixture(params=sorted(WIDTHS))
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A reader on the day of the build."""
    width, height = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="sv-SE")
    context.clock.set_fixed_time(f"{DAY}T12:00:00")
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Visit]:
    visit = Visit(context.new_page(), address)
    yield visit
    assert visit.errors == []
    assert [url for url in visit.asked if not url.startswith((address, "data:"))] == []


def test_an_owner_finds_a_decision_and_what_it_changed(visit: Visit) -> None:
    page = visit.go()
    page.locator("[aria-labelledby=ly-agare]").get_by_role("link", name="Beslut").click()
    expect(page.locator("h1")).to_have_text("Beslut")
    picture(visit, "beslut")
    page.get_by_role("link", name="15 december 2026, § 112").click()
    expect(page.locator("h1")).to_have_text("Beslut 15 december 2026, § 112")
    assert page.get_by_text("Justerat och signerat", exact=True).first.is_visible()
    picture(visit, "beslut-ett")
    page.get_by_role("link", name="Jämför med version 1.0").click()
    page.wait_for_url("**/d/RL-001/1.0-2.0/")
    assert page.locator("ins").filter(has_text="halvår").first.is_visible()


def test_a_document_leads_to_its_decision_and_back(visit: Visit) -> None:
    page = visit.go(GUIDE_PAGE)
    page.locator(".ly-facts").get_by_role("link", name="Beslut 2026-12-15, § 112").click()
    page.wait_for_url(f"**/beslut/{SEALED}/")
    page.get_by_role("link", name="Ledningssystem för kvalitet", exact=True).click()
    page.wait_for_url(f"**/{GUIDE_PAGE}")


def test_what_waits_is_told_on_the_first_screen(visit: Visit) -> None:
    page = visit.go(SECOND_PAGE)
    notice = page.locator(".ly-notice").filter(has_text="väntar på justering")
    picture(visit, "beslut-vantar")
    box = notice.bounding_box()
    assert box
    assert box["y"] < 400
    assert page.get_by_text("Gäller", exact=True).first.is_visible()
    notice.get_by_role("link", name="Läs om beslutet").click()
    page.wait_for_url(f"**/beslut/{UNSEALED}/")
    page.get_by_role("link", name="Läs version 1.0, som gäller nu").click()
    page.wait_for_url(f"**/{SECOND_PAGE}")


def test_the_proof_is_opened_by_keyboard(visit: Visit) -> None:
    page = visit.go(f"beslut/{SEALED}/")
    summary = page.locator("summary", has_text="Tagg och fingeravtryck")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ly-hash").first).to_have_text(f"beslut/{SEALED}")
    assert fits(page)


@pytest.mark.parametrize(
    "path",
    [
        "beslut/",
        f"beslut/{SEALED}/",
        f"beslut/{UNSEALED}/",
        f"beslut/{SENT_BACK}/",
        NEW_PAGE,
        SECOND_PAGE,
    ],
)
def test_nothing_scrolls_sideways_and_targets_are_large(visit: Visit, path: str) -> None:
    page = visit.go(path)
    assert fits(page)
    for link in page.locator(".ly-decision-links a, .ly-feed a").all():
        box = link.bounding_box()
        assert box
        assert box["height"] >= 44
