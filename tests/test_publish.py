"""Publishing: what is shown is what was checked, and a failing build harms nothing."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from conftest import ROOT, TODAY, replaced
from lydelse import markdown
from lydelse.allowed import not_allowed
from lydelse.pages.model import Library
from lydelse.pages.rewriting import Rewriter
from lydelse.project import Project
from lydelse.publish import MARKER, publish
from lydelse.source import read_source
from lydelse.swap import into_place
from lydelse.tree import ProjectError
from page import read_page
from repository import Repository

DOCUMENT = "rutiner/hygien/basal-hygien.md"
HOSTILE = """
{{ config.site_name }} {% include 'main.html' %}

[TOC]

Text { onclick=alert(1) }{: onclick=alert(1) }

--8<-- "register/roller.yml"

`<script>alert(2)</script>` &lt;b&gt;

\\<img src=x onerror=alert(3)\\>

*[HTML]: hej

| a | b |
| --- | --- |
| \\<i\\> | {{ x }} |
""".strip()


def digest(folder: Path) -> str:
    """A digest of every file's path and content."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def address(path: str) -> str:
    """Where a document or page stands in the built site."""
    inside = path.removeprefix("docs/").removesuffix(".md")
    return f"{inside.removesuffix('index')}/index.html".lstrip("/").replace("//", "/")


# What the page shows is what was checked


def test_pages_show_the_headings_list_numbers_and_cells_that_were_read(example_site: Path) -> None:
    corpus = Project(ROOT).corpus
    assert len(corpus.documents) == 14
    for text in corpus.texts:
        shown = read_page((example_site / address(text.path)).read_text("utf-8"))
        body = (
            read_source((ROOT / text.path).read_bytes()).body
            if text.document
            else (ROOT / text.path).read_text("utf-8")
        )
        read = read_tokens(body)
        title = [text.document.title] if text.document else []
        assert shown.headings == title + read["headings"], text.path
        assert shown.numbers == read["numbers"], text.path
        assert shown.cells == read["cells"], text.path


def read_tokens(body: str) -> dict[str, list[str]]:
    """Headings, numbers of list items and table cells of the reader's tokens."""
    found: dict[str, list[str]] = {"headings": [], "numbers": [], "cells": []}
    tokens = markdown.parse(body)
    counters: list[int | None] = []
    for index, token in enumerate(tokens):
        if token.type == "ordered_list_open":
            counters.append(int(token.attrGet("start") or 1))
        elif token.type == "bullet_list_open":
            counters.append(None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            counters.pop()
        elif token.type == "list_item_open" and counters[-1] is not None:
            found["numbers"].append(str(counters[-1]))
            counters[-1] += 1
        elif token.type in {"heading_open", "th_open", "td_open"}:
            words = "".join(
                child.content if child.type in {"text", "code_inline"} else " "
                for child in tokens[index + 1].children or []
                if child.type in {"text", "code_inline", "softbreak"}
            )
            kind = "headings" if token.type == "heading_open" else "cells"
            found[kind].append(" ".join(words.split()))
    return found


def test_every_staged_article_passes_the_allow_list(example_site: Path) -> None:
    assert example_site
    library = Library(corpus=Project(ROOT).corpus, today=TODAY)
    shown = [(one.path, one.body, library.law.in_text(one)) for one in library.documents]
    shown += [(one.path, one.body, library.law.in_page(one.path)) for one in library.corpus.pages]
    for path, body, cited in shown:
        html = Rewriter(library, path, library.staged[path], cited=cited).html(body)
        assert list(not_allowed(html)) == []


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">a</p>',
        '<p style="color:red">a</p>',
        '<a href="javascript:alert(1)">a</a>',
        '<a href="data:text/html,x">a</a>',
        '<img src="https://example.org/x.png" alt="">',
        "<img src=x onerror=alert(1)>",
        "<P>a</P>",
        "<!-- a -->",
        "<p>1 < 2</p>",
        "<svg></svg>",
        '<p class="md-search">a</p>',
        "<iframe></iframe>",
    ],
)
def test_allow_list_refuses(html: str) -> None:
    assert list(not_allowed(html)) != []


def test_every_link_and_anchor_in_the_site_leads_somewhere(example_site: Path) -> None:
    pages = {path: read_page(path.read_text("utf-8")) for path in example_site.rglob("*.html")}
    assert len(pages) > 60
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or not link:
                continue
            target = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
            if target.is_dir():
                target /= "index.html"
            assert target.is_file(), f"{path.relative_to(example_site)}: {link}"
            if parts.fragment and target.suffix == ".html":
                assert unquote(parts.fragment) in pages[target].ids, f"{path}: {link}"


def test_every_page_is_swedish_with_one_main_heading(example_site: Path) -> None:
    for path in example_site.rglob("index.html"):
        page = read_page(path.read_text("utf-8"))
        assert page.language == "sv"
        if path.relative_to(example_site).parts[0] != "d":  # an address that leads on
            assert page.main_headings == 1, path


