"""Which block of the old text is which in the new one: in place, changed, moved, gone or new."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lydelse.changes.blocks import Block
from lydelse.changes.matching import matched
from lydelse.changes.units import END, Unit

_ALIKE = 0.4
_MOVED_ALIKE = 0.75
_FEWEST_WORDS = 4
_LARGEST_TABLE = 2_500
_NEAR = 12
_MOST_MOVED = 60


@dataclass(frozen=True, slots=True)
class Read:
    """A block and its words; ``key`` is all that it says, pauses and form left out."""

    block: Block
    units: tuple[Unit, ...]
    key: str
    words: Counter[str]


def read(block: Block, units: tuple[Unit, ...]) -> Read:
    """The block as it is compared."""
    words = [unit.key for unit in units if unit.key != END]
    return Read(block, units, "\x1f".join(words), Counter(words))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring blocks of either text between two that stayed, and the pairs among them.

    ``same`` says that it is one block that says the same in both.
    """

    old: range
    new: range
    pairs: tuple[tuple[int, int], ...]
    same: bool

    @property
    def one_to_one(self) -> bool:
        """Whether every block has its counterpart."""
        return len(self.pairs) == len(self.old) == len(self.new)

    @property
    def gone(self) -> list[int]:
        """The old blocks without a counterpart here."""
        paired = {i for i, _ in self.pairs}
        return [i for i in self.old if i not in paired]

    @property
    def come(self) -> list[int]:
        """The new blocks without a counterpart here."""
        paired = {j for _, j in self.pairs}
        return [j for j in self.new if j not in paired]


def stretches_of(old: Sequence[Read], new: Sequence[Read]) -> Iterator[Stretch]:
    """Both texts from beginning to end, each block in one stretch."""
    i = j = 0
    fixed = matched([each.key for each in old], [each.key for each in new])
    for a, b in [*fixed, (len(old), len(new))]:
        if (i, j) != (a, b):
            pairs = tuple(_paired(old, new, range(i, a), range(j, b)))
            yield Stretch(range(i, a), range(j, b), pairs, same=False)
        if a < len(old):
            yield Stretch(range(a, a + 1), range(b, b + 1), ((a, b),), same=True)
        i, j = a + 1, b + 1


def moved_between(
    old: Sequence[Read], new: Sequence[Read], gone: Sequence[int], come: Sequence[int]
) -> dict[int, int]:
    """Blocks that went from one place and came in another: new position -> old position."""
    found: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for i in reversed(gone):
        if old[i].key:
            places.setdefault(old[i].key, []).append(i)
    for j in come:
        if places.get(new[j].key):
            found[j] = places[new[j].key].pop()
    taken = set(found.values())
    left = [i for i in gone if i not in taken and old[i].words.total() > _FEWEST_WORDS]
    if len(left) <= _MOST_MOVED:
        for j in come[:_MOST_MOVED]:
            likeness = {i: _likeness(old[i], new[j]) for i in left if i not in taken}
            best = max(likeness, key=lambda i: likeness[i], default=-1)
            if j not in found and best >= 0 and likeness[best] >= _MOVED_ALIKE:
                found[j] = best
                taken.add(best)
    return found


def _likeness(a: Read, b: Read) -> float:
    """The share of words that the blocks have in common, 0 to 1."""
    total = a.words.total() + b.words.total()
    small, large = sorted((a.words, b.words), key=len)
    shared = sum(min(count, large[word]) for word, count in small.items() if word in large)
    return 2 * shared / total if total else 0.0


def _paired(
    old: Sequence[Read], new: Sequence[Read], olds: range, news: range
) -> Iterator[tuple[int, int]]:
    """The likeliest counterparts, in order."""
    if not olds or not news:
        return
    if len(olds) == len(news) == 1:
        a, b = old[olds[0]], new[news[0]]
        if a.block.form == b.block.form or _likeness(a, b) >= _ALIKE:
            yield olds[0], news[0]
    elif len(olds) * len(news) <= _LARGEST_TABLE:
        yield from _best(old, new, olds, news)
    else:
        yield from _near(old, new, olds, news)


def _worth(a: Read, b: Read) -> float:
    alike = _likeness(a, b)
    return alike + (0.1 if a.block.form == b.block.form else 0) if alike >= _ALIKE else 0.0


def _best(
    old: Sequence[Read], new: Sequence[Read], olds: range, news: range
) -> Iterator[tuple[int, int]]:
    """The pairs whose likeness adds up to most."""
    height, width = len(olds), len(news)
    worth = [[_worth(old[i], new[j]) for j in news] for i in olds]
    total = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            both = worth[i][j] + total[i + 1][j + 1] if worth[i][j] else 0.0
            total[i][j] = max(both, total[i + 1][j], total[i][j + 1])
    i = j = 0
    while i < height and j < width:
        if worth[i][j] and total[i][j] == worth[i][j] + total[i + 1][j + 1]:
            yield olds[i], news[j]
            i, j = i + 1, j + 1
        elif total[i][j] == total[i + 1][j]:
            i += 1
        else:
            j += 1


def _near(
    old: Sequence[Read], new: Sequence[Read], olds: range, news: range
) -> Iterator[tuple[int, int]]:
    """The first like block among the next few: for stretches too large to try all pairs."""
    at = news.start
    for i in olds:
        window = range(at, min(at + _NEAR, news.stop))
        j = next((j for j in window if _worth(old[i], new[j])), None)
        if j is not None:
            yield i, j
            at = j + 1
