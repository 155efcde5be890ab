"""The parts of the pages that tell about time: versions, what applied when, and what is new."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from conftest import TODAY, base_files, corpus_of
from histories import Repository, Writing, asof, ledger
from lydelse.asof import PROOFS, rows
from lydelse.corpus import Corpus
from lydelse.documents import Decision, Document
from lydelse.history import Depth, Event, History, Outline, Revision
from lydelse.pages import Site, site
from lydelse.pages.page import Page
from lydelse.project import Project
from lydelse.publish import publish
from lydelse.timeline import Lydelse, Proof, Proposal, Span, Timeline, Told
from lydelse.wording import l1, number, read_wording, version_text
from page import ShownPage, read_page
from test_pages import FALL, HYGIENE, edited

ADOPTION = date(2026, 1, 1)
DAY = timedelta(days=1)
NIGHT = "rutiner/halso-och-sjukvard/lakemedel-natt.md"
GOALS = "riktlinjer/kvalitet/god-vard.md"


# --- building ------------------------------------------------------------------------------------


def decided(version: str, starts: date, **more: object) -> Lydelse:
    """A lydelse of *Basal hygien*, decided by a role ten days before it starts."""
    found = number(version)
    assert found
    values: dict[str, Any] = {
        "title": "Basal hygien",
        "ceases": None,
        "proof": Proof.MERGED,
        "decision": Decision(on=starts - 10 * DAY, by="mas", reference="Ändringsförslag 7"),
        "published": starts - 9 * DAY,
    }
    return Lydelse(
        id="RU-001",
        version=found,
        path=HYGIENE,
        hash=f"l1:{version}",
        starts=starts,
        commit="c",
        blob=version,
        **(values | more),
    )


def own_lydelse(document: Document) -> Lydelse:
    version = number(document.version)
    assert version
    return Lydelse(
        id=document.id,
        version=version,
        title=document.title,
        path=document.path,
        hash=f"l1:{document.version}",
        starts=document.in_force_from,
        ceases=document.ceases,
        proof=Proof.TAKEN_OVER,
        decision=document.decision,
        published=ADOPTION,
        commit="a",
        blob=document.path,
    )


def proposal(version: str, branch: str, title: str = "Basal hygien") -> Proposal:
    return Proposal(
        branch=branch, path=HYGIENE, outline=Outline(id="RU-001", version=version, title=title)
    )


HISTORY = (
    decided("1.0", date(2026, 1, 15), proof=Proof.TAKEN_OVER),
    decided("1.1", date(2026, 5, 1), published=date(2026, 5, 4)),
    decided("1.2", date(2026, 9, 15)),
    decided("2.0", date(2026, 9, 15)),
)
COMING = decided("3.0", date(2027, 2, 1))


def dated(
    changes: Mapping[str, str] | None = None,
    lydelser: tuple[Lydelse, ...] = HISTORY,
    *proposals: Proposal,
) -> Corpus:
    """The small project, with the lydelser as the history of *Basal hygien*."""
    files = dict(base_files()) | {path: text.encode() for path, text in (changes or {}).items()}
    del files["docs/index.md"]  # so that the start page is the generated one
    corpus = corpus_of(files)
    decided_documents = [one for one in corpus.every_document if one.decision]
    known: dict[str, tuple[Lydelse, ...]] = {}
    for one in decided_documents:
        known[one.id] = (own_lydelse(one),)
    known["RU-001"] = lydelser or known["RU-001"]
    tree = {
        one.path: Told(Outline(id=one.id, version=one.version), f"l1:{one.version}", one.path)
        for one in corpus.every_document
    }
    timeline = Timeline(
        history=History(depth=Depth.WHOLE),
        adoption=ADOPTION,
        lydelser=known,
        proposals=proposals,
        tree=tree,
    )
    return replace(corpus, timeline=timeline)


def page(found: Site, path: str) -> Page:
    (one,) = [one for one in found.pages if one.path == path]
    return one


def shown(corpus: Corpus, path: str, today: date = TODAY, *, preview: bool = False) -> ShownPage:
    return read_page(page(site(corpus, today, preview=preview), path).html)


def part(text: str, start: str, end: str) -> str:
    begin = text.index(start)
    return text[begin : text.index(end, begin)]


def versions_of(read: ShownPage) -> str:
    return part(f"{read.text} Skriv ut", "Tidigare versioner", "Skriv ut")


# --- earlier versions ----------------------------------------------------------------------------


def test_every_version_is_listed_once_newest_first_with_its_days() -> None:
    listed = versions_of(shown(dated(lydelser=(*HISTORY, COMING)), HYGIENE))
    places = [
        listed.index(words)
        for words in (
            "Version 3.0 Beslutad från 2027-02-01",
            "Version 2.0 Gäller 2026-09-15 till och med 2027-01-31 I sak · egenkontroll Handskar",
            "Version 1.2 Började aldrig gälla",
            "2 äldre versioner",
            "Version 1.1 Gällde 2026-05-01 till och med 2026-09-14",
            "Version 1.0 Gällde 2026-01-15 till och med 2026-04-30 I sak · ny Rutinen är ny.",
            "Vad gällde när?",
        )
    ]
    assert places == sorted(places)
    assert listed.count("Version 2.0") == 1
    assert "Ändringar" not in listed, "there is one list, not two"


def test_each_version_leads_to_its_page_and_to_the_one_before() -> None:
    read = shown(dated(), HYGIENE)
    assert "ly-versioner" in read.ids
    for address in ("2.0/", "1.2-2.0/", "1.1/", "1.0-1.1/", "1.0/"):
        assert f"../../../d/RU-001/{address}" in read.links
    assert "../../../nar/?q=RU-001" in read.links
    assert not any("-1.0/" in link for link in read.links), "nothing came before the first"


def test_a_version_that_only_the_document_tells_of_has_no_page() -> None:
    read = shown(dated(lydelser=HISTORY[1:]), HYGIENE)
    assert "Version 1.0 från 2026-01-15" in versions_of(read)
    assert not any(link.endswith("/1.0/") for link in read.links)


def test_a_preview_says_which_version_is_not_decided() -> None:
    newer = edited(
        HYGIENE, ('version: "2.0"', 'version: "2.1"'), ('- version: "2.0"', '- version: "2.1"')
    )
    listed = versions_of(shown(dated(newer), HYGIENE, preview=True))
    assert "Version 2.1 Inte beslutad från 2026-09-15" in listed
    assert "Version 2.0 Gäller" in listed


def test_what_is_proposed_on_main_tells_of_no_version_that_is_not_decided() -> None:
    coming = edited(
        HYGIENE, ('version: "2.0"', 'version: "3.0"'), ('- version: "2.0"', '- version: "3.0"')
    )
    start, end = coming[HYGIENE].index("beslut:\n"), coming[HYGIENE].index("gäller_från:")
    waits = {
        HYGIENE.replace(".md", ".kommande.md"): coming[HYGIENE][:start] + coming[HYGIENE][end:]
    }
    assert "Version 3.0" not in versions_of(shown(dated(waits), HYGIENE))


def test_without_a_history_the_documents_own_changes_are_listed() -> None:
    corpus = corpus_of(base_files())
    found = site(corpus, TODAY)
    read = read_page(page(found, HYGIENE).html)
    assert "Version 2.0 från 2026-09-15 I sak · egenkontroll" in versions_of(read)
    assert not [link for link in read.links if "/d/" in link or "nar/" in link]
    assert "Bevis" not in read.text
    assert not any(one.path.startswith("nar/") for one in found.pages)
    assert not any(path.startswith("nar/") for path in found.files)
    assert "Vad gällde när" not in read_page(page(found, "index.md").html).text


# --- the facts, and what is to come --------------------------------------------------------------


def test_facts_say_when_the_text_could_be_read_and_by_what_it_is_known() -> None:
    text = shown(dated(), HYGIENE).text
    assert "Publicerad 2026-09-06 Bevis Beslutad i förvaltningen när ändringen infördes" in text
    late = (*HISTORY[:3], replace(HISTORY[3], published=date(2026, 9, 20)))
    text = shown(dated(lydelser=late), HYGIENE).text
    assert "Publicerad 2026-09-20, efter att den började gälla" in text
    taken = (replace(HISTORY[3], proof=Proof.TAKEN_OVER, published=date(2026, 9, 20)),)
    text = shown(dated(lydelser=taken), HYGIENE).text
    assert "Publicerad 2026-09-20 Bevis Övertagen vid införandet, inte bevisad" in text


def test_before_the_adoption_nothing_is_said_to_be_taken_over() -> None:
    taken = (replace(HISTORY[3], proof=Proof.TAKEN_OVER, starts=date(2025, 10, 1)),)
    corpus, early = dated(lydelser=taken), date(2025, 12, 1)
    text = shown(corpus, HYGIENE, early).text
    assert "Bevis Tas över vid införandet, inte bevisad" in text
    assert "tas över vid" in site(corpus, early).files["nar/lydelser.json"]


def test_a_preview_claims_no_proof_for_a_text_that_differs() -> None:
    lydelser = (*HISTORY[:3], replace(HISTORY[3], hash="l1:other"))
    read = shown(dated(lydelser=lydelser), HYGIENE, preview=True)
    assert "Bevis" not in read.text
    assert "../../../d/RU-001/1.1/" in read.links, "the list is the timeline's all the same"


def test_what_is_decided_for_later_is_announced_with_a_link_until_its_day() -> None:
    corpus = dated(lydelser=(*HISTORY, COMING))
    read = shown(corpus, HYGIENE)
    assert "Version 3.0 gäller från 1 februari 2027. Läs den kommande versionen." in read.text
    assert "Kommande version 3.0, gäller från 2027-02-01" in read.text
    assert read.links.count("../../../d/RU-001/3.0/") == 3, "notice, fact and list"


def test_what_is_withdrawn_before_its_day_is_not_announced() -> None:
    gone = replace(COMING, withdrawn=date(2026, 12, 1))
    text = shown(dated(lydelser=(*HISTORY, gone)), HYGIENE).text
    assert "kommande" not in text.lower()
    assert "Version 3.0 Började aldrig gälla" in text


def test_a_wording_that_waits_is_read_on_its_own_page() -> None:
    coming = edited(
        HYGIENE,
        ('version: "2.0"', 'version: "3.0"'),
        ("gäller_från: 2026-09-15", "gäller_från: 2027-02-01"),
        (
            '- version: "2.0"\n    gäller_från: 2026-09-15',
            '- version: "3.0"\n    gäller_från: 2027-02-01',
        ),
    )
    path = HYGIENE.replace(".md", ".kommande.md")
    read = shown(dated({path: coming[HYGIENE]}, (*HISTORY, COMING)), HYGIENE)
    assert "../basal-hygien.kommande/" in read.links
    assert "Version 3.0 Beslutad från 2027-02-01 I sak · egenkontroll" in versions_of(read)


def test_a_proposal_is_named_by_version_and_branch_and_says_that_it_does_not_apply() -> None:
    corpus = dated({}, HISTORY, proposal("3.0", "forslag/a"), proposal("3.0", "forslag/b"))
    read = shown(corpus, HYGIENE)
    assert "Det finns ett förslag till version 3.0. Det gäller inte. Läs vad som" in read.text
    assert "Väntar på beslut Förslag till version 3.0 (forslag/a och forslag/b)" in read.text
    assert read.links.count("../../../d/RU-001/forslag-3.0/") == 2
    reviews = shown(corpus, "oversyn/index.md")
    assert "Förslag till ändring" in reviews.text
    assert "../d/RU-001/forslag-3.0/" in reviews.links
    assert "Förslag som väntar 1" in shown(corpus, "index.md").text
    assert "forslag" not in " ".join(shown(corpus, FALL).links)


# --- beside the document -------------------------------------------------------------------------


def undecided(text: str) -> str:
    return text[: text.index("beslut:\n")] + text[text.index("gäller_från:") :]


def local(*pairs: tuple[str, str]) -> dict[str, str]:
    """*När någon har fallit* as a text beside *Basal hygien*."""
    return edited(FALL, *pairs)


ADDS = ("hör_till:", "kompletterar: RU-001\nhör_till:")
ASIDE = ("hör_till:", "avviker_från: RU-001\nhör_till:")
ENDS = ("översyn_senast:", "upphör: 2027-02-01\növersyn_senast:")
LATER = ("gäller_från: 2026-09-15", "gäller_från: 2026-12-01")


@pytest.mark.parametrize(
    ("pairs", "day", "notice", "fact"),
    [
        ((ADDS,), TODAY, True, "Kompletteras av När någon har fallit (hemtjänst"),
        ((ADDS, LATER), TODAY, False, "från 2026-12-01)"),
        ((ADDS, LATER), date(2026, 12, 1), True, "Kompletteras av När någon har fallit"),
        ((ADDS, ENDS), date(2027, 2, 1), False, ""),
        ((ASIDE, ENDS), date(2027, 1, 31), True, "Tillfällig avvikelse När någon har fallit"),
        ((ASIDE, ENDS), date(2027, 2, 1), False, ""),
        ((ASIDE, ENDS, LATER), TODAY, False, "Tillfällig avvikelse När någon har fallit"),
    ],
)
def test_local_and_temporary_texts_are_shown_only_where_and_while_they_apply(
    pairs: tuple[tuple[str, str], ...],
    day: date,
    notice: bool,  # noqa: FBT001  a column of the table above
    fact: str,
) -> None:
    text = shown(dated(local(*pairs)), HYGIENE, day).text
    said = "gäller också När någon har fallit" in text or "Just nu gäller en tillfällig" in text
    assert said is notice
    if fact:
        assert fact in text
    else:
        assert "Kompletteras av" not in text
        assert "Tillfällig avvikelse" not in text


@pytest.mark.parametrize("key", [ADDS, ASIDE])
def test_a_proposed_text_beside_a_document_is_not_shown_there(key: tuple[str, str]) -> None:
    changes = {path: undecided(text) for path, text in local(key, ENDS).items()}
    assert "När någon har fallit (" not in shown(dated(changes), HYGIENE).text
    own = shown(dated(changes), FALL).text
    assert "Det här är ett förslag. Det gäller inte." in own
    assert "Tillfällig. Gäller" not in own


def test_a_temporary_text_says_when_it_applies() -> None:
    changes = dated(local(ASIDE, ENDS, LATER))
    before = shown(changes, FALL).text
    words = "Tillfällig. Ska gälla från 1 december 2026 till och med 31 januari 2027 i stället för"
    assert words in before
    during = shown(changes, FALL, date(2026, 12, 1)).text
    assert "Tillfällig. Gäller till och med 31 januari 2027 i stället för Basal hygien." in during
    assert "i stället för" not in shown(changes, FALL, date(2027, 2, 1)).text


# --- what is new ---------------------------------------------------------------------------------


def test_the_weighty_changes_stand_first_and_the_light_ones_are_folded() -> None:
    html = page(site(dated(lydelser=(*HISTORY, COMING)), TODAY), "nytt/index.md").html
    text = read_page(html).text
    headings = (
        "Principiella ändringar",
        "Ändringar i sak",
        "Börjar gälla senare",
        "Redaktionella ändringar",
    )
    places = [text.index(words) for words in headings]
    assert places == sorted(places)
    assert "Version 3.0 är beslutad" in text
    assert html.index("<details") > html.index("Börjar gälla senare")
    substance = part(text, "Ändringar i sak", "Börjar gälla senare")
    days = re.findall(r"(15 september|15 januari) 2026", substance)
    assert days == sorted(days, key=lambda words: words == "15 januari")


@pytest.mark.parametrize("path", ["nytt/index.md", "index.md"])
def test_news_tells_what_is_decided_for_later(path: str) -> None:
    entry = '  - version: "2.0"\n'
    told = (
        '  - version: "3.0"\n    gäller_från: 2027-02-01\n    slag: principiell\n'
        "    orsak: tillsyn\n    text: Chefen följer upp varje månad.\n"
    )
    waits = edited(
        HYGIENE,
        ('version: "2.0"\ndok', 'version: "3.0"\ndok'),
        ("gäller_från: 2026-09-15\növ", "gäller_från: 2027-02-01\növ"),
        (f"ändringar:\n{entry}", f"ändringar:\n{told}{entry}"),
    )
    later = {HYGIENE.replace(".md", ".kommande.md"): waits[HYGIENE]}
    read = shown(dated(later, (*HISTORY, COMING)), path)
    assert "1 februari 2027 Basal hygien Chefen följer upp varje månad." in read.text
    assert "Version 3.0 är beslutad · principiell" in read.text
    assert any(link.endswith("d/RU-001/2.0-3.0/") for link in read.links)
    assert "Version 3.0 är beslutad Hem" in shown(dated(lydelser=(*HISTORY, COMING)), path).text


def test_a_new_document_that_is_decided_for_later_is_called_new() -> None:
    text = shown(dated(local(LATER)), "nytt/index.md").text
    assert "är beslutad · ny rutin" in text


def test_news_leads_to_the_comparison_when_there_is_one() -> None:
    links = shown(dated(), "nytt/index.md").links
    assert "../d/RU-001/1.2-2.0/" in links
    assert not any("-1.0/" in link for link in links)


def test_news_can_be_chosen_by_verksamhet_and_role() -> None:
    html = page(site(dated(), TODAY), "nytt/index.md").html
    assert 'data-verksamhet="hemtjänst hemsjukvård" data-roll="mas undersköterska' in html
    assert '<option value="hemtjänst">Hemtjänst</option>' in html
    assert '<option value="mas">' in html


def test_old_news_is_gone_after_a_year_and_a_repeal_is_news() -> None:
    late = date(2027, 9, 20)
    assert "Ta av" not in shown(dated(), "nytt/index.md", late).text
    assert "Basal hygien" not in shown(dated(), "nytt/index.md", late).text
    assert "Inget har ändrats det senaste året." in shown(dated(), "nytt/index.md", late).text
    ceased = dated(local(ENDS))
    assert "Gäller inte längre" in shown(ceased, "nytt/index.md", date(2027, 2, 1)).text


def test_roles_and_verksamheter_have_their_own_news_in_substance() -> None:
    corpus = dated()
    nurse = shown(corpus, "roll/sjukskoterska.md")
    assert "Nytt Basal hygien 15 september 2026 I sak Visa ändringen" in nurse.text
    assert "../../nytt/?roll=sjuksk%C3%B6terska" in nurse.links
    unit = shown(corpus, "verksamheter/hemsjukvard.md")
    assert "Nytt" in unit.text
    assert "../../nytt/?verksamhet=hemsjukv%C3%A5rd" in unit.links
    assert "Redaktionell" not in nurse.text + unit.text
    assert "Nytt" not in shown(corpus, "roll/sjukskoterska.md", date(2028, 1, 1)).text


def test_the_start_page_shows_only_substance() -> None:
    text = part(shown(dated(), "index.md").text, "Nytt", "Områden")
    assert "Basal hygien" in text
    assert "Redaktionell" not in text


# --- addresses that were -------------------------------------------------------------------------


def event(step: int, path: str, *, gone: bool = False) -> Event:
    revision = Revision(step, path, "b", Outline(id="RU-001"), "h")
    return Event(step, path, None if gone else revision)


def test_a_former_address_leads_on_unless_another_page_has_it() -> None:
    corpus = dated()
    old, coming = "rutiner/gammal/rena-hander.md", HYGIENE.replace(".md", ".kommande.md")
    paths = (old, FALL, coming, "rutiner/\udce5.md", HYGIENE)
    moved = tuple(event(n, path) for n, path in enumerate(paths, 1))
    before = (event(0, old), event(1, old, gone=True))
    history = replace(corpus.timeline.history, events={"RU-001": moved, "RU-002": before})
    found = site(replace(corpus, timeline=replace(corpus.timeline, history=history)), TODAY)
    page = found.files["rutiner/gammal/rena-hander/index.html"]
    assert "Dokumentet finns här" in page
    assert '<a href="../../hygien/basal-hygien/">Basal hygien</a>' in page, "the latest to have it"
    assert 'href="../../../assets/lydelse.svg"' in page
    assert "../basal-hygien/" in found.files[f"{coming.removesuffix('.md')}/index.html"]
    former = [path for path in found.files if path.startswith("rutiner/")]
    assert len(former) == 2, "what has a page of its own keeps it"


# --- vad gällde när ------------------------------------------------------------------------------


def told(data: Mapping[str, Any], day: date) -> list[dict[str, Any]]:
    """What the data says of the day, read as the script reads it."""
    days, words = data["dagar"], str(day)
    found = []
    for id_, title, _, spans in data["dokument"]:
        for version, first, last, decision, proof, published, late, *own in spans:
            if days[first] <= words and (last < 0 or words <= days[last]):
                on = data["beslut"][decision] if decision >= 0 else None
                found.append(
                    {
                        "id": id_,
                        "titel": own[0] if own else title,
                        "version": version,
                        "gäller_från": days[first],
                        "gäller_till_och_med": days[last] if last >= 0 else None,
                        "beslutad": days[on[0]] if on else None,
                        "publicerad": days[published] if published >= 0 else None,
                        "bevis": data["bevis"][proof],
                        "sen": bool(late),
                    }
                )
    return sorted(found, key=lambda row: row["id"])


def expected(spans: list[Span]) -> list[dict[str, Any]]:
    proofs = {proof.value: words for proof, words in PROOFS.items()}
    return [
        {key: row[key] for key in ("id", "titel", "version", "gäller_från", "gäller_till_och_med")}
        | {
            "beslutad": row["beslut"]["datum"] if row["beslut"] else None,
            "publicerad": row["publicerad"],
            "bevis": proofs[row["bevis"]],
            "sen": span.lydelse.late(span.first),
        }
        for row, span in zip(rows(spans), spans, strict=True)
    ]


def test_the_data_answers_every_day_as_the_timeline_does() -> None:
    renamed = replace(HISTORY[0], title="Rena händer", decision=None, published=None)
    withdrawn = replace(COMING, withdrawn=date(2027, 3, 1))
    corpus = dated(lydelser=(renamed, *HISTORY[1:], withdrawn))
    data = json.loads(site(corpus, TODAY).files["nar/lydelser.json"])
    edges = {day for span in corpus.timeline.spans["RU-001"] for day in span[1:] if day}
    days = {edge + step * DAY for edge in edges for step in (-1, 0, 1)}
    for day in sorted(days | {date(1999, 1, 1), date(2040, 1, 1)}):
        assert told(data, day) == expected(list(corpus.timeline.in_force(day))), day
    assert data["dagar"] == sorted(data["dagar"])
    assert {row["titel"] for row in told(data, date(2026, 2, 1))} >= {"Rena händer"}
    assert [row["sen"] for row in told(data, date(2026, 6, 1)) if row["id"] == "RU-001"] == [True]


def test_the_page_stands_on_the_day_of_the_build_and_begins_with_the_first_known_day() -> None:
    html = page(site(dated(), TODAY), "nar/index.md").html
    assert 'type="date" id="ly-dag" name="dag" value="2026-11-22" min="2026-01-15"' in html
    assert 'data-ly-adoption="2026-01-01"' in html


def test_without_script_every_lydelse_stands_in_a_table() -> None:
    read = shown(dated(lydelser=(*HISTORY, COMING)), "nar/alla.md")
    assert "3.0 2027-02-01 tills vidare 2.0 2026-09-15 2027-01-31 1.1 2026-05-01" in read.text
    assert "../../d/RU-001/1.1/" in read.links
    assert "alla/" in shown(dated(), "nar/index.md").links


def test_a_tree_without_history_says_so() -> None:
    corpus = dated()
    shallow = replace(corpus, timeline=replace(corpus.timeline, history=History()))
    assert "Historien finns inte här." in shown(shallow, "nar/index.md", preview=True).text


def test_no_old_title_or_branch_becomes_live() -> None:
    nasty = "<script>alert(1)</script>\"'&lt;{{ 7*7 }}"
    old = replace(HISTORY[0], title=nasty, id="RU-001")
    gone = replace(old, id='RU"<b>', title=nasty)
    corpus = dated({}, (old, *HISTORY[1:]), proposal("3.0", f"forslag/{nasty}", nasty))
    lydelser = dict(corpus.timeline.lydelser) | {gone.id: (gone,)}
    found = site(replace(corpus, timeline=replace(corpus.timeline, lydelser=lydelser)), TODAY)
    seen = "".join(read_page(one.html).text for one in found.pages)
    assert nasty in seen
    for one in found.pages:
        read = read_page(one.html)
        assert read.scripts == [], one.path
        assert read.handlers == []


# --- a real repository ---------------------------------------------------------------------------

ONE = Writing(start=date(2026, 2, 10), decided=date(2026, 2, 2))
TWO = replace(
    ONE, version="2.0", start=date(2026, 4, 1), decided=date(2026, 3, 20), body="Ring MAS."
)
THREE = replace(TWO, version="3.0", start=date(2027, 1, 1), decided=date(2026, 6, 1), body="Ring.")
FOUR = replace(THREE, version="4.0", decided=None, body="Ring inte.")
GOAL = Writing(
    id="RL-101", start=date(2026, 3, 1), decided=date(2026, 2, 12), title="God vård", paragraph="14"
)
COMING_NIGHT = NIGHT.replace(".md", ".kommande.md")


def after(writing: Writing, *before: Writing) -> str:
    """The writing, with what ``ändringar`` says of the versions before it, the newest first."""
    entries = "".join(
        f'  - version: "{one.version}"\n    gäller_från: {one.start}\n    slag: i sak\n'
        "    orsak: ny\n    text: Texten är ny.\n"
        for one in before
    )
    return writing.text.replace("\n---\n\n", f"\n{entries}---\n\n", 1)


def hash_of(data: bytes) -> str:
    return l1(read_wording(data), {})


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Three decided versions, the second published late, and a proposal on a branch."""
    return history(tmp_path_factory.mktemp("time") / "project")


