"""What one old text, or two beside each other, give whatever the day: kept by content."""

import re
from bisect import bisect
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import unquote

from lydelse.allowed import not_allowed
from lydelse.body import Body, read_body
from lydelse.changes import Comparison, Piece
from lydelse.changes.blocks import blocks_of
from lydelse.pages.rewriting import FOOTNOTE, LINK, flat, sections
from lydelse.pages.templating import render
from lydelse.pages.words import capital, counted, joined
from lydelse.register import DocumentType, folded
from lydelse.wording import Number, Wording, number

BRIEF, STEPS = "I korthet", "Gör så här"
"""The sections that stand out, where the register names no others."""

MOST_REASONS = 12
"""Reasons for a slag that a reader is shown."""

NEAR = 2
"""Unchanged blocks beside a changed one that are shown with it."""

_MAIN_HEADING = re.compile(r"<(/?)h1\b")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """What a text gives: its HTML with addresses as written, and what changed with the version.

    ``attachments`` are paths from the document's folder, and titles.
    """

    html: str
    kind: str = ""
    reason: str = ""
    text: str = ""
    judgement: str = ""
    attachments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptComparison:
    """What two texts give: the differences as HTML, and what the machine makes of them."""

    html: str
    slag: str
    reasons: tuple[str, ...]
    left_out: int = 0


class Line(NamedTuple):
    """A block as a reader meets it; of the kind ``from`` it is where a moved block stood."""

    kind: str
    form: str
    level: int
    pieces: tuple[Piece, ...]
    number: int | None = None

    @property
    def before(self) -> str:
        """The words that the block had before the change."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "added")

    @property
    def shown(self) -> Iterator[Piece]:
        """The pieces with the space around a marked word outside the mark."""
        for kind, text in self.pieces:
            word = text.strip()
            if kind == "same" or not word:
                yield Piece("same", text)
                continue
            before, _, after = text.partition(word)
            yield from (Piece("same", before), Piece(kind, word), Piece("same", after))


class Group(NamedTuple):
    """Blocks that stand together: ``list`` (items), ``rows`` or ``plain``."""

    form: str
    blocks: tuple[Line, ...]


class Part(NamedTuple):
    """A stretch of the text: shown, or folded under a summary when nothing in it has changed."""

    summary: str
    groups: tuple[Group, ...]


def kept_text(wording: Wording, version: Number, type_: DocumentType | None) -> Kept:
    """What the text of a version gives; never raises on content.

    HTML beyond the allow-list would be our own fault. A text that cannot be mended any more must
    not stop a site for ever, so it is then shown as it was written.
    """
    body = read_body(wording.body)
    html = "".join(_standing_out(_own_links(body), body, type_))
    html = flat(_MAIN_HEADING.sub(r"<\1h2", html))
    if any(True for _ in not_allowed(html)):
        html = flat(f'<pre tabindex="0">{escape(wording.body)}</pre>')
    change = next((one for one in wording.changes if number(one.version) == version), None)
    attached = tuple(_attachments(wording))
    if change is None:
        return Kept(html, attachments=attached)
    return Kept(html, change.kind, change.reason, change.text, change.judgement, attached)


def kept_comparison(old: Wording, comparison: Comparison) -> KeptComparison:
    """What the comparison with the ``old`` text gives."""
    lines = lines_of(comparison, [block.text for block in blocks_of(old.body)])
    texts = tuple(dict.fromkeys(reason.text for reason in comparison.reasons))
    html = render(
        "changes.html",
        "",
        keys=comparison.keys,
        parts=tuple(parts(lines)),
        kinds=frozenset(line.kind for line in lines),
    )
    reasons, rest = texts[:MOST_REASONS], texts[MOST_REASONS:]
    return KeptComparison(html, comparison.slag, reasons, len(rest))


def lines_of(comparison: Comparison, old: Sequence[str]) -> tuple[Line, ...]:
    """The blocks in reading order, with a mark where each one that moved stood.

    ``old`` holds the texts of the old blocks. A place that cannot be told is not marked.
    """
    lines = [
        Line(block.kind, block.form, block.level, block.pieces, block.number)
        for block in comparison.blocks
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


def parts(blocks: Iterable[Line]) -> Iterator[Part]:
    """The text cut for a reader: changed sections are shown, and what is unchanged is folded."""
    unchanged: list[list[Line]] = []
    for section in _sections(blocks):
        if all(block.kind == "same" for block in section):
            unchanged.append(section)
            continue
        if unchanged:
            yield _folded_sections(unchanged)
            unchanged = []
        yield from _section_parts(section)
    if unchanged:
        yield _folded_sections(unchanged)


def _standing_out(html: str, body: Body, type_: DocumentType | None) -> Iterator[str]:
    """The sections; what to do first and the steps in frames of their own."""
    first = type_.headings[0].names if type_ and type_.headings else {folded(BRIEF)}
    steps = {folded(STEPS)}
    for required in type_.headings if type_ else ():
        steps |= required.names if required.text == STEPS else set()
    names = {heading.slug: folded(heading.text) for heading in body.headings}
    for section in sections(html):
        slug = section.removeprefix('<h2 id="').partition('"')[0]
        name = names.get(slug, "") if section.startswith("<h2") else ""
        if name in first:
            yield f'<section class="ly-brief">\n{section}</section>\n'
        elif name in steps:
            yield f'<div class="ly-steps">\n{section}</div>\n'
        else:
            yield section


def _own_links(body: Body) -> str:
    """The body's HTML; a link to a place in it that does not exist is left as its words."""

    def link(found: re.Match[str]) -> str:
        href = unescape(found[1])
        known = not href.startswith("#") or unquote(href[1:]) in body.anchors
        return found[0] if known or FOOTNOTE.fullmatch(href[1:]) else found[3]

    return LINK.sub(link, body.html)


