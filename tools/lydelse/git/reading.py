"""What is read from git: branches, commits, trees and texts, never one call per file."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lydelse.git.running import ORIGIN, GitError, must, run

_USUAL = ("main", "master")
_NEVER_MAIN = tuple(
    f"{place}{kind}"
    for place in ("refs/heads/", f"refs/remotes/{ORIGIN}/")
    for kind in ("forslag/", "beslutat/")
)
"""Branches that hold a proposal or prepare a decision, even where a bare clone has one as HEAD."""


class Place(NamedTuple):
    """Where a project lies in git: the folder in the repository, and how much there is of it."""

    prefix: str
    bare: bool
    shallow: bool


class Main(NamedTuple):
    """The default branch: its name, the commit at its tip, and whether HEAD is on it.

    ``base`` is the commit where HEAD left it: the tip itself when HEAD is on it.
    """

    name: str
    tip: str
    base: str
    here: bool


class Commit(NamedTuple):
    """A commit: its hash, its parents, when it was committed (seconds since 1970), its subject."""

    hash: str
    parents: tuple[str, ...]
    time: int
    subject: str


class Entry(NamedTuple):
    """A path that a commit gave new content; ``blob`` is empty when no plain file is there."""

    path: str
    blob: str


def place(root: Path) -> Place | None:
    """Where the project lies in git; ``None`` outside a repository, or where git is not.

    Raises ``GitError`` when git refuses to read the repository.
    """
    found = run(
        root, "rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-prefix"
    )
    if found is None:
        _refuse_if_hidden(root)
        return None
    bare, shallow, prefix, *_ = [*found.decode("utf-8", "surrogateescape").split("\n"), "", ""]
    return Place(prefix, bare == "true", shallow == "true")


def main_branch(root: Path) -> Main | None:
    """The default branch; ``None`` in a repository without commits.

    It is the one that ``origin`` names, else HEAD of a bare repository, else ``main`` or
    ``master``, else the only one that holds no proposal and prepares no decision. Of a local branch
    and origin's the local one counts only if it holds all that origin's does. Raises ``GitError``
    when several could be meant.
    """
    listing = must(root, "for-each-ref", "--format=%(refname)%00%(objectname)%00%(symref)%00")
    parts = [part.lstrip("\n") for part in os.fsdecode(listing).split("\0")]
    rows = list(zip(parts[::3], parts[1::3], parts[2::3], strict=False))
    commits = {name: commit for name, commit, _ in rows}
    origin_head = next((to for name, _, to in rows if name == f"refs/remotes/{ORIGIN}/HEAD"), "")
    head = (run(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") or b"").decode().strip()
    branch = os.fsdecode(run(root, "symbolic-ref", "--quiet", "HEAD") or b"").strip()
    name = origin_head.removeprefix(f"refs/remotes/{ORIGIN}/") or _usual(commits, branch, root)
    local, remote = commits.get(f"refs/heads/{name}"), commits.get(f"refs/remotes/{ORIGIN}/{name}")
    if local and remote and local != remote and not _holds(root, local, remote):
        local = None
    tip = local or remote
    if not tip and (head or commits):
        raise GitError(
            "Det går inte att veta vilken gren som är main. Säg det till git: "
            "git remote set-head origin --auto (utan origin: döp grenen till main)."
        )
    if not tip:
        return None
    here = branch == f"refs/heads/{name}" or (not branch and head == tip)
    base = tip if here or not head else common(root, head, tip)
    return Main(name, tip, base, here)


def common(root: Path, head: str, tip: str) -> str:
    """Where the two parted; ``tip`` when they have no history in common."""
    found = run(root, "merge-base", head, tip)
    return found.decode().strip() if found else tip


def commits(root: Path, tip: str) -> Mapping[str, Commit]:
    """Every commit that the tip builds on, by hash."""
    fields = "--format=%H%x00%P%x00%ct%x00%s"
    listing = must(root, "log", "-z", "--no-show-signature", fields, "--end-of-options", tip)
    parts = listing.decode("utf-8", "replace").split("\0")
    rows = zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=False)
    return {
        hash_: Commit(hash_, tuple(parents.split()), int(time), subject)
        for hash_, parents, time, subject in rows
    }


def changes(
    root: Path, pairs: Iterable[tuple[str, str]], folders: Sequence[str]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """For each pair of a commit and its parent (or nothing): what it gave new content.

    Paths are from ``root`` and begin with one of ``folders``; commits that touch nothing there are
    left out. git compares faster without limits, so they are applied here.
    """
    asked = "".join(f"{commit} {parent}".rstrip() + "\n" for commit, parent in pairs)
    options = (
        "-r",
        "-z",
        "--root",
        "--raw",
        "--no-renames",
        "--no-abbrev",
        "--stdin",
        "--relative",
    )
    output = must(root, "diff-tree", *options, data=asked.encode())
    wanted = tuple(folders)
    commit, entries = "", list[Entry]()
    parts = iter(os.fsdecode(output).split("\0"))
    for part in parts:
        if part.startswith(":"):
            path = next(parts)
            if path.startswith(wanted):
                _, mode, _, blob, _ = part.split(" ")
                plain = mode.startswith("100")  # a plain file; a link or submodule is not read
                entries.append(Entry(path, blob if plain and blob.strip("0") else ""))
        elif part:
            if entries:
                yield commit, tuple(entries)
            commit, entries = part.strip(), []
    if entries:
        yield commit, tuple(entries)


def branches(root: Path, beginning: str) -> dict[str, str]:
    """The branches whose names begin so, here and at origin, with the commit at each tip.

    Of a branch that is in both places with the same name, both are listed when they differ.
    """
    places = ("refs/heads/", f"refs/remotes/{ORIGIN}/")
    wanted = [f"{where}{beginning}" for where in places]
    listing = must(root, "for-each-ref", "--format=%(objectname) %(refname)", *wanted)
    found: dict[str, str] = {}
    for row in os.fsdecode(listing).splitlines():
        commit, _, name = row.partition(" ")
        short = name.removeprefix(places[0]).removeprefix("refs/remotes/")
        if commit not in found.values():
            found[short] = commit
    return found


def blobs(root: Path, digests: Iterable[str]) -> Iterator[bytes]:
    """The contents, in the order asked. Raises ``GitError`` when one is missing."""
    asked = [digest.encode() + b"\n" for digest in digests]
    if not asked:
        return
    answer = must(root, "cat-file", "--batch", "--buffer", data=b"".join(asked))
    position = 0
    for digest in asked:
        end = answer.index(b"\n", position)
        about = answer[position:end].split()[-1]
        if not about.isdigit():  # ``missing``: a partial clone that cannot fetch it
            raise GitError(
                f"Innehållet {digest.decode().strip()} saknas i git. "
                "Hämta hela historiken: git fetch --refetch."
            )
        size = int(about)
        yield answer[end + 1 : end + 1 + size]
        position = end + 1 + size + 1


def tree(root: Path, commit: str, folders: Sequence[str]) -> tuple[Entry, ...]:
    """Every plain file below the folders in the commit, by path from ``root``."""
    listing = must(root, "ls-tree", "-r", "-z", "--end-of-options", commit, "--", *folders)
    rows = [row.split(b"\t", 1) for row in listing.split(b"\0") if row]
    return tuple(
        Entry(os.fsdecode(path), about.split()[2].decode())
        for about, path in rows
        if about.startswith(b"100")
    )


def reference(root: Path, name: str) -> str:
    """The commit that the reference points at; empty when there is none."""
    found = run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.decode().strip() if found else ""


def checked_out(root: Path, branch: str) -> str:
    """The working tree that has the branch checked out; empty when none has."""
    found = run(root, "for-each-ref", "--format=%(worktreepath)", f"refs/heads/{branch}")
    return os.fsdecode(found or b"").strip()


def base_of(root: Path, revision: str) -> str:
    """The commit where HEAD left ``revision``: what a change since it is measured from.

    Raises ``GitError`` when the revision or the common history is not there.
    """
    commit = _commit(root, revision)
    found = run(root, "merge-base", commit, "HEAD")
    if found is None:
        raise GitError(
            f"”{revision}” och arbetskopian har ingen gemensam historia här. "
            "Hämta hela historiken: git fetch --unshallow."
        )
    return found.decode().strip()


def changed(root: Path, base: str) -> frozenset[str]:
    """Paths below ``root`` that differ from the commit, in the index, on disk or not yet added."""
    options = ("--no-ext-diff", "--no-textconv", "--no-renames", "--name-only", "--relative", "-z")
    tracked = must(root, "diff", *options, base, "--")
    untracked = must(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(_paths(tracked) + _paths(untracked))


def differs(root: Path, commit: str, folders: Sequence[str]) -> bool:
    """Whether anything below the folders is not as the commit has it."""
    if place(root) is None or run(root, "rev-parse", "--is-inside-work-tree") != b"true\n":
        return True
    folders = [folder for folder in folders if (root / folder).exists()]
    options = ("--no-ext-diff", "--no-textconv", "--quiet")
    if run(root, "diff", *options, commit, "--", *folders) is None:
        return True
    return bool(must(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *folders))


def files(root: Path, commit: str, folders: Sequence[str]) -> Mapping[str, bytes]:
    """Every plain file's content below the folders in the commit, by path from ``root``."""
    entries = tree(root, commit, folders)
    contents = blobs(root, (entry.blob for entry in entries))
    return {entry.path: data for entry, data in zip(entries, contents, strict=True)}


