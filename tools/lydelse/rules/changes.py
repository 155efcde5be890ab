"""Entries in ``ändringar``: that each wording has its own, and that old ones stand."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from lydelse.corpus import Corpus
from lydelse.decided import DECIDER
from lydelse.documents import Change, Document
from lydelse.findings import Problem, listed, quoted
from lydelse.rules.model import rule
from lydelse.rules.versions import followed, held, number_of
from lydelse.timeline import Lydelse, Proof
from lydelse.wording import Number, Wording, number, version_text


@rule("V301")
def changes_agree(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Den första posten i ändringar ska höra till versionen, och posterna stå i ordning.

    Fel:  version: "1.1" när den första posten har version: "1.0"
    Rätt: version: "1.1" och en första post med version: "1.1" och samma gäller_från
    """
    for document in corpus.every_document:
        yield from _top_entry(document)
        for place, (newer, older) in enumerate(pairwise(document.changes), start=1):
            later, earlier = number(newer.version), number(older.version)
            if later and earlier and later <= earlier:
                wrong = (
                    f"version {older.version} har två poster"
                    if later == earlier
                    else f"version {older.version} står efter version {newer.version}"
                )
                yield Problem(
                    document.place("ändringar", place, "version"),
                    wrong,
                    "skriv posterna med den nyaste först, en för varje version",
                )


@rule("V302")
def changes_complete(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Varje lydelse ska ha sin post i ändringar, och gamla poster ska stå kvar.

    Posten för en beslutad version behåller version, gäller_från, slag och orsak. Stavningen i dess
    text får rättas, och samråd och bedömning får läggas till.

    Fel:  posten för version 1.1 saknas när version 1.2 läggs till
    Rätt: en post för varje version
    """
    if not followed(corpus, today):
        return
    for document in corpus.every_document:
        former = _former(corpus, document)
        for version, starts in sorted(_missing(corpus, document, former).items()):
            yield Problem(
                document.place("ändringar"),
                f"posten för version {version_text(version)} saknas",
                f"lägg till den, med gäller_från {starts}",
            )
        yield from _rewritten(corpus, document, former)


@rule("V303")
def kind_needs_firstnumber_of(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En ändring som beslutsfattaren beslutar om ska få ett nytt första tal.

    Vilket slag som kräver det står för varje dokumenttyp i register/dokumenttyper.yml.

    Fel:  slag: i sak och version: "1.1"
    Rätt: slag: i sak och version: "2.0"
    """
    if not followed(corpus, today):
        return
    for document in corpus.every_document:
        type_ = corpus.register.types.get(document.type)
        version, top = number_of(document), document.changes[0]
        known = corpus.timeline.lydelse(document.id, version)
        excused = known is not None and known.proof in {Proof.TAKEN_OVER, Proof.LEDGER}
        if type_ is None or version[1] == 0 or excused or number(top.version) != version:
            continue
        if not corpus.timeline.before(document.id, version):
            continue  # a new document: V104 says how it begins
        if type_.changes_decided_by.get(top.kind) == DECIDER:
            yield Problem(
                document.place("ändringar", 0, "slag"),
                f"en ändring som är {quoted(top.kind)} kräver ett nytt första tal, "
                f"men version är {document.version}",
                f'skriv version: "{version[0] + 1}.0" och lämna förslaget till beslut',
            )


def _top_entry(document: Document) -> Iterator[Problem]:
    top = document.changes[0]
    if number(top.version) != number(document.version):
        yield Problem(
            document.place("ändringar", 0, "version"),
            f"den första posten gäller version {top.version}, men dokumentet har "
            f"version {document.version}",
            f"lägg till en post för version {document.version} först",
        )
    elif top.in_force_from != document.in_force_from:
        yield Problem(
            document.place("ändringar", 0, "gäller_från"),
            f"posten säger {top.in_force_from}, men dokumentet gäller från "
            f"{document.in_force_from}",
            "skriv samma dag på båda ställena",
        )


def _former(corpus: Corpus, document: Document) -> Wording | None:
    """The text that the document's entries are measured against.

    It is main's at the same path, or for a waiting wording the lydelse that it builds on. A
    settled wording that has been folded is only measured against itself.
    """
    timeline = corpus.timeline
    base = timeline.base.get(document.id, {}).get(document.path)
    if base:
        folded = base.outline.number != number_of(document) and timeline.lydelse(
            document.id, number_of(document)
        )
        return None if folded else timeline.texts.get(base.blob)
    row = next((row for row in timeline.compared if row.path == document.path), None)
    return timeline.texts.get(row.before) if row else None


def _missing(corpus: Corpus, document: Document, former: Wording | None) -> dict[Number, date]:
    """The versions below the document's that have no entry, and when each began."""
    version = number_of(document)
    has = {number(change.version) for change in document.changes}
    entries = former.changes if former else ()
    told = {found: entry.in_force_from for entry in entries if (found := number(entry.version))}
    told |= {
        lydelse.version: lydelse.starts
        for lydelse in corpus.timeline.lydelser.get(document.id, ())
        if lydelse.version < version and lydelse.version not in has
        if not _came_after(corpus, lydelse, corpus.timeline.lydelse(document.id, version))
        if not _came_meanwhile(corpus, lydelse)
    }
    return {found: day for found, day in told.items() if found < version and found not in has}


def _came_after(corpus: Corpus, lydelse: Lydelse, other: Lydelse | None) -> bool:
    """Whether main got the first one later: a correction made while a later wording waits."""
    steps = corpus.timeline.history.steps
    return bool(other and steps[lydelse.commit] > steps[other.commit])


def _came_meanwhile(corpus: Corpus, lydelse: Lydelse) -> bool:
    """Whether main got it after the tree left: it is united with the proposal when that lands."""
    history = corpus.timeline.history
    return history.steps[lydelse.commit] > history.base


def _rewritten(corpus: Corpus, document: Document, former: Wording | None) -> Iterator[Problem]:
    """Entries that main has, and that the tree tells in another way."""
    before = {number(change.version): change for change in former.changes} if former else {}
    for position, change in enumerate(document.changes):
        known = before.get(number(change.version))
        own = number(change.version) == number_of(document)
        if known is None or (own and not _settled_alike(corpus, document)):
            continue
        keys = [key for key, value in _kept(change).items() if value != _kept(known)[key]]
        if own and change.in_force_from == document.in_force_from:
            keys = [key for key in keys if key != "gäller_från"]  # V301 asks for that day
        if keys:
            yield Problem(
                document.place("ändringar", position, keys[0]),
                f"{listed(keys, 'och')} i posten för version {change.version} är inte som på "
                f"{corpus.timeline.main_name}",
                "skriv tillbaka det som stod; versionen är beslutad, och i dess post ändras bara "
                "text, samråd och bedömning"
                if own
                else "skriv tillbaka det som stod; i en gammal post får bara stavningen rättas",
            )


def _settled_alike(corpus: Corpus, document: Document) -> bool:
    """Whether the version is settled with this very text; of another one V101 or V102 speaks."""
    told = corpus.timeline.tree.get(document.path)
    known = corpus.timeline.lydelse(document.id, number_of(document))
    return bool(told and known and told.hash == known.hash and held(corpus, document))


def _kept(change: Change) -> dict[str, str]:
    """What an old entry keeps, beside its version; its text may be mended."""
    return {"gäller_från": str(change.in_force_from), "slag": change.kind, "orsak": change.reason}
