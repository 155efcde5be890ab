"""References to what has ceased, or is to cease: readers must not be led to a dead rule."""

from collections.abc import Iterator
from datetime import date, timedelta

from lydelse.corpus import Corpus
from lydelse.documents import Document
from lydelse.findings import Place, Problem
from lydelse.links import resolve, scheme
from lydelse.rules.model import rule

_KEPT = "ersätter"
"""The key that names what has ceased on purpose."""


@rule("H301", "warning")
def leads_to_ceased(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Inget som gäller ska hänvisa till ett dokument som har upphört, eller som snart upphör.

    Det gäller länkar i texten och det som hör_till, kompletterar, avviker_från och relaterat
    nämner. Nyckeln ersätter får nämna det som har upphört.

    Fel:  relaterat nämner RL-002, som upphörde 2027-01-01
    Rätt: relaterat nämner RL-007, som har ersatt RL-002
    """
    near = today + timedelta(days=corpus.register.settings.soon_days)
    ended = {
        one.id: one
        for one in corpus.every_document
        if one.ceases and one.ceases <= near and one.decision
    }
    paths = {one.path: one for one in ended.values()}
    for document in corpus.in_force(today):
        for key, id_ in document.references:
            other = ended.get(id_)
            if other and key != _KEPT and _outlives(document, other):
                yield _problem(corpus, document.place(key), other, today)
    for text in corpus.texts:
        if text.document and not _is_in_force(text.document, today):
            continue
        for link in text.body.links:
            if scheme(link.href) or link.image:
                continue
            other = paths.get(resolve(text.path, link.href).path)
            if other and (text.document is None or _outlives(text.document, other)):
                yield _problem(corpus, Place(text.path, link.line, link.column), other, today)


def _problem(corpus: Corpus, place: Place, other: Document, today: date) -> Problem:
    word = "upphörde" if other.ceases and other.ceases <= today else "upphör"
    successors = [
        one.id
        for one in corpus.every_document
        if other.id in one.replaces and one.path != place.path
    ]
    return Problem(
        place,
        f"{other.id} ({other.title}) {word} {other.ceases}",
        f"hänvisa till {successors[0]} i stället" if successors else "ta bort hänvisningen",
    )


def _outlives(document: Document, other: Document) -> bool:
    """Whether the document still applies on the day when the other has ceased."""
    same = document.id == other.id
    return not same and (not document.ceases or not other.ceases or document.ceases > other.ceases)


def _is_in_force(document: Document, today: date) -> bool:
    return document.decision is not None and not (document.ceases and document.ceases <= today)
