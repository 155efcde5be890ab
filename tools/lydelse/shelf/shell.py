"""The shell: one page that MkDocs renders, into which every page of an old text is put."""

import gzip
import re
import shutil
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lydelse.links import site_address
from lydelse.pages.page import Page
from lydelse.tree import ProjectError

_SLOTS = ("lydelse-skal-titel", "lydelse-skal-beskrivning", "lydelse-skal-artikel")
_PLACE = "d/-/skal/"
_SLOT = re.compile(f"({'|'.join((*_SLOTS, _PLACE))})")
_HEAD_END = "</head>"
_NOINDEX = '<meta name="robots" content="noindex">\n'
_LISTED = re.compile(r"\s*<url>(?:(?!</url>).)*d/-/skal/.*?</url>", re.DOTALL)

SHELL = Page(
    path="d/-/skal.md", title=_SLOTS[0], description=_SLOTS[1], html=_SLOTS[2], searchable=False
)
"""The page to stage. It lies as deep as those it stands for, where no document can."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A page as MkDocs rendered it, cut where the parts of another page go."""

    pieces: tuple[str, ...]

    def around(self, page: Page) -> str:
        """The whole page."""
        texts = (escape(" ".join(text.split())) for text in (page.title, page.description))
        parts = dict(zip(_SLOTS, (*texts, page.html), strict=True))
        parts[_PLACE] = site_address(page.path)
        return "".join(parts.get(piece, piece) for piece in self.pieces)


def shell_of(html: str) -> Shell:
    """The shell in the rendered page. Raises ``ProjectError`` when the theme left a part out."""
    pieces = _SLOT.split(html.replace(_HEAD_END, _NOINDEX + _HEAD_END, 1))
    if any(pieces.count(slot) != 1 for slot in _SLOTS):
        raise ProjectError(
            "Sidorna för tidigare versioner kan inte byggas: temat visar inte sidans titel, "
            "beskrivning och text en gång var. Se efter vad mkdocs.yml säger om temat."
        )
    return Shell(tuple(pieces))


def taken_shell(site: Path) -> Shell:
    """The shell, taken out of the rendered site. Raises ``ProjectError`` and ``OSError``."""
    folder = site / _PLACE
    shell = shell_of((folder / "index.html").read_text("utf-8"))
    shutil.rmtree(folder.parent)
    _leave_out(site / "sitemap.xml")
    return shell


def _leave_out(sitemap: Path) -> None:
    """Take the shell out of the list of pages that MkDocs writes when it knows the address."""
    listing = sitemap.read_text("utf-8") if sitemap.is_file() else ""
    if _PLACE in listing:
        kept = _LISTED.sub("", listing)
        sitemap.write_text(kept, "utf-8", newline="\n")
        packed = gzip.compress(kept.encode(), mtime=0)
        sitemap.with_name(f"{sitemap.name}.gz").write_bytes(packed)
