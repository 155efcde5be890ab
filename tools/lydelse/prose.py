"""Citations in running text: each with its place, and marked for the renderer."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from string import punctuation
from typing import NamedTuple

from markdown_it.token import Token

from lydelse.citations import SAME_STATUTE, Citation, Names, is_abbreviation, is_of_statute
from lydelse.citations.grammar import parse

OPEN, CLOSE = "citation_open", "citation_close"
"""The types of the tokens around a citation."""

_SIGNS = re.compile(
    r"§|\d[:/]\d|\bkap\b|\b[Aa]rt(?:ik|\.)|[Ll]ag(?:en)?s?\b|[Bb]alk(?:en)?s?\b|[Ff]örordning"
    r"|direktiv|[Ff]öreskrift|[A-ZÅÄÖ]\w*[A-ZÅÄÖ]"
)
"""What a text with a citation holds; one without need not be read."""

_INSTEAD = {
    "softbreak": "\n",
    "hardbreak": "\n",
    "code_inline": "\0",
    "image": "\0",
    "footnote_ref": " ",
    "html_inline": " ",
}
"""What stands in the plain text for what is no text."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,40});")


_SHORT = 2
_LEADS = re.compile(r"(?i)\b(?:enligt|i|av|med|och|samt|eller|se|jfr)\s+$")
"""What a statute is named after; two capitals alone may be anything: FB, KL, TF."""

_PREFIXED = ("§", "paragraf", "Paragraf", "kap", "Kap")
"""How a place begins that is written as in minutes and handbooks."""


class Found(NamedTuple):
    """A citation in a block, and where it begins in the block's source, from 0."""

    citation: Citation
    position: int


class _Piece(NamedTuple):
    """A child of a block, and the block's plain text from ``start`` to ``end`` that it holds.

    ``plain`` is what may be marked: text that stands in no link.
    """

    token: Token
    text: str
    start: int
    plain: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Mark(NamedTuple):
    """A citation's part of the plain text, and its number in the whole body."""

    start: int
    end: int
    number: int


def cited(block: Token, names: Names, first: int, *, marked: bool = True) -> list[Found]:
    """The citations in the block that name a statute, each ``marked`` for the renderer.

    Marks carry the citation's number in the whole text, of which this block's ``first`` is given.
    ``samma lag`` is the one that the block named last; what leans on more than that is left out.
    """
    if not _SIGNS.search(block.content) and not _other_names(names, block.content):
        return []
    pieces = list(_pieces(block))
    text = "".join(piece.text for piece in pieces)
    found = list(_named(parse(text, names), names, text))
    if marked:
        block.children = list(_marked(pieces, list(_marks(found, pieces, first))))
    places = _places(pieces, block.content) if found else []
    return [Found(one, places[one.start]) for one in found]


def _other_names(names: Names, text: str) -> bool:
    """Whether the text may hold a name that looks like no other: regeringsformen."""
    folded = text.casefold()
    return any(name in folded for name in _unlike(names))


@lru_cache(maxsize=4)
def _unlike(names: Names) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names.meanings if not _SIGNS.search(name))


def _named(citations: Sequence[Citation], names: Names, text: str) -> Iterator[Citation]:
    """Those that name a statute; a mere word that only looks like one is none in prose."""
    last = ""
    for citation in citations:
        if citation.statute == SAME_STATUTE and last:
            yield citation.of(last)
        elif not citation.leans and _is_believed(citation, names, text):
            last = citation.statute
            yield citation


def _is_believed(citation: Citation, names: Names, text: str) -> bool:
    """Whether the text cites law here.

    Minutes, handbooks and agreements have sections too, and most abbreviations are of no statute:
    ``§ 52 KS 2024:123``, ``kap. 3 MAS``, ``skala 1:2 NEWS``. So of what is not known, only that is
    believed which looks like nothing but law.
    """
    name = citation.called or ("" if citation.numbered else citation.statute)
    if name in names.meanings or citation.statute in names.numbers:
        bare = len(name) == _SHORT and not citation.is_firm
        return not bare or bool(_LEADS.search(text, 0, citation.start))
    if not citation.is_firm:
        return False
    if text.startswith(_PREFIXED, citation.start):
        return citation.numbered and citation.statute in text[citation.start : citation.end]
    place = citation.provision
    whole = not (place.par or place.artikel)
    return not is_abbreviation(name) or (is_of_statute(name) and not citation.loose and not whole)


