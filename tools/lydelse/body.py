"""A document's body: its headings, links, images, tables and HTML, each with its place.

The only reader of Markdown: checks, comparison and pages all build on what it returns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from lydelse.citations import Citation, Names

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 12
"""Block levels; the parser drops what lies deeper than 20, so deeper nesting is refused."""

_CONTAINERS = frozenset(
    f"{name}_open"
    for name in ("bullet_list", "ordered_list", "list_item", "blockquote", "alert", "footnote")
)
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


class Heading(NamedTuple):
    """A heading: level 1 to 6, plain text, the forge's anchor, and the words of its section."""

    level: int
    text: str
    slug: str
    words: int
    line: int
    column: int


class Link(NamedTuple):
    """A link or image: where it leads (as written, decoded) and the text or alt text it shows."""

    href: str
    text: str
    image: bool
    line: int
    column: int


class Mark(NamedTuple):
    """Something worth a finding: ``kind`` is ``html``, ``table`` (no header) or ``deep``."""

    kind: str
    text: str
    line: int
    column: int


class Mention(NamedTuple):
    """A citation of law in the text."""

    citation: Citation
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Body:
    """What a body holds; lines and columns count from 1 in the file."""

    html: str = ""
    words: int = 0
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    cited: tuple[Mention, ...] = ()

    @property
    def anchors(self) -> frozenset[str]:
        """Every place in the text that a link may name after ``#``."""
        return frozenset(heading.slug for heading in self.headings)


_NONE = Names()


def read_body(text: str, first_line: int = 1, names: Names = _NONE) -> Body:
    """The body of the text, which begins on the file's line ``first_line``; never raises.

    Citations of law are looked for only where ``names`` are given.
    """
    from lydelse import markdown

    tokens = markdown.parse(text)
    lines = text.split("\n")
    _note_cells(tokens, lines)
    words = [len(_words(token).split()) if token.content else 0 for token in tokens]
    headings = tuple(_headings(tokens, words, lines, first_line))
    links = tuple(_links(tokens, lines, first_line))
    mentions = tuple(_mentions(tokens, lines, first_line, names)) if names.meanings else ()
    return Body(
        html=markdown.render(tokens),
        words=sum(words),
        headings=headings,
        links=links,
        marks=tuple(_marks(tokens, lines, first_line)),
        cited=mentions,
    )


def slug(text: str) -> str:
    """The anchor that GitHub and Forgejo give a heading; å, ä and ö are kept."""
    return _NOT_IN_SLUG.sub("", text.strip().lower()).replace(" ", "-").lstrip("_")


def _headings(
    tokens: Sequence["Token"], words: Sequence[int], lines: list[str], first: int
) -> Iterator[Heading]:
    """The headings, and each one's anchor noted on its token for the renderer."""
    used: dict[str, int] = {}
    starts = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    for number, index in enumerate(starts):
        token = tokens[index]
        text = _text(tokens[index + 1].children or [])
        anchor = _unused(slug(text) or "avsnitt", used)
        token.meta["slug"] = anchor
        after = (later for later in starts[number + 1 :] if tokens[later].tag <= token.tag)
        size = sum(words[index + 2 : next(after, len(tokens))])
        line = token.map[0] if token.map else 0
        yield Heading(int(token.tag[1]), text, anchor, size, first + line, _indent(lines, line))


def _unused(anchor: str, used: dict[str, int]) -> str:
    """The anchor, numbered as the forges do when a heading before has it."""
    free = anchor
    while free in used:
        used[anchor] += 1
        free = f"{anchor}-{used[anchor]}"
    used[free] = 0
    return free


def _links(tokens: Sequence["Token"], lines: list[str], first: int) -> Iterator[Link]:
    for block in tokens:
        children = block.children or []
        for index, token in enumerate(children):
            if token.type not in {"link_open", "image"}:
                continue
            line, column = _spot(block, token, lines)
            if token.type == "image":
                href, text = token.attrGet("src"), _text(token.children or [])
            else:
                href, text = token.attrGet("href"), _text(_until_close(children, index))
            yield Link(unquote(str(href or "")), text, token.type == "image", first + line, column)


