"""The frozen document: the only border between Swedish keys and English fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from lydelse.body import Body
from lydelse.citations import Parsed
from lydelse.findings import Place
from lydelse.yamltext import Spot, Value, spot_of

COMING = ".kommande.md"
"""The ending of a decided wording that waits beside the one in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision on a version: the day, who, and where it is recorded."""

    on: date
    by: str
    register_number: str = ""
    paragraph: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of ``ändringar``: what a version brought."""

    version: str
    in_force_from: date
    kind: str
    reason: str
    text: str
    consulted: tuple[str, ...] = ()
    judgement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One entry of ``översyner``: a review that was done."""

    on: date
    by: str
    outcome: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to the document, by its path from the document's folder."""

    file: str
    title: str


class Status(Enum):
    """What a document is on a day; derived, never stored. The value is a stable name for looks."""

    PROPOSED = "förslag"
    DECIDED = "beslutad"
    IN_FORCE = "gäller"
    REVIEW_SOON = "snart"
    REVIEW_LATE = "försenad"
    CEASED = "upphävd"


@dataclass(frozen=True, kw_only=True, eq=False)
class Document:
    """One wording of a document whose front matter follows the schema; it equals only itself."""

    path: str
    id: str
    title: str
    type: str
    version: str
    owner: str
    decided_by: str
    decision: Decision | None
    in_force_from: date
    ceases: date | None
    review_by: date
    units: tuple[str, ...]
    roles: tuple[str, ...]
    legal_basis: tuple[str, ...] = ()
    basis: tuple[Parsed, ...] = ()
    belongs_to: tuple[str, ...] = ()
    supplements: str = ""
    deviates_from: str = ""
    replaces: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    requirements: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    quality: tuple[str, ...] = ()
    changes: tuple[Change, ...]
    reviews: tuple[Review, ...] = ()
    body: Body
    marks: dict[str, Spot] = field(repr=False, compare=False)

    def place(self, *route: str | int) -> Place:
        """The place of the key in the file, or of its nearest parent that exists."""
        return Place(self.path, *spot_of(self.marks, route))

    @cached_property
    def area(self) -> str:
        """The folder below the type's folder: the document's område."""
        parts = self.path.split("/")
        return parts[1] if len(parts) > 2 else ""  # noqa: PLR2004  type/område/file

    @cached_property
    def references(self) -> tuple[tuple[str, str], ...]:
        """Every document id that the front matter names, with its key (and list position)."""
        single = (("kompletterar", self.supplements), ("avviker_från", self.deviates_from))
        several = (
            ("hör_till", self.belongs_to),
            ("ersätter", self.replaces),
            ("relaterat", self.related),
        )
        return (
            *((key, id_) for key, id_ in single if id_),
            *((key, id_) for key, ids in several for id_ in ids),
        )

    def status(self, today: date, soon_days: int) -> Status:
        """What the document is on the day; ``soon_days`` before its review it is due soon."""
        if self.ceases and self.ceases <= today:
            return Status.CEASED
        if self.decision is None:
            return Status.PROPOSED
        if self.in_force_from > today:
            return Status.DECIDED
        days_left = (self.review_by - today).days
        if days_left < 0:
            return Status.REVIEW_LATE
        return Status.REVIEW_SOON if days_left <= soon_days else Status.IN_FORCE


def read_document(
    path: str,
    front: Mapping[str, Value],
    marks: dict[str, Spot],
    body: Body,
    basis: tuple[Parsed, ...] = (),
) -> Document:
    """The document of front matter that follows the schema; ``basis`` is what ``lagrum`` says."""
    return Document(
        path=path,
        id=front["id"],
        title=front["titel"],
        type=front["dokumenttyp"],
        version=front["version"],
        owner=front["dokumentansvarig"],
        decided_by=front["beslutas_av"],
        decision=_decision(front.get("beslut")),
        in_force_from=_day(front["gäller_från"]),
        ceases=_day(front["upphör"]) if "upphör" in front else None,
        review_by=_day(front["översyn_senast"]),
        units=tuple(front["gäller_för"]),
        roles=tuple(front["riktar_sig_till"]),
        legal_basis=tuple(front.get("lagrum", ())),
        basis=basis,
        belongs_to=tuple(front.get("hör_till", ())),
        supplements=front.get("kompletterar", ""),
        deviates_from=front.get("avviker_från", ""),
        replaces=tuple(front.get("ersätter", ())),
        related=tuple(front.get("relaterat", ())),
        attachments=tuple(Attachment(a["fil"], a["titel"]) for a in front.get("bilagor", ())),
        requirements=tuple(front.get("svarar_mot", ())),
        situations=tuple(front.get("situationer", ())),
        keywords=tuple(front.get("sökord", ())),
        quality=tuple(front.get("kvalitetsdimensioner", ())),
        changes=tuple(map(_change, front["ändringar"])),
        reviews=tuple(map(_review, front.get("översyner", ()))),
        body=body,
        marks=marks,
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _decision(entry: Mapping[str, Any] | None) -> Decision | None:
    if entry is None:
        return None
    return Decision(
        on=_day(entry["datum"]),
        by=entry["av"],
        register_number=entry.get("diarienummer", ""),
        paragraph=entry.get("paragraf", ""),
        reference=entry.get("referens", ""),
    )


def _change(entry: Mapping[str, Any]) -> Change:
    return Change(
        version=entry["version"],
        in_force_from=_day(entry["gäller_från"]),
        kind=entry["slag"],
        reason=entry["orsak"],
        text=entry["text"],
        consulted=tuple(entry.get("samråd", ())),
        judgement=entry.get("bedömning", ""),
    )


def _review(entry: Mapping[str, Any]) -> Review:
    return Review(
        on=_day(entry["datum"]),
        by=entry["av"],
        outcome=entry["utfall"],
        basis=entry.get("underlag", ""),
    )
