"""A paper as a Word file: real headings, lists and tables, and changes that Word itself tracks."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

from lydelse.changes import Piece
from lydelse.papers.paper import Beside, Block, Heading, Paper, Points, Table, Text, Whole
from lydelse.papers.passages import Group, Passage, cells, grouped, levels

TRACKED = "Samma text med spårade ändringar"
LEGEND = (
    "Skillnaderna är spårade ändringar. Acceptera alla, och den föreslagna lydelsen står kvar; "
    "avvisa alla, och den nuvarande står kvar."
)
Lists = dict[int, tuple[int, int | None]]
"""The open list of each level, and the number that its next item has (none for bullets)."""

_FONT = "Arial"
_WIDTH = 166  # millimetres between the margins
_BESIDE_LEVEL = 4
_SIZES = {1: 18, 2: 14, 3: 12, 4: 11, 5: 10.5, 6: 10.5}
_INDENT = 425 * 635  # twentieths of a point to the library's own measure


def word(paper: Paper) -> bytes:
    """The paper's file."""
    return _Writer(paper).file()


class _Writer:
    """Writes one document from its beginning to its end."""

    def __init__(self, paper: Paper) -> None:
        import docx

        from lydelse.papers.ooxml import Numbering, Tracker, forget_template, speak_swedish

        self._paper = paper
        self._document: Any = docx.Document()
        self._tracker = Tracker(paper.municipality, paper.day)
        self._numbering = Numbering(self._document)
        forget_template(self._document)
        speak_swedish(self._document)
        _set_styles(self._document)
        self._properties()
        self._margins()

    def file(self) -> bytes:
        """The finished file."""
        from lydelse.papers.ooxml import fixed

        self._head()
        for block in self._paper.blocks:
            self._block(block)
        out = io.BytesIO()
        self._document.save(out)
        return fixed(out.getvalue())

    def _properties(self) -> None:
        paper, told = self._paper, self._document.core_properties
        told.title, told.author = f"{paper.kind}: {paper.title}", paper.municipality
        told.last_modified_by, told.comments, told.subject = paper.municipality, "", ""
        told.created = told.modified = datetime.combine(paper.day, time())
        told.revision = 1

    def _margins(self) -> None:
        """A4 with the words that stand on every page."""
        from docx.shared import Mm

        from lydelse.papers.ooxml import field

        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(22)
        if self._paper.draft:
            top = section.header.paragraphs[0]
            top.add_run(self._paper.draft).bold = True
            top.alignment = 1
        bottom = section.footer.paragraphs[0]
        bottom.add_run(f"{self._paper.footer} · Sida ")
        field(bottom, "PAGE")
        bottom.add_run(" av ")
        field(bottom, "NUMPAGES")

    def _head(self) -> None:
        from docx.shared import Mm

        from lydelse.papers.ooxml import element

        paper = self._paper
        band = self._document.add_paragraph()
        if paper.look.logo:
            picture = band.add_run().add_picture(io.BytesIO(paper.look.logo), height=Mm(11))
            picture._inline.docPr.set("descr", paper.look.logo_words)  # noqa: SLF001  untyped
            band.add_run("  ")
        for text in (paper.municipality, f"\t{paper.kind}"):
            run = band.add_run(text)
            run.bold = text == paper.municipality
            run.font.color.rgb = _color(paper.look.text_color)
        band.paragraph_format.tab_stops.add_tab_stop(Mm(164), 2)
        properties = band._p.get_or_add_pPr()  # noqa: SLF001  untyped
        fill = element("w:shd", val="clear", color="auto", fill=paper.look.color.lstrip("#"))
        properties.insert_element_before(fill, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
        self._document.add_heading(paper.title, 1)
        self._table(Table("", (), paper.facts))

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._document.add_heading(block.text, block.level)
            case Text():
                paragraph = self._document.add_paragraph(block.text)
                if block.look == "notice":
                    paragraph.runs[0].bold = True
            case Points():
                number = self._numbering.new(0, None)
                for item in block.items:
                    paragraph = self._document.add_paragraph(item, "List Paragraph")
                    self._numbering.apply(paragraph, number, 0)
            case Table():
                self._table(block)
            case Beside():
                self._beside(block)
                self._document.add_heading(TRACKED, _BESIDE_LEVEL)
                self._document.add_paragraph(LEGEND)
                self._wording(block.passages, _BESIDE_LEVEL)
            case Whole():
                self._wording(block.passages, block.level)

    def _beside(self, block: Beside) -> None:
        from lydelse.papers import columns

        self._document.add_paragraph(columns.LEGEND)
        self._caption(block.caption)
        columns.side_by_side(self._document, block.passages)
        self._gap()

    def _gap(self) -> None:
        self._document.add_paragraph().paragraph_format.space_after = 0

    def _caption(self, caption: str) -> None:
        if caption:
            paragraph = self._document.add_paragraph(style="Caption")
            paragraph.add_run(caption)
            paragraph.paragraph_format.keep_with_next = True

    def _table(self, table: Table) -> None:
        self._caption(table.caption)
        rows = [*([table.head] if table.head else []), *table.rows]
        made = self._grid(len(rows), len(rows[0]), head=bool(table.head))
        _set_widths(made, *(_widths(rows) if table.head else (42, _WIDTH - 42)))
        for row, texts in zip(made.rows, rows, strict=True):
            for n, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                run = cell.paragraphs[0].add_run(text)
                run.bold = row._index == 0 if table.head else n == 0  # noqa: SLF001  untyped

    def _grid(self, height: int, width: int, *, head: bool) -> Any:  # noqa: ANN401  untyped
        """An empty table; its first row heads the columns on every page."""
        from lydelse.papers.ooxml import grid

        made = grid(self._document, height, width, head=head)
        self._gap()
        return made

    def _wording(self, passages: Sequence[Passage], below: int) -> None:
        deep = iter(list(levels(passages, below)))
        lists: Lists = {}
        for group in grouped(passages):
            found = [next(deep) for _ in group.passages]
            if group.form == "rows" and self._rows(group):
                continue
            if group.form != "list":
                lists = {}
            for passage, level in zip(group.passages, found, strict=True):
                paragraph = self._document.add_paragraph(style=_style(passage, level))
                if passage.form == "item":
                    self._item(paragraph, passage, lists)
                elif group.form == "list":
                    paragraph.paragraph_format.left_indent = _INDENT * min(passage.level, 9)
                self._tracked(paragraph, passage)

    def _item(self, paragraph: Any, passage: Passage, lists: Lists) -> None:  # noqa: ANN401  untyped
        """Number the paragraph: the list goes on, or a new one begins with the step's number."""
        level = min(max(passage.level, 1), 9) - 1
        for deeper in [known for known in lists if known > level]:
            del lists[deeper]
        gone = passage.kind in {"removed", "from"}
        number = passage.former if gone else passage.number
        known = lists.get(level)
        goes_on = known and (number is None) == (known[1] is None) and (gone or number == known[1])
        if known is None or not goes_on:
            known = (self._numbering.new(level, number), number)
        self._numbering.apply(paragraph, known[0], level)
        following = known[1] if gone or number is None else number + 1
        lists[level] = (known[0], following)

    def _tracked(self, paragraph: Any, passage: Passage) -> None:  # noqa: ANN401  untyped
        for piece in _pieces(passage, passage.pieces):
            self._tracker.runs(paragraph, piece.kind, piece.text)
        if kind := _whole(passage):
            self._tracker.mark(paragraph, kind)

    def _rows(self, group: Group) -> bool:
        """A table of the rows; not when they do not have the same columns."""
        rows = [cells(passage) for passage in group.passages]
        known = [row for row in rows if row is not None]
        if len(known) < len(rows) or len({len(row) for row in known}) != 1:
            return False
        made = self._grid(len(known), len(known[0]), head=True)
        for row, texts, passage in zip(made.rows, known, group.passages, strict=True):
            if kind := _whole(passage):
                self._tracker.mark_row(row, kind)
            for cell, pieces in zip(row.cells, texts, strict=True):
                for piece in _pieces(passage, pieces):
                    bold = row._index == 0  # noqa: SLF001  untyped
                    self._tracker.runs(cell.paragraphs[0], piece.kind, piece.text, bold=bold)
        return True


def _pieces(passage: Passage, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces; those of a block that came or went are all of that kind."""
    kind = _whole(passage)
    for piece in pieces:
        if not kind:
            yield piece
        elif kind == "removed" or piece.kind != "removed":
            yield Piece("removed" if kind == "removed" else "added", piece.text)


def _whole(passage: Passage) -> str:
    """Whether the block as such came or went; what was moved did both."""
    if passage.kind in {"added", "moved"}:
        return "added"
    return "removed" if passage.kind in {"removed", "from"} else ""


def _style(passage: Passage, level: int) -> str:
    return f"Heading {level}" if level else "List Paragraph" if passage.form == "item" else "Normal"


def _set_styles(document: Any) -> None:  # noqa: ANN401  untyped
    """Plain type in black, whatever the template has."""
    from docx.shared import Pt

    names = ["Normal", "Caption", *(f"Heading {level}" for level in _SIZES)]
    for name in names:
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(_name(f"w:{key}"), _FONT)
        style.font.color.rgb = _color("#1b1f1e")
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Caption"].font.size = Pt(10)
    for level, size in _SIZES.items():
        font = document.styles[f"Heading {level}"].font
        font.size, font.bold, font.italic = Pt(size), True, False


def _widths(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """The columns' widths in millimetres, by how much each has to hold."""
    longest = [min(max(map(len, column)), 68) + 4 for column in zip(*rows, strict=True)]
    for size in longest:
        yield size * _WIDTH // sum(longest)


def _set_widths(table: Any, *widths: int) -> None:  # noqa: ANN401  untyped
    """The columns' widths in millimetres."""
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _color(text: str) -> Any:  # noqa: ANN401  untyped
    from docx.shared import RGBColor

    return RGBColor.from_string(text.lstrip("#").upper())


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
