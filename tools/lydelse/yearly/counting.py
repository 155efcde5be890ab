"""Counts a year: from the lydelser, their days and what the texts told, to the frozen year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from lydelse.documents import Review
from lydelse.history import Revision
from lydelse.ledger import DECISION, Key
from lydelse.pages.proofs import proof_of
from lydelse.register import swedish_order
from lydelse.timeline import Lydelse, Proof, Timeline, held
from lydelse.wording import number
from lydelse.yearly.model import (
    Began,
    Ceased,
    Due,
    Later,
    Made,
    Point,
    Proposed,
    Reviewed,
    Subject,
    Year,
)
from lydelse.yearly.telling import Telling

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Past:
    """The timeline, and what every text that main has held tells, by blob."""

    timeline: Timeline
    tellings: Mapping[str, Telling]

    @cached_property
    def revisions(self) -> Mapping[str, tuple[Revision, ...]]:
        """Each document's texts in the order in which they came to main."""
        return {
            id_: tuple(event.revision for event in events if event.revision)
            for id_, events in self.timeline.history.events.items()
        }

    def day(self, revision: Revision) -> date:
        """The day when the text came to main."""
        return self.timeline.history.days[revision.step]

    def told(self, lydelse: Lydelse) -> Telling:
        """What the lydelse's own text tells."""
        return self.tellings.get(lydelse.blob, Telling(title=lydelse.title, type=lydelse.type))

    def told_on(self, lydelse: Lydelse, day: date) -> Telling:
        """What main's text of the lydelse told on the day.

        The next review and the owner may change while the wording stays the same.
        """
        texts = [
            one
            for one in self.revisions.get(lydelse.id, ())
            if one.outline.number == lydelse.version and self.day(one) <= day
        ]
        return self.tellings[texts[-1].blob] if texts else self.told(lydelse)


def year_of(past: Past, year: int, today: date) -> Year:
    """The year as it is known on the day; up to the day when the year is not over."""
    adoption = past.timeline.adoption
    first = max(date(year, 1, 1), adoption)
    last = min(date(year, 12, 31), today)
    in_force = dict(_in_force(past, last))
    due = sorted(
        (
            Due(subject, told.review_by)
            for subject, told in in_force.values()
            if told.review_by is not None
        ),
        key=lambda one: (one.by, swedish_order(one.subject.title), one.subject.id),
    )
    return Year(
        year=year,
        first=first,
        last=last,
        today=today,
        adoption=adoption,
        in_force=tuple(_ordered(subject for subject, _ in in_force.values())),
        at_adoption=sum(1 for _ in past.timeline.in_force(first)) if first == adoption else 0,
        began=_began(past, first, last),
        reviewed=_reviewed(past, first, last),
        ceased=_ceased(past, first, last),
        points=tuple(_point(past, day) for day in days_to_count(first, last)),
        overdue=tuple(one for one in due if one.by < last),
        due=tuple(one for one in due if one.by >= last),
        later=_later(past, last),
        proposed=_proposed(past) if today.year - year <= 1 else (),
        made=_made(past.timeline, first, last),
    )


def days_to_count(first: date, last: date) -> list[date]:
    """The first day, the first of each month after it, and the last day."""
    months = (date(first.year, month, 1) for month in range(first.month, last.month + 1))
    return sorted({first, *(day for day in months if day > first), last})


def _ordered(subjects: Iterator[Subject]) -> list[Subject]:
    return sorted(subjects, key=lambda one: (swedish_order(one.title), one.id))


def _subject(id_: str, title: str, told: Telling) -> Subject:
    return Subject(
        id=id_,
        title=told.title or title or id_,
        type=told.type,
        owner=told.owner,
        decided_by=told.decided_by,
        units=told.units,
    )


def _of(past: Past, lydelse: Lydelse) -> Subject:
    return _subject(lydelse.id, lydelse.title, past.told(lydelse))


def _in_force(past: Past, day: date) -> Iterator[tuple[str, tuple[Subject, Telling]]]:
    """What applied on the day, by id, as main's texts told of it then."""
    for span in past.timeline.in_force(day):
        lydelse = span.lydelse
        told = past.told_on(lydelse, day)
        yield lydelse.id, (_subject(lydelse.id, lydelse.title, told), told)


def _point(past: Past, day: date) -> Point:
    told = [telling for _, (_, telling) in _in_force(past, day)]
    late = sum(one.review_by is not None and one.review_by < day for one in told)
    return Point(day, len(told), late)


def _from_before(lydelse: Lydelse, adoption: date) -> bool:
    return lydelse.proof is Proof.TAKEN_OVER and lydelse.first <= adoption


# What happened


def _began(past: Past, first: date, last: date) -> tuple[Began, ...]:
    found = [
        _one_began(past, lydelse, first=lydelse is lydelser[0])
        for lydelser in past.timeline.lydelser.values()
        for lydelse in lydelser
        if first <= lydelse.first <= last and _really_began(lydelse, past.timeline.adoption)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, *_by_title(one.subject), one.version)))


def _by_title(subject: Subject) -> tuple[object, str]:
    return swedish_order(subject.title), subject.id


def _really_began(lydelse: Lydelse, adoption: date) -> bool:
    """Whether the version came into force; not one that was withdrawn, nor one that only ends.

    A document that is to cease gets a last version, in force for the day before.
    """
    if _from_before(lydelse, adoption):
        return False
    if lydelse.withdrawn and lydelse.withdrawn <= lydelse.first:
        return False
    return lydelse.ceases is None or lydelse.ceases > lydelse.first + DAY


