"""Publishing: stage the pages, let MkDocs render them, and swap the site in whole or not at all."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lydelse import __version__, swap
from lydelse.checking import since_revision
from lydelse.console import Progress, say
from lydelse.corpus import Corpus
from lydelse.coverage.reading import coverage_of
from lydelse.documents import Document
from lydelse.findings import Finding
from lydelse.pages import ASSETS, THEME, Site, site, staged
from lydelse.pages.model import Library
from lydelse.project import Project
from lydelse.rules import RULES, check
from lydelse.rules.model import OVERDUE, REPEALED, STANDING, VERSIONS
from lydelse.shelf import SHELL, write_archive
from lydelse.tree import FOLDERS, ProjectError, Tree
from lydelse.yearly.pages import year_part
from lydelse.yearly.reading import years_of

MARKER = "lydelse.json"
"""The file that tells a folder is a site built here, so that it may be replaced."""

WORK = ".build"
"""Where pages are staged, below the project's root."""


def publish(
    project: Project, out: Path, today: date, *, preview: bool = False, since: str | None = None
) -> Sequence[Finding] | None:
    """Build the day's site into ``out``; the findings that stop it, or ``None`` when it stands.

    With ``since`` only what the change since that revision touches or breaks can stop it.
    ``out`` is exchanged in one step, and only when everything has succeeded. Raises
    ``ProjectError`` when the folder is not one to replace or the pages cannot be rendered.
    """
    out = _replaceable(out, project.root)
    with _alone(project.root):
        say("Kontrollerar dokumenten …")
        shown = project if preview else project.published
        corpus = shown.corpus
        findings = check(corpus, today)
        if since is not None:
            findings = since_revision(project, since, findings, today)
        stopping = [
            row for row in findings if row.severity == "error" and _stops(row.code, preview)
        ]
        if stopping:
            return stopping
        _say_counts(corpus, findings)
        if shown is not project:
            name = corpus.timeline.main_name
            say(f"Arbetskopian skiljer sig från {name}. Webbplatsen visar det som {name} har.")
        if not preview:
            corpus = shown.for_readers(corpus)
        editions = {} if preview else shown.editions(corpus, today)
        content = _content(shown, corpus, today, editions, preview=preview)
        _clear_left(out)
        fresh = out.with_name(f".{out.name}.{os.getpid()}.ny")
        with _cleared(fresh):
            stage(project.root, content, shown.tree)
            _render(project.root, fresh, corpus, content, today, preview=preview)
            library = Library(corpus=corpus, today=today, preview=preview, editions=editions)
            former = write_archive(project.root, shown.tree, library, fresh)
            swap.into_place(fresh, out)
    pages = f"{len(content.pages)} sidor och {former} för versioner och jämförelser"
    say(f"Webbplatsen är klar: {pages} i {_shown(out)}.")
    return None


def _content(
    project: Project,
    corpus: Corpus,
    today: date,
    editions: Mapping[str, Document],
    *,
    preview: bool,
) -> Site:
    """What to stage of the corpus, with the pages of the years that can be counted."""
    years = years_of(project.root, corpus.timeline, today)
    return site(
        corpus,
        today,
        preview=preview,
        rules=RULES.values(),
        editions=editions,
        yearly=lambda library: year_part(library, years),
        coverage=None if preview else coverage_of(project, corpus, today),
    )


def _stops(code: str, preview: bool) -> bool:  # noqa: FBT001  the build's own word
    """Whether a finding stops a build: a draft can be shown before it has its new version."""
    return code not in STANDING and not (preview and code.startswith(VERSIONS))


def stage(root: Path, content: Site, tree: Tree) -> Path:
    """Write the pages, files and copies under ``.build/stage``; returns the folder."""
    folder = root / WORK / "stage"
    shutil.rmtree(folder, ignore_errors=True)
    for page in (*content.pages, SHELL):
        _write(folder / page.path, staged(page))
    for path, text in content.files.items():
        _write(folder / path, text)
    for path, source in content.copies.items():
        data = tree.read(source)
        if data is None:
            raise ProjectError(f"{source} gick inte att läsa när sidorna skulle byggas.")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    shutil.copytree(ASSETS, folder / "assets", dirs_exist_ok=True)
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _clear_left(out: Path) -> None:
    """Remove what a build that was killed left beside the site."""
    for left in out.parent.glob(f".{out.name}.*.ny"):
        number = left.name.split(".")[-2]
        try:
            os.kill(int(number), 0)
        except (ValueError, ProcessLookupError):
            shutil.rmtree(left, ignore_errors=True)
        except OSError:
            continue  # somebody else's, and running


def _render(  # noqa: PLR0913  one call, with all that the configuration needs
    root: Path, out: Path, corpus: Corpus, content: Site, today: date, *, preview: bool
) -> None:
    settings = corpus.register.settings
    menu = _menu(root)
    config = {
        "INHERIT": "../mkdocs.yml",
        "site_name": settings.site_name,
        **({"site_url": settings.address} if settings.address else {}),
        "docs_dir": "stage",
        "site_dir": str(out),
        "theme": {"custom_dir": str(THEME)},
        "nav": _present(menu.get("nav"), content),
        "extra": {
            "lydelse": {
                "kommun": settings.municipality,
                "kort": settings.short_name,
                "logotyp": settings.logo,
                "byggd": today.isoformat(),
                "forhandsvisning": preview,
                "exempel": settings.example,
                "stod": _support(settings.links),
                "sidfot": _present(menu.get("extra", {}).get("lydelse", {}).get("sidfot"), content),
            }
        },
    }
    path = root / WORK / "mkdocs.yml"
    _write(path, json.dumps(config, ensure_ascii=False, indent=2))  # JSON is YAML
    say(f"Bygger {len(content.pages)} sidor …")
    _run_mkdocs(root, path, out, len(content.pages) + len(content.files))
    built = sum(1 for _ in out.rglob("*.html"))
    if built < len(content.pages):
        raise ProjectError(f"MkDocs byggde {built} av {len(content.pages)} sidor. Prova igen.")
    about = {"lydelse": __version__, "byggd": today.isoformat(), "förhandsvisning": preview}
    _write(out / MARKER, json.dumps(about, ensure_ascii=False, indent=2) + "\n")


