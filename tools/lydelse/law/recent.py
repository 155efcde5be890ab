"""What has happened to the statutes of late, and what is to come: days of beginning and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lydelse.register import Register
from lydelse.statutes import Statute


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A statute begins or (``ends``) is no longer in force on the day.

    ``others`` are what it replaced, or what replaced it.
    """

    on: date
    statute: Statute
    ends: bool
    others: tuple[Statute, ...]


def turns(register: Register, since: date) -> tuple[Turn, ...]:
    """What the register knows of the day and later, newest first.

    A statute that takes over on the very day is told with the one that ends.
    """
    found = sorted(_turns(register, since), key=lambda turn: turn.statute.number)
    return tuple(sorted(found, key=lambda turn: turn.on, reverse=True))


def _turns(register: Register, since: date) -> Iterator[Turn]:
    for statute in register.statutes.values():
        begins, ends = statute.first_day, statute.repealed
        before = predecessors(register, statute)
        if begins and begins >= since and begins not in {old.repealed for old in before}:
            yield Turn(on=begins, statute=statute, ends=False, others=before)
        if ends and ends >= since:
            after = register.statutes.get(statute.replaced_by)
            yield Turn(on=ends, statute=statute, ends=True, others=(after,) if after else ())


def predecessors(register: Register, statute: Statute) -> tuple[Statute, ...]:
    """What the statute replaced, in the register's order."""
    return tuple(old for old in register.statutes.values() if old.replaced_by == statute.number)
