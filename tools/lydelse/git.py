"""git, in one place: NUL-separated output, a cleaned environment, never one call per file."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lydelse.tree import ProjectError

# What ``git rev-parse --local-env-vars`` lists: it would point git at another repository.
_LOCAL = (
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS"),
    *("GIT_CONFIG_COUNT", "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE"),
    *("GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS"),
    *("GIT_REPLACE_REF_BASE", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE"),
)


class GitError(ProjectError):
    """git could not answer; the message is a Swedish sentence with a way out."""


def base_of(root: Path, revision: str) -> str:
    """The commit where HEAD left ``revision``: what a change since it is measured from.

    Raises ``GitError`` when the revision or the common history is not there.
    """
    commit = _commit(root, revision)
    found = _run(root, "merge-base", commit, "HEAD")
    if found is None:
        raise GitError(
            f"”{revision}” och arbetskopian har ingen gemensam historia här. "
            "Hämta hela historiken: git fetch --unshallow."
        )
    return found.decode().strip()


def changed(root: Path, base: str) -> frozenset[str]:
    """Paths below ``root`` that differ from the commit, in the index, on disk or not yet added."""
    options = ("--no-ext-diff", "--no-textconv", "--no-renames", "--name-only", "--relative", "-z")
    tracked = _must(root, "diff", *options, base, "--")
    untracked = _must(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(_paths(tracked) + _paths(untracked))


def files(root: Path, commit: str, folders: Sequence[str]) -> Mapping[str, bytes]:
    """Every plain file's content below the folders in the commit, by path from ``root``."""
    listing = _must(root, "ls-tree", "-r", "-z", "--end-of-options", commit, "--", *folders)
    rows = [row.split(b"\t", 1) for row in listing.split(b"\0") if row]
    blobs = [
        (os.fsdecode(path), about.split()[2])
        for about, path in rows
        if about.startswith(b"100")  # a plain file; a link or submodule is not read
    ]
    asked = b"".join(digest + b"\n" for _, digest in blobs)
    answer = _must(root, "cat-file", "--batch", data=asked)
    found: dict[str, bytes] = {}
    position = 0
    for path, _ in blobs:
        end = answer.index(b"\n", position)
        about = answer[position:end].split()[-1]
        if not about.isdigit():  # ``missing``: a partial clone that cannot fetch it
            raise GitError(f"{path} saknas i git. Hämta hela historiken: git fetch --refetch.")
        size = int(about)
        found[path] = answer[end + 1 : end + 1 + size]
        position = end + 1 + size + 1
    return found


def _commit(root: Path, revision: str) -> str:
    if _run(root, "rev-parse", "--git-dir") is None:
        if any((folder / ".git").exists() for folder in (root, *root.parents)):
            raise GitError(
                "git vägrar läsa projektet. Kör git status i mappen och gör som det säger."
            )
        raise GitError("Projektet ligger inte i git, så --since har inget att jämföra med.")
    found = _run(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if found is None:
        raise GitError(f"”{revision}” finns inte i git. Hämta den först: git fetch origin.")
    return found.decode().strip()


def _must(root: Path, *arguments: str, data: bytes = b"") -> bytes:
    answer = _run(root, *arguments, data=data)
    if answer is None:
        raise GitError(f"git {arguments[0]} misslyckades. Prova kommandot i projektets mapp.")
    return answer


def _run(root: Path, *arguments: str, data: bytes = b"") -> bytes | None:
    """What the command wrote; ``None`` when it failed."""
    command = ["git", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", *arguments]
    with tempfile.TemporaryFile() as asked:
        asked.write(data)
        asked.seek(0)
        status, output, _ = _git(root).execute(
            command,
            istream=asked,
            env={"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"},
            with_extended_output=True,
            with_exceptions=False,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
        )
    return bytes(output) if status == 0 else None


def _git(root: Path) -> Any:  # noqa: ANN401  imported when first needed: it is slow to load
    """GitPython's command runner, without what a hook or another repository set."""
    for name in _LOCAL:
        os.environ.pop(name, None)
    try:
        from git import Git
    except ImportError:
        raise GitError("git finns inte på datorn. Installera git.") from None
    return Git(str(root))


def _paths(output: bytes) -> list[str]:
    return [os.fsdecode(part) for part in output.split(b"\0") if part]
