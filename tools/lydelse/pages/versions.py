"""A document's versions as readers meet them: their days, what they changed, and their pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lydelse.documents import Change, Document, Status
from lydelse.ledger import NEW_START, Key, LedgerFile, Named
from lydelse.pages import addresses
from lydelse.pages.model import Library
from lydelse.pages.proofs import Proof
from lydelse.timeline import Lydelse, Span
from lydelse.wording import Number, number, version_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version in the list on the document's page; paths are staged, and empty without a page.

    ``look`` and ``state`` are empty for an old version that the history does not know.
    """

    number: str
    look: str
    state: str
    days: str
    changes: tuple[Change, ...] = ()
    path: str = ""
    compared: str = ""
    before: str = ""


def versions(library: Library, document: Document) -> tuple[Version, ...]:
    """Every lydelse of the document and every entry of its ``ändringar``, the newest first."""
    known = {lydelse.version: lydelse for lydelse in _lydelser(library, document.id)}
    told = _told(library, document, frozenset(known))
    return tuple(
        _version(library, known[one], told.get(one, ()))
        if one in known
        else _kept_back(proof, (document.id, one), told[one])
        if (proof := library.kept_back.get((document.id, one)))
        else _only_told(one, told[one], decided=not known or one < max(known))
        for one in sorted({*known, *told}, reverse=True)
    )


def lydelse_of(library: Library, document: Document) -> Lydelse | None:
    """The lydelse that the document is; ``None`` when it is another text, or not decided."""
    timeline, version = library.corpus.timeline, number(document.version)
    found = timeline.lydelse(document.id, version) if version else None
    told = timeline.tree.get(document.path) if library.preview else None
    return None if found and told and told.hash != found.hash else found


def span_of(library: Library, lydelse: Lydelse) -> Span | None:
    """The days of the lydelse: those that hold the site's day, else its last."""
    found = _spans(library, lydelse)
    return next((span for span in found if library.today in span), found[-1] if found else None)


class Coming(NamedTuple):
    """A version that is decided for a later day; ``path`` is staged."""

    version: str
    first: date
    path: str


def coming(library: Library, id_: str) -> tuple[Coming, ...]:
    """What is decided of the document for later days, the next first.

    A preview, and a tree without history, takes what waits at its word.
    """
    waits = library.waiting.get(id_)
    if waits and library.status(waits) is not Status.DECIDED:
        waits = None
    path = library.staged[waits.path] if waits else ""
    spans = library.corpus.timeline.spans.get(id_, ())
    if waits and (library.preview or not spans):
        return (Coming(waits.version, waits.in_force_from, path),)
    return tuple(
        Coming(
            span.lydelse.number,
            span.first,
            path
            if waits and waits.version == span.lydelse.number
            else addresses.lydelse_path(id_, span.lydelse.version),
        )
        for span in spans
        if span.first > library.today
    )


class Proposed(NamedTuple):
    """A version that is proposed, and the branches that hold it; ``path`` is staged."""

    title: str
    version: str
    branches: tuple[str, ...]
    path: str


def proposed(library: Library, id_: str) -> tuple[Proposed, ...]:
    """What is proposed of the document on branches at hand, by version."""
    found: dict[Number, dict[str, str]] = {}
    for proposal in library.proposals.get(id_, ()):
        if version := proposal.outline.number:
            found.setdefault(version, {}).setdefault(proposal.branch, proposal.outline.title)
    return tuple(
        Proposed(
            title=next(iter(titles.values())) or id_,
            version=version_text(version),
            branches=tuple(titles),
            path=addresses.proposal_path(id_, version),
        )
        for version, titles in sorted(found.items())
    )


def compared_path(library: Library, id_: str, version: Number) -> str:
    """The page that compares the version with the one before it; empty when there is none."""
    timeline = library.corpus.timeline
    before = timeline.before(id_, version) if timeline.lydelse(id_, version) else None
    return addresses.comparison_path(id_, before.version, version) if before else ""


def began(library: Library, id_: str, change: Change) -> date | None:
    """The day when the version began, by its decision; else as its text tells.

    ``None`` for a version whose decision was withdrawn before that day.
    """
    version = number(change.version)
    lydelse = library.corpus.timeline.lydelse(id_, version) if version else None
    if lydelse is None:
        return change.in_force_from
    return None if lydelse.withdrawn and lydelse.withdrawn <= lydelse.starts else lydelse.starts


class Moved(NamedTuple):
    """That a later decision moved the day when a version begins; ``path`` is staged."""

    before: date
    by: LedgerFile
    path: str


