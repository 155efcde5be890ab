"""``lydelse fmt``: writes a document in its canonical form, and only if nothing is lost by it."""

import os
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lydelse.body import read_body
from lydelse.canonical import Schema, canonical
from lydelse.source import Source, read_source

MENDED = {"bom", "crlf"}
"""Faults that the canonical form mends; every other one must be mended by a person."""


class Formatted(NamedTuple):
    """The canonical bytes, or ``None`` with the reason; and the comments that went out."""

    data: bytes | None
    reason: str = ""
    comments: tuple[tuple[int, str], ...] = ()


def formatted(data: bytes, schema: Schema) -> Formatted:
    """The document's canonical form, if it reads back as the same document."""
    source = read_source(data)
    fault = next((fault for fault in source.faults if fault.kind not in MENDED), None)
    if fault or source.front is None:
        where = f"rad {fault.line}: {fault.message}" if fault else "metadata saknas"
        return Formatted(None, f"rätta först det som inte går att läsa ({where})")
    text = canonical(source.front, source.body, schema)
    if not _same(source, read_source(text.encode())):
        return Formatted(None, "den nya formen skulle inte läsas som samma dokument")
    return Formatted(text.encode(), comments=source.comments)


def write(path: Path, data: bytes) -> None:
    """Put the bytes in the file's place, whole or not at all, with the file's own mode.

    Raises ``OSError`` when the folder cannot be written; the file is then as it was.
    """
    mode = path.stat().st_mode if path.exists() else 0o644
    descriptor, name = tempfile.mkstemp(prefix=".lydelse-", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode & 0o7777)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_edit(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write each file, then take away those without content: nothing is lost half-way."""
    for name, data in files.items():
        if data is not None:
            write(root / name, data)
    for name, data in files.items():
        if data is None:
            (root / name).unlink()


def _same(before: Source, after: Source) -> bool:
    if after.faults or after.front != before.front:
        return False
    return read_body(unicodedata.normalize("NFC", before.body)).html == read_body(after.body).html
