"""A document in a decision: what was decided of it, what that changed, and where it is read."""

from dataclasses import dataclass
from itertools import chain

from lydelse.documents import Change
from lydelse.ledger import DECIDED, LedgerFile, Named
from lydelse.pages import addresses
from lydelse.pages.lydelser import reading_path
from lydelse.pages.model import Library
from lydelse.pages.proofs import OUTCOMES, Proof
from lydelse.pages.versions import changes_of, proposed, version_of
from lydelse.pages.words import long_day
from lydelse.timeline import Lydelse
from lydelse.wording import version_text

_LATER = {
    "bordlagt": "Tas upp igen på ett senare sammanträde.",
    "återremitterat": "Skickades tillbaka för att arbetas om.",
    "avslaget": "Förslaget antogs inte.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A document in a decision; ``path`` and ``links`` lead to staged pages."""

    id: str
    title: str
    version: str
    hash: str
    decided: bool
    look: str
    state: str
    days: str = ""
    note: str = ""
    path: str = ""
    changes: tuple[Change, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def matter(library: Library, proof: Proof, row: Named) -> Matter:
    """The document that the decision names in the row."""
    outcome = row.outcome or proof.file.outcome
    if outcome != DECIDED:
        return _not_decided(library, row, outcome)
    lydelse = library.corpus.timeline.lydelse(row.id, row.version)
    if lydelse is None:
        return _not_shown(library, proof, row)
    return _decided(library, row, lydelse)


def named(library: Library, file: LedgerFile, row: Named) -> str:
    """The row in a few words: title, version, and an outcome of its own."""
    own = f", {row.outcome}" if row.outcome and row.outcome != file.outcome else ""
    return f"{title_of(library, row.id)}, version {version_text(row.version)}{own}"


def title_of(library: Library, id_: str) -> str:
    """The document's title, as far as it is known here; else its id."""
    if known := library.by_id.get(id_):
        return known.title
    timeline = library.corpus.timeline
    lydelser = (one.title for one in reversed(timeline.lydelser.get(id_, ())))
    proposals = (one.outline.title for one in library.proposals.get(id_, ()))
    return next((title for title in chain(lydelser, proposals) if title), id_)


def _decided(library: Library, row: Named, lydelse: Lydelse) -> Matter:
    version = version_of(library, lydelse)
    links = [(f"Läs version {version.number}", version.path)]
    if version.compared:
        links.append((f"Jämför med version {version.before}", version.compared))
    ends = f"Dokumentet upphör att gälla {long_day(lydelse.ceases)}." if lydelse.ceases else ""
    return Matter(
        id=row.id,
        title=lydelse.title or title_of(library, row.id),
        version=version.number,
        hash=row.hash,
        decided=True,
        look=version.look,
        state=version.state,
        days=version.days,
        note=ends,
        path=_own_page(library, row.id),
        changes=version.changes,
        links=tuple(links),
    )


def _not_shown(library: Library, proof: Proof, row: Named) -> Matter:
    """What does not count: the proof is not whole, or the text is not to be found."""
    missing = not proof.withheld
    look, state = ("forsenad", "Texten finns inte här") if missing else proof.shown
    days = f"skulle gälla från {row.starts}" if row.starts else ""
    note = "" if missing else "Versionen gäller inte, och visas inte än."
    return Matter(
        id=row.id,
        title=title_of(library, row.id),
        version=version_text(row.version),
        hash=row.hash,
        decided=True,
        look=look,
        state=state,
        days=days,
        note=note,
        path=_own_page(library, row.id),
        changes=changes_of(library, row.id, row.version),
        links=_now(library, row.id),
    )


def _not_decided(library: Library, row: Named, outcome: str) -> Matter:
    version = version_text(row.version)
    path = addresses.proposal_path(row.id, row.version)
    at_hand = any(one.path == path for one in proposed(library, row.id))
    links = ((f"Läs förslaget till version {version}", path),) if at_hand else ()
    return Matter(
        id=row.id,
        title=title_of(library, row.id),
        version=version,
        hash=row.hash,
        decided=False,
        look="tidigare",
        state=OUTCOMES.get(outcome, outcome),
        note=_LATER.get(outcome, ""),
        path=_own_page(library, row.id),
        links=(*links, *_now(library, row.id)),
    )


def _own_page(library: Library, id_: str) -> str:
    document = library.by_id.get(id_)
    return library.staged[document.path] if document else ""


def _now(library: Library, id_: str) -> tuple[tuple[str, str], ...]:
    """The way to the wording that still applies, if one does."""
    span = library.corpus.timeline.span(id_, library.today)
    path = reading_path(library, id_)
    return ((f"Läs version {span.lydelse.number}, som gäller nu", path),) if span and path else ()
