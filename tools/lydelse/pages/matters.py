"""A document in a decision: what was decided of it, what that changed, and where it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lydelse.documents import Change
from lydelse.ledger import DECIDED, LedgerFile, Named
from lydelse.pages import addresses
from lydelse.pages.lydelser import reading_path
from lydelse.pages.model import Library, cut_short
from lydelse.pages.proofs import OUTCOMES, Proof
from lydelse.pages.versions import changes_of, proposed, version_of
from lydelse.pages.words import long_day
from lydelse.timeline import Lydelse
from lydelse.wording import version_text

REFUSED = "avslaget"
_NOTES = {
    "bordlagt": "Tas upp igen på ett senare sammanträde.",
    "återremitterat": "Skickades tillbaka för att arbetas om.",
    REFUSED: "Förslaget antogs inte.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A document in a decision; ``path`` and ``links`` lead to staged pages.

    ``what`` is the version in words.
    """

    id: str
    title: str
    version: str
    what: str
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
        return _not_decided(library, proof.file, row, outcome)
    lydelse = library.corpus.timeline.lydelse(row.id, row.version)
    if lydelse is None:
        return _not_shown(library, proof, row)
    return _decided(library, row, lydelse)


def named(library: Library, file: LedgerFile, row: Named) -> str:
    """The row in a few words: title, version, and an outcome of its own."""
    outcome, version = row.outcome or file.outcome, version_text(row.version)
    title = title_of(library, row.id)
    if outcome != DECIDED:
        own = f", {outcome}" if outcome != file.outcome else ""
        return f"{title}, förslag till version {version}{own}"
    if row.ceases and repeals(library, row):
        return f"{title}, upphävs från {long_day(row.ceases)}"
    return f"{title}, version {version}"


def repeals(library: Library, row: Named) -> bool:
    """Whether the decision ends a document that applied without that end."""
    before = library.corpus.timeline.before(row.id, row.version)
    return cut_short(before, row.ceases)


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
    look, state, days, note = version.look, version.state, version.days, ""
    if lydelse.ceases and not lydelse.withdrawn:
        over = lydelse.ceases <= library.today
        if repeals(library, row):
            state = "Upphävd" if over else "Upphävs"
            look, days = "upphavd", f"gäller inte från {lydelse.ceases}"
        else:
            ends = "upphörde" if over else "upphör"
            note = f"Dokumentet {ends} att gälla {long_day(lydelse.ceases)}."
    return Matter(
        id=row.id,
        title=lydelse.title or title_of(library, row.id),
        version=version.number,
        what=f"version {version.number}",
        hash=row.hash,
        decided=True,
        look=look,
        state=state,
        days=days,
        note=note,
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
        what=f"version {version_text(row.version)}",
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


def _not_decided(library: Library, file: LedgerFile, row: Named, outcome: str) -> Matter:
    version = version_text(row.version)
    path = addresses.proposal_path(row.id, row.version)
    if any(one.path == path for one in proposed(library, row.id)):
        now = library.proposals[row.id]
        same = any(proposal.outline.hash in {row.hash, ""} for proposal in now)
        anew = "" if same else ", så som det är nu"
        links = [(f"Läs förslaget till version {version}{anew}", path)]
    else:
        links = [] if outcome == REFUSED else list(_later(library, file, row.id))
    return Matter(
        id=row.id,
        title=title_of(library, row.id),
        version=version,
        what=f"förslag till version {version}",
        hash=row.hash,
        decided=False,
        look="tidigare",
        state=OUTCOMES.get(outcome, outcome),
        note=_NOTES.get(outcome, ""),
        path=_own_page(library, row.id),
        links=tuple(links),
    )


def _later(library: Library, file: LedgerFile, id_: str) -> Iterator[tuple[str, str]]:
    """The way to the first decision on the document that came after the one in the file."""
    for name, proof in reversed(tuple(library.proofs.items())):
        later = proof.file
        if later.on > file.on and any(row.id == id_ for row in later.decided):
            words = f"Beslutades {long_day(later.on)}, § {later.paragraph}"
            yield words, library.decision_paths[name]
            return


def _own_page(library: Library, id_: str) -> str:
    document = library.by_id.get(id_)
    return library.staged[document.path] if document else ""


def _now(library: Library, id_: str) -> tuple[tuple[str, str], ...]:
    """The way to the wording that still applies, if one does."""
    span = library.corpus.timeline.span(id_, library.today)
    path = reading_path(library, id_)
    return ((f"Läs version {span.lydelse.number}, som gäller nu", path),) if span and path else ()
