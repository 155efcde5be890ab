"""A decision as files: what main becomes when some drafts are decided, and the ledger's file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lydelse.canonical import Schema, canonical, canonical_yaml
from lydelse.decisions.drafts import Draft, Drafts, Files, clash_words
from lydelse.documents import COMING
from lydelse.history import hash_of
from lydelse.ledger import DECIDED, FOLDER
from lydelse.links import slug
from lydelse.source import read_source
from lydelse.wording import Wording, read_wording, version_text
from lydelse.yamltext import Value

POSTPONED, SENT_BACK, REFUSED = "bordlagt", "återremitterat", "avslaget"
"""Outcomes by which nothing applies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The decision: by whom, which day, where it is recorded, and what it came to.

    ``outcome`` is the whole item's; ``outcomes`` name the documents that came out otherwise.
    ``reported`` is the day of the paper, which told what the förvaltning had changed until then.
    """

    by: str
    on: date
    register_number: str
    paragraph: str
    outcome: str = DECIDED
    outcomes: Mapping[str, str] = field(default_factory=dict)
    reported: date | None = None

    @property
    def name(self) -> str:
        """The name of the decision, of its file and of its tag."""
        return f"{self.on}-{slug(self.by)}-{slug(self.paragraph)}"

    @property
    def path(self) -> str:
        """The ledger's file for the decision."""
        return f"{FOLDER}{self.name}.yml"

    def outcome_of(self, id_: str) -> str:
        """What the decision came to for the document."""
        return self.outcomes.get(id_, self.outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A document of the decision as the ledger names it; ``draft`` is what was proposed."""

    draft: Draft
    hash: str
    outcome: str
    path: str = ""
    starts: str = ""
    ceases: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What main would become: ``files`` that it gets (``None``: one that goes), and why not.

    ``others`` are files beside the documents, ``carried`` documents that come along without being
    the instance's to decide, and ``left`` the branches of which something is left.
    """

    terms: Terms
    rows: tuple[Row, ...] = ()
    carried: tuple[Row, ...] = ()
    files: Mapping[str, bytes | None] = field(default_factory=dict, repr=False)
    others: tuple[str, ...] = ()
    refusals: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()

    def on(self, main: Files) -> dict[str, bytes]:
        """Main's files after the decision."""
        after = {**main, **self.files}
        return {path: data for path, data in after.items() if data is not None}


def decide(
    drafts: Drafts, main: Files, terms: Terms, today: date, schemas: Mapping[str, Schema]
) -> Outcome:
    """What main becomes when the drafts are decided on the terms, and the ledger's file.

    ``schemas`` are those of a document and of the ledger. What refuses the decision is told, and
    nothing is left out silently.
    """
    work = _Work(drafts, main, terms, today, schemas)
    work.run()
    return Outcome(
        terms=terms,
        rows=tuple(work.rows),
        carried=tuple(work.carried),
        files=work.files,
        others=tuple(path for path in drafts.others if path in work.files),
        refusals=(*drafts.refusals, *work.refusals),
        left=tuple(work.left),
    )


class _Work:
    def __init__(
        self,
        drafts: Drafts,
        main: Files,
        terms: Terms,
        today: date,
        schemas: Mapping[str, Schema],
    ) -> None:
        self.rows: list[Row] = []
        self.carried: list[Row] = []
        self.files: dict[str, bytes | None] = {}
        self.refusals: list[tuple[str, str]] = []
        self.left: dict[str, None] = {}
        self._drafts, self._main, self._terms = drafts, main, terms
        self._today, self._schemas = today, schemas

    def run(self) -> None:
        known = {draft.id for draft in self._drafts.documents}
        for id_ in sorted(set(self._terms.outcomes) - known):
            self.refusals.append((id_, "finns inte bland förslagen"))
        if self._terms.path in self._main:
            self.refusals.append((self._terms.name, "beslutet finns redan i liggaren"))
        documents = self._drafts.documents
        decided = [one for one in documents if self._terms.outcome_of(one.id) == DECIDED]
        out = [one for one in documents if one not in decided]
        self.left = dict.fromkeys(name for draft in out for name in draft.branches)
        self._take_others({name for draft in decided for name in draft.branches})
        rows = [self._decided(one) if one in decided else self._kept(one) for one in documents]
        self.rows = [row for row in rows if self._is_ours(row.draft.wording)]
        self.carried = [row for row in rows if row not in self.rows and row.outcome == DECIDED]
        if not self.rows:
            words = f"grenarna föreslår inget som {self._terms.by} beslutar om"
            self.refusals.append((self._terms.name, words))
        self.files[self._terms.path] = self._ledger().encode()

    def _take_others(self, wanted: set[str]) -> None:
        """Files beside the documents, of the branches of which something is decided."""
        self.files |= {
            path: data for path, (name, data) in self._drafts.others.items() if name in wanted
        }

    def _kept(self, draft: Draft) -> Row:
        hash_ = hash_of(draft.data, draft.path, self._main.get)
        return Row(draft=draft, hash=hash_, outcome=self._terms.outcome_of(draft.id))

    def _decided(self, draft: Draft) -> Row:
        wording = draft.wording
        if draft.clashes:
            self.refusals.append((draft.id, clash_words(draft.clashes)))
        starts = wording.starts
        if starts is None:
            self.refusals.append((draft.id, "gäller_från går inte att läsa"))
        elif starts < self._terms.on and self._is_ours(wording):
            words = f"gäller_från {starts} ligger före sammanträdet {self._terms.on}"
            self.refusals.append((draft.id, f"{words}: ändra dagen i förslaget"))
        data = self._with_decision(draft, wording)
        path = self._put(draft, data, starts or self._today)
        return Row(
            draft=draft,
            hash=hash_of(data, path, lambda name: self.files.get(name, self._main.get(name))),
            outcome=DECIDED,
            path=path,
            starts=str(starts or ""),
            ceases=str(wording.ceases or ""),
        )

    def _is_ours(self, wording: Wording) -> bool:
        """Whether the version is one that this instance decides."""
        by = next(iter(wording.texts("beslutas_av")), "")
        return by == self._terms.by and bool(wording.version and wording.version[1] == 0)

    def _with_decision(self, draft: Draft, wording: Wording) -> bytes:
        if not self._is_ours(wording):
            return draft.data
        source = read_source(draft.data)
        decision: dict[str, Value] = {
            "datum": str(self._terms.on),
            "av": self._terms.by,
            "diarienummer": self._terms.register_number,
            "paragraf": self._terms.paragraph,
        }
        front = {**(source.front or {}), "beslut": decision}
        return canonical(front, source.body, self._schemas["dokument"]).encode()

    def _put(self, draft: Draft, data: bytes, starts: date) -> str:
        """Put the text in its place, or beside the one in force when its day is later."""
        now = self._in_place(draft.id)
        waiting = now.removesuffix(".md") + COMING if now else ""
        beside = self._main.get(waiting) if waiting else None
        if beside is not None:
            self._demand_room(draft, read_wording(beside), starts)
            self.files[waiting] = None
        if now and now != draft.path:
            self.files[draft.path], self.files[now] = self._main[now], None
        if now and starts > self._today:
            return self._placed(draft, draft.path.removesuffix(".md") + COMING, data)
        return self._placed(draft, draft.path, data)

    def _placed(self, draft: Draft, path: str, data: bytes) -> str:
        taken = self.files.get(path, self._main.get(path))
        other = read_wording(taken).id if taken is not None else draft.id
        if other != draft.id:
            words = f"{path} är redan {other}: ge filen ett annat namn"
            self.refusals.append((draft.id, words))
        self.files[path] = data
        return path

    def _in_place(self, id_: str) -> str:
        """Where main has the document, a text that waits left out; empty when it is new."""
        found = (
            path
            for path, data in self._main.items()
            if path.endswith(".md")
            and not path.endswith(COMING)
            and path.startswith(("riktlinjer/", "rutiner/"))
            and read_wording(data).id == id_
        )
        return min(found, default="")

    def _demand_room(self, draft: Draft, waiting: Wording, starts: date) -> None:
        if waiting.starts is None or starts <= waiting.starts:
            return
        version = version_text(waiting.version or (0, 0))
        way = (
            "låt den ta sin plats först: lydelse fold"
            if waiting.starts <= self._today
            else f"låt förslaget gälla från {waiting.starts}, eller vänta till den dagen"
        )
        words = f"version {version} är redan beslutad och väntar på {waiting.starts}: {way}"
        self.refusals.append((draft.id, words))

    def _ledger(self) -> str:
        terms = self._terms
        value: dict[str, Value] = {
            "instans": terms.by,
            "datum": str(terms.on),
            "diarienummer": terms.register_number,
            "paragraf": terms.paragraph,
            "utfall": self._whole_outcome(),
            **({"anmält_till": str(terms.reported)} if terms.reported else {}),
            "dokument": [dict(self._entry(row)) for row in self.rows],
        }
        return canonical_yaml(value, self._schemas["beslut"])

    def _whole_outcome(self) -> str:
        found = {row.outcome for row in self.rows}
        return DECIDED if DECIDED in found or not found else min(found)

    def _entry(self, row: Row) -> Iterator[tuple[str, Value]]:
        yield "id", row.draft.id
        yield "version", version_text(row.draft.wording.version or (0, 0))
        yield "hash", row.hash
        if row.outcome != self._whole_outcome():
            yield "utfall", row.outcome
        if row.starts:
            yield "gäller_från", row.starts
        if row.ceases:
            yield "upphör", row.ceases
        other = [hash_ for hash_ in dict.fromkeys(row.draft.proposed) if hash_ != row.hash]
        if other and row.outcome == DECIDED:
            yield "föreslaget", list(other)
