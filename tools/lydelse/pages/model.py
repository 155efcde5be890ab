"""What the site shows on a day: the documents that readers meet, their places and relations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from lydelse.body import Body
from lydelse.corpus import Corpus
from lydelse.coverage.model import Coverage
from lydelse.documents import COMING, Document, Status
from lydelse.history import Depth
from lydelse.ledger import DECISION, Key, LedgerFile
from lydelse.links import slug
from lydelse.pages import addresses, words
from lydelse.pages.lawbook import LawBook
from lydelse.pages.proofs import Proof, proof_of
from lydelse.register import Area, DocumentType, Role, Settings, Unit, swedish_order
from lydelse.timeline import Lydelse, Proposal
from lydelse.wording import number

DONE = frozenset({Status.CEASED})
NOT_IN_FORCE = frozenset({Status.CEASED, Status.PROPOSED, Status.DECIDED})


def cut_short(before: Lydelse | None, ceases: date | None) -> bool:
    """Whether a day of end ends what applied longer, or without end, by the lydelse before."""
    return bool(before and ceases and (before.ceases is None or ceases < before.ceases))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A document as one line of a list; ``path`` is staged.

    ``aside`` are the temporary documents that apply in its place: title and staged path.
    """

    path: str
    title: str
    type: str
    look: str
    state: str
    units: str
    owner: str
    review_by: date
    review: str
    aside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Library:
    """The corpus as readers meet it on the day.

    Readers meet the wording in force: what is decided, by the timeline, and not what the tree
    says. A preview, and a tree without history, is shown as if it were decided. ``editions`` are
    the wordings in force that the tree does not hold, by blob. ``has_years`` tells that the site
    has pages of the years, and ``coverage`` what each requirement set lacks.
    """

    corpus: Corpus
    today: date
    preview: bool = False
    editions: Mapping[str, Document] = field(default_factory=dict)
    has_years: bool = False
    coverage: Coverage = field(default_factory=lambda: Coverage(date.min))

    @property
    def settings(self) -> Settings:
        """The municipality's names, looks and links."""
        return self.corpus.register.settings

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The wording to show of each document, in Swedish order of title."""
        shown = [self._wording(document) for document in self.corpus.documents]
        known = {document.id for document in shown}
        shown += [
            self._without_text(document)
            for id_, document in self.corpus.coming.items()
            if id_ not in known
        ]
        known |= self.corpus.coming.keys()
        if self._by_timeline:
            shown += [
                self._as_decided(self.editions[span.lydelse.blob], span.lydelse)
                for span in self.corpus.timeline.in_force(self.today)
                if span.lydelse.id not in known and span.lydelse.blob in self.editions
            ]
        return tuple(sorted(shown, key=lambda doc: (swedish_order(doc.title), doc.path)))

    @cached_property
    def listed(self) -> tuple[Document, ...]:
        """The documents that lists show: all but those that have ceased."""
        return tuple(doc for doc in self.documents if self.status(doc) not in DONE)

    @cached_property
    def in_force(self) -> tuple[Document, ...]:
        """The documents that apply on the day."""
        return tuple(doc for doc in self.documents if self.status(doc) not in NOT_IN_FORCE)

    @cached_property
    def waiting(self) -> Mapping[str, Document]:
        """Wordings for a later day, by id of the document they will replace."""
        paths = {document.path for document in self.documents}
        return {
            id_: self._with_days(doc)
            for id_, doc in self.corpus.coming.items()
            if doc.path not in paths and not self.awaited(doc)
        }

    @cached_property
    def events(self) -> Mapping[str, tuple[LedgerFile, ...]]:
        """What happened later to each decision, by its name and in order of days."""
        found: dict[str, list[LedgerFile]] = {}
        for file in sorted(self._ledger, key=lambda file: (file.on, file.name)):
            if file.event != DECISION:
                found.setdefault(file.about, []).append(file)
        return {name: tuple(files) for name, files in found.items()}

    @cached_property
    def proofs(self) -> Mapping[str, Proof]:
        """Each decision and what proves it, by its name, the latest first."""
        decisions = [file for file in self._ledger if file.event == DECISION]
        decisions.sort(key=lambda file: (file.on, swedish_order(file.name)), reverse=True)
        timeline, later = self.corpus.timeline, self.events
        return {file.name: proof_of(timeline, file, later.get(file.name, ())) for file in decisions}

    @cached_property
    def decision_paths(self) -> Mapping[str, str]:
        """The staged path of each decision's page, by its name."""
        return addresses.decision_paths(sorted(self.proofs))

    @cached_property
    def kept_back(self) -> Mapping[Key, Proof]:
        """The lydelser that are decided but not published: their decision's proof is not whole."""
        found: dict[Key, Proof] = {}
        for proof in reversed(tuple(self.proofs.values())) if self._by_timeline else ():
            for row in proof.file.decided if proof.withheld else ():
                if self.corpus.timeline.lydelse(row.id, row.version) is None:
                    found.setdefault((row.id, row.version), proof)
        return found

    def awaited(self, document: Document) -> Proof | None:
        """What is missing for the document's own version, when it is decided but kept back."""
        version = number(document.version)
        return self.kept_back.get((document.id, version)) if version else None

    @cached_property
    def proposals(self) -> Mapping[str, list[Proposal]]:
        """The texts on proposal branches at hand, by id."""
        found: dict[str, list[Proposal]] = {}
        for proposal in self.corpus.timeline.proposals:
            found.setdefault(proposal.outline.id, []).append(proposal)
        return found

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        """The shown documents by id; the first path wins where an id is used twice."""
        return {doc.id: doc for doc in sorted(self.documents, key=lambda d: d.path, reverse=True)}

    @cached_property
    def _naming(self) -> Mapping[tuple[str, str], list[Document]]:
        found: dict[tuple[str, str], list[Document]] = {}
        for document in self.listed:
            for reference in document.references:
                found.setdefault(reference, []).append(document)
        return found

    def naming(self, key: str, id_: str) -> Iterable[Document]:
        """The listed documents that name the id under the front matter key."""
        return self._naming.get((key, id_), ())

    @cached_property
    def law(self) -> LawBook:
        """Where the shown documents and pages cite the law."""
        every = (*self.documents, *self.waiting.values())
        past = tuple(doc for doc in every if self.status(doc) in DONE)
        return LawBook(
            statutes=self.corpus.statutes,
            today=self.today,
            live=tuple(doc for doc in every if self.status(doc) not in DONE),
            past=past,
            texts=self.corpus.pages,
        )

    @cached_property
    def staged(self) -> Mapping[str, str]:
        """The staged path of every text that has a page, by path in the repository."""
        found = {text.path: addresses.staged_path(text.path) for text in self.corpus.pages}
        found |= {doc.path: doc.path for doc in self.waiting.values()}
        for document in self.documents:
            found[document.path] = document.path.replace(COMING, ".md")
        for document in self.corpus.documents:
            found.setdefault(document.path, document.path)
        return found

    @cached_property
    def role_paths(self) -> Mapping[str, str]:
        """The staged path of each role's page, by id."""
        found = addresses.slugs(self.corpus.register.roles)
        return {id_: f"roll/{slug}.md" for id_, slug in found.items()}

    @cached_property
    def unit_paths(self) -> Mapping[str, str]:
        """The staged path of each verksamhet's page, by id."""
        found = addresses.slugs(self.corpus.register.units)
        return {id_: f"verksamheter/{slug}.md" for id_, slug in found.items()}

    @cached_property
    def requirement_paths(self) -> Mapping[str, str]:
        """The staged path of each requirement set's page, by the set's id."""
        sets = self.corpus.register.requirement_sets
        return addresses.requirement_paths(one.id for one in sets)

    @cached_property
    def requirement_anchors(self) -> Mapping[str, str]:
        """The place of each requirement on its set's page, by id: ``5-kap-3-a``."""
        found: dict[str, str] = {}
        for one in self.corpus.register.requirement_sets:
            sections = [(entry.id, slug(entry.section)) for entry in one.requirements]
            used: Counter[str] = Counter()
            for id_, anchor in sections:
                used[anchor] += 1
                found.setdefault(id_, f"{anchor}-{used[anchor]}" if used[anchor] > 1 else anchor)
        return found

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The områden that hold documents, and those that the register names."""
        named = {area.folder: area for area in self.settings.areas}
        for document in self.documents:
            if document.area and document.area not in named:
                name = words.capital(document.area.replace("-", " "))
                named[document.area] = Area(folder=document.area, name=name, description="")
        return tuple(named.values())

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """Each shown document as a line of a list, by path."""
        return {document.path: self.row(document) for document in self.documents}

    def status(self, document: Document) -> Status:
        """What the document is on the day."""
        version = number(document.version)
        timeline = self.corpus.timeline
        lydelse = timeline.lydelse(document.id, version) if version else None
        withdrawn = lydelse and lydelse.withdrawn and lydelse.withdrawn <= self.today
        if self._by_timeline and (lydelse is None or withdrawn):
            return Status.PROPOSED
        return document.status(self.today, self.settings.soon_days)

    def repealed(self, document: Document) -> bool:
        """Whether a decision ended the document, and not the last day that it had from the start.

        A text without a past is judged by what it says of itself.
        """
        version, timeline = number(document.version), self.corpus.timeline
        lydelse = timeline.lydelse(document.id, version) if version else None
        if lydelse:
            before = timeline.before(lydelse.id, lydelse.version)
            return cut_short(before, document.ceases) or self._ended_later(lydelse)
        return any(change.version != document.version for change in document.changes)

    def _ended_later(self, lydelse: Lydelse) -> bool:
        """Whether a later event ends a lydelse that was decided without an end."""
        proof, key = self.proofs.get(lydelse.ledger_name), (lydelse.id, lydelse.version)
        decided = (
            [row.ceases for row in proof.file.decided if (row.id, row.version) == key]
            if proof
            else []
        )
        return (
            bool(lydelse.ceases)
            and decided == [None]
            and any(
                (row.id, row.version) == key and row.ceases
                for event in self.events.get(lydelse.ledger_name, ())
                for row in event.documents
            )
        )

    def applied(self, document: Document) -> tuple[date, date | None]:
        """The first and the last day of the document's latest time in force, on end."""
        last = document.ceases - timedelta(days=1) if document.ceases else None
        found = [
            span
            for span in self.corpus.timeline.spans.get(document.id, ())
            if span.first <= self.today
        ]
        if not self._by_timeline or not found:
            return document.in_force_from, last
        first, last = found[-1].first, found[-1].last
        for span in reversed(found):
            if span.last and span.last + timedelta(days=1) == first:
                first = span.first
        return first, last

    def set_aside_by(self, document: Document) -> tuple[Document, ...]:
        """The temporary documents that apply in the place of the one that applies."""
        if self.status(document) in NOT_IN_FORCE:
            return ()
        naming = self.naming("avviker_från", document.id)
        return tuple(other for other in naming if self.status(other) not in NOT_IN_FORCE)

    def state(self, document: Document) -> tuple[str, str]:
        """The look and the words of what the document is on the day."""
        proof, state = self.awaited(document), self.status(document)
        if state is Status.CEASED and not self.repealed(document):
            return words.LOOKS[state], words.ENDED
        if proof and state is Status.PROPOSED:
            look, said = proof.shown
            return look, f"Beslutad, {said[:1].lower()}{said[1:]}"
        return words.LOOKS[state], words.state_words(document, state)

    def type_of(self, document: Document) -> DocumentType | None:
        """The document's type, when the register knows it."""
        return self.corpus.register.types.get(document.type)

    def type_name(self, document: Document) -> str:
        """The name of the document's type for readers."""
        type_ = self.type_of(document)
        return type_.name if type_ else words.capital(document.type)

    def area_of(self, document: Document) -> Area | None:
        """The document's område."""
        return next((area for area in self.areas if area.folder == document.area), None)

    def roles(self) -> Iterator[Role]:
        """The roles of the day, in the register's order."""
        return (role for role in self.corpus.register.roles.values() if self.today in role.days)

    def units(self) -> Iterator[Unit]:
        """The verksamheter of the day, in the register's order."""
        return (unit for unit in self.corpus.register.units.values() if self.today in unit.days)

    def units_text(self, ids: Iterable[str]) -> str:
        """The verksamheter in a few words."""
        wanted = tuple(ids)
        everything = {unit.id for unit in self.units()}
        if len(everything) > 1 and everything <= set(wanted):
            return "Alla verksamheter"
        known = self.corpus.register.units
        return ", ".join(known[id_].name if id_ in known else id_ for id_ in wanted)

    def rows_of(self, documents: Iterable[Document]) -> tuple[Row, ...]:
        """The documents as lines of a list, in the order given."""
        return tuple(self.rows[document.path] for document in documents)

    @property
    def _by_timeline(self) -> bool:
        return not self.preview and self.corpus.timeline.depth is Depth.WHOLE

    def _wording(self, document: Document) -> Document:
        """The wording in force in the document's place; else the document itself."""
        coming = self.corpus.coming.get(document.id)
        if not self._by_timeline:
            waited = coming and coming.decision and coming.in_force_from <= self.today
            return coming if coming and waited else document
        timeline = self.corpus.timeline
        span = timeline.span(document.id, self.today)
        if span is None:
            version = number(document.version)
            known = timeline.lydelse(document.id, version) if version else None
            return self._as_decided(document, known) if known else self._without_text(document)
        for at_hand in (document, coming):
            if at_hand and timeline.tree[at_hand.path].hash == span.lydelse.hash:
                return self._as_decided(at_hand, span.lydelse)
        edition = self.editions.get(span.lydelse.blob)
        if edition is None:
            return self._without_text(document)
        return self._as_decided(replace(edition, path=document.path), span.lydelse)

    @property
    def _ledger(self) -> Iterable[LedgerFile]:
        """The ledger as main first had each file, and what only the tree at hand has."""
        at_hand = {file.path: file for _, file in self.corpus.ledger}
        return (at_hand | dict(self.corpus.timeline.ledger)).values()

    def _without_text(self, document: Document) -> Document:
        """The document; without its text when its decision is not proven."""
        if not self.awaited(document):
            return document
        return replace(document, body=Body(), attachments=(), situations=(), keywords=())

    def _as_decided(self, document: Document, lydelse: Lydelse) -> Document:
        """The document with the days that its decision gave it."""
        if (document.in_force_from, document.ceases) == (lydelse.starts, lydelse.ceases):
            return document
        return replace(document, in_force_from=lydelse.starts, ceases=lydelse.ceases)

    def _with_days(self, document: Document) -> Document:
        """A text of the tree with the days that its decision gave it, when it is decided."""
        lydelse = self.corpus.timeline.settled_at(document.path) if self._by_timeline else None
        return self._as_decided(document, lydelse) if lydelse else document

    def row(self, document: Document) -> Row:
        """The document as a line of a list."""
        look, state_words = self.state(document)
        return Row(
            path=self.staged[document.path],
            title=document.title,
            type=self.type_name(document),
            look=look,
            state=state_words,
            units=self.units_text(document.units),
            owner=self.corpus.register.role_name(document.owner),
            review_by=document.review_by,
            review=words.distance((document.review_by - self.today).days),
            aside=tuple(
                (other.title, self.staged[other.path]) for other in self.set_aside_by(document)
            ),
        )
