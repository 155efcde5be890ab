"""The cache: never trusted when it is damaged or foreign, and never in the way."""

import json
import os
import pickle
from pathlib import Path

import pytest

from conftest import TODAY, make_project, replaced
from lydelse.cache import PACKS, Cache, as_text, open_cache
from lydelse.citations import Names
from lydelse.project import Project
from lydelse.reading import Reading, read
from lydelse.report import text
from lydelse.rules import check
from lydelse.schemas import Schemas

FALL = "rutiner/halso-och-sjukvard/fall.md"
READ = 12
"""The texts and register files of the small project."""


def report(root: Path) -> str:
    corpus = Project(root).corpus
    return text(check(corpus, TODAY), len(corpus.texts))


def packs(root: Path) -> list[Path]:
    return sorted((root / ".cache" / "lydelse").glob("*.pack"))


def entries(root: Path) -> list[list[bytes]]:
    """The seal, name and JSON of every entry."""
    lines = b"".join(pack.read_bytes() for pack in packs(root)).splitlines()
    return [line.split(b" ", 2) for line in lines]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The contents that are read anew."""
    contents: list[bytes] = []

    def noted(kind: str, data: bytes, schemas: Schemas, names: Names) -> Reading:
        contents.append(data)
        return read(kind, data, schemas, names)

    monkeypatch.setattr("lydelse.pool.read", noted)
    return contents


@pytest.fixture
def read_project(project: Path) -> Path:
    """A project with an error, read once."""
    replaced(project / FALL, "kvalitet/avvikelser.md", "kvalitet/saknas.md")
    report(project)
    assert len(entries(project)) == READ
    return project


def test_the_second_time_nothing_is_read_and_the_report_is_the_same(
    project: Path, reads: list[bytes]
) -> None:
    replaced(project / FALL, "kvalitet/avvikelser.md", "kvalitet/saknas.md")
    first = report(project)
    assert len(reads) == READ
    reads.clear()
    assert report(project) == first
    assert "H201" in first
    assert reads == []


def test_only_what_changed_is_read_anew(read_project: Path, reads: list[bytes]) -> None:
    replaced(read_project / FALL, "Ring sjuksköterskan.", "Ring genast sjuksköterskan.")
    report(read_project)
    assert reads == [(read_project / FALL).read_bytes()]


def test_a_new_schema_is_another_reading(read_project: Path, reads: list[bytes]) -> None:
    replaced(read_project / "schemas" / "dokument.json", '"maxLength": 120', '"maxLength": 5')
    assert "har 10 tecken, men får ha högst 5" in report(read_project)
    assert len(reads) == 4


def damage(name: str, pack: Path) -> None:
    rows = [line.split(b" ", 2) for line in pack.read_bytes().splitlines()]
    match name:
        case "cut":
            rows = [[seal, name_, value[:-1]] for seal, name_, value in rows]
        case "empty":
            rows = []
        case "other value":
            rows = [[*row[:2], row[2].replace(b"true", b"false", 1) + b" "] for row in rows]
        case "foreign seal":
            rows = [[b"0" * 64, *row[1:]] for row in rows]
        case "no seal":
            rows = [row[1:] for row in rows]
        case "another content's entry":
            others = rows[1:] + rows[:1]
            rows = [[other[0], row[1], other[2]] for row, other in zip(rows, others, strict=True)]
    pack.write_bytes(b"".join(b" ".join(row) + b"\n" for row in rows))
    if name == "pickle":
        pack.write_bytes(pickle.dumps(Path("x")))
    elif name == "half":
        pack.write_bytes(pack.read_bytes()[: -len(rows[-1][2]) // 2])
    elif name in {"folder", "symlink"}:
        pack.unlink()
        pack.mkdir() if name == "folder" else pack.symlink_to("/etc/passwd")


@pytest.mark.parametrize(
    ("name", "again"),
    [
        *((name, READ) for name in ("cut", "empty", "other value", "foreign seal", "no seal")),
        *((name, READ) for name in ("another content's entry", "pickle", "folder", "symlink")),
        ("half", 2),  # the last entry of the register's pack, and of the documents'
    ],
)
def test_a_damaged_or_foreign_entry_is_never_believed(
    name: str, again: int, read_project: Path, reads: list[bytes]
) -> None:
    first = report(read_project)
    for pack in packs(read_project):
        damage(name, pack)
    assert report(read_project) == first
    assert len(reads) == again
    assert report(read_project) == first
    assert len(reads) == again, "what was read anew is kept"
    assert Path("/etc/passwd").read_bytes()


def test_an_entry_with_another_users_key_is_thrown_away(
    read_project: Path, reads: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = report(read_project)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "someone-else"))
    assert report(read_project) == first
    assert len(reads) == READ
    assert len(packs(read_project)) == 1, "the other user's entries are gone"


def test_a_sealed_entry_that_is_no_reading_is_read_anew(
    read_project: Path, reads: list[bytes]
) -> None:
    first = report(read_project)
    cache = open_cache(read_project)
    names = [name.decode() for _, name, _ in entries(read_project)]
    for pack in packs(read_project):
        pack.unlink()
    cache.keep({name: as_text({"inte": ["en", "läsning"]}) for name in names})
    assert report(read_project) == first
    assert len(reads) == READ


@pytest.mark.parametrize("where", [".cache", ".cache/lydelse"])
def test_a_file_in_place_of_the_folder_is_no_error(where: str, project: Path) -> None:
    path = project / where
    path.parent.mkdir(exist_ok=True)
    path.write_text("en fil")
    assert report(project) == "Kontrollerade 6 texter. Inga fel.\n"
    assert path.read_text() == "en fil"


@pytest.mark.parametrize("where", [".cache", ".cache/lydelse"])
def test_a_link_in_place_of_the_folder_is_not_followed(
    where: str, project: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "annanstans"
    elsewhere.mkdir()
    path = project / where
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(elsewhere)
    assert report(project) == "Kontrollerade 6 texter. Inga fel.\n"
    assert list(elsewhere.iterdir()) == []


def test_a_link_inside_the_folder_is_neither_read_written_nor_removed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "mitt.pack"
    elsewhere.write_text("mitt")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "x.pack").symlink_to(elsewhere)
    cache = Cache(tmp_path / "cache", b"nyckel")
    for number in range(PACKS + 1):
        cache.keep({f"{number:064x}": as_text(number)})
    cache.tidy({f"{0:064x}"})
    assert elsewhere.read_text() == "mitt"
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_a_folder_that_cannot_be_read_is_no_error(
    read_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = report(read_project)
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if ".cache" in path.parts:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Path, "write_bytes", lambda *_: refuse(read_project / ".cache" / "x"))
    assert report(read_project) == first


@pytest.mark.parametrize("state", ["/dev/null", "/proc/finns-inte"])
def test_without_a_home_everything_is_read_each_time(
    state: str, project: Path, reads: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", state)
    assert report(project) == report(project) == "Kontrollerade 6 texter. Inga fel.\n"
    assert len(reads) == 2 * READ
    assert not (project / ".cache").exists()


def test_without_any_home_it_works_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setattr(Path, "home", no_home)
    assert report(project) == "Kontrollerade 6 texter. Inga fel.\n"


def test_the_key_is_the_users_alone(project: Path) -> None:
    report(project)
    key = Path(os.environ["XDG_STATE_HOME"]) / "lydelse" / "cache.key"
    assert len(key.read_bytes()) == 32
    assert key.stat().st_mode & 0o077 == 0
    assert key.read_bytes() not in b"".join(pack.read_bytes() for pack in packs(project))


def test_an_empty_key_is_no_key(
    project: Path, reads: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "state" / "lydelse").mkdir(parents=True)
    (tmp_path / "state" / "lydelse" / "cache.key").touch()
    report(project)
    report(project)
    assert len(reads) == 2 * READ


def test_an_entry_is_plain_json(read_project: Path) -> None:
    assert all(isinstance(json.loads(value), list) for _, _, value in entries(read_project))


def test_many_packs_become_one_with_what_is_in_use(tmp_path: Path) -> None:
    names = [f"{number:064x}" for number in range(PACKS + 1)]
    cache = Cache(tmp_path / "cache", b"nyckel")
    for number, name in enumerate(names):
        cache.keep({name: as_text(number)})
        cache.tidy(names[:2]) if number < PACKS else None
    assert len(list((tmp_path / "cache").iterdir())) == PACKS + 1
    cache.tidy(names[:2])
    assert len(list((tmp_path / "cache").iterdir())) == 1
    later = Cache(tmp_path / "cache", b"nyckel")
    assert [later.get(name) for name in names] == [0, 1] + [None] * (PACKS - 1)


def test_many_texts_are_read_by_several_processes_with_the_same_report(tmp_path: Path) -> None:
    root = make_project(tmp_path / "stort")
    for number in range(120):
        (root / "docs" / f"sida-{number:03}.md").write_text(f"# Sida\n\n<b>{number}</b>\n", "utf-8")
    first = report(root)
    assert first.count("T201") == 120
    assert report(root) == first
    assert len(entries(root)) == READ + 120
