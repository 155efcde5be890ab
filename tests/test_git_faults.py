"""What git says when it cannot write reaches the person: the cause, and the file in the way."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from lydelse import git
from lydelse.git.running import faults, last_line
from repository import Repository, committed

NAME = "refs/heads/beslutat/x"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "project").mkdir()
    repository = committed(tmp_path / "project")
    repository.git("config", "user.name", "Exempel")
    repository.git("config", "user.email", "exempel@exempelstad.example")
    return repository


def tip(repository: Repository) -> str:
    return repository.git("rev-parse", "HEAD").strip()


def test_the_cause_is_said_when_nothing_can_be_stored(repository: Repository) -> None:
    data = b"text\n"
    digest = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    folder = repository.root / ".git/objects" / digest[:2]
    folder.write_text("", "utf-8")  # a file where git wants its folder, as on a disk gone wrong
    with pytest.raises(git.GitError) as failed:
        git.commit_files(repository.root, tip(repository), {"x.md": data}, "x\n")
    assert "git hash-object misslyckades: error: unable to create temporary file" in str(
        failed.value
    )


def test_a_lock_is_told_with_its_path(repository: Repository) -> None:
    lock = repository.root / ".git" / f"{NAME}.lock"
    lock.parent.mkdir(parents=True)
    lock.touch()
    with pytest.raises(git.GitError, match="En annan körning håller i") as failed:
        git.move_reference(repository.root, NAME, tip(repository))
    assert str(failed.value).endswith(f"ta bort låsfilen {lock}.")
    tag = repository.root / ".git/refs/tags/beslut/x.lock"
    tag.parent.mkdir(parents=True)
    tag.touch()
    with pytest.raises(git.GitError) as failed:
        git.make_tag(repository.root, "beslut/x", tip(repository), "x\n", sign=False)
    assert str(failed.value).endswith(f"ta bort låsfilen {tag}.")


def test_only_a_reference_that_moved_was_changed_by_somebody(repository: Repository) -> None:
    first = tip(repository)
    git.move_reference(repository.root, NAME, first)
    with pytest.raises(git.GitError, match="har ändrats av någon annan"):
        git.move_reference(repository.root, NAME, first)
    repository.commit("mer")
    with pytest.raises(git.GitError, match="har ändrats av någon annan"):
        git.move_reference(repository.root, NAME, first, tip(repository))
    with pytest.raises(git.GitError, match="har ändrats av någon annan"):
        git.move_reference(repository.root, "refs/heads/finns-inte", first, first)
    with pytest.raises(git.GitError, match=r"gick inte att skriva: fatal: .*cannot create"):
        git.move_reference(repository.root, f"{NAME}/under", first)


def test_a_repository_with_longer_hashes_can_be_written(tmp_path: Path) -> None:
    root = tmp_path / "sha256"
    made = ("git", "init", "--quiet", "--object-format=sha256", "-b", "main", str(root))
    if subprocess.run(made, check=False, capture_output=True).returncode:
        pytest.skip("this git has one kind of hash")
    repository = Repository(root)
    (root / "a.md").write_text("a\n", "utf-8")
    repository.git("config", "user.name", "Exempel")
    repository.git("config", "user.email", "exempel@exempelstad.example")
    repository.commit()
    files = {"a.md": None, "b.md": b"b\n"}
    commit = git.commit_files(root, tip(repository), files, "flytta\n")
    git.move_reference(root, NAME, commit)
    assert repository.git("ls-tree", "--name-only", NAME) == "b.md\n"


@pytest.mark.parametrize(
    ("said", "last", "cause"),
    [
        (b"fatal: full\n\nremove the file manually to continue.\n", "fatal: full", "fatal: full"),
        (b"error: full\nerror: \nfatal: not stored\n", "fatal: not stored", None),
        (b"hint: hm\nsomething else\n", "something else", "something else"),
        (b"", "git sade inget mer", "git sade inget mer"),
    ],
)
def test_the_line_that_says_something_is_chosen(said: bytes, last: str, cause: str | None) -> None:
    assert last_line(said) == last
    assert faults(said) == (cause or "error: full; fatal: not stored")
