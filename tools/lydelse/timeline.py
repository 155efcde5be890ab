"""The lydelser of each document: which were decided, by what proof, and which is in force on a day.

The rules stand in the design under "Which wording is in force". Nothing is read here.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from lydelse.documents import COMING, Decision
from lydelse.findings import Fault
from lydelse.git import Entry
from lydelse.history import Depth, Event, History, Outline, Revision
from lydelse.ledger import MASKED, Decided, Key, LedgerFile
from lydelse.seals import Seal, Seals, faults
from lydelse.wording import Number, Wording, version_text

MILD = frozenset({"redaktionell", "följdändring"})
"""The slag that the machine may doubt."""


class Proof(Enum):
    """By what a lydelse is known to be decided."""

    LEDGER = "liggaren"
    TAKEN_OVER = "övertagen"
    MERGED = "rollbeslut"
    WORKING_TREE = "arbetskopia"


@dataclass(frozen=True, kw_only=True)
class Lydelse:
    """One decided version of one document: its text, and the days that its decision gives it.

    ``starts`` is the first day, ``ceases`` the first day when the document no longer applies, and
    ``withdrawn`` the first day from which the decision does not count. ``counts`` is the day of
    adoption for what was decided after it: days before it know only what was taken over.
    ``published`` is the day
    when the text reached main. Outside git ``commit`` and ``blob`` are empty.
    """

    id: str
    version: Number
    title: str
    path: str
    hash: str
    starts: date
    ceases: date | None
    proof: Proof
    decision: Decision | None
    published: date | None = None
    commit: str = ""
    blob: str = ""
    files: tuple[Entry, ...] = ()
    names: tuple[str, ...] = ()
    decided_by: str = ""
    type: str = ""
    withdrawn: date | None = None
    ledger_name: str = ""
    counts: date = date.min

    @property
    def first(self) -> date:
        """The first day on which it can be in force."""
        return max(self.starts, self.counts)

    @property
    def number(self) -> str:
        """The version as it is written."""
        return version_text(self.version)

    @property
    def proven(self) -> bool:
        """Whether there is a decision behind it, and not only that it was taken over."""
        return self.proof in {Proof.LEDGER, Proof.MERGED}

    def late(self, start: date) -> bool:
        """Whether staff could read it only after it had come into force."""
        return bool(
            self.published and self.published > start and self.proof is not Proof.TAKEN_OVER
        )


class Span(NamedTuple):
    """Days on end when a lydelse is in force; ``last`` is ``None`` when no end is known."""

    lydelse: Lydelse
    first: date
    last: date | None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day and (not self.last or day <= self.last)


class Judgement(NamedTuple):
    """What the machine says of a change: the mildest slag that it accepts, and why.

    ``keys`` are the changed keys that need a new first number.
    """

    slag: str
    reasons: tuple[str, ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A text on a proposal branch that main does not have."""

    branch: str
    path: str
    outline: Outline


@dataclass(frozen=True, slots=True)
class Told:
    """A text of the tree at hand: what it says of itself, its hash, and its blob's name."""

    outline: Outline
    hash: str
    blob: str
    files: tuple[Entry, ...] = ()


