"""The lydelser of one document, the newest first, for people and programs."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lydelse.asof import PROOFS, decision_row, decision_words
from lydelse.documents import Change
from lydelse.register import Register
from lydelse.timeline import Lydelse, Proposal, Span, Timeline
from lydelse.wording import Number
from lydelse.yamltext import harmless

Entries = Mapping[Number, Change]
"""What ``ändringar`` tells of each version."""


def as_json(timeline: Timeline, id_: str, entries: Entries) -> str:
    """The document's lydelser for a program."""
    rows = [_row(timeline, lydelse, entries) for lydelse in _newest_first(timeline, id_)]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_text(register: Register, timeline: Timeline, id_: str, entries: Entries) -> str:
    """The document's lydelser for a person."""
    found = _newest_first(timeline, id_)
    title = found[0].title if found else ""
    blocks = ["\n".join(_proposed(one)) for one in timeline.proposals if one.outline.id == id_]
    blocks += ["\n".join(_lines(register, timeline, lydelse, entries)) for lydelse in found]
    return f"{id_}  {title}\n\n" + "\n\n".join(blocks) + "\n"


def _newest_first(timeline: Timeline, id_: str) -> list[Lydelse]:
    return list(reversed(timeline.lydelser.get(id_, ())))


def _spans(timeline: Timeline, lydelse: Lydelse) -> list[Span]:
    return [span for span in timeline.spans[lydelse.id] if span.lydelse is lydelse]


def _row(timeline: Timeline, lydelse: Lydelse, entries: Entries) -> dict[str, Any]:
    entry = entries.get(lydelse.version)
    spans = _spans(timeline, lydelse)
    return {
        "id": lydelse.id,
        "titel": lydelse.title,
        "version": lydelse.number,
        "gäller_från": str(lydelse.starts),
        "gäller": [
            {"från": str(span.first), "till_och_med": str(span.last) if span.last else None}
            for span in spans
        ],
        "slag": entry.kind if entry else None,
        "orsak": entry.reason if entry else None,
        "text": entry.text if entry else None,
        "beslut": decision_row(lydelse.decision),
        "publicerad": str(lydelse.published) if lydelse.published else None,
        "commit": lydelse.commit or None,
        "sökväg": lydelse.path,
        "hash": lydelse.hash,
        "bevis": lydelse.proof.value,
    }


def _proposed(proposal: Proposal) -> Iterator[str]:
    yield f"Förslag {proposal.outline.version} på grenen {proposal.branch}"
    yield f"  {harmless(proposal.path)}"
    if proposal.outline.hash:
        yield f"  {proposal.outline.hash}"


def _lines(
    register: Register, timeline: Timeline, lydelse: Lydelse, entries: Entries
) -> Iterator[str]:
    days = "; ".join(
        f"från {span.first} {f'till och med {span.last}' if span.last else 'tills vidare'}"
        for span in _spans(timeline, lydelse)
    )
    yield f"Version {lydelse.number}, {days or 'gällde aldrig'}"
    if entry := entries.get(lydelse.version):
        yield f"  {entry.kind} ({entry.reason}): {' '.join(entry.text.split())}"
    yield f"  {decision_words(register, lydelse.decision)}; {PROOFS[lydelse.proof]}"
    if lydelse.published:
        yield f"  publicerad {lydelse.published}, commit {lydelse.commit[:12]}"
    yield f"  {lydelse.hash}"
