"""Which provisions a statute has, as far as the register knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lydelse.citations import Provision
from lydelse.citations.grammar import parse
from lydelse.citations.tokens import number_of
from lydelse.statutes import Statute

_NOTHING = (0, "")


@dataclass(frozen=True, slots=True)
class Extent:
    """The provisions that exist; nothing is known of a statute without ``known``."""

    known: tuple[Provision, ...]

    def has(self, provision: Provision) -> bool:
        """Whether the provision exists, as far as is known.

        A lettered section exists if a range goes past it, since ranges leave letters out.
        """
        if provision.artikel:
            articles = {one.artikel for one in self.known if one.artikel}
            return not articles or provision.artikel in articles
        if not self.known:
            return True
        chapters = [one for one in self.known if one.kap == provision.kap]
        if not chapters:
            return False
        sections = [one for one in chapters if one.par]
        if not provision.par or not sections:
            return True
        ends = (provision.par, provision.par_to or provision.par)
        return all(any(_within(end, one) for one in sections) for end in ends)


def has(statute: Statute, provision: Provision) -> bool:
    """Whether the statute has the provision, by what the register's ``bestämmelser`` tell."""
    return _has(statute.provisions, provision)


@lru_cache(maxsize=4096)
def _has(texts: tuple[str, ...], provision: Provision) -> bool:
    return Extent(read_provisions(texts)).has(provision)


@lru_cache(maxsize=4096)
def read_provisions(texts: tuple[str, ...]) -> tuple[Provision, ...]:
    """The provisions that the texts tell; what cannot be read is left out."""
    return tuple(citation.provision for text in texts for citation in parse(text))


def overlap(one: Provision, other: Provision) -> bool:
    """Whether two provisions share a part: a chapter its sections, a section its stycken."""
    if bool(one.artikel) != bool(other.artikel):
        return Provision() in {one, other}
    if one.artikel:
        return _shared(one.artikel, other.artikel) and _shared(
            one.artikel_punkt, other.artikel_punkt
        )
    if not _shared(one.kap, other.kap) or not _meets(one, other):
        return False
    pairs = ((one.stycke, other.stycke), (one.punkt, other.punkt), (one.mening, other.mening))
    return all(_shared(*pair) for pair in pairs)


def _shared(one: str, other: str) -> bool:
    return not one or not other or one == other


def _meets(one: Provision, other: Provision) -> bool:
    if not one.par or not other.par:
        return True
    (first, last), (start, stop) = _ends(one), _ends(other)
    return first <= stop and start <= last


def _within(section: str, known: Provision) -> bool:
    first, last = _ends(known)
    return first <= _number(section) <= last


def _ends(provision: Provision) -> tuple[tuple[int, str], tuple[int, str]]:
    return _number(provision.par), _number(provision.par_to or provision.par)


def _number(text: str) -> tuple[int, str]:
    return number_of(text) if text[:1].isdecimal() else _NOTHING


def in_order(provisions: Iterable[Provision]) -> list[Provision]:
    """The provisions as they stand in a statute, whole chapters before their sections."""
    return sorted(provisions, key=sort_key)


def sort_key(provision: Provision) -> tuple[tuple[int, str], ...]:
    """The order of provisions within a statute."""
    point = provision.artikel_punkt.split()
    return tuple(
        _number(text)
        for text in (
            provision.artikel,
            point[0] if point else "",
            provision.kap,
            provision.par,
            provision.par_to,
            provision.stycke,
            provision.punkt,
            provision.mening,
        )
    )
