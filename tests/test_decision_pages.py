"""The pages of decisions and their feed: real decisions, real seals, and clones without them."""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from conftest import TODAY, base_files, corpus_of
from decided_site import (
    DAY,
    IMAGE,
    NASTY,
    NEW,
    SEALED,
    SENT_BACK,
    UNSEALED,
    UNTOLD,
    WEEKLY,
    project_with_decisions,
    put_in_place,
    seal,
)
from decisions import GUIDE, SECOND
from histories import run_git
from lydelse.corpus import Corpus
from lydelse.ledger import LedgerFile, Named
from lydelse.outlets.feeds import Entry, Feed, atom, permanent_id
from lydelse.pages import Site, decisions, site
from lydelse.pages.model import Library
from lydelse.pages.proofs import State, proof_of
from lydelse.project import Project
from lydelse.publish import publish
from lydelse.register import RegisterFile
from lydelse.timeline import Proof, Timeline
from page import ShownPage, read_page
from repository import Repository
from test_pages import FALL, HYGIENE, edited
from test_time_pages import dated, decided

ATOM = "{http://www.w3.org/2005/Atom}"
GUIDE_PAGE, SECOND_PAGE, NEW_PAGE = (
    path.removesuffix(".md") + "/" for path in (GUIDE, SECOND, NEW)
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return project_with_decisions(tmp_path_factory.mktemp("decided") / "project")


@pytest.fixture(scope="module")
def built(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(repository.project, tmp_path_factory.mktemp("decided-site") / "site")


def build(root: Path, out: Path, day: date = DAY) -> Path:
    findings = publish(Project(root), out, day)
    assert findings is None, findings
    return out


def shown(folder: Path, path: str) -> ShownPage:
    return read_page((folder / path / "index.html").read_text("utf-8"))


def copied(repository: Repository, tmp_path: Path) -> Repository:
    shutil.copytree(repository.root.parent, tmp_path / "copy", symlinks=True)
    return Repository(tmp_path / "copy" / repository.root.name)


def everything(folder: Path) -> str:
    """All that the site says, anywhere."""
    kinds = {".html", ".json", ".xml"}
    return "\n".join(
        path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.suffix in kinds
    )


def fed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  our own feed


# All decisions


def test_decisions_are_listed_by_year_with_their_state(built: Path) -> None:
    text = shown(built, "beslut").text
    places = [
        text.index(words)
        for words in (
            "Väntar på beslut",
            "Ledningssystem för kvalitet Förslag version 3.0 Ska beslutas av: Vård- och omsorgs",
            "2027 6 januari 2027, § 4 Vård- och omsorgsnämnden VON 2026/0456 Återremitterat",
            "4 januari 2027, § 3 Vård- och omsorgsnämnden VON 2026/0456 Väntar på justering",
            "God hygien, version 2.0 Ny inriktning, version 1.0",
            "2026 15 december 2026, § 112 Vård- och omsorgsnämnden VON 2026/0456 Justerat och sig",
            "kvalitet, version 2.0 God hygien, förslag till version 2.0, bordlagt",
        )
    ]
    assert places == sorted(places)
    assert "../d/RL-001/forslag-3.0/" in shown(built, "beslut").links


def test_every_link_of_the_site_has_a_page(built: Path) -> None:
    for path in built.rglob("index.html"):
        for link in read_page(path.read_text("utf-8")).links:
            parts = urlsplit(link)
            if not parts.scheme and parts.path:
                target = (path.parent / unquote(parts.path)).resolve()
                assert target.is_file() or (target / "index.html").is_file(), f"{path}: {link}"


def test_decisions_are_found_from_where_people_look(built: Path) -> None:
    assert "beslut/" in shown(built, "").links
    assert f"../../../beslut/{SEALED}/" in shown(built, GUIDE_PAGE).links
    assert f"../../../beslut/{SEALED}/" in shown(built, "d/RL-001/2.0").links
    assert f"../../../beslut/{SEALED}/" in shown(built, "d/RL-001/1.0-2.0").links
    assert "../beslut/" in shown(built, "nytt").links


# One decision


def test_a_sealed_decision_tells_who_signed_it_and_what_it_brought(built: Path) -> None:
    read = shown(built, f"beslut/{SEALED}")
    for words in (
        "Beslut 15 december 2026, § 112 Justerat och signerat Vård- och omsorgsnämnden",
        "Ledningssystem för kvalitet RL-001 version 2.0 Gäller från 2027-01-01",
        "I sak · egenkontroll Texten är tydligare.",
        "Det här beslutades inte God hygien RL-002 förslag till version 2.0 Bordlagt",
        "Utfall Beslutat 1 dokument bordlagt Justerat 2026-12-18",
        "Signerat 2026-12-19 av namndsekreterare Bevis Justerat och signerat",
        f"Beslutets tagg i git: beslut/{SEALED}",
        "22 december 2026 Rättelse Vård- och omsorgsnämnden",
    ):
        assert words in read.text
    assert re.search(r"RL-001 version 2\.0: l1:[0-9a-f]{64}", read.text)
    for link in (f"../../{GUIDE_PAGE}", "../../d/RL-001/2.0/", "../../d/RL-001/1.0-2.0/"):
        assert link in read.links
    assert "Läs version 2.0 av God hygien" not in read.text


def test_nothing_in_the_ledger_becomes_live(built: Path) -> None:
    html = (built / f"beslut/{SEALED}/index.html").read_text("utf-8")
    assert NASTY in read_page(html).text
    assert "<script>alert" not in html


def test_what_was_sent_back_needs_no_proof(built: Path) -> None:
    text = shown(built, f"beslut/{SENT_BACK}").text
    assert "§ 4 Återremitterat" in text
    assert "Skickades tillbaka för att arbetas om. Läs förslaget till version 3.0" in text
    assert "Ingen text började gälla, så inget behöver bevisas här." in text


def test_a_decision_without_its_seal_is_not_published(built: Path) -> None:
    read = shown(built, f"beslut/{UNSEALED}")
    assert "Beslutet väntar på justering. Det som beslutades gäller inte här" in read.text
    assert "RL-002 version 2.0 Väntar på justering skulle gälla från 2027-01-05" in read.text
    assert "Läs version 1.0, som gäller nu" in read.text
    assert f"../../{SECOND_PAGE}" in read.links
    said = everything(built)
    assert UNTOLD not in said
    assert not (built / SECOND.replace(".md", ".kommande") / "index.html").exists()
    assert not (built / "d/RL-002/2.0").exists()
    assert WEEKLY[1] not in said


def test_the_document_shows_what_still_applies_and_what_waits(built: Path) -> None:
    read = shown(built, SECOND_PAGE)
    assert "God hygien Gäller version 1.0" in read.text
    assert "beslutade 4 januari 2027 om version 2.0, men beslutet väntar på justering." in read.text
    assert WEEKLY[0] in read.text
    assert f"../../../beslut/{UNSEALED}/" in read.links


def test_a_new_document_without_its_seal_is_no_rule_in_force(built: Path) -> None:
    read = shown(built, NEW_PAGE)
    assert "Ny inriktning Beslutad, väntar på justering version 1.0" in read.text
    assert "Dokumentet gäller inte, och texten visas inte än. Läs om beslutet." in read.text
    assert "Skulle gälla från 2027-01-05" in read.text
    assert read.headings == ["Ny inriktning"]
    assert read.title.startswith("Beslutad, väntar på justering: Ny inriktning")
    index = json.loads((built / "search/search_index.json").read_text("utf-8"))
    assert not [row for row in index["docs"] if row["location"].startswith(NEW_PAGE)]
    assert "Ny inriktning Riktlinje Beslutad, väntar på justering" in shown(built, "dokument").text
    assert "Beslut 3, varav 1 utan bevis" in shown(built, "").text


def test_main_s_own_file_may_hold_what_waits(repository: Repository, tmp_path: Path) -> None:
    own = copied(repository, tmp_path)
    put_in_place(own)
    folder = build(own.project, tmp_path / "site")
    read = shown(folder, SECOND_PAGE)
    assert "God hygien Gäller version 1.0" in read.text
    assert WEEKLY[0] in read.text
    assert WEEKLY[1] not in everything(folder)
    html = (folder / SECOND_PAGE / "index.html").read_text("utf-8")
    assert '<img src="../../../d/RL-002/1.0/handsprit.png"' in html
    assert (folder / "d/RL-002/1.0/handsprit.png").is_file()
    assert not (own.project / IMAGE).exists(), "the text in force shows what it was decided with"


def test_with_its_seal_it_is_published(repository: Repository, tmp_path: Path) -> None:
    own = copied(repository, tmp_path)
    put_in_place(own)
    seal(own, UNSEALED, "2027-01-08", "2027-01-09")
    folder = build(own.project, tmp_path / "site")
    assert "Justerat 2027-01-08 Signerat 2027-01-09" in shown(folder, f"beslut/{UNSEALED}").text
    assert "God hygien Gäller version 2.0" in shown(folder, SECOND_PAGE).text
    assert UNTOLD in shown(folder, NEW_PAGE).text
    assert f"{UNSEALED}/" in (folder / "beslut/atom.xml").read_text("utf-8")


def test_a_clone_without_tags_says_that_the_proof_is_not_at_hand(
    repository: Repository, tmp_path: Path
) -> None:
    source = f"file://{repository.root}"
    run_git(tmp_path, "clone", "--quiet", "--no-tags", source, str(tmp_path / "clone"))
    folder = build(tmp_path / "clone", tmp_path / "site")
    read = shown(folder, f"beslut/{SEALED}")
    assert "§ 112 Beviset finns inte i den här kopian" in read.text
    assert "git fetch origin 'refs/tags/beslut/*:refs/tags/beslut/*'" in read.text
    assert "Gäller version 2.0" in shown(folder, GUIDE_PAGE).text
    assert "Beviset finns inte i den här kopian" in shown(folder, GUIDE_PAGE).text


def test_a_removed_tag_is_told_and_its_text_kept_back(
    repository: Repository, tmp_path: Path
) -> None:
    own = copied(repository, tmp_path)
    seal(own, UNSEALED, "2027-01-08", "2027-01-09")
    own.git("tag", "--delete", f"beslut/{SEALED}")
    corpus = Project(own.project).corpus
    file = next(one for one in corpus.timeline.ledger.values() if one.name == SEALED)
    proof = proof_of(corpus.timeline, file, ())
    assert proof.state is State.WRONG
    assert proof.withheld
    assert "är borttagen" in proof.faults[0]
    found = pages(Project(own.project).for_readers(corpus))
    read = read_page(found[f"beslut/{SEALED}.md"])
    assert "Beviset för beslutet stämmer inte." in read.text
    assert f"Taggen beslut/{SEALED} är borttagen" in read.text


# Pure pages


def decision(name: str = "2026-02-12-namnd-14", **more: Any) -> LedgerFile:  # noqa: ANN401
    values: dict[str, Any] = {
        "event": "beslut",
        "by": "nämnd",
        "on": date(2026, 2, 12),
        "register_number": "VON 2026/0123",
        "paragraph": "14",
        "outcome": "beslutat",
        "documents": (Named(id="RL-001", version=(1, 0), hash=f"l1:{'0' * 64}"),),
    }
    return LedgerFile(name=name, **(values | more))


def with_ledger(*files: LedgerFile) -> Corpus:
    corpus = corpus_of(base_files())
    rows = tuple((RegisterFile(file.path, {}, {}), file) for file in files)
    return replace(corpus, ledger=rows, timeline=Timeline())


def pages(corpus: Corpus, *, preview: bool = False) -> Mapping[str, str]:
    found: Site = site(corpus, TODAY, preview=preview)
    return {page.path: page.html for page in found.pages} | dict(found.files)


def test_without_decisions_the_page_says_so() -> None:
    found = pages(with_ledger())
    assert "Inga beslut står i liggaren ännu." in read_page(found["beslut/index.md"]).text
    assert fed(found["beslut/atom.xml"]).findall(f"{ATOM}entry") == []


def test_a_preview_without_history_tries_no_proof() -> None:
    found = pages(with_ledger(decision()), preview=True)
    read = read_page(found["beslut/2026-02-12-namnd-14.md"])
    assert "Beviset prövas inte här" in read.text


def test_later_events_stand_on_the_decision_that_they_are_about() -> None:
    name = "2026-02-12-namnd-14"
    row = Named(id="RL-001", version=(1, 0), hash="l1:x", starts=date(2026, 9, 1))
    told: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("justering", "justering", {"documents": ()}),
        ("ikraft", "ändrad ikraft", {"documents": (row,)}),
        ("maskering", "maskering", {"documents": (row,)}),
        ("ater", "återkallelse", {"documents": (row,), "text": "Ärendet prövas igen."}),
    )
    events = [
        decision(f"2026-03-0{n}-{word}", event=event, on=date(2026, 3, n), about=name, **more)
        for n, (word, event, more) in enumerate(told, start=1)
    ]
    other = decision("2026-04-01-x", event="rättelse", about="2026-01-01-namnd-1")
    found = pages(with_ledger(decision(), *events, other))
    text = read_page(found[f"beslut/{name}.md"]).text
    places = [
        text.index(words)
        for words in (
            "Beslutet återkallades 4 mars 2026.",
            "1 mars 2026 Protokollet justerades",
            "2 mars 2026 Dagen då texten börjar gälla ändrades",
            "version 1.0: gäller från 1 september 2026",
            "3 mars 2026 Personuppgifter togs bort ur texten",
            "4 mars 2026 Beslutet återkallades",
            "Ärendet prövas igen.",
            "räknas inte från 1 september 2026",
            "Justerat 2026-03-01",
        )
    ]
    assert places == sorted(places)
    assert "Rättelse" not in text
    assert [path for path in found if path.startswith("beslut/2026")] == [f"beslut/{name}.md"]


@pytest.mark.parametrize("name", ["index", "..", "Å b", "<script>"])
def test_a_file_with_an_odd_name_gets_an_address_of_its_own(name: str) -> None:
    found = pages(with_ledger(decision(name), decision()))
    paths = sorted(path for path in found if path.startswith("beslut/") and path.endswith(".md"))
    assert len(paths) == 3
    assert all(re.fullmatch(r"beslut/[a-z0-9-]+\.md", path) for path in paths)


def test_a_long_decision_is_named_by_its_first_documents() -> None:
    rows = tuple(Named(id=f"RL-{n:03}", version=(1, 0), hash="l1:x") for n in range(1, 51))
    found = pages(with_ledger(decision(documents=rows)))
    assert "RL-003, version 1.0 och 47 till" in read_page(found["beslut/index.md"]).text
    assert "RL-050 version 1.0" in read_page(found["beslut/2026-02-12-namnd-14.md"]).text


# The feed


def test_the_feed_is_valid_atom(built: Path) -> None:
    text = (built / "beslut/atom.xml").read_text("utf-8")
    root = fed(text)
    assert root.tag == f"{ATOM}feed"
    for one in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (element,) = one.findall(f"{ATOM}{name}")
            assert element.text
    assert root.find(f"{ATOM}author/{ATOM}name") is not None, "no entry has an author of its own"
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id_ or "") for id_ in ids)
    days = [element.text or "" for element in root.iter(f"{ATOM}updated")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+00:00", day) for day in days)
    assert days == ["2027-01-06T00:00:00+00:00", *days[1:]]
    assert "2026-12-22" in days[2], "the day of what happened last"
    for entry in root.findall(f"{ATOM}entry"):
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("rel", "alternate") == "alternate"
        assert (built / "beslut" / link.attrib["href"] / "index.html").is_file()


def test_pages_lead_to_the_feed(built: Path) -> None:
    for path, there in (("", "beslut/atom.xml"), (f"beslut/{SEALED}", "../atom.xml")):
        html = (built / path / "index.html").read_text("utf-8")
        link = f'<link rel="alternate" type="application/atom+xml" title="Beslut" href="{there}">'
        assert link in html


def test_the_feed_is_the_same_on_any_day_and_an_id_for_ever() -> None:
    corpus = with_ledger(decision())
    first, second = (
        site(corpus, day).files["beslut/atom.xml"] for day in (TODAY, date(2031, 5, 1))
    )
    assert first == second
    assert permanent_id("a", "b") == "urn:uuid:606e6102-5429-5332-a37d-60ad1d76bfb0"
    settings = replace(corpus.register.settings, site_name="Nytt namn", short_name="Nytt")
    renamed = replace(corpus, register=replace(corpus.register, settings=settings))
    feed = fed(site(renamed, TODAY).files["beslut/atom.xml"])
    assert [one.text for one in feed.iter(f"{ATOM}id")] == [
        one.text for one in fed(first).iter(f"{ATOM}id")
    ]


def test_no_sign_breaks_the_feed() -> None:
    day = date(2026, 1, 1)
    nasty = "A\x00\x0b\ud800\ufffe <b>&amp; ]]> 😀"
    entry = Entry(id="urn:x", title=nasty, published=day, updated=day, summary=nasty, href="x/")
    text = atom(
        Feed(
            id="urn:f",
            title=nasty,
            author=nasty,
            href="./",
            own_href="atom.xml",
            updated=day,
            entries=[entry],
        )
    )
    title = fed(text).findtext(f"{ATOM}entry/{ATOM}title")
    assert title == "A <b>&amp; ]]> 😀"


# The example


def test_the_example_shows_two_decisions_without_any_tag(example_site: Path) -> None:
    text = shown(example_site, "beslut").text
    for words in (
        "26 augusti 2026, § 71 Vård- och omsorgsnämnden VON 2026/0077 Från tiden före införandet",
        "Avvikelser, lex Sarah och lex Maria, version 2.0",
        "10 juni 2026, § 52 Vård- och omsorgsnämnden VON 2026/0041 Från tiden före införandet",
        "Ledningssystem för systematiskt kvalitetsarbete, version 1.0",
    ):
        assert words in text
    read = shown(example_site, "beslut/2026-08-26-namnd-71")
    assert "Avvikelser, lex Sarah och lex Maria RL-002 version 2.0 Gäller" in read.text
    assert "Beslut 2026-08-26, § 71" in shown(example_site, "d/RL-002/2.0").text


# What a later decision changes, and what ends


def put_off() -> tuple[Corpus, LedgerFile]:
    """RU-001 2.0, decided for 1 September and put off to the 15th by a decision of its own."""
    first, then = date(2026, 9, 1), date(2026, 9, 15)
    row = Named(id="RU-001", version=(2, 0), hash="l1:2.0", starts=first)
    name = "2026-06-10-namnd-50"
    made = decision(name, on=date(2026, 6, 10), paragraph="50", documents=(row,))
    moved = decision(
        "2026-08-12-namnd-61",
        event="ändrad ikraft",
        on=date(2026, 8, 12),
        paragraph="61",
        about=name,
        documents=(replace(row, starts=then),),
    )
    lydelser = (
        decided("1.0", date(2026, 1, 15), proof=Proof.TAKEN_OVER),
        decided("2.0", then, proof=Proof.LEDGER, ledger_name=name),
    )
    files = edited(HYGIENE, ('- version: "2.0"\n    gäller_från: 2026-09-15', FIRST_DAY))
    corpus = dated(files, lydelser)
    return replace(corpus, ledger=with_ledger(made, moved).ledger), moved


FIRST_DAY = '- version: "2.0"\n    gäller_från: 2026-09-01'


@pytest.mark.parametrize("path", ["nytt/index.md", "index.md"])
def test_news_has_the_day_that_a_later_decision_gave(path: str) -> None:
    corpus, _ = put_off()
    text = read_page(pages(corpus)[path]).text
    assert "15 september 2026 Basal hygien" in text
    assert "1 september 2026" not in text.replace("11 september", "")


def test_facts_tell_that_the_day_was_moved() -> None:
    corpus, _ = put_off()
    read = read_page(pages(corpus)[HYGIENE])
    assert (
        "Gäller från 2026-09-15 Flyttad från 2026-09-01 genom beslut 2026-08-12, § 61" in read.text
    )
    assert any(link.endswith("beslut/2026-06-10-namnd-50/#ly-sedan") for link in read.links)


def test_a_decision_that_moves_a_day_is_listed_and_the_signature_does_not_cover_it() -> None:
    corpus, _ = put_off()
    found = pages(corpus)
    text = read_page(found["beslut/index.md"]).text
    assert "12 augusti 2026, § 61" in text
    assert "Dagen då texten börjar gälla ändrades. Ändrar beslutet 10 juni 2026, § 50" in text
    made = {proof.file.name: proof for proof in Library(corpus=corpus, today=TODAY).proofs.values()}
    proof = replace(made["2026-06-10-namnd-50"], state=State.SEALED)
    words = decisions._covered(Library(corpus=corpus, today=TODAY), proof)  # noqa: SLF001
    assert "Den täcker den dag som stod i beslutet." in words
    assert "Dagen flyttades senare, 12 augusti 2026, § 61." in words
    assert "inte signerad" in words


def test_a_waiting_text_begins_on_the_day_that_a_later_decision_gave() -> None:
    lydelser = (decided("1.0", date(2026, 1, 15)), decided("2.0", date(2027, 3, 1)))
    text = edited(HYGIENE)[HYGIENE]
    old = edited(HYGIENE, ('version: "2.0"\ndok', 'version: "1.0"\ndok'))
    waits = {HYGIENE.replace(".md", ".kommande.md"): text}
    read = read_page(pages(dated({**old, **waits}, lydelser))[HYGIENE])
    assert "Version 2.0 gäller från 1 mars 2027." in read.text


def test_a_repeal_is_told_apart_from_an_end_of_its_own() -> None:
    end = date(2026, 11, 1)
    ends = edited(HYGIENE, ("\növersyn_senast", f"\nupphör: {end}\növersyn_senast"))
    before = decided("1.0", date(2026, 1, 15))
    last = decided("2.0", date(2026, 10, 31), ceases=end)
    repealed = pages(dated(ends, (before, last)))
    text = read_page(repealed[HYGIENE]).text
    assert "Upphävd gällde från 2026-01-15 till och med 2026-10-31 senaste version 2.0" in text
    assert "Upphävd. Gäller inte sedan den 1 november 2026." in text
    assert "Gällde från 2026-01-15 Upphörde att gälla 2026-11-01" in text
    assert "Basal hygien Rutin Upphävd" in read_page(repealed["dokument/index.md"]).text
    own = pages(dated(ends, (decided("2.0", date(2026, 9, 15), ceases=end),)))
    text = read_page(own[HYGIENE]).text
    assert "Har upphört gällde från 2026-09-15 till och med 2026-10-31" in text
    assert "Har upphört. Texten var tidsbegränsad och gällde till och med 31 oktober" in text
    assert "Upphävd" not in text
    assert "Basal hygien Rutin Har upphört" in read_page(own["dokument/index.md"]).text


def test_the_list_and_the_page_mark_a_repeal() -> None:
    end = date(2026, 11, 1)
    row = Named(id="RU-001", version=(2, 0), hash="l1:2.0", starts=date(2026, 10, 31), ceases=end)
    name = "2026-09-10-namnd-70"
    made = decision(name, on=date(2026, 9, 10), paragraph="70", documents=(row,))
    last = decided("2.0", date(2026, 10, 31), ceases=end, ledger_name=name)
    corpus = dated(lydelser=(decided("1.0", date(2026, 1, 15)), last))
    found = pages(replace(corpus, ledger=with_ledger(made).ledger))
    listed = read_page(found["beslut/index.md"]).text
    assert "Basal hygien, upphävs från 1 november 2026" in listed
    shown_ = read_page(found[f"beslut/{name}.md"]).text
    assert "RU-001 version 2.0 Upphävd gäller inte från 2026-11-01" in shown_


def test_what_was_sent_back_leads_to_the_decision_that_came_later() -> None:
    row = Named(id="RU-001", version=(2, 0), hash="l1:first")
    sent = decision("2026-05-01-namnd-40", on=date(2026, 5, 1), outcome="återremitterat")
    sent = replace(sent, paragraph="40", documents=(row,))
    again = replace(row, hash="l1:2.0", starts=date(2026, 9, 15))
    made = decision("2026-06-10-namnd-50", on=date(2026, 6, 10), paragraph="50")
    made = replace(made, documents=(again,))
    corpus = replace(dated(), ledger=with_ledger(sent, made).ledger)
    read = read_page(pages(corpus)["beslut/2026-05-01-namnd-40.md"])
    assert "RU-001 förslag till version 2.0 Återremitterat" in read.text
    assert "Beslutades 10 juni 2026, § 50" in read.text
    assert not any("/d/RU-001/2.0/" in link for link in read.links)


def test_the_list_tells_that_a_temporary_text_applies() -> None:
    changes = edited(
        FALL,
        ("hör_till:", "avviker_från: RU-001\nhör_till:"),
        ("\növersyn_senast", "\nupphör: 2027-02-01\növersyn_senast"),
    )
    read = read_page(pages(dated(changes))["dokument/index.md"])
    assert "Just nu gäller en tillfällig text När någon har fallit" in read.text
