"""What the registers prove about names: which former name means which present one."""

from dataclasses import dataclass
from typing import NamedTuple

from lydelse.register import Register


class Named(NamedTuple):
    """Something with a name: ``role``, ``unit`` or ``statute``; names it has, and names it had.

    For a statute the former names are those of the statutes that it replaced, oldest first.
    """

    kind: str
    present: tuple[str, ...]
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """All that the registers name; empty outside a project."""

    named: tuple[Named, ...] = ()


def names_of(register: Register) -> Names:
    """The names in the register, with those they replaced."""
    return Names(tuple(Named("role", (role.name,)) for role in register.roles.values()))
