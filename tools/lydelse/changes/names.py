"""What the registers prove about names: which former name means which present one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from lydelse.register import Register
from lydelse.statutes import Statute

_NUMBER = re.compile(r"\s*\(\d{4}:\d+\)$")
_CHAIN = 20


class Named(NamedTuple):
    """Something with names: a ``roll``, an ``enhet`` or a ``lagrum``.

    ``former`` are the names it had, each with its age: a change to a younger name is proven. All
    former names of a role or unit are as old; those of a statute are as old as the one it replaced.
    """

    kind: str
    present: tuple[str, ...]
    former: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """All that the registers name; empty outside a project."""

    named: tuple[Named, ...] = ()


def names_of(register: Register) -> Names:
    """The names in the register, with those they replaced."""
    return Names((*_roles(register), *_organisation(register), *_statutes(register)))


def _roles(register: Register) -> Iterator[Named]:
    for role in register.roles.values():
        present = (role.name, role.short) if role.short else (role.name,)
        yield Named("roll", present, _aged(role.former))


def _organisation(register: Register) -> Iterator[Named]:
    for unit in register.units.values():
        yield Named("enhet", (unit.name,), _aged(unit.former))
    file = register.files.get("organisation")
    value: Mapping[str, Any] = file.value if file else {}
    rows = [value.get("förvaltning", {})]
    rows += [row for key in ("avdelningar", "enheter") for row in value.get(key, ())]
    for row in rows:
        if "namn" in row:
            yield Named("enhet", (row["namn"],), _aged(tuple(row.get("tidigare_namn", ()))))


def _aged(former: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((name, 1) for name in former)


def _statutes(register: Register) -> Iterator[Named]:
    """Each statute that none replaces, with those it replaced as its former names."""
    replaced: dict[str, list[Statute]] = {}
    for statute in register.statutes.values():
        replaced.setdefault(statute.replaced_by, []).append(statute)
    for statute in register.statutes.values():
        if statute.replaced_by in register.statutes:
            continue
        former: list[tuple[str, int]] = []
        layer = [statute]
        for age in range(1, _CHAIN):
            layer = [old for young in layer for old in replaced.get(young.number, ())]
            former += [(name, age) for old in layer for name in _names(old)]
        yield Named("lagrum", _names(statute), tuple(former))


def _names(statute: Statute) -> tuple[str, ...]:
    """What a statute is called; a title that says something after the number keeps it."""
    names = (statute.number, statute.short_name, *statute.abbreviations)
    return tuple(filter(None, (*names, _NUMBER.sub("", statute.title))))
