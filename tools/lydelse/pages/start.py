"""The start page, the page of situations and the page of changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from lydelse.documents import Status
from lydelse.pages import decisions, when
from lydelse.pages.lawbook import CHANGED
from lydelse.pages.lists import area_cards, proposals
from lydelse.pages.model import Library, Row
from lydelse.pages.news import IN_SUBSTANCE, News, decided, news_page
from lydelse.pages.page import Page
from lydelse.pages.templating import render
from lydelse.register import folded, swedish_order

SITUATIONS, NEWS = 9, 5
"""How many situations and pieces of news the start page shows."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that happens, in everyday words, and the document that says what to do."""

    text: str
    row: Row


def start_pages(library: Library, changes: Sequence[News]) -> Iterator[Page]:
    """The start page and the two lists it leads to."""
    situations = tuple(_situations(library))
    first: dict[str, Situation] = {}
    for found in situations:
        first.setdefault(folded(found.text), found)
    yield _start(library, tuple(first.values()), changes)
    title = "När det händer"
    lead = "Vardagliga situationer och texten som säger vad du gör."
    ordered = sorted(situations, key=lambda found: swedish_order(found.text))
    path = "situationer/index.md"
    html = render(
        "situations.html", path, library=library, title=title, lead=lead, situations=ordered
    )
    yield Page(path=path, title=title, description=lead, html=html, searchable=False)
    yield news_page(library, changes)


def _start(library: Library, situations: tuple[Situation, ...], changes: Sequence[News]) -> Page:
    substance = [item for item in changes if item.kind in IN_SUBSTANCE]
    coming, on_branches = decided(library), proposals(library)
    states = [library.status(document) for document in library.documents]
    on_main = len(decisions.proposed_on_main(library))
    title = library.settings.site_name
    html = render(
        "start.html",
        "index.md",
        library=library,
        situations=situations[:SITUATIONS],
        more_situations=len(situations) > SITUATIONS,
        news=substance[:NEWS],
        coming=coming[:NEWS],
        areas=area_cards(library),
        links=library.settings.links,
        soon=states.count(Status.REVIEW_SOON),
        late=states.count(Status.REVIEW_LATE),
        proposed=on_main + len(on_branches),
        proposed_anchor="ly-forslag" if on_main else "ly-grenar" if on_branches else "",
        decisions=len(library.proofs),
        unproven=decisions.waiting(library),
        stale=len(library.law.stale_documents),
        changed_law=CHANGED,
        when=when.PATH if when.has_answers(library) else "",
        sets=library.coverage.sets,
        missing=len(tuple(library.coverage.missing())),
    )
    return Page(path="index.md", title=title, html=html, searchable=False)


def _situations(library: Library) -> Iterator[Situation]:
    """The situations of what is in force: the first of every document, then the second ones.

    Documents come in turn from each område, so that the first few show the breadth.
    """
    shelves = [
        [doc for doc in library.in_force if doc.area == area.folder] for area in library.areas
    ]
    turn = [doc for doc in chain.from_iterable(zip_longest(*shelves)) if doc]
    turn.sort(key=lambda doc: library.settings.areas == () or doc.path.startswith("riktlinjer/"))
    for round_ in zip_longest(*(doc.situations for doc in turn)):
        for document, text in zip(turn, round_, strict=True):
            if text:
                yield Situation(text, library.rows[document.path])
