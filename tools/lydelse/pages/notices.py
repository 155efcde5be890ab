"""What a document's page must say before its text: its state, and what changes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lydelse.documents import Document, Status
from lydelse.pages.model import NOT_IN_FORCE, Library
from lydelse.pages.proofs import Proof, State
from lydelse.pages.versions import coming, proposed
from lydelse.pages.words import capital, joined, long_day
from lydelse.wording import version_text

_VERBS = {Status.PROPOSED: "Ska enligt förslaget gälla", Status.DECIDED: "Ska gälla"}


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
    yield from _set_aside(library, document)
    yield from _state(library, document)
    yield from _temporary(library, document)
    yield from _added(library, document)
    yield from _coming(library, document)
    yield from _kept_back(library, document)
    yield from _proposed(library, document)


def _state(library: Library, document: Document) -> Iterator[Notice]:
    state = library.status(document)
    if proof := library.awaited(document):
        words = "Dokumentet gäller inte, och texten visas inte än. "
        yield _unproven(library, proof, "dokumentet", words)
    elif state is Status.PROPOSED:
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
        yield Notice("upphavd", _over(library, document, document.ceases))
        yield from successors(library, document.id)
        yield from _again(library, document)
    elif document.ceases and not document.deviates_from:
        last = long_day(document.ceases - timedelta(days=1))
        yield Notice("beslutad", f"Texten gäller till och med {last}.")


def _over(library: Library, document: Document, ceases: date) -> str:
    """That the document does not apply: a decision ended it, or its own last day."""
    if library.repealed(document):
        return f"Upphävd. Gäller inte sedan den {long_day(ceases)}."
    last = long_day(ceases - timedelta(days=1))
    return f"Har upphört. Texten var tidsbegränsad och gällde till och med {last}."


def _again(library: Library, document: Document) -> Iterator[Notice]:
    """What a temporary document set aside, and what applies again."""
    base = library.by_id.get(document.deviates_from)
    if base and library.status(base) not in NOT_IN_FORCE:
        yield Notice("galler", "Nu gäller ", *_to(base.title, library.staged[base.path]))


def _to(text: str, path: str) -> tuple[str, str, str]:
    return text, path, "."


def successors(library: Library, id_: str) -> Iterator[Notice]:
    """What applies in the place of the document."""
    for other in library.naming("ersätter", id_):
        if library.status(other) not in NOT_IN_FORCE:
            yield Notice("galler", "Ersatt av ", *_to(other.title, library.staged[other.path]))


def _set_aside(library: Library, document: Document) -> Iterator[Notice]:
    """What applies in the document's place for a time."""
    for other in library.set_aside_by(document):
        days, units = _days(library, other), where(library, other)
        before = f"Just nu gäller en tillfällig text{days} för {units}: "
        yield Notice("snart", before, *_to(other.title, library.staged[other.path]))


def _temporary(library: Library, document: Document) -> Iterator[Notice]:
    """What the temporary document sets aside."""
    base, state = library.by_id.get(document.deviates_from), library.status(document)
    if base and state is not Status.CEASED:
        before = (
            f"Tillfällig. {_VERBS.get(state, 'Gäller')}{_days(library, document)} i stället för "
        )
        yield Notice("snart", before, *_to(base.title, library.staged[base.path]))


def _days(library: Library, document: Document) -> str:
    """From when, if that is not yet, and until when the document applies."""
    first = document.in_force_from
    words = f" från {long_day(first)}" if first > library.today else ""
    if document.ceases:
        words += f" till och med {long_day(document.ceases - timedelta(days=1))}"
    return words


def _added(library: Library, document: Document) -> Iterator[Notice]:
    base, state = library.by_id.get(document.supplements), library.status(document)
    if base and state is not Status.CEASED:
        there = library.status(base) not in NOT_IN_FORCE
        after = ". Läs båda." if there else ", som inte gäller nu."
        yield Notice("beslutad", "Kompletterar ", base.title, library.staged[base.path], after)
    for other in library.naming("kompletterar", document.id):
        if library.status(other) not in NOT_IN_FORCE:
            before = f"För {where(library, other)} gäller också "
            yield Notice("beslutad", before, *_to(other.title, library.staged[other.path]))


def _coming(library: Library, document: Document) -> Iterator[Notice]:
    if library.by_id.get(document.id) is not document:
        return
    for later in coming(library, document.id):
        if later.version != document.version:
            before = f"Version {later.version} gäller från {long_day(later.first)}. "
            yield Notice("beslutad", before, *_to("Läs den kommande versionen", later.path))


def _kept_back(library: Library, document: Document) -> Iterator[Notice]:
    """What is decided of the document, and not published before it is proven."""
    if library.by_id.get(document.id) is not document or library.awaited(document):
        return
    for (id_, version), proof in library.kept_back.items():
        if id_ == document.id:
            words = "Den versionen gäller inte, och visas inte än. "
            yield _unproven(library, proof, f"version {version_text(version)}", words)


def _unproven(library: Library, proof: Proof, about: str, words: str) -> Notice:
    file = proof.file
    by = library.corpus.register.role_name(file.by)
    what = f"beslutet {proof.shown.words.lower()}"
    if proof.state is State.WRONG:
        what = "beviset för beslutet stämmer inte"
    before = f"{by} beslutade {long_day(file.on)} om {about}, men {what}. {words}"
    path = library.decision_paths[file.name]
    return Notice(proof.shown.look, capital(before), *_to("Läs om beslutet", path))


def _proposed(library: Library, document: Document) -> Iterator[Notice]:
    if library.by_id.get(document.id) is not document:
        return
    for found in proposed(library, document.id):
        before = f"Det finns ett förslag till version {found.version}. Det gäller inte. "
        yield Notice("forslag", before, *_to("Läs vad som skulle ändras", found.path))


def where(library: Library, document: Document) -> str:
    """The verksamheter that the document applies to, inside a sentence."""
    known = library.corpus.register.units
    everything = {unit.id for unit in library.units()}
    if len(everything) > 1 and everything <= set(document.units):
        return "alla verksamheter"
    return joined([known[u].name.lower() if u in known else u for u in document.units])
