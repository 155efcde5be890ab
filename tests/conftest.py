"""Fixtures: throwaway projects, corpora in memory, and a home of its own for each run."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from chromium import FLAGS, chromium
from lydelse.citations import Names
from lydelse.corpus import Corpus, read_corpus, read_schemas
from lydelse.project import Project
from lydelse.reading import Reading, read
from lydelse.tree import StoredTree, working_tree
from repository import committed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "base"
TODAY = date(2026, 11, 22)
SCHEMAS = read_schemas(working_tree(ROOT))

settings.register_profile("lydelse", deadline=None, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "lydelse"))


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The cache's key lies in the user's state folder: a test never touches the real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))
        yield


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The one browser of the run: Playwright can be started only once in a process."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    assert path, "install Chromium, or name it with LYDELSE_CHROMIUM"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, read once: of a copy only what differs is read anew."""
    root = make_project(tmp_path_factory.mktemp("warm") / "project")
    assert Project(root).corpus
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small, clean project: the base of every case."""
    return make_project(tmp_path / "project")


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Path]:
    """Makes named copies of the small project."""
    return lambda name: make_project(tmp_path / name)


def make_project(folder: Path) -> Path:
    """A copy of ``tests/base`` with the repository's own schemas."""
    shutil.copytree(BASE, folder, symlinks=True)
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    return folder


@cache
def base_files() -> Mapping[str, bytes]:
    """The files of the small project by path."""
    paths = [path for path in BASE.rglob("*") if path.is_file()]
    return {path.relative_to(BASE).as_posix(): path.read_bytes() for path in paths}


def corpus_of(files: Mapping[str, bytes]) -> Corpus:
    """The corpus of files in memory; a content that has been read before is not read again."""
    sizes = {path: len(data) for path, data in files.items()}
    return read_corpus(
        StoredTree(files),
        lambda items, names: [read_once(kind, data, names) for kind, data in items],
        sizes,
    )


_READ: dict[tuple[str, bytes, str], Reading] = {}
NAMES = Names({"SoL": ("SFS 2001:453", "SFS 2025:400"), "LSS": ("SFS 1993:387",)})


def read_once(kind: str, data: bytes, names: Names = NAMES) -> Reading:
    """The reading of the content, by the repository's schemas."""
    key = (kind, data, names.digest)
    if key not in _READ:
        _READ[key] = read(kind, data, SCHEMAS, names)
    return _READ[key]


def replaced(path: Path, old: str, new: str) -> None:
    """Write the file with one passage changed; the passage must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def site_project(project: Path) -> Path:
    """The small project, ready to be built: its menu holds only the pages that it has."""
    menu = (ROOT / "mkdocs.yml").read_text("utf-8").split("\n")
    kept = [line for line in menu if "ledningssystemet" not in line.lower()]
    (project / "mkdocs.yml").write_text("\n".join(kept), "utf-8")
    committed(project)
    return project


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the repository's own documents on the fixed day."""
    from lydelse.project import Project
    from lydelse.publish import publish

    folder = tmp_path_factory.mktemp("example")
    for name in ("register", "schemas", "docs", "riktlinjer", "rutiner"):
        shutil.copytree(ROOT / name, folder / "project" / name)
    shutil.copy(ROOT / "mkdocs.yml", folder / "project")
    committed(folder / "project")
    findings = publish(Project(folder / "project"), folder / "site", TODAY)
    assert findings is None, findings
    return folder / "site"