def _one_began(past: Past, lydelse: Lydelse, *, first: bool) -> Began:
    """The version as it began; the first one is new unless its text tells of one before it."""
    told = past.told(lydelse)
    entry = told.entry(lydelse.version)
    before = [one for one in told.changes if (number(one.version) or (0, 0)) < lydelse.version]
    return Began(
        subject=_of(past, lydelse),
        version=lydelse.version,
        day=lydelse.first,
        new=first and not before,
        slag=entry.kind if entry else "",
        reason=entry.reason if entry else "",
        text=entry.text if entry else "",
        published=lydelse.published if lydelse.late(lydelse.first) else None,
        proof=lydelse.proof,
    )


def _ceased(past: Past, first: date, last: date) -> tuple[Ceased, ...]:
    found = [
        _one_ceased(past, span.lydelse, span.last + DAY)
        for id_, spans in past.timeline.spans.items()
        for span in spans
        if span.last
        and first <= span.last + DAY <= last
        and past.timeline.span(id_, span.last + DAY) is None
    ]
    return tuple(sorted(found, key=lambda one: (one.day, *_by_title(one.subject))))


def _one_ceased(past: Past, lydelse: Lydelse, day: date) -> Ceased:
    """The end of the document whose lydelse was the last in force; why, by the text that ends it.

    A decision that was withdrawn may leave no other version behind.
    """
    counted = [
        one
        for one in past.timeline.lydelser[lydelse.id]
        if one.first <= day and (one.withdrawn is None or day < one.withdrawn)
    ]
    ending = max(counted, key=lambda one: one.version, default=None)
    entry = past.told(ending).entry(ending.version) if ending else None
    told_of_end = entry if entry and entry.reason != "ny" else None
    return Ceased(
        subject=_of(past, lydelse),
        day=day,
        reason=told_of_end.reason if told_of_end else "",
        text=told_of_end.text if told_of_end else "",
        successors=_successors(past, lydelse.id, day),
        withdrawn=ending is None,
        temporary=entry is not None and told_of_end is None,
    )


def _successors(past: Past, id_: str, day: date) -> tuple[str, ...]:
    return tuple(
        span.lydelse.id
        for span in past.timeline.in_force(day)
        if id_ in past.told(span.lydelse).replaces
    )


def _reviewed(past: Past, first: date, last: date) -> tuple[Reviewed, ...]:
    """The reviews of the year that main's texts tell of now."""
    history = past.timeline.history
    found: list[Reviewed] = []
    for id_, events in history.events.items():
        texts = [past.tellings[one.blob] for one in held(events, len(history.days)).values()]
        texts = texts or [past.tellings[one.blob] for one in past.revisions[id_][-1:]]
        told = {review: telling for telling in texts for review in telling.reviews}
        for review, telling in told.items():
            if first <= review.on <= last and id_ in past.timeline.lydelser:
                found.append(
                    Reviewed(
                        subject=_subject(id_, "", telling),
                        on=review.on,
                        by=review.by,
                        outcome=review.outcome,
                        basis=review.basis,
                        due=_due_before(past, id_, review),
                    )
                )
    return tuple(sorted(found, key=lambda one: (one.on, *_by_title(one.subject), one.by)))


def _due_before(past: Past, id_: str, review: Review) -> date | None:
    """By when the review was to be done, as the last text said that does not tell of it."""
    due = None
    for revision in past.revisions[id_]:
        told = past.tellings[revision.blob]
        if any(one.on == review.on and one.by == review.by for one in told.reviews):
            return due
        due = told.review_by
    return due


# What awaits, and what was decided


def _later(past: Past, last: date) -> tuple[Later, ...]:
    found = [
        Later(subject=_of(past, lydelse), version=lydelse.version, starts=lydelse.first)
        for lydelser in past.timeline.lydelser.values()
        for lydelse in lydelser
        if lydelse.first > last and _decided_on(lydelse) <= last and not lydelse.withdrawn
    ]
    return tuple(sorted(found, key=lambda one: (one.starts, *_by_title(one.subject))))


def _decided_on(lydelse: Lydelse) -> date:
    """The day of its decision; a second number was decided when it came to main."""
    if lydelse.decision and (lydelse.version[1] == 0 or lydelse.ledger_name):
        return lydelse.decision.on
    return lydelse.published or lydelse.first


def _proposed(past: Past) -> tuple[Proposed, ...]:
    found: dict[Key, Proposed] = {}
    for proposal in past.timeline.proposals:
        outline = proposal.outline
        if outline.number is None:
            continue
        before = found.get((outline.id, outline.number))
        found[outline.id, outline.number] = Proposed(
            subject=Subject(
                id=outline.id,
                title=outline.title or outline.id,
                type=outline.type,
                decided_by=outline.decided_by,
            ),
            version=outline.number,
            starts=outline.starts,
            slag=outline.claim,
            branches=(*(before.branches if before else ()), proposal.branch),
        )
    return tuple(sorted(found.values(), key=lambda one: (*_by_title(one.subject), one.version)))


def _made(timeline: Timeline, first: date, last: date) -> tuple[Made, ...]:
    """The ledger's decisions of the year, each with the state of its proof."""
    events = [file for file in timeline.ledger.values() if file.event != DECISION]
    found = []
    for file in sorted(timeline.ledger.values(), key=lambda file: (file.on, file.name)):
        if file.event == DECISION and first <= file.on <= last:
            later = [one for one in events if one.about == file.name]
            found.append(Made(file, *proof_of(timeline, file, later).shown))
    return tuple(found)
