"""``asof`` as files and as text: each lydelse with its own pictures, whatever their names."""

import io
import json
import os
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from histories import Repository, Writing, said
from lydelse import yamltext
from lydelse.cli import main

HANDS = "rutiner/hygien/hander.md"
FLOOR = "rutiner/hygien/golv.md"
PICTURE = "rutiner/hygien/bilagor/bild.png"
ONE = Writing(
    start=date(2026, 2, 10), decided=date(2026, 2, 2), body="![Bild](bilagor/bild.png) Tvätta."
)
TWO = replace(ONE, id="RU-102", title="Rena golv")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "project").begin()


def written(repository: Repository, folder: Path) -> list[dict[str, str]]:
    answer = said("asof", "2026-06-01", "--out", folder, "--project", repository.project)
    assert answer.code == 0, answer
    rows = json.loads((folder / "manifest.json").read_text("utf-8"))["filer"]
    assert isinstance(rows, list)
    return rows


def test_each_lydelse_has_its_own_picture(repository: Repository, tmp_path: Path) -> None:
    """The picture was exchanged after the first document was decided."""
    repository.save("2026-02-03", {HANDS: ONE, PICTURE: b"\x89PNG old"})
    repository.save("2026-02-04", {FLOOR: TWO, PICTURE: b"\x89PNG new"})
    rows = written(repository, tmp_path / "ut")
    pictures = {row["id"]: row for row in rows if row["sökväg"].endswith(".png")}
    assert set(pictures) == {"RU-101", "RU-102"}
    contents = {
        id_: (tmp_path / "ut" / row["sökväg"]).read_bytes() for id_, row in pictures.items()
    }
    assert contents == {"RU-101": b"\x89PNG old", "RU-102": b"\x89PNG new"}
    assert pictures["RU-102"]["sökväg_i_git"] == PICTURE
    assert pictures["RU-102"]["version"] == "1.0"


def test_a_shared_picture_is_written_once(repository: Repository, tmp_path: Path) -> None:
    repository.save("2026-02-03", {HANDS: ONE, FLOOR: TWO, PICTURE: b"\x89PNG"})
    assert len(written(repository, tmp_path / "ut")) == 3


def test_a_file_name_that_is_no_text(repository: Repository, tmp_path: Path) -> None:
    name = os.fsdecode(b"rutiner/hygien/\xff\xfe.md")
    repository.save("2026-02-03", {name: replace(ONE, body="Tvätta.")})
    (row,) = written(repository, tmp_path / "ut")
    assert (tmp_path / "ut" / name).exists()
    assert row["id"] == "RU-101"


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_a_text_is_told_in_its_encoding(encoding: str, repository: Repository) -> None:
    repository.save("2026-02-03", {HANDS: replace(ONE, body="Tvätta.").text.encode(encoding)})
    answer = said("asof", "2026-06-01", "--text", "--project", repository.project)
    assert "Tvätta.\n" in answer.out
    assert answer.out.startswith("---\nid: RU-101\n")


class Terminal(io.StringIO):
    """What a person looks at."""

    def isatty(self) -> bool:
        return True


def test_nothing_in_a_text_steers_a_terminal(repository: Repository) -> None:
    repository.save("2026-02-03", {HANDS: replace(ONE, body="Tvätta\x1b[2J\x9b.")})
    ask = ("asof", "2026-06-01", "--text", "--project", repository.project)
    assert "\x1b" in said(*ask).out, "a file gets the very text"
    with redirect_stdout(Terminal()) as out:
        main([str(word) for word in ask])
    shown = out.getvalue()
    assert "Tvätta" in shown
    assert not {"\x1b", "\x9b"} & set(shown)


def test_nothing_in_a_file_name_steers_a_terminal(repository: Repository) -> None:
    repository.save("2026-02-03", {"rutiner/hygien/\x1b[31m\nra.md": "Inget.\n"})
    answer = said("check", "--today", "2026-06-01", "--project", repository.project)
    assert answer.code == 1
    assert "\x1b" not in answer.out
    assert "rutiner/hygien/\\u001b[31m\\nra.md\n" in answer.out


def test_signs_are_written_out() -> None:
    assert yamltext.harmless("a\x1bb\nc\u202e") == "a\\u001bb\nc\\u202e"
