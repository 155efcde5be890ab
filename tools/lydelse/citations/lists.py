"""Lists in citations: numbers with ranges and letters, ordinals, and what stands between."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lydelse.citations.tokens import DASH, NUMBER, ORDINAL, SECTION, Tokens, number_of

LONGEST = 80
"""Members of one list; what is longer is no citation."""

_AND = {"och", "eller", "samt", "respektive", "resp", "jämte", "&", "/"}


class Joint(NamedTuple):
    """What stands between two members: where the next begins, and whether a word joins them."""

    after: int
    joined: bool


class Member(NamedTuple):
    """A number or a range, the token after it, and whether ``och`` stands before it."""

    first: str
    last: str
    end: int
    joined: bool = False

    @property
    def each(self) -> tuple[str, ...]:
        """Every number of the range; of one that cannot be counted only its ends."""
        return self.up_to(LONGEST)

    def up_to(self, most: int) -> tuple[str, ...]:
        """Every number of the range, if it has no more than ``most``; else only its ends."""
        if not self.last:
            return (self.first,)
        return tuple(_between(self.first, self.last, most)) or (self.first, self.last)


def word(tokens: Tokens, at: int) -> str:
    """The token's word in lower case; empty when it is no word."""
    return tokens[at].word


def dot(tokens: Tokens, at: int) -> int:
    """The token after a full stop of an abbreviation, when one stands here."""
    return at + 1 if tokens[at].kind == "." else at


def joint(tokens: Tokens, at: int) -> Joint | None:
    """What joins two members of a list: a comma, a word, or both."""
    after, joined = at, False
    if tokens[after].kind in {",", ";"}:
        after += 1
    if word(tokens, after) in {"jämförd", "jämfört"} and word(tokens, after + 1) == "med":
        return Joint(after + 2, joined=True)
    last = after + 3  # och/eller
    while after < last and tokens[after].value.casefold() in _AND:
        is_short = word(tokens, after) == "resp"
        after, joined = after + 1, True
        after = dot(tokens, after) if is_short else after
    return Joint(after, joined) if after > at else None


def numbers(tokens: Tokens, at: int) -> tuple[list[Member], int] | None:
    """The list of numbers that begins here, and the token after it."""
    if at not in tokens.lists:
        starts, found, end = _read_numbers(tokens, at)
        tokens.lists[at] = ([], at)
        for number, start in enumerate(starts):
            tokens.lists[start] = (found[number:], end)
    known, end = tokens.lists[at]
    return (known, end) if known else None


def _read_numbers(tokens: Tokens, at: int) -> tuple[list[int], list[Member], int]:
    """Where each member begins, the members, and the token after them."""
    starts: list[int] = []
    found: list[Member] = []
    place, joined, end = at, False, at
    while len(found) < LONGEST and (member := _member(tokens, place, found, joined=joined)):
        starts.append(place)
        found.append(member)
        end = member.end
        between = joint(tokens, end)
        if not between:
            break
        place, joined = between
    return starts, found, end


def ordinals(tokens: Tokens, at: int) -> tuple[list[str], int] | None:
    """The list of ordinals that begins here, as figures, and the token after it."""
    found: list[str] = []
    while len(found) < LONGEST and tokens[at].kind == ORDINAL:
        found.append(tokens[at].value)
        at += 1
        if tokens[at].kind == DASH and tokens[at + 1].kind == ORDINAL:
            found += list(_between(found[-1], tokens[at + 1].value))[1:]
            at += 2
        between = joint(tokens, at)
        if not between or tokens[between.after].kind != ORDINAL:
            break
        at = between.after
    return (found, at) if found else None


def _member(tokens: Tokens, at: int, before: Sequence[Member], *, joined: bool) -> Member | None:
    """A number, a range, or a letter that goes on from the number before: 3 a–c, 3 a och b."""
    first = tokens[at].value if tokens[at].kind == NUMBER else ""
    if not first and before:
        first = _lettered(tokens, at, before[-1].last or before[-1].first)
    if not first:
        return None
    after = at + 1
    if to := _to(tokens, after):
        last = tokens[to].value if tokens[to].kind == NUMBER else _lettered(tokens, to, first)
        if last and number_of(last) > number_of(first):
            return Member(first, last, to + 1, joined)
    return Member(first, "", after, joined)


def _to(tokens: Tokens, at: int) -> int:
    """The token after a dash, ``till och med`` or ``t.o.m.``; 0 when none stands here.

    The dash may stand after a §, as in ``2 §–6 §``.
    """
    if tokens[at].kind == DASH:
        return at + 1
    if tokens[at].kind == SECTION and tokens[at + 1].kind == DASH:
        return at + 2 if tokens[at + 3].kind == SECTION else 0
    for words in (("till", "och", "med"), ("t", "o", "m")):
        end = at
        for text in words:
            if word(tokens, end) != text:
                break
            end = dot(tokens, end + 1) if len(text) == 1 else end + 1
        else:
            return end
    return 0


def _lettered(tokens: Tokens, at: int, before: str) -> str:
    """The number before with the letter that stands here instead of its own."""
    letter = word(tokens, at)
    figure, _, own = before.partition(" ")
    one = len(letter) == 1 and letter.isascii()
    return f"{figure} {letter}" if one and own and letter > own else ""


def _between(first: str, last: str, most: int = LONGEST) -> Iterator[str]:
    """Each number from the first to the last; nothing when they are not alike, or too many."""
    if not (first[:1].isdecimal() and last[:1].isdecimal()):
        return
    (start, letter), (stop, other) = number_of(first), number_of(last)
    if not letter and not other and stop - start < most:
        yield from (str(number) for number in range(start, stop + 1))
    elif start == stop and letter and other:
        yield from (f"{start} {chr(sign)}" for sign in range(ord(letter), ord(other) + 1))