def test_no_page_loads_anything_from_another_host(example_site: Path) -> None:
    for path in [*example_site.rglob("*.html"), *example_site.rglob("*.css")]:
        text = path.read_text("utf-8")
        page = read_page(text) if path.suffix == ".html" else None
        for source in page.loaded if page else ():
            assert not urlsplit(source).netloc, f"{path}: {source}"
        assert "url(http" not in text.replace('"', "").replace("'", "")
        assert "url(//" not in text


def test_permanent_address_leads_to_the_document(example_site: Path) -> None:
    text = (example_site / "d/RU-004/index.html").read_text("utf-8")
    target = next(link for link in read_page(text).links if "basal" in link)
    assert (example_site / "d/RU-004" / target / "index.html").resolve().is_file()


# Hostile and broken content


def test_hostile_words_are_shown_and_never_live(site_project: Path, tmp_path: Path) -> None:
    path = site_project / DOCUMENT
    text = path.read_text("utf-8")
    nasty = '<script>alert(1)</script> {{ 7*7 }} {% raw %} "]} --- # &amp;'
    titled = text.replace(
        text[text.index("titel:") : text.index("\n", text.index("titel:"))],
        f"titel: '{nasty}'",
    )
    body = HOSTILE
    path.write_text(f"{titled.rstrip()}\n\n{body}\n", "utf-8")
    subprocess.run(
        [sys.executable, "-m", "lydelse", "fmt", "--project", str(site_project)], check=True
    )
    Repository(site_project).commit(day="2026-01-01")
    assert publish(Project(site_project), tmp_path / "site", TODAY) is None
    html = (tmp_path / "site" / address(DOCUMENT)).read_text("utf-8")
    page = read_page(html)
    assert "alert(1)" not in " ".join(page.scripts)
    assert page.handlers == []
    assert "{{ config.site_name }} {% include 'main.html' %}" in page.text
    assert "[TOC]" in page.text
    assert "{{ 7*7 }}" in page.title
    assert "<script>alert(2)</script>" in page.text
    assert "--8<--" in page.text
    assert page.cells[-2:] == ["<i>", "{{ x }}"]


