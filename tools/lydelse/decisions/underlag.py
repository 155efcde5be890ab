"""What was put before the nämnd, to hold the decision against: ``underlag.json``."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lydelse.changes import Comparison, Names, as_text, compare
from lydelse.decisions.deciding import Row
from lydelse.ledger import DECIDED
from lydelse.tree import ProjectError
from lydelse.wording import read_wording, version_text

NAME = "underlag.json"
_FORM = "lydelse-underlag-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A document as it was put forward: its whole text, its hash, and those of the proposals."""

    id: str
    hash: str
    text: str
    proposed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Underlag:
    """What one meeting of an instance was given, and the ``day`` when it was written."""

    by: str
    meeting: date
    day: date
    documents: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A document that is not as it was put forward: why, and what differs.

    ``harmless`` is one that only has main's own corrections, none of them in substance.
    """

    id: str
    words: str
    comparison: Comparison | None = None
    harmless: bool = False


def as_json(by: str, meeting: date, rows: Sequence[Row], day: date) -> str:
    """The file for what is put before the meeting, written on the day."""
    value = {
        "form": _FORM,
        "instans": by,
        "sammanträde": str(meeting),
        "skrivet": str(day),
        "dokument": [
            {
                "id": row.draft.id,
                "version": version_text(row.draft.wording.version or (0, 0)),
                "gäller_från": row.starts,
                "hash": row.hash,
                "förslag": list(row.draft.proposed),
                "grenar": list(row.draft.branches),
                "text": row.draft.data.decode("utf-8"),
            }
            for row in rows
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def read_underlag(data: bytes, name: str) -> Underlag:
    """The underlag of the file's bytes. Raises ``ProjectError`` when it is not one."""
    try:
        return _underlag(json.loads(data))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ProjectError(
            f"{name} är inget underlag som lydelse release paper har skrivit, eller är ändrad."
        ) from None


def differences(underlag: Underlag, rows: Sequence[Row], names: Names) -> Iterator[Difference]:
    """Each document that was not put forward as it would be decided, or not at all."""
    shown = {one.id: one for one in underlag.documents}
    known = {row.draft.id for row in rows}
    for id_ in sorted(shown.keys() - known):
        words = (
            "stod i underlaget, men finns inte bland förslagen: säg vad det blev med "
            f"--bordlagt {id_}, --aterremitterat {id_} eller --avslaget {id_}"
        )
        yield Difference(id=id_, words=words)
    for row in rows:
        if row.outcome != DECIDED:
            continue
        before = shown.get(row.draft.id)
        if before is None:
            yield Difference(id=row.draft.id, words="stod inte i underlaget")
        elif before.hash != row.hash:
            comparison = compare(read_wording(before.text.encode()), row.draft.wording, names)
            same = set(before.proposed) == set(row.draft.proposed)
            yield Difference(
                id=row.draft.id,
                words="har rättats på main sedan underlaget skrevs"
                if same
                else "är inte som i underlaget",
                comparison=comparison,
                harmless=same and comparison.slag != "i sak",
            )


def shown_words(difference: Difference) -> str:
    """What differs, word for word."""
    return as_text(difference.comparison) if difference.comparison else ""


def _underlag(value: Any) -> Underlag:  # noqa: ANN401  JSON
    if value["form"] != _FORM:
        raise ValueError(value["form"])
    return Underlag(
        by=str(value["instans"]),
        meeting=date.fromisoformat(value["sammanträde"]),
        day=date.fromisoformat(value["skrivet"]),
        documents=tuple(map(_shown, value["dokument"])),
    )


def _shown(entry: Any) -> Shown:  # noqa: ANN401  JSON
    return Shown(
        id=str(entry["id"]),
        hash=str(entry["hash"]),
        text=str(entry["text"]),
        proposed=tuple(map(str, entry["förslag"])),
    )
