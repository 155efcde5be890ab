"""The frozen answer: each duty with the documents that carry it, and what is on its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from lydelse.requirements import Requirement, RequirementSet


class State(Enum):
    """How a duty stands on a day. The value is its name for programs."""

    COVERED = "giltigt dokument"
    ONLY_LATE = "bara försenad översyn"
    NONE = "saknar dokument"


class Step(Enum):
    """How far something that does not apply yet has come."""

    DECIDED = "beslutad"
    WITHHELD = "väntar på bevis"
    PROPOSED = "förslag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A document in force that answers to a duty; ``last`` is the last day when it is known to.

    ``late`` tells that its review is overdue; ``review_by`` is ``None`` when its text tells no day.
    """

    id: str
    title: str
    version: str
    path: str
    review_by: date | None
    late: bool
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A text that would answer to a duty, but does not apply; ``branches`` hold a proposal."""

    id: str
    title: str
    version: str
    step: Step
    starts: date | None = None
    branches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty and what documents do about it."""

    requirement: Requirement
    carriers: tuple[Carrier, ...] = ()
    coming: tuple[Coming, ...] = ()

    @property
    def state(self) -> State:
        """How the duty stands: a document in force carries it, only overdue ones do, or none."""
        if not self.carriers:
            return State.NONE
        late = all(carrier.late for carrier in self.carriers)
        return State.ONLY_LATE if late else State.COVERED


@dataclass(frozen=True, slots=True)
class SetCoverage:
    """A requirement set and its duties, in the set's own order."""

    set: RequirementSet
    duties: tuple[Duty, ...]

    def of(self, state: State) -> tuple[Duty, ...]:
        """The duties that stand so."""
        return tuple(duty for duty in self.duties if duty.state is state)

    @property
    def unchecked(self) -> tuple[Duty, ...]:
        """The duties whose entry is not checked against the regulation's text."""
        return tuple(duty for duty in self.duties if not duty.requirement.checked)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every requirement set, as it stands on the day.

    ``unread_sets`` and ``unread_documents`` are paths of files that are there but cannot be read.
    """

    day: date
    sets: tuple[SetCoverage, ...] = ()
    unread_sets: tuple[str, ...] = ()
    unread_documents: tuple[str, ...] = ()

    def missing(self) -> Iterator[Duty]:
        """The duties of every set that no document carries."""
        for one in self.sets:
            yield from one.of(State.NONE)
