"""A tagged PDF as a reader of its structure meets it: elements, marked content, and what is not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

PAINTS = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "EI"}
"""Operators that leave something on the page."""


class Element(NamedTuple):
    """An element of the structure: its tag, the tags around it, itself, and its marked content.

    ``marked`` is page and number of each stretch of content, in the order of the structure.
    """

    tag: str
    around: tuple[str, ...]
    it: Any
    marked: tuple[tuple[int, int], ...]


class Tagged:
    """An open PDF."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self.root: Any = self.pdf.Root
        self._pages = {page.obj.objgen: n for n, page in enumerate(self.pdf.pages)}

    def elements(self) -> Iterator[Element]:
        """Every element below the root, in reading order."""
        yield from self._below(self.root.StructTreeRoot, ())

    def tags(self) -> list[str]:
        """The tags in reading order."""
        return [one.tag for one in self.elements()]

    def text(self, element: Any) -> str:  # noqa: ANN401  the library's objects are untyped
        """The words of an element and of all within it, by the fonts' own tables."""
        found = self._below(element, ())
        places = [*self._own(element), *(place for one in found for place in one.marked)]
        return "".join(self.words().get(place, "") for place in places)

    def words(self) -> dict[tuple[int, int], str]:
        """The text of each stretch of marked content."""
        words: dict[tuple[int, int], str] = {}
        for place, operands, operator, font in self._content():
            if place and operator in {"Tj", "TJ"}:
                parts = operands[0] if operator == "TJ" else [operands[0]]
                raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                words[place] = words.get(place, "") + _decoded(raw, font)
        return words

    def loose(self) -> list[str]:
        """The operators that paint outside every mark."""
        return [operator for place, _, operator, _ in self._content() if place is None]

    def marks(self) -> set[tuple[int, int]]:
        """Page and number of every stretch of content that is not an artifact."""
        return {
            (page, int(operands[1]["/MCID"]))
            for page, shown in enumerate(self.pdf.pages)
            for operands, operator in _instructions(shown)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        }

    def margins(self) -> list[str]:
        """The words of each page that are no content."""
        found = ["" for _ in self.pdf.pages]
        for page, shown in enumerate(self.pdf.pages):
            aside, font = False, None
            for operands, operator in _instructions(shown):
                name = str(operator)
                if name in {"BDC", "BMC"}:
                    aside = str(operands[0]) == "/Artifact"
                elif name == "Tf":
                    font = shown.resources["/Font"][str(operands[0])]
                elif name == "TJ" and aside:
                    parts = [part for part in operands[0] if isinstance(part, pikepdf.String)]
                    found[page] += _decoded(b"".join(map(bytes, parts)), font)
        return found

    def _content(self) -> Iterator[tuple[Any, Any, str, Any]]:
        """What paints: its mark (``None`` outside all, ``()`` in an artifact), and its font."""
        for page, shown in enumerate(self.pdf.pages):
            open_: list[Any] = []
            font: Any = None
            for operands, operator in _instructions(shown):
                name = str(operator)
                if name in {"BDC", "BMC"}:
                    inside = operands[1] if name == "BDC" else {}
                    known = "/MCID" in inside
                    open_.append((page, int(inside["/MCID"])) if known else ())
                elif name == "EMC":
                    open_.pop()
                elif name == "Tf":
                    font = shown.resources["/Font"][str(operands[0])]
                elif name in PAINTS:
                    yield open_[-1] if open_ else None, operands, name, font

    def _below(self, element: Any, around: tuple[str, ...]) -> Iterator[Element]:  # noqa: ANN401  untyped
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                tag = str(kid.S)[1:]
                yield Element(tag, around, kid, tuple(self._own(kid)))
                yield from self._below(kid, (*around, tag))

    def _own(self, element: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401  untyped
        for kid in _kids(element):
            if isinstance(kid, int):
                yield self._pages[element.Pg.objgen], kid


def _instructions(page: Any) -> Any:  # noqa: ANN401  untyped
    return pikepdf.parse_content_stream(page)


def _kids(element: Any) -> list[Any]:  # noqa: ANN401  untyped
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _decoded(raw: bytes, font: Any) -> str:  # noqa: ANN401  untyped
    """The text of two-byte codes, by the font's table to Unicode."""
    table: dict[int, str] = {}
    for line in bytes(font.ToUnicode.read_bytes()).decode("latin-1").split("\n"):
        parts = line.replace("<", " ").replace(">", " ").split()
        if len(parts) == 2 and all(len(part) % 2 == 0 for part in parts):
            try:
                table[int(parts[0], 16)] = bytes.fromhex(parts[1]).decode("utf-16-be")
            except ValueError:
                continue
    codes = (int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2))
    return "".join(table.get(code, "\ufffd") for code in codes)