class Compared(NamedTuple):
    """A text of the tree at hand and the one on main that it is measured against, by blob.

    ``same`` tells that both carry the same version; ``touched`` that the tree differs from main.
    """

    path: str
    before: str
    now: str
    same: bool
    touched: bool


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Every decided lydelse, and what the tree at hand says beside main.

    ``settled_adoption`` is the adoption when something has been decided after it: it then stands.

    ``texts`` holds the texts, by blob, that rules compare; ``judgements`` what they came to, by
    blobs before and after. ``ledger`` holds the ledger's files by path as they first came to main,
    in the step that ``entered`` tells, and ``unfound`` the decided lydelser whose text main does
    not have.
    """

    history: History = field(default_factory=History, repr=False)
    adoption: date = date.min
    settled_adoption: date | None = None
    lydelser: Mapping[str, tuple[Lydelse, ...]] = field(default_factory=dict)
    unfound: Mapping[Key, Decided] = field(default_factory=dict)
    ledger: Mapping[str, LedgerFile] = field(default_factory=dict, repr=False)
    entered: Mapping[str, int] = field(default_factory=dict, repr=False)
    seals: Seals = field(default_factory=Seals, repr=False)
    proposals: tuple[Proposal, ...] = ()
    tree: Mapping[str, Told] = field(default_factory=dict, repr=False)
    texts: Mapping[str, Wording] = field(default_factory=dict, repr=False)
    judgements: Mapping[tuple[str, str], Judgement] = field(default_factory=dict, repr=False)

    @property
    def depth(self) -> Depth:
        """How much of the history is at hand."""
        return self.history.depth

    @property
    def main_name(self) -> str:
        """The default branch's name."""
        return self.history.main.name if self.history.main else ""

    @property
    def on_main(self) -> bool:
        """Whether the tree at hand is main's."""
        return bool(self.history.main and self.history.main.here)

    @cached_property
    def spans(self) -> Mapping[str, tuple[Span, ...]]:
        """When each document's lydelser are in force, in order of days, by id."""
        return {id_: tuple(spans(found)) for id_, found in self.lydelser.items()}

    def span(self, id_: str, day: date) -> Span | None:
        """The lydelse of the document that is in force on the day, and its days."""
        return next((span for span in self.spans.get(id_, ()) if day in span), None)

    def in_force(self, day: date) -> Iterator[Span]:
        """What is in force on the day, by id."""
        for id_ in sorted(self.spans):
            if span := self.span(id_, day):
                yield span

    def lydelse(self, id_: str, version: Number) -> Lydelse | None:
        """The decided lydelse of the version."""
        found = self.lydelser.get(id_, ())
        return next((lydelse for lydelse in found if lydelse.version == version), None)

    def is_settled(self, told: Told) -> bool:
        """Whether the text is the decided one of its version."""
        version = told.outline.number
        known = self.lydelse(told.outline.id, version) if version else None
        return known is not None and known.hash == told.hash

    def settled_at(self, path: str) -> Lydelse | None:
        """The decided lydelse whose very text the tree has at the path."""
        told = self.tree.get(path)
        version = told.outline.number if told else None
        known = self.lydelse(told.outline.id, version) if told and version else None
        return known if known and told and known.hash == told.hash else None

    def before(self, id_: str, version: Number) -> Lydelse | None:
        """The decided lydelse that a version builds on: the highest below it."""
        below = [found for found in self.lydelser.get(id_, ()) if found.version < version]
        return below[-1] if below else None

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """The texts of the tree that are measured against main."""
        return tuple(compared(self))

    def moved_on(self) -> Iterator[tuple[Told, Revision]]:
        """Each text of the tree that differs from what main held of it, and that text.

        That is what main held at its path, or else all that main held of its id.
        """
        for path, told in self.tree.items():
            held_then = self.base.get(told.outline.id, {})
            for revision in [held_then[path]] if path in held_then else held_then.values():
                if revision.blob != told.blob:
                    yield told, revision

    def settled(self, id_: str) -> Number | None:
        """The highest decided version that main had put in the document's own place at the base."""
        return max(
            (
                event.revision.outline.number
                for event in self.history.events.get(id_, ())
                if event.revision
                and event.step <= self.history.base
                and not event.path.endswith(COMING)
                and event.revision.outline.number
                and self.lydelse(id_, event.revision.outline.number)
            ),
            default=None,
        )

    def came(self, lydelse: Lydelse) -> int:
        """The step in which the lydelse came to main."""
        return self._steps[lydelse.commit]

    @cached_property
    def _steps(self) -> Mapping[str, int]:
        return {commit: step for step, commit in enumerate(self.history.commits)}

    def returned(self, id_: str) -> int | None:
        """The step in which main got the document again after it had been gone, up to the base.

        The step after the base when it is gone still; ``None`` when it has never been.
        """
        paths, gone, found = set[str](), False, None
        for step, events in groupby(self.history.events.get(id_, ()), lambda event: event.step):
            if step > self.history.base:
                break
            for event in events:
                (paths.add if event.revision else paths.discard)(event.path)
            found = step if gone and paths else found
            gone = not paths
        return self.history.base + 1 if gone else found

    @cached_property
    def adopted(self) -> int:
        """The last step of the day of adoption; -1 when main began later."""
        return bisect_right(self.history.days, self.adoption) - 1

    @cached_property
    def base(self) -> Mapping[str, Mapping[str, Revision]]:
        """What main held where the tree at hand left it: id, then path, then text."""
        return {id_: held(events, self.history.base) for id_, events in self.history.events.items()}

    def seal(self, file: LedgerFile) -> Seal | None:
        """The seal of the decision, whole or not."""
        return self.seals.by_name.get(file.name)

    def seal_faults(self, file: LedgerFile) -> list[Fault]:
        """What is wrong with the decision's seal; nothing when it has none."""
        return self._seal_faults.get(file.path, [])

    @cached_property
    def _seal_faults(self) -> Mapping[str, list[Fault]]:
        """What is wrong with each seal, by the path of the ledger's file."""
        return {
            path: faults(seal, file, self.entered.get(path, 0), self.history, self.seals)
            for path, file in self.ledger.items()
            if (seal := self.seal(file))
        }

    def needs_seal(self, file: LedgerFile) -> bool:
        """Whether the file needs a seal: it changes what applies, and came after the adoption."""
        entered = self.entered.get(file.path)
        if not file.binds or entered is None:
            return False
        return self.history.days[entered] > self.adoption

    def may_be_shown(self, file: LedgerFile) -> bool:
        """Whether readers may meet what the file decides; where no tags are, its word is enough.

        What takes away personal data never waits.
        """
        if not self.needs_seal(file) or not self.seals.at_hand or file.event == MASKED:
            return True
        return self.seal(file) is not None and not self.seal_faults(file)

    def drafting(self, today: date) -> bool:
        """Whether the day is before or on the day of adoption: then everything is drafting."""
        return today <= self.adoption


