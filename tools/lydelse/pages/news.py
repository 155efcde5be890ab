"""What is new: changes that have come into force, the weighty ones first, and for whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile

from lydelse.documents import Change, Document, Status
from lydelse.links import slug
from lydelse.pages.model import NOT_IN_FORCE, Library
from lydelse.pages.page import Page
from lydelse.pages.templating import render
from lydelse.pages.versions import Coming, began, change_of, coming, compared_path
from lydelse.pages.words import capital
from lydelse.register import swedish_order
from lydelse.wording import number

PATH = "nytt/index.md"

DAYS = 365
"""For how long a change is new."""

MOST = 400
"""How many changes of one kind the page shows."""

BRIEF = 3
"""How many changes the page of a role or a verksamhet shows."""

IN_SUBSTANCE = frozenset({"principiell", "i sak"})

_WEIGHTY = (("principiell", "Principiella ändringar"), ("i sak", "Ändringar i sak"))
_LIGHT = (("följdändring", "Följdändringar"), ("redaktionell", "Redaktionella ändringar"))


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that happens to a document on a day, and whom it concerns; paths are staged.

    ``kind`` is the slag of the change, empty when it is none; ``label`` says what it is in words.
    ``compared`` is the page that shows the change, if there is one.
    """

    day: date
    title: str
    path: str
    label: str
    where: str
    units: tuple[str, ...]
    roles: tuple[str, ...]
    text: str = ""
    kind: str = ""
    new: bool = False
    compared: str = ""


