"""Where the provisions of repealed statutes went, as a reader is told: always our own reading."""

import re
from dataclasses import dataclass

from lydelse.citations import Provision, written_provision
from lydelse.findings import listed
from lydelse.law import targets
from lydelse.law.sections import in_order, read_provisions
from lydelse.pages.lawbook import GONE, LawBook
from lydelse.statutes import Moved, Statute

_UNCERTAIN = "osäker"
_INSIDE = re.compile(r" (?=§|kap\.|[a-z] §)|(?<=kap\.) (?=\d)")


@dataclass(frozen=True, slots=True)
class Hint:
    """Where a provision went in what replaced its statute, as we read them.

    ``path`` may be empty.
    """

    text: str
    statute: str
    path: str
    anchor: str
    subject: str
    note: str

    @property
    def uncertain(self) -> bool:
        """Whether the register says that the pairing is uncertain."""
        return self.note.casefold().startswith(_UNCERTAIN)


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A subject, where it stood in an old statute, and where it stands now."""

    subject: str
    sources: str
    target: Hint


def hints(book: LawBook, statute: Statute, *provisions: Provision) -> tuple[Hint, ...]:
    """Where the provisions of a repealed statute went, as far as the register tells."""
    if book.standing(statute).look != GONE:
        return ()
    found = (
        _hint(book, statute, target.provision, target.subject, target.note)
        for provision in in_order(set(provisions))
        for target in targets(statute, provision)
    )
    return tuple(dict.fromkeys(found))


def _hint(book: LawBook, statute: Statute, provision: Provision, subject: str, note: str) -> Hint:
    after = book.statutes.register.statutes.get(statute.replaced_by)
    place = book.place(after, provision) if after else None
    name = book.statutes.called(after) if after else statute.replaced_by
    path, where = place if place and place.anchor else ("", "")
    return Hint(_together(written_provision(provision)), name, path, where, subject, note)


def moved_row(book: LawBook, statute: Statute, row: Moved) -> MovedRow:
    """A line of the table of where a statute's provisions went."""
    target = next(iter(read_provisions((row.target,))), Provision())
    hint = _hint(book, statute, target, row.subject, row.note)
    return MovedRow(row.subject, _together(listed(row.sources, "och")), hint)


def titled(provision: Provision) -> str:
    """The provision as a heading."""
    return _together(written_provision(provision)) or "Hela författningen"


def _together(text: str) -> str:
    """The provision with chapter, section and their signs on one line."""
    return _INSIDE.sub("\N{NO-BREAK SPACE}", text)
