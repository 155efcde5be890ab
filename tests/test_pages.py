"""Pages as pure functions: what each state, relation and list shows on a given day."""

import json
import re
from collections.abc import Mapping
from datetime import date

import pytest

from conftest import TODAY, base_files, corpus_of
from lydelse.pages import Page, Site, site, staged
from lydelse.rules import RULES
from page import ShownPage, read_page

HYGIENE = "rutiner/hygien/basal-hygien.md"
FALL = "rutiner/halso-och-sjukvard/fall.md"
GUIDELINE = "riktlinjer/kvalitet/ledningssystem.md"
RULES_FILE = "register/regler.yml"


def text_of(path: str) -> str:
    return base_files()[path].decode()


def built(changes: Mapping[str, str] | None = None, today: date = TODAY) -> Site:
    files = dict(base_files()) | {path: text.encode() for path, text in (changes or {}).items()}
    return site(corpus_of(files), today, rules=RULES.values())


def shown(found: Site, path: str) -> ShownPage:
    (page,) = [page for page in found.pages if page.path == path]
    return read_page(page.html)


def edited(path: str, *pairs: tuple[str, str]) -> dict[str, str]:
    text = text_of(path)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return {path: text}


def proposal() -> dict[str, str]:
    start, end = text_of(HYGIENE).index("beslut:\n"), text_of(HYGIENE).index("gäller_från:")
    return {HYGIENE: text_of(HYGIENE)[:start] + text_of(HYGIENE)[end:]}


# States

STATES = {
    "in force": (TODAY, "Gäller"),
    "due soon": (date(2028, 2, 1), "Översyn snart"),
    "the very day": (date(2028, 3, 1), "Översyn snart"),
    "overdue": (date(2028, 3, 2), "Översyn försenad – gäller fortfarande"),
    "not yet": (date(2026, 9, 14), "Beslutad, gäller från 2026-09-15"),
    "first day": (date(2026, 9, 15), "Gäller"),
}


@pytest.mark.parametrize("name", STATES)
def test_a_document_says_its_state_in_words(name: str) -> None:
    today, words = STATES[name]
    assert f"{words} version" in shown(built(today=today), HYGIENE).text


def test_a_proposal_is_never_shown_as_a_rule_in_force() -> None:
    found = built(proposal())
    page = shown(found, HYGIENE)
    assert "Det här är ett förslag. Det gäller inte." in page.text
    assert "Gäller version" not in page.text
    assert "Ska fastställas av" in page.text
    index = json.loads(found.files["search/search_index.json"])
    titles = [entry["title"] for entry in index["docs"]]
    assert "Förslag: Basal hygien" in titles
    assert "Basal hygien" not in titles


def test_a_ceased_document_keeps_its_page_and_leaves_the_lists() -> None:
    changes = edited(HYGIENE, ("översyn_senast:", "upphör: 2026-11-22\növersyn_senast:"))
    found = built(changes)
    assert "Upphävd. Gäller inte sedan den 22 november 2026." in shown(found, HYGIENE).text
    assert "Basal hygien" not in shown(found, "omraden/hygien.md").text
    day_before = built(changes, date(2026, 11, 21))
    assert "Basal hygien" in shown(day_before, "omraden/hygien.md").text


def test_a_decided_wording_for_later_is_announced_and_takes_over_on_its_day() -> None:
    coming = edited(
        HYGIENE,
        ('version: "2.0"', 'version: "3.0"'),
        ("gäller_från: 2026-09-15", "gäller_från: 2027-01-01"),
        ("Ta av ringar och klocka.", "Ta av ringar, klocka och armband."),
    )
    changes = {HYGIENE.replace(".md", ".kommande.md"): coming[HYGIENE]}
    before = shown(built(changes), HYGIENE)
    assert "Version 3.0 gäller från 1 januari 2027." in before.text
    assert "klocka och armband" not in before.text
    after = shown(built(changes, date(2027, 1, 1)), HYGIENE)
    assert "klocka och armband" in after.text


