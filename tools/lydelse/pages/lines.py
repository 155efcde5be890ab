"""Two texts beside each other as a reader meets them: lines, what is folded, and tables."""

import re
from bisect import bisect
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile, zip_longest
from typing import Literal, NamedTuple

from lydelse.changes import BlockChange, Comparison, Piece
from lydelse.pages.words import capital, counted, joined

NEAR = 2
"""Unchanged blocks beside a changed one that are shown with it."""

FOLDED_FROM = 3
"""So many unchanged blocks in a row are worth folding."""

MARKED = ("added", "removed", "moved")
"""The marks that a reader may need to have explained."""

Kind = Literal["same", "removed", "added"]

_NAMED = 3
_CELL_END = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")


class Line(NamedTuple):
    """A block as a reader meets it; of the kind ``from`` it is where a moved block stood.

    Rows of the same ``table`` belong together, and ``head`` is its first.
    """

    kind: str
    form: str
    level: int
    pieces: tuple[Piece, ...]
    number: int | None = None
    table: int = 0
    head: bool = False

    @property
    def before(self) -> str:
        """The words that the block had before the change."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "added")

    @property
    def marks(self) -> frozenset[str]:
        """How the block and the words in it are marked."""
        return frozenset({self.kind, *(piece.kind for piece in self.pieces)})

    @property
    def shown(self) -> Iterator[Piece]:
        """The pieces as they are marked."""
        return marked(self.pieces)

    @property
    def cells(self) -> tuple[tuple[Piece, ...], ...]:
        """A row's cells, each with its pieces as they are marked."""
        return tuple(tuple(marked(cell)) for cell in cells_of(self.pieces))


class Group(NamedTuple):
    """Blocks that stand together: ``list`` (items), ``table`` (rows) or ``plain``."""

    form: str
    blocks: tuple[Line, ...]

    @property
    def heads(self) -> tuple[Line, ...]:
        """The rows that the table begins with and that are its head: one that is gone, and one."""
        return tuple(takewhile(lambda block: block.head, self.blocks))

    @property
    def width(self) -> int:
        """How many cells the widest row has."""
        return max(len(block.cells) for block in self.blocks)


class Part(NamedTuple):
    """A stretch of the text; ``folded`` when nothing in it has changed.

    ``headings`` are those of whole sections; a part of a section is told by its ``size``.
    """

    groups: tuple[Group, ...]
    folded: bool = False
    headings: tuple[str, ...] = ()
    size: int = 0

    @property
    def summary(self) -> str:
        """What unfolds the part; empty when it is shown."""
        few = self.headings
        if len(few) > _NAMED:
            rest = counted(len(few) - _NAMED + 1, "avsnitt", "avsnitt")
            few = (*few[: _NAMED - 1], f"{rest} till")
        return f"Visa oförändrad text{self._about(few)}" if self.folded else ""

    @property
    def omitted(self) -> str:
        """What stands in the part's place on paper."""
        return f"Oförändrad text är utelämnad{self._about(self.headings)}."

    def _about(self, names: Sequence[str]) -> str:
        size = counted(self.size, "stycke", "stycken")
        return f": {joined(names)}" if names else f" ({size})"


