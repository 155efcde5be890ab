"""What has its place by a number or in a table: steps that are referred to, cells in their rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from lydelse.changes.blocks import Block
from lydelse.changes.judging import Verdict
from lydelse.changes.model import Reason
from lydelse.changes.tokens import joined
from lydelse.findings import quoted

Pairs = Mapping[int, int]
Row = tuple[list[str], list[str], Block]
"""The cells of a row as they were and are, and the row to point at."""


def renumbered(
    old: Sequence[Block], new: Sequence[Block], pairs: Pairs, *, torn: bool
) -> Iterator[Verdict]:
    """Verdicts on steps that got another number, or none; said once where several follow suit.

    ``torn`` says that steps came or went: then the new numbers of those after them are no news.
    """
    before: object = 0
    for i, j in pairs.items():
        was, now = old[i], new[j]
        if was.number is None:
            continue
        shift = None if now.number is None else now.number - was.number
        if shift is None and before is not None:
            yield unnumbered(now)
        elif shift and shift != before and not torn:
            text = f"Steg {was.number}, {quoted(now.text)}, är nu steg {now.number}. "
            yield _doubt(f"{text}En hänvisning till ett steg kan leda fel.", now)
        before = shift


def unnumbered(block: Block) -> Verdict:
    """The verdict on a step that lost its number."""
    text = f"{quoted(block.text)} är inte längre ett numrerat steg. "
    return _doubt(f"{text}Det kan ändra i vilken ordning det ska göras.", block)


def moved_cells(old: Sequence[Block], new: Sequence[Block], pairs: Pairs) -> Iterator[Verdict]:
    """Verdicts on cells that stand in another row, or in another place of their row."""
    rows = [(_row(old[i]), _row(new[j]), new[j]) for i, j in pairs.items() if old[i] != new[j]]
    paired = {*pairs.values()}
    left: list[Row] = [(_row(block), [], block) for i, block in enumerate(old) if i not in pairs]
    left += [([], _row(block), block) for j, block in enumerate(new) if j not in paired]
    if _lost(rows + left) == _lost([(now, was, block) for was, now, block in rows + left]):
        rows += left
    gone = {cell: at for at, (was, now, _) in enumerate(rows) for cell in _missing(was, now)}
    for at, (was, now, block) in enumerate(rows):
        for cell in _missing(now, was):
            if cell and gone.get(cell, at) != at:
                yield _doubt(f"Cellen {quoted(cell)} står nu på en annan rad i tabellen.", block)
        if was != now and Counter(was) == Counter(now):
            yield _doubt(f"Cellerna {quoted(' | '.join(now))} har bytt plats på raden.", block)


def _lost(rows: Sequence[Row]) -> Counter[str]:
    return Counter(cell for was, now, _ in rows for cell in _missing(was, now))


def _missing(cells: Sequence[str], others: Sequence[str]) -> Counter[str]:
    return Counter(cells) - Counter(others)


def _row(block: Block) -> list[str]:
    """The texts of a row's cells; nothing for what is no row."""
    if block.form != "row":
        return []
    groups = groupby(block.tokens, key=lambda token: token.kind == "cell")
    return [joined(list(group)) for border, group in groups if not border]


def _doubt(text: str, block: Block) -> Verdict:
    return Verdict("i sak", (Reason("ordning", text, block.line),))
