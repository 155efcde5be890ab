"""What may change without a word: a contact behind a link, a box of advice, what hangs where."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from lydelse.changes.aligning import Stretch
from lydelse.changes.blocks import Address, Block
from lydelse.changes.judging import Verdict
from lydelse.changes.lexicon import PROTECTED
from lydelse.changes.model import Reason
from lydelse.changes.places import moved_cells, renumbered, unnumbered
from lydelse.changes.standing import standing
from lydelse.findings import quoted
from lydelse.links import scheme
from lydelse.markdown import NOTES

_CONTACTS = {"tel", "mailto", "sms"}
_NOTHING = Address("", "")


@dataclass(frozen=True, slots=True)
class Structure:
    """Both texts' blocks, which of them are the same, and the words of each."""

    old: Sequence[Block]
    new: Sequence[Block]
    pairs: Mapping[int, int]
    old_words: Sequence[frozenset[str]]
    new_words: Sequence[frozenset[str]]
    steps_torn: bool

    def of_pairs(self) -> Iterator[Verdict]:
        """Verdicts on what differs in form between blocks that are each other's counterparts."""
        hung = set()
        for i, j in self.pairs.items():
            was, now = self.old[i], self.new[j]
            if was.addresses != now.addresses:
                yield from _addresses(was, now)
            if _notices(was) != _notices(now):
                yield _another_notice(now)
            if was.parent is not None or now.parent is not None:
                for verdict in self._hanging([was.parent], [now.parent], now):
                    hung.add(now.line)
                    yield verdict
            if was.shape != now.shape or was.form != now.form:
                text = "Bara formen är ändrad, till exempel fetstil, rubriknivå eller punkter."
                yield Verdict("redaktionell", (Reason("form", text, now.line),))
        for verdict in standing(self.old, self.new, self.pairs):
            if verdict.reasons[0].line not in hung:
                yield verdict
        yield from renumbered(self.old, self.new, self.pairs, torn=self.steps_torn)
        yield from moved_cells(self.old, self.new, self.pairs)

    def of_layout(self, stretch: Stretch) -> Iterator[Verdict]:
        """Verdicts on form where the words of several blocks were laid out anew."""
        was = [self.old[i] for i in stretch.old]
        now = [self.new[j] for j in stretch.new]
        if not was or not now:
            return
        if _contacts(was) != _contacts(now):
            text = f"Vid {quoted(now[0].text)} går en länk till en annan kontakt."
            yield _doubt("kontakt", text, now[0].line)
        if _images(was) != _images(now):
            text = f"Bilden är utbytt vid {quoted(now[0].text)}."
            yield _doubt("bild", text, now[0].line)
        if _numbered(was) and not _numbered(now):
            yield unnumbered(now[0])
        if _headings(was) > _headings(now):
            text = f"Vid {quoted(now[0].text)} är en rubrik inte längre en rubrik."
            yield _doubt("villkor", text, now[0].line)
        notices = [{*map(_notices, side)} for side in (was, now)]
        if notices[0] != notices[1]:
            yield _another_notice(now[0])
        above = {block.parent for block in was} - {*stretch.old}
        below = {block.parent for block in now} - {*stretch.new}
        yield from self._hanging(above, below, now[0])

    def _hanging(
        self, above: Collection[int | None], below: Collection[int | None], block: Block
    ) -> Iterator[Verdict]:
        """Whether what hung under one item hangs under another, where that says when or who."""
        if {i if i is None else self.pairs.get(i, -1) for i in above} == {*below}:
            return
        olds = [i for i in above if i is not None]
        news = [j for j in below if j is not None]
        leads = [(self.old[i], self.old_words[i]) for i in olds]
        leads += [(self.new[j], self.new_words[j]) for j in news]
        known = all(i in self.pairs for i in olds) and len(above) == len(below) == 1
        if known or any(lead.text.endswith(":") or words & PROTECTED for lead, words in leads):
            text = f"{quoted(block.text)} står under en annan punkt. Det kan ändra när det gäller."
            yield _doubt("villkor", text, block.line)


def _numbered(blocks: Sequence[Block]) -> bool:
    return any(block.number is not None for block in blocks)


def _headings(blocks: Sequence[Block]) -> int:
    return sum(block.form == "heading" for block in blocks)


def _contacts(blocks: Sequence[Block]) -> list[str]:
    found = (address.href for block in blocks for address in block.addresses)
    return [href for href in found if scheme(href) in _CONTACTS]


def _images(blocks: Sequence[Block]) -> list[str]:
    return [address.href for block in blocks for address in block.addresses if address.image]


def _links(block: Block) -> list[Address]:
    return [address for address in block.addresses if not address.image]


def _notices(block: Block) -> frozenset[str]:
    """The kind of box around the block; one that only says "Obs" weighs no more than none."""
    return frozenset(block.shape).intersection(NOTES) - {"NOTE"}


def _another_notice(block: Block) -> Verdict:
    text = (
        f"{quoted(block.text)} står i olika slags rutor, eller i en ruta bara i den ena lydelsen."
    )
    return _doubt("ord", text, block.line)


def _addresses(was: Block, now: Block) -> Iterator[Verdict]:
    if _images([was]) != _images([now]):
        yield _doubt("bild", f"Bilden är utbytt vid {quoted(now.text)}.", now.line)
    for before, after in zip_longest(_links(was), _links(now), fillvalue=_NOTHING):
        name = quoted(after.text or before.text)
        if before.href == after.href:
            continue
        if {scheme(before.href), scheme(after.href)} & _CONTACTS and not _same(before, after):
            yield _doubt("kontakt", f"Länken {name} går till en annan kontakt.", now.line)
        else:
            text = f"Länken {name} går till en annan adress."
            yield Verdict("redaktionell", (Reason("länk", text, now.line),))


def _same(before: Address, after: Address) -> bool:
    """Whether only a contact's dress differs, or what the text says became a link or ceased to."""
    if not before.href or not after.href:
        only = before if before.href else after
        return only.text.strip() in only.href or bool(
            _digits(only.text) == _digits(only.href) != ""
        )
    return _digits(before.href) == _digits(after.href) != ""


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _doubt(kind: str, text: str, line: int) -> Verdict:
    return Verdict("i sak", (Reason(kind, text, line),))