def marked(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with the space around a marked word outside the mark, and some between two."""
    joins = False
    for kind, text in pieces:
        word = text.strip()
        if kind == "same" or not word:
            yield Piece("same", text)
            joins = joins and not text
            continue
        before, _, after = text.partition(word)
        yield from (Piece("same", before or " " * joins), Piece(kind, word), Piece("same", after))
        joins = not after


def cells_of(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of a row cut at its bars; what replaces a cell stands in the same cell."""
    cells: list[list[Piece]] = [[]]
    for same, run in groupby(pieces, key=lambda piece: piece.kind == "same"):
        found = list(run)
        kinds: tuple[Kind, ...] = ("same",) if same else ("removed", "added")
        sides = [
            _CELL_END.split("".join(piece.text for piece in found if piece.kind == kind))
            for kind in kinds
        ]
        for n, texts in enumerate(zip_longest(*sides, fillvalue="")):
            cells += [[]] if n else []
            cells[-1] += [
                Piece(kind, text) for kind, text in zip(kinds, texts, strict=True) if text
            ]
    return tuple(tuple(_trimmed(cell)) for cell in cells)


def _trimmed(cell: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces of a cell without the space at its ends."""
    for n, (kind, text) in enumerate(cell):
        start = text if n else text.lstrip()
        if end := start if n < len(cell) - 1 else start.rstrip():
            yield Piece(kind, end)


def unmarked(line: Line) -> Line:
    """The line as it stands after the change, without a mark."""
    text = "".join(piece.text for piece in line.pieces if piece.kind != "removed")
    return line._replace(kind="same", pieces=(Piece("same", text),))


def lines_of(comparison: Comparison, old: Sequence[str]) -> tuple[Line, ...]:
    """The blocks in reading order, with a mark where each one that moved stood.

    ``old`` holds the texts of the old blocks. A place that cannot be told is not marked.
    """
    lines = [
        Line(block.kind, block.form, block.level, block.pieces, block.number, *place)
        for block, place in zip(comparison.blocks, _tables(comparison.blocks), strict=True)
    ]
    standing = _old_places(lines, old)
    came_from = [place for _, place in standing]
    free = _by_text(old, leave_out=frozenset(came_from))
    marks: dict[int, list[Line]] = {}
    for moved in (line for line in lines if line.kind == "moved"):
        text = moved.before.strip()
        if free.get(text):
            near = bisect(came_from, free[text].popleft())
            after = standing[near - 1][0] if near else -1
            pieces = (Piece("same", text),)
            marks.setdefault(after, []).append(Line("from", moved.form, moved.level, pieces))
    found = [*marks.get(-1, ())]
    for n, line in enumerate(lines):
        found += [line, *marks.get(n, ())]
    return tuple(found)


def _tables(blocks: Iterable[BlockChange]) -> Iterator[tuple[int, bool]]:
    """For each block the number of its table, 0 outside, and whether it is the table's head.

    Rows of a table stand on lines without a gap, but for the line below its head. Where a row
    that is gone stood is known only by the rows around it.
    """
    table, beside = 0, False
    line, head = 0, False  # of the latest row that the new text has; line 0 before the first
    for block in blocks:
        if block.form != "row":
            beside = False
            yield 0, False
            continue
        removed = block.kind == "removed"
        follows = line > 0 and block.line <= line + 1 + head
        if not (beside if removed else follows or (beside and not line)):
            table, line, beside = table + 1, 0, False
        is_head = not beside if removed else not line
        if not removed:
            line, head = block.line, is_head
        beside = True
        yield table, is_head


def _old_places(lines: Sequence[Line], old: Sequence[str]) -> list[tuple[int, int]]:
    """Each line that did not move, and where in the old text it stood: both counted from 0."""
    found: list[tuple[int, int]] = []
    free = _by_text(old)
    begin = 0
    for n, line in enumerate(lines):
        if line.kind in {"added", "moved"}:
            continue
        places = free.get(line.before.strip(), deque())
        while places and places[0] < begin:
            places.popleft()
        if places:
            begin = places.popleft() + 1
            found.append((n, begin - 1))
    return found


def _by_text(old: Sequence[str], leave_out: frozenset[int] = frozenset()) -> dict[str, deque[int]]:
    found: dict[str, deque[int]] = {}
    for place, text in enumerate(old):
        if place not in leave_out:
            found.setdefault(text.strip(), deque()).append(place)
    return found


def parts(lines: Sequence[Line]) -> Iterator[Part]:
    """The text cut for a reader: changed sections are shown, and what is unchanged is folded.

    Each piece of a table that is cut begins with the table's head.
    """
    heads = {line.table: unmarked(line) for line in lines if line.head}
    for part in _parts(lines):
        yield part._replace(groups=tuple(_with_head(group, heads) for group in part.groups))


def _with_head(group: Group, heads: Mapping[int, Line]) -> Group:
    first = group.blocks[0]
    head = heads.get(first.table) if group.form == "table" and not first.head else None
    return group._replace(blocks=(head, *group.blocks)) if head else group


def _parts(lines: Iterable[Line]) -> Iterator[Part]:
    unchanged: list[list[Line]] = []
    for section in _sections(lines):
        if all(line.kind == "same" for line in section):
            unchanged.append(section)
            continue
        yield from _unchanged(unchanged)
        unchanged = []
        yield from _changed(section)
    yield from _unchanged(unchanged)


def _sections(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines cut before each heading."""
    section: list[Line] = []
    for line in lines:
        if line.form == "heading" and section:
            yield section
            section = []
        section.append(line)
    if section:
        yield section


def _unchanged(found: list[list[Line]]) -> Iterator[Part]:
    """Whole sections that have not changed."""
    names = tuple(_heading(section[0]) for section in found if section[0].form == "heading")
    lines = [line for section in found for line in section]
    if lines:
        part = grouped(lines)
        yield part._replace(folded=len(lines) >= FOLDED_FROM, headings=names)


def _heading(line: Line) -> str:
    return capital("".join(piece.text for piece in line.pieces)) or "rubrik utan ord"


def _changed(section: list[Line]) -> Iterator[Part]:
    """A changed section: what is near a change is shown, longer stretches are folded."""
    changed = [n for n, line in enumerate(section) if line.kind != "same"]
    shown = {near for n in changed for near in range(n - NEAR, n + NEAR + 1)}
    shown |= {n for n, line in enumerate(section) if line.form == "heading"}
    runs = [
        (visible, [section[n] for n in run])
        for visible, run in groupby(range(len(section)), key=lambda n: n in shown)
    ]
    long = [(not visible and len(run) >= FOLDED_FROM, run) for visible, run in runs]
    for folded, same in groupby(long, key=lambda run: run[0]):
        yield grouped(line for _, run in same for line in run)._replace(folded=folded)


def grouped(lines: Iterable[Line]) -> Part:
    """The lines as one part, with items in lists and rows in tables."""
    groups: list[tuple[str, list[Line]]] = []
    for line in lines:
        form = {"item": "list", "row": "table"}.get(line.form, "plain")
        if groups and groups[-1][0] == form and _together(groups[-1][1][-1], line):
            groups[-1][1].append(line)
        else:
            groups.append((form, [line]))
    size = sum(len(held) for _, held in groups)
    return Part(tuple(Group(form, tuple(held)) for form, held in groups), size=size)


def _together(before: Line, line: Line) -> bool:
    """Whether two rows belong to one table: the place that a row left belongs to any."""
    return "from" in {before.kind, line.kind} or before.table == line.table
