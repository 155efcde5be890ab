"""Citations in running text: each with its place, and marked for the renderer."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from markdown_it.token import Token

from lydelse.citations import SAME_STATUTE, Citation, Names
from lydelse.citations.grammar import parse

OPEN, CLOSE = "citation_open", "citation_close"
"""The types of the tokens around a citation."""

_SIGNS = re.compile(
    r"§|\d[:/]\d|\bkap\b|\b[Aa]rt(?:ik|\.)|[Ll]ag(?:en)?s?\b|[Bb]alk(?:en)?s?\b|[Ff]örordning"
    r"|direktiv|[Ff]öreskrift|[A-ZÅÄÖ]\w*[A-ZÅÄÖ]"
)
"""What a text with a citation holds; one without need not be read."""

_INSTEAD = {"softbreak": "\n", "hardbreak": "\n", "code_inline": "\0", "image": "\0"}
"""What stands in the plain text for what is no text."""


class Found(NamedTuple):
    """A citation in a block, and where it begins in the block's source, from 0."""

    citation: Citation
    position: int


class _Piece(NamedTuple):
    """A child of a block: its part of the block's plain text, and where that stands in the source.

    ``plain`` is what may be marked: text that stands in no link.
    """

    token: Token
    start: int
    end: int
    source: int
    plain: bool


def cited(block: Token, names: Names, first: int) -> list[Found]:
    """The citations in the block that name a statute, each marked for the renderer.

    Marks carry the citation's number in the whole text, of which this block's ``first`` is given.
    ``samma lag`` is the one that the block named last; what leans on more than that is left out.
    """
    if not _SIGNS.search(block.content) and not _other_names(names, block.content):
        return []
    pieces = list(_pieces(block))
    text = "".join(_text(piece.token) for piece in pieces)
    found = list(_named(parse(text, names), names))
    spans = {
        (one.start, one.end): first + number for number, one in reversed(list(enumerate(found)))
    }
    block.children = list(_marked(pieces, spans))
    positions: list[int] = []
    for one in found:
        positions.append(_position(one, text, block, pieces, max(positions, default=0)))
    return [Found(*row) for row in zip(found, positions, strict=True)]


def _other_names(names: Names, text: str) -> bool:
    """Whether the text may hold a name that looks like no other: regeringsformen."""
    folded = text.casefold()
    return any(name in folded for name in _unlike(names))


@lru_cache(maxsize=4)
def _unlike(names: Names) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names.meanings if not _SIGNS.search(name))


def _named(citations: Sequence[Citation], names: Names) -> Iterator[Citation]:
    """Those that name a statute; a mere word that only looks like one is none in prose."""
    last = ""
    for citation in citations:
        if citation.statute == SAME_STATUTE and last:
            yield citation.of(last)
        elif not citation.leans and (citation.is_firm or citation.statute in names.meanings):
            last = citation.statute
            yield citation


def _text(token: Token) -> str:
    return token.content if token.type == "text" else _INSTEAD.get(token.type, "")


def _pieces(block: Token) -> Iterator[_Piece]:
    length = source = depth = 0
    for token in block.children or []:
        depth += token.nesting if token.type.startswith("link_") else 0
        source = max(source, int(token.meta.get("pos", 0)))
        text = _text(token)
        if token.type == "text":
            source = max(source, block.content.find(text, source))
        plain = token.type in {"text", "softbreak"} and not depth
        yield _Piece(token, length, length + len(text), source, plain)
        length += len(text)
        source += len(text)
        source = max(source, int(token.meta.get("end", 0)))


def _position(
    citation: Citation, text: str, block: Token, pieces: Sequence[_Piece], before: int
) -> int:
    """Where the citation begins in the block's source, not ahead of the one ``before``."""
    piece = next(one for one in pieces if one.start <= citation.start < one.end)
    guess = piece.source + citation.start - piece.start
    word = text[citation.start : citation.end].split(maxsplit=1)[0]
    if block.content.startswith(word, guess):
        return guess
    least = max(piece.source, before)  # signs that stand before it in its piece are escaped
    return max(block.content.find(word, least), least)


def _marked(pieces: Sequence[_Piece], spans: dict[tuple[int, int], int]) -> Iterator[Token]:
    """The block's children with a pair of tokens around each citation that is plain text."""
    marked = {span: number for span, number in spans.items() if _is_plain(pieces, *span)}
    for piece in pieces:
        if piece.plain and piece.token.type == "text":
            yield from _cut(piece, marked)
        else:
            yield piece.token


def _is_plain(pieces: Sequence[_Piece], start: int, end: int) -> bool:
    return all(
        piece.plain
        for piece in pieces
        if (piece.start < end and piece.end > start) or start < piece.start == piece.end < end
    )


def _cut(piece: _Piece, marked: dict[tuple[int, int], int]) -> Iterator[Token]:
    """The text with the marks that begin or end in it."""
    signs = [(end, CLOSE, 0) for _, end in marked if piece.start < end <= piece.end]
    signs += [
        (start, OPEN, n) for (start, _), n in marked.items() if piece.start <= start < piece.end
    ]
    at = piece.start
    for place, kind, number in sorted(signs):
        yield from _part(piece, at, place)
        yield Token(kind, "a", 1 if kind == OPEN else -1, meta={"number": number})
        at = place
    yield from _part(piece, at, piece.end)


def _part(piece: _Piece, start: int, end: int) -> Iterator[Token]:
    if start < end:
        content = piece.token.content[start - piece.start : end - piece.start]
        yield Token("text", "", 0, content=content, level=piece.token.level)
