"""A paper as HTML, to be laid out on pages: everything escaped, no address but the logo's."""

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from lydelse.changes import Piece
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

LOGO = "paper:logo"
"""The only address in the page."""

LEGEND = (
    "Till vänster står den nuvarande lydelsen, och till höger den föreslagna. Borttagen text är "
    "överstruken, och tillagd text är fet och understruken. Text över båda kolumnerna är "
    "oförändrad."
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_APART = re.compile(r"(\b\d{4}-\d\d-\d\d\b|(?!l1:[0-9a-f]{64}\b)\S{26,})")
_MARKED = {
    OLD: Markup(
        '<del><span class="spoken">borttaget:&nbsp;</span>{}'
        '<span class="spoken"> slut på det borttagna&nbsp;</span></del>'
    ),
    NEW: Markup(
        '<ins><span class="spoken">tillagt:&nbsp;</span>{}'
        '<span class="spoken"> slut på tillägget&nbsp;</span></ins>'
    ),
}
_ENTIRE = {"removed": Markup("<del>{}</del>"), "added": Markup("<ins>{}</ins>")}
_NONE = Markup('<p class="none">–</p>')
_ROW = Markup('<tr><th scope="row">{}</th>{}</tr>\n')
_ROW_UNDER_HEAD = Markup("<tr><td>{}</td>{}</tr>\n")


def html(paper: Paper, style: Markup) -> str:
    """The page, with its style sheet in it."""
    head = Markup(
        '<!doctype html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        '<title>{}</title>\n<meta name="author" content="{}">\n'
        '<meta name="dcterms.created" content="{}">\n<meta name="dcterms.modified" content="{}">\n'
        "<style>{}</style>\n</head>\n"
    ).format(f"{paper.kind}: {paper.title}", paper.municipality, paper.day, paper.day, style)
    return head + Markup("<body>\n") + _join(_body(paper)) + Markup("</body>\n</html>\n")


def _body(paper: Paper) -> Iterator[Markup]:
    logo = (
        Markup('<img src="{}" alt="{}">').format(LOGO, paper.look.logo_words)
        if paper.look.logo
        else Markup("")
    )
    yield Markup('<div class="band">{}<p>{}</p><p class="kind">{}</p></div>\n').format(
        logo, paper.municipality, paper.kind
    )
    yield Markup("<h1>{}</h1>\n").format(paper.title)
    yield _table(Table("", (), paper.facts), "facts")
    for block in paper.blocks:
        yield _block(block)


def _block(block: Block) -> Markup:
    match block:
        case Heading():
            return _heading(block.level, escape(block.text))
        case Text():
            return Markup('<p class="{}">{}</p>\n').format(block.look, _lines(block.text))
        case Points():
            items = _join(Markup("<li>{}</li>\n").format(_lines(item)) for item in block.items)
            return Markup("<ul>\n{}</ul>\n").format(items)
        case Table():
            return _table(block, "list" if block.head else "facts")
        case Beside():
            return _beside(block)
        case Whole():
            return _join(_whole(block))


def _heading(level: int, words: Markup) -> Markup:
    return Markup("<h{0}>{1}</h{0}>\n").format(level, words)


def _table(table: Table, look: str) -> Markup:
    caption = Markup("<caption>{}</caption>\n").format(table.caption) if table.caption else ""
    names = _join(Markup('<th scope="col">{}</th>').format(name) for name in table.head)
    head = Markup("<thead><tr>{}</tr></thead>\n").format(names) if table.head else ""
    line = _ROW_UNDER_HEAD if table.head else _ROW
    rows = _join(
        line.format(
            _lines(first), _join(Markup("<td>{}</td>").format(_lines(cell)) for cell in rest)
        )
        for first, *rest in table.rows
    )
    return Markup('<table class="{}">\n{}{}<tbody>\n{}</tbody></table>\n').format(
        look, caption, head, rows
    )


def _beside(block: Beside) -> Markup:
    rows = _join(
        _table_row(group) if group.form == "rows" else _join(map(_row, group.passages))
        for group in grouped(block.passages)
    )
    return Markup(
        '<p class="legend">{}</p>\n<table class="beside">\n<caption>{}</caption>\n'
        '<thead><tr><th scope="col">Nuvarande lydelse</th><th scope="col">Föreslagen lydelse</th>'
        "</tr></thead>\n<tbody>\n{}</tbody></table>\n"
    ).format(LEGEND, block.caption, rows)


def _table_row(group: Group) -> Markup:
    """A table of the document as a row: once when nothing in it differs, else on both sides."""
    old, new = (_inner(rows) for rows in table_sides(group))
    if all(passage.same for passage in group.passages):
        return Markup('<tr class="rows"><td colspan="2">{}</td></tr>\n').format(new)
    return Markup('<tr class="rows"><td>{}</td><td>{}</td></tr>\n').format(old, new)


def _inner(rows: Sequence[RowSide]) -> Markup:
    if not rows:
        return _NONE
    head, *rest = (_inner_cells(row, n) for n, row in enumerate(rows))
    lines = _join(Markup("<tr>{}</tr>\n").format(row) for row in rest)
    return Markup(
        '<table class="list inner">\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table>'
    ).format(head, lines)


def _inner_cells(row: RowSide, place: int) -> Markup:
    """The cells of a row; those of the first one head the columns."""
    tag = Markup("td") if place else Markup('th scope="col"')
    end, label = "td" if place else "th", _label(row.mark)
    entire = _ENTIRE.get(row.kind)
    return _join(
        Markup("<{}>{}{}</{}>").format(tag, "" if n else label, _words_of(cell, entire), end)
        for n, cell in enumerate(row.cells)
    )


def _label(mark: str) -> Markup:
    return Markup('<span class="mark">{}</span> ').format(mark) if mark else Markup("")


def _words_of(pieces: Sequence[Piece], entire: Markup | None) -> Markup:
    """The words; the label says once for the whole block when it came or went as a whole."""
    text = "".join(piece.text for piece in pieces)
    return entire.format(_lines(text)) if entire and text else _join(map(_piece, pieces))


def _row(passage: Passage) -> Markup:
    look = "title" if passage.form == "heading" else "text"
    if passage.same:
        words = _side(passage, passage.new, passage.number, passage.mark)
        return Markup('<tr class="{}"><td colspan="2">{}</td></tr>\n').format(look, words)
    left = passage.kind in {"removed", "from"}
    return Markup('<tr class="{}"><td>{}</td><td>{}</td></tr>\n').format(
        look,
        _side(passage, passage.old, passage.former, passage.mark if left else ""),
        _side(passage, passage.new, passage.number, "" if left else passage.mark),
    )


def _side(passage: Passage, pieces: Sequence[Piece], number: int | None, mark: str) -> Markup:
    """One wording's side of a passage; a dash where it has none."""
    if not pieces:
        return _NONE
    label = _label(mark)
    sign = ""
    if passage.form == "item":
        sign = f"{number}. " if number is not None else "• "
    depth = 0 if passage.form == "heading" else min(passage.level, 4)
    words = _words_of(pieces, _ENTIRE.get(passage.kind))
    return Markup('<p class="{} depth-{}">{}{}{}</p>').format(
        passage.form, depth, label, sign, words
    )


def _whole(block: Whole) -> Iterator[Markup]:
    deep = iter(list(levels(block.passages, block.level)))
    for group in grouped(block.passages):
        found = [next(deep) for _ in group.passages]
        if group.form == "list":
            yield _list(group.passages, 1)
        elif group.form == "rows":
            yield _rows(group)
        else:
            words = _join(map(_piece, group.passages[0].pieces))
            form = group.passages[0].form
            paragraph = Markup('<p class="{}">{}</p>\n').format(form, words)
            yield _heading(found[0], words) if found[0] else paragraph


def _list(passages: Sequence[Passage], level: int) -> Markup:
    """A list of the level; what lies deeper goes into the item before it."""
    items: list[tuple[Passage, list[Passage]]] = []
    for passage in passages:
        if passage.form == "item" and (passage.level <= level or not items):
            items.append((passage, []))
        elif items:
            items[-1][1].append(passage)
        else:
            items.append((passage, []))
    number = items[0][0].number
    tag = Markup("ul") if number is None else Markup('ol start="{}"').format(number)
    inside = _join(
        Markup("<li>{}{}</li>\n").format(_join(map(_piece, first.pieces)), _within(rest, level))
        for first, rest in items
    )
    return Markup("<{}>\n{}</{}>\n").format(tag, inside, "ul" if number is None else "ol")


def _within(passages: Sequence[Passage], level: int) -> Markup:
    """What stands in an item after its own words."""
    first = next((n for n, one in enumerate(passages) if one.form == "item"), len(passages))
    paragraphs = _join(
        Markup("<p>{}</p>\n").format(_join(map(_piece, one.pieces))) for one in passages[:first]
    )
    return paragraphs + (_list(passages[first:], level + 1) if passages[first:] else "")


def _rows(group: Group) -> Markup:
    rows = [cells(passage) or () for passage in group.passages]
    width = max(map(len, rows))
    head, *rest = [[*row, *[()] * (width - len(row))] for row in rows]
    names = _join(Markup('<th scope="col">{}</th>').format(_join(map(_piece, c))) for c in head)
    lines = _join(
        Markup("<tr>{}</tr>\n").format(
            _join(Markup("<td>{}</td>").format(_join(map(_piece, cell))) for cell in row)
        )
        for row in rest
    )
    return Markup(
        '<table class="list">\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table>\n'
    ).format(names, lines)


def _piece(piece: Piece) -> Markup:
    """The piece, marked for the eye and with words for who does not see the marks."""
    word = piece.text.strip()
    if piece.kind == "same" or not word:
        return _lines(piece.text)
    before, _, after = piece.text.partition(word)
    return _lines(before) + _MARKED[piece.kind].format(_lines(word)) + _lines(after)


def _lines(text: str) -> Markup:
    return Markup("<br>").join(map(_words, text.split("\n")))


def _words(text: str) -> Markup:
    """The text, where days are kept together and only what is too long for a column is broken."""
    found = []
    for n, part in enumerate(_APART.split(text)):
        if n % 2:
            look = "day" if _DAY.fullmatch(part) else "long"
            found.append(Markup('<span class="{}">{}</span>').format(look, part))
        else:
            found.append(escape(part))
    return _join(found)


def _join(parts: Iterator[Markup] | Sequence[Markup]) -> Markup:
    return Markup("").join(parts)
