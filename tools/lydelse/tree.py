"""A tree of files to read: the working tree or a commit. Disk is touched here."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

FOLDERS = ("riktlinjer", "rutiner", "docs", "register", "schemas")
"""What is read of a project, below its root."""

MARKER = "register/dokumenttyper.yml"
"""The file that tells a project's root."""


LARGEST = 10_000_000
"""Bytes; no file that is read or shown may be larger, so no more of one is ever read."""

# Not every system has all of these.
_READ = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _READ |= getattr(os, _flag, 0)


class ProjectError(Exception):
    """The environment is wrong; the message is a Swedish sentence with a way out."""


class Tree(Protocol):
    """Files by path from the project's root, with ``/``."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file's path, sorted."""

    def read(self, path: str) -> bytes | None:
        """The file's bytes; ``None`` when it cannot be read or is a symbolic link."""


@dataclass(frozen=True, slots=True)
class WorkingTree:
    """The files on disk; symbolic links are listed but never followed."""

    root: Path
    paths: tuple[str, ...]

    def read(self, path: str) -> bytes | None:
        """The file's bytes; ``None`` when it cannot be read or is a symbolic link."""
        try:
            descriptor = os.open(self.root / path, _READ)
        except OSError:
            return None
        with open(descriptor, "rb") as file:  # noqa: PTH123  opened by descriptor: no link is followed
            try:
                return file.read(LARGEST + 1)
            except OSError:
                return None


@dataclass(frozen=True, slots=True)
class StoredTree:
    """Files already in memory, for instance of a commit."""

    files: Mapping[str, bytes]

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file's path, sorted."""
        return tuple(sorted(self.files))

    def read(self, path: str) -> bytes | None:
        """The file's bytes; ``None`` when there is no such file."""
        return self.files.get(path)


def find_root(start: Path) -> Path:
    """The project that ``start`` lies in: the nearest folder upwards that holds the register.

    Raises ``ProjectError`` when there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file() or is_bare(folder):
            return folder
    raise ProjectError(
        f"Här finns inget Lydelse-projekt: {MARKER} saknas. "
        "Gå till projektets mapp eller ange den med --project."
    )


def is_bare(folder: Path) -> bool:
    """Whether the folder is a bare git repository."""
    inside = ("HEAD", "objects", "refs")
    return folder.name != ".git" and all((folder / name).exists() for name in inside)


def working_tree(root: Path) -> WorkingTree:
    """The project's files on disk, hidden files and folders left out."""
    paths: list[str] = []
    for top in FOLDERS:
        if top != "schemas" and (root / top).is_symlink():
            paths.append(top)
            continue
        for folder, subfolders, names in os.walk(root / top):
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            links = [name for name in subfolders if Path(folder, name).is_symlink()]
            base = Path(folder).relative_to(root).as_posix()
            paths += [
                f"{base}/{name}" for name in (*names, *links) if not name.startswith((".", "~$"))
            ]
    return WorkingTree(root, tuple(sorted(paths)))


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
