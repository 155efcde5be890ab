"""Names of the register in running text: a name in any form becomes one unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lydelse.changes.blocks import Block
from lydelse.changes.names import Named, Names
from lydelse.changes.tokens import clean, tokens_of
from lydelse.changes.units import COMMA, END, Mention, Unit, units_of
from lydelse.changes.vocabulary import is_word

Words = tuple[str, ...]


class Ending(NamedTuple):
    """An inflection: what is taken away, what stood there in the name, and what it says."""

    text: str
    base: str
    plural: bool | None
    genitive: bool = False


_SINGULAR = ("", "n", "en", "t", "et", ":n", ":en")
_PLURAL = ("r", "er", "ar", "or", "na", "rna", "erna", "arna", "orna", ":er", ":ar", ":erna")
_ENDINGS = (
    *(Ending(text, "", plural=False) for text in _SINGULAR),
    *(Ending(text, "", plural=True) for text in _PLURAL),
    *(Ending(text, "a", plural=True) for text in ("or", "orna")),
    *(Ending(text, "e", plural=True) for text in ("ar", "arna", "na")),
    Ending("a", "", plural=None),  # medicinskt ansvariga sjuksköterskor
)
_EITHER = ("are", "ande", "ende")
"""What ends so has one form for one and for many."""

_OF_CARE = (
    "tjänst", "vård", "boende", "enhet", "team", "patrull", "grupp", "central", "avdelning", "kök",
)  # fmt: skip
"""What the names of units are compounded of: such a word is the unit, however it is written."""

_LONGEST_ABBREVIATION = 4


class Entry(NamedTuple):
    """One name: its words, whose it is, and its age among that one's names."""

    words: Words
    texts: Words
    owner: int
    age: int


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The names by their first word; a name that two share is left out."""

    kinds: tuple[str, ...] = ()
    entries: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def marked(self, units: Sequence[Unit]) -> tuple[Unit, ...]:
        """The units with every name of the register as one."""
        if not self.entries:
            return tuple(units)
        found: list[Unit] = []
        at = 0
        while at < len(units):
            size, unit = self._longest(units, at)
            found.append(unit)
            at += size
        return tuple(found)

    def beginning(self, word: str) -> tuple[Entry, ...]:
        """The names that the word may begin, in any form of it."""
        found = (self.entries.get(base, ()) for base, _ in _bases(word))
        return tuple(entry for entries in found for entry in entries)

    def _longest(self, units: Sequence[Unit], at: int) -> tuple[int, Unit]:
        """The longest name that begins here, when it can only be one's; else the unit itself."""
        named = list(self._at(units, at))
        longest = max((size for size, _ in named), default=0)
        whose = {unit.key: unit for size, unit in named if size == longest}
        only = whose.popitem()[1] if len(whose) == 1 else None
        return (longest, only) if only else (1, units[at])

    def _at(self, units: Sequence[Unit], at: int) -> Iterator[tuple[int, Unit]]:
        """The names that begin here: how many units they take, and the one they become."""
        if units[at].kind not in {"word", "statute", "number"}:
            return
        for entry in _beginning(self, units[at].key):
            stretch = units[at : at + len(entry.words)]
            if self.kinds[entry.owner] == "enhet" and _is_common_word(entry, units[at]):
                continue
            if form := _form(entry, stretch):
                yield len(stretch), self._one(entry, stretch, form)

    def _one(
        self, entry: Entry, stretch: Sequence[Unit], form: tuple[bool | None, bool | None]
    ) -> Unit:
        ages = frozenset(
            other.age
            for other in self.entries[entry.words[0]]
            if (other.words, other.owner) == (entry.words, entry.owner)
        )
        return stretch[0]._replace(
            key=f"@{entry.owner}",
            kind=self.kinds[entry.owner],
            text=" ".join(unit.text for unit in stretch),
            mention=Mention(" ".join(entry.words), ages, *form),
        )


@lru_cache(maxsize=20_000)
def _beginning(index: Index, word: str) -> tuple[Entry, ...]:
    return index.beginning(word)


@lru_cache(maxsize=8)
def index_of(names: Names) -> Index:
    """The names to look for: of those that have had, or have, more than one."""
    owned = _merged(names)
    entries = [
        entry
        for owner, named in enumerate(owned)
        for name, age in _aged(named)
        if (entry := _entry(name, owner, age))
    ]
    shared = _shared(entries)
    several = {owner for owner, named in enumerate(owned) if len(_aged(named)) > 1}
    kept: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.owner in several and entry not in shared:
            kept.setdefault(entry.words[0], []).append(entry)
    kinds = tuple(named.kind for named in owned)
    return Index(kinds, {word: tuple(found) for word, found in kept.items()})


