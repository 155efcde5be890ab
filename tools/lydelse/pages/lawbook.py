"""The law that the shown documents cite: by statute and section, and where each has its page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from lydelse.citations import FORMER, Provision, written_provision
from lydelse.corpus import Text
from lydelse.documents import Document
from lydelse.law import Reference, Statutes, named_on, references_of, references_of_text
from lydelse.law.recent import Turn, predecessors, turns
from lydelse.law.uses import Use, section_of, uses
from lydelse.links import slug
from lydelse.pages import addresses
from lydelse.statutes import Statute

INDEX, CHANGED = "lag/index.md", "lag/andrad.md"
"""The page of all statutes, and the one of those that have changed."""

WHOLE = "hela"
"""The anchor of what cites a statute as a whole."""

IN_FORCE, GONE = "galler", "upphavd"
"""The looks of a statute that is in force, and of one that is not any more."""

YEARS = 2
"""How far back the list of changed law goes."""


class Standing(NamedTuple):
    """What a statute is on the day: the look of the state, and its words."""

    look: str
    words: str


class Place(NamedTuple):
    """A statute's staged page, and the section on it; the anchor may be empty."""

    path: str
    anchor: str


class Cited(NamedTuple):
    """A piece of an entry of ``lagrum``: its words, and the provision and statute they name."""

    text: str
    provision: Provision = Provision()
    statute: Statute | None = None


