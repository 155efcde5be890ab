"""Feeds in Atom: what a reader's program follows. Nothing here knows what the entries are about."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

MIME = "application/atom+xml"

_SPACE = uuid.UUID("09990665-3ccc-564b-8c17-10698a081a4f")
"""Made once, for the names of this program's feeds; another would give every entry a new id."""

_NOT_CARRIED = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened: when, and when it was last added to; ``href`` is its page."""

    id: str
    title: str
    published: date
    updated: date
    summary: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed; addresses may be relative to its own. ``updated`` is for a feed without entries."""

    id: str
    title: str
    author: str
    href: str
    own_href: str
    updated: date
    entries: Sequence[Entry] = ()


def permanent_id(*parts: str) -> str:
    """An id that follows from the parts alone: the same in every build, wherever the site lies."""
    return uuid.uuid5(_SPACE, "\n".join(parts)).urn


def atom(feed: Feed) -> str:
    """The feed as an Atom document (RFC 4287): no clock is asked, so the same feed is the same."""
    from feedgen.feed import FeedGenerator

    made = FeedGenerator()
    made.id(feed.id)
    made.title(_plain(feed.title))
    made.language("sv")
    made.author({"name": _plain(feed.author)})
    made.generator("Lydelse")
    made.link(
        [
            {"href": feed.own_href, "rel": "self", "type": MIME},
            {"href": feed.href, "rel": "alternate", "type": "text/html"},
        ]
    )
    made.updated(_moment(max((entry.updated for entry in feed.entries), default=feed.updated)))
    for entry in feed.entries:
        row = made.add_entry(order="append")
        row.id(entry.id)
        row.title(_plain(entry.title))
        row.published(_moment(entry.published))
        row.updated(_moment(entry.updated))
        row.summary(_plain(entry.summary))
        row.link(href=entry.href, rel="alternate", type="text/html")
    return bytes(made.atom_str(pretty=True)).decode("utf-8")


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _plain(text: str) -> str:
    """The text in one line, without the signs that XML cannot carry."""
    return " ".join(_NOT_CARRIED.sub(" ", text).split()) or "–"