def moved(library: Library, lydelse: Lydelse) -> Moved | None:
    """The decision that gave the lydelse another first day than it was decided with."""
    proof = library.proofs.get(lydelse.ledger_name)
    decided = [row.starts for row in proof.file.decided if _is(row, lydelse)] if proof else []
    last = None
    for event in library.events.get(lydelse.ledger_name, ()):
        if event.event == NEW_START and any(_is(r, lydelse) and r.starts for r in event.documents):
            last = event
    if last is None or not decided or decided[0] in {None, lydelse.starts}:
        return None
    return Moved(decided[0], last, library.decision_paths[lydelse.ledger_name])


def _is(row: Named, lydelse: Lydelse) -> bool:
    return (row.id, row.version) == (lydelse.id, lydelse.version)


def change_of(library: Library, document: Document, version: Number) -> Change | None:
    """What ``ändringar`` says of the version, in the document or in a later text of it."""
    found = _told(library, document, frozenset({version})).get(version, ())
    return next(iter(found), None)


def days_words(first: date, last: date | None) -> str:
    """The days as a reader meets them: ``från 2026-03-01`` or with a last day."""
    return f"{first} till och med {last}" if last else f"från {first}"


def _lydelser(library: Library, id_: str) -> tuple[Lydelse, ...]:
    return library.corpus.timeline.lydelser.get(id_, ())


def _spans(library: Library, lydelse: Lydelse) -> tuple[Span, ...]:
    found = library.corpus.timeline.spans.get(lydelse.id, ())
    return tuple(span for span in found if span.lydelse.version == lydelse.version)


def _told(
    library: Library, document: Document, known: frozenset[Number]
) -> dict[Number, tuple[Change, ...]]:
    """What ``ändringar`` says of each version.

    A later text of the document tells of the versions that are decided after the one shown.
    """
    found = _by_version(document.changes)
    corpus, id_ = library.corpus, document.id
    for other in (library.waiting.get(id_), corpus.coming.get(id_), corpus.by_id.get(id_)):
        for version, changes in _by_version(other.changes if other else ()).items():
            if version in known:
                found.setdefault(version, changes)
    return found


def _by_version(changes: Iterable[Change]) -> dict[Number, tuple[Change, ...]]:
    found: dict[Number, tuple[Change, ...]] = {}
    for change in changes:
        version = number(change.version)
        if version:
            found[version] = (*found.get(version, ()), change)
    return found


def _version(library: Library, lydelse: Lydelse, changes: tuple[Change, ...]) -> Version:
    spans, timeline = _spans(library, lydelse), library.corpus.timeline
    look, state = _state(spans, library.today)
    before = timeline.before(lydelse.id, lydelse.version)
    return Version(
        number=lydelse.number,
        look=look,
        state=state,
        days=" och ".join(days_words(span.first, span.last) for span in spans),
        changes=changes,
        path=addresses.lydelse_path(lydelse.id, lydelse.version),
        compared=compared_path(library, lydelse.id, lydelse.version),
        before=before.number if before else "",
    )


def _only_told(version: Number, changes: tuple[Change, ...], *, decided: bool) -> Version:
    """A version that the history does not hold, by what the document says of it."""
    return Version(
        number=version_text(version),
        look="" if decided else "forslag",
        state="" if decided else "Inte beslutad",
        days=f"från {changes[0].in_force_from}",
        changes=changes,
    )


def _kept_back(proof: Proof, key: Key, changes: tuple[Change, ...]) -> Version:
    """A version that is decided but not shown."""
    decided = (row.starts for row in proof.file.decided if (row.id, row.version) == key)
    first = next(filter(None, decided), changes[0].in_force_from)
    return Version(
        number=version_text(key[1]),
        look=proof.shown.look,
        state=proof.shown.words,
        days=f"skulle gälla från {first}",
        changes=changes,
    )


def _state(spans: Iterable[Span], today: date) -> tuple[str, str]:
    """The look and the words of a lydelse that is in force in the spans."""
    states = set(_states(spans, today))
    for look, words in (("galler", "Gäller"), ("beslutad", "Beslutad"), ("tidigare", "Gällde")):
        if look in states:
            return look, words
    return "tidigare", "Började aldrig gälla"


def _states(spans: Iterable[Span], today: date) -> Iterator[str]:
    for span in spans:
        yield "galler" if today in span else "beslutad" if span.first > today else "tidigare"


def version_of(library: Library, lydelse: Lydelse) -> Version:
    """The lydelse as one line, with what the document says that it changed."""
    return _version(library, lydelse, changes_of(library, lydelse.id, lydelse.version))


def changes_of(library: Library, id_: str, version: Number) -> tuple[Change, ...]:
    """What the document, or a later text of it at hand, says of the version."""
    corpus = library.corpus
    texts = (
        library.by_id.get(id_),
        library.waiting.get(id_),
        corpus.coming.get(id_),
        corpus.by_id.get(id_),
    )
    found = (_by_version(text.changes).get(version, ()) for text in texts if text)
    return next((changes for changes in found if changes), ())
