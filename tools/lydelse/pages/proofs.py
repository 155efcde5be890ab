"""What proves a decision, in readers' words: who signed it and when, or what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from lydelse.ledger import ADJUSTED, LedgerFile
from lydelse.seals import PREFIX, Seal, may_sign
from lydelse.timeline import Timeline


class State(Enum):
    """What is known of a decision's proof."""

    SEALED = "bevisat"
    WAITING = "väntar"
    ABSENT = "inte här"
    WRONG = "stämmer inte"
    BEFORE = "före införandet"
    NOTHING = "inget att bevisa"
    UNTRIED = "inte prövat"


class Look(NamedTuple):
    """The state's name in classes and shapes, and its words."""

    look: str
    words: str


_LOOKS = {
    State.SEALED: Look("galler", "Justerat och signerat"),
    State.WAITING: Look("beslutad", "Väntar på justering"),
    State.ABSENT: Look("tidigare", "Beviset finns inte i den här kopian"),
    State.WRONG: Look("forsenad", "Beviset stämmer inte"),
    State.BEFORE: Look("tidigare", "Från tiden före införandet"),
    State.NOTHING: Look("tidigare", "Inget började gälla"),
    State.UNTRIED: Look("tidigare", "Beviset prövas inte här"),
}
_UNSIGNED = Look("beslutad", "Väntar på signatur")

OUTCOMES = {
    "beslutat": "Beslutat",
    "bordlagt": "Bordlagt",
    "återremitterat": "Återremitterat",
    "avslaget": "Avslaget",
}
"""What an instans came to, as a reader meets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What proves a decision.

    ``needed`` tells that it is published only with its proof; ``adjusted`` is the day when the
    protokoll was justerat, ``omedelbart``, or empty; ``faults`` say what is wrong, in words.
    """

    file: LedgerFile
    state: State
    needed: bool = False
    seal: Seal | None = None
    signer: str = ""
    adjusted: str = ""
    faults: tuple[str, ...] = ()

    @property
    def withheld(self) -> bool:
        """Whether what the file decides is kept back until it is proven."""
        return self.needed and self.state in {State.WAITING, State.WRONG}

    @property
    def shown(self) -> Look:
        """How the state looks, and its words."""
        if self.state is State.NOTHING and self.file.outcome != "beslutat":
            return Look("tidigare", OUTCOMES.get(self.file.outcome, self.file.outcome))
        if self.state is State.WAITING and self.adjusted:
            return _UNSIGNED
        return _LOOKS[self.state]


def proof_of(timeline: Timeline, file: LedgerFile, events: Iterable[LedgerFile]) -> Proof:
    """What proves the decision; ``events`` are the later files about it."""
    seal, needed = timeline.seal(file), timeline.needs_seal(file)
    adjusted = next((str(one.on) for one in events if one.event == ADJUSTED), "")
    if seal is None:
        state, faults = _without_seal(timeline, file)
        return Proof(file=file, state=state, needed=needed, adjusted=adjusted, faults=faults)
    wrong = tuple(fault.message for fault in timeline.seal_faults(file))
    owner, _ = may_sign(seal.signature.key, seal.day, timeline.seals.signers)
    return Proof(
        file=file,
        state=State.WRONG if wrong else State.SEALED,
        needed=needed,
        seal=seal,
        signer=owner.name if owner else "",
        adjusted=seal.says.adjusted or adjusted,
        faults=wrong,
    )


def is_signed(timeline: Timeline, event: LedgerFile) -> bool:
    """Whether the later event has a whole seal of its own."""
    return timeline.seal(event) is not None and not timeline.seal_faults(event)


def event_look(timeline: Timeline, event: LedgerFile) -> Look:
    """How the proof of a later event stands; without words when it needs none."""
    if timeline.seal(event) is not None:
        return _LOOKS[State.SEALED if is_signed(timeline, event) else State.WRONG]
    if not timeline.needs_seal(event):
        return Look("", "")
    return _UNSIGNED if timeline.seals.at_hand else _LOOKS[State.ABSENT]


def _without_seal(timeline: Timeline, file: LedgerFile) -> tuple[State, tuple[str, ...]]:
    if file.path not in timeline.entered:
        return State.UNTRIED, ()
    if not file.decided:
        return State.NOTHING, ()
    if not timeline.needs_seal(file):
        return State.BEFORE, ()
    if not timeline.seals.at_hand:
        return State.ABSENT, ()
    if later := next(iter(timeline.seals.after(file.name)), None):
        words = f"taggen {PREFIX}{file.name} är borttagen: {PREFIX}{later.name} gjordes efter den"
        return State.WRONG, (words,)
    return State.WAITING, ()