def _attachments(wording: Wording) -> Iterator[tuple[str, str]]:
    entries = wording.front.get("bilagor")
    for entry in entries if isinstance(entries, list) else ():
        file = entry.get("fil") if isinstance(entry, dict) else entry
        title = entry.get("titel") if isinstance(entry, dict) else None
        if isinstance(file, str) and file.strip():
            shown = title.strip() if isinstance(title, str) else ""
            yield file.strip(), shown or file.strip().rpartition("/")[2]


def _sections(blocks: Iterable[Line]) -> Iterator[list[Line]]:
    """The blocks cut before each heading."""
    section: list[Line] = []
    for block in blocks:
        if block.form == "heading" and section:
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _folded_sections(found: list[list[Line]]) -> Part:
    names = [_heading(section[0]) for section in found if section[0].form == "heading"]
    if len(names) > _NAMED:
        rest = counted(len(names) - _NAMED + 1, "avsnitt", "avsnitt")
        names = [*names[: _NAMED - 1], f"{rest} till"]
    summary = f"Visa oförändrad text: {joined(names)}" if names else "Visa oförändrad text"
    return Part(summary, tuple(_grouped(block for section in found for block in section)))


def _heading(block: Line) -> str:
    return capital("".join(piece.text for piece in block.pieces)) or "rubrik utan ord"


def _section_parts(section: list[Line]) -> Iterator[Part]:
    """A changed section: what is near a change is shown, longer stretches are folded."""
    changed = [n for n, block in enumerate(section) if block.kind != "same"]
    shown = {near for n in changed for near in range(n - NEAR, n + NEAR + 1)}
    shown |= {n for n, block in enumerate(section) if block.form == "heading"}
    run: list[Line] = []
    visible = True
    for n, block in enumerate(section):
        if (n in shown) != visible:
            yield from _run(run, visible=visible)
            run, visible = [], n in shown
        run.append(block)
    yield from _run(run, visible=visible)


def _run(blocks: list[Line], *, visible: bool) -> Iterator[Part]:
    if blocks:
        size = counted(len(blocks), "stycke", "stycken")
        summary = "" if visible else f"Visa oförändrad text ({size})"
        yield Part(summary, tuple(_grouped(blocks)))


def _grouped(blocks: Iterable[Line]) -> Iterator[Group]:
    held: list[Line] = []
    form = ""
    for block in blocks:
        this = {"item": "list", "row": "rows"}.get(block.form, "plain")
        if held and this != form:
            yield Group(form, tuple(held))
            held = []
        form = this
        held.append(block)
    if held:
        yield Group(form, tuple(held))
