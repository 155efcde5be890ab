"""Requirement sets: a regulation's provisions that documents answer to, and how sure each is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

SETS = "krav"
"""The kind of a file with a requirement set, the name of its schema, and of its folder."""

FOLDER = f"register/{SETS}/"
"""Where the sets lie: one file for each."""

NOT_CHECKED = "inte kontrollerad mot föreskriftens text"
"""How an entry is marked whose content or section nobody has seen in a source."""

_DUTY, _CHECKED = "krav", "kontrollerad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One provision; ``evidence`` are suggestions of what shows that a duty is met."""

    id: str
    citation: str
    heading: str
    kind: str
    applies_to: tuple[str, ...]
    summary: str
    confidence: str
    source: str
    note: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def is_duty(self) -> bool:
        """Whether it demands something; definitions, scope and exceptions do not."""
        return self.kind == _DUTY

    @property
    def checked(self) -> bool:
        """Whether both content and section have been seen in a source."""
        return self.confidence == _CHECKED

    @property
    def set_id(self) -> str:
        """The id of the set that it says that it belongs to."""
        return self.id.partition(":")[0]

    @property
    def section(self) -> str:
        """The citation without the regulation: ``5 kap. 3 a §``."""
        chapter, section = cited(self.citation)
        return f"{chapter} kap. {section} §" if chapter else f"{section} §"

    @property
    def chapter(self) -> str:
        """The chapter as it is numbered in the set; empty in a regulation without chapters."""
        return cited(self.citation)[0].replace(" ", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter's heading; ``checked`` when it has been seen in a source."""

    number: str
    heading: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A regulation or section beside the set: what it rests on, what amends it, what completes it.

    ``last`` is the last day when it counts, ``repealed`` the first when it does not.
    """

    citation: str
    text: str = ""
    concerns: tuple[str, ...] = ()
    decided: date | None = None
    printed: date | None = None
    first: date | None = None
    last: date | None = None
    repealed: date | None = None
    confidence: str = ""
    source: str = ""
    note: str = ""

    @property
    def checked(self) -> bool:
        """Whether what is said of it has been seen in a source."""
        return self.confidence == _CHECKED


@dataclass(frozen=True, kw_only=True)
class RequirementSet:
    """A regulation's provisions, in its own order."""

    id: str
    number: str
    title: str
    requirements: tuple[Requirement, ...]
    chapters: tuple[Chapter, ...] = ()
    in_force: date | None = None
    repealed: date | None = None
    replaces: tuple[str, ...] = ()
    address: str = ""
    compared: str = ""
    note: str = ""
    basis: tuple[Beside, ...] = ()
    amendments: tuple[Beside, ...] = ()
    related: tuple[Beside, ...] = ()

    @property
    def duties(self) -> tuple[Requirement, ...]:
        """The entries that demand something."""
        return tuple(entry for entry in self.requirements if entry.is_duty)

    @cached_property
    def headings(self) -> Mapping[str, Chapter]:
        """The chapters by number."""
        return {chapter.number: chapter for chapter in self.chapters}


@cache
def cited(citation: str) -> tuple[str, str]:
    """The chapter (may be empty) and the section of a citation: ``5``, ``3 a``."""
    from lydelse.citations.grammar import parse

    found = parse(citation)
    return (found[0].provision.kap, found[0].provision.par) if found else ("", "")


def id_of(set_id: str, citation: str) -> str:
    """The id that an entry of the set has by its citation: ``sosfs-2011-9:5:3a``."""
    return ":".join([set_id, *(part.replace(" ", "") for part in cited(citation) if part)])


def set_of_path(path: str) -> str:
    """The set whose file the path is; empty when no set is read from it."""
    name = path.removeprefix(FOLDER)
    is_set = name != path and "/" not in name and name.endswith(".yml")
    return name.removesuffix(".yml") if is_set else ""


def by_id(sets: Iterable[RequirementSet]) -> dict[str, Requirement]:
    """Every entry by id; the first wins where an id is used twice."""
    found: dict[str, Requirement] = {}
    for one in sets:
        for entry in one.requirements:
            found.setdefault(entry.id, entry)
    return found


def read_requirement_set(value: Mapping[str, Any]) -> RequirementSet:
    """The set of values that follow the schema ``krav``."""
    return RequirementSet(
        id=value["id"],
        number=value["nummer"],
        title=value["titel"],
        requirements=tuple(map(_requirement, value["bestämmelser"])),
        chapters=tuple(
            Chapter(
                number=row["nummer"], heading=row["rubrik"], checked=row["säkerhet"] == _CHECKED
            )
            for row in value.get("kapitel", ())
        ),
        in_force=_day(value, "i_kraft"),
        repealed=_day(value, "upphävd"),
        replaces=tuple(value.get("ersätter", ())),
        address=value.get("adress", ""),
        compared=value.get("avstämning", ""),
        note=value.get("anmärkning", ""),
        basis=tuple(map(_beside, value.get("lagstöd", ()))),
        amendments=tuple(map(_beside, value.get("ändringar", ()))),
        related=tuple(map(_beside, value.get("hör_ihop_med", ()))),
    )


def _requirement(entry: Mapping[str, Any]) -> Requirement:
    return Requirement(
        id=entry["id"],
        citation=entry["lagrum"],
        heading=entry["rubrik"],
        kind=entry["slag"],
        applies_to=tuple(entry["gäller_för"]),
        summary=entry["sammanfattning"],
        confidence=entry["säkerhet"],
        source=entry["källa"],
        note=entry.get("anmärkning", ""),
        evidence=tuple(entry.get("kan_visas_med", ())),
    )


def _beside(entry: Mapping[str, Any]) -> Beside:
    return Beside(
        citation=entry["lagrum"] if "lagrum" in entry else entry["nummer"],
        text=entry.get("text", ""),
        concerns=tuple(entry.get("rör", ())),
        decided=_day(entry, "beslutad"),
        printed=_day(entry, "tryckt"),
        first=_day(entry, "från") or _day(entry, "i_kraft"),
        last=_day(entry, "till_och_med"),
        repealed=_day(entry, "upphävd"),
        confidence=entry["säkerhet"],
        source=entry.get("källa", ""),
        note=entry.get("anmärkning", ""),
    )


def _day(entry: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(entry[key]) if key in entry else None