def _shared(entries: Sequence[Entry]) -> set[Entry]:
    """Names that, in some form, are another's too: they prove nothing."""
    alike: dict[str, list[Entry]] = {}
    for entry in entries:
        for base in _likely_bases(entry.words[0]):
            alike.setdefault(base, []).append(entry)
    return {
        one
        for group in alike.values()
        for one in group
        for other in group
        if one.owner != other.owner and _is_alike(one.words, other.words)
    }


def _is_alike(one: Words, other: Words) -> bool:
    return len(one) == len(other) and all(
        _likely_bases(a) & _likely_bases(b) for a, b in zip(one, other, strict=True)
    )


def _likely_bases(word: str) -> set[str]:
    """What the word may be a form of; of abbreviations only themselves."""
    return {word} | {base for base, _ in _bases(word) if len(base) > _LONGEST_ABBREVIATION}


def _merged(names: Names) -> tuple[Named, ...]:
    """Units that share their name, as a verksamhet and its avdelning may, as one."""
    found: dict[tuple[str, str], Named] = {}
    for place, named in enumerate(names.named):
        own = named.present[0].casefold() if named.kind == "enhet" else str(place)
        first = found.setdefault((named.kind, own), named)
        if first is not named:
            former = (*first.former, *(old for old in named.former if old not in first.former))
            found[named.kind, own] = first._replace(former=former)
    return tuple(found.values())


@lru_cache(maxsize=8)
def words_of(names: Names, kind: str) -> frozenset[str]:
    """Every word that alone names something of the kind."""
    entries = (
        _entry(name, 0, 0)
        for named in names.named
        if named.kind == kind
        for name, _ in _aged(named)
    )
    return frozenset(entry.words[0] for entry in entries if entry and len(entry.words) == 1)


def _aged(named: Named) -> tuple[tuple[str, int], ...]:
    return (*((name, 0) for name in named.present), *named.former)


def _entry(name: str, owner: int, age: int) -> Entry | None:
    block = Block("paragraph", 0, tuple(tokens_of(clean(name))))
    units = [unit for unit in units_of(block) if unit.key != END]
    if not units:
        return None
    return Entry(tuple(unit.key for unit in units), tuple(unit.text for unit in units), owner, age)


def _bases(word: str) -> Iterator[tuple[str, Ending]]:
    """What the word may be a form of, likeliest first."""
    for genitive in (False, True):
        if genitive and word[-1:] != "s":
            return
        bare = word[:-1].removesuffix(":") if genitive else word
        for ending in _ENDINGS:
            if bare.endswith(ending.text) and len(bare) > len(ending.text):
                stem = bare[: len(bare) - len(ending.text)]
                yield stem + ending.base, ending._replace(genitive=genitive)


def _form(entry: Entry, stretch: Sequence[Unit]) -> tuple[bool | None, bool | None] | None:
    """Number and genitive of the name as it stands here; ``None`` when it is not this name."""
    if len(stretch) < len(entry.words):
        return None
    numbers: list[bool | None] = []
    genitive: bool | None = False
    for place, (unit, word) in enumerate(zip(stretch, entry.words, strict=True)):
        ending = next((ending for base, ending in _bases(unit.key) if base == word), None)
        apart = place and (unit.pause.stop > COMMA or unit.pause.block or unit.pause.cells)
        if ending is None or apart:
            return None
        if unit.kind == "word" and not _written_so(unit.text, entry.texts[place]):
            return None
        genitive = None if word[-1] in "sxz" else ending.genitive
        if ending.text != "a":
            numbers.append(_number(word, ending))
    plural = True if True in numbers else None if None in numbers or not numbers else False
    return plural, genitive


def _is_common_word(entry: Entry, unit: Unit) -> bool:
    """Whether a unit's name of one word stands here as the plain word: natten, not Natten.

    A capital that begins a sentence tells nothing of a word that Swedish has.
    """
    capital = entry.texts[0][:1].isupper()
    if len(entry.words) > 1 or not capital or any(part in unit.key[1:] for part in _OF_CARE):
        return False
    begins = unit.pause.strong or unit.pause.stop > COMMA
    return not unit.text[:1].isupper() or (begins and is_word(unit.key))


def _written_so(text: str, name: str) -> bool:
    """Whether capitals are kept where the name is an abbreviation: SoL is no sun."""
    capitals = sum(sign.isupper() for sign in name)
    return capitals <= 1 or text.replace(".", "").startswith(name)


def _number(word: str, ending: Ending) -> bool | None:
    bare_may_be_many = not ending.text and word.endswith(_EITHER)
    n_may_be_many = ending.text == "n" and word.endswith("e") and not word.endswith("are")
    return None if bare_may_be_many or n_may_be_many else ending.plural
