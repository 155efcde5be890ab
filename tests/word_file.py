"""A Word file as it reads when its tracked changes are accepted, or rejected."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE, COME = "del", "ins"
_KINDS = {COME: COME, GONE: GONE, "moveTo": COME, "moveFrom": GONE}


def body(path: Path) -> Any:  # noqa: ANN401  lxml is untyped
    """The document's body."""
    with zipfile.ZipFile(path) as file:
        return etree.fromstring(file.read("word/document.xml"))[0]


def changes(path: Path) -> list[tuple[str, str]]:
    """Every tracked insertion and deletion of words, in order; a move is one of each."""
    found = body(path).iter(*(f"{_W}{name}" for name in _KINDS))
    return [(_KINDS[one.tag.removeprefix(_W)], text) for one in found if (text := _text(one))]


def lines(path: Path, without: str) -> list[str]:
    """The paragraphs, a table's row as one, when what is tracked as ``without`` is left out."""
    found = []
    for element in body(path).iter(f"{_W}p", f"{_W}tr"):
        inside = any(parent.tag == f"{_W}tr" for parent in element.iterancestors())
        if element.tag == f"{_W}p" and not inside:
            found.append(_text(element, without))
        elif element.tag == f"{_W}tr":
            found.append(" | ".join(_text(cell, without) for cell in element.iter(f"{_W}tc")))
    return [line for line in found if line.strip(" |")]


def converted(path: Path, ending: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another form.

    Without LibreOffice the test is skipped; in CI it must be there.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        assert not os.environ.get("CI"), "CI must have LibreOffice: see .ci/run"
        pytest.skip("LibreOffice finns inte här: apt install libreoffice-writer-nogui")
    home = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = (soffice, home, "--headless", "--convert-to", ending, "--outdir", str(folder))
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{ending}"


def _text(element: Any, without: str = "") -> str:  # noqa: ANN401  untyped
    parts = []
    for word in element.iter(f"{_W}t", f"{_W}delText", f"{_W}br"):
        around = {parent.tag.removeprefix(_W) for parent in word.iterancestors()}
        if not without or without not in around:
            parts.append("\n" if word.tag == f"{_W}br" else word.text or "")
    return "".join(parts)
