"""The pages of law: where citations lead, what a statute's page tells, what must be mended."""

import json
import posixpath
import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import unquote

import pytest

from conftest import TODAY, base_files, corpus_of
from law_register import LAW, STATUTES
from lydelse.law.recent import turns
from lydelse.links import site_address
from lydelse.pages import Page, Site, site
from lydelse.pages.kept import kept_text
from lydelse.pages.model import Library
from lydelse.wording import document_of, read_wording
from page import ShownPage, read_page

HYGIENE = "rutiner/hygien/basal-hygien.md"
FALL = "rutiner/halso-och-sjukvard/fall.md"
OLD, NEW, HSL = "lag/sfs-2001-453.md", "lag/sfs-2025-400.md", "lag/sfs-2017-30.md"
INDEX, CHANGED = "lag/index.md", "lag/andrad.md"
ENTRY, PURPOSE = "- 5 kap. 1 § HSL (2017:30)", "Rutinen ska hindra att smitta sprids."
HYGIENE_TO = "../../../lag"


def files_of(
    *edits: tuple[str, str, str], more: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """The small project with the register of law, and passages (path, old, new) changed."""
    files = {**base_files(), LAW: STATUTES.encode()}
    files |= {path: text.encode() for path, text in (more or {}).items()}
    for path, old, new in edits:
        text = files[path].decode()
        assert old in text
        files[path] = text.replace(old, new).encode()
    return files


def built(
    *edits: tuple[str, str, str], today: date = TODAY, more: Mapping[str, str] | None = None
) -> Site:
    files = files_of(*edits, more=more)
    del files["docs/index.md"]  # the start page is the generated one
    return site(corpus_of(files), today)


def page_at(found: Site, path: str) -> Page:
    (page,) = [page for page in found.pages if page.path == path]
    return page


def shown(found: Site, path: str) -> ShownPage:
    return read_page(page_at(found, path).html)


def basis(*entries: str) -> tuple[str, str, str]:
    return (HYGIENE, ENTRY, "\n  ".join(f"- {entry}" for entry in entries))


def said(text: str) -> tuple[str, str, str]:
    return (HYGIENE, PURPOSE, text)


# Facts


def test_an_entry_leads_to_its_section() -> None:
    page = shown(built(), HYGIENE)
    assert f"{HYGIENE_TO}/sfs-2017-30/#5-kap-1" in page.links
    assert "Lagrum 5 kap. 1 § HSL (2017:30) Hör till" in page.text


def test_each_part_of_an_entry_leads_to_its_own_statute_and_the_words_stay() -> None:
    entry = "5 kap. 1 § HSL (2017:30) och 27 kap. 2 § SoL (2025:400)"
    html = page_at(built(basis(entry)), HYGIENE).html
    assert (
        f'<dd><a href="{HYGIENE_TO}/sfs-2017-30/#5-kap-1">5 kap. 1 § HSL (2017:30)</a> och '
        f'<a href="{HYGIENE_TO}/sfs-2025-400/#27-kap-2">27 kap. 2 § SoL (2025:400)</a></dd>' in html
    )


def test_an_entry_of_several_sections_leads_to_the_first() -> None:
    page = shown(built(basis("27 kap. 2, 5 och 6 §§ SoL (2025:400)")), HYGIENE)
    law = [link for link in page.links if "lag/" in link]
    assert law == [f"{HYGIENE_TO}/sfs-2025-400/#27-kap-2"]
    assert "27 kap. 2, 5 och 6 §§ SoL (2025:400)" in page.text


@pytest.mark.parametrize("entry", ["3 § lagen (1999:99) om annat", "vad som helst", "5 kap. 1 §"])
def test_what_the_register_does_not_know_stays_text(entry: str) -> None:
    page = shown(built(basis(json.dumps(entry, ensure_ascii=False))), HYGIENE)
    assert f"Lagrum {entry}" in page.text
    assert not [link for link in page.links if "lag/" in link]


STANDING = {
    "before": (date(2025, 6, 30), "gäller, men upphör 2025-07-01"),
    "the very day": (date(2025, 7, 1), "gäller inte sedan 2025-07-01"),
    "after": (TODAY, "gäller inte sedan 2025-07-01"),
}


@pytest.mark.parametrize("name", STANDING)
def test_an_entry_says_in_words_that_its_law_is_not_in_force(name: str) -> None:
    today, words = STANDING[name]
    page = shown(built(basis("14 kap. 3 § SoL (2001:453)"), today=today), HYGIENE)
    assert f"14 kap. 3 § SoL (2001:453) {words}" in page.text


def test_an_entry_whose_law_is_in_force_says_nothing_more() -> None:
    html = page_at(built(), HYGIENE).html
    assert "5 kap. 1 § HSL (2017:30)</a></dd>" in html


# Running text


def test_a_citation_in_the_text_leads_quietly_to_its_section() -> None:
    html = page_at(built(said("Det står i 27 kap. 2 § SoL (2025:400).")), HYGIENE).html
    href = f"{HYGIENE_TO}/sfs-2025-400/#27-kap-2"
    assert f'<a href="{href}" class="ly-law">27 kap. 2 § SoL (2025:400)</a>' in html


def test_a_name_means_what_it_meant_on_the_documents_own_day() -> None:
    text = said("Det står i 14 kap. 3 § SoL.")
    early = [(HYGIENE, day, day.replace("2026", "2025")) for day in ("2026-09-15", "2026-01-15")]
    early = [(path, old, new.replace("2025-09-15", "2025-02-15")) for path, old, new in early]
    assert f"{HYGIENE_TO}/sfs-2025-400/#14-kap-3" in shown(built(text), HYGIENE).links
    assert f"{HYGIENE_TO}/sfs-2001-453/#14-kap-3" in shown(built(text, *early), HYGIENE).links


@pytest.mark.parametrize("text", ["Se 3 § lagen (1999:99) om annat.", "Se [lagen](lagrum:0)."])
def test_a_citation_without_a_page_keeps_its_words(text: str) -> None:
    page = page_at(built(said(text)), HYGIENE)
    assert "ly-law" not in page.html
    assert text.partition("(")[0].strip("Se []") in read_page(page.html).text


def test_a_hand_written_page_leads_to_the_law_too() -> None:
    found = built(more={"docs/lagen.md": "# Lagen\n\nSe 9 § LSS.\n"})
    assert "../lag/sfs-1993-387/#9" in shown(found, "lagen.md").links
    assert "9 § Läs 9 § på lagen.nu Lagen Sida som förklarar" in shown(
        found, "lag/sfs-1993-387.md"
    ).text.replace("\xa0", " ")


def test_no_address_of_ours_reaches_a_page_or_a_file() -> None:
    found = built(
        said("Se 27 kap. 2 § SoL (2025:400), samma lag och 3 § lagen (1999:99) om annat."),
        more={"docs/lagen.md": "# Lagen\n\nSe 9 § LSS och 1 § lagen (1999:99) om annat.\n"},
    )
    texts = {page.path: page.html for page in found.pages} | dict(found.files)
    assert [path for path, text in texts.items() if re.search(r"""["'(]lagrum:""", text)] == []
    assert "Se 27 kap. 2 § SoL (2025:400), samma lag" in found.files["search/search_index.json"]


def test_kept_texts_of_old_lydelser_have_no_such_links() -> None:
    data = files_of(said("Se 27 kap. 2 § SoL (2025:400)."))[HYGIENE]
    assert "<a" not in kept_text(read_wording(data), (2, 0), None).html.partition("Syfte")[2]


def test_a_wording_that_the_tree_does_not_hold_is_read_with_the_names() -> None:
    corpus = corpus_of(files_of(said("Se 27 kap. 2 § SoL (2025:400).")))
    wording = read_wording(files_of(said("Se 14 kap. 3 § SoL (2001:453)."))[HYGIENE])
    edition = document_of(wording, HYGIENE, corpus.statutes.names)
    assert document_of(wording, HYGIENE).body.cited == ()
    (corpus_document,) = [one for one in corpus.documents if one.path == HYGIENE]
    assert edition.basis == corpus_document.basis
    (mention,) = edition.body.cited
    assert mention.citation.statute == "SFS 2001:453"
    law = Library(corpus=corpus, today=TODAY).law
    assert [piece.statute for piece in next(law.basis(edition))] == [
        corpus.register.statutes["SFS 2017:30"]
    ]


# The page of a statute


def test_a_statute_tells_what_it_is_and_who_cites_it_by_section() -> None:
    found = built(
        basis("27 kap. 2 § SoL (2025:400)", "SoL (2025:400)", "5 kap. 1 § SoL (2025:400)"),
        said("Se 27 kap. 2 § första stycket SoL (2025:400)."),
    )
    page = shown(found, NEW)
    assert page.text.startswith(
        "Exempelstads rutiner Lagar och föreskrifter Socialtjänstlagen, SoL (2025:400) "
        "Gäller sedan 2025-07-01 Läs lagen hos riksdagen Dokument som hänvisar hit"
    )
    assert [text.replace("\xa0", " ") for text in page.headings] == [
        "Socialtjänstlagen, SoL (2025:400)",
        "Dokument som hänvisar hit",
        "Hela författningen",
        "5 kap. 1 §",
        "27 kap. 2 §",
    ]
    assert {"hela", "5-kap-1", "27-kap-2"} <= page.ids
    owner = "Gäller Medicinskt ansvarig sjuksköterska"
    assert f"Basal hygien {owner} Första stycket, också i texten" in page.text
    assert page.text.count("Basal hygien") == 3
    assert "https://data.riksdagen.se/dokument/sfs-2025-400.html" in page.links
    assert "https://lagen.nu/2025:400#K27P2" in page.links
    for words in (
        "Nummer SFS 2025:400 Förkortning SoL Gäller från 2025-07-01",
        "Ersatte socialtjänstlagen, SoL (2001:453)",
        "Ändrad till och med minst SFS 2025:1501",
        "Övergångsbestämmelserna är inte lästa.",
        "Uppgifterna här Kontrollerade mot källan",
    ):
        assert words in page.text


def test_what_is_not_certain_is_said() -> None:
    page = shown(built(), HSL)
    assert "Gäller från 2017-04-01 (allmän kännedom, inte kontrollerat)" in page.text
    assert "Hämtade ur en andrahandskälla, inte kontrollerade mot författningen" in page.text
    assert not [link for link in page.links if "lagen.nu" in link or "riksdagen" in link]
    page = shown(built(basis("HSLF-FS 2017:40")), "lag/hslf-fs-2017-40.md")
    assert "Gäller Läs föreskriften på lagen.nu" in page.text
    assert "https://lagen.nu/hslf-fs/2017:40" in page.links
    assert "Gäller från Inte kontrollerat" in page.text
    assert "Allmän kännedom, inte kontrollerade" in page.text


def test_a_regulation_leads_to_what_it_demands() -> None:
    page = shown(built(basis("SOSFS 2011:9")), "lag/sosfs-2011-9.md")
    assert "Vad den kräver, och vilka dokument som svarar mot kraven" in page.text
    assert "../../krav/sosfs-2011-9/" in page.links


def test_a_repealed_statute_leads_to_what_replaced_it_and_where_its_sections_went() -> None:
    found = built(
        basis("14 kap. 3 § SoL (2001:453)", "4 kap. 2 b § SoL (2001:453)"),
        said("Se 27 kap. 2 § SoL (2025:400)."),
    )
    page = shown(found, OLD)
    text = page.text.replace("\xa0", " ")
    assert (
        "Gäller inte sedan den 1 juli 2025. Ersattes av socialtjänstlagen, SoL (2025:400)." in text
    )
    assert "../sfs-2025-400/" in page.links
    assert "är vår egen läsning av lagarna" in text
    assert (
        "14 kap. 3 § Motsvarar närmast 27 kap. 2 § SoL (2025:400) : lex Sarah, att rapportera."
        in text
    )
    assert "../sfs-2025-400/#27-kap-2" in page.links
    assert "fast omsorgskontakt. Osäkert: numret är inte kontrollerat." in text
    assert page.cells[:3] == ["Om", "Förr", "Nu, i SoL (2025:400)"]
    assert "Gällde från 2002-01-01 Upphörde att gälla 2025-07-01" in text
    assert "#10-kap-7" not in " ".join(page.links), "nobody cites it, so it has no place"


def test_a_statute_that_will_end_or_begin_says_so() -> None:
    page = shown(built(basis("9 § LSS")), "lag/sfs-1993-387.md")
    assert "Lagen (1993:387) om stöd och service till vissa funktionshindrade, LSS" in page.text
    assert "Slutar gälla den 1 januari 2027." in page.text
    assert "Gäller, men upphör" not in page.text, "once is enough"
    page = shown(built(basis("AFS 2026:1")), "lag/afs-2026-1.md")
    assert "Börjar gälla den 1 mars 2027." in page.text


def test_documents_that_have_ceased_stand_apart() -> None:
    ended = (HYGIENE, "översyn_senast:", "upphör: 2026-11-01\növersyn_senast:")
    page = shown(built(ended, basis("9 § LSS")), "lag/sfs-1993-387.md")
    assert "Inget dokument hänvisar hit." in page.text
    assert "Ett dokument som inte gäller längre Basal hygien Upphävd" in page.text


# The lists


def test_the_list_has_what_is_cited_the_most_used_first() -> None:
    found = built(
        basis("SOSFS 2011:9", "27 kap. 2 § SoL (2025:400)", "5 kap. 1 § HSL (2017:30)"),
        (FALL, "hör_till:", "lagrum:\n  - 5 kap. 1 § SoL (2025:400)\nhör_till:"),
        more={"docs/lagen.md": "# Lagen\n\nSe 9 § LSS.\n"},
    )
    text = shown(found, INDEX).text
    parts = (
        "Lagar Socialtjänstlagen, SoL (2025:400) Gäller sedan 2025-07-01 ",
        "Lagen (1993:387) om stöd och service till vissa funktionshindrade, LSS",
        "1 sida Föreskrifter och allmänna råd SOSFS 2011:9 Socialstyrelsens föreskrifter",
    )
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert "2001:453" not in text, "what nobody cites is reached from what replaced it"


def test_a_waiting_wording_counts() -> None:
    files = files_of()
    text = files[HYGIENE].decode().replace('version: "2.0"', 'version: "3.0"')
    text = text.replace("gäller_från: 2026-09-15", "gäller_från: 2027-02-01").replace(
        ENTRY, "- 27 kap. 2 § SoL (2025:400)"
    )
    files[HYGIENE.replace(".md", ".kommande.md")] = text.encode()
    found = site(corpus_of(files), TODAY)
    assert "Basal hygien Beslutad, gäller från 2027-02-01" in shown(found, NEW).text
    assert "../../rutiner/hygien/basal-hygien.kommande/" in shown(found, NEW).links


def test_documents_that_cite_repealed_law_are_first_with_whom_to_ask() -> None:
    found = built(basis("14 kap. 3 § SoL (2001:453)", "4 kap. 2 b § SoL (2001:453)"))
    page = shown(found, CHANGED)
    text = page.text.replace("\xa0", " ")
    assert (
        "1 dokument hänvisar till lag som inte gäller. Ett dokument gäller ändå, tills den som "
        "ansvarar har ändrat det." in text
    )
    assert (
        "Socialtjänstlagen, SoL (2001:453) Gäller inte sedan 2025-07-01 ersattes av "
        "socialtjänstlagen, SoL (2025:400) Basal hygien Gäller Ansvarig: "
        "Medicinskt ansvarig sjuksköterska 4 kap. 2 b § Motsvarar närmast" in text
    )
    assert "är vår egen läsning" in text
    assert text.index("Att rätta") < text.index("På väg") < text.index("Nya och upphävda")
    for path, href in (("index.md", "lag/andrad/#ly-ratta"), (INDEX, "andrad/#ly-ratta")):
        assert href in shown(found, path).links
    assert "../lag/andrad/#ly-ratta" in shown(found, "oversyn/index.md").links


def test_nothing_is_said_when_there_is_nothing_to_mend() -> None:
    found = built(said("Förut stod det i den tidigare socialtjänstlagen (2001:453)."))
    assert "Inget dokument hänvisar till lag som inte gäller." in shown(found, CHANGED).text
    assert "egen läsning" not in shown(found, CHANGED).text
    assert "lag som inte gäller" not in shown(found, "index.md").text
    assert "lag som inte gäller" not in shown(found, "oversyn/index.md").text


def test_what_a_text_calls_a_former_law_is_not_cited_as_law() -> None:
    page = "# Lagen\n\nFörut gällde den tidigare socialtjänstlagen (2001:453).\n"
    found = built(more={"docs/lagen.md": page})
    assert "../lag/sfs-2001-453/#hela" in shown(found, "lagen.md").links
    assert "Lagen Sida som förklarar" in shown(found, OLD).text
    assert "2001:453" not in shown(found, INDEX).text
    assert "Hänvisar till den gamla" not in shown(found, CHANGED).text
    stands = built(basis("14 kap. 3 § SoL (2001:453)"))
    assert "Hänvisar till den gamla: Basal hygien" in shown(stands, CHANGED).text
    assert "2001:453" in shown(stands, INDEX).text


def test_changed_law_says_what_it_does_not_show() -> None:
    text = shown(built(), CHANGED).text
    assert "Ändringar inom en lag syns inte här" in text
    assert "lydelse law --changed" in text
    text = shown(built(today=date(2040, 1, 1)), CHANGED).text
    assert "På väg Registret har ingen lag som ska börja eller sluta gälla. Det säger inget" in text
    assert "ingen lag som har börjat eller slutat gälla under tiden" in text


def test_a_provision_is_kept_on_one_line() -> None:
    found = built(basis("14 kap. 3 § SoL (2001:453)"))
    assert "<td>14\xa0kap.\xa03\xa0§</td>" in page_at(found, OLD).html


TURNED = {
    "within two years": (date(2027, 7, 1), True),
    "more than two years ago": (date(2027, 7, 2), False),
}


@pytest.mark.parametrize("name", TURNED)
def test_changed_law_goes_two_years_back(name: str) -> None:
    today, there = TURNED[name]
    text = shown(built(today=today), CHANGED).text
    assert ("1 juli 2025 Socialtjänstlagen, SoL (2001:453) Slutade gälla" in text) is there


def test_changed_law_is_newest_first_and_tells_what_comes() -> None:
    found = built(basis("27 kap. 2 § SoL (2025:400)", "9 § LSS"))
    text = shown(found, CHANGED).text
    parts = (
        "På väg 1 mars 2027 AFS 2026:1 Arbetsmiljöverkets föreskrifter om något nytt Börjar gälla",
        "1 januari 2027 Lagen (1993:387)",
        "Slutar gälla Hänvisar till den gamla: Basal hygien",
        "Nya och upphävda 1 juli 2025 Socialtjänstlagen, SoL (2001:453) Slutade gälla Ersattes av",
        "socialtjänstlagen, SoL (2025:400) Hänvisar till den nya: Basal hygien",
    )
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    register = corpus_of(files_of()).register
    found_turns = [(turn.statute.number, turn.ends) for turn in turns(register, date(2025, 1, 1))]
    assert ("SFS 2025:400", False) not in found_turns, "told with the one that it replaced"


def test_a_leap_day_has_a_day_two_years_before() -> None:
    assert shown(built(today=date(2028, 2, 29)), CHANGED)


def test_a_project_without_citations_has_empty_pages() -> None:
    found = built((HYGIENE, f"lagrum:\n  {ENTRY}\n", ""))
    files = {path: data for path, data in files_of().items() if not path.startswith("riktlinjer")}
    assert shown(found, CHANGED)
    assert shown(site(corpus_of(files), TODAY), INDEX)


# Every link, and the search


def test_every_link_among_the_pages_of_law_leads_to_a_place() -> None:
    found = built(
        basis("14 kap. 3 § SoL (2001:453)", "27 kap. 2 § SoL (2025:400)", "9 § LSS"),
        said("Se 1–3 §§ LSS, SOSFS 2011:9 och 4 kap. 2 b § SoL (2001:453)."),
    )
    pages = {site_address(page.path): read_page(page.html) for page in found.pages}
    for address, page in pages.items():
        for link in page.links if address.startswith(("lag/", "rutiner/hygien/")) else ():
            path, _, anchor = link.partition("#")
            if ":" in path or not ("lag/" in link or address.startswith("lag/")):
                continue
            where = posixpath.normpath(posixpath.join(address, path)) + "/"
            target = pages[where.removeprefix("./")]
            assert not anchor or unquote(anchor) in target.ids, f"{address}: {link}"


FOUND_BY: Mapping[str, tuple[str, str]] = {
    "abbreviation": ("SoL", NEW),
    "name": ("socialtjänstlagen", NEW),
    "number": ("2025:400", NEW),
    "series and number": ("SFS 2025:400", NEW),
}


@pytest.mark.parametrize("name", FOUND_BY)
def test_a_statute_is_found_by(name: str) -> None:
    wanted, path = FOUND_BY[name]
    index = json.loads(built(basis("27 kap. 2 § SoL (2025:400)")).files["search/search_index.json"])
    (entry,) = [row for row in index["docs"] if row["location"] == site_address(path)]
    part = re.compile(index["config"]["separator"])
    words = set(part.split(f"{entry['title']} {entry['text'][3:-4]}".lower()))
    assert set(part.split(wanted.lower())) <= words


def test_a_repealed_statute_says_so_in_the_search_and_weighs_less() -> None:
    index = json.loads(built(basis("14 kap. 3 § SoL (2001:453)")).files["search/search_index.json"])
    rows = {row["location"]: row for row in index["docs"]}
    old, new = rows[site_address(OLD)], rows[site_address(NEW)]
    assert old["title"] == "Upphävd: Socialtjänstlagen, SoL (2001:453)"
    assert old["boost"] < new["boost"] < 1
    assert "boost" not in rows["rutiner/hygien/basal-hygien/"]