def _usual(commits: Mapping[str, str], branch: str, root: Path) -> str:
    """The name of the default branch when origin does not say."""
    at_hand = branch.removeprefix("refs/heads/")
    own = branch in commits and not branch.startswith(_NEVER_MAIN)
    if own and (there := place(root)) and there.bare:
        return at_hand
    known = (
        name
        for name in _USUAL
        if f"refs/heads/{name}" in commits or f"refs/remotes/{ORIGIN}/{name}" in commits
    )
    places = ("refs/heads/", f"refs/remotes/{ORIGIN}/")
    others = {
        name.removeprefix(place)
        for name in commits
        for place in places
        if name.startswith(place) and not name.startswith(_NEVER_MAIN)
    } - {"HEAD"}
    return next(known, others.pop() if len(others) == 1 else "")


def _holds(root: Path, commit: str, other: str) -> bool:
    return run(root, "merge-base", "--is-ancestor", other, commit) is not None


def _refuse_if_hidden(root: Path) -> None:
    if any((folder / ".git").exists() for folder in (root, *root.parents)):
        raise GitError("git vägrar läsa projektet. Kör git status i mappen och gör som det säger.")


def _commit(root: Path, revision: str) -> str:
    if run(root, "rev-parse", "--git-dir") is None:
        _refuse_if_hidden(root)
        raise GitError("Projektet ligger inte i git, så --since har inget att jämföra med.")
    found = run(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if found is None:
        raise GitError(f"”{revision}” finns inte i git. Hämta den först: git fetch origin.")
    return found.decode().strip()


def _paths(output: bytes) -> list[str]:
    return [os.fsdecode(part) for part in output.split(b"\0") if part]
