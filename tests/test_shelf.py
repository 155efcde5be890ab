"""The pages of old texts on disk: written beside MkDocs, rendered once, gone from the index."""

import gzip
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ROOT, TODAY, base_files, make_project, replaced
from former import FALL, HYGIENE, IMAGE, project_with_past
from lydelse import shelf
from lydelse.cache import Cache
from lydelse.pages.kept import Kept
from lydelse.pages.model import Library
from lydelse.pages.page import Page
from lydelse.project import Project
from lydelse.publish import publish
from lydelse.register import Register
from lydelse.shelf import keeping, write_archive
from lydelse.shelf.keeping import Keeping, Pair, Text
from lydelse.shelf.shell import shell_of, taken_shell
from lydelse.tree import ProjectError
from page import read_page

SHELL = (
    '<html><head><title>lydelse-skal-titel – Rutiner</title>\n<meta name="description" '
    'content="lydelse-skal-beskrivning"><link href="https://x.example/d/-/skal/"></head>'
    "<body>lydelse-skal-artikel</body></html>"
)
VERSIONS = ["2.0", "2.0-2.1", "2.1", "2.1-3.0", "3.0", "3.0-3.1", "3.1", "3.1-4.0", "4.0"]


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a past, built on the fixed day into ``site``."""
    root = tmp_path_factory.mktemp("past") / "project"
    project_with_past(root)
    assert publish(Project(root), root / "site", TODAY) is None
    return root


def written(root: Path, site: Path) -> int:
    """Write the archive alone into a folder that holds a shell."""
    (site / "d/-/skal").mkdir(parents=True)
    (site / "d/-/skal/index.html").write_text(SHELL, "utf-8")
    project = Project(root)
    library = Library(corpus=project.corpus, today=TODAY)
    return write_archive(root, project.tree, library, site)


# The shell


def test_a_page_is_put_into_the_shell() -> None:
    page = Page(path="d/RU-1/1.0.md", title="<b>\nT", description='"x"', html="<p>x</p>\n")
    html = shell_of(SHELL).around(page)
    assert "<title>&lt;b&gt; T – Rutiner</title>" in html
    assert 'content="&quot;x&quot;"' in html
    assert "<body><p>x</p>\n</body>" in html
    assert 'href="https://x.example/d/RU-1/1.0/"' in html
    assert '<meta name="robots" content="noindex">\n</head>' in html


def test_words_of_the_shell_in_a_text_are_left_alone() -> None:
    page = Page(path="d/RU-1/1.0.md", title="T", html="lydelse-skal-titel d/-/skal/ </head>")
    assert "<body>lydelse-skal-titel d/-/skal/ </head></body>" in shell_of(SHELL).around(page)


@pytest.mark.parametrize("left_out", ["titel", "beskrivning", "artikel"])
def test_a_theme_that_leaves_out_a_part_stops_the_build(left_out: str) -> None:
    with pytest.raises(ProjectError, match="temat visar inte sidans titel"):
        shell_of(SHELL.replace(f"lydelse-skal-{left_out}", ""))


def test_the_shell_leaves_no_trace_in_the_site(tmp_path: Path) -> None:
    (tmp_path / "d/-/skal").mkdir(parents=True)
    (tmp_path / "d/-/skal/index.html").write_text(SHELL, "utf-8")
    rows = "".join(
        f"    <url>\n         <loc>https://x.example/{path}</loc>\n    </url>\n"
        for path in ("a/", "d/-/skal/", "b/")
    )
    sitemap = tmp_path / "sitemap.xml"
    sitemap.write_text(f"<urlset>\n{rows}</urlset>\n", "utf-8")
    taken_shell(tmp_path)
    assert not (tmp_path / "d/-").exists()
    kept = sitemap.read_text("utf-8")
    assert kept.count("<url>") == kept.count("</url>") == 2
    assert "skal" not in kept
    assert gzip.decompress((tmp_path / "sitemap.xml.gz").read_bytes()).decode() == kept


# The site


def test_every_lydelse_and_neighbour_has_its_page(past: Path) -> None:
    folders = sorted(path.name for path in (past / "site/d/RU-001").iterdir() if path.is_dir())
    assert folders == [*VERSIONS, "forslag-5.0"]
    assert (past / "site/d/RU-001/index.html").is_file()
    assert not (past / "site/d/-").exists()


def test_a_page_stands_in_the_sites_own_shell(past: Path) -> None:
    html = (past / "site/d/RU-001/2.1/index.html").read_text("utf-8")
    page = read_page(html)
    assert page.title.strip() == "Tidigare version 2.1: Basal hygien – Exempelstads rutiner"
    assert '<meta name="robots" content="noindex">' in html
    assert page.main_headings == 1
    assert "Sidan byggdes 2026-11-22" in page.text
    assert "lydelse-skal" not in html


def test_every_address_on_the_pages_leads_somewhere(past: Path) -> None:
    site = (past / "site").resolve()
    for path in sorted((site / "d").rglob("index.html")):
        page = read_page(path.read_text("utf-8"))
        for link in (*page.links, *page.loaded):
            if link.startswith(("http", "mailto:", "#")):
                continue
            target = (path.parent / link.partition("#")[0].partition("?")[0]).resolve()
            there = target / "index.html" if target.is_dir() else target
            assert there.is_file(), f"{path}: {link}"
            assert target.is_relative_to(site)


def test_a_moved_documents_old_address_leads_on(past: Path) -> None:
    page = read_page((past / "site" / FALL.replace(".md", "/index.html")).read_text("utf-8"))
    assert page.links == ["../../hygien/fall/"]
    assert "Dokumentet finns här: När någon har fallit" in page.text


def test_old_texts_are_not_searched(past: Path) -> None:
    index = json.loads((past / "site/search/search_index.json").read_text("utf-8"))
    assert not [row for row in index["docs"] if row["location"].startswith("d/")]


def test_the_picture_is_that_of_the_time(past: Path) -> None:
    old = (past / "site/d/RU-001/2.1/handsprit.png").read_bytes()
    new = (past / "site/d/RU-001/3.0/handsprit.png").read_bytes()
    assert old == base_files()[IMAGE] + b"old"
    assert new == base_files()[IMAGE]


def test_a_link_of_then_leads_to_the_text_of_then(past: Path) -> None:
    page = read_page((past / "site/d/RU-001/3.0/index.html").read_text("utf-8"))
    assert "../../RU-002/1.0/#n%C3%A4r-n%C3%A5gon-ligger-ner" in page.links


def test_a_document_that_has_gone_is_still_found(tmp_path: Path) -> None:
    repository = project_with_past(tmp_path / "project")
    (repository.project / "rutiner/kvalitet/avvikelser.md").unlink()
    repository.commit("ta bort", "2026-11-16")
    assert written(repository.project, tmp_path / "site") == 13
    assert "1.1/" in (tmp_path / "site/d/RU-003/index.html").read_text("utf-8")


def test_outside_git_a_preview_shows_the_text_at_hand(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    shutil.copy(ROOT / "mkdocs.yml", root)
    assert publish(Project(root), tmp_path / "site", TODAY, preview=True) is None
    page = read_page((tmp_path / "site/d/RU-001/2.0/index.html").read_text("utf-8"))
    assert "Läst ur arbetskopian, inte bevisad" in page.text
    assert (tmp_path / "site/d/RU-001/2.0/checklista.pdf").is_file()


def test_two_ids_never_write_to_the_same_page(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    text = base_files()[HYGIENE].decode().replace("id: RU-001", "id: ru 001")
    (root / "rutiner/hygien/annan.md").write_text(text.replace("Basal", "Falsk"), "utf-8")
    assert written(root, tmp_path / "site") == 4
    assert "Falsk" not in (tmp_path / "site/d/RU-001/2.0/index.html").read_text("utf-8")


# What is kept


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is rendered and compared, word by word."""
    found: list[str] = []

    def noted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            found.append(name)
            return real(*arguments)

        return call

    for name in ("kept_text", "compare"):
        monkeypatch.setattr(keeping, name, noted(name, getattr(keeping, name)))
    return found


