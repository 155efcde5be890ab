"""What one text tells of itself that the yearly extract counts: owner, reviews and changes."""

import contextlib
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from lydelse.documents import Change, Review
from lydelse.wording import Number, Wording, number


class Telling(NamedTuple):
    """What a text says: whom it concerns, its next review, and what was changed and reviewed."""

    title: str = ""
    type: str = ""
    owner: str = ""
    decided_by: str = ""
    units: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    review_by: date | None = None
    changes: tuple[Change, ...] = ()
    reviews: tuple[Review, ...] = ()

    def entry(self, version: Number) -> Change | None:
        """What the text says that the version brought."""
        return next((one for one in self.changes if number(one.version) == version), None)


def telling_of(wording: Wording) -> Telling:
    """What the wording tells; never raises on content."""
    front = wording.front
    return Telling(
        title=wording.title,
        type=_one(wording, "dokumenttyp"),
        owner=_one(wording, "dokumentansvarig"),
        decided_by=_one(wording, "beslutas_av"),
        units=wording.texts("gäller_för"),
        replaces=wording.texts("ersätter"),
        review_by=_day(_one(wording, "översyn_senast")),
        changes=wording.changes,
        reviews=tuple(_reviews(front.get("översyner"))),
    )


def to_row(telling: Telling) -> list[Any]:
    """The telling as JSON values, for a cache."""
    return [
        *telling[:4],
        list(telling.units),
        list(telling.replaces),
        str(telling.review_by or ""),
        [
            [one.version, str(one.in_force_from), one.kind, one.reason, one.text]
            for one in telling.changes
        ],
        [[str(one.on), one.by, one.outcome, one.basis] for one in telling.reviews],
    ]


def from_row(row: Any) -> Telling:  # noqa: ANN401  JSON
    """The telling of a cache's row. Raises ``ValueError`` or ``TypeError`` when it is none."""
    title, type_, owner, decided_by, units, replaces, review_by, changes, reviews = row
    return Telling(
        title=str(title),
        type=str(type_),
        owner=str(owner),
        decided_by=str(decided_by),
        units=tuple(map(str, units)),
        replaces=tuple(map(str, replaces)),
        review_by=_day(review_by),
        changes=tuple(
            Change(
                version=version,
                in_force_from=date.fromisoformat(day),
                kind=kind,
                reason=reason,
                text=text,
            )
            for version, day, kind, reason, text in changes
        ),
        reviews=tuple(
            Review(on=date.fromisoformat(day), by=by, outcome=outcome, basis=basis)
            for day, by, outcome, basis in reviews
        ),
    )


def _one(wording: Wording, key: str) -> str:
    return next(iter(wording.texts(key)), "")


def _reviews(entries: object) -> Iterator[Review]:
    for entry in entries if isinstance(entries, list) else ():
        told = Wording(entry) if isinstance(entry, dict) else Wording()
        if day := _day(_one(told, "datum")):
            yield Review(
                on=day,
                by=_one(told, "av"),
                outcome=_one(told, "utfall"),
                basis=_one(told, "underlag"),
            )


def _day(text: str) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(text[:10])
    return None
