"""A wording's passages: the one that applies beside the one proposed, block by block."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from lydelse.changes import Comparison, Piece
from lydelse.changes.blocks import Block, blocks_of
from lydelse.pages.lines import Line, lines_of
from lydelse.wording import Wording

OLD, NEW = "removed", "added"
"""What a piece is when only the old wording has it, and when only the new one has."""

DEEPEST = 6
"""The deepest level that every form of a paper has."""

_MARKS = {
    "added": "Tillagt",
    "removed": "Borttaget",
    "moved": "Flyttat hit",
    "from": "Flyttat härifrån",
}
_CELL = " | "
_LEFT = frozenset({"removed", "from"})


class Passage(NamedTuple):
    """A block of a wording; its kind is a ``BlockChange``'s, or ``from`` where it was moved from.

    ``number`` and ``former`` are the step's number in the new and in the old wording. ``mark`` is
    a word for what became of the whole block.
    """

    kind: str
    form: str
    level: int
    pieces: tuple[Piece, ...]
    number: int | None = None
    former: int | None = None
    mark: str = ""

    @property
    def old(self) -> tuple[Piece, ...]:
        """The pieces that the old wording has."""
        if self.kind in {"added", "moved"}:
            return ()
        return tuple(piece for piece in self.pieces if piece.kind != NEW)

    @property
    def new(self) -> tuple[Piece, ...]:
        """The pieces that the new wording has."""
        if self.kind in {"removed", "from"}:
            return ()
        return tuple(piece for piece in self.pieces if piece.kind != OLD)

    @property
    def same(self) -> bool:
        """Whether both wordings have the block in the same words."""
        words = all(piece.kind == "same" for piece in self.pieces)
        return self.kind in {"same", "changed"} and words and self.number == self.former


class Group(NamedTuple):
    """Passages that stand together: a ``list``, the ``rows`` of a table, or one ``plain``."""

    form: str
    passages: tuple[Passage, ...]


def whole(wording: Wording) -> tuple[Passage, ...]:
    """The passages of a wording that stands alone."""
    return tuple(
        Passage("same", block.form, block.level, (Piece("same", block.text),), block.number)
        for block in blocks_of(wording.body)
    )


def beside(former: Wording, comparison: Comparison) -> tuple[Passage, ...]:
    """The passages of both wordings, in the new one's order."""
    old = blocks_of(former.body)
    lines = lines_of(comparison, [block.text for block in old])
    numbers = _numbers(lines, old)
    return tuple(_passage(line, number) for line, number in zip(lines, numbers, strict=True))


def grouped(passages: Iterable[Passage]) -> Iterator[Group]:
    """The passages, with items and what stands in them together, and rows together."""
    for form, found in groupby(passages, _group):
        held = tuple(found)
        if form == "plain":
            yield from (Group("plain", (one,)) for one in held)
        else:
            yield Group(form, held)


def cells(passage: Passage) -> tuple[tuple[Piece, ...], ...] | None:
    """A row's cells; ``None`` when the two wordings do not have the same columns."""
    kinds = {piece.kind for piece in passage.pieces}
    for kind, text in passage.pieces:
        if _CELL in text and kind != "same" and len(kinds) > 1:
            return None
    return _columns(passage.pieces)


class RowSide(NamedTuple):
    """One wording's side of a table's row; ``kind`` and ``mark`` are the passage's."""

    kind: str
    mark: str
    cells: tuple[tuple[Piece, ...], ...]


def table_sides(group: Group) -> tuple[tuple[RowSide, ...], tuple[RowSide, ...]]:
    """The rows as the old wording has them, and as the new one has them, each with its cells."""
    old = [
        RowSide(one.kind, one.mark if one.kind in _LEFT else "", _columns(one.old))
        for one in group.passages
        if one.old
    ]
    new = [
        RowSide(one.kind, one.mark if one.kind not in _LEFT else "", _columns(one.new))
        for one in group.passages
        if one.new
    ]
    return tuple(_evened(old)), tuple(_evened(new))


def _columns(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], ...]:
    found: list[list[Piece]] = [[]]
    for kind, text in pieces:
        first, *rest = text.split(_CELL)
        found[-1].append(Piece(kind, first))
        found += [[Piece(kind, one)] for one in rest]
    return tuple(tuple(piece for piece in cell if piece.text) for cell in found)


def _evened(rows: Sequence[RowSide]) -> Iterator[RowSide]:
    """The rows with the same number of cells."""
    width = max((len(row.cells) for row in rows), default=0)
    for row in rows:
        yield row._replace(cells=(*row.cells, *[()] * (width - len(row.cells))))


def levels(passages: Iterable[Passage], below: int) -> Iterator[int]:
    """The level of each heading of a wording whose own title has the level ``below``: none skipped.

    Others have level 0.
    """
    last = below
    for passage in passages:
        if passage.form != "heading":
            yield 0
            continue
        wanted = max(below + passage.level - 1, below + 1)
        last = min(wanted, last + 1, DEEPEST)
        yield last


def _passage(line: Line, former: int | None) -> Passage:
    unlike = any(piece.kind != "same" for piece in line.pieces)
    mark = _MARKS.get(line.kind, "")
    if line.kind == "moved" and unlike:
        mark = "Flyttat hit och ändrat"
    elif line.kind == "changed" and not unlike:
        mark = "Samma ord, annan form eller länk"
    number = None if line.kind == "from" else line.number
    return Passage(line.kind, line.form, line.level, _entire(line), number, former, mark)


def _entire(line: Line) -> tuple[Piece, ...]:
    """The pieces of a block that came or went as a whole: one, of that kind."""
    if line.kind == "added":
        return (Piece("added", "".join(piece.text for piece in line.pieces)),)
    return (Piece("removed", line.before),) if line.kind == "removed" else line.pieces


def _numbers(lines: Sequence[Line], old: Sequence[Block]) -> Iterator[int | None]:
    """The number that each line's block had in the old wording."""
    free: dict[str, deque[int | None]] = {}
    for block in old:
        free.setdefault(block.text.strip(), deque()).append(block.number)
    for line in lines:
        known = free.get(line.before.strip())
        gone = line.kind in {"added", "moved"} or not known
        yield None if gone or known is None else known.popleft()


def _group(passage: Passage) -> str:
    if passage.form == "row":
        return "rows"
    if passage.form == "heading" or not passage.level:
        return "plain"
    return "list"