@dataclass(frozen=True, slots=True)
class NewsGroup:
    """News under one heading; ``folded`` when it does not change what must be done."""

    title: str
    anchor: str
    news: tuple[News, ...]
    folded: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice to filter by: its name in the address, and its values with their words."""

    name: str
    label: str
    every: str
    values: tuple[tuple[str, str], ...]


def changes(library: Library) -> tuple[News, ...]:
    """Every change of what is in force, the latest first."""
    found = [
        _change(library, document, change, day)
        for document in library.documents
        if library.status(document) not in NOT_IN_FORCE
        for change in document.changes
        if (day := began(library, document.id, change)) and day <= library.today
    ]
    return _latest_first(found)


def decided(library: Library) -> tuple[News, ...]:
    """What is decided for later days, the next first."""
    found = [item for document in library.documents for item in _decided(library, document)]
    return tuple(sorted(found, key=lambda item: item.day))


def brief(
    library: Library, found: Iterable[News], *, unit: str = "", role: str = ""
) -> tuple[News, ...]:
    """The latest changes in substance for a verksamhet or a role, of all, the latest first."""
    wanted = (
        item
        for item in _recent(library, found)
        if item.kind in IN_SUBSTANCE and (unit in item.units if unit else role in item.roles)
    )
    return tuple(islice(wanted, BRIEF))


def touched(library: Library, document: Document) -> tuple[str, ...]:
    """The roles that answer for the document, decide it or follow it, also by another role."""
    held_with = library.corpus.register.held_with
    also = (id_ for id_, mine in held_with.items() if not mine.isdisjoint(named(document)))
    return tuple(dict.fromkeys((*named(document), *also)))


def named(document: Document) -> tuple[str, ...]:
    """The roles that the document itself names: those that own it, decide it and follow it."""
    return document.owner, document.decided_by, *document.roles


def news_page(library: Library, found: Sequence[News]) -> Page:
    """The page of what is new."""
    title, lead = "Nytt", "Ändringar det senaste året. Det som ändrar vad du ska göra står först."
    groups = tuple(group for group in _groups(library, found) if group.news)
    choices = _choices(library, [item for group in groups for item in group.news])
    html = render(
        "news.html",
        PATH,
        library=library,
        title=title,
        lead=lead,
        groups=groups,
        choices=[choice for choice in choices if choice.values],
    )
    return Page(path=PATH, title=title, description=lead, html=html, searchable=False)


def _change(library: Library, document: Document, change: Change, day: date) -> News:
    version, new = number(change.version), change.reason == "ny"
    label = f"Ny {library.type_name(document).lower()}" if new else capital(change.kind)
    compared = compared_path(library, document.id, version) if version else ""
    return _item(
        library,
        document,
        day,
        label,
        text=change.text,
        kind=change.kind,
        new=new,
        compared=compared,
    )


def _decided(library: Library, document: Document) -> Iterator[News]:
    if library.status(document) is Status.DECIDED:
        path = library.staged[document.path]
        yield _later(library, document, Coming(document.version, document.in_force_from, path))
        return
    for later in coming(library, document.id):
        yield _later(library, document, later)


def _later(library: Library, document: Document, later: Coming) -> News:
    version = number(later.version)
    change = change_of(library, document, version) if version else None
    new = change is not None and change.reason == "ny"
    what = f"ny {library.type_name(document).lower()}" if new else change.kind if change else ""
    label = f"Version {later.version} är beslutad"
    return _item(
        library,
        document,
        later.first,
        f"{label} · {what}" if what else label,
        path=later.path,
        text=change.text if change else "",
        kind=change.kind if change else "",
        new=new,
        compared=compared_path(library, document.id, version) if version else "",
    )


def _ceased(library: Library) -> Iterator[News]:
    for document in library.documents:
        if library.status(document) is Status.CEASED and document.ceases:
            yield _item(library, document, document.ceases, library.state(document)[1])


def _item(  # noqa: PLR0913  news has as many parts
    library: Library,
    document: Document,
    day: date,
    label: str,
    *,
    path: str = "",
    text: str = "",
    kind: str = "",
    new: bool = False,
    compared: str = "",
) -> News:
    return News(
        day=day,
        title=document.title,
        path=path or library.staged[document.path],
        label=label,
        where=library.rows[document.path].units,
        units=document.units,
        roles=touched(library, document),
        text=text,
        kind=kind,
        new=new,
        compared=compared,
    )


def _latest_first(found: Iterable[News]) -> tuple[News, ...]:
    return tuple(sorted(found, key=lambda item: item.day, reverse=True))


def _recent(library: Library, found: Iterable[News]) -> Iterator[News]:
    """What is still new of something that has the latest first."""
    since = library.today - timedelta(days=DAYS)
    return takewhile(lambda item: item.day > since, found)


def _groups(library: Library, found: Sequence[News]) -> Iterator[NewsGroup]:
    """The weighty first; what changes nothing that must be done last."""
    fresh = tuple(_recent(library, found))
    gone = _recent(library, _latest_first(_ceased(library)))
    yield from (_group(fresh, *kind) for kind in _WEIGHTY)
    yield NewsGroup("Börjar gälla senare", "ly-senare", decided(library))
    yield NewsGroup("Gäller inte längre", "ly-upphort", tuple(gone))
    yield from (_group(fresh, *kind, folded=True) for kind in _LIGHT)


def _group(found: Iterable[News], kind: str, title: str, *, folded: bool = False) -> NewsGroup:
    mine = tuple(item for item in found if item.kind == kind)
    return NewsGroup(title, f"ly-{slug(kind)}", mine[:MOST], folded, len(mine[MOST:]))


def _choices(library: Library, found: Sequence[News]) -> Iterator[Choice]:
    units = {id_ for item in found for id_ in item.units}
    roles = {id_ for item in found for id_ in item.roles}
    known = library.corpus.register
    yield Choice(
        "verksamhet",
        "Verksamhet",
        "Alla verksamheter",
        _values((id_, known.units[id_].name) for id_ in units if id_ in known.units),
    )
    yield Choice(
        "roll",
        "Min roll",
        "Alla roller",
        _values((id_, known.roles[id_].title) for id_ in roles if id_ in known.roles),
    )


def _values(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(found, key=lambda value: swedish_order(value[1])))
