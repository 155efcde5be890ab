"""References: the citations of a document or page, each with its place and the statute it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lydelse.body import Body
from lydelse.citations import FORMER, Citation
from lydelse.documents import Document
from lydelse.findings import Place
from lydelse.law.naming import Statutes
from lydelse.statutes import Statute


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A citation where it stands; ``statute`` is ``None`` when the register does not know it.

    ``document`` is ``None`` on a hand-written page, and ``metadata`` tells that it is an entry of
    ``lagrum``. ``number`` counts the citations of the running text, and ``name`` is the
    statute's name, where it stands without number.
    """

    place: Place
    citation: Citation
    statute: Statute | None
    document: Document | None = None
    metadata: bool = False
    number: int = -1
    name: str = ""

    def judged_on(self, today: date) -> date:
        """The day that the law must be in force: today, or the document's first day if later."""
        return max(today, self.document.in_force_from) if self.document else today

    def is_stale(self, today: date) -> bool:
        """Whether the statute is no longer in force when it must be.

        A text that itself calls the statute a former one means the former one.
        """
        ends = self.statute.repealed if self.statute else None
        meant = self.citation.era == FORMER and not self.metadata
        return ends is not None and ends <= self.judged_on(today) and not meant

    @property
    def key(self) -> str:
        """The statute's number, else its name as written."""
        return self.statute.number if self.statute else self.citation.statute


def named_on(document: Document) -> date:
    """The day by which names of statutes are read: the version's first number came into force.

    So an editorial correction does not make an old citation new.
    """
    first = document.version.partition(".")[0]
    days = {change.version: change.in_force_from for change in document.changes}
    same = [day for version, day in days.items() if version.partition(".")[0] == first]
    return days.get(f"{first}.0") or min(same, default=document.in_force_from)


def references_of(document: Document, statutes: Statutes) -> Iterator[Reference]:
    """The document's references, those of its metadata first; what leans on context is none."""
    day = named_on(document)
    for entry, parsed in enumerate(document.basis):
        place = document.place("lagrum", entry)
        for citation in parsed.citations:
            if not citation.leans:
                yield _reference(place, citation, statutes, day, document=document, number=-1)
    yield from _in_text(document.path, document.body, statutes, day, document)


def references_of_page(
    path: str, body: Body, statutes: Statutes, today: date
) -> Iterator[Reference]:
    """The references of a hand-written page, whose names are read by today."""
    return _in_text(path, body, statutes, today, None)


def _in_text(
    path: str, body: Body, statutes: Statutes, day: date, document: Document | None
) -> Iterator[Reference]:
    for number, (citation, line, column) in enumerate(body.cited):
        place = Place(path, line, column)
        yield _reference(place, citation, statutes, day, document=document, number=number)


def _reference(  # noqa: PLR0913  a reference is made of as much
    place: Place,
    citation: Citation,
    statutes: Statutes,
    day: date,
    *,
    document: Document | None,
    number: int,
) -> Reference:
    statute = statutes.meant(citation.statute, day, citation.era)
    return Reference(
        place=place,
        citation=citation.of(statute.number) if statute else citation,
        statute=statute,
        document=document,
        metadata=number < 0,
        number=number,
        name="" if citation.numbered else citation.statute,
    )