# Relations


def test_a_local_addition_and_a_temporary_deviation_are_shown_on_both_pages() -> None:
    found = built(edited(FALL, ("hör_till:", "kompletterar: RU-001\nhör_till:")))
    assert "Kompletterar Basal hygien. Läs båda." in shown(found, FALL).text
    assert "gäller också" in shown(found, HYGIENE).text
    temporary = edited(
        FALL,
        ("översyn_senast:", "upphör: 2027-02-01\növersyn_senast:"),
        ("hör_till:", "avviker_från: RU-001\nhör_till:"),
    )
    found = built(temporary)
    assert (
        "Gäller till och med 31 januari 2027 i stället för Basal hygien." in shown(found, FALL).text
    )
    assert "Just nu gäller en tillfällig text" in shown(found, HYGIENE).text


def test_a_guideline_lists_the_rutiner_below_it() -> None:
    page = shown(built(), GUIDELINE)
    assert "Hit hör Avvikelser Basal hygien När någon har fallit" in page.text
    assert "../../../rutiner/hygien/basal-hygien/" in page.links


def test_links_pictures_and_attachments_lead_to_what_is_built() -> None:
    found = built()
    page = shown(found, HYGIENE)
    assert "bilagor/checklista.pdf" in " ".join(page.links)
    assert found.copies["rutiner/hygien/bilagor/checklista.pdf"].endswith("checklista.pdf")
    assert not any(link.endswith(".md") for link in page.links if "exempelstad.example" not in link)


def test_the_page_leads_to_its_source_and_to_a_proposal() -> None:
    links = shown(built(), HYGIENE).links
    assert f"https://git.exempelstad.example/rutiner/src/{HYGIENE}" in links
    assert f"https://git.exempelstad.example/rutiner/edit/{HYGIENE}" in links
    assert "https://avvikelse.exempelstad.example/" in links


# Lists


def test_a_role_owns_decides_and_follows() -> None:
    text = shown(built(), "roll/mas.md").text
    owns, decides = text.index("Jag ansvarar för"), text.index("Jag beslutar")
    assert "Basal hygien" in text[owns:decides]
    assert "Basal hygien" in text[decides:]
    nurse = shown(built(), "roll/sjukskoterska.md").text
    assert "Basal hygien" in nurse[nurse.index("Jag följer") :]


def test_what_applies_to_everybody_is_shown_to_each_role() -> None:
    nurse, everybody = "  - id: sjuksköterska\n", "  - id: undersköterska\n    namn: Undersköterska"
    path = "register/roller.yml"
    changes = edited(
        path,
        (nurse, f"{nurse}    är_också:\n      - medarbetare\n"),
        (everybody, "  - id: medarbetare\n    namn: Medarbetare"),
    ) | edited(HYGIENE, ("  - undersköterska\n  - sjuksköterska\n", "  - medarbetare\n"))
    found = built(changes)
    page = shown(found, "roll/sjukskoterska.md").text
    assert "Dokument som riktar sig till rollen, eller till dig som medarbetare." in page
    assert "Basal hygien" in page[page.index("Jag följer") :]
    cards = shown(found, "roll/index.md").text
    assert "Sjuksköterska Ansvarar för omvårdnaden. 1 dokument" in cards
    (news,) = [page for page in found.pages if page.path == "nytt/index.md"]
    assert 'data-roll="mas medarbetare sjuksköterska"' in news.html
    assert '<option value="sjuksköterska">' in news.html


def test_documents_stand_in_swedish_order() -> None:
    titles = ["Zebra", "Ängel", "Ånger", "Öga", "älg", "Äpple"]
    changes = {}
    for number, title in enumerate(titles):
        text = text_of(HYGIENE).replace("id: RU-001", f"id: RU-10{number}")
        text = text.replace("titel: Basal hygien", f"titel: {title}")
        changes[f"rutiner/hygien/ordning-{number}.md"] = text
    text = shown(built(changes), "dokument/index.md").text
    places = [
        text.index(f" {title} ") for title in ("Zebra", "Ånger", "älg", "Ängel", "Äpple", "Öga")
    ]
    assert places == sorted(places)


