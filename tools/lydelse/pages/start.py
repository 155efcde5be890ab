"""The start page, the page of situations and the page of changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from lydelse.documents import Change, Document, Status
from lydelse.pages.lists import area_cards
from lydelse.pages.model import NOT_IN_FORCE, Library, Row
from lydelse.pages.page import Page
from lydelse.pages.templating import render
from lydelse.register import folded, swedish_order

SITUATIONS, NEWS = 9, 5
"""How many situations and pieces of news the start page shows."""

_IN_SUBSTANCE = ("i sak", "principiell")


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that happens, in everyday words, and the document that says what to do."""

    text: str
    row: Row


@dataclass(frozen=True, slots=True)
class News:
    """A change that has come into force."""

    change: Change
    row: Row
    new: bool


def start_pages(library: Library) -> Iterator[Page]:
    """The start page and the two lists it leads to."""
    situations, news = tuple(_situations(library)), _news(library)
    first: dict[str, Situation] = {}
    for found in situations:
        first.setdefault(folded(found.text), found)
    yield _start(library, tuple(first.values()), news)
    title = "När det händer"
    lead = "Vardagliga situationer och texten som säger vad du gör."
    ordered = sorted(situations, key=lambda found: swedish_order(found.text))
    path = "situationer/index.md"
    html = render(
        "situations.html", path, library=library, title=title, lead=lead, situations=ordered
    )
    yield Page(path=path, title=title, description=lead, html=html, searchable=False)
    title, lead, path = "Nytt", "Ändringar som har börjat gälla, de senaste först.", "nytt/index.md"
    html = render("news.html", path, library=library, title=title, lead=lead, news=news)
    yield Page(path=path, title=title, description=lead, html=html, searchable=False)


def _start(library: Library, situations: tuple[Situation, ...], news: tuple[News, ...]) -> Page:
    substance = [item for item in news if item.change.kind in _IN_SUBSTANCE]
    coming = sorted(_coming(library), key=lambda pair: pair[0].in_force_from)
    states = [library.status(document) for document in library.documents]
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
        proposed=states.count(Status.PROPOSED),
        decided=len(coming),
    )
    return Page(path="index.md", title=title, html=html, searchable=False)


def _coming(library: Library) -> Iterator[tuple[Document, str]]:
    """Decided wordings that are not yet in force, with the staged path of each."""
    for document in (*library.documents, *library.waiting.values()):
        if library.status(document) is Status.DECIDED:
            yield document, library.staged[document.path]


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


def _news(library: Library) -> tuple[News, ...]:
    found = [
        News(change, library.rows[document.path], change.reason == "ny")
        for document in library.documents
        if library.status(document) not in NOT_IN_FORCE
        for change in document.changes
        if change.in_force_from <= library.today
    ]
    return tuple(sorted(found, key=lambda item: item.change.in_force_from, reverse=True))
