"""What a command writes for a person is whole or not there: the old file outlives a full disk."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from histories import said
from lydelse.papers.folder import SUMS, refuse_if_not_ours, write
from lydelse.tree import ProjectError
from repository import committed


@contextmanager
def full_disk(size: int = 8) -> Iterator[None]:
    """No file can be longer than some bytes; what is longer raises ``OSError``."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_paper_that_does_not_fit_leaves_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "underlag"
    write(folder, {"a.md": b"first", "gone.md": b"x"})
    before = contents(folder)
    with full_disk(), pytest.raises(OSError, match="too large"):
        write(folder, {"a.md": b"next", "b.md": b"much longer than the disk"})
    assert contents(folder) == before
    refuse_if_not_ours(folder)
    write(folder, {"a.md": b"next"})
    assert sorted(contents(folder)) == ["a.md", SUMS]
    (folder / "a.md").write_text("by hand", "utf-8")
    with pytest.raises(ProjectError, match="är ändrad sedan den skrevs"):
        write(folder, {"a.md": b"next"})


def test_a_report_that_does_not_fit_leaves_the_one_before(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lydelse.cli._silence", lambda: None)  # the test's output has no number
    committed(project)
    out = tmp_path / "år.md"
    out.write_text("förra året\n", "utf-8")
    asked = ("report", "--year", "2026", "--today", "2026-11-01", "--project", project)
    assert said(*asked).code == 0, "what is read is now in the cache"
    with full_disk(64):
        answer = said(*asked, "--out", out)
    assert answer.code == 2
    assert "Det gick inte att läsa eller skriva" in answer.err
    assert out.read_text("utf-8") == "förra året\n"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["år.md"]
    link = tmp_path / "länk.md"
    link.symlink_to(out)
    assert said(*asked, "--out", link).code == 0
    assert link.is_symlink()
    assert out.read_text("utf-8") != "förra året\n"
