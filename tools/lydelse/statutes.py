"""Statutes and regulations: names, days, successor, provisions, and how sure each of it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

BY_CHAPTER, BY_SECTION = "kapitel", "paragrafer"
"""How a statute is divided."""

_EU, _SFS = "eu", "sfs"

_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<series>\S+) (?P<year>\d{4}):(?P<serial>\d+)",
        r"\([^)]+\) (?P<year>\d{4})/(?P<serial>\d+)",
        r"\([^)]+\) nr (?P<serial>\d+)/(?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4}|\d{2})/(?P<serial>\d+)/\w+",
    )
)

_ADDRESSES = tuple(
    (series, re.compile(pattern))
    for series, pattern in (
        (_SFS, r"riksdagen\.se/.*(?<![a-z])sfs-(?P<year>\d{4})-(?P<serial>\d+)"),
        (_SFS, r"svenskforfattningssamling\.se/doc/(?P<year>\d{4})(?P<serial>\d+)\.html"),
        (_SFS, r"lagen\.nu/(?P<year>\d{4}):(?P<serial>\d+)"),
        ("", r"lagen\.nu/(?P<series>[a-z-]+)/(?P<year>\d{4}):(?P<serial>\d+)"),
        (_EU, r"/eli/(?:reg|dir)(?:_impl|_del)?/(?P<year>\d{4})/(?P<serial>\d+)"),
    )
)
"""Addresses that tell a number: at Riksdagen, in the official print, at lagen.nu and the EU."""

_ASCII = str.maketrans("åäö", "aao")
_CENTURY = 100


class Number(NamedTuple):
    """A number in parts; ``series`` as addresses write it (``elsakfs``), "eu" for EU acts."""

    series: str
    year: int
    serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Where what a statute said about a subject stands in the one that replaced it."""

    subject: str
    sources: tuple[str, ...]
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """A statute or regulation; ``repealed`` is the first day it is not in force.

    ``division`` is "kapitel", "paragrafer" or empty, when unknown. What ``provisions`` leaves out
    does not exist; empty, nothing is known of them. EU acts may apply later than they are in force.
    """

    number: str
    title: str
    short_name: str
    abbreviations: tuple[str, ...]
    kind: str
    in_force: date | None
    repealed: date | None
    replaced_by: str
    address: str
    confidence: str
    source: str
    in_force_confidence: str = ""
    applied_from: date | None = None
    amended_through: str = ""
    division: str = ""
    provisions: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    note: str = ""

    @property
    def first_day(self) -> date | None:
        """The first day that it is applied, if it is known."""
        return self.applied_from or self.in_force

    @property
    def is_of_eu(self) -> bool:
        """Whether it is an act of the EU: those have articles, and no sections."""
        return self.kind.startswith(_EU)


def statute_of(entry: Mapping[str, Any]) -> Statute:
    """The statute of an entry that follows the schema."""
    return Statute(
        number=entry["nummer"],
        title=entry["titel"],
        short_name=entry.get("kortnamn", ""),
        abbreviations=tuple(entry.get("förkortningar", ())),
        kind=entry["slag"],
        in_force=_day(entry, "i_kraft"),
        repealed=_day(entry, "upphävd"),
        replaced_by=entry.get("ersatt_av", ""),
        address=entry.get("adress", ""),
        confidence=entry["säkerhet"],
        source=entry["källa"],
        in_force_confidence=entry.get("säkerhet_i_kraft", ""),
        applied_from=_day(entry, "tillämpas_från"),
        amended_through=entry.get("ändrad_till_och_med", ""),
        division=entry.get("indelning", ""),
        provisions=tuple(entry.get("bestämmelser", ())),
        moved=tuple(map(_moved, entry.get("flyttat", ()))),
        note=entry.get("anmärkning", ""),
    )


def number_of(text: str) -> Number:
    """The parts of a number that follows the schema; ``95/46/EG`` is of 1995."""
    found = next(match for pattern in _NUMBERS if (match := pattern.fullmatch(text)))
    parts = found.groupdict()
    year = int(parts["year"])
    full_year = year + 1900 if year < _CENTURY else year
    return Number(_plain(parts.get("series") or _EU), full_year, int(parts["serial"]))


def number_in(address: str) -> Number | None:
    """The number that the address tells, where we know how its site writes them."""
    for series, pattern in _ADDRESSES:
        if found := pattern.search(address):
            named = series or _plain(found["series"])
            return Number(named, int(found["year"]), int(found["serial"]))
    return None


def _plain(series: str) -> str:
    return series.lower().translate(_ASCII).replace("-", "")


def _moved(entry: Mapping[str, Any]) -> Moved:
    return Moved(
        subject=entry["ämne"],
        sources=tuple(entry["från"]),
        target=entry["till"],
        note=entry.get("anmärkning", ""),
    )


def _day(entry: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(entry[key]) if key in entry else None
