"""Whether a decision may have its tag, and what the tag is to say."""

from collections.abc import Sequence
from datetime import date

from lydelse.corpus import Corpus
from lydelse.git import UNCHECKED, Signature
from lydelse.ledger import MASKED, LedgerFile
from lydelse.rules import check
from lydelse.seals import AT_ONCE, PREFIX, latest, may_sign, message_of
from lydelse.signers import PATH, Signer
from lydelse.timeline import Timeline
from lydelse.tree import ProjectError

_TAMPERED = ("R2", "S104", "S105", "S106", "S107", "S108", "S109", "S110")
"""Findings about the ledger and its seals that must be mended before another seal is made."""


def to_seal(
    timeline: Timeline, name: str, adjusted: date | str | None, today: date
) -> tuple[LedgerFile, str, str]:
    """The decision, the commit that brought it to main, and the tag's message.

    Raises ``ProjectError`` when main does not have it, when it has its tag, or when the day of
    justering cannot be.
    """
    file = next((one for one in timeline.ledger.values() if one.name == name), None)
    if file is None:
        files = timeline.ledger.values()
        waiting = [one.name for one in files if timeline.needs_seal(one) and not timeline.seal(one)]
        raise ProjectError(
            f"Beslutet {name} finns inte på {timeline.main_name}. "
            f"De som väntar på sin tagg: {', '.join(sorted(waiting)) or 'inga'}."
        )
    if timeline.seal(file):
        raise ProjectError(f"Taggen {PREFIX}{name} finns redan. En tagg görs aldrig om.")
    if adjusted is None:
        raise ProjectError(
            "Ange dagen då protokollet justerades (--justerat DATUM), eller --omedelbart-justerat."
        )
    if isinstance(adjusted, date) and not file.on <= adjusted <= today:
        raise ProjectError(
            f"Protokollet kan inte ha justerats {adjusted}: sammanträdet var {file.on}, och i dag "
            f"är det {today}."
        )
    said = AT_ONCE if adjusted == AT_ONCE else str(adjusted)
    commit = timeline.history.commits[timeline.entered[file.path]]
    return file, commit, message_of(file, said, latest(timeline.seals))


def refusal(file: LedgerFile, corpus: Corpus, today: date) -> str:
    """Why the decision must not have its tag yet; empty when it may."""
    events = corpus.timeline.history.events
    paths = {event.path for row in file.documents for event in events.get(row.id, ())}
    found = [
        f"{one.place.path}:{one.place.line} {one.message} ({one.code}). Gör så här: {one.hint}."
        for one in check(corpus, today, _TAMPERED)
        if one.severity == "error" and one.place.path in {*paths, file.path}
        if not (file.event == MASKED and one.code == "S108")  # what the seal is to answer for
    ]
    return "\n".join(found)


def refused_key(at_hand: Signature, day: date, signers: Sequence[Signer]) -> str:
    """Why the key that git signs with now must not sign a decision that day; empty when it may.

    A tag is never made anew, so this is asked before it is made.
    """
    owner, allowed = may_sign(at_hand.key, day, signers)
    if allowed or at_hand.state == UNCHECKED:
        return ""
    way = f"Välj en nyckel som står i {PATH}: git config user.signingKey SÖKVÄG."
    if owner is None:
        return (
            f"Nyckeln som git signerar med ({at_hand.key}) står inte i {PATH} på main, och taggen "
            f"skulle inte duga som bevis. {way} Är den ny, för in den där först."
        )
    return f"Nyckeln till {owner.name} på rad {owner.line} i {PATH} gäller inte {day}. {way}"
