"""The ledger: what each file in ``register/beslut/`` says was decided, and what came of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lydelse.documents import Decision
from lydelse.wording import Number, number

FOLDER = "register/beslut/"
"""Where the ledger lies: one file for each decision, and for each later event."""

DECISION, NEW_START, WITHDRAWN, MASKED = "beslut", "ändrad ikraft", "återkallelse", "maskering"
ADJUSTED, RECTIFIED = "justering", "rättelse"
DECIDED = "beslutat"
"""The outcome by which the documents apply."""

Key = tuple[str, Number]
"""A lydelse: document id and version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A lydelse that a file of the ledger names.

    ``outcome`` is its own when it differs from the file's, and ``proposed`` are the hashes of the
    texts that were proposed, when main's corrections made the decided one another.
    """

    id: str
    version: Number
    hash: str
    starts: date | None = None
    ceases: date | None = None
    outcome: str = ""
    proposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFile:
    """A decision, or a later event about one; ``about`` is then the decision's name.

    ``reported`` is the day until which its paper told of changes within the förvaltning's mandate.
    """

    name: str
    event: str
    by: str
    on: date
    register_number: str = ""
    paragraph: str = ""
    outcome: str = ""
    about: str = ""
    documents: tuple[Named, ...] = ()
    text: str = ""
    reported: date | None = None

    @property
    def path(self) -> str:
        """The file's path from the project's root."""
        return f"{FOLDER}{self.name}.yml"

    @property
    def decided(self) -> tuple[Named, ...]:
        """The documents that apply by the decision; none for a later event."""
        return tuple(row for row in self.documents if self.decides(row))

    def decides(self, row: Named) -> bool:
        """Whether the row, one of the file's, applies by the decision."""
        return self.event == DECISION and (row.outcome or self.outcome) == DECIDED

    @property
    def binds(self) -> bool:
        """Whether the file changes what applies: a decision of something, or an event that does."""
        return bool(self.decided) or self.event in {NEW_START, WITHDRAWN, MASKED}

    @property
    def decision(self) -> Decision:
        """The decision as a document tells of it."""
        return Decision(
            on=self.on,
            by=self.by,
            register_number=self.register_number,
            paragraph=self.paragraph,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What the ledger says of one lydelse, later events included.

    ``hashes`` are those that its text may have: the decided one, and one with personal data masked.
    """

    file: LedgerFile
    hashes: tuple[str, ...]
    starts: date | None
    ceases: date | None
    withdrawn: date | None = None


def read_ledger_file(path: str, value: Mapping[str, Any]) -> LedgerFile:
    """The file of values that follow the schema ``beslut``."""
    return LedgerFile(
        name=path.removeprefix(FOLDER).removesuffix(".yml"),
        event=value.get("händelse", DECISION),
        by=value["instans"],
        on=date.fromisoformat(value["datum"]),
        register_number=value.get("diarienummer", ""),
        paragraph=value.get("paragraf", ""),
        outcome=value.get("utfall", ""),
        about=value.get("avser", ""),
        documents=tuple(map(_named, value.get("dokument", ()))),
        text=value.get("text", ""),
        reported=date.fromisoformat(value["anmält_till"]) if "anmält_till" in value else None,
    )


def decided(files: Iterable[LedgerFile]) -> dict[Key, Decided]:
    """Every lydelse that was decided; the first decision of one counts, then later events."""
    ordered = sorted(files, key=lambda file: (file.on, file.name))
    found: dict[Key, Decided] = {}
    for file in ordered:
        for row in file.decided:
            entry = Decided(file=file, hashes=(row.hash,), starts=row.starts, ceases=row.ceases)
            found.setdefault((row.id, row.version), entry)
    for file, row in _events(ordered):
        entry_before = found.get((row.id, row.version))
        if entry_before and entry_before.file.name == file.about:
            found[row.id, row.version] = _after(entry_before, file, row)
    return found


def _events(files: Iterable[LedgerFile]) -> Iterator[tuple[LedgerFile, Named]]:
    return ((file, row) for file in files if file.event != DECISION for row in file.documents)


def _after(entry: Decided, file: LedgerFile, row: Named) -> Decided:
    """What is decided of the lydelse after the event."""
    if file.event == NEW_START:
        return replace(entry, starts=row.starts or entry.starts, ceases=row.ceases or entry.ceases)
    if file.event == WITHDRAWN:
        return replace(entry, withdrawn=row.starts or file.on)
    if file.event == MASKED:
        return replace(entry, hashes=(*entry.hashes, row.hash))
    return entry


def _named(entry: Mapping[str, Any]) -> Named:
    version = number(entry["version"])
    assert version  # noqa: S101  the schema's pattern
    return Named(
        id=entry["id"],
        version=version,
        hash=entry["hash"],
        starts=date.fromisoformat(entry["gäller_från"]) if "gäller_från" in entry else None,
        ceases=date.fromisoformat(entry["upphör"]) if "upphör" in entry else None,
        outcome=entry.get("utfall", ""),
        proposed=tuple(entry.get("föreslaget", ())),
    )