def compared(timeline: Timeline) -> Iterator[Compared]:
    """Each text of the tree that is not the settled text of its version, or whose slag is a claim.

    A new version is measured against the lydelse before it, and a text under an old version
    against the settled text of that version.
    """
    for path, told in timeline.tree.items():
        outline, version = told.outline, told.outline.number
        if not outline.id or version is None:
            continue
        settled = timeline.lydelse(outline.id, version)
        touched = told.blob not in {
            revision.blob for revision in timeline.base.get(outline.id, {}).values()
        }
        if settled and settled.hash != told.hash:
            yield Compared(path, settled.blob, told.blob, same=True, touched=touched)
        elif not settled or (settled.proof is Proof.MERGED and outline.claim in MILD):
            before = timeline.before(outline.id, version)
            if before:
                yield Compared(path, before.blob, told.blob, same=False, touched=touched)


def exchanged_files(timeline: Timeline, told: Told) -> tuple[str, ...]:
    """The files that the text shows with another content than the lydelse it builds on showed."""
    version = told.outline.number
    if version is None:
        return ()
    same = timeline.lydelse(told.outline.id, version)
    anew = same is not None and same.hash != told.hash
    before = same if anew else timeline.before(told.outline.id, version)
    shown = dict(zip(before.names, before.files, strict=False)) if before else {}
    return tuple(
        name
        for name, file in zip(told.outline.files, told.files, strict=False)
        if name in shown and shown[name].blob != file.blob
    )


def in_force(lydelser: Iterable[Lydelse], day: date) -> Lydelse | None:
    """The one that is in force on the day: the highest version, unless it has ceased."""
    counted = [
        lydelse
        for lydelse in lydelser
        if lydelse.first <= day and (lydelse.withdrawn is None or day < lydelse.withdrawn)
    ]
    highest = max(counted, key=lambda lydelse: lydelse.version, default=None)
    if highest and highest.ceases and highest.ceases <= day:
        return None
    return highest


def spans(lydelser: Iterable[Lydelse]) -> Iterator[Span]:
    """The days of each lydelse of one document, in order; at most one is in force on a day."""
    known = tuple(lydelser)
    days = {day for one in known for day in (one.first, one.ceases, one.withdrawn) if day}
    open_: tuple[Lydelse, date] | None = None
    for day in sorted(days):
        now = in_force(known, day)
        if open_ and open_[0] is not now:
            yield Span(*open_, day - timedelta(days=1))
            open_ = None
        if now and not open_:
            open_ = (now, day)
    if open_:
        yield Span(*open_, None)


def held(events: Iterable[Event], step: int) -> dict[str, Revision]:
    """What main held of an id after the step, by path."""
    found: dict[str, Revision] = {}
    for event in events:
        if event.step > step:
            break
        if event.revision:
            found[event.path] = event.revision
        else:
            found.pop(event.path, None)
    return found
