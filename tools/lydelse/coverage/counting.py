"""Counts the coverage of a day: from the lydelser, or a tree without a past, to the answer.

``svarar_mot`` and ``översyn_senast`` change without a new version. So what main's latest text of
the version in force says on the day counts, not what its first text said when it was decided.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from lydelse.corpus import Corpus
from lydelse.coverage.model import Carrier, Coming, Coverage, Duty, SetCoverage, Step
from lydelse.documents import Document, Status
from lydelse.history import Outline
from lydelse.ledger import Key
from lydelse.register import swedish_order
from lydelse.requirements import Requirement, RequirementSet
from lydelse.timeline import Lydelse, Span, Timeline, held
from lydelse.wording import Number, Wording, version_text

DAY = timedelta(days=1)


class Telling(NamedTuple):
    """What a text tells that may change without a version."""

    title: str
    review_by: date | None
    requirements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carrying:
    """A document in force and every requirement that it names, each with its last known day."""

    carrier: Carrier
    requirements: Mapping[str, date | None]


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A text that does not apply yet and the requirements that it names."""

    coming: Coming
    requirements: tuple[str, ...]


def of_document(document: Document) -> Telling:
    """What the document tells."""
    return Telling(document.title, document.review_by, document.requirements)


def of_wording(wording: Wording) -> Telling:
    """What an old text tells; never raises on content."""
    review_by = _iso(next(iter(wording.texts("översyn_senast")), ""))
    return Telling(wording.title or wording.id, review_by, wording.texts("svarar_mot"))


def counted(
    sets: Iterable[RequirementSet],
    day: date,
    carrying: Iterable[Carrying],
    awaiting: Iterable[Awaiting],
) -> Coverage:
    """Each duty of the sets with what carries it on the day, and what is on its way."""
    carriers: dict[str, list[Carrier]] = {}
    for one in carrying:
        for id_, last in one.requirements.items():
            carriers.setdefault(id_, []).append(replace(one.carrier, last=last))
    coming: dict[str, list[Coming]] = {}
    for text in awaiting:
        for id_ in dict.fromkeys(text.requirements):
            coming.setdefault(id_, []).append(text.coming)
    return Coverage(
        day,
        tuple(
            SetCoverage(one, tuple(_duty(entry, carriers, coming) for entry in one.duties))
            for one in sets
        ),
    )


def _duty(
    entry: Requirement,
    carriers: Mapping[str, list[Carrier]],
    coming: Mapping[str, list[Coming]],
) -> Duty:
    """The duty; what is on its way is told unless the same document carries it already."""
    mine = sorted(carriers.get(entry.id, ()), key=lambda one: (swedish_order(one.title), one.id))
    safe = {one.id for one in mine if not one.late and one.last is None}
    later = [one for one in coming.get(entry.id, ()) if one.id not in safe]
    steps = list(Step)
    later.sort(
        key=lambda one: (
            steps.index(one.step),
            one.starts or date.max,
            swedish_order(one.title),
            one.id,
        )
    )
    return Duty(requirement=entry, carriers=tuple(mine), coming=tuple(later))


# By the timeline


def wanted(timeline: Timeline, day: date) -> set[str]:
    """The blobs of every text that the answer needs."""
    spans = [span for id_ in timeline.spans for span in _from(timeline, id_, day)]
    found = {blob_on(timeline, span.lydelse, day) for span in spans}
    return found | {text.blob for text in _texts_ahead(timeline)}


def by_timeline(
    sets: Iterable[RequirementSet], timeline: Timeline, day: date, told: Mapping[str, Telling]
) -> Coverage:
    """The coverage of what is decided; ``told`` is what each wanted text tells, by blob."""
    return counted(sets, day, _carrying(timeline, day, told), _awaiting(timeline, day, told))


def blob_on(timeline: Timeline, lydelse: Lydelse, day: date) -> str:
    """Main's text of the lydelse on the day: the latest that carries the same version."""
    days = timeline.history.days
    texts = [
        event.revision.blob
        for event in timeline.history.events.get(lydelse.id, ())
        if event.revision
        and event.revision.outline.number == lydelse.version
        and days[event.step] <= day
    ]
    return texts[-1] if texts else lydelse.blob


def _from(timeline: Timeline, id_: str, day: date) -> list[Span]:
    """The document's spans that hold the day or come after it."""
    return [span for span in timeline.spans[id_] if span.last is None or span.last >= day]


def _carrying(timeline: Timeline, day: date, told: Mapping[str, Telling]) -> Iterator[Carrying]:
    for span in timeline.in_force(day):
        lydelse = span.lydelse
        telling = told[blob_on(timeline, lydelse, day)]
        carrier = Carrier(
            id=lydelse.id,
            title=telling.title,
            version=lydelse.number,
            path=lydelse.path,
            review_by=telling.review_by,
            late=_is_late(telling.review_by, day),
        )
        on_end = _on_end(timeline, lydelse.id, day)
        yield Carrying(
            carrier,
            {id_: _last(timeline, on_end, id_, day, told) for id_ in telling.requirements},
        )


def _on_end(timeline: Timeline, id_: str, day: date) -> list[Span]:
    """The spans from the day on that follow one another without a gap."""
    found: list[Span] = []
    for span in _from(timeline, id_, day):
        if found and (found[-1].last is None or found[-1].last + DAY != span.first):
            break
        found.append(span)
    return found


