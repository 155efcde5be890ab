"""The facts of a document: who answers for it, who decided, from when, for whom, beside what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lydelse.asof import proof_words
from lydelse.documents import Decision, Document, Status
from lydelse.pages import words
from lydelse.pages.lawbook import IN_FORCE, Cited
from lydelse.pages.model import NOT_IN_FORCE, Library
from lydelse.pages.notices import where
from lydelse.pages.rewriting import Rewriter
from lydelse.pages.versions import coming, lydelse_of, moved, proposed, span_of
from lydelse.timeline import Lydelse
from lydelse.wording import Number, number

_DECIDING_BODY = "instans"

LATER = "ly-sedan"
"""Where a decision's page tells what happened later."""

_UNCHECKED = "Svarar mot krav som inte är kontrollerade mot föreskriftens text"


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a fact: text that may lead to a staged page (``path``) or elsewhere (``href``).

    ``anchor`` is the place on the staged page. ``state`` stands behind the text in the looks of
    ``look``, and ``parts`` are set instead of all that where the pieces lead to different places.
    """

    text: str
    path: str = ""
    href: str = ""
    anchor: str = ""
    look: str = ""
    state: str = ""
    parts: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its items, in one line or (``each``) one below the other."""

    label: str
    items: tuple[Item, ...]
    each: bool = False
    look: str = ""


def decision_name(library: Library, id_: str, version: Number) -> str:
    """The ledger's name for the decision behind the version; empty when it names none."""
    timeline = library.corpus.timeline
    for one in (version, (version[0], 0)):
        found = timeline.lydelse(id_, one)
        if found and found.ledger_name in library.decision_paths:
            return found.ledger_name
    return ""


def decision_item(library: Library, decision: Decision, name: str) -> Item:
    """The day and paragraph of a decision, leading to its page when the ledger has it."""
    record = f"{decision.on}, § {decision.paragraph}" if decision.paragraph else str(decision.on)
    path = library.decision_paths.get(name, "")
    return Item(f"Beslut {record}" if path else record, path)


def proof_items(library: Library, lydelse: Lydelse) -> tuple[Item, ...]:
    """By what the lydelse is known to be decided, and what proves the decision itself."""
    found = Item(words.capital(proof_words(library.corpus.timeline, lydelse.proof, library.today)))
    proof = library.proofs.get(lydelse.ledger_name)
    return (found, Item(proof.shown.words)) if proof else (found,)


def law_items(library: Library, document: Document) -> Iterator[Item]:
    """Each entry of ``lagrum`` as written, leading to the sections that it cites."""
    for pieces in library.law.basis(document):
        items = tuple(_law_item(library, piece) for piece in pieces)
        yield items[0] if len(items) == 1 else Item("", parts=items)


def _law_item(library: Library, piece: Cited) -> Item:
    """A citation, and that its statute is not in force or soon will not be."""
    book = library.law
    place = book.place(piece.statute, piece.provision) if piece.statute else None
    if piece.statute is None or place is None:
        return Item(piece.text)
    look, state = book.standing(piece.statute)
    if look == IN_FORCE:
        return Item(piece.text, place.path, anchor=place.anchor)
    said = f"{state[:1].lower()}{state[1:]}"
    return Item(piece.text, place.path, anchor=place.anchor, look=look, state=said)


def moved_items(library: Library, lydelse: Lydelse) -> tuple[Item, ...]:
    """That a later decision moved the lydelse's first day; nothing when none did."""
    found = moved(library, lydelse)
    if not found:
        return ()
    paragraph = f", § {found.by.paragraph}" if found.by.paragraph else ""
    words = f"Flyttad från {found.before} genom beslut {found.by.on}{paragraph}"
    return (Item(words, found.path, anchor=LATER),)


