"""The words of a block as pieces: what stayed, what went and what came."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from lydelse.changes.matching import matched
from lydelse.changes.model import Piece
from lydelse.changes.tokens import Token, joined, written

Pieces = tuple[Piece, ...]


def pieces_of(old: Sequence[Token], new: Sequence[Token]) -> Pieces:
    """The pieces between two texts: ``same`` and ``added`` join to the new, the rest to the old."""
    return tuple(_joined(list(_compared(_closed(old), _closed(new)))))


def laid_out(old: Sequence[Token], new: Sequence[Sequence[Token]]) -> list[Pieces]:
    """The pieces of each new block, when the words of several blocks were laid out anew.

    The space between blocks is no change; what went stands where it is missed.
    """
    words = [token for block in new for token in block]
    ends = [sum(map(len, new[: place + 1])) for place in range(len(new))]
    found: list[list[Piece]] = [[] for _ in new]
    at = i = j = 0
    for a, b in [*matched(_texts(old), _texts(words)), (len(old), len(words))]:
        found[at] += [Piece("removed", _spaced(token)) for token in old[i:a]]
        for place in range(j, min(b + 1, len(words))):
            while place >= ends[at]:
                at += 1
            space = "" if place + 1 == ends[at] else words[place].space
            kind: Literal["same", "added"] = "same" if place == b else "added"
            found[at].append(Piece(kind, written(words[place]) + space))
        i, j = a + 1, b + 1
    return [tuple(_joined(pieces)) for pieces in found]


def whole(tokens: Sequence[Token], kind: Literal["same", "added", "removed"]) -> Pieces:
    """A block's text as one piece."""
    text = joined(tokens)
    return (Piece(kind, text),) if text else ()


def _closed(tokens: Sequence[Token]) -> list[Token]:
    return [*tokens[:-1], tokens[-1]._replace(space="")] if tokens else []


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [written(token) for token in tokens]


def _spaced(token: Token) -> str:
    return written(token) + (token.space or " ")


def _compared(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Piece]:
    i = j = 0
    for a, b in [*matched(_texts(old), _texts(new)), (len(old), len(new))]:
        yield from (Piece("removed", written(token) + token.space) for token in old[i:a])
        yield from (Piece("added", written(token) + token.space) for token in new[j:b])
        if a < len(old):
            yield Piece("same", written(old[a]))
            if old[a].space == new[b].space:
                yield Piece("same", old[a].space)
            else:
                yield Piece("removed", old[a].space)
                yield Piece("added", new[b].space)
        i, j = a + 1, b + 1


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one; within a change, what went stands before what came."""
    found: list[Piece] = []
    for same, group in groupby(pieces, key=lambda piece: piece.kind == "same"):
        stretch = list(group)
        if same:
            found += stretch
            continue
        removed = "".join(piece.text for piece in stretch if piece.kind == "removed")
        added = "".join(piece.text for piece in stretch if piece.kind == "added")
        space = " " if removed.endswith(" ") and added.endswith(" ") else ""
        found.append(Piece("removed", removed.removesuffix(space)))
        found.append(Piece("added", added.removesuffix(space)))
        found.append(Piece("same", space))
    shown = [piece for piece in found if piece.text]
    for kind, neighbours in groupby(shown, key=lambda piece: piece.kind):
        yield Piece(kind, "".join(piece.text for piece in neighbours))
