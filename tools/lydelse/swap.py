"""One folder in another's place in one step."""

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h


def into_place(fresh: Path, place: Path) -> None:
    """Put ``fresh`` where ``place`` is; what stood there is removed afterwards.

    Where the system can exchange two names (Linux), there is never a moment without a folder;
    elsewhere there is a very short one, and a failure puts the old folder back. Raises ``OSError``.
    """
    if not place.exists():
        fresh.rename(place)
        return
    if not _exchanged(fresh, place):
        _renamed_twice(fresh, place)
    shutil.rmtree(fresh, ignore_errors=True)


def _exchanged(first: Path, second: Path) -> bool:
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    names = os.fsencode(first), os.fsencode(second)
    return bool(library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _renamed_twice(fresh: Path, place: Path) -> None:
    old = fresh.with_name(f"{fresh.name}.gammal")
    place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        old.rename(place)
        raise
    old.rename(fresh)
