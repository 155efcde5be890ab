"""What a document's page must say before its text: its state, and what changes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from lydelse.documents import Document, Status
from lydelse.pages.model import NOT_IN_FORCE, Library
from lydelse.pages.words import joined, long_day


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence in the looks of a state, with one link to a staged page in it."""

    look: str
    before: str
    link: str = ""
    path: str = ""
    after: str = ""


def notices(library: Library, document: Document) -> Iterator[Notice]:
    """The document's notices, the most important first."""
    yield from _state(library, document)
    yield from _set_aside(library, document)
    yield from _added(library, document)
    yield from _coming(library, document)


def _state(library: Library, document: Document) -> Iterator[Notice]:
    state = library.status(document)
    if state is Status.PROPOSED:
        yield Notice("forslag", "Det här är ett förslag. Det gäller inte.")
    elif state is Status.DECIDED:
        day = long_day(document.in_force_from)
        now = library.by_id.get(document.id)
        if now and now is not document:
            path = library.staged[now.path]
            yield Notice(
                "beslutad",
                f"Version {document.version} gäller från {day}. Läs ",
                *_to("den version som gäller nu", path),
            )
        else:
            yield Notice("beslutad", f"Beslutad. Börjar gälla {day}.")
    elif state is Status.REVIEW_LATE:
        owner = library.corpus.register.role_name(document.owner)
        day = long_day(document.review_by)
        yield Notice(
            "forsenad",
            f"Översynen skulle ha gjorts senast {day}. Texten gäller fortfarande. "
            f"Ansvarig: {owner}.",
        )
    elif state is Status.CEASED and document.ceases:
        yield Notice("upphavd", f"Upphävd. Gäller inte sedan {long_day(document.ceases)}.")
        yield from _successors(library, document)
    elif document.ceases and not document.deviates_from:
        last = long_day(document.ceases - timedelta(days=1))
        yield Notice("beslutad", f"Texten gäller till och med {last}.")


def _to(text: str, path: str) -> tuple[str, str, str]:
    return text, path, "."


def _successors(library: Library, document: Document) -> Iterator[Notice]:
    for other in library.naming("ersätter", document.id):
        if library.status(other) not in NOT_IN_FORCE:
            yield Notice("galler", "Ersatt av ", *_to(other.title, library.staged[other.path]))


def _set_aside(library: Library, document: Document) -> Iterator[Notice]:
    base = library.by_id.get(document.deviates_from)
    if base:
        days = (
            f" till och med {long_day(document.ceases - timedelta(days=1))}"
            if document.ceases
            else ""
        )
        yield Notice(
            "snart",
            f"Tillfällig. Gäller{days} i stället för ",
            *_to(base.title, library.staged[base.path]),
        )
    for other in library.naming("avviker_från", document.id):
        if NOT_IN_FORCE.isdisjoint((library.status(other), library.status(document))):
            days = (
                f" till och med {long_day(other.ceases - timedelta(days=1))}"
                if other.ceases
                else ""
            )
            before = f"Just nu gäller en tillfällig text{days} för {_for(library, other)}: "
            yield Notice("snart", before, *_to(other.title, library.staged[other.path]))


def _added(library: Library, document: Document) -> Iterator[Notice]:
    base = library.by_id.get(document.supplements)
    if base:
        yield Notice(
            "beslutad",
            "Kompletterar ",
            base.title,
            library.staged[base.path],
            ". Läs båda.",
        )
    for other in library.naming("kompletterar", document.id):
        if library.status(other) not in NOT_IN_FORCE:
            before = f"För {_for(library, other)} gäller också "
            yield Notice("beslutad", before, *_to(other.title, library.staged[other.path]))


def _coming(library: Library, document: Document) -> Iterator[Notice]:
    coming = library.waiting.get(document.id)
    if coming and coming.decision and library.by_id.get(document.id) is document:
        before = f"Version {coming.version} gäller från {long_day(coming.in_force_from)}. "
        yield Notice(
            "beslutad", before, *_to("Läs den kommande versionen", library.staged[coming.path])
        )


def _for(library: Library, document: Document) -> str:
    known = library.corpus.register.units
    return joined([known[u].name.lower() if u in known else u for u in document.units])
