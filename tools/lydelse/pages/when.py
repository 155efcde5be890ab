"""Vad gällde när: every lydelse and its days, as data for the browser and as tables."""

import json
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from lydelse.asof import proof_words
from lydelse.documents import Decision
from lydelse.history import Depth
from lydelse.links import slug
from lydelse.pages import addresses
from lydelse.pages.model import Library
from lydelse.pages.page import Page
from lydelse.pages.templating import render
from lydelse.register import swedish_order
from lydelse.timeline import Proof, Span

PATH = "nar/index.md"
TABLES = "nar/alla.md"
DATA = "nar/lydelser.json"

NONE = -1
"""Stands in the data for a day or a decision that is not there."""

TITLE = "Vad gällde när?"
LEAD = "Välj en dag, så ser du vilka dokument som gällde då och hur de löd."


@dataclass(frozen=True, slots=True)
class Told:
    """A document of the tables: its title now, and its lydelser, newest first.

    ``folder`` is the address that their pages begin with.
    """

    id: str
    anchor: str
    title: str
    folder: str
    spans: tuple[Span, ...]


T = TypeVar("T", bound=Hashable)


class Table(Generic[T]):
    """Values told once each and then by their number, so that the data stays small."""

    def __init__(self, values: Sequence[T] = ()) -> None:
        self._numbers = {value: number for number, value in enumerate(values)}

    def number(self, value: T) -> int:
        """The value's number; a new value gets the next one."""
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> list[T]:
        """The values in order of number."""
        return list(self._numbers)


def has_answers(library: Library) -> bool:
    """Whether any lydelse is known, so that there is a page that tells of days."""
    return bool(library.corpus.timeline.spans)


def when_pages(library: Library) -> Iterator[Page]:
    """The page that answers for a day, and the one that has it all as tables."""
    if not has_answers(library):
        return
    timeline = library.corpus.timeline
    first = min(span.first for found in timeline.spans.values() for span in found[:1])
    html = render(
        "when.html",
        PATH,
        library=library,
        title=TITLE,
        lead=LEAD,
        first=min(first, library.today),
        adoption=timeline.adoption if timeline.adoption > date.min else "",
        whole=timeline.depth is Depth.WHOLE,
        data=addresses.relative(PATH, DATA),
        tables=TABLES,
    )
    yield Page(path=PATH, title=TITLE, description=LEAD, html=html)
    yield _tables(library)


def when_data(library: Library) -> str:
    """Every span as compact JSON, in Swedish order of title.

    ``dagar`` are all days in order, and a day is told by its place there; -1 is none. A document
    is id, title, address and rows; a row is version, first, last, decision, proof, published, 1
    when it was published later than in force (else 0), and its title when that is not the
    document's. A decision is day, who and record.
    """
    timeline = library.corpus.timeline
    spans = timeline.spans
    days, deciders = Table(_days(library)), Table[str]()
    decisions, proofs = Table[Decision](), Table[Proof]()

    def row(span: Span, title: str) -> list[Any]:
        lydelse = span.lydelse
        found = [
            lydelse.number,
            days.number(span.first),
            days.number(span.last) if span.last else NONE,
            decisions.number(lydelse.decision) if lydelse.decision else NONE,
            proofs.number(lydelse.proof),
            days.number(lydelse.published) if lydelse.published else NONE,
            int(lydelse.late(span.first)),
        ]
        return found if lydelse.title == title else [*found, lydelse.title]

    documents = [
        [id_, title, _folder(PATH, id_), [row(span, title) for span in spans[id_]]]
        for id_, title in _titles(library)
    ]
    return _json(
        byggd=str(library.today),
        beslut=[
            [days.number(one.on), deciders.number(one.by), _record(one)] for one in decisions.values
        ],
        av=[library.corpus.register.role_name(by) for by in deciders.values],
        bevis=[proof_words(timeline, proof, library.today) for proof in proofs.values],
        dokument=documents,
        dagar=[str(day) for day in days.values],
    )


def _record(decision: Decision) -> str:
    """Where the decision is recorded."""
    parts = [f"§\N{NO-BREAK SPACE}{decision.paragraph}"] if decision.paragraph else []
    parts += [part for part in (decision.register_number, decision.reference) if part]
    return ", ".join(parts)


def _json(**values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"


def _days(library: Library) -> list[date]:
    found: set[date | None] = set()
    for spans in library.corpus.timeline.spans.values():
        for lydelse, first, last in spans:
            decision = lydelse.decision
            found |= {first, last, lydelse.published, decision.on if decision else None}
    return sorted(day for day in found if day)


def _titles(library: Library) -> list[tuple[str, str]]:
    """Each document's id and its title by its latest lydelse, in Swedish order."""
    spans = library.corpus.timeline.spans
    found = [(id_, known[-1].lydelse.title or id_) for id_, known in spans.items() if known]
    return sorted(found, key=lambda row: (swedish_order(row[1]), row[0]))


def _folder(page: str, id_: str) -> str:
    """The address from the page that the pages of the document's lydelser begin with."""
    return addresses.relative(page, f"{addresses.permanent_folder(id_)}/index.md")


def _tables(library: Library) -> Page:
    title, lead = "Alla versioner", "Varje dokument med alla sina versioner, den senaste först."
    spans = library.corpus.timeline.spans
    documents = [
        Told(id_, f"ly-{slug(id_)}", title, _folder(TABLES, id_), tuple(reversed(spans[id_])))
        for id_, title in _titles(library)
    ]
    html = render(
        "versions.html",
        TABLES,
        library=library,
        title=title,
        lead=lead,
        trail=[(TITLE, PATH)],
        documents=documents,
    )
    return Page(path=TABLES, title=title, description=lead, html=html, searchable=False)
