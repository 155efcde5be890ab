"""The page of law that has changed: what must be mended first, then what began and ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lydelse.citations import written_provision
from lydelse.law import Reference
from lydelse.law.recent import Turn
from lydelse.law.uses import section_of
from lydelse.pages.facts import Item
from lydelse.pages.lawbook import CHANGED, INDEX, YEARS, Place
from lydelse.pages.model import Library
from lydelse.pages.page import Page
from lydelse.pages.statutes import TITLE as ALL
from lydelse.pages.statutes import (
    WHOLE_WORDS,
    Citing,
    Hint,
    citing,
    hints,
    name_of,
    statute_item,
)
from lydelse.pages.templating import render
from lydelse.statutes import Statute

TITLE = "Lag som ändrats"
MEND = "ly-ratta"
"""Where the page tells what must be mended."""

MOST = 5
"""Documents that are named where a statute has changed; the rest stand on its page."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """A section that a document should no longer cite, and where it went."""

    title: str
    place: Place | None
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class ToMend:
    """A document that cites a repealed statute, and each section that it cites."""

    citing: Citing
    sections: tuple[Outdated, ...]


@dataclass(frozen=True, slots=True)
class Repealed:
    """A repealed statute that is still cited, what replaced it, and who must act."""

    name: str
    path: str
    look: str
    state: str
    after: Item | None
    documents: tuple[ToMend, ...]


@dataclass(frozen=True, slots=True)
class TurnRow:
    """What happened to a statute; ``cited`` are those who cite it and what took over."""

    on: date
    name: str
    path: str
    look: str
    state: str
    verb: str
    link: str
    others: tuple[Item, ...]
    cited: tuple["CitedBy", ...]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Who cites a statute: the first few, and how many more there are on its page."""

    words: str
    rows: tuple[Citing, ...]
    more: int
    path: str


def changed_pages(library: Library) -> Iterator[Page]:
    """The page of law that has changed."""
    book = library.law
    known = library.corpus.register.statutes
    rows = [_turn(library, turn) for turn in book.turns]
    lead = (
        "Lagar och föreskrifter som har börjat eller slutat gälla de senaste "
        f"{'två' if YEARS == 2 else YEARS} åren, och de som är på väg."  # noqa: PLR2004  in words
    )
    html = render(
        "changed_law.html",
        CHANGED,
        library=library,
        title=TITLE,
        lead=lead,
        trail=[(ALL, INDEX)],
        mend=MEND,
        stale=len(book.stale_documents),
        repealed=[_repealed(library, known[n], found) for n, found in book.stale.items()],
        groups=[
            ("På väg", "ly-kommer", [row for row in rows if row.on > library.today]),
            ("Har ändrats", "ly-andrat", [row for row in rows if row.on <= library.today]),
        ],
    )
    yield Page(path=CHANGED, title=TITLE, description=lead, html=html)


def _repealed(library: Library, statute: Statute, references: Sequence[Reference]) -> Repealed:
    book = library.law
    after = library.corpus.register.statutes.get(statute.replaced_by)
    rows = sorted(references, key=lambda one: one.place)
    found = []
    for _, group in groupby(rows, key=lambda one: one.place.path):
        mine = list(group)
        sections = tuple(_outdated(library, statute, mine))
        found += [ToMend(row, sections) for row in citing(library, mine)]
    found.sort(key=lambda one: (not one.citing.look, one.citing.owner, one.citing.title))
    return Repealed(
        name_of(book, statute),
        book.paths[statute.number],
        *book.standing(statute),
        after=statute_item(book, after) if after else None,
        documents=tuple(found),
    )


def _outdated(
    library: Library, statute: Statute, references: Sequence[Reference]
) -> Iterator[Outdated]:
    book = library.law
    for provision in dict.fromkeys(section_of(one.citation.provision) for one in references):
        exact = [
            one.citation.provision
            for one in references
            if section_of(one.citation.provision) == provision
        ]
        yield Outdated(
            title=written_provision(provision) or WHOLE_WORDS,
            place=book.place(statute, provision),
            hints=hints(book, statute, exact),
        )


def _turn(library: Library, turn: Turn) -> TurnRow:
    book, over = library.law, turn.on <= library.today
    statute = turn.statute
    look, state = book.standing(statute)
    if turn.ends:
        verb, link = ("Slutade gälla", "Ersattes av") if over else ("Slutar gälla", "Ersätts av")
    else:
        verb, link = ("Började gälla", "Ersatte") if over else ("Börjar gälla", "Ersätter")
    cited = [_cited(library, statute, "Dokument som hänvisar hit")]
    if turn.ends:
        cited = [_cited(library, statute, "Hänvisar till den gamla")]
        cited += [_cited(library, other, "Hänvisar till den nya") for other in turn.others]
    return TurnRow(
        on=turn.on,
        name=name_of(book, statute),
        path=book.paths[statute.number],
        look=look,
        state=state,
        verb=verb,
        link=link,
        others=tuple(statute_item(book, other) for other in turn.others),
        cited=tuple(one for one in cited if one.rows),
    )


def _cited(library: Library, statute: Statute, words: str) -> CitedBy:
    use = library.law.uses.get(statute.number)
    rows = citing(library, use.references) if use else ()
    path = library.law.paths.get(statute.number, "")
    return CitedBy(words, rows[:MOST], max(0, len(rows) - MOST), path)
