"""The frozen year: which documents came, changed, were reviewed and ceased, and what awaits."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lydelse.ledger import LedgerFile
from lydelse.timeline import Proof
from lydelse.wording import Number, version_text

IN_SUBSTANCE = frozenset({"i sak", "principiell"})
"""The slag that change what must be done."""

SLAG = ("principiell", "i sak", "följdändring", "redaktionell")
"""Every slag, the gravest first."""

LEARNED = ("avvikelse", "händelseanalys", "synpunkt eller klagomål")
FORESEEN = ("riskanalys", "egenkontroll", "tillsyn")
OTHER = ("lagändring", "organisationsändring", "ändrat arbetssätt", "översyn")
REASONS = (*LEARNED, *FORESEEN, *OTHER)
"""Why a document that exists is changed: after something happened, before it does, and else."""

OUTCOMES = ("utan ändring", "ändras", "upphävs")
"""What a review led to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A document as one text told of it; all but the title are ids."""

    id: str
    title: str
    type: str = ""
    owner: str = ""
    decided_by: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """A version that began to apply; ``slag`` and ``reason`` are empty when no text tells them.

    ``published`` is the day when staff could first read it.
    """

    subject: Subject
    version: Number
    day: date
    new: bool
    slag: str = ""
    reason: str = ""
    text: str = ""
    published: date | None = None
    proof: Proof = Proof.MERGED

    @property
    def number(self) -> str:
        """The version as it is written."""
        return version_text(self.version)

    @property
    def late(self) -> int:
        """For how many days it applied before staff could read it."""
        return max(0, (self.published - self.day).days) if self.published else 0

    @property
    def weighty(self) -> bool:
        """Whether it changed what must be done; a new document did, and so may one untold."""
        return self.new or self.slag in IN_SUBSTANCE or not self.slag

    @property
    def within_mandate(self) -> bool:
        """Whether the förvaltning changed it without a new decision by the document's decider."""
        return self.version[1] > 0 and not self.new


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A review that was done; ``due`` is the day by which it was to be done, when that is known."""

    subject: Subject
    on: date
    by: str
    outcome: str
    basis: str = ""
    due: date | None = None

    @property
    def late(self) -> int:
        """By how many days it was late."""
        return max(0, (self.on - self.due).days) if self.due else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceased:
    """A document that no longer applies from the day; ``successors`` are those that replace it.

    ``temporary`` tells that its first version said when it would end.
    """

    subject: Subject
    day: date
    reason: str = ""
    text: str = ""
    successors: tuple[str, ...] = ()
    withdrawn: bool = False
    temporary: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A document that applies, and the day by which it is to be reviewed."""

    subject: Subject
    by: date


@dataclass(frozen=True, slots=True)
class Point:
    """How many documents applied on a day, and how many of them had an overdue review."""

    day: date
    in_force: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A version that was decided but had not begun to apply when the year, or the count, ended."""

    subject: Subject
    version: Number
    starts: date

    @property
    def number(self) -> str:
        """The version as it is written."""
        return version_text(self.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A version that is proposed on branches at hand; ``decider`` is a role's id."""

    subject: Subject
    version: Number
    starts: str
    slag: str
    branches: tuple[str, ...]

    @property
    def number(self) -> str:
        """The version as it is written."""
        return version_text(self.version)


@dataclass(frozen=True, slots=True)
class Made:
    """A decision in the ledger, and its proof in words; ``look`` is the state's name in looks."""

    file: LedgerFile
    look: str
    proof: str


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in a month of the year; ``number`` is 1 for January."""

    number: int
    new: int
    weighty: int
    light: int
    reviewed: int
    ceased: int


@dataclass(frozen=True, slots=True)
class Share:
    """What the year was for one verksamhet, role or type, by its id."""

    id: str
    in_force: int
    new: int
    changed: int
    reviewed: int
    ceased: int
    late: int


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year from its first to its last counted day; ``today`` is the day of the count.

    ``began``, ``reviewed``, ``ceased`` and ``made`` are in order of days. ``overdue`` and ``due``
    are counted on the last day, and ``proposed`` on the day of the count.
    """

    year: int
    first: date
    last: date
    today: date
    adoption: date
    in_force: tuple[Subject, ...] = ()
    at_adoption: int = 0
    began: tuple[Began, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()
    ceased: tuple[Ceased, ...] = ()
    points: tuple[Point, ...] = ()
    overdue: tuple[Due, ...] = ()
    due: tuple[Due, ...] = ()
    later: tuple[Later, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    made: tuple[Made, ...] = ()

    @property
    def over(self) -> bool:
        """Whether the whole year is counted."""
        return self.last == date(self.year, 12, 31)

    @property
    def from_adoption(self) -> bool:
        """Whether the count begins with the adoption, within the year."""
        return self.first == self.adoption

    @property
    def current(self) -> bool:
        """Whether what awaits on the day of the count belongs to the year: it, or the one before.

        The patientsäkerhetsberättelse of a year is written in the first months of the next.
        """
        return self.today.year - self.year <= 1

    @property
    def new(self) -> tuple[Began, ...]:
        """Documents that came."""
        return tuple(one for one in self.began if one.new)

    @property
    def changed(self) -> tuple[Began, ...]:
        """Versions of documents that were there before."""
        return tuple(one for one in self.began if not one.new)

    @property
    def in_substance(self) -> tuple[Began, ...]:
        """Changes of what must be done."""
        return tuple(one for one in self.changed if one.weighty)

    @property
    def in_form(self) -> tuple[Began, ...]:
        """Changes that leave what must be done untouched."""
        return tuple(one for one in self.changed if not one.weighty)

    @property
    def late_to_readers(self) -> tuple[Began, ...]:
        """Versions that applied before staff could read them."""
        return tuple(one for one in self.began if one.late)

    @property
    def due_next_year(self) -> tuple[Due, ...]:
        """What is to be reviewed in the year that follows."""
        return tuple(one for one in self.due if one.by.year == self.year + 1)

    @property
    def left_this_year(self) -> tuple[Due, ...]:
        """What is still to be reviewed in the year, in time."""
        return tuple(one for one in self.due if one.by.year == self.year)

    @property
    def left(self) -> tuple[Due, ...]:
        """All that is to be reviewed before the year is over: first what is late."""
        return (*self.overdue, *self.left_this_year)

    @property
    def months(self) -> tuple[Month, ...]:
        """What happened month by month, in the months that are counted."""
        return tuple(
            Month(
                number,
                _in(number, (one.day for one in self.new)),
                _in(number, (one.day for one in self.in_substance)),
                _in(number, (one.day for one in self.in_form)),
                _in(number, (one.on for one in self.reviewed)),
                _in(number, (one.day for one in self.ceased)),
            )
            for number in range(self.first.month, self.last.month + 1)
        )

    def shares(self, keys: Callable[[Subject], Iterable[str]]) -> Iterator[Share]:
        """The year for each key of its documents; a document with two keys counts for both."""
        everything = (
            [keys(one) for one in self.in_force],
            [keys(one.subject) for one in self.new],
            [keys(one.subject) for one in self.changed],
            [keys(one.subject) for one in self.reviewed],
            [keys(one.subject) for one in self.ceased],
            [keys(one.subject) for one in self.overdue],
        )
        found = [[set(names) for names in rows] for rows in everything]
        for id_ in sorted({name for rows in found for names in rows for name in names}):
            yield Share(id_, *(sum(id_ in names for names in rows) for rows in found))


def _in(month: int, days: Iterable[date]) -> int:
    return sum(day.month == month for day in days)
