"""The paper for a meeting: golden Markdown, a PDF that can be listened to, tracked Word changes."""

import io
import json
import os
import socket
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import pytest
from docx import Document
from PIL import Image

from conftest import ROOT, base_files, corpus_of, replaced
from decisions import (
    GUIDE,
    SECOND,
    decide,
    decided_project,
    merge,
    propose,
    raise_version,
    release,
)
from histories import Said
from lydelse.changes.blocks import blocks_of
from lydelse.ledger import LedgerFile, Named
from lydelse.papers.composing import earlier_of
from lydelse.papers.folder import SUMS
from lydelse.papers.sections import readable
from lydelse.papers.word import TRACKED
from lydelse.wording import read_wording
from repository import Repository
from tagged import Tagged
from word_file import COME, GONE, changes, converted, lines

GOLDEN = ROOT / "tests" / "papers" / "tjansteskrivelse.md"
NAME = "tjansteskrivelse"
MEETING = "2026-12-15"
TODAY = "2026-11-25"
ADDED = ("Nämnden följer upp riktlinjen varje år.", "Nämnden följer upp riktlinjen varje halvår.")
RULES = """Varje verksamhet har de rutiner som den behöver.

1. Chefen läser.
2. Chefen beslutar:
   - om rutinen
   - om bilagorna
3. Chefen följer upp.

| Roll | Uppgift |
| --- | --- |
| MAS | Granskar hygienen |
| Chef | Följer upp |

Den som saknar en rutin frågar sin chef.

"""
FEWER = (
    ("2. Chefen beslutar:\n   - om rutinen\n   - om bilagorna\n3. Chefen", "2. Chefen genast"),
    ("| MAS | Granskar hygienen |", "| MAS | Granskar hygienen varje månad |\n| MAR | Hjälper |"),
    ("Den som saknar en rutin frågar sin chef.\n\n", ""),
    (
        "Alla arbetar efter rutiner",
        "Den som saknar en rutin frågar sin chef.\n\nAlla arbetar efter rutiner",
    ),
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A project with something of each kind for the meeting."""
    return meeting(tmp_path / "project")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repository, Path]:
    """A project, and the folder with its paper."""
    root = tmp_path_factory.mktemp("paper")
    repository = meeting(root / "project")
    folder = root / "ut"
    said = paper(repository, folder)
    assert said.code == 0, said
    return repository, folder


def meeting(root: Path) -> Repository:
    """One riktlinje changed, one new, one to be repealed, one changed by the förvaltning."""
    repository = decided_project(root)
    replaced(root / GUIDE, "Varje verksamhet har de rutiner som den behöver. ", RULES)
    third = (root / GUIDE).read_text("utf-8").replace("id: RL-001", "id: RL-003")
    (root / "riktlinjer/kvalitet/ordning.md").write_text(
        third.replace("Ledningssystem för kvalitet", "God ordning"), "utf-8"
    )
    repository.commit("fler regler", "2026-02-25")
    mild = root / "riktlinjer/kvalitet/ordning.md"
    replaced(mild, "varje år.", "varje år, senast i maj.")
    raise_version(mild, "2026-11-01", "redaktionell", first=False, text="Tiden står utskriven.")
    replaced(
        mild,
        "    text: Tiden står utskriven.",
        "    text: Tiden står utskriven.\n    bedömning: Nämnden har alltid gjort det i maj.",
    )
    repository.commit("mild ändring", "2026-11-01")
    propose(repository, "forslag/halvar", GUIDE, ADDED, *FEWER)
    repository.git("switch", "--quiet", "forslag/halvar")
    replaced(
        root / GUIDE,
        "    text: Texten är tydligare.",
        "    text: Texten är tydligare.\n    samråd:\n      - mas\n      - enhetschef",
    )
    repository.commit("samråd", "2026-11-20")
    repository.git("switch", "--quiet", "main")
    propose(repository, "forslag/upphav", SECOND, slag="principiell", ceases="2027-02-01")
    new_document(repository)
    return repository


def new_document(repository: Repository, title: str = "Trygg teknik") -> None:
    """A branch with a riktlinje that main does not have."""
    repository.git("switch", "--quiet", "--create", "forslag/ny")
    text = (repository.project / GUIDE).read_text("utf-8")
    front, _, body = text.partition("ändringar:")
    front = front.replace("id: RL-001", "id: RL-010").replace("2026-03-01", "2027-02-01")
    front = front.replace("Ledningssystem för kvalitet", title)
    front = front[: front.index("beslut:")] + front[front.index("gäller_från:") :]
    body = body.replace("2026-03-01", "2027-02-01")
    (repository.project / "riktlinjer/kvalitet/teknik.md").write_text(
        f"{front}ändringar:{body}", "utf-8"
    )
    repository.commit("ny riktlinje", "2026-11-20")
    repository.git("switch", "--quiet", "main")


def paper(repository: Repository, folder: Path, *more: str, today: str = TODAY) -> Said:
    """The command, for the meeting."""
    where = ("--meeting", MEETING, "--out", str(folder))
    return release(repository, "paper", *where, *more, today=today)


def test_the_paper_reads_as_a_tjansteskrivelse(written: tuple[Repository, Path]) -> None:
    text = (written[1] / f"{NAME}.md").read_text("utf-8")
    if os.environ.get("LYDELSE_ACCEPT"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def test_the_same_proposals_give_the_same_bytes(
    written: tuple[Repository, Path], tmp_path: Path
) -> None:
    repository, folder = written
    said = paper(repository, tmp_path / "igen")
    assert said.code == 0
    assert contents(tmp_path / "igen") == contents(folder)
    assert "Kvar att fylla i: Diarienummer, Handläggare, Barnets bästa" in said.err


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_underlag_holds_what_is_put_forward(written: tuple[Repository, Path]) -> None:
    underlag = json.loads((written[1] / "underlag.json").read_text("utf-8"))
    assert underlag["sammanträde"] == MEETING
    rows = {row["id"]: row for row in underlag["dokument"]}
    assert list(rows) == ["RL-001", "RL-002", "RL-010"]
    markdown = (written[1] / f"{NAME}.md").read_text("utf-8")
    assert all(row["hash"] in markdown for row in rows.values())


# The PDF


@pytest.fixture(scope="module")
def tagged(written: tuple[Repository, Path]) -> Tagged:
    return Tagged(written[1] / f"{NAME}.pdf")


def test_pdf_says_its_language_and_title(tagged: Tagged) -> None:
    assert str(tagged.root.Lang) == "sv"
    assert bool(tagged.root.MarkInfo.Marked)
    assert bool(tagged.root.ViewerPreferences.DisplayDocTitle)
    assert str(tagged.pdf.docinfo["/Title"]) == "Tjänsteskrivelse: Beslut om riktlinjer"
    with tagged.pdf.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == "Tjänsteskrivelse: Beslut om riktlinjer"


def test_pdf_headings_skip_no_level(tagged: Tagged) -> None:
    levels = [int(tag[1]) for tag in tagged.tags() if tag in {f"H{n}" for n in range(1, 7)}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    heading = next(one for one in tagged.elements() if one.tag == "H1")
    assert tagged.text(heading.it) == "Beslut om riktlinjer"


def test_pdf_content_is_all_tagged_or_an_artifact(tagged: Tagged) -> None:
    assert tagged.loose() == []
    reached = [place for one in tagged.elements() for place in one.marked]
    assert set(reached) == tagged.marks(), "what is marked as content is met in the structure"
    assert len(reached) == len(set(reached))


def test_pdf_is_read_in_the_order_of_the_pages(tagged: Tagged) -> None:
    pages = [page for one in tagged.elements() for page, _ in one.marked]
    assert pages == sorted(pages)
    words = " ".join(tagged.text(one.it) for one in tagged.elements() if one.tag == "H2")
    order = ["Förslag till beslut", "Sammanfattning", "Ärendet", "Barnets bästa", "Samråd"]
    assert [words.index(heading) for heading in order] == sorted(map(words.index, order))


def test_pdf_margins_are_no_content(tagged: Tagged) -> None:
    everything = "".join(tagged.words().values())
    assert "Sida" not in everything
    pages = len(tagged.pdf.pages)
    for number, words in enumerate(tagged.margins(), 1):
        assert f"Sida {number} av {pages}" in words
        assert "UTKAST" not in words
    assert "Nämnden" in everything


def test_pdf_tables_say_what_each_header_heads(tagged: Tagged) -> None:
    headers = [one for one in tagged.elements() if one.tag == "TH"]
    assert headers
    for one in headers:
        in_head = one.around[-2] == "THead"
        assert str(one.it.A.Scope) == ("/Column" if in_head else "/Row")
    cells = [one for one in tagged.elements() if one.tag == "TD"]
    assert all(len(one.it.A.Headers) for one in cells), "a cell knows its headers"


def test_pdf_structure_is_well_formed(tagged: Tagged) -> None:
    within = {"TR": {"THead", "TBody", "Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}}
    within |= {"LBody": {"LI"}, "Lbl": {"LI"}, "THead": {"Table"}, "TBody": {"Table"}}
    for one in tagged.elements():
        assert one.around[-1:] == () or one.around[-1] in within.get(one.tag, {one.around[-1]})


def test_pdf_fonts_are_in_the_file(tagged: Tagged) -> None:
    fonts: list[Any] = [
        font for page in tagged.pdf.pages for font in page.resources["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        inside = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(inside.keys())
        assert "/ToUnicode" in font


def test_pdf_leads_nowhere(tagged: Tagged) -> None:
    assert all("/Annots" not in page for page in tagged.pdf.pages)
    assert "/Names" not in tagged.root


def test_changes_are_heard(tagged: Tagged) -> None:
    everything = "".join(tagged.words().values()).replace("\xa0", " ")
    assert "borttaget: år slut på det borttagna" in everything
    assert "tillagt: halvår slut på tillägget" in everything
    assert "Flyttat hit" in everything


def test_a_table_of_the_document_is_a_table_in_the_comparison(
    tagged: Tagged, written: tuple[Repository, Path]
) -> None:
    inside = [one for one in tagged.elements() if one.tag == "TH" and "TD" in one.around]
    assert len(inside) >= 4  # the table's head, on both sides
    everything = "".join(tagged.words().values())
    text = (written[1] / f"{NAME}.md").read_text("utf-8")
    assert "Roll | Uppgift" not in everything
    assert "Roll \\| Uppgift" not in text
    assert "| (Tillagt) <ins>MAR</ins> | <ins>Hjälper</ins> |" in text


# The Word file


def test_word_has_the_wordings_side_by_side_before_the_tracked_text(
    written: tuple[Repository, Path],
) -> None:
    document: Any = Document(str(written[1] / f"{NAME}.docx"))
    (table,) = [one for one in document.tables if one.rows[0].cells[0].text == "Nuvarande lydelse"]
    (row,) = [one for one in table.rows if "halvår" in one.cells[1].text]
    assert [run.text for run in row.cells[0].paragraphs[0].runs if run.font.strike] == ["år"]
    new = [run for run in row.cells[1].paragraphs[0].runs if run.font.underline]
    assert [(run.text, run.bold) for run in new] == [("halvår", True)]
    inner = next(one for row in table.rows for cell in row.cells for one in cell.tables)
    assert [cell.text for cell in inner.rows[0].cells] == ["Roll", "Uppgift"]
    body = document.element.body
    tracked = next(one for one in document.paragraphs if one.text == TRACKED)
    assert body.index(table._tbl) < body.index(tracked._p)  # noqa: SLF001
    assert not list(table._tbl.iter(f"{{{table._tbl.nsmap['w']}}}ins"))  # noqa: SLF001


def test_word_has_headings_a_title_and_a_language(written: tuple[Repository, Path]) -> None:
    document: Any = Document(str(written[1] / f"{NAME}.docx"))
    headings = [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    levels = [level for level, _ in headings]
    assert headings[0] == (1, "Beslut om riktlinjer")
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert (2, "Förslag till beslut") in headings
    told = document.core_properties
    assert (told.title, told.language) == ("Tjänsteskrivelse: Beslut om riktlinjer", "sv-SE")
    assert told.created.date() == date(2026, 11, 25)
    assert 'w:lang w:val="sv-SE"' in document.styles.element.xml


def test_word_is_the_new_text_accepted_and_the_old_rejected(
    written: tuple[Repository, Path],
) -> None:
    repository, folder = written
    old = read_wording((repository.project / GUIDE).read_bytes())
    new = read_wording(repository.git("show", f"forslag/halvar:{GUIDE}").encode())
    for wording, without in ((new, GONE), (old, COME)):
        found = lines(folder / f"{NAME}.docx", without)
        wanted = [block.text for block in blocks_of(wording.body)]
        start = found.index(wanted[0], found.index(TRACKED))
        assert found[start : start + len(wanted)] == wanted


def test_word_keeps_its_changes_through_libreoffice(
    written: tuple[Repository, Path], tmp_path: Path
) -> None:
    before = written[1] / f"{NAME}.docx"
    between = converted(before, "odt", tmp_path)
    after = converted(between, "docx", tmp_path)
    assert count(changes(after)) == count(changes(before))
    assert all(count(changes(before)).values())
    assert sorted(words(changes(after))) == sorted(words(changes(before)))
    with zipfile.ZipFile(between) as file:
        assert b"<dc:title>Tj\xc3\xa4nsteskrivelse: Beslut om" in file.read("meta.xml")


def count(found: list[tuple[str, str]]) -> dict[str, int]:
    kinds = [kind for kind, _ in found]
    return {kind: kinds.count(kind) for kind in (COME, GONE)}


def words(found: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((kind, text.strip()) for kind, text in found)


# What a paper knows of what came before


def test_a_paper_tells_that_a_meeting_before_sent_the_document_back(repository: Repository) -> None:
    sent_back = "--utfall återremitterat"
    done = decide(repository, "forslag/halvar", paragraph="9", day=TODAY, extra=sent_back)
    assert done.code == 0, done
    merge(repository, f"beslutat/{TODAY}-namnd-9")
    out = repository.root.parent / "ut"
    assert paper(repository, out).code == 0
    text = (out / f"{NAME}.md").read_text("utf-8")
    words = "återremitterade förslaget till version 2.0 den 25 november 2026, § 9."
    assert f"| Tidigare behandlat | Vård- och omsorgsnämnden {words} |" in text


def test_what_was_decided_since_is_not_told() -> None:
    row = Named(id="RL-001", version=(2, 0), hash="l1:x")
    made = LedgerFile(
        name="a", event="beslut", by="nämnd", on=date(2026, 1, 2), outcome="bordlagt",
        documents=(row,),
    )  # fmt: skip
    again = replace(made, name="b", on=date(2026, 2, 2), outcome="beslutat")
    assert earlier_of((made,), date(2026, 3, 1)) == {"RL-001": (made, row)}
    assert earlier_of((made, again), date(2026, 3, 1)) == {}
    assert earlier_of((made,), date(2026, 1, 2)) == {}


def test_values_are_read_as_words() -> None:
    register = corpus_of(base_files()).register
    assert readable("upphör", "2027-02-01", register) == "1 februari 2027"
    assert readable("beslutas_av", "nämnd", register) == "Vård- och omsorgsnämnden"
    assert readable("gäller_för", "hemtjänst, okänd", register) == "Hemtjänst och okänd"
    assert readable("ersätter", "", register) == "–"


# What stops a paper, and what does not


def test_nothing_to_decide_gives_no_paper(tmp_path: Path) -> None:
    said = paper(decided_project(tmp_path / "project"), tmp_path / "ut")
    assert said.code == 1
    assert "Inget väntar på beslut" in said.err
    assert not (tmp_path / "ut").exists()


def test_what_the_forvaltning_changed_is_reported_alone(tmp_path: Path) -> None:
    repository = decided_project(tmp_path / "project")
    raise_version(
        repository.project / GUIDE, "2026-11-01", "redaktionell", first=False, text="Ett stavfel."
    )
    repository.commit("mild ändring", "2026-11-01")
    assert paper(repository, tmp_path / "ut").code == 0
    text = (tmp_path / "ut" / f"{NAME}.md").read_text("utf-8")
    assert "# Anmälan av ändringar i styrande dokument" in text
    assert "- att lägga anmälan av förvaltningens ändringar till handlingarna." in text
    assert "| RL-001 Ledningssystem för kvalitet | 1.1 | 1 november 2026 | redaktionell |" in text


def test_what_blocks_stops_the_paper_but_not_a_draft(tmp_path: Path) -> None:
    repository = decided_project(tmp_path / "project")
    propose(repository, "forslag/for-tidigt", GUIDE, ADDED, starts="2026-12-01")
    stopped = paper(repository, tmp_path / "ut")
    assert stopped.code == 1
    assert "gäller_från 2026-12-01 ligger före sammanträdet 2026-12-15" in stopped.err
    assert not (tmp_path / "ut").exists()

    draft = paper(repository, tmp_path / "ut", "--draft")
    assert draft.code == 0
    assert "Hindrar beslut: RL-001: gäller_från 2026-12-01" in draft.err
    assert "underlag.json" not in contents(tmp_path / "ut"), "a draft was never put forward"
    assert "**UTKAST**" in (tmp_path / "ut" / f"{NAME}.md").read_text("utf-8")
    assert "## Hindrar beslut" in (tmp_path / "ut" / f"{NAME}.md").read_text("utf-8")
    assert all("UTKAST" in page for page in Tagged(tmp_path / "ut" / f"{NAME}.pdf").margins())
    document: Any = Document(str(tmp_path / "ut" / f"{NAME}.docx"))
    assert document.sections[0].header.paragraphs[0].text == "UTKAST"


def test_a_named_branch_must_have_something_to_decide(repository: Repository) -> None:
    folder = repository.root.parent / "ut"
    assert paper(repository, folder, "forslag/saknas").code == 2
    propose(repository, "forslag/rutin", "rutiner/halso-och-sjukvard/fall.md")
    said = paper(repository, folder, "forslag/rutin")
    assert said.code == 1
    assert "grenarna föreslår inget som nämnd beslutar om" in said.err


def test_a_paper_holds_the_decision_to_its_texts(repository: Repository) -> None:
    folder = repository.root.parent / "ut"
    assert paper(repository, folder, "forslag/halvar").code == 0
    underlag = folder / "underlag.json"
    assert decide(repository, "forslag/halvar", extra=f"--paper {underlag}").code == 0

    repository.git("branch", "--delete", "--force", "--quiet", "beslutat/2026-12-15-namnd-112")
    repository.git("switch", "--quiet", "forslag/halvar")
    replaced(repository.project / GUIDE, "varje halvår", "varje kvartal")
    repository.commit("ändrat på sammanträdet", MEETING)
    repository.git("switch", "--quiet", "main")
    refused = decide(repository, "forslag/halvar", extra=f"--paper {underlag}")
    assert refused.code == 1
    assert "RL-001 är inte som i underlaget" in refused.err
    assert "kvartal" in refused.err


HOSTILE = (
    "</title><script>alert(1)</script> <img src=https://x.example/> [l](javascript:1) "
    "@alla #1 {{7*7}} \\ | **"
)


def test_nothing_in_a_document_is_live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = decided_project(tmp_path / "project")
    new_document(repository, title=f'"{HOSTILE.replace(chr(92), chr(92) * 2)}"')
    repository.git("switch", "--quiet", "forslag/ny")
    file = repository.project / "riktlinjer/kvalitet/teknik.md"
    replaced(
        file, "## Ansvar", "![bild](https://x.example/a.png)\n\n<b onclick=1>fet</b>\n\n## Ansvar"
    )
    repository.commit("ont uppsåt", "2026-11-21")
    repository.git("switch", "--quiet", "main")
    monkeypatch.setattr(socket.socket, "connect", never)

    said = paper(repository, tmp_path / "ut", "--draft")
    assert said.code == 0, said
    text = (tmp_path / "ut" / f"{NAME}.md").read_text("utf-8")
    for live in ("<script", "<img", "[l](", "l](", "@alla", " #1", "<b ", "https://"):
        assert live not in text, live
    found = Tagged(tmp_path / "ut" / f"{NAME}.pdf")
    assert all("/Annots" not in page for page in found.pdf.pages)
    assert "<script>alert(1)</script>" in "".join(found.words().values())
    assert "Figure" not in found.tags()
    document: Any = Document(str(tmp_path / "ut" / f"{NAME}.docx"))
    assert any("<script>" in paragraph.text for paragraph in document.paragraphs)
    targets = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert targets == []


def never(*_: object) -> NoReturn:
    raise AssertionError("nothing is fetched")


def test_signs_that_no_form_can_hold_are_shown_as_such() -> None:
    from lydelse.papers.composing import Matter, paper_of
    from lydelse.papers.markdown import markdown
    from lydelse.papers.pdf import pdf
    from lydelse.papers.word import word
    from lydelse.register import Register, Settings

    register = Register(settings=Settings(municipality="Ex\x00em\u202epel\ufffe'\"\\stad</style>"))
    day = date(2026, 12, 15)
    made = paper_of(Matter(by="nä\x1bmnd", meeting=day, day=day), register)
    assert made.municipality == "Ex\ufffdem\ufffdpel\ufffd'\"\\stad</style>"
    assert all(form(made) for form in (markdown, pdf, word))


# The folder


def test_a_folder_is_never_written_over_what_somebody_changed(
    repository: Repository, tmp_path: Path
) -> None:
    folder = tmp_path / "ut"
    assert paper(repository, folder).code == 0
    assert paper(repository, folder, "--draft").code == 0, "as it was written, it may be replaced"
    assert "underlag.json" not in contents(folder)
    (folder / f"{NAME}.docx").write_bytes(b"ifyllt")
    before = contents(folder)
    said = paper(repository, folder)
    assert said.code == 2
    assert "är ändrad sedan den skrevs" in said.err
    assert contents(folder) == before


@pytest.mark.parametrize("name", ["anteckning.txt", SUMS, "link"])
def test_a_folder_of_somebody_elses_is_refused(
    repository: Repository, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "ut"
    if name == "link":
        (tmp_path / "annan").mkdir()
        folder.symlink_to(tmp_path / "annan")
    else:
        folder.mkdir()
        (folder / name).write_text("0" * 64 + "  ../project/register/regler.yml\n", "utf-8")
    assert paper(repository, folder).code == 2
    assert (repository.project / "register/regler.yml").exists()


def test_without_pango_the_other_forms_are_written(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    said = paper(repository, tmp_path / "ut")
    assert said.code == 2
    assert "PDF:en är inte skriven" in said.err
    assert "apt install libpango-1.0-0" in said.err
    assert set(contents(tmp_path / "ut")) == {
        f"{NAME}.docx",
        f"{NAME}.md",
        "underlag.json",
        SUMS,
    }


# What a person adds


def test_what_is_filled_in_stands_in_every_form(repository: Repository, tmp_path: Path) -> None:
    file = tmp_path / "ifyllt.md"
    file.write_text(
        "# Handläggare\n\nKvalitetssamordnare\n\n## Barnets bästa\n\nBarn berörs inte.\n\n"
        "## Ekonomiska konsekvenser\n\nInga.\n\n## Beslutet skickas till\n\n- MAS\n- Revisorerna\n",
        "utf-8",
    )
    number = ("--diarienummer", "VON 2026/0456")
    said = paper(repository, tmp_path / "ut", "--fill", str(file), *number)
    assert "Kvar att fylla i" not in said.err
    text = (tmp_path / "ut" / f"{NAME}.md").read_text("utf-8")
    assert "| Diarienummer | VON 2026/0456 |\n| Handläggare | Kvalitetssamordnare |" in text
    assert "## Beslutet skickas till\n\n- MAS\n- Revisorerna\n" in text
    assert "Fyll i" not in text
    assert "Barn berörs inte." in lines(tmp_path / "ut" / f"{NAME}.docx", GONE)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"## Juridik\n\nText.\n", "rubriken ”Juridik”"),
        (b"Bara text.\n", "text före första rubriken"),
        (b"\xff\xfe", "är inte skriven i UTF-8"),
    ],
)
def test_what_cannot_be_filled_in_is_told(
    repository: Repository, tmp_path: Path, data: bytes, words: str
) -> None:
    (tmp_path / "ifyllt.md").write_bytes(data)
    said = paper(repository, tmp_path / "ut", "--fill", str(tmp_path / "ifyllt.md"))
    assert said.code == 2
    assert words in said.err


# The logo


@pytest.mark.parametrize("ending", ["png", "webp"])
def test_the_logo_has_a_text(repository: Repository, tmp_path: Path, ending: str) -> None:
    with_logo(repository, picture(ending), ending)
    assert paper(repository, tmp_path / "ut").code == 0
    found = Tagged(tmp_path / "ut" / f"{NAME}.pdf")
    figures = [one for one in found.elements() if one.tag == "Figure"]
    assert [str(one.it.Alt) for one in figures] == ["Logotyp för Exempelstad"]
    assert "/BBox" in figures[0].it.A
    assert found.loose() == []
    document: Any = Document(str(tmp_path / "ut" / f"{NAME}.docx"))
    assert 'descr="Logotyp för Exempelstad"' in document.element.xml


def test_a_logo_that_is_no_picture_is_left_out(repository: Repository, tmp_path: Path) -> None:
    with_logo(repository, b"<svg onload='x'/>", "png")
    said = paper(repository, tmp_path / "ut")
    assert said.code == 0
    assert "Logotypen docs/logo.png går inte att läsa som bild" in said.err
    assert "Figure" not in Tagged(tmp_path / "ut" / f"{NAME}.pdf").tags()


def picture(ending: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (90, 30), "#0a5c8f").save(out, ending)
    return out.getvalue()


def with_logo(repository: Repository, data: bytes, ending: str) -> None:
    root = repository.project
    (root / f"docs/logo.{ending}").write_bytes(data)
    replaced(root / "register/regler.yml", "utseende:", f"utseende:\n  logotyp: logo.{ending}")
    repository.commit("logotyp", "2026-11-21")
