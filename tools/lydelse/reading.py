"""One file's content as read, before it has a path: what the cache keeps.

A reading is made of plain values, so that it can be stored as JSON and made by another process.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from lydelse.body import Body, Heading, Link, Mark, Mention, read_body
from lydelse.canonical import canonical
from lydelse.citations import Citation, Names, Parsed, Provision
from lydelse.findings import Fault, Place, quoted
from lydelse.privacy import privacy_faults
from lydelse.schemas import Schemas
from lydelse.source import Source, read_source, read_text
from lydelse.yamltext import Spot, Value, read_yaml, spot_of

_ID = re.compile(r"^id: *[\"']?([A-ZÅÄÖ]{2,4}-[0-9]{3,5})", re.MULTILINE)

_PLACE = tuple(part.name for part in fields(Provision))
_BESIDE = ("called", "start", "end", "loose", "era")
"""What a citation tells beside the statute and the provision."""

DOCUMENT, PAGE = "dokument", "sida"
"""Kinds of file: a document, a hand-written page; a file of the register has its schema's name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds; ``valid`` when its values follow the schema.

    ``front`` is a document's front matter or a register file's values, and ``basis`` what each
    entry of its ``lagrum`` says.
    """

    valid: bool
    front: Value
    marks: dict[str, Spot] = field(repr=False)
    faults: tuple[Fault, ...]
    body: Body = field(repr=False)
    basis: tuple[Parsed, ...] = ()

    def basis_in(self, path: str) -> Iterator[tuple[Place, Parsed]]:
        """What each entry of ``lagrum`` says, with its place in the file."""
        for entry, parsed in enumerate(self.basis):
            yield Place(path, *spot_of(self.marks, ("lagrum", entry))), parsed


def read(kind: str, data: bytes, schemas: Schemas, names: Names) -> Reading:
    """The reading of a file's bytes; never raises on content.

    ``names`` are those of statutes to know.
    """
    if kind == DOCUMENT:
        return _document(data, schemas, names)
    if kind == PAGE:
        return _page(data, names)
    return _register_file(kind, data, schemas)


def to_json(reading: Reading) -> Any:  # noqa: ANN401  JSON
    """The reading as JSON values."""
    body = reading.body
    cited = [[_row(one.citation), one.line, one.column] for one in body.cited]
    parts = [body.html, body.words, body.headings, body.links, body.marks, cited]
    basis = [[[_row(one) for one in entry.citations], entry.rest] for entry in reading.basis]
    return [reading.valid, reading.front, reading.marks, reading.faults, parts, basis]


def from_json(value: Any) -> Reading:  # noqa: ANN401  JSON
    """The reading of JSON values that ``to_json`` gave."""
    valid, front, marks, faults, parts, basis = value
    html, words, headings, links, body_marks, cited = parts
    return Reading(
        valid=valid,
        front=front,
        marks={pointer: (line, column) for pointer, (line, column) in marks.items()},
        faults=tuple(Fault(*row) for row in faults),
        body=Body(
            html=html,
            words=words,
            headings=tuple(Heading(*row) for row in headings),
            links=tuple(Link(*row) for row in links),
            marks=tuple(Mark(*row) for row in body_marks),
            cited=tuple(Mention(_citation(row), line, column) for row, line, column in cited),
        ),
        basis=tuple(Parsed(tuple(map(_citation, rows)), tuple(rest)) for rows, rest in basis),
    )


def believed(value: object) -> Reading | None:
    """The reading of a cache entry; ``None`` when it does not have the form of one."""
    if value is None:
        return None
    try:
        return from_json(value)
    except (TypeError, ValueError, AttributeError, KeyError):
        return None


def _row(citation: Citation) -> list[Any]:
    """The citation as JSON; ``_citation`` reads it."""
    place = [getattr(citation.provision, name) for name in _PLACE]
    return [citation.statute, place, *(getattr(citation, name) for name in _BESIDE)]


def _citation(row: list[Any]) -> Citation:
    statute, place, *beside = row
    return Citation(
        statute=statute,
        provision=Provision(**dict(zip(_PLACE, place, strict=True))),
        **dict(zip(_BESIDE, beside, strict=True)),
    )


def _document(data: bytes, schemas: Schemas, names: Names) -> Reading:
    source = read_source(data)
    faults = list(source.faults)
    valid = False
    if source.front is not None:
        if not any(fault.kind.startswith("yaml") for fault in faults):
            breaches = list(_breaches(DOCUMENT, source.front, source.marks, schemas))
            valid = not breaches
            faults += breaches
        if valid:
            text = canonical(source.front, source.body, schemas[DOCUMENT])
            faults += _canonical_fault(source, text)
    faults += privacy_faults(source.text)
    body = read_body(source.body, source.body_line, names)
    front = source.front if source.front is not None else _named(data.decode("latin-1"))
    basis = tuple(_basis(source.front or {}, names))
    return Reading(valid, front, source.marks, tuple(faults), body, basis)


def _basis(front: dict[str, Value], names: Names) -> Iterator[Parsed]:
    """What each entry of ``lagrum`` says."""
    from lydelse.citations.grammar import read as read_citations

    entries = front.get("lagrum")
    for entry in entries if isinstance(entries, list) else ():
        yield read_citations(entry if isinstance(entry, str) else "", names)


def _named(text: str) -> dict[str, Value] | None:
    """The id that stands in front matter which cannot be read: the document is not missing."""
    found = _ID.search(text)
    return {"id": found.group(1)} if found else None


def _page(data: bytes, names: Names) -> Reading:
    text, faults = read_text(data)
    body = read_body(text or "", names=names)
    return Reading(text is not None, None, {}, (*faults, *privacy_faults(text or "")), body)


def _register_file(kind: str, data: bytes, schemas: Schemas) -> Reading:
    text, faults = read_text(data)
    if text is None:
        return Reading(valid=False, front=None, marks={}, faults=faults, body=Body())
    yaml_text = read_yaml(text)
    found = [*faults, *yaml_text.faults]
    if not yaml_text.faults:
        found += _breaches(kind, yaml_text.value, yaml_text.marks, schemas)
    valid = len(found) == len(faults)
    found += privacy_faults(text)
    return Reading(valid, yaml_text.value, yaml_text.marks, tuple(found), Body())


def _breaches(
    schema: str, value: Value, marks: dict[str, Spot], schemas: Schemas
) -> Iterator[Fault]:
    for breach in schemas.breaches(schema, value):
        line, column = spot_of(marks, breach.route, key=breach.key)
        yield Fault("schema", line, column, breach.message, breach.hint)


def _canonical_fault(source: Source, wanted: str) -> Iterator[Fault]:
    """A fault on the first line that differs from the canonical form."""
    if source.text == wanted:
        return
    have, want = source.text.split("\n"), wanted.split("\n")
    pairs = enumerate(zip(have, want, strict=False))
    line = next((n for n, (a, b) in pairs if a != b), min(len(have), len(want)))
    message, hint = _canonical_words(have[line:], want[line:])
    if line + 1 in dict(source.comments):
        message, hint = "metadata innehåller en kommentar", f"flytta den till texten; {hint}"
    yield Fault("canonical", min(line, len(have) - 1) + 1, 1, message, hint)


def _canonical_words(have: list[str], want: list[str]) -> tuple[str, str]:
    """What is wrong with the first of the lines that differ, and the way out."""
    if not have:
        message = "filen ska sluta med en radbrytning"
    elif not want:
        message = "filen har tomma rader sist"
    elif not have[0].strip():
        message = "raden är tom men ska inte vara det"
    elif not want[0]:
        message = "här ska en tom rad stå först"
    elif unicodedata.normalize("NFC", have[0]) == want[0]:
        message = "raden har bokstäver som består av flera tecken (å som a och ring)"
    elif have[0].strip() == want[0].strip():
        message = "raden har fel indrag, eller blanksteg sist"
    else:
        message = f"raden ska vara {quoted(want[0])}"
    return message, "kör lydelse fmt, som skriver filen i rätt form"
