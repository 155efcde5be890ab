"""A paper as Markdown: nothing from a document is live in it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from lydelse.changes import Piece, inert
from lydelse.papers.paper import Beside, Block, Heading, Paper, Points, Table, Text, Whole
from lydelse.papers.passages import (
    NEW,
    OLD,
    Group,
    Passage,
    RowSide,
    cells,
    grouped,
    levels,
    table_sides,
)

LEGEND = (
    "Tillagd text är understruken, och borttagen text är överstruken. "
    "Text utan markering är oförändrad."
)
_UNSEEN = "\u200b"
# What ``inert`` took apart though it leads nowhere: days, numbers of statutes, and hashes.
_DAY = re.compile(rf"\b(\d{{4}})-{_UNSEEN}(\d\d)-{_UNSEEN}(\d\d)\b")
_NUMBER = re.compile(rf"(?<=\d):{_UNSEEN}(?=\d)|(?<=\bl1):{_UNSEEN}(?=[0-9a-f]{{64}}\b)")
# What would begin a list, a rule or a heading.
_BULLET = re.compile(r"^[-+=]")
_STEP = re.compile(r"^(\d+)([.)])")


def markdown(paper: Paper) -> bytes:
    """The paper's file."""
    return "".join(f"{part}\n\n" for part in _Writer(paper).parts()).rstrip("\n").encode() + b"\n"


class _Writer:
    def __init__(self, paper: Paper) -> None:
        self._paper = paper

    def parts(self) -> Iterator[str]:
        paper = self._paper
        if paper.draft:
            yield f"**{self._safe(paper.draft)}**"
        yield self._safe(f"{paper.municipality} · {paper.kind}")
        yield f"# {self._safe(paper.title)}"
        yield self._table((), paper.facts)
        for block in paper.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield f"{'#' * block.level} {self._safe(block.text)}"
            case Text():
                words = self._line(block.text)
                yield f"**{words}**" if block.look == "notice" else words
            case Points():
                yield "\n".join(f"- {self._line(item)}" for item in block.items)
            case Table():
                yield from self._caption(block.caption)
                yield self._table(block.head, block.rows)
            case Beside():
                yield from self._caption(block.caption)
                yield LEGEND
                yield from self._beside(block)
            case Whole():
                deep = iter(list(levels(block.passages, block.level)))
                for group in grouped(block.passages):
                    yield self._group(group, [next(deep) for _ in group.passages])

    def _beside(self, block: Beside) -> Iterator[str]:
        """The sides in a table; a table of the document stands by itself, between two such."""
        for rows, found in groupby(grouped(block.passages), lambda group: group.form == "rows"):
            groups = tuple(found)
            if rows:
                for group in groups:
                    yield from self._tables(group)
                continue
            passages = [one for group in groups for one in group.passages]
            lines = [f"| {self._old(one)} | {self._new(one)} |" for one in passages]
            yield "\n".join(["| Nuvarande lydelse | Föreslagen lydelse |", "|---|---|", *lines])

    def _tables(self, group: Group) -> Iterator[str]:
        old, new = table_sides(group)
        if all(one.same for one in group.passages):
            yield "*Tabellen är oförändrad:*"
            yield self._side_table(new)
            return
        for name, rows in (("nuvarande", old), ("föreslagen", new)):
            yield f"*Tabellen i {name} lydelse{':*' if rows else ' finns inte.*'}"
            if rows:
                yield self._side_table(rows)

    def _side_table(self, rows: Sequence[RowSide]) -> str:
        lines = [self._cells(row) for row in rows]
        lines.insert(1, ["---" for _ in lines[0]])
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _cells(self, row: RowSide) -> list[str]:
        words = ["".join(map(self._piece, cell)).strip() for cell in row.cells]
        return [f"({row.mark}) {words[0]}", *words[1:]] if row.mark else words

    def _caption(self, caption: str) -> Iterator[str]:
        if caption:
            yield f"**{self._safe(caption)}**"

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        names = head or ("Uppgift", "Innehåll")
        lines = [names, ["---" for _ in names], *([self._safe(c) for c in row] for row in rows)]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _old(self, passage: Passage) -> str:
        mark = passage.mark if passage.kind in {"removed", "from"} else ""
        return self._side(passage, passage.old, passage.former, mark)

    def _new(self, passage: Passage) -> str:
        mark = passage.mark if passage.kind not in {"removed", "from"} else ""
        return self._side(passage, passage.new, passage.number, mark)

    def _side(
        self, passage: Passage, pieces: Sequence[Piece], number: int | None, mark: str
    ) -> str:
        """One wording's side of a passage; a dash where it has none."""
        if not pieces:
            return "–"
        words = "".join(map(self._piece, pieces)).strip()
        if passage.form == "item":
            words = f"{number}. {words}" if number is not None else f"• {words}"
        if passage.form == "heading":
            words = f"**{words}**"
        return f"({mark}) {words}" if mark else words

    def _piece(self, piece: Piece) -> str:
        text = "<br>".join(map(self._safe, piece.text.split("\n")))
        word = text.strip()
        tag = {NEW: "ins", OLD: "del"}.get(piece.kind)
        return text.replace(word, f"<{tag}>{word}</{tag}>", 1) if tag and word else text

    def _group(self, group: Group, deep: Sequence[int]) -> str:
        texts = ["".join(map(self._piece, one.pieces)).strip() for one in group.passages]
        if group.form == "list":
            return "\n".join(
                f"{self._indent(one)}{self._line_start(text)}"
                for one, text in zip(group.passages, texts, strict=True)
            )
        rows = [cells(one) for one in group.passages] if group.form == "rows" else []
        table = [["".join(map(self._piece, c)) for c in row] for row in rows if row is not None]
        if table and len(table) == len(rows) and len({len(row) for row in table}) == 1:
            lines = [table[0], ["---" for _ in table[0]], *table[1:]]
            return "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return "\n\n".join(
            f"{'#' * level} {text}" if level else self._line_start(text)
            for level, text in zip(deep, texts, strict=True)
        )

    def _indent(self, passage: Passage) -> str:
        if passage.form != "item":
            return "\n" + "   " * passage.level
        sign = "-" if passage.number is None else f"{passage.number}."
        return "   " * (passage.level - 1) + f"{sign} "

    def _line(self, text: str) -> str:
        return self._line_start(self._safe(text))

    def _line_start(self, text: str) -> str:
        return _BULLET.sub(r"\\\g<0>", _STEP.sub(r"\1\\\2", text))

    def _safe(self, text: str) -> str:
        """The text with nothing live in it; days, statutes and the paper's own ids as they are."""
        words = _NUMBER.sub(":", _DAY.sub(r"\1-\2-\3", inert(text)))
        for id_ in self._paper.ids:
            words = words.replace(inert(id_), id_)
        return words
