"""What is written to git: commits made beside the working tree, one reference at a time, tags."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from lydelse.git.running import (
    GitError,
    answered,
    faults,
    must,
    refuse_locked,
    refuse_nameless,
    run,
)

_PLAIN = "100644"
_MOVED = (b"but expected", b"already exists", b"unable to resolve reference")
"""What git says when a reference is not where it was, is there already, or has gone."""


def merged_text(root: Path, ours: str, base: str, theirs: str) -> str | None:
    """The three texts as one, by lines; ``None`` when two changes meet."""
    with tempfile.TemporaryDirectory(prefix="lydelse-") as name:
        paths = []
        for part, text in (("ours", ours), ("base", base), ("theirs", theirs)):
            path = Path(name) / part
            path.write_text(text + "\n", "utf-8", newline="\n")
            paths.append(str(path))
        answer = run(root, "merge-file", "--stdout", "--quiet", *paths)
    return None if answer is None else answer.decode("utf-8").removesuffix("\n")


def commit_files(
    root: Path,
    parent: str,
    files: Mapping[str, bytes | None],
    message: str,
    prefix: str = "",
) -> str:
    """A commit upon the parent with the files changed (``None``: gone); its hash.

    Neither the index nor the working tree nor any reference is touched. ``prefix`` is the
    project's folder in the repository. Raises ``GitError``, also when nobody's name is known.
    """
    blobs = {path: _stored(root, data) for path, data in files.items() if data is not None}
    rows = [
        f"{_PLAIN} {blobs[path]}\t{prefix}{path}"
        if path in blobs
        else f"0 {'0' * len(parent)}\t{prefix}{path}"
        for path in files
    ]
    with tempfile.TemporaryDirectory(prefix="lydelse-") as name:
        index = {"GIT_INDEX_FILE": str(Path(name) / "index")}
        must(root, "read-tree", parent, environment=index)
        listing = "".join(f"{row}\0" for row in rows).encode("utf-8", "surrogateescape")
        must(root, "update-index", "-z", "--index-info", data=listing, environment=index)
        tree = must(root, "write-tree", environment=index).decode().strip()
    status, output, said = answered(root, "commit-tree", tree, "-p", parent, data=message.encode())
    if status:
        refuse_nameless(said)
        raise GitError(f"git kunde inte skapa ändringen: {faults(said)}")
    return output.decode().strip()


def move_reference(root: Path, name: str, new: str, old: str = "") -> None:
    """Point the reference at the commit, if it is still at ``old`` (empty: if there is none).

    One reference in one transaction: it is as it was, or as it should be. Raises ``GitError``.
    """
    change = f"update {name} {new} {old}" if old else f"create {name} {new}"
    order = f"start\n{change}\nprepare\ncommit\n"
    status, _, said = answered(root, "update-ref", "--stdin", data=order.encode())
    if not status:
        return
    refuse_locked(said, name)
    if any(words in said for words in _MOVED):
        raise GitError(f"{name} har ändrats av någon annan under tiden. Kör kommandot igen.")
    raise GitError(f"{name} gick inte att skriva: {faults(said)}")


def make_tag(root: Path, name: str, commit: str, message: str, *, sign: bool) -> None:
    """An annotated tag upon the commit, signed by git's own settings. Raises ``GitError``.

    Try the key first (``signature_at_hand``): git may leave the signature out, and say nothing.
    """
    how = "--sign" if sign else "--annotate"
    options = ("-c", "tag.gpgSign=false") if not sign else ()
    status, _, said = answered(
        root,
        *options,
        "tag",
        how,
        "--cleanup=verbatim",
        "--file=-",
        "--end-of-options",
        name,
        commit,
        data=message.encode(),
    )
    if not status:
        return
    refuse_nameless(said)
    refuse_locked(said, f"taggen {name}")
    if b"already exists" in said:
        raise GitError(f"Taggen {name} finns redan. En tagg görs aldrig om.")
    raise GitError(f"Taggen {name} gick inte att göra: {faults(said)}")


def _stored(root: Path, data: bytes) -> str:
    return must(root, "hash-object", "-w", "--stdin", data=data).decode().strip()
