"""What a document says of its own decision: that it is the version's, and stays so."""

from collections.abc import Iterator
from datetime import date

from lydelse.corpus import Corpus
from lydelse.decided import decision_of, same_decision
from lydelse.documents import Decision, Document
from lydelse.findings import Problem, listed
from lydelse.rules.model import rule
from lydelse.rules.versions import followed, held, number_of
from lydelse.timeline import Lydelse, Proof


@rule("V406")
def decision_of_the_version(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Det som står under beslut ska vara beslutet om just den versionen, och stå kvar.

    Ett nytt första tal har ett eget beslut, och inget förrän det är beslutat. Ett nytt andra tal
    följer det beslut som gäller för första talet. När versionen är beslutad ändras beslutet aldrig.

    Fel:  version går från "2.1" till "3.0", och beslut är detsamma som för 2.1
    Rätt: version "3.0" utan beslut på en gren, tills den är beslutad
    """
    if not followed(corpus, today):
        return
    for document in corpus.every_document:
        known = corpus.timeline.lydelse(document.id, number_of(document))
        problem = _ahead(document, known, today) or (
            _rewritten(corpus, document, known) if known else _not_its_own(corpus, document)
        )
        if problem:
            yield problem


def _ahead(document: Document, known: Lydelse | None, today: date) -> Problem | None:
    """A decision that is not made yet; one that was made when it came to main is in order."""
    if not document.decision or document.decision.on <= today:
        return None
    if known and known.published and known.published >= document.decision.on:
        return None  # the day asked for is one that has been
    return Problem(
        document.place("beslut", "datum"),
        f"beslutets datum {document.decision.on} har inte varit än",
        "skriv dagen då beslutet fattades, eller ta bort beslut tills det är fattat",
    )


def _not_its_own(corpus: Corpus, document: Document) -> Problem | None:
    """A new version with another version's decision, or with one of its own that it should not."""
    version, told = number_of(document), document.decision
    before = corpus.timeline.before(document.id, version)
    decision = _decision(corpus, before) if before else None
    if not (before and decision):
        return None
    if told is None:
        return None if version[0] > before.version[0] else _left_out(corpus, document, before)
    same = same_decision(told, decision, by_ledger=before.proof is Proof.LEDGER)
    if version[0] > before.version[0] and same:
        return Problem(
            document.place("beslut"),
            f"beslutet {told.on} gäller version {before.number}, inte version {document.version}",
            "ta bort beslut tills versionen är beslutad, eller skriv det nya beslutet",
        )
    if version[0] == before.version[0] and not same:
        keys = _differing(told, decision, before)
        return Problem(
            document.place("beslut", keys[0]),
            f"{listed(keys, 'och')} i beslutet är inte som för version {before.number}",
            f"skriv beslutet om version {before.number}; ett nytt beslut kräver ett nytt första "
            "tal",
        )
    return None


def _left_out(corpus: Corpus, document: Document, before: Lydelse) -> Problem | None:
    if corpus.timeline.on_main:
        return None  # V401 says it
    return Problem(
        document.place("version"),
        f"version {document.version} saknar beslut, och följer det om version {before.number}",
        f"skriv beslutet om version {before.number}",
    )


def _rewritten(corpus: Corpus, document: Document, known: Lydelse) -> Problem | None:
    """A settled version whose decision is told in another way."""
    told = corpus.timeline.tree.get(document.path)
    decision = _decision(corpus, known)
    if not told or told.hash != known.hash or not held(corpus, document) or not decision:
        return None  # another text: V101, V102 or V403 says it
    if document.decision is None:
        return Problem(
            document.place("version"),
            f"beslutet om version {known.number} ({decision.on}) saknas",
            "skriv tillbaka beslut som det stod när versionen beslutades",
        )
    keys = [
        key
        for key in _differing(document.decision, decision, known)
        if _values(decision)[key] or known.proof is not Proof.TAKEN_OVER
    ]
    if not keys:
        return None
    was = listed((_as_it_stood(decision, key) for key in keys), "och")
    source = "i liggaren" if known.proof is Proof.LEDGER else "när versionen beslutades"
    return Problem(
        document.place("beslut", keys[0]),
        f"{listed(keys, 'och')} i beslutet är inte som {source}",
        f"skriv tillbaka {was}",
    )


def _decision(corpus: Corpus, lydelse: Lydelse) -> Decision | None:
    """The decision of the lydelse; for one that was taken over, as it stood at the adoption."""
    if lydelse.proof is not Proof.TAKEN_OVER:
        return lydelse.decision
    history, adoption = corpus.timeline.history, corpus.timeline.adoption
    told = [
        event.revision.outline
        for event in history.events.get(lydelse.id, ())
        if event.revision
        and event.revision.outline.number == lydelse.version
        and event.revision.outline.decision
        and history.days[event.step] <= adoption
    ]
    return decision_of(told[-1]) if told else lydelse.decision


def _differing(told: Decision, decision: Decision, lydelse: Lydelse) -> list[str]:
    """The keys of ``beslut`` that differ; the ledger knows no ``referens``."""
    keys, known = _values(told), _values(decision)
    return [
        key
        for key in keys
        if keys[key] != known[key] and (key != "referens" or lydelse.proof is not Proof.LEDGER)
    ]


def _as_it_stood(decision: Decision, key: str) -> str:
    value = _values(decision)[key]
    if not value:
        return f"beslutet utan {key}"
    return f'{key}: "{value}"' if key == "paragraf" else f"{key}: {value}"


def _values(decision: Decision) -> dict[str, str]:
    return {
        "datum": str(decision.on),
        "av": decision.by,
        "diarienummer": decision.register_number,
        "paragraf": decision.paragraph,
        "referens": decision.reference,
    }