def test_old_texts_are_rendered_and_compared_once(
    past: Path, tmp_path: Path, counted: list[str]
) -> None:
    root = shutil.copytree(past, tmp_path / "project", symlinks=True)
    shutil.rmtree(root / ".cache")
    assert written(root, tmp_path / "first") == 13
    assert (counted.count("kept_text"), counted.count("compare")) == (9, 5)
    counted.clear()
    assert written(root, tmp_path / "second") == 13
    assert counted == []
    for path in (tmp_path / "first").rglob("*.html"):
        again = tmp_path / "second" / path.relative_to(tmp_path / "first")
        assert again.read_bytes() == path.read_bytes()


def test_a_changed_document_costs_only_its_own_pages(tmp_path: Path, counted: list[str]) -> None:
    root = tmp_path / "project"
    repository = project_with_past(root)
    written(root, tmp_path / "first")
    counted.clear()
    path = root / "rutiner/kvalitet/avvikelser.md"
    replaced(path, 'version: "1.1"\ndok', 'version: "1.2"\ndok')
    repository.commit("ny version", "2026-11-16")
    written(root, tmp_path / "second")
    assert sorted(counted) == ["compare", "kept_text"]


def test_what_a_text_depends_on_is_part_of_its_name(
    past: Path, tmp_path: Path, counted: list[str]
) -> None:
    register, data = Project(past).register, base_files()[HYGIENE]

    def made(known: Register) -> list[str]:
        counted.clear()
        cache = Cache(tmp_path / "cache", b"key")
        keep = Keeping(cache, known, lambda blobs: dict.fromkeys(blobs, data))
        keep.found([Text("b", (2, 0))], [Pair("", "b")])
        return sorted(counted)

    types = {id_: replace(type_, headings=()) for id_, type_ in register.types.items()}
    assert made(register) == ["compare", "kept_text"]
    assert made(register) == []
    assert made(replace(register, types=types)) == ["kept_text"], "other sections stand out"
    assert made(replace(register, roles={})) == ["compare"], "other names are proven"


