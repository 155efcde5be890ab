"""The register: document types, organisation, roles, statutes, rules and requirement sets."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from lydelse.findings import Place
from lydelse.requirements import (
    Requirement,
    RequirementSet,
    by_id,
    read_requirement_set,
    set_of_path,
)
from lydelse.statutes import Statute, statute_of
from lydelse.yamltext import Spot, Value, spot_of

Entry = TypeVar("Entry")

FILES = ("dokumenttyper", "organisation", "roller", "lagrum", "regler")
"""The register's files, by name without ending; each has a schema of the same name."""


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """One file of the register as read; ``marks`` give a place for each value."""

    path: str
    value: Value
    marks: dict[str, Spot] = field(repr=False)

    def place(self, *route: str | int) -> Place:
        """The place of the value in the file."""
        return Place(self.path, *spot_of(self.marks, route))


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days from ``start`` up to, and not including, ``end``."""

    start: date
    end: date | None = None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day and (not self.end or day < self.end)


@dataclass(frozen=True, kw_only=True)
class RequiredHeading:
    """A heading that a type demands, with the words that mean the same."""

    text: str
    synonyms: tuple[str, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """The heading and its synonyms, folded for comparison."""
        return frozenset(folded(name) for name in (self.text, *self.synonyms))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """A kind of document and what is demanded of it; ``review_months`` between reviews."""

    id: str
    name: str
    plural: str
    description: str
    prefix: str
    folder: str
    review_months: int
    needs_one_of: tuple[str, ...]
    headings: tuple[RequiredHeading, ...]
    own_headings: int
    changes_decided_by: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A verksamhet: what documents apply to; ``former`` are the names it had before."""

    id: str
    name: str
    description: str
    days: Span
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A right to decide documents of a type; ``units`` is empty when it covers all of them."""

    type: str
    units: tuple[str, ...]
    ground: str
    support: str
    days: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A function or instance, never a person.

    ``also`` are the roles that whoever has it has too; ``former`` are the names it had before.
    """

    id: str
    name: str
    short: str
    kind: str
    description: str
    mailbox: str
    substitute: str
    days: Span
    rights: tuple[Right, ...]
    also: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name with its abbreviation, when it has one of capitals."""
        return f"{self.name} ({self.short})" if self.short.isupper() else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A folder of documents and its name for readers."""

    folder: str
    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``regler.yml``: the municipality's names, looks, times and links."""

    municipality: str = "Kommunen"
    site_name: str = "Rutiner"
    short_name: str = "Rutiner"
    address: str = ""
    example: bool = False
    adoption: date = date.min
    soon_days: int = 60
    areas: tuple[Area, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    source_address: str = ""
    edit_address: str = ""
    header_color: str = "#123c34"
    header_text_color: str = "#ffffff"
    link_color: str = "#0a5c8f"
    logo: str = ""


@dataclass(frozen=True, kw_only=True)
class Register:
    """Everything that documents refer to.

    ``broken`` names the files that could not be read: what they hold is then unknown, and no rule
    should say that it does not exist. A requirement set's file is named by its path.
    """

    types: Mapping[str, DocumentType] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    statutes: Mapping[str, Statute] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    requirement_sets: tuple[RequirementSet, ...] = ()
    files: Mapping[str, RegisterFile] = field(default_factory=dict, repr=False)
    broken: frozenset[str] = frozenset()

    def type_of_folder(self, folder: str) -> DocumentType | None:
        """The document type whose documents live in the top-level folder."""
        return next((type_ for type_ in self.types.values() if type_.folder == folder), None)

    def role_name(self, id_: str) -> str:
        """The role's name, or the id when the register does not know it."""
        role = self.roles.get(id_)
        return role.name if role else id_

    @cached_property
    def requirements(self) -> Mapping[str, Requirement]:
        """The entries of every requirement set, by id."""
        return by_id(self.requirement_sets)

    @cached_property
    def held_with(self) -> Mapping[str, frozenset[str]]:
        """Each role with every role that whoever has it has too, itself included."""
        return {id_: frozenset(self._held_with(id_)) for id_ in self.roles}

    def rights(self, role: str, type_: str, day: date) -> Iterator[Right]:
        """The role's rights to decide the type on the day."""
        for right in self.roles[role].rights if role in self.roles else ():
            if right.type == type_ and day in right.days and day in self.roles[role].days:
                yield right

    def statute_days(self, number: str) -> Span:
        """The days the statute is in force.

        Where its first day is unknown it follows on what it replaced, or has always been there.
        """
        statute = self.statutes[number]
        replaced = [old for old in self.statutes.values() if old.replaced_by == number]
        ended = [old.repealed for old in replaced if old.repealed]
        return Span(start=statute.in_force or min(ended, default=date.min), end=statute.repealed)

    def _held_with(self, role: str) -> set[str]:
        found: set[str] = set()
        left = [role]
        while left:
            if (id_ := left.pop()) not in found:
                found.add(id_)
                left += self.roles[id_].also if id_ in self.roles else ()
        return found


def read_register(files: Mapping[str, RegisterFile], unread: Iterable[str] = ()) -> Register:
    """The register of the files that follow their schemas; the rest are named ``broken``.

    ``unread`` are requirement sets, by path, that do not follow theirs.
    """
    value = {name: files[name].value if name in files else {} for name in FILES}
    return Register(
        types=_by("id", _rows(value, "dokumenttyper", "dokumenttyper"), _type),
        units=_by("id", _rows(value, "organisation", "verksamheter"), _unit),
        roles=_by("id", _rows(value, "roller", "roller"), _role),
        statutes=_by("nummer", _rows(value, "lagrum", "författningar"), statute_of),
        settings=_settings(value["regler"]) if "regler" in files else Settings(),
        requirement_sets=tuple(
            read_requirement_set(files[name].value) for name in sorted(files) if set_of_path(name)
        ),
        files=files,
        broken=(frozenset(FILES) - frozenset(files)) | frozenset(unread),
    )


def folded(text: str) -> str:
    """The text for comparison: composed, in lower case, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


_ORDER = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
_DIGITS = re.compile(r"(\d+)")


def swedish_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key: Å, Ä and Ö last, other accents ignored, figures by value."""
    kept = folded(text).translate(_ORDER)
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", kept) if not unicodedata.combining(sign)
    )
    return tuple(
        (0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part)
        for part in _DIGITS.split(plain)
        if part
    )


