"""The page of law that has changed: what must be mended first, then what began and ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lydelse.law import Reference
from lydelse.law.recent import Turn
from lydelse.law.sections import in_order
from lydelse.pages.facts import Item
from lydelse.pages.lawbook import CHANGED, GONE, IN_FORCE, INDEX, YEARS, Place
from lydelse.pages.model import Library
from lydelse.pages.moved_law import Hint, hints, titled
from lydelse.pages.page import Page
from lydelse.pages.statutes import TITLE as ALL
from lydelse.pages.statutes import (
    Citing,
    citing,
    name_of,
    statute_item,
    title_of,
)
from lydelse.pages.templating import render
from lydelse.statutes import Statute

TITLE = "Lag som ändrats"
MEND = "ly-ratta"
"""Where the page tells what must be mended."""

_TURNS = {
    (True, True): (GONE, "Slutade gälla", "Ersattes av"),
    (True, False): ("snart", "Slutar gälla", "Ersätts av"),
    (False, True): (IN_FORCE, "Började gälla", "Ersatte"),
    (False, False): ("beslutad", "Börjar gälla", "Ersätter"),
}
"""Look and words of what ends or begins (first), before the day or on it and after (second)."""

_NOTHING_AHEAD = (
    "Registret har ingen lag som ska börja eller sluta gälla. Det säger inget om ändringar inom de "
    "lagar som gäller."
)
_NOTHING_SINCE = "Registret har ingen lag som har börjat eller slutat gälla under tiden."

MOST = 5
"""Documents that are named where a statute has changed; the rest stand on its page."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """A provision that a document should no longer cite, and where it went."""

    title: str
    place: Place | None
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class ToMend:
    """A document that cites a repealed statute, and each provision that it cites."""

    citing: Citing
    provisions: tuple[Outdated, ...]


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
    text: str
    look: str
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
    years = "två" if YEARS == 2 else YEARS  # noqa: PLR2004  in words
    lead = (
        f"Lagar och föreskrifter som är nya eller har upphävts de senaste {years} åren, och de som "
        "är på väg. Ändringar inom en lag syns inte här: vilka dokument de rör visar kommandot "
        "lydelse law --changed."
    )
    repealed = [_repealed(library, known[number], found) for number, found in book.stale.items()]
    html = render(
        "changed_law.html",
        CHANGED,
        library=library,
        title=TITLE,
        lead=lead,
        trail=[(ALL, INDEX)],
        mend=MEND,
        stale=len(book.stale_documents),
        repealed=repealed,
        guessed=any(
            one.hints for row in repealed for mend in row.documents for one in mend.provisions
        ),
        groups=[
            (
                "På väg",
                "ly-kommer",
                [row for row in rows if row.on > library.today],
                _NOTHING_AHEAD,
            ),
            (
                "Nya och upphävda",
                "ly-andrat",
                [row for row in rows if row.on <= library.today],
                _NOTHING_SINCE,
            ),
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
        provisions = tuple(_outdated(library, statute, mine))
        found += [ToMend(row, provisions) for row in citing(library, mine)]
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
    for provision in in_order({one.citation.provision for one in references}):
        yield Outdated(
            title=titled(provision),
            place=book.place(statute, provision),
            hints=hints(book, statute, provision),
        )


def _turn(library: Library, turn: Turn) -> TurnRow:
    book, over = library.law, turn.on <= library.today
    statute = turn.statute
    look, verb, link = _TURNS[turn.ends, over]
    cited = [_cited(library, statute, "Dokument som hänvisar hit")]
    if turn.ends:
        cited = [_cited(library, statute, "Hänvisar till den gamla")]
        cited += [_cited(library, other, "Hänvisar till den nya") for other in turn.others]
    return TurnRow(
        on=turn.on,
        name=name_of(book, statute),
        path=book.paths[statute.number],
        text=title_of(book, statute),
        look=look,
        verb=verb,
        link=link,
        others=tuple(statute_item(book, other) for other in turn.others),
        cited=tuple(one for one in cited if one.rows),
    )


def _cited(library: Library, statute: Statute, words: str) -> CitedBy:
    use = library.law.present_uses.get(statute.number)
    rows = citing(library, use.references) if use else ()
    path = library.law.paths.get(statute.number, "")
    return CitedBy(words, rows[:MOST], max(0, len(rows) - MOST), path)