def test_a_foreign_entry_is_never_shown(past: Path, tmp_path: Path) -> None:
    data = base_files()[HYGIENE]
    register = Project(past).register
    text = Text("b", (2, 0))
    ours, theirs = (Cache(tmp_path / "cache", key) for key in (b"our key", b"their key"))
    foreign = Keeping(theirs, register, lambda blobs: dict.fromkeys(blobs, b"<b>falsk</b>"))
    foreign.found([text], [])
    shown, _ = Keeping(ours, register, lambda blobs: dict.fromkeys(blobs, data)).found([text], [])
    assert "falsk" not in shown[text].html
    assert isinstance(shown[text], Kept)


def test_many_documents_are_written_by_several_processes(
    past: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(past, tmp_path / "one")
    monkeypatch.setattr(shelf, "MANY", 1)
    monkeypatch.setattr(shelf, "processors", lambda: 2)
    assert written(past, tmp_path / "two") == 13
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file():
            same = tmp_path / "two" / path.relative_to(tmp_path / "one")
            assert same.read_bytes() == path.read_bytes()


def test_a_text_that_is_saved_during_the_build_is_not_kept_under_the_old_name(
    past: Path, tmp_path: Path
) -> None:
    root = tmp_path / "project"
    shutil.copytree(past, root, symlinks=True)
    project = Project(root)
    library = Library(corpus=project.corpus, today=TODAY)
    replaced(root / HYGIENE, "Sprita i minst 40 sekunder.", "Sparat mitt i bygget.")
    desk = shelf.Desk(root, project.tree, library, tmp_path, shell_of(SHELL))
    blob = library.corpus.timeline.tree[HYGIENE].blob
    assert "Sparat mitt i bygget." not in desk.contents([blob])[blob].decode()
