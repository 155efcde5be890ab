"""A comparison as text for a terminal, as Markdown for a pull request and as JSON.

Nothing that stands in a document is live in what is written here: no Markdown, no HTML, no link,
no mention of a user or a case, no control sign of a terminal.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from lydelse.changes.model import BlockChange, Comparison, Form, Piece

_FORMS: dict[Form, str] = {
    "heading": "rubrik",
    "paragraph": "stycke",
    "item": "punkt",
    "row": "tabellrad",
    "code": "textruta",
    "note": "ruta",
    "footnote": "fotnot",
}
_KINDS = {"changed": "ändrat", "added": "tillagt", "removed": "borttaget", "moved": "flyttat"}
_PIECES = {"same": "lika", "added": "tillagt", "removed": "borttaget"}
_ONLY_FORM = "bara formen eller en adress är ändrad"
_OLD = " i den gamla texten"
_MOST_BLOCKS = 200
_MOST_REASONS = 100
_LONGEST_SAME = 160
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~])")
_LIVE = re.compile(r"[@#!~%$^&:](?=\S)|-(?=\d)|\bwww(?=\.)", re.IGNORECASE)
_UNSEEN = "\u200b"


class _Style(NamedTuple):
    """How text from a document is made safe, and what stands around what went and what came."""

    safe: Callable[[str], str]
    gone: tuple[str, str]
    come: tuple[str, str]
    head: str


def as_text(comparison: Comparison) -> str:
    """The comparison for a terminal."""
    style = _Style(_shown, ("[-", "-]"), ("{+", "+}"), "")
    return "\n".join(_report(comparison, style)) + "\n"


def as_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown in which nothing from the documents is live."""
    style = _Style(inert, ("<del>", "</del>"), ("<ins>", "</ins>"), "#### ")
    return "\n".join(_report(comparison, style)) + "\n"


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as values for JSON: ``slag``, ``skäl``, ``metadata`` and ``ändringar``.

    Like the keys, the words for what a change is and stands in are Swedish.
    """
    return {
        "slag": comparison.slag,
        "skäl": [reason.text for reason in comparison.reasons],
        "metadata": [
            {"nyckel": change.key, "före": change.old, "efter": change.new}
            for change in comparison.keys
        ],
        "ändringar": [
            {
                "typ": _KINDS[block.kind],
                "form": _FORMS[block.form],
                "rubrik": block.section,
                "rad": block.line,
                "text": [[_PIECES[piece.kind], piece.text] for piece in block.pieces],
            }
            for block in _changed(comparison)
        ],
    }


def _changed(comparison: Comparison) -> list[BlockChange]:
    return [block for block in comparison.blocks if block.kind != "same"]


def _report(comparison: Comparison, style: _Style) -> Iterator[str]:
    """Slag, reasons, metadata and blocks, each under its heading."""
    if not comparison.changed:
        yield "Ingen skillnad i text eller metadata."
        return
    yield f"Slag: {comparison.slag}"
    yield from _section(style, "Skäl", _reasons(comparison, style))
    yield from _section(style, "Metadata", _keys(comparison, style))
    blocks = _changed(comparison)
    shown = blocks[:_MOST_BLOCKS]
    for section, group in groupby(shown, key=lambda block: block.section):
        title = style.safe(section) or "Före första rubriken"
        yield from _section(style, title, (_block(block, style) for block in group))
    if len(blocks) > len(shown):
        yield ""
        yield f"Ytterligare {len(blocks) - len(shown)} ändringar visas inte här."


def _section(style: _Style, title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"{style.head}{title}", "", *found)


def _reasons(comparison: Comparison, style: _Style) -> Iterator[str]:
    for reason in comparison.reasons[:_MOST_REASONS]:
        place = f"Rad {reason.line}{_OLD if reason.old else ''}: " if reason.line else ""
        yield f"- {place}{style.safe(reason.text)}"
    if len(comparison.reasons) > _MOST_REASONS:
        yield f"- Och {len(comparison.reasons) - _MOST_REASONS} skäl till."


def _keys(comparison: Comparison, style: _Style) -> Iterator[str]:
    for change in comparison.keys:
        old, new = style.safe(change.old) or "tomt", style.safe(change.new) or "tomt"
        yield f"- {style.safe(change.key)}: från ”{old}” till ”{new}”"


def _block(block: BlockChange, style: _Style) -> str:
    name = f"steg {block.number}" if block.number is not None else _FORMS[block.form]
    only_form = block.kind == "changed" and all(piece.kind == "same" for piece in block.pieces)
    note = f" ({_ONLY_FORM})" if only_form else ""
    text = "".join(_piece(piece, block.kind, style) for piece in block.pieces)
    where = _OLD if block.kind == "removed" else ""
    return f"- {_KINDS[block.kind].capitalize()}, {name}, rad {block.line}{where}{note}: {text}"


def _piece(piece: Piece, kind: str, style: _Style) -> str:
    if piece.kind == "same":
        shortened = kind in {"changed", "moved"} and len(piece.text) > _LONGEST_SAME
        return style.safe(_middle_out(piece.text) if shortened else piece.text)
    bare = piece.text.strip()
    start = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    end = piece.text[len(piece.text.rstrip()) :] if bare else ""
    before, after = style.gone if piece.kind == "removed" else style.come
    start, end = (" " if space else "" for space in (start, end))
    return f"{start}{before}{style.safe(bare)}{after}{end}" if bare else start


def _middle_out(text: str) -> str:
    """The text's beginning and end, cut between words where there are any."""
    half = _LONGEST_SAME // 2
    start, end = text[:half], text[-half:]
    return f"{start[: start.rfind(' ') + 1] or start}… {end[end.find(' ') + 1 :]}"


def _shown(text: str) -> str:
    """The text on one line, without signs that steer a terminal or turn the text around."""
    return _CONTROL.sub("\ufffd", text).replace("\n", " ").replace("\t", " ")


def inert(text: str) -> str:
    """The text as Markdown that shows just that text, whatever the forge makes of it.

    An unseen space after a sign that could begin a mention, a reference or an address keeps the
    forges from making it live; a backslash is not enough, since they look at the finished text.
    """
    apart = _LIVE.sub(rf"\g<0>{_UNSEEN}", _shown(text))
    html = apart.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", html)
