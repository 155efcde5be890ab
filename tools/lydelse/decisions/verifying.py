"""Every decision held against its seal: the report of ``lydelse release verify``."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from lydelse.corpus import Corpus
from lydelse.findings import Finding
from lydelse.git import UNCHECKED
from lydelse.ledger import DECISION, FOLDER, LedgerFile
from lydelse.rules import check
from lydelse.seals import PREFIX, Seal, may_sign

_CODES = ("F", "R2", "S")
"""The rules that hold decisions: that the ledger can be read, and agrees with texts and seals."""

SEALED, WAITING, BEFORE, UNKNOWN, WRONG = (
    "bevisat",
    "väntar på sin tagg",
    "före införandet",
    "beviset finns inte här",
    "stämmer inte",
)
"""What a decision is: proven; not yet; older than the proofs; not known here; tampered with."""

UNTRIED = "går inte att pröva här"
"""What a decision is when its signature cannot be tried on this computer."""

UNSEALED = "utan tagg"
"""What a later event is when it needs no tag: it changes nothing, or came before the adoption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A decision, what it is, whose signature proves it, and what happened to it later."""

    file: LedgerFile
    state: str
    seal: Seal | None = None
    signer: str = ""
    later: "tuple[State, ...]" = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """Every decision's state, what was found, and what must be known of the clone.

    ``missing`` says that the tags are not at hand, and how to get them.
    """

    states: tuple[State, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: str = ""
    removed: str = ""

    @property
    def failed(self) -> bool:
        """Whether something does not hold, or cannot be shown to."""
        every = [*self.states, *(later for one in self.states for later in one.later)]
        waits = any(one.state in {WAITING, UNKNOWN} for one in every)
        return bool(self.findings or self.removed) or waits


def report(corpus: Corpus, today: date, origin: Collection[str] | None) -> Report:
    """What holds and what does not; of the corpus only the register and the timeline are read.

    ``origin`` are the tags that origin has, asked for when none are at hand; ``None`` when it was
    not asked, or did not answer.
    """
    timeline = corpus.timeline
    found = tuple(
        one
        for one in check(corpus, today, _CODES)
        if not one.code.startswith("F") or one.place.path.startswith(FOLDER)
    )
    files = [file for file in timeline.ledger.values() if file.event == DECISION]
    states = tuple(_state(corpus, file, found) for file in sorted(files, key=lambda one: one.name))
    needs = [one.name for one in timeline.ledger.values() if timeline.needs_seal(one)]
    removed = missing = ""
    if not timeline.seals.at_hand and needs:
        fetch = f"git fetch origin 'refs/tags/{PREFIX}*:refs/tags/{PREFIX}*'"
        if origin is None:
            missing = (
                "Klonen har inga beslutstaggar, och origin svarar inte: beviset går inte att pröva "
                f"här. Hämta taggarna: {fetch}."
            )
        elif origin:
            missing = f"Klonen har inga beslutstaggar, men origin har. Hämta dem: {fetch}."
        else:
            removed = "Varken klonen eller origin har några beslutstaggar: de är borttagna där."
    return Report(
        states=states,
        findings=tuple(one for one in found if one.severity == "error" or one.code == "S101"),
        missing=missing,
        removed=removed,
    )


def as_text(found: Report) -> str:
    """The report for a person."""
    return "\n".join(_lines(found)) + "\n"


def as_json(found: Report) -> dict[str, object]:
    """The report for a program."""
    return {
        "beslut": [
            {
                **_row(one),
                "senare": [{"händelse": later.file.event, **_row(later)} for later in one.later],
            }
            for one in found.states
        ],
        "fynd": [
            {
                "plats": f"{one.place.path}:{one.place.line}",
                "kod": one.code,
                "vad": one.message,
                "gör_så_här": one.hint,
            }
            for one in found.findings
        ],
        "saknas": found.missing or found.removed or None,
    }


def _row(one: State) -> dict[str, object]:
    return {
        "namn": one.file.name,
        "läge": one.state,
        "signerat_av": one.signer or None,
        "signerat": str(one.seal.day) if one.seal else None,
        "justerat": one.seal.says.adjusted if one.seal else None,
    }


def _state(corpus: Corpus, file: LedgerFile, found: Collection[Finding]) -> State:
    timeline = corpus.timeline
    seal = timeline.seal(file)
    wrong = any(one.place.path == file.path and one.severity == "error" for one in found)
    untried = seal is not None and seal.signature.state == UNCHECKED
    if seal is None:
        unsealed = UNKNOWN if not timeline.seals.at_hand else WAITING
        state = WRONG if wrong else unsealed if timeline.needs_seal(file) else BEFORE
    else:
        state = UNTRIED if untried else WRONG if wrong else SEALED
    return State(
        file=file,
        state=state,
        seal=seal,
        signer=_signer(corpus, seal),
        later=tuple(_later(corpus, file)),
    )


def _later(corpus: Corpus, decision: LedgerFile) -> Iterator[State]:
    """What happened to the decision later, in order; what changes nothing needs no tag."""
    timeline = corpus.timeline
    events = (file for file in timeline.ledger.values() if file.about == decision.name)
    for file in sorted(events, key=lambda one: (one.on, one.name)):
        seal = timeline.seal(file)
        if seal is not None:
            state = WRONG if timeline.seal_faults(file) else SEALED
        elif not timeline.needs_seal(file):
            state = UNSEALED
        else:
            state = WAITING if timeline.seals.at_hand else UNKNOWN
        yield State(file=file, state=state, seal=seal, signer=_signer(corpus, seal))


def _signer(corpus: Corpus, seal: Seal | None) -> str:
    if seal is None:
        return ""
    owner, _ = may_sign(seal.signature.key, seal.day, corpus.timeline.seals.signers)
    return owner.name if owner else ""


def _lines(found: Report) -> Iterator[str]:
    for one in found.states:
        yield f"{one.file.name}: {_words(one)}"
        for later in one.later:
            yield f"  {later.file.event} {later.file.on} ({later.file.name}): {_words(later)}"
    if not found.states:
        yield "Liggaren har inga beslut."
    if found.findings:
        yield ""
    for finding in found.findings:
        yield f"{finding.place.path}:{finding.place.line}  {finding.code}  {finding.message}"
        yield f"  gör så här: {finding.hint}"
    if words := found.missing or found.removed:
        yield from ("", words)
    if found.states and not found.failed:
        yield from ("", "Allt stämmer.")


def _words(one: State) -> str:
    by = f", signerat {one.seal.day} av {one.signer or 'okänd'}" if one.seal else ""
    adjusted = f", justerat {one.seal.says.adjusted}" if one.seal else ""
    return f"{one.state}{by}{adjusted}"
