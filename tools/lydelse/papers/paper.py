"""A paper as it is written: its head and its blocks, in reading order, every word decided."""

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, Literal

from lydelse.papers.passages import Passage

# What XML cannot hold, and signs that are unseen or turn the text around.
_UNSAFE = re.compile(
    "[^\t\n -\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the paper's own title has level 1, and no level is skipped."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``blank`` is for somebody to fill in, ``notice`` must not be missed."""

    text: str
    look: Literal["plain", "blank", "notice"] = "plain"


@dataclass(frozen=True, slots=True)
class Points:
    """A list with bullets."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names the row; without ``head`` it has no names of columns."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The wording that applies beside the one proposed; ``caption`` names the document."""

    caption: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A wording that has nothing to stand beside; its headings lie below ``level``."""

    level: int
    passages: tuple[Passage, ...]


Block = Heading | Text | Points | Table | Beside | Whole


@dataclass(frozen=True, slots=True)
class Look:
    """The municipality's colours and logo (a PNG's bytes; empty without one)."""

    color: str
    text_color: str
    logo: bytes = b""
    logo_words: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A tjänsteskrivelse: ``facts`` stand in its head, ``blanks`` are still to be filled in.

    ``draft`` is the word that marks each page, empty on a paper to be put forward. ``ids`` are the
    documents that it names.
    """

    kind: str
    title: str
    municipality: str
    day: date
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    look: Look
    footer: str
    draft: str = ""
    blanks: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def safe(paper: Paper) -> Paper:
    """The paper with every text in it fit for any form: what cannot be shown is marked as such."""
    return replace(paper, **{one.name: _safe(getattr(paper, one.name)) for one in fields(paper)})


def _safe(value: Any) -> Any:  # noqa: ANN401  whatever a paper holds
    if isinstance(value, str):
        return _UNSAFE.sub("\ufffd", value)
    if isinstance(value, tuple):
        make = getattr(value, "_make", tuple)  # a named tuple stays one
        return make([_safe(one) for one in value])
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{one.name: _safe(getattr(value, one.name)) for one in fields(value)}
        )
    return value
