"""Citations written: the canonical text, and the notation of a place in a statute."""

from lydelse.citations.model import (
    SAME_CHAPTER,
    SAME_SECTION,
    SAME_STATUTE,
    THIS,
    THIS_CHAPTER,
    THIS_SECTION,
    THIS_STATUTE,
    Citation,
    Provision,
)
from lydelse.citations.tokens import ORDINALS

_CONTEXT = {
    SAME_STATUTE: "samma lag",
    THIS_STATUTE: "denna lag",
    SAME_CHAPTER: "samma kapitel",
    THIS_CHAPTER: "detta kapitel",
    SAME_SECTION: "samma paragraf",
    THIS_SECTION: "i denna paragraf",
    THIS: "",
}
_WORDS = {number: name for name, number in reversed(ORDINALS.items())}


def written(citation: Citation, name: str = "") -> str:
    """The citation in its canonical form; ``name`` is what to call the statute.

    ``27 kap. 2 § SoL (2025:400)``, ``artikel 9.2 h i dataskyddsförordningen``.
    """
    place = written_provision(citation.provision)
    statute = name or _CONTEXT.get(citation.statute, citation.statute)
    between = "i" if citation.provision.artikel and statute else ""
    return " ".join(filter(None, (place, between, statute)))


def written_provision(provision: Provision) -> str:
    """The place without the statute: ``5 kap. 1 § första stycket 2``; empty for the whole."""
    parts = []
    if provision.artikel:
        point = f".{provision.artikel_punkt}" if provision.artikel_punkt else ""
        parts.append(f"artikel {provision.artikel}{point}")
    if provision.kap:
        parts.append(f"{provision.kap} kap.")
    if provision.par_to:
        parts.append(f"{provision.par}–{provision.par_to} §§")
    elif provision.par:
        parts.append(f"{provision.par} §")
    if provision.stycke:
        parts.append(f"{_ordinal(provision.stycke)} stycket")
    if provision.punkt:
        parts.append(provision.punkt)
    if provision.mening:
        parts.append(f"{_ordinal(provision.mening)} meningen")
    return " ".join(parts)


def fragment(provision: Provision) -> str:
    """The place as ferenda and lagen.nu note it: ``K5P1S2N3``; empty for ranges and articles.

    A point, or a sentence, without stycke belongs to the first one.
    """
    if provision.artikel or provision.par_to:
        return ""
    inside = provision.punkt or provision.mening
    piece = provision.stycke or ("1" if inside and provision.par else "")
    parts = zip(
        "KPSNM",
        (provision.kap, provision.par, piece, provision.punkt, provision.mening),
        strict=True,
    )
    return "".join(f"{sign}{text.replace(' ', '')}" for sign, text in parts if text)


def _ordinal(number: str) -> str:
    return _WORDS.get(number, f"{number}:e")
