"""The folder that a paper lies in: it is never written over what somebody has changed."""

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path

from lydelse.formatting import write as put
from lydelse.tree import ProjectError

SUMS = "kontrollsummor.txt"
"""What the folder was given, a line for each file: SHA-256 and name, as ``sha256sum`` has them."""


def refuse_if_not_ours(folder: Path) -> None:
    """Raise ``ProjectError`` unless the folder is new, empty, or just as it was written."""
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir():
        raise ProjectError(f"{folder} är ingen mapp. Ange en ny mapp med --out.")
    sums = _sums(folder)
    for path in sorted(folder.iterdir()):
        if path.name == SUMS and sums:
            continue
        if path.name not in sums or path.is_symlink() or not path.is_file():
            raise ProjectError(
                f"{folder} har något som inte är ett underlag ({path.name}). "
                "Ange en ny mapp med --out."
            )
        if _sum(path.read_bytes()) != sums[path.name]:
            raise ProjectError(
                f"{path} är ändrad sedan den skrevs, och skrivs inte över. "
                "Ange en ny mapp med --out."
            )


def write(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put the files in the folder, in the place of those that were there.

    All are written beside them first: a full disk leaves the folder as it was. Raises
    ``ProjectError`` for a folder that is not ours, and ``OSError`` when nothing can be written.
    """
    refuse_if_not_ours(folder)
    folder.mkdir(parents=True, exist_ok=True)
    lines = (f"{_sum(data)}  {name}\n" for name, data in sorted(contents.items()))
    whole = {**contents, SUMS: "".join(lines).encode()}
    former = set(_sums(folder)) - set(whole)
    with tempfile.TemporaryDirectory(prefix=".lydelse-", dir=folder) as beside:
        for name, data in whole.items():
            put(Path(beside) / name, data)
        for name in whole:
            (Path(beside) / name).replace(folder / name)
    for name in former:
        (folder / name).unlink(missing_ok=True)


def _sums(folder: Path) -> Mapping[str, str]:
    """What the folder was given; names of files in it, and nothing that leads out of it."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    rows = (line.partition("  ") for line in lines)
    return {name: sum_ for sum_, _, name in rows if name and Path(name).name == name != ".."}


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