def _pieces(block: Token) -> Iterator[_Piece]:
    length, links, address = 0, 0, False
    for token in block.children or []:
        if token.type.startswith("link_"):
            links += token.nesting
            address = token.nesting > 0 and token.markup == "autolink"
        text = token.content if token.type == "text" else _INSTEAD.get(token.type, "")
        if address:
            text = "\0" * len(text)
        plain = token.type in {"text", "softbreak"} and not links
        yield _Piece(token, text, length, plain)
        length += len(text)


def _places(pieces: Sequence[_Piece], content: str) -> list[int]:
    """Where each sign of the plain text stands in the block's source."""
    limits, limit = [], len(content)
    for piece in reversed(pieces):
        limit = int(piece.token.meta.get("end", limit))
        limits.append(limit)
        limit = int(piece.token.meta.get("pos", limit))
    places: list[int] = []
    at = 0
    for piece, limit in zip(pieces, reversed(limits), strict=True):
        at = max(at, int(piece.token.meta.get("pos", 0)))
        if piece.token.type in {"text", "softbreak"}:
            at = _align(piece.text, content, at, limit, places)
        else:
            places += [at] * len(piece.text)
        if piece.token.type == "footnote_ref":
            at = content.find("]", at) + 1
        at = max(at, int(piece.token.meta.get("end", 0)))
    return places


def _align(text: str, content: str, at: int, limit: int, places: list[int]) -> int:
    """Add where each sign of the text stands in the source, and return the place after it.

    What stands between is markup, and what the source writes in another way is an entity.
    """
    number = 0
    while number < len(text):
        sign = text[number]
        escape = content.startswith("\\", at, limit) and content[at + 1 : at + 2] == sign
        if escape and sign in punctuation:
            places.append(at + 1)
            number, at = number + 1, at + 2
        elif entity := _ENTITY.match(content, at, limit):
            decoded = unescape(entity.group())
            written = decoded if text.startswith(decoded, number) else ""
            places += [at] * len(written)
            number, at = number + len(written), entity.end() if written else at + 1
        elif at < limit and content[at] != sign:
            at += 1
        else:
            places.append(at)
            number, at = number + 1, min(at + 1, limit)
    return at


def _marks(found: Sequence[Citation], pieces: Sequence[_Piece], first: int) -> Iterator[_Mark]:
    """The citations that are plain text, in order; of those that share a text, the first."""
    plain = "".join(("+" if piece.plain else "-") * len(piece.text) for piece in pieces)
    between = [piece.start for piece in pieces if not piece.text]
    last = 0
    for number, one in enumerate(found, first):
        inside = bisect_right(between, one.start) < bisect_left(between, one.end)
        if one.start >= last and not inside and "-" not in plain[one.start : one.end]:
            yield _Mark(one.start, one.end, number)
            last = one.end


def _marked(pieces: Sequence[_Piece], marks: Sequence[_Mark]) -> Iterator[Token]:
    """The block's children with a pair of tokens around each of the marks."""
    signs = [(one.start, OPEN, one.number) for one in marks]
    signs += [(one.end, CLOSE, one.number) for one in marks]
    waiting = sorted(signs, reverse=True)  # at one place, what ends before what begins
    for piece in pieces:
        if not piece.plain or piece.token.type != "text":
            yield piece.token
            continue
        at = piece.start
        while waiting and _is_in(piece, *waiting[-1][:2]):
            place, kind, number = waiting.pop()
            yield from _part(piece, at, place)
            yield Token(kind, "a", 1 if kind == OPEN else -1, meta={"number": number})
            at = place
        yield from _part(piece, at, piece.end)


def _is_in(piece: _Piece, place: int, kind: str) -> bool:
    return place < piece.end if kind == OPEN else place <= piece.end


def _part(piece: _Piece, start: int, end: int) -> Iterator[Token]:
    if start < end:
        content = piece.token.content[start - piece.start : end - piece.start]
        yield Token("text", "", 0, content=content, level=piece.token.level)
