"""The lists: every document, by type, område, verksamhet, role and day of review."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lydelse.documents import Document, Status
from lydelse.links import slug
from lydelse.pages.lawbook import CHANGED
from lydelse.pages.model import DONE, NOT_IN_FORCE, Library, Row
from lydelse.pages.news import News, brief
from lydelse.pages.page import Page
from lydelse.pages.templating import render
from lydelse.pages.versions import Proposed, proposed
from lydelse.pages.words import capital, counted, month
from lydelse.register import DocumentType, swedish_order

FILTER_FROM = 10
"""A list this long gets a field to filter it."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and its documents; ``note`` explains, ``path`` leads to a page of its own."""

    title: str
    anchor: str
    rows: tuple[Row, ...]
    note: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A way on to a staged page, with a line about what it holds."""

    title: str
    path: str
    text: str = ""
    count: str = ""


CardGroups = Sequence[tuple[str, Sequence[Card]]]


def list_pages(library: Library, changes: Sequence[News]) -> Iterator[Page]:
    """Every list of documents; ``changes`` are all that have come into force."""
    yield _all(library)
    for type_ in library.corpus.register.types.values():
        yield _by_type(library, type_)
    yield from _areas(library)
    yield from _units(library, changes)
    yield _reviews(library)


def list_page(  # noqa: PLR0913  a page has as many parts
    library: Library,
    path: str,
    title: str,
    groups: Iterable[Group],
    *,
    lead: str = "",
    trail: tuple[tuple[str, str], ...] = (),
    letters: bool = False,
    unit: str = "",
    news: Sequence[News] = (),
) -> Page:
    """A page of grouped documents, with a filter when it is long, and what is new for a unit."""
    shown = tuple(group for group in groups if group.rows)
    number = sum(len(group.rows) for group in shown)
    html = render(
        "list.html",
        path,
        library=library,
        title=title,
        lead=lead,
        trail=trail,
        groups=shown,
        letters=letters,
        unit=unit,
        news=news,
        filter=number >= FILTER_FROM,
        plain=len(shown) == 1 and not shown[0].title,
    )
    return Page(path=path, title=title, description=lead, html=html, searchable=False)


def cards_page(library: Library, path: str, title: str, lead: str, groups: CardGroups) -> Page:
    """A page of cards below headings; an empty heading is left out."""
    shown = [(heading, cards) for heading, cards in groups if cards]
    html = render("cards.html", path, library=library, title=title, lead=lead, groups=shown)
    return Page(path=path, title=title, description=lead, html=html, searchable=False)


def document_count(documents: Iterable[Document]) -> str:
    """How many documents, in words."""
    return counted(sum(1 for _ in documents), "dokument", "dokument")


def _all(library: Library) -> Page:
    groups = [
        Group(
            letter,
            f"ly-{slug(letter) if letter.isascii() else ord(letter)}",
            library.rows_of(found),
        )
        for letter, found in groupby(library.listed, key=lambda document: _letter(document.title))
    ]
    ceased = [doc for doc in library.documents if library.status(doc) in DONE]
    groups.append(
        Group(
            "Gäller inte längre",
            "ly-upphavda",
            library.rows_of(ceased),
            "Dokument som har upphävts eller upphört.",
        )
    )
    lead = f"{capital(document_count(library.listed))} i bokstavsordning."
    return list_page(
        library, "dokument/index.md", "Alla dokument A–Ö", groups, lead=lead, letters=True
    )


def _letter(title: str) -> str:
    """The letter that the title stands under; É stands under E, figures under 0–9."""
    first = next((sign for sign in title.casefold() if sign.isalnum()), "")
    if first in "åäö":
        return first.upper() if first else "Övrigt"
    if first.isdigit():
        return "0–9"
    return slug(first)[:1].upper()


def _by_type(library: Library, type_: DocumentType) -> Page:
    mine = [document for document in library.listed if document.type == type_.id]
    groups = _by_area(library, mine)
    path = f"{type_.folder}/index.md"
    return list_page(library, path, type_.plural, groups, lead=type_.description)


def _by_area(library: Library, documents: list[Document]) -> Iterator[Group]:
    for area in library.areas:
        found = [document for document in documents if document.area == area.folder]
        path = f"omraden/{area.folder}.md"
        yield Group(area.name, f"ly-{area.folder}", library.rows_of(found), path=path)
    rest = [document for document in documents if not document.area]
    yield Group("Övrigt", "ly-ovrigt", library.rows_of(rest))


def _by_kind(library: Library, documents: list[Document]) -> Iterator[Group]:
    """Rutiner before riktlinjer: what to do before why."""
    for type_ in reversed(tuple(library.corpus.register.types.values())):
        found = [document for document in documents if document.type == type_.id]
        yield Group(type_.plural, f"ly-{type_.folder}", library.rows_of(found))


def area_cards(library: Library) -> tuple[Card, ...]:
    """The områden with the number of their documents."""
    return tuple(
        Card(
            area.name,
            f"omraden/{area.folder}.md",
            area.description,
            document_count(doc for doc in library.listed if doc.area == area.folder),
        )
        for area in library.areas
    )


def _areas(library: Library) -> Iterator[Page]:
    lead = "Riktlinjer och rutiner, ordnade efter ämne."
    yield cards_page(library, "omraden/index.md", "Områden", lead, [("", area_cards(library))])
    trail = (("Områden", "omraden/index.md"),)
    for area in library.areas:
        mine = [document for document in library.listed if document.area == area.folder]
        path, groups = f"omraden/{area.folder}.md", _by_kind(library, mine)
        yield list_page(library, path, area.name, groups, lead=area.description, trail=trail)


def _units(library: Library, changes: Sequence[News]) -> Iterator[Page]:
    cards, pages = [], []
    trail = (("Verksamheter", "verksamheter/index.md"),)
    for unit in library.units():
        mine = [document for document in library.listed if unit.id in document.units]
        path = library.unit_paths[unit.id]
        cards.append(Card(unit.name, path, unit.description, document_count(mine)))
        groups = _by_area(library, mine)
        pages.append(
            list_page(
                library,
                path,
                unit.name,
                groups,
                lead=unit.description,
                trail=trail,
                unit=unit.id,
                news=brief(library, changes, unit=unit.id),
            )
        )
    lead = "Riktlinjer och rutiner som gäller där du arbetar."
    yield cards_page(library, "verksamheter/index.md", "Verksamheter", lead, [("", cards)])
    yield from pages


def proposals(library: Library) -> tuple[Proposed, ...]:
    """What is proposed on branches at hand, in Swedish order of title."""
    found = [one for id_ in library.proposals for one in proposed(library, id_)]
    return tuple(sorted(found, key=lambda one: (swedish_order(one.title), one.path)))


def _reviews(library: Library) -> Page:
    due = sorted(library.in_force, key=lambda doc: (doc.review_by, swedish_order(doc.title)))
    late = [doc for doc in due if library.status(doc) is Status.REVIEW_LATE]
    soon = [doc for doc in due if library.status(doc) is Status.REVIEW_SOON]
    rest = [doc for doc in due if library.status(doc) is Status.IN_FORCE]
    drafts = [doc for doc in library.listed if library.status(doc) in NOT_IN_FORCE]
    groups = [
        Group(
            "Översyn försenad", "ly-forsenade", library.rows_of(late), "Texten gäller fortfarande."
        ),
        Group(
            "Översyn snart",
            "ly-snart",
            library.rows_of(soon),
            f"Inom {library.settings.soon_days} dagar.",
        ),
        Group(
            "Väntar",
            "ly-forslag",
            library.rows_of(drafts),
            "Förslag, och beslut som inte har börjat gälla.",
        ),
        *(
            Group(capital(name), f"ly-{slug(name)}", library.rows_of(found))
            for name, found in groupby(rest, key=lambda doc: month(doc.review_by))
        ),
    ]
    lead = "När varje dokument senast ska ses över, och vem som ansvarar för det."
    html = render(
        "reviews.html",
        "oversyn/index.md",
        library=library,
        lead=lead,
        groups=[group for group in groups if group.rows],
        proposals=proposals(library),
        stale=len(library.law.stale_documents),
        changed_law=CHANGED,
        filter=len(due) >= FILTER_FROM,
    )
    title = "Översyn"
    return Page(path="oversyn/index.md", title=title, description=lead, html=html, searchable=False)