def _rows(value: Mapping[str, Any], name: str, key: str) -> Sequence[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = value[name].get(key, ())
    return rows


def _by(
    key: str, rows: Sequence[Mapping[str, Any]], read: Callable[[Mapping[str, Any]], Entry]
) -> dict[str, Entry]:
    """The entries by their key; the first wins where a key is used twice."""
    found: dict[str, Entry] = {}
    for row in rows:
        found.setdefault(row[key], read(row))
    return found


def _span(entry: Mapping[str, Any]) -> Span:
    return Span(
        start=date.fromisoformat(entry["från"]),
        end=date.fromisoformat(entry["till"]) if "till" in entry else None,
    )


def _type(entry: Mapping[str, Any]) -> DocumentType:
    return DocumentType(
        id=entry["id"],
        name=entry["namn"],
        plural=entry["plural"],
        description=entry["beskrivning"],
        prefix=entry["prefix"],
        folder=entry["mapp"],
        review_months=entry["översyn_månader"],
        needs_one_of=tuple(entry.get("kräver", ())),
        headings=tuple(
            RequiredHeading(text=row["rubrik"], synonyms=tuple(row.get("synonymer", ())))
            for row in entry["rubriker"]
        ),
        own_headings=entry["egna_rubriker"],
        changes_decided_by=entry["ändring_beslutas_av"],
    )


def _unit(entry: Mapping[str, Any]) -> Unit:
    return Unit(
        id=entry["id"],
        name=entry["namn"],
        description=entry.get("beskrivning", ""),
        days=_span(entry),
        former=tuple(entry.get("tidigare_namn", ())),
    )


def _role(entry: Mapping[str, Any]) -> Role:
    return Role(
        id=entry["id"],
        name=entry["namn"],
        short=entry.get("förkortning", ""),
        kind=entry["slag"],
        description=entry["beskrivning"],
        mailbox=entry.get("funktionsbrevlåda", ""),
        substitute=entry.get("ersättare", ""),
        days=_span(entry),
        rights=tuple(map(_right, entry.get("rättigheter", ()))),
        also=tuple(entry.get("är_också", ())),
        former=tuple(entry.get("tidigare_namn", ())),
    )


def _right(entry: Mapping[str, Any]) -> Right:
    units = entry["verksamheter"]
    return Right(
        type=entry["dokumenttyp"],
        units=() if units == "alla" else tuple(units),
        ground=entry["grund"],
        support=entry.get("stöd", ""),
        days=_span(entry),
    )


def _settings(value: Mapping[str, Any]) -> Settings:
    municipality, looks = value["kommun"], value["utseende"]
    return Settings(
        municipality=municipality["namn"],
        site_name=municipality["webbplats"],
        short_name=municipality["kort"],
        address=municipality.get("adress", ""),
        example=municipality.get("exempelinnehåll", False),
        adoption=date.fromisoformat(value["införande"]),
        soon_days=value["översyn"]["snart_dagar"],
        areas=tuple(
            Area(folder=row["mapp"], name=row["namn"], description=row.get("beskrivning", ""))
            for row in value["områden"]
        ),
        links=tuple((row["namn"], row["adress"]) for row in value.get("länkar", ())),
        source_address=value.get("källa", {}).get("visa", ""),
        edit_address=value.get("källa", {}).get("ändra", ""),
        header_color=looks["sidhuvud"],
        header_text_color=looks["sidhuvud_text"],
        link_color=looks["länk"],
        logo=looks.get("logotyp", ""),
    )