def test_a_failing_check_leaves_the_last_site_untouched(site_project: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert publish(Project(site_project), out, TODAY) is None
    before = digest(out)
    (site_project / DOCUMENT).write_text("trasig", "utf-8")
    Repository(site_project).commit(day="2026-02-01")
    findings = publish(Project(site_project), out, TODAY)
    assert findings
    assert {finding.place.path for finding in findings} >= {DOCUMENT}
    assert digest(out) == before


def test_a_failing_renderer_leaves_the_last_site_untouched(
    site_project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    assert publish(Project(site_project), out, TODAY) is None
    before = digest(out)
    with (site_project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nplugins: [finns-inte]\n")
    with pytest.raises(ProjectError, match="MkDocs kunde inte bygga sidorna"):
        publish(Project(site_project), out, TODAY)
    assert digest(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] == []


def test_a_preview_is_stopped_only_by_what_the_change_touches(
    site_project: Path, tmp_path: Path
) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(["git", "-C", str(site_project), *who, *arguments], check=True)

    fall = site_project / "rutiner/halso-och-sjukvard/fall.md"
    fall.write_text(fall.read_text("utf-8").replace("version:", "verison:"), "utf-8")
    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message=Before")
    (site_project / DOCUMENT).write_text(
        (site_project / DOCUMENT).read_text("utf-8") + "\nEn ny mening.\n", "utf-8"
    )
    out = tmp_path / "site"
    assert publish(Project(site_project), out, TODAY, preview=True) != []
    assert not out.exists()
    assert publish(Project(site_project), out, TODAY, preview=True, since="main") is None
    assert "En ny mening." in (out / address(DOCUMENT)).read_text("utf-8")


def test_menus_lead_only_to_pages_that_are_there(site_project: Path, tmp_path: Path) -> None:
    (site_project / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    assert publish(Project(site_project), tmp_path / "site", TODAY) is None
    page = read_page((tmp_path / "site" / address(DOCUMENT)).read_text("utf-8"))
    inside = [link for link in page.links if not urlsplit(link).scheme]
    assert inside
    assert not [link for link in inside if "ledningssystemet/" in link or link.endswith(".md")]


def test_the_page_for_wrong_addresses_stands_where_the_site_does(
    site_project: Path, tmp_path: Path
) -> None:
    path = site_project / "register/regler.yml"
    replaced(path, "  kort: ", "  adress: https://intranat.example/rutiner/\n  kort: ")
    Repository(site_project).commit("ange adressen", "2026-10-01")
    assert publish(Project(site_project), tmp_path / "site", TODAY) is None
    lost = read_page((tmp_path / "site/404.html").read_text("utf-8"))
    own = [link for link in (*lost.links, *lost.loaded) if "://" not in link and link[0] != "#"]
    assert own
    assert {link for link in own if not link.startswith("/rutiner/")} == set()
    inner = read_page((tmp_path / "site/dokument/index.html").read_text("utf-8"))
    assert not any(link.startswith("/") for link in inner.links), "the rest can be moved as it is"


def test_a_page_that_has_grown_old_says_whom_to_tell(example_site: Path) -> None:
    stale = (example_site / "index.html").read_text("utf-8").split('<template id="ly-stale">')[1]
    assert 'säg till <a href="https://stod.exempelstad.example/">It-stöd</a>.' in stale


def test_a_full_disk_is_one_sentence(site_project: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "write_text", _full)
        with pytest.raises(ProjectError, match="kunde inte skrivas"):
            publish(Project(site_project), tmp_path / "site", TODAY)
    assert not (tmp_path / "site").exists()


def _full(path: Path, *_: object, **__: object) -> int:
    raise OSError(28, "No space left on device", str(path))


def test_an_overdue_review_never_stops_a_build(site_project: Path, tmp_path: Path) -> None:
    assert publish(Project(site_project), tmp_path / "site", date(2040, 1, 1)) is None
    page = read_page((tmp_path / "site" / address(DOCUMENT)).read_text("utf-8"))
    assert "gäller fortfarande" in page.text


def test_the_site_is_never_gone_while_it_is_exchanged(tmp_path: Path) -> None:
    place = tmp_path / "site"
    place.mkdir()
    (place / "index.html").write_text("0")
    missing: list[int] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            try:
                (place / "index.html").read_text()
            except FileNotFoundError:
                missing.append(1)

    watcher = threading.Thread(target=look)
    watcher.start()
    for number in range(1, 60):
        fresh = tmp_path / f"fresh{number}"
        fresh.mkdir()
        (fresh / "index.html").write_text(str(number))
        into_place(fresh, place)
        assert (place / "index.html").read_text() == str(number)
    done.set()
    watcher.join()
    assert not missing or sys.platform != "linux"


def test_a_killed_build_leaves_a_whole_site(site_project: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "site", tmp_path / "other"
    assert publish(Project(site_project), out, TODAY) is None
    assert publish(Project(site_project), other, TODAY, preview=True) is None
    whole = {digest(out), digest(other)}
    assert len(whole) == 2
    for pause in (0.2, 0.4, 0.6, 0.8, 1.0, 1.2):
        command = [sys.executable, "-m", "lydelse", "build", "--project", str(site_project)]
        process = subprocess.Popen(
            [*command, "--out", str(out), "--today", TODAY.isoformat(), "--preview"],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(pause)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert digest(out) in whole
    assert publish(Project(site_project), out, TODAY) is None
    assert digest(out) in whole - {digest(other)}
    assert {path.name for path in tmp_path.iterdir()} == {"site", "other", "project"}


# Where the site may be put


def refuse(site_project: Path, out: Path, words: str) -> None:
    before = digest(site_project)
    with pytest.raises(ProjectError, match=words):
        publish(Project(site_project), out, TODAY)
    assert digest(site_project) == before


def test_a_folder_of_the_project_is_never_replaced(site_project: Path) -> None:
    for inside in ("", "..", "rutiner", "docs/nytt", "register", ".git"):
        refuse(site_project, site_project / inside, "hör till projektet")


def test_a_folder_that_is_not_a_site_is_never_replaced(site_project: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "viktigt.txt").write_text("kvar")
    refuse(site_project, mine, "inte tom")
    refuse(site_project, mine / "viktigt.txt", "är en fil")
    refuse(site_project, tmp_path / "finns" / "inte", "finns inte. Skapa den först, eller")
    link = tmp_path / "link"
    link.symlink_to(mine)
    refuse(site_project, link, "är en länk")
    assert (mine / "viktigt.txt").read_text() == "kvar"


def test_an_empty_folder_and_an_older_site_are_replaced(site_project: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    assert publish(Project(site_project), out, TODAY) is None
    (out / "gammalt.html").write_text("x")
    assert publish(Project(site_project), out, TODAY) is None
    assert not (out / "gammalt.html").exists()
    assert (out / MARKER).is_file()


def test_two_builds_at_once_wait_for_each_other(site_project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "lydelse", "build", "--project", str(site_project)]
    processes = [
        subprocess.Popen(
            [*command, "--out", str(tmp_path / f"site{number}"), "--today", "2026-11-22"],
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in (1, 2)
    ]
    said = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert digest(tmp_path / "site1") == digest(tmp_path / "site2")


def test_the_preview_says_so_on_every_page(site_project: Path, tmp_path: Path) -> None:
    assert publish(Project(site_project), tmp_path / "site", TODAY, preview=True) is None
    for path in (tmp_path / "site").rglob("index.html"):
        if path.relative_to(tmp_path / "site").parts[0] != "d":
            assert "Förhandsvisning" in path.read_text("utf-8"), path
