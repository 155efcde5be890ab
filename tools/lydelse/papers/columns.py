"""Two wordings side by side in a Word file, with the differences marked; nothing is tracked."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor

from lydelse.changes import Piece
from lydelse.papers.ooxml import grid
from lydelse.papers.passages import NEW, OLD, Group, Passage, RowSide, grouped, table_sides

HEAD = ("Nuvarande lydelse", "Föreslagen lydelse")
LEGEND = (
    "Borttagen text är överstruken, och tillagd text är fet och understruken. Text över båda "
    "kolumnerna är oförändrad."
)
_COLORS = {OLD: RGBColor(0x8A, 0x1C, 0x1C), NEW: RGBColor(0x14, 0x53, 0x2D)}
_SIZE, _SMALL = Pt(9.5), Pt(9)
_HALF, _INNER = Mm(83), Mm(78)
_STEP, _AIR = Mm(4), Pt(2)


def side_by_side(document: Any, passages: Sequence[Passage]) -> None:  # noqa: ANN401  untyped
    """Add the table last in the document."""
    lines = [
        line
        for group in grouped(passages)
        for line in ([group] if group.form == "rows" else group.passages)
    ]
    made = grid(document, len(lines) + 1, len(HEAD), head=True)
    made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    rows = list(made.rows)
    for cell, words in zip(rows[0].cells, HEAD, strict=True):
        _run(cell.paragraphs[0], words, bold=True)
    for row, line in zip(rows[1:], lines, strict=True):
        left, right = row.cells
        if isinstance(line, Group):
            _table(left, right, line)
        else:
            _passage(left, right, line)
    for row in rows:
        for cell in row.cells:
            cell.width = _HALF * (2 if len(row._tr.tc_lst) == 1 else 1)  # noqa: SLF001  untyped


def _passage(left: Any, right: Any, passage: Passage) -> None:  # noqa: ANN401  untyped
    if passage.same:
        _side(left.merge(right), passage, passage.new, passage.number, passage.mark)
        return
    gone = passage.kind in {"removed", "from"}
    _side(left, passage, passage.old, passage.former, passage.mark if gone else "")
    _side(right, passage, passage.new, passage.number, "" if gone else passage.mark)


def _side(
    cell: Any,  # noqa: ANN401  untyped
    passage: Passage,
    pieces: Sequence[Piece],
    number: int | None,
    mark: str,
) -> None:
    """One wording's side of a passage; a dash where it has none."""
    paragraph = cell.paragraphs[0]
    if not pieces:
        _run(paragraph, "–")
        return
    sign = ""
    if passage.form == "item":
        sign = f"{number}. " if number is not None else "• "
        paragraph.paragraph_format.left_indent = _STEP * min(max(passage.level - 1, 0), 4)
    _label(paragraph, mark)
    _run(paragraph, sign)
    for piece in pieces:
        _marked(paragraph, piece, bold=passage.form == "heading")


def _table(left: Any, right: Any, group: Group) -> None:  # noqa: ANN401  untyped
    """A table of the document in the cells: once when nothing in it differs."""
    old, new = table_sides(group)
    if all(one.same for one in group.passages):
        _inner(left.merge(right), new, _INNER * 2)
        return
    _inner(left, old, _INNER)
    _inner(right, new, _INNER)


def _inner(cell: Any, rows: Sequence[RowSide], width: int) -> None:  # noqa: ANN401  untyped
    if not rows:
        _run(cell.paragraphs[0], "–")
        return
    cell._tc.remove(cell.paragraphs[0]._p)  # noqa: SLF001  a cell must end with a paragraph
    made = grid(cell, len(rows), len(rows[0].cells), head=True)
    made.autofit = False
    for row, side in zip(made.rows, rows, strict=True):
        for n, (inner, pieces) in enumerate(zip(row.cells, side.cells, strict=True)):
            inner.width = width // len(side.cells)
            _label(inner.paragraphs[0], "" if n else side.mark)
            for piece in pieces:
                _marked(inner.paragraphs[0], piece, bold=row._index == 0)  # noqa: SLF001
    end = cell.paragraphs[-1]
    end.paragraph_format.space_after = 0
    end.paragraph_format.line_spacing = Pt(2)


def _label(paragraph: Any, mark: str) -> None:  # noqa: ANN401  untyped
    if mark:
        _run(paragraph, f"({mark}) ", bold=True, size=_SMALL)


def _marked(paragraph: Any, piece: Piece, *, bold: bool) -> None:  # noqa: ANN401  untyped
    """The piece's words; a stroke, or a line below, and never only a colour."""
    run = _run(paragraph, piece.text, bold=bold or piece.kind == NEW)
    run.font.strike = piece.kind == OLD or None
    run.font.underline = piece.kind == NEW or None
    if color := _COLORS.get(piece.kind):
        run.font.color.rgb = color


def _run(paragraph: Any, text: str, *, bold: bool = False, size: int = _SIZE) -> Any:  # noqa: ANN401  untyped
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = _AIR
    run = paragraph.add_run(text)
    run.font.size, run.bold = size, bold or None
    return run
