"""What may change without a word: a contact behind a link, a box of advice, what hangs where."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from lydelse.changes.blocks import Address, Block
from lydelse.changes.judging import Verdict
from lydelse.changes.lexicon import PROTECTED
from lydelse.changes.model import Reason
from lydelse.findings import quoted
from lydelse.links import scheme

_CONTACTS = {"tel", "mailto", "sms"}
_ADVICE = "TIP"
Texts = tuple[list[list[str]], list[list[str]]]
"""The words of every block, old and new."""


def form_verdicts(
    old: Sequence[Block], new: Sequence[Block], pairs: Mapping[int, int], texts: Texts
) -> Iterator[Verdict]:
    """Verdicts on what differs in form between blocks that are each other's counterparts."""
    for i, j in pairs.items():
        was, now = old[i], new[j]
        if was.addresses != now.addresses:
            yield from _addresses(was, now)
        if (_ADVICE in was.shape) != (_ADVICE in now.shape):
            yield _doubt(
                "ord", f"{quoted(now.text)} är ett tips bara i den ena lydelsen.", now.line
            )
        if was.level != now.level or was.parent != now.parent:
            yield from _hanging(old, new, (i, j), pairs, texts)
        if was.shape != now.shape or was.form != now.form:
            text = "Bara formen är ändrad, till exempel fetstil, rubriknivå eller listans tecken."
            yield Verdict("redaktionell", (Reason("form", text, now.line),))


def _addresses(was: Block, now: Block) -> Iterator[Verdict]:
    empty = Address("", "")
    for before, after in zip_longest(was.addresses, now.addresses, fillvalue=empty):
        if before.href == after.href:
            continue
        contacts = {scheme(before.href), scheme(after.href)} & _CONTACTS
        both = bool(before.href and after.href)
        if contacts and (both or not was.addresses or not now.addresses):
            if not _same_contact(before, after):
                text = f"Länken {quoted(after.text or before.text)} går till en annan kontakt."
                yield _doubt("kontakt", text, now.line)
        else:
            text = f"Länken {quoted(after.text or before.text)} går till en annan adress."
            yield Verdict("redaktionell", (Reason("länk", text, now.line),))


def _same_contact(before: Address, after: Address) -> bool:
    """Whether only the dress of a contact differs, or a link was made of what the text says."""
    digits = ["".join(filter(str.isdigit, each.href)) for each in (before, after)]
    if before.href and after.href:
        return bool(digits[0]) and digits[0] == digits[1]
    return True


def _hanging(
    old: Sequence[Block],
    new: Sequence[Block],
    pair: tuple[int, int],
    pairs: Mapping[int, int],
    texts: Texts,
) -> Iterator[Verdict]:
    """A block that hangs under another item than before, where that item says when or who."""
    above, below = old[pair[0]].parent, new[pair[1]].parent
    if above == below is None or (above is not None and pairs.get(above, -1) == below):
        return
    leads = [old[above]] if above is not None else []
    leads += [new[below]] if below is not None else []
    words = set(texts[0][above] if above is not None else ())
    words |= set(texts[1][below] if below is not None else ())
    if words & PROTECTED or any(lead.text.endswith(":") for lead in leads):
        block = new[pair[1]]
        text = f"{quoted(block.text)} står under en annan punkt. Det kan ändra när det gäller."
        yield _doubt("villkor", text, block.line)


def _doubt(kind: str, text: str, line: int) -> Verdict:
    return Verdict("i sak", (Reason(kind, text, line),))
