"""Two wordings to one comparison."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from lydelse.changes.aligning import Read, Stretch, moved_between, read, stretches_of
from lydelse.changes.blocks import Block, blocks_of
from lydelse.changes.explaining import Usage
from lydelse.changes.judging import Trade, Verdict, judged, summed
from lydelse.changes.keys import key_changes, key_verdicts
from lydelse.changes.mentions import Index, index_of, words_of
from lydelse.changes.model import BlockChange, Comparison, Reason
from lydelse.changes.names import Names
from lydelse.changes.pieces import Pieces, laid_out, pieces_of, whole
from lydelse.changes.structure import Structure
from lydelse.changes.tokens import clean, tokens_of
from lydelse.changes.units import stream_of, units_of
from lydelse.findings import quoted
from lydelse.wording import Wording

NO_NAMES = Names()

_FORMS = {
    "heading": "rubrik",
    "paragraph": "stycke",
    "item": "punkt",
    "row": "rad",
    "code": "textruta",
    "note": "ruta",
    "footnote": "fotnot",
}
_LONGEST_QUOTE = 120


def compare(old: Wording, new: Wording, names: Names = NO_NAMES) -> Comparison:
    """What differs between the wordings, and of what slag; never raises."""
    return _Comparing(old, new, names).comparison()


class _Comparing:
    """One comparison, from reading to verdict."""

    def __init__(self, old: Wording, new: Wording, names: Names) -> None:
        self._wordings = old, new
        self._index: Index = index_of(names)
        self._old = self._read(old)
        same = (old.body, old.body_line) == (new.body, new.body_line)
        self._new = self._old if same else self._read(new)
        usage = Usage(self._usage(self._old, old), self._usage(self._new, new))
        self._trade = Trade(usage, words_of(names, "roll"))
        self._stretches = tuple(stretches_of(self._old, self._new))
        self._torn_steps = False
        self._pairs = dict(chain.from_iterable(stretch.pairs for stretch in self._stretches))

    def comparison(self) -> Comparison:
        judgements = [self._judged(stretch) for stretch in self._stretches]
        anew = {
            index
            for index, (stretch, verdict) in enumerate(
                zip(self._stretches, judgements, strict=True)
            )
            if not stretch.one_to_one and verdict.slag != "i sak"
        }
        moved = self._moved(anew)
        self._torn_steps = self._steps_torn(anew)
        verdicts = [*judgements, *self._structure(anew), *self._keys()]
        for index, stretch in enumerate(self._stretches):
            if not stretch.one_to_one and index not in anew:
                verdicts[index] = summed(list(self._torn(stretch, moved)))
        verdict = summed(verdicts)
        blocks = chain.from_iterable(
            self._laid_out(stretch) if index in anew else self._shown(stretch, moved)
            for index, stretch in enumerate(self._stretches)
        )
        return Comparison(
            key_changes(*self._wordings), tuple(blocks), verdict.slag, verdict.reasons
        )

    def _read(self, wording: Wording) -> tuple[Read, ...]:
        blocks = blocks_of(wording.body, wording.body_line)
        return tuple(self._read_block(block) for block in blocks)

    def _read_block(self, block: Block) -> Read:
        return read(block, self._index.marked(units_of(block)))

    def _usage(self, blocks: Sequence[Read], wording: Wording) -> Counter[str]:
        title = self._text(wording.title)
        found: Counter[str] = Counter()
        for each in (*blocks, title):
            found.update(unit.key for unit in each.units if unit.kind == "word")
        return found

    def _text(self, text: str) -> Read:
        return self._read_block(Block("paragraph", 0, tuple(tokens_of(clean(text)))))

    def _judged(self, stretch: Stretch) -> Verdict:
        """The verdict on a stretch: pair by pair, or as one flow of words laid out anew."""
        if stretch.one_to_one:
            return summed([self._pair(i, j) for i, j in stretch.pairs])
        old = stream_of(self._old[i].units for i in stretch.old)
        new = stream_of(self._new[j].units for j in stretch.new)
        return judged(old, new, self._trade)

    def _pair(self, i: int, j: int) -> Verdict:
        old, new = self._old[i], self._new[j]
        if old.block.tokens == new.block.tokens:
            return Verdict()
        found = judged(stream_of([old.units]), stream_of([new.units]), self._trade)
        return found if found.reasons else _in_signs_alone(new.block)

    def _torn(self, stretch: Stretch, moved: dict[int, int]) -> Iterator[Verdict]:
        """A stretch in doubt: its pairs, and what went, came or moved here.

        What moved away is told where it came.
        """
        went = set(moved.values())
        gone = [i for i in stretch.gone if i not in went]
        for i, j in stretch.pairs:
            yield self._pair(i, j)
        for i in gone:
            yield _lost(self._old[i].block, "borttaget", "har tagits bort")
        for j in stretch.come:
            if j in moved:
                yield _lost(self._new[j].block, "ordning", "står på ett annat ställe")
                yield self._pair(moved[j], j)
            else:
                yield _lost(self._new[j].block, "tillagt", "har lagts till")

    def _moved(self, anew: set[int]) -> dict[int, int]:
        gone: list[int] = []
        come: list[int] = []
        for index, stretch in enumerate(self._stretches):
            if index not in anew and not stretch.same:
                gone += stretch.gone
                come += stretch.come
        return moved_between(self._old, self._new, gone, come)

    def _structure(self, anew: set[int]) -> Iterator[Verdict]:
        old = [each.block for each in self._old]
        new = [each.block for each in self._new]
        words = self._words(self._old), self._words(self._new)
        form = Structure(old, new, self._pairs, *words, steps_torn=self._torn_steps)
        yield from form.of_pairs()
        for index in sorted(anew):
            yield from form.of_layout(self._stretches[index])

    def _steps_torn(self, anew: set[int]) -> bool:
        """Whether steps came or went, so that the numbers after them are others."""
        torn = [stretch for at, stretch in enumerate(self._stretches) if at not in anew]
        left = [self._old[i] for stretch in torn for i in stretch.gone]
        left += [self._new[j] for stretch in torn for j in stretch.come]
        return any(each.block.number is not None for each in left)

    def _words(self, blocks: Sequence[Read]) -> list[frozenset[str]]:
        return [frozenset(each.words) for each in blocks]

    def _keys(self) -> Iterator[Verdict]:
        def judge(was: str, now: str) -> Verdict:
            old, new = (stream_of([self._text(text).units]) for text in (was, now))
            return judged(old, new, self._trade)

        yield from key_verdicts(*self._wordings, judge)

    def _shown(self, stretch: Stretch, moved: dict[int, int]) -> Iterator[BlockChange]:
        """The blocks of a stretch in reading order: what went stands before what came."""
        paired = {j: i for i, j in stretch.pairs}
        went = set(moved.values()) if not stretch.one_to_one else set()
        i = stretch.old.start
        for j in stretch.new:
            until = paired.get(j, i)
            yield from (self._gone(k) for k in range(i, until) if k not in went)
            i = max(i, until + (j in paired))
            yield self._come(j, paired.get(j), moved.get(j))
        yield from (self._gone(k) for k in range(i, stretch.old.stop) if k not in went)

    def _gone(self, i: int) -> BlockChange:
        block = self._old[i].block
        return _change("removed", block, whole(block.tokens, "removed"))

    def _come(self, j: int, paired: int | None, moved: int | None) -> BlockChange:
        block = self._new[j].block
        if paired is None and moved is None:
            return _change("added", block, whole(block.tokens, "added"))
        before = self._old[paired if paired is not None else moved or 0].block
        if before.tokens == block.tokens:
            pieces = whole(block.tokens, "same")
            alike = self._form(before) == self._form(block)
        else:
            pieces, alike = pieces_of(before.tokens, block.tokens), False
        kind = "moved" if paired is None else "same" if alike else "changed"
        return _change(kind, block, pieces)

    def _form(self, block: Block) -> tuple[object, ...]:
        """All of a block but its words and its place; its number, where that is news."""
        number = None if self._torn_steps else block.number
        return block.form, block.level, block.shape, block.addresses, number

    def _laid_out(self, stretch: Stretch) -> Iterator[BlockChange]:
        """Blocks whose words are those of other blocks, run together or taken apart."""
        old = [token for i in stretch.old for token in self._old[i].block.tokens]
        new = [self._new[j].block for j in stretch.new]
        if not new:
            yield from (self._gone(i) for i in stretch.old)
            return
        for block, pieces in zip(new, laid_out(old, [each.tokens for each in new]), strict=True):
            yield _change("changed", block, pieces)


def _change(kind: str, block: Block, pieces: Pieces) -> BlockChange:
    return BlockChange(
        kind=kind,  # type: ignore[arg-type]  # one of the five, by the callers
        form=block.form,
        level=block.level,
        pieces=pieces,
        number=block.number,
        section=block.section,
        line=block.line,
    )


def _in_signs_alone(block: Block) -> Verdict:
    """A block whose words and pauses are the same."""
    text = "Citattecken, rutor, mellanrum eller andra tecken är ändrade, med samma ord."
    return Verdict("redaktionell", (Reason("skrivsätt", text, block.line),))


def _lost(block: Block, what: str, said: str) -> Verdict:
    """A block that went, came or moved: always a change in substance."""
    name = "steg" if block.number is not None else _FORMS[block.form]
    kind = what if what == "ordning" else f"{'steg' if name in {'steg', 'punkt'} else name} {what}"
    text = f"{name.capitalize()}: {quoted(block.text, _LONGEST_QUOTE)} {said}."
    return Verdict("i sak", (Reason(kind, text, block.line, old=what == "borttaget"),))