@dataclass(frozen=True, slots=True)
class FactsBox:
    """Makes the facts of one document."""

    library: Library
    document: Document
    files: Rewriter

    def facts(self) -> tuple[Fact, ...]:
        """The facts that the document has, in the order they are read."""
        return tuple(
            fact
            for part in (self._duty(), self._later(), self._reach(), self._relations())
            for fact in part
            if fact.items
        )

    def _duty(self) -> Iterator[Fact]:
        document = self.document
        yield Fact(
            "Dokumentansvarig", (*self._roles([document.owner]), *self._mailbox()), each=True
        )
        yield self._decided()
        proposed_ = self.library.status(document) is Status.PROPOSED
        label = "Skulle gälla från" if proposed_ else "Gäller från"
        over = self.library.status(document) is Status.CEASED
        first = self.library.applied(document)[0] if over else document.in_force_from
        days = (Item(str(first)), *self._moved())
        yield Fact("Gällde från" if over else label, days, each=True)
        if document.ceases:
            ends = "Upphörde" if over else "Upphör"
            yield Fact(f"{ends} att gälla", (Item(str(document.ceases)),))
        yield Fact("Version", (Item(document.version),))
        yield from self._proof()
        yield self._review()
        if document.reviews:
            last = document.reviews[0]
            yield Fact("Senaste översyn", (Item(f"{last.on}, {last.outcome}"),))

    def _moved(self) -> tuple[Item, ...]:
        lydelse = lydelse_of(self.library, self.document)
        return moved_items(self.library, lydelse) if lydelse else ()

    def _proof(self) -> Iterator[Fact]:
        """When the text could be read, and by what it is known to be decided."""
        lydelse = lydelse_of(self.library, self.document)
        if not lydelse:
            return
        span = span_of(self.library, lydelse)
        if lydelse.published:
            late = bool(span and lydelse.late(span.first))
            text = f"{lydelse.published}, efter att den började gälla" if late else ""
            items = (Item(text or str(lydelse.published)),)
            yield Fact("Publicerad", items, look="snart" if late else "")
        yield Fact("Bevis", proof_items(self.library, lydelse), each=True)

    def _later(self) -> Iterator[Fact]:
        """What is decided for later days, and what is proposed on a branch at hand."""
        id_ = self.document.id
        later = (
            Item(f"{found.version}, gäller från {found.first}", found.path)
            for found in coming(self.library, id_)
            if found.version != self.document.version
        )
        yield Fact("Kommande version", tuple(later), each=True)
        proposals = (
            Item(
                f"Förslag till version {found.version} ({words.joined(found.branches)})", found.path
            )
            for found in proposed(self.library, id_)
        )
        yield Fact("Väntar på beslut", tuple(proposals), each=True)

    def _reach(self) -> Iterator[Fact]:
        document, known = self.document, self.library.corpus.register.units
        paths = self.library.unit_paths
        units = tuple(
            Item(known[u].name if u in known else u, paths.get(u, "")) for u in document.units
        )
        yield Fact("Gäller för", units)
        yield Fact("Riktar sig till", self._roles(document.roles))
        yield Fact("Lagrum", tuple(law_items(self.library, document)), each=True)

    def _relations(self) -> Iterator[Fact]:
        document, naming = self.document, self._naming
        yield self._documents("Hör till", document.belongs_to)
        yield self._documents("Hit hör", naming("hör_till"))
        yield self._documents("Kompletterar", [document.supplements])
        yield self._beside("Kompletteras av", "kompletterar")
        yield self._documents("Avviker från", [document.deviates_from])
        yield self._beside("Tillfällig avvikelse", "avviker_från")
        yield self._documents("Ersätter", document.replaces)
        yield self._documents("Ersätts av", naming("ersätter"))
        yield self._documents("Läs också", document.related)
        yield from self._requirements()
        yield Fact("Bilagor", tuple(self._attachments()), each=True)
        yield Fact("Kvalitet", self._quality())
        yield Fact("Beteckning", (Item(document.id),))

    def _naming(self, key: str) -> Iterator[str]:
        return (other.id for other in self.library.naming(key, self.document.id))

    def _decided(self) -> Fact:
        role = self.library.corpus.register.roles.get(self.document.decided_by)
        label = "Beslutad av" if role and role.kind == _DECIDING_BODY else "Fastställd av"
        decision = self.document.decision
        if decision is None:
            label = "Ska beslutas av" if label.startswith("B") else "Ska fastställas av"
            return Fact(label, self._roles([self.document.decided_by]))
        lines = [decision_item(self.library, decision, self._decision_name())]
        if decision.register_number:
            lines.append(Item(f"Diarienummer {decision.register_number}"))
        if decision.reference:
            lines.append(Item(decision.reference))
        first = self.document.version.split(".")[0] + ".0"
        if self.document.version != first:
            lines.append(Item(f"Beslutet gäller version {first}"))
        return Fact(label, (*self._roles([decision.by]), *lines), each=True)

    def _decision_name(self) -> str:
        """The ledger's name for the decision that the document's first number comes from."""
        if proof := self.library.awaited(self.document):
            return proof.file.name
        version = number(self.document.version)
        return decision_name(self.library, self.document.id, version) if version else ""

    def _review(self) -> Fact:
        document, state = self.document, self.library.status(self.document)
        if state is Status.CEASED:
            return Fact("Nästa översyn", ())
        text = f"Senast {document.review_by}"
        look = {Status.REVIEW_SOON: "snart", Status.REVIEW_LATE: "forsenad"}.get(state, "")
        away = words.distance((document.review_by - self.library.today).days)
        if state is Status.REVIEW_LATE:
            text = f"Skulle ha gjorts {document.review_by}, {away}"
        elif state not in NOT_IN_FORCE:
            text = f"{text}, {away}"
        return Fact("Nästa översyn", (Item(text),), look=look)

    def _roles(self, ids: Iterable[str]) -> tuple[Item, ...]:
        known, paths = self.library.corpus.register.roles, self.library.role_paths
        return tuple(
            Item(known[id_].title if id_ in known else id_, paths.get(id_, ""))
            for id_ in ids
            if id_
        )

    def _mailbox(self) -> Iterator[Item]:
        role = self.library.corpus.register.roles.get(self.document.owner)
        if role and role.mailbox:
            yield Item(role.mailbox, href=f"mailto:{role.mailbox}")

    def _documents(self, label: str, ids: Iterable[str]) -> Fact:
        known, staged = self.library.by_id, self.library.staged
        items = (
            Item(known[id_].title, staged[known[id_].path]) if id_ in known else Item(id_)
            for id_ in ids
            if id_
        )
        return Fact(label, tuple(items), each=True)

    def _beside(self, label: str, key: str) -> Fact:
        """What applies, or is decided to apply, beside the document: where, and from when."""
        library = self.library
        found = []
        for other in library.naming(key, self.document.id):
            state = library.status(other)
            later = f", från {other.in_force_from}" if state is Status.DECIDED else ""
            if later or state not in NOT_IN_FORCE:
                text = f"{other.title} ({where(library, other)}{later})"
                found.append(Item(text, library.staged[other.path]))
        return Fact(label, tuple(found), each=True)

    def _requirements(self) -> Iterator[Fact]:
        """What the document answers to, those that are not checked by themselves."""
        known, library = self.library.corpus.register.requirements, self.library
        found: dict[bool, list[Item]] = {True: [], False: []}
        for id_ in self.document.requirements:
            entry = known.get(id_)
            path = library.requirement_paths.get(entry.set_id, "") if entry else ""
            text = f"{entry.citation}, {entry.heading}" if entry else id_
            anchor = library.requirement_anchors[id_] if path else ""
            found[bool(entry and entry.checked)].append(Item(text, path, anchor=anchor))
        yield Fact("Svarar mot", tuple(found[True]), each=True)
        yield Fact(_UNCHECKED, tuple(found[False]), each=True)

    def _attachments(self) -> Iterator[Item]:
        folder = self.document.path.rpartition("/")[0]
        for attachment in self.document.attachments:
            href = self.files.file(f"{folder}/{attachment.file}", image=False)
            yield Item(attachment.title, href=href)

    def _quality(self) -> tuple[Item, ...]:
        text = ", ".join(self.document.quality)
        return (Item(words.capital(text)),) if text else ()