def _last(
    timeline: Timeline, spans: list[Span], id_: str, day: date, told: Mapping[str, Telling]
) -> date | None:
    """The last day of the spans on end whose texts name the requirement."""
    last = None
    for span in spans:
        if id_ not in told[blob_on(timeline, span.lydelse, day)].requirements:
            break
        last = span.last
    return last


class _Ahead(NamedTuple):
    """A text of main or a branch that is not decided, or whose decision is not published."""

    key: Key
    blob: str
    starts: str
    step: Step
    branch: str = ""


def _awaiting(timeline: Timeline, day: date, told: Mapping[str, Telling]) -> Iterator[Awaiting]:
    for id_ in timeline.spans:
        for span in _from(timeline, id_, day):
            one = span.lydelse
            ends = _only_ends(span.first, one.ceases)
            if span.first > day and _decided_on(one) <= day and not ends:
                telling = told[blob_on(timeline, one, day)]
                coming = Coming(
                    id=id_,
                    title=telling.title,
                    version=one.number,
                    step=Step.DECIDED,
                    starts=span.first,
                )
                yield Awaiting(coming, telling.requirements)
    grouped: dict[tuple[Key, Step], list[_Ahead]] = {}
    for text in _texts_ahead(timeline):
        grouped.setdefault((text.key, text.step), []).append(text)
    for ((id_, version), step), texts in grouped.items():
        tellings = [told[text.blob] for text in texts]
        coming = Coming(
            id=id_,
            title=tellings[0].title,
            version=version_text(version),
            step=step,
            starts=_iso(texts[0].starts),
            branches=tuple(dict.fromkeys(text.branch for text in texts if text.branch)),
        )
        yield Awaiting(coming, tuple(id_ for one in tellings for id_ in one.requirements))


def _decided_on(lydelse: Lydelse) -> date:
    """The day of its decision; a second number was decided when it came to main."""
    if lydelse.decision and (lydelse.version[1] == 0 or lydelse.ledger_name):
        return lydelse.decision.on
    return lydelse.published or lydelse.first


def _texts_ahead(timeline: Timeline) -> Iterator[_Ahead]:
    """What main holds beyond what is decided, and what the proposal branches at hand hold."""
    withheld = {
        (row.id, row.version)
        for file in timeline.ledger.values()
        if not timeline.may_be_shown(file)
        for row in file.decided
    }
    steps = len(timeline.history.days)
    for id_, events in timeline.history.events.items():
        for text in held(events, steps).values():
            version = text.outline.number
            if version and _is_beyond(timeline, id_, version) and not _ends(text.outline):
                step = Step.WITHHELD if (id_, version) in withheld else Step.PROPOSED
                yield _Ahead((id_, version), text.blob, text.outline.starts, step)
    blobs = {
        (branch.name, entry.path): entry.blob
        for branch in timeline.history.branches
        for entry in branch.entries
    }
    for proposal in timeline.proposals:
        version, blob = proposal.outline.number, blobs.get((proposal.branch, proposal.path), "")
        if version and blob and not _ends(proposal.outline):
            key = (proposal.outline.id, version)
            yield _Ahead(key, blob, proposal.outline.starts, Step.PROPOSED, proposal.branch)


def _ends(outline: Outline) -> bool:
    return _only_ends(_iso(outline.starts), _iso(outline.ceases))


def _is_beyond(timeline: Timeline, id_: str, version: Number) -> bool:
    """Whether the version is higher than every decided one."""
    known = timeline.lydelser.get(id_, ())
    return not known or version > known[-1].version


# Without a past


def by_tree(corpus: Corpus, day: date) -> Coverage:
    """The coverage of the documents at hand, by what they say of themselves."""
    documents = {doc.id: doc for doc in corpus.coming.values()} | dict(corpus.by_id)
    carrying: list[Carrying] = []
    awaiting: list[Awaiting] = []
    for id_ in sorted(documents):
        texts = [doc for doc in (corpus.by_id.get(id_), corpus.coming.get(id_)) if doc]
        begun = [
            doc for doc in texts if doc.status(day, 0) not in {Status.PROPOSED, Status.DECIDED}
        ]
        if begun and begun[-1].status(day, 0) is not Status.CEASED:
            carrying.append(_tree_carrying(begun[-1], day))
        awaiting += [_tree_awaiting(doc, day) for doc in texts if doc not in begun]
    return counted(corpus.register.requirement_sets, day, carrying, awaiting)


def _tree_carrying(document: Document, day: date) -> Carrying:
    carrier = Carrier(
        id=document.id,
        title=document.title,
        version=document.version,
        path=document.path,
        review_by=document.review_by,
        late=_is_late(document.review_by, day),
    )
    last = document.ceases - DAY if document.ceases else None
    return Carrying(carrier, dict.fromkeys(document.requirements, last))


def _tree_awaiting(document: Document, day: date) -> Awaiting:
    decided = document.status(day, 0) is Status.DECIDED
    coming = Coming(
        id=document.id,
        title=document.title,
        version=document.version,
        step=Step.DECIDED if decided else Step.PROPOSED,
        starts=document.in_force_from,
    )
    return Awaiting(coming, document.requirements)


def _is_late(review_by: date | None, day: date) -> bool:
    return review_by is not None and review_by < day


def _only_ends(starts: date | None, ceases: date | None) -> bool:
    """Whether a text is there to end its document: it applies for a day at the most."""
    return bool(starts and ceases and ceases <= starts + DAY)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
