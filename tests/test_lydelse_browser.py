"""Old versions and comparisons in a real browser. Pictures land in ``.build/pictures``."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import TODAY
from former import project_with_past
from lydelse.project import Project
from lydelse.publish import publish
from test_browser import WIDTHS, Visit, fits, picture, served, visiting

OLD, NOW, LATER = "d/RU-001/2.1/", "d/RU-001/3.1/", "d/RU-001/4.0/"
CHANGED, MOVED, PROPOSED = "d/RU-001/2.1-3.0/", "d/RU-001/3.1-4.0/", "d/RU-001/forslag-5.0/"
PAGES = (OLD, NOW, LATER, CHANGED, MOVED, PROPOSED)
NAMES = dict(
    zip(PAGES, ("tidigare", "nu", "kommande", "jamfor", "flyttat", "forslag"), strict=True)
)
LONG = "Sjukskötersketjänstgöringsschemaläggning" * 9

MARKS = "ins, del, .ly-mark, .ly-legend, .ly-diff-from, .ly-notice"
CONTRASTS = """
(marks) => [...document.querySelectorAll(marks)].map((one) => {
  const style = (element) => getComputedStyle(element || document.body);
  const part = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = one;
  while (ground && part(style(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const two = [style(one).color, style(ground).backgroundColor].map((text) => light(part(text)));
  return (Math.max(...two) + 0.05) / (Math.min(...two) + 0.05);
})
"""

WORDY = (
    ".ly-diff, .ly-diff-keys dt, .ly-legend, dd, h1, .ly-branch strong, .ly-hash, "
    ".ly-unchanged summary, .ly-reasons li, .ly-crumbs a"
)
ADD_WORD = """
([marks, word]) => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  document.querySelectorAll(marks).forEach((one) => one.append(word));
}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("versions") / "project"
    project_with_past(root)
    assert publish(Project(root), root / "site", TODAY) is None
    with served(root / "site") as found:
        yield found


@pytest.fixture(params=sorted(WIDTHS))
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    yield from visiting(browser, (request.param, "light"), address)


def height(page: Page) -> int:
    return page.viewport_size["height"] if page.viewport_size else 0


def test_an_old_version_says_so_on_the_first_screen_and_leads_on(visit: Visit) -> None:
    page = visit.go(OLD)
    picture(visit, f"version-{NAMES[OLD]}")
    link = page.get_by_role("link", name="Läs den som gäller nu")
    box = link.bounding_box()
    assert box
    assert box["y"] + box["height"] <= height(page)
    link.click()
    assert page.url.endswith("/rutiner/hygien/basal-hygien/")
    assert page.locator("h1").inner_text() == "Basal hygien"


def test_one_walks_between_versions_and_comparisons(visit: Visit) -> None:
    page = visit.go(OLD)
    page.get_by_role("link", name="Jämför med version 3.0").click()
    assert page.locator("h1").inner_text() == "Basal hygien: version 2.1 jämförd med 3.0"
    page.get_by_role("link", name="Nästa ändring").click()
    assert page.url.endswith("/d/RU-001/3.0-3.1/")
    page.get_by_role("link", name="Läs version 3.1").click()
    page.get_by_role("link", name="Alla versioner").click()
    assert page.url.endswith("/rutiner/hygien/basal-hygien/#ly-versioner")
    page.locator("#ly-versioner").wait_for()


def test_permanent_address_still_opens_what_is_in_force(visit: Visit) -> None:
    page = visit.go("d/RU-001/")
    page.wait_for_url(re.compile("basal-hygien/$"))


def test_what_was_changed_is_heard_and_seen_without_colour(visit: Visit) -> None:
    page = visit.go(CHANGED)
    picture(visit, f"version-{NAMES[CHANGED]}")
    step = page.locator("li", has_text="sekunder").first
    heard = " ".join(str(step.text_content()).split())
    assert "borttaget: 30 slut på det borttagna tillagt: minst 40 slut på tillägget" in heard
    seen = step.locator(".ly-spoken").first.bounding_box()
    assert seen
    assert seen["width"] <= 1, "spoken words take no room"
    lines = "(mark) => getComputedStyle(mark).textDecorationLine"
    assert page.locator(".ly-diff ins").first.evaluate(lines) == "underline"
    assert page.locator(".ly-diff del").first.evaluate(lines) == "line-through"
    copied = page.evaluate(
        "getSelection().selectAllChildren(document.body), String(getSelection())"
    )
    assert "30 minst 40 sekunder" in copied
    tree = page.locator("main").aria_snapshot()
    assert "insertion" in tree
    assert "deletion" in tree


def test_what_is_unchanged_is_folded_and_opens_by_keyboard(visit: Visit) -> None:
    page = visit.go(CHANGED)
    summary = page.get_by_text("Visa oförändrad text: Ansvar och Uppföljning")
    hidden = page.get_by_text("Enhetschefen mäter följsamheten")
    expect(hidden).to_be_hidden()
    box = summary.bounding_box()
    assert box
    assert box["height"] >= 40, "room for a thumb"
    summary.focus()
    page.keyboard.press("Enter")
    expect(hidden).to_be_visible()
    assert fits(page)


def test_what_has_moved_is_marked_in_both_places(visit: Visit) -> None:
    page = visit.go(MOVED)
    picture(visit, f"version-{NAMES[MOVED]}")
    assert page.get_by_text("Flyttat härifrån").is_visible()
    assert page.get_by_text("Flyttat hit").is_visible()


def test_a_proposal_is_no_rule(visit: Visit) -> None:
    page = visit.go(PROPOSED)
    picture(visit, f"version-{NAMES[PROPOSED]}")
    assert page.get_by_text("Det här är ett förslag. Det gäller inte.").is_visible()
    assert page.get_by_text("forslag/handskar").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mark_can_be_read(visit: Visit, scheme: str) -> None:
    for path in PAGES:
        page = visit.go(path)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = page.evaluate(CONTRASTS, MARKS)
        assert min(found, default=21) >= 4.5, path


def test_nothing_scrolls_sideways_not_even_a_very_long_word(visit: Visit) -> None:
    for path in PAGES:
        page = visit.go(path)
        assert fits(page), path
        page.evaluate(ADD_WORD, [WORDY, LONG])
        assert fits(page), f"{path} with a long word"


def test_on_paper_the_marks_remain(visit: Visit) -> None:
    page = visit.go(CHANGED)
    page.emulate_media(media="print")
    assert page.locator(".ly-diff ins").first.is_visible()
    assert not page.locator(".ly-jumps").is_visible()
    assert not page.locator(".ly-unchanged").first.is_visible()
    omitted = page.get_by_text("Oförändrad text är utelämnad: Ansvar och Uppföljning.")
    assert omitted.is_visible()
    assert page.locator(".ly-reasons li").first.is_visible()
    assert page.locator(".ly-reasons li").first.bounding_box()
    page.emulate_media(media="screen")
    assert not omitted.is_visible()
    page = visit.go(OLD)
    page.emulate_media(media="print")
    assert page.get_by_text("Det här är en tidigare version.").is_visible()


def test_every_page_works_without_script(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(address + path)
            assert page.locator("h1").count() == 1
