"""Where provisions of a repealed statute went: hints to look up, never to be trusted unread."""

from collections.abc import Iterator
from typing import NamedTuple

from lydelse.citations import Provision
from lydelse.law.sections import overlap, read_provisions
from lydelse.statutes import Statute


class Target(NamedTuple):
    """A provision of the successor, what it is about, and what is uncertain about the pairing."""

    provision: Provision
    subject: str
    note: str


def targets(statute: Statute, provision: Provision) -> tuple[Target, ...]:
    """Where the provision went in the statute's successor, as far as the register tells.

    A stycke that the register knows by itself does not lead where the rest of its section went.
    """
    if provision == Provision():
        return ()
    return tuple(dict.fromkeys(_targets(statute, provision)))


def _targets(statute: Statute, provision: Provision) -> Iterator[Target]:
    rows = [
        (row, source)
        for row in statute.moved
        for source in read_provisions(row.sources)
        if overlap(provision, source)
    ]
    same = [(row, source) for row, source in rows if source.stycke and provision.stycke]
    for row, _ in same or rows:
        for target in read_provisions((row.target,)):
            yield Target(target, row.subject, row.note)