def history(root: Path) -> Repository:
    repository = Repository(root).begin()
    # its origin's tags are not at hand: the nämnd's decision is taken at the ledger's word
    repository.git("remote", "add", "origin", "https://git.exempelstad.example/rutiner.git")
    menu = (Path(__file__).parent.parent / "mkdocs.yml").read_text("utf-8")
    repository.save(
        "2026-02-03", {NIGHT: ONE, "mkdocs.yml": menu, "docs/index.md": "# Start\n\nHej.\n"}
    )
    repository.save("2026-02-20", {GOALS: GOAL, **ledger((GOAL, hash_of(GOAL.data)))})
    repository.save("2026-04-03", {NIGHT: after(TWO, ONE)})
    repository.save("2026-06-02", {COMING_NIGHT: after(THREE, TWO, ONE)})
    repository.branch("forslag/natt")
    repository.save("2026-06-05", {NIGHT: after(FOUR, THREE, TWO, ONE)})
    repository.switch("main")
    return repository


@pytest.fixture(scope="module")
def built(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("time-site") / "site"
    findings = publish(Project(repository.project), out, TODAY)
    assert findings is None, findings
    return out


def test_the_site_answers_as_the_command_does(repository: Repository, built: Path) -> None:
    data = json.loads((built / "nar/lydelser.json").read_text("utf-8"))
    for day in ("2026-02-09", "2026-02-10", "2026-03-31", "2026-04-01", "2027-01-01"):
        answer = asof(repository.project, day)
        found = told(data, date.fromisoformat(day))
        for key in ("id", "titel", "version", "gäller_från", "gäller_till_och_med", "publicerad"):
            assert [row[key] for row in found] == [row[key] for row in answer], (day, key)


def test_every_address_of_the_data_and_every_link_has_a_page(built: Path) -> None:
    data = json.loads((built / "nar/lydelser.json").read_text("utf-8"))
    for _, _, folder, spans in data["dokument"]:
        for span in spans:
            assert (built / "nar" / folder / span[0] / "index.html").resolve().is_file()
    for path in built.rglob("index.html"):
        for link in read_page(path.read_text("utf-8")).links:
            parts = urlsplit(link)
            if not parts.scheme and parts.path:
                target = (path.parent / unquote(parts.path)).resolve()
                assert target.is_file() or (target / "index.html").is_file(), f"{path}: {link}"


def test_the_built_page_tells_of_the_whole_history(built: Path) -> None:
    read = read_page((built / NIGHT.replace(".md", "/index.html")).read_text("utf-8"))
    listed = versions_of(read)
    assert "Version 3.0 Beslutad från 2027-01-01" in listed
    assert "Version 2.0 Gäller 2026-04-01 till och med 2026-12-31" in listed
    assert "Version 1.0 Gällde 2026-02-10 till och med 2026-03-31" in listed
    assert "Publicerad 2026-04-03, efter att den började gälla" in read.text
    assert "Väntar på beslut Förslag till version 4.0 (forslag/natt)" in read.text
    assert "../../../d/RU-101/2.0-3.0/" in read.links
    footer = read_page((built / "index.html").read_text("utf-8"))
    assert "nar/" in footer.links


def test_versions_are_numbers_and_not_texts() -> None:
    ten = decided("10.0", date(2026, 10, 1))
    listed = versions_of(shown(dated(lydelser=(*HISTORY, ten)), HYGIENE))
    assert listed.index(f"Version {version_text((10, 0))}") < listed.index("Version 2.0")
