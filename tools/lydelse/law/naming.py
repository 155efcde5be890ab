"""What statutes are called, and which one a name means on a day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lydelse.citations import COMING, FORMER, Citation, Names, is_abbreviation
from lydelse.register import Register
from lydelse.statutes import Statute

_NUMBER = re.compile(r"\s*(?:\(\d{4}:\d+\)|\(EU\) (?:nr )?\d+/\d+(?: av den \d+ \w+ \d{4})?)\s*")
_CLEAR = range(3, 6)
"""Letters of an abbreviation that readers can be trusted to know: SoL and HSL, but not PL."""

_DEFINITE = {"lag": "lagen", "förordning": "förordningen", "balk": "balken", "form": "formen"}


@dataclass(frozen=True)
class Statutes:
    """The statutes that the register knows, and what they are called."""

    register: Register
    _meant: dict[tuple[str, date, str], Statute | None] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> Names:
        """Every name, with the numbers that it may mean, and the rest of each title."""
        meanings: dict[str, list[str]] = {}
        for statute in self.register.statutes.values():
            for name in dict.fromkeys(_names(statute)):
                meanings.setdefault(name, []).append(statute.number)
        tails = {
            one.number: tail for one in self.register.statutes.values() if (tail := _tail(one))
        }
        return Names({name: tuple(numbers) for name, numbers in meanings.items()}, tails)

    def meant(self, statute: str, day: date, era: str = "") -> Statute | None:
        """The statute by its number, or by its name on the day; ``None`` when it is not known.

        A ``FORMER`` one is the last of the name that had been repealed by then, if any had, and one
        that is ``COMING`` the last of all of the name. On a day when no statute of the name is in
        force, it is the next to come if all are to come, else the last that was.
        """
        known = self.register.statutes
        if statute in known:
            return known[statute]
        if (statute, day, era) not in self._meant:
            self._meant[statute, day, era] = self._by_name(statute, day, era)
        return self._meant[statute, day, era]

    def _by_name(self, statute: str, day: date, era: str) -> Statute | None:
        known = self.register.statutes
        candidates = [known[number] for number in self.names.meanings.get(statute, ())]
        if not candidates:
            return None
        begun = [one for one in candidates if self.start(one) <= day]
        if era == COMING:
            return max(candidates, key=self.start)
        was = era == FORMER
        if ended := [one for one in begun if was and one.repealed and one.repealed <= day]:
            return max(ended, key=self.start)
        now = [one for one in begun if not one.repealed or day < one.repealed]
        if not begun:
            return min(candidates, key=self.start)
        return max(now or begun, key=self.start)

    def start(self, statute: Statute) -> date:
        """The first day that the statute is in force, as far as is known."""
        return self.register.statute_days(statute.number).start

    def spelled(self, text: str) -> str:
        """The statute as it is named here, of what a person types: ``2017:30``, ``sol``."""
        typed = text.strip()
        if f"SFS {typed}" in self.register.statutes:
            return f"SFS {typed}"
        alike = (name for name in self.names.meanings if name.casefold() == typed.casefold())
        return next(alike, typed)

    def resolved(self, citation: Citation, day: date) -> Citation:
        """The citation with its statute's number, if the register knows it."""
        found = None if citation.leans else self.meant(citation.statute, day, citation.era)
        return citation.of(found.number) if found else citation

    def called(self, statute: Statute) -> str:
        """What the statute is called in a citation: ``SoL (2025:400)``, ``SOSFS 2011:9``."""
        series, _, number = statute.number.partition(" ")
        if series != "SFS":
            return statute.short_name or statute.number
        if abbreviation := _clear(statute):
            return f"{abbreviation} ({number})"
        if statute.short_name:
            return f"{statute.short_name} ({number})"
        return _long(statute, number)

    def in_full(self, statute: Statute) -> str:
        """The statute with name, abbreviation and number, as a reader meets it in a list.

        ``socialtjänstlagen, SoL (2025:400)``, ``lagen (2007:171) om ...``, ``SOSFS 2011:9``.
        """
        series, _, number = statute.number.partition(" ")
        behind = f", {short}" if (short := _clear(statute)) else ""
        if series != "SFS":
            return f"{statute.short_name or statute.number}{behind}"
        if statute.short_name:
            return f"{statute.short_name}{behind} ({number})"
        return _long(statute, number) + behind


def _names(statute: Statute) -> Iterator[str]:
    yield from filter(None, (statute.short_name, *statute.abbreviations))
    title = " ".join(_NUMBER.sub(" ", statute.title).split())
    if title.startswith("("):
        return  # the register tells what it is about, not what it is called
    head, _, rest = title.partition(" ")
    plain = head[:1].lower() + head[1:]
    yield f"{plain} {rest}".strip()
    for ending, definite in _DEFINITE.items():
        if plain.endswith(ending):
            yield f"{plain.removesuffix(ending)}{definite} {rest}".strip()


def _clear(statute: Statute) -> str:
    """An abbreviation that readers know; empty when there is none."""
    found = (one for one in statute.abbreviations if is_abbreviation(one) and len(one) in _CLEAR)
    return next(found, "")


def _long(statute: Statute, number: str) -> str:
    """The title in its definite form, with its number: ``lagen (2007:171) om ...``."""
    return " ".join(filter(None, (_head(statute), f"({number})", _tail(statute))))


def _head(statute: Statute) -> str:
    """The first word of the title in its definite form."""
    head = statute.title.partition(" ")[0]
    plain = head[:1].lower() + head[1:]
    for ending, definite in _DEFINITE.items():
        if plain.endswith(ending):
            return plain.removesuffix(ending) + definite
    return plain


def _tail(statute: Statute) -> str:
    """The words of the title that follow its number, or would."""
    parts = _NUMBER.split(statute.title, maxsplit=1)
    if len(parts) > 1:
        return parts[1].strip()
    _, om, rest = statute.title.partition(" om ")
    return f"om {rest}" if om and not statute.number.startswith("SFS") else ""
