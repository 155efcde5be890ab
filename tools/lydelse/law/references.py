"""References: the citations of a document or page, each with its place and the statute it means."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lydelse.body import Body
from lydelse.citations import FORMER, Citation, Parsed
from lydelse.documents import Document
from lydelse.findings import Place
from lydelse.law.naming import Statutes
from lydelse.statutes import BY_CHAPTER, BY_SECTION, Statute

LEGAL_BASIS, TEXT, ANSWERS = "lagrum", "text", "svarar_mot"
"""Where a citation stands: in metadata or running text, or in a requirement that is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A citation where it stands; ``statute`` is ``None`` when the register does not know it.

    ``document`` is ``None`` on a hand-written page, and in a document whose metadata must be mended
    first. ``number`` counts the citations of the running text, and ``name`` is the statute's name,
    where it stands without number.
    """

    place: Place
    citation: Citation
    statute: Statute | None
    document: Document | None = None
    source: str = TEXT
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
    def metadata(self) -> bool:
        """Whether it is an entry of ``lagrum``."""
        return self.source == LEGAL_BASIS

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
    places = (document.place("lagrum", entry) for entry in range(len(document.basis)))
    rows = zip(places, document.basis, strict=True)
    return _references(document.path, rows, document.body, _Reader(statutes, day, document))


def references_of_text(
    path: str,
    basis: Iterable[tuple[Place, Parsed]],
    body: Body,
    statutes: Statutes,
    today: date,
) -> Iterator[Reference]:
    """The references of a text without days of its own, whose names are read by today.

    ``basis`` are entries of ``lagrum``, each with its place, where metadata must be mended.
    """
    return _references(path, basis, body, _Reader(statutes, today, None))


def answers_of(
    document: Document, citations: Mapping[str, Parsed], statutes: Statutes
) -> Iterator[Reference]:
    """What the document answers to by ``svarar_mot``; ``citations`` are those of requirements."""
    reader = _Reader(statutes, named_on(document), document)
    for entry, id_ in enumerate(document.requirements):
        for citation in citations[id_].citations if id_ in citations else ():
            yield reader.reference(document.place("svarar_mot", entry), citation, ANSWERS)


def _references(
    path: str, basis: Iterable[tuple[Place, Parsed]], body: Body, reader: "_Reader"
) -> Iterator[Reference]:
    for place, parsed in basis:
        for citation in parsed.citations:
            if not citation.leans:
                yield reader.reference(place, citation, LEGAL_BASIS)
    for number, (citation, line, column) in enumerate(body.cited):
        found = reader.reference(Place(path, line, column), citation, TEXT, number)
        if not (citation.loose and _is_of_another_kind(found)):
            yield found


def _is_of_another_kind(reference: Reference) -> bool:
    """Whether the statute has no such places: *§ 4 GDPR* is of minutes, *1:2 LSS* of a scale."""
    statute, place = reference.statute, reference.citation.provision
    if statute is None or place.artikel:
        return False
    chapters = statute.division == BY_CHAPTER and bool(place.par) and not place.kap
    sections = statute.division == BY_SECTION and bool(place.kap)
    return chapters or sections or statute.is_of_eu


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes references of a text's citations, by the day that names are read by."""

    statutes: Statutes
    day: date
    document: Document | None

    def reference(
        self, place: Place, citation: Citation, source: str, number: int = -1
    ) -> Reference:
        statute = self.statutes.meant(citation.statute, self.day, citation.era)
        return Reference(
            place=place,
            citation=citation.of(statute.number) if statute else citation,
            statute=statute,
            document=self.document,
            source=source,
            number=number,
            name="" if citation.numbered else citation.statute,
        )
