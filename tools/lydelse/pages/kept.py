"""What one old text, or two beside each other, give whatever the day: kept by content."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from lydelse.allowed import not_allowed
from lydelse.body import Body, read_body
from lydelse.changes import Comparison, KeyChange
from lydelse.changes.blocks import blocks_of
from lydelse.pages.lines import MARKED, grouped, lines_of, parts, unmarked
from lydelse.pages.rewriting import FOOTNOTE, LINK, flat, sections
from lydelse.pages.templating import render
from lydelse.register import DocumentType, folded
from lydelse.wording import Number, Wording, number

BRIEF, STEPS = "I korthet", "Gör så här"
"""The sections that stand out, where the register names no others."""

MOST_REASONS = 12
"""Reasons for a slag that a reader is shown."""

_MAIN_HEADING = re.compile(r"<(/?)h1\b")


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
    """What two texts give: the differences as HTML, and what the machine makes of them.

    ``kinds`` are the marks that the HTML holds, of ``MARKED``; ``keys`` are the changed keys of
    the front matter, with the values as the texts have them.
    """

    html: str
    slag: str
    reasons: tuple[str, ...]
    left_out: int = 0
    kinds: tuple[str, ...] = ()
    keys: tuple[KeyChange, ...] = ()


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


def kept_comparison(old: Wording | None, comparison: Comparison) -> KeptComparison:
    """What the comparison with the ``old`` text gives; the text of a new document as it stands."""
    lines = lines_of(comparison, [block.text for block in blocks_of(old.body)] if old else ())
    shown = tuple(parts(lines)) if old else (grouped(unmarked(line) for line in lines),)
    marks = {mark for line in lines for mark in line.marks} if old else frozenset[str]()
    texts = tuple(dict.fromkeys(reason.text for reason in comparison.reasons))
    changed = any(line.kind != "same" for line in lines)
    html = render("changes.html", "", parts=shown, new=old is None, changed=changed)
    reasons, rest = texts[:MOST_REASONS], texts[MOST_REASONS:]
    kinds = tuple(kind for kind in MARKED if kind in marks)
    return KeptComparison(html, comparison.slag, reasons, len(rest), kinds, comparison.keys)


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