def _mentions(
    tokens: Sequence["Token"], lines: list[str], first: int, names: Names
) -> Iterator[Mention]:
    """The citations of law in every block, each marked for the renderer but in headings."""
    from lydelse.prose import cited

    number = 0
    for before, block in pairwise(tokens):
        if block.type != "inline":
            continue
        plain = before.type != "heading_open"
        for citation, position in cited(block, names, number, marked=plain):
            line, column = _place(block, position, lines)
            yield Mention(citation, first + line, column)
            number += 1


def _note_cells(tokens: Sequence["Token"], lines: list[str]) -> None:
    """Note on each cell of a table where in its line it is to be looked for."""
    row, at = -1, 0
    for before, block in pairwise(tokens):
        if before.type not in {"td_open", "th_open"} or not block.map:
            continue
        row, at = (row, at) if block.map[0] == row else (block.map[0], 0)
        source = _cell_source(block.content)
        at = max(lines[row].find(source, at), at)
        block.meta["column"] = at
        at += len(source)


def _cell_source(text: str) -> str:
    """The text of a cell as it is written."""
    return text.replace("|", "\\|")


def _marks(tokens: Sequence["Token"], lines: list[str], first: int) -> Iterator[Mark]:
    for index, token in enumerate(tokens):
        line = token.map[0] if token.map else 0
        if token.type == "html_block":
            content = token.content.strip()
            found = lines[line].find(content.split("\n")[0]) + 1
            yield Mark("html", content, first + line, found or _indent(lines, line))
        elif token.type == "thead_open" and not _header(tokens, index):
            yield Mark("table", "", first + line, _indent(lines, line))
        if token.level == DEEPEST and token.type in _CONTAINERS:
            yield Mark("deep", "", first + line, _indent(lines, line))
        for child in token.children or () if "<" in token.content else ():
            if child.type == "html_inline" and not child.content.startswith("</"):
                at, column = _spot(token, child, lines)
                yield Mark("html", child.content, first + at, column)


def _header(tokens: Sequence["Token"], start: int) -> bool:
    """Whether every cell of the header row that begins at ``start`` has text."""
    for token in tokens[start:]:
        if token.type == "thead_close":
            return True
        if token.type == "inline" and not _text(token.children or []).strip():
            return False
    return False


def _spot(block: "Token", token: "Token", lines: list[str]) -> tuple[int, int]:
    """Line (from 0) and column (from 1) of an inline token."""
    return _place(block, int(token.meta.get("pos", 0)), lines)


def _place(block: "Token", position: int, lines: list[str]) -> tuple[int, int]:
    """Line (from 0) and column (from 1) of a position in the block's text."""
    start = block.map[0] if block.map else 0
    if "column" in block.meta:
        before = _cell_source(block.content[:position])
        return start, block.meta["column"] + len(before) + 1
    content = block.content
    before = content[:position]
    offset = before.count("\n")
    begin = before.rfind("\n") + 1
    end = content.find("\n", position)
    piece = content[begin : end if end >= 0 else len(content)]
    line = min(start + offset, len(lines) - 1)
    found = lines[line].find(piece)
    column = found + position - begin if found >= 0 else _indent(lines, line) - 1
    return line, min(column, len(lines[line])) + 1


def _indent(lines: list[str], line: int) -> int:
    text = lines[line] if line < len(lines) else ""
    return len(text) - len(text.lstrip()) + 1


def _until_close(children: Sequence["Token"], start: int) -> list["Token"]:
    depth = 0
    for index in range(start, len(children)):
        depth += children[index].nesting
        if depth == 0:
            return list(children[start + 1 : index])
    return list(children[start + 1 :])


def _words(block: "Token") -> str:
    if block.type in {"fence", "code_block"}:
        return block.content
    return _text(block.children or [])


def _text(children: Sequence[Any]) -> str:
    parts = []
    for child in children:
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type == "image":
            parts.append(_text(child.children or []))
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts)