def test_the_review_list_has_the_late_ones_first() -> None:
    text = shown(built(today=date(2028, 3, 2)), "oversyn/index.md").text
    assert "Basal hygien" in text[text.lower().index("försenad") :]


def test_a_hand_written_page_wins_over_a_generated_one() -> None:
    found = built({"docs/dokument/index.md": "# Egen lista\n\nSkriven för hand.\n"})
    assert "Skriven för hand." in shown(found, "dokument/index.md").text


def test_every_rule_has_a_page_with_its_examples() -> None:
    found = built()
    for code, rule in RULES.items():
        assert " ".join(rule.bad.split()) in shown(found, f"regler/{code}.md").text


# What cannot break out


NASTY = "avvikelse<script>alert(1)</script>\"'&lt;{{ 7*7 }}\\"


PLACES = {
    "title": (HYGIENE, "titel: Basal hygien"),
    "situation": (HYGIENE, "- Jag har hostat i handen"),
    "keyword": (HYGIENE, "- handsprit"),
    "attachment": (HYGIENE, "titel: Checklista för arbetskläder"),
    "site": (RULES_FILE, "webbplats: Exempelstads rutiner"),
    "link": (RULES_FILE, "namn: Rapportera avvikelse"),
    "role": ("register/roller.yml", "namn: Medicinskt ansvarig sjuksköterska"),
    "area": (RULES_FILE, "namn: Hygien"),
}


@pytest.mark.parametrize("name", PLACES)
def test_no_name_becomes_live(name: str) -> None:
    path, old = PLACES[name]
    lead = old[: old.index(" ") + 1]
    found = built(edited(path, (old, lead + json.dumps(NASTY))))
    index = json.loads(found.files["search/search_index.json"])
    words = [read_page(page.html).text for page in found.pages] + [
        read_page(entry["text"]).text for entry in index["docs"]
    ]
    assert any(NASTY in text for text in words), "it is shown, or found by"
    for page in found.pages:
        read = read_page(page.html)
        assert not any("alert" in script for script in read.scripts), page.path
        assert read.handlers == []
    for file, text in found.files.items():
        if file.endswith(".html"):
            assert "<script" not in text


def test_a_date_is_kept_together_and_nothing_else_is_touched() -> None:
    changes = edited(HYGIENE, ("## Ansvar", "Byt 2026-02-03, inte 12026-02-031. <b>\n\n## Ansvar"))
    found = built(changes)
    (page,) = [page for page in found.pages if page.path == HYGIENE]
    assert 'Byt <span class="ly-date">2026-02-03</span>, inte 12026-02-031.' in page.html
    assert '<time datetime="2026-09-15"><span class="ly-date">2026-09-15</span></time>' in page.html
    assert page.html.count("ly-date") == len(re.findall(r">[0-9]{4}-[0-9]{2}-[0-9]{2}<", page.html))


def test_a_title_cannot_break_out_of_the_staged_lines() -> None:
    page = Page(path="x.md", title="A\narticle: <b>", html='<div class="ly-page">\nB\n</div>')
    assert staged(page).split("\n") == [
        "title: A article: <b>",
        'article: <div class="ly-page">\x1eB\x1e</div>',
        "",
    ]


def test_the_search_index_holds_sections_and_the_words_that_staff_use() -> None:
    index = json.loads(built().files["search/search_index.json"])
    mine = [
        row for row in index["docs"] if row["location"].startswith("rutiner/hygien/basal-hygien/")
    ]
    assert "handsprit" in mine[0]["text"]
    assert "Jag har hostat i handen" in mine[0]["text"]
    assert any(row["location"].endswith("#gör-så-här") for row in mine)