def _support(links: Sequence[tuple[str, str]]) -> dict[str, str] | None:
    """Whom to tell when the site is out of order, as the register's links name it."""
    for name, address in links:
        if re.search("stöd|support", name.casefold()):
            return {"namn": name, "adress": address}
    return None


def _menu(root: Path) -> dict[str, Any]:
    """What mkdocs.yml says, without the tags that only MkDocs knows."""
    import yaml

    class Loader(yaml.SafeLoader):
        """Reads every unknown tag as nothing."""

    Loader.add_multi_constructor("", lambda *_: None)
    try:
        menu = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader)  # noqa: S506  a SafeLoader
    except FileNotFoundError:
        raise ProjectError(
            "mkdocs.yml saknas i projektets mapp. Hämta tillbaka den ur git."
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ProjectError(f"mkdocs.yml går inte att läsa: {error}") from None
    return menu if isinstance(menu, dict) else {}


def _present(links: Any, content: Site) -> list[Any]:  # noqa: ANN401  as written in mkdocs.yml
    """The links of a menu whose pages this project has: no reader meets a dead one."""
    pages = {page.path for page in content.pages}
    found = []
    for link in links if isinstance(links, list) else ():
        values = list(link.values()) if isinstance(link, dict) else [link]
        target = str(values[-1])
        staged_paths = {target, f"{target.rstrip('/')}.md", f"{target.rstrip('/')}/index.md"}
        if "://" in target or pages & staged_paths:
            found.append(link)
    return found


def _run_mkdocs(root: Path, config: Path, out: Path, pages: int) -> None:
    log = root / WORK / "mkdocs.log"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(config)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    progress = Progress("Bygger sida", patience=3.0)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
        )
        try:
            while process.poll() is None:
                time.sleep(0.05 if pages < 100 else 0.5)  # noqa: PLR2004  a small site is soon built
                if pages >= 100:  # noqa: PLR2004
                    progress(sum(1 for _ in out.rglob("index.html")) if out.exists() else 0, pages)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    if process.returncode:
        said = log.read_text("utf-8", "replace").strip().split("\n")
        said = said[-1:] if "Traceback" in "".join(said) else said[-12:]
        raise ProjectError(
            "MkDocs kunde inte bygga sidorna. Den förra webbplatsen ligger kvar orörd.\n"
            + "\n".join(f"  {line or 'MkDocs sade inget mer. Är disken full?'}" for line in said)
        )


def _replaceable(out: Path, root: Path) -> Path:
    """The folder for the site. Raises ``ProjectError`` unless it is free or a site of ours."""
    if out.is_symlink():
        raise ProjectError(f"{out} är en länk. Ange mappen som den pekar på.")
    out = out.resolve()
    own = ("tools", "tests", "mallar", "bench", ".git", ".github", ".venv", ".cache", ".ci")
    kept = [root / name for name in (*FOLDERS, *own)]
    if root.is_relative_to(out) or any(out.is_relative_to(folder) for folder in kept):
        raise ProjectError(f"{out} hör till projektet. Ange en egen mapp, till exempel site.")
    if not out.parent.is_dir():
        raise ProjectError(
            f"Mappen {out.parent} finns inte. Skapa den först, eller ange en plats som finns."
        )
    if out.exists() and not out.is_dir():
        raise ProjectError(f"{out} är en fil. Ange en mapp.")
    if out.exists() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise ProjectError(
            f"{out} är inte tom, och den är inte en webbplats som lydelse har byggt. "
            "Ange en annan mapp, eller töm den."
        )
    return out


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One build at a time in a project; the next one waits."""
    folder = root / WORK
    try:
        folder.mkdir(exist_ok=True)
        lock = (folder / "lock").open("w")
    except OSError as error:
        raise ProjectError(f"Det går inte att skriva i {folder}: {error.strerror}.") from None
    with lock:
        try:
            import fcntl
        except (
            ImportError
        ):  # Windows has no such lock; two builds at once are then up to the person
            yield
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Väntar på ett annat bygge …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _cleared(folder: Path) -> Iterator[None]:
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield
    except OSError as error:
        raise ProjectError(f"Webbplatsen kunde inte skrivas: {error}.") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _say_counts(corpus: Corpus, findings: Sequence[Finding]) -> None:
    late = sum(row.code == OVERDUE for row in findings)
    repealed = len({row.place.path for row in findings if row.code == REPEALED})
    warnings = sum(row.severity == "warning" for row in findings)
    texts = "1 text" if len(corpus.texts) == 1 else f"{len(corpus.texts)} texter"
    words = f"{texts} är utan fel"
    if late:
        words += f", {late} dokument har försenad översyn men gäller"
    if repealed:
        words += f", {repealed} hänvisar till lag som inte längre gäller"
    if warnings:
        words += f", {warnings} {'varning' if warnings == 1 else 'varningar'}"
    say(f"{words}.")


def _shown(path: Path) -> str:
    here = Path.cwd()
    return f"{path.relative_to(here)}/" if path.is_relative_to(here) else str(path)
