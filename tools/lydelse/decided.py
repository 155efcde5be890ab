"""Which texts are decided: by the ledger, by adoption, or by their own word when they came."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TypedDict

from lydelse.documents import COMING, Decision
from lydelse.git import Entry
from lydelse.history import Branch, Event, History, Outline, Revision
from lydelse.ledger import Decided, Key
from lydelse.register import Register
from lydelse.timeline import Lydelse, Proof, Proposal, Told, held
from lydelse.wording import Number, number

BODY = "instans"
"""The kind of a role whose decisions stand in the ledger."""

DECIDER = "beslutsfattaren"
"""Who decides a change of a slag that takes a new first number."""


@dataclass(frozen=True, slots=True)
class Deciders:
    """Whose first numbers the ledger must name, by what the register says.

    ``bodies`` are the instanser, ``types`` the document types that they decide, and ``granted`` the
    roles that have a right of their own to such a type. ``reserved`` are the slag, with their
    document type, that only the document's own decider may decide.
    """

    bodies: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    granted: frozenset[tuple[str, str]] = frozenset()
    reserved: frozenset[tuple[str, str]] = frozenset()

    def needs_ledger(self, decider: str, type_: str) -> bool:
        """Whether a first number by the decider counts only when the ledger names it."""
        if decider in self.bodies:
            return True
        return type_ in self.types and (decider, type_) not in self.granted


def deciders_of(register: Register) -> Deciders:
    """The deciders that the register knows, on any day."""
    bodies = frozenset(role.id for role in register.roles.values() if role.kind == BODY)
    rights = {(role.id, right.type) for role in register.roles.values() for right in role.rights}
    return Deciders(
        bodies=bodies,
        types=frozenset(type_ for role, type_ in rights if role in bodies),
        granted=frozenset((role, type_) for role, type_ in rights if role not in bodies),
        reserved=frozenset(
            (type_.id, slag)
            for type_ in register.types.values()
            for slag, who in type_.changes_decided_by.items()
            if who == DECIDER
        ),
    )


def decided_lydelser(
    history: History, ledger: Mapping[Key, Decided], adoption: date, deciders: Deciders
) -> tuple[dict[str, tuple[Lydelse, ...]], dict[Key, Decided]]:
    """Every decided lydelse by id, and what the ledger names but main never held.

    Texts are decided by the ledger, by adoption, or by their own word when they came to main.
    """
    ends = (adoption - timedelta(days=1), adoption) if adoption > date.min else (adoption,)
    steps = [
        max((n for n, day in enumerate(history.days) if day <= end), default=-1) for end in ends
    ]
    named: dict[str, dict[Number, Decided]] = {}
    for (id_, version), entry in ledger.items():
        named.setdefault(id_, {})[version] = entry
    lydelser: dict[str, tuple[Lydelse, ...]] = {}
    unfound: dict[Key, Decided] = {}
    for id_ in sorted({*history.events, *named}):
        one = _OneDocument(history, history.events.get(id_, ()), deciders, adoption)
        lost = one.by_ledger(named.get(id_, {}))
        one.merged(one.taken_over(steps))
        unfound |= {(id_, version): entry for version, entry in lost.items()}
        if one.found:
            lydelser[id_] = tuple(found for _, found in sorted(one.found.items()))
    return lydelser, unfound


def settled_adoption(
    told: Iterable[tuple[int, str]], decisions: Iterable[int], days: Sequence[date]
) -> date | None:
    """The adoption that no later settings move: the one that a decision came after.

    ``told`` are the steps and texts of the settings, ``decisions`` the steps in which the ledger's
    files came to main. ``None`` while nothing has been decided after an adoption.
    """
    steps = sorted(decisions)
    rows = [*told, (len(days), "")]
    current: date | None = None
    for (step, text), (following, _) in pairwise(rows):
        found = _ADOPTION.search(text)
        current = _iso(found[1]) if found else current
        if current and any(step <= one < following and days[one] > current for one in steps):
            return current
    return None


class _Came(TypedDict):
    """When a text came to main, and in which commit."""

    published: date
    commit: str


class _OneDocument:
    """Finds the decided lydelser of one id: by the ledger, by adoption, by merge."""

    def __init__(
        self, history: History, events: tuple[Event, ...], deciders: Deciders, adoption: date
    ) -> None:
        self._adoption = adoption
        self.found: dict[Number, Lydelse] = {}
        self._history = history
        self._events = events
        self._revisions = [event.revision for event in events if event.revision]
        self._deciders = deciders
        self._refused: set[Number] = set()

    def by_ledger(self, named: Mapping[Number, Decided]) -> dict[Number, Decided]:
        """Take what the ledger names; returns that whose text main never held."""
        lost: dict[Number, Decided] = {}
        for version, entry in named.items():
            texts = [  # a masked text before the one it was masked from
                one
                for hash_ in reversed(entry.hashes)
                for one in self._revisions
                if one.hash == hash_
            ]
            same = [one for one in texts if one.outline.number == version] or texts
            revision = next(iter(same), None)
            starts = entry.starts or (_day(revision.outline.starts) if revision else None)
            if revision is None or starts is None:
                lost[version] = entry
                continue
            self.found[version] = replace(
                self._lydelse(revision, version, starts, Proof.LEDGER),
                ceases=entry.ceases or _day(revision.outline.ceases),
                decision=entry.file.decision,
                withdrawn=entry.withdrawn,
                ledger_name=entry.file.name,
                **self._came(min(same, key=lambda one: one.step)),
            )
        return lost

    def taken_over(self, steps: Sequence[int]) -> int:
        """Take what main held when it was adopted; returns the step after which main counts.

        That is what it held when the day of adoption began, or, for a document that came to main
        on the very day, when that day was over. A text that was decided later was not there then,
        whatever the clock of a commit says, unless it is the only one.
        """
        there = [event for event in self._events if not self._is_later(event.revision)]
        first = any(event.revision for event in there)
        for step in steps:
            events = there if first else self._events
            texts = [one for _, one in sorted(held(events, step).items())]
            decided = [one for one in texts if one.outline.number and one.outline.decision]
            for revision in decided:
                version = revision.outline.number
                if version and version not in self.found:
                    same = (one for one in self._revisions if self._alike(one, revision))
                    self._add_own(next(same, revision), version, Proof.TAKEN_OVER)
            if decided:
                return step
        return steps[-1]

    def merged(self, adopted: int) -> None:
        """Take what came to main after the adoption on the word of its own decision."""
        for revision in self._revisions:
            version = revision.outline.number
            if version is None or version in self.found:
                continue
            if revision.step <= adopted and not self._is_later(revision):
                continue
            if revision.outline.decision and self._may_decide_itself(revision, version):
                self._add_own(revision, version, Proof.MERGED, counts=self._adoption)

    def _is_later(self, revision: Revision | None) -> bool:
        """Whether the text says that it was decided after the adoption, and its commit agrees."""
        if revision is None or not revision.outline.decision:
            return False
        decided, said = _day(revision.outline.decision[0]), self._history.said[revision.step]
        return decided is not None and min(decided, said) > self._adoption

    def _may_decide_itself(self, revision: Revision, version: Number) -> bool:
        """Whether the text's own word is enough, and the ledger need not name it.

        A document of the nämnd's, by this text or by the lydelse before it, needs the ledger for a
        first number. A second number follows the first one's decision, as long as neither it nor
        one that it builds on says that it is a change for the nämnd.
        """
        first_known = any(known[0] == version[0] for known in self.found)
        if not first_known and self._borrowed(revision, version):
            return False
        outline, before = revision.outline, self._before(version)
        of_body = before is not None and before.decided_by in self._deciders.bodies
        if not of_body and not self._deciders.needs_ledger(outline.decided_by, outline.type):
            return True
        if version[1] == 0 or not first_known:
            return False
        types = {outline.type, before.type if before else ""}
        self._refused.discard(version)
        if any((type_, outline.claim) in self._deciders.reserved for type_ in types):
            self._refused.add(version)
        return not any(one[0] == version[0] and one <= version for one in self._refused)

    def _before(self, version: Number) -> Lydelse | None:
        below = [known for known in self.found if known < version]
        return self.found[max(below)] if below else None

    def _borrowed(self, revision: Revision, version: Number) -> bool:
        """Whether a first number kept the decision of the lydelse before it: it has none itself.

        Only a text in the same place has kept it; one from another file brought what it had there.
        """
        own, before = decision_of(revision.outline), self._before(version)
        return bool(
            own
            and before
            and _place(revision.path) == _place(before.path)
            and before.decision
            and same_decision(own, before.decision, by_ledger=before.proof is Proof.LEDGER)
        )

    def _alike(self, one: Revision, other: Revision) -> bool:
        return one.hash == other.hash and one.outline.number == other.outline.number

    def _add_own(
        self, revision: Revision, version: Number, proof: Proof, counts: date = date.min
    ) -> None:
        """Take a lydelse with the days and the decision that its own text tells of."""
        starts = _day(revision.outline.starts)
        if starts:
            own = self._lydelse(revision, version, starts, proof, counts)
            self.found[version] = self._bound(own) if version[1] else own

    def _bound(self, own: Lydelse) -> Lydelse:
        """A second number under the ledger's decision of the first: it lasts no longer than that.

        It does not begin before, ends with it, and falls when it is withdrawn.
        """
        alike = [
            one
            for known, one in self.found.items()
            if known[0] == own.version[0] and known < own.version and one.proof is Proof.LEDGER
        ]
        if not alike:
            return own
        first = max(alike, key=lambda one: one.version)
        return replace(
            own,
            starts=max(own.starts, first.starts),
            ceases=first.ceases or own.ceases,
            withdrawn=first.withdrawn,
        )

    def _lydelse(
        self,
        revision: Revision,
        version: Number,
        starts: date,
        proof: Proof,
        counts: date = date.min,
    ) -> Lydelse:
        outline = revision.outline
        return Lydelse(
            id=outline.id,
            version=version,
            title=outline.title,
            path=revision.path,
            hash=revision.hash,
            starts=starts,
            ceases=_day(outline.ceases),
            proof=proof,
            decision=decision_of(outline),
            blob=revision.blob,
            files=revision.files,
            names=outline.files,
            decided_by=outline.decided_by,
            type=outline.type,
            counts=counts,
            **self._came(revision),
        )

    def _came(self, revision: Revision) -> "_Came":
        """When the text came to main; a masked one came when the first of its texts did."""
        return {
            "published": self._history.days[revision.step],
            "commit": self._history.commits[revision.step],
        }


def tree_lydelser(tree: Mapping[str, Told]) -> dict[str, tuple[Lydelse, ...]]:
    """The lydelser where there is no history: each decided text of the tree at hand is one."""
    found: dict[str, dict[Number, Lydelse]] = {}
    for path, told in sorted(tree.items()):
        outline, version = told.outline, number(told.outline.version)
        starts = _day(outline.starts)
        if not (outline.id and version and starts and outline.decision):
            continue
        found.setdefault(outline.id, {}).setdefault(
            version,
            Lydelse(
                id=outline.id,
                version=version,
                title=outline.title,
                path=path,
                hash=told.hash,
                starts=starts,
                ceases=_day(outline.ceases),
                proof=Proof.WORKING_TREE,
                decision=decision_of(outline),
                blob=told.blob,
                names=outline.files,
                decided_by=outline.decided_by,
                type=outline.type,
            ),
        )
    return {id_: tuple(one for _, one in sorted(rows.items())) for id_, rows in found.items()}


def proposals(
    history: History,
    outlines: Mapping[str, Outline],
    decided: Container[str],
    hash_of: Callable[[Branch, Entry], str],
) -> Iterator[Proposal]:
    """The texts on proposal branches that main never held; what main carries is spent.

    ``decided`` are the hashes of proposals that were decided with main's corrections in them, and
    ``hash_of`` tells the hash of a text that shows files.
    """
    for branch in history.branches:
        for entry in branch.entries:
            outline = outlines.get(entry.blob)
            if not (outline and outline.id and outline.number):
                continue
            hash_ = outline.hash or hash_of(branch, entry)
            if hash_ not in decided and not _spent(history, outline, entry, hash_):
                yield Proposal(branch=branch.name, path=entry.path, outline=outline)


def decision_of(outline: Outline) -> Decision | None:
    """The decision that the text tells of."""
    day = _day(outline.decision[0]) if outline.decision else None
    if day is None:
        return None
    _, by, register_number, paragraph, reference = outline.decision
    return Decision(
        on=day, by=by, register_number=register_number, paragraph=paragraph, reference=reference
    )


def same_decision(one: Decision, other: Decision, *, by_ledger: bool) -> bool:
    """Whether both are one decision; the ledger, which may tell of the other, has no reference."""
    return one == (replace(other, reference=one.reference) if by_ledger else other)


def _spent(history: History, outline: Outline, entry: Entry, hash_: str) -> bool:
    """Whether main has held the same wording of the same version."""
    return any(
        event.revision
        and event.revision.outline.version == outline.version
        and (event.revision.blob == entry.blob or event.revision.hash == hash_)
        for event in history.events.get(outline.id, ())
    )


def _place(path: str) -> str:
    """The path without its ending: the same for a wording and one that waits beside it."""
    return path.removesuffix(COMING).removesuffix(".md")


_ADOPTION = re.compile(r"^införande: *[\"']?(\d{4}-\d{2}-\d{2})", re.MULTILINE)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
