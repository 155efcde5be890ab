"""Changes of law: what happens to statutes and provisions on a day, and who must act on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from lydelse.citations import Citation, Provision, written
from lydelse.citations.grammar import read
from lydelse.law.moved import Target, targets
from lydelse.law.naming import Statutes
from lydelse.law.references import Reference, named_on
from lydelse.law.sections import overlap
from lydelse.statutes import Statute

REPEALED, REPLACED, MOVED, AMENDED = "upphävd", "ersatt", "flyttad", "ändrad"
"""Kinds of change, as the file of changes names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChange:
    """What happens to a statute or a provision on the day; ``to`` is what comes instead."""

    citation: Citation
    statute: Statute | None
    kind: str
    on: date
    to: str
    note: str

    @property
    def key(self) -> str:
        """The statute's number, else its name as written."""
        return self.statute.number if self.statute else self.citation.statute


class Unclear(NamedTuple):
    """What cannot be acted on: the entry's number in the file, the key, and what is wrong."""

    row: int
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A reference that a change concerns, and where its provision went, as far as is known."""

    reference: Reference
    change: LawChange
    targets: tuple[Target, ...]


def read_changes(
    value: Mapping[str, Any], statutes: Statutes
) -> tuple[list[LawChange], list[Unclear]]:
    """The changes of a file that follows the schema, and the entries that cannot be acted on.

    Names mean what they mean the day before the change.
    """
    found: list[LawChange] = []
    unclear: list[Unclear] = []
    for row, entry in enumerate(value["ändringar"]):
        parsed = read(statutes.spelled(entry["lagrum"]), statutes.names)
        if not parsed.citations or parsed.rest or any(one.leans for one in parsed.citations):
            words = "det här är inget lagrum: skriv till exempel 9 § LSS eller SFS 1990:52"
            unclear.append(Unclear(row, "lagrum", words))
            continue
        if "till" in entry and not _is_citation(entry["till"], statutes):
            words = "det här är inget lagrum: skriv till exempel 12 § LSS eller SFS 2027:123"
            unclear.append(Unclear(row, "till", words))
            continue
        if entry["slag"] == MOVED and "till" not in entry:
            unclear.append(Unclear(row, "lagrum", "lägg till nyckeln till: vart det flyttas"))
            continue
        on = date.fromisoformat(entry["från"])
        for citation in parsed.citations:
            statute = statutes.meant(citation.statute, date.fromordinal(max(1, on.toordinal() - 1)))
            found.append(
                LawChange(
                    citation=citation.of(statute.number) if statute else citation,
                    statute=statute,
                    kind=entry["slag"],
                    on=on,
                    to=entry.get("till", "") or _successor(entry["slag"], statute),
                    note=entry.get("anmärkning", ""),
                )
            )
    return list(dict.fromkeys(found)), unclear


def _is_citation(text: str, statutes: Statutes) -> bool:
    parsed = read(statutes.spelled(text), statutes.names)
    return bool(parsed.citations) and not parsed.rest


def _successor(kind: str, statute: Statute | None) -> str:
    return statute.replaced_by if statute and kind in {REPEALED, REPLACED} else ""


def touched(changes: Sequence[LawChange], references: Iterable[Reference]) -> Iterator[Touched]:
    """The references that the changes concern, of documents that still apply on their day.

    Where a statute ends, its name in a wording that comes into force on that day or later means
    what it means then.
    """
    by_key: dict[str, list[LawChange]] = {}
    for change in changes:
        by_key.setdefault(change.key, []).append(change)
    for reference in references:
        for change in by_key.get(reference.key, ()):
            if _concerns(change, reference):
                yield Touched(reference, change, _targets(change, reference))


def _concerns(change: LawChange, reference: Reference) -> bool:
    document = reference.document
    if document and document.ceases and document.ceases <= change.on:
        return False
    gone = change.kind in {REPEALED, REPLACED}
    if gone and document and reference.name and named_on(document) >= change.on:
        return False
    if change.citation.provision == Provision():
        return True
    return overlap(reference.citation.provision, change.citation.provision)


def _targets(change: LawChange, reference: Reference) -> tuple[Target, ...]:
    if change.statute is None or change.kind not in {REPEALED, REPLACED}:
        return ()
    return targets(change.statute, reference.citation.provision)


def change_words(change: LawChange, statutes: Statutes) -> str:
    """What happens, in a sentence without its stop: ``9 § LSS upphör att gälla 2027-01-01``."""
    name = statutes.called(change.statute) if change.statute else ""
    what = written(change.citation, name)
    words = {
        REPEALED: "upphör att gälla",
        REPLACED: "ersätts",
        MOVED: "flyttas",
        AMENDED: "ändras",
    }[change.kind]
    by = {REPLACED: "av", MOVED: "till"}.get(change.kind, "och ersätts av")
    to = f" {by} {change.to}" if change.to else ""
    return f"{what} {words} {change.on}{to}"
