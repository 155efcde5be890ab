"""What stands where without a word changed: items in and out of lists, texts under headings."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from lydelse.changes.blocks import Block
from lydelse.changes.judging import Verdict
from lydelse.changes.lexicon import LEADING, SCOPED
from lydelse.changes.model import Reason
from lydelse.findings import quoted

_NEAR = 12
_ELSEWHERE = "står på en annan nivå i listan än de andra punkterna"
_OUTSIDE = "står inte längre i samma lista som de andra punkterna"
_WAS_ELSEWHERE = "stod på en annan nivå i listan än de andra punkterna"
_WAS_OUTSIDE = "stod inte i samma lista som de andra punkterna"

_Group = tuple[int, int | None, int]


class Links(NamedTuple):
    """Blocks of one text and which blocks of the other say the same."""

    here: Sequence[Block]
    there: Sequence[Block]
    pairs: Mapping[int, int]


def standing(
    old: Sequence[Block], new: Sequence[Block], pairs: Mapping[int, int]
) -> Iterator[Verdict]:
    """Verdicts on blocks that say what they said, but in another list or under another heading."""
    ahead, back = Links(old, new, pairs), Links(new, old, {j: i for i, j in pairs.items()})
    torn = list(_torn(ahead))
    for i in torn:
        inside = depth(new[pairs[i]])
        yield _doubt(ahead, ahead, i, _ELSEWHERE if inside else _OUTSIDE)
    for j in () if torn else _torn(back):
        yield _doubt(back, ahead, j, _WAS_ELSEWHERE if depth(old[back.pairs[j]]) else _WAS_OUTSIDE)
    for links in (ahead, back):
        for place in _let_out(links):
            yield _doubt(links, ahead, place, "har följts av mer text under samma inledning")
    for i in _under_another(ahead):
        yield _doubt(ahead, ahead, i, "står under en annan rubrik")
    for i in _unheaded(ahead):
        yield _doubt(ahead, ahead, i, "är inte längre en rubrik över det som följer")


def depth(block: Block) -> int:
    """How many lists the block stands in."""
    listed = bool(block.shape and block.shape[0])
    return 0 if not listed else 1 if block.form == "heading" else block.level


def _doubt(links: Links, ahead: Links, place: int, said: str) -> Verdict:
    block = links.here[place] if links is not ahead else links.there[links.pairs[place]]
    text = f"{quoted(block.text)} {said}. Det kan ändra när det gäller."
    return Verdict("i sak", (Reason("villkor", text, block.line),))


def _groups(blocks: Sequence[Block]) -> dict[_Group, list[int]]:
    """The items of each list; lists with nothing between them are one."""
    found: dict[_Group, list[int]] = {}
    run = 0
    for place, block in enumerate(blocks):
        run += not depth(block)
        if block.form == "item":
            found.setdefault((run, block.parent, block.level), []).append(place)
    return found


def _torn(links: Links) -> Iterator[int]:
    """Items of one list that stand at different depths in the other text."""
    for places in _groups(links.here).values():
        paired = [place for place in places if place in links.pairs]
        for before, place in pairwise(paired):
            was, now = (links.there[links.pairs[each]] for each in (before, place))
            if depth(was) != depth(now):
                yield place
                break


def _let_out(links: Links) -> Iterator[int]:
    """Lists under a lead-in that are plain paragraphs there, with more text after or before."""
    for (_, parent, _), places in _groups(links.here).items():
        paired = [links.pairs[place] for place in places if place in links.pairs]
        if parent is not None or not paired or any(depth(links.there[at]) for at in paired):
            continue
        lead = _lead(links.here, places[0])
        after = links.there[paired[-1] + 1 : paired[-1] + 2]
        goes_on = bool(after) and after[0].form != "heading" and not depth(after[0])
        if lead is not None and (goes_on or lead != places[0] - 1):
            yield next(place for place in places if place in links.pairs)


def _lead(blocks: Sequence[Block], first: int) -> int | None:
    """The block that leads in a list, or the paragraphs before it."""
    for place in range(first - 1, max(-1, first - _NEAR), -1):
        if blocks[place].form == "heading" or depth(blocks[place]):
            return None
        if _leads(blocks[place]):
            return place
    return None


def _leads(block: Block) -> bool:
    words = [token.text.casefold() for token in block.tokens if token.kind == "word"]
    led = bool(words) and words[0] in LEADING and not block.text.endswith((".", "!"))
    return block.text.rstrip().endswith(":") or led or (len(words) > 1 and words[-1] in SCOPED)


def _above(blocks: Sequence[Block]) -> list[int | None]:
    """The heading that each block stands under; a heading stands under one of a higher level."""
    found: list[int | None] = []
    open_: list[int] = []
    for place, block in enumerate(blocks):
        if block.form == "heading":
            while open_ and blocks[open_[-1]].level >= block.level:
                open_.pop()
        found.append(open_[-1] if open_ else None)
        if block.form == "heading":
            open_.append(place)
    return found


def _under_another(links: Links) -> Iterator[int]:
    """Headings, in either text, that stand under another heading than they did."""
    was, now = _above(links.here), _above(links.there)
    for i, j in links.pairs.items():
        before, after = was[i], now[j]
        heads = "heading" in {links.here[i].form, links.there[j].form}
        known = before is None or before in links.pairs
        if heads and known and (None if before is None else links.pairs[before]) != after:
            yield i


def _unheaded(links: Links) -> Iterator[int]:
    """Headings over a text that are something else there."""
    for i, j in links.pairs.items():
        was, now = links.here[i], links.there[j]
        follows = links.here[i + 1 : i + 2]
        if was.form == "heading" != now.form and follows and follows[0].form != "heading":
            yield i