@dataclass(frozen=True, kw_only=True)
class LawBook:
    """Every citation of law that readers meet, resolved once for the whole site.

    ``live`` are the documents that lists show, waiting wordings included, and ``past`` those that
    have ceased. Names of statutes are read by each document's own day.
    """

    statutes: Statutes
    today: date
    live: tuple[Document, ...] = ()
    past: tuple[Document, ...] = ()
    texts: tuple[Text, ...] = ()

    @cached_property
    def uses(self) -> Mapping[str, Use]:
        """Where each known statute is cited by what is live, those of most texts first."""
        pages = (one for found in self._of_pages.values() for one in found)
        return _by_number((*self._of(self.live), *pages))

    @cached_property
    def present_uses(self) -> Mapping[str, Use]:
        """The uses without what a text itself calls a former statute, which it does not lean on."""
        return _by_number(
            one
            for use in self.uses.values()
            for one in use.references
            if one.metadata or one.citation.era != FORMER
        )

    @cached_property
    def past_uses(self) -> Mapping[str, Use]:
        """Where each known statute is cited by documents that have ceased."""
        return _by_number(self._of(self.past))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """What began or ended in the last years, and what is to come, newest first."""
        return turns(self.statutes.register, _years_before(self.today))

    @cached_property
    def stale(self) -> Mapping[str, tuple[Reference, ...]]:
        """What is live and cites a statute that is not in force, by the statute's number."""
        found = {
            number: tuple(one for one in use.references if one.is_stale(self.today))
            for number, use in self.uses.items()
        }
        return {number: references for number, references in found.items() if references}

    @cached_property
    def stale_documents(self) -> frozenset[str]:
        """The ids of the documents that cite law that is not in force."""
        return frozenset(
            one.document.id for found in self.stale.values() for one in found if one.document
        )

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The staged page of each statute that has one, by number.

        Those are what is cited, what began or ended of late, and what these replaced or were
        replaced by, so that a reader can follow every step.
        """
        known = self.statutes.register.statutes
        wanted = {*self.uses, *self.past_uses}
        wanted |= {turn.statute.number for turn in self.turns}
        left = list(wanted)
        while left:
            near = {one.number for one in self.neighbours(known[left.pop()])} - wanted
            wanted |= near
            left += near
        names = addresses.slugs(["/index", "/andrad", *known])
        return {number: f"lag/{names[number]}.md" for number in known if number in wanted}

    def neighbours(self, statute: Statute) -> tuple[Statute, ...]:
        """What the statute replaced and was replaced by."""
        register = self.statutes.register
        after = register.statutes.get(statute.replaced_by)
        return (*predecessors(register, statute), *((after,) if after else ()))

    def place(self, statute: Statute, provision: Provision) -> Place | None:
        """Where the provision is told of; ``None`` when the statute has no page."""
        path = self.paths.get(statute.number)
        if path is None:
            return None
        name = anchor(section_of(provision))
        return Place(path, name if name in self._anchors.get(statute.number, ()) else "")

    def standing(self, statute: Statute) -> Standing:
        """What the statute is on the day."""
        begins, ends = statute.first_day, statute.repealed
        if ends and ends <= self.today:
            return Standing(GONE, f"Gäller inte sedan {ends}")
        if begins and begins > self.today:
            return Standing("beslutad", f"Gäller från {begins}")
        if ends:
            return Standing("snart", f"Gäller, men upphör {ends}")
        return Standing(IN_FORCE, f"Gäller sedan {begins}" if begins else "Gäller")

    def in_text(self, document: Document) -> Mapping[int, Reference]:
        """The citations of the document's running text, by their number in it."""
        return _numbered(self._of_documents.get((document.id, document.path), ()))

    def in_page(self, path: str) -> Mapping[int, Reference]:
        """The citations of a hand-written page, by their number in it."""
        return _numbered(self._of_pages.get(path, ()))

    def basis(self, document: Document) -> Iterator[tuple[Cited, ...]]:
        """Each entry of the document's ``lagrum``, cut at the citations that are known.

        The whole entry leads to its citation when there is but one place in it that names any.
        """
        day = named_on(document)
        for number, text in enumerate(document.legal_basis):
            parsed = document.basis[number].citations if number < len(document.basis) else ()
            known = {
                (one.start, one.end): (one.provision, statute)
                for one in reversed(parsed)
                if not one.leans and (statute := self.statutes.meant(one.statute, day))
            }
            if len(known) == 1:
                yield (Cited(text, *next(iter(known.values()))),)
            else:
                yield tuple(_cut(text, known))

    @cached_property
    def _of_documents(self) -> Mapping[tuple[str, str], tuple[Reference, ...]]:
        return {
            (document.id, document.path): tuple(references_of(document, self.statutes))
            for document in (*self.live, *self.past)
        }

    @cached_property
    def _of_pages(self) -> Mapping[str, tuple[Reference, ...]]:
        return {
            text.path: tuple(
                references_of_text(text.path, (), text.body, self.statutes, self.today)
            )
            for text in self.texts
        }

    def _of(self, documents: Iterable[Document]) -> Iterator[Reference]:
        for document in documents:
            yield from self._of_documents[document.id, document.path]

    @cached_property
    def _anchors(self) -> Mapping[str, frozenset[str]]:
        return {
            number: frozenset(anchor(provision) for provision, _ in use.by_provision)
            for number, use in self.uses.items()
        }


def anchor(section: Provision) -> str:
    """The section's place on its statute's page: ``27-kap-2``, ``3-a``, ``artikel-9``."""
    words = written_provision(section)
    return slug(words) if words else WHOLE


def _by_number(references: Iterable[Reference]) -> dict[str, Use]:
    return {use.key: use for use in uses(references) if use.statute}


def _numbered(references: Iterable[Reference]) -> dict[int, Reference]:
    return {one.number: one for one in references if not one.metadata}


def _cut(text: str, known: Mapping[tuple[int, int], tuple[Provision, Statute]]) -> Iterator[Cited]:
    at = 0
    for (start, end), (provision, statute) in sorted(known.items(), key=lambda row: row[0]):
        if start < at:
            continue
        if start > at:
            yield Cited(text[at:start])
        yield Cited(text[start:end], provision, statute)
        at = end
    if at < len(text):
        yield Cited(text[at:])


def _years_before(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(max(1, day.year - YEARS), day.month, last)
