"""Parts of a section: stycken, points and sentences.

::

    pieces = piece { joint piece }
    piece  = [ordinals "stycket" | number "st"] [points] [ordinals "meningen"]
    points = numbers ["p"] | ("punkt" | "p") numbers | ordinals "punkten"
"""

from collections.abc import Sequence
from dataclasses import replace

from lydelse.citations.lists import LONGEST, Member, dot, joint, numbers, ordinals, word
from lydelse.citations.model import Provision
from lydelse.citations.tokens import NUMBER, SECTION, Tokens

CHAPTER = {"kap", "kapitel", "kapitlet", "kapitlen"}
PIECE = {"stycket", "stycke", "styckena", "stycken", "st"}
_POINT = {"punkten", "punkt", "punkterna", "punkter", "p", "pt", "pkt"}
SENTENCE = {"meningen", "mening", "meningarna", "men"}

UNITS = {
    "år", "månader", "månad", "veckor", "vecka", "dagar", "dag", "dygn", "timmar", "timme",
    "minuter", "procent", "kronor", "kr", "gånger", "personer", "mg", "ml", "cm", "meter",
}  # fmt: skip
"""What a bare number may count instead of points."""
COUNTING = UNITS | CHAPTER | PIECE

Found = tuple[list[Provision], int]
"""Provisions, and the token after them."""


def parts_of(tokens: Tokens, at: int) -> Found | None:
    """The parts of one section: ``första stycket 3 och andra stycket första meningen``."""
    first = _piece(tokens, at, bare=True)
    if not first:
        return None
    found, at = first
    while between := joint(tokens, at):
        more = _piece(tokens, between.after, bare=False)
        if not more:
            break
        stycke = found[-1].stycke
        found += [one if one.stycke else replace(one, stycke=stycke) for one in more[0]]
        at = more[1]
    return found, at


def _piece(tokens: Tokens, at: int, *, bare: bool) -> Found | None:
    """One part; ``bare`` numbers are points only where they follow at once."""
    start = at
    at = _after_moment(tokens, at)
    stycken, at = _stycken(tokens, at) or ([""], at)
    lettered = _letters(tokens, at) if stycken[-1] else None
    points, at = lettered or _points(tokens, at, bare=bare or at > start) or ([""], at)
    named = ordinals(tokens, at)
    sentences = [""]
    if named and word(tokens, named[1]) in SENTENCE:
        sentences, at = named[0], named[1] + 1
    if at == start:
        return None
    *whole, last = stycken
    found = [Provision(stycke=stycke) for stycke in whole]
    *points_before, last_point = points
    found += [Provision(stycke=last, punkt=point) for point in points_before]
    found += [Provision(stycke=last, punkt=last_point, mening=sentence) for sentence in sentences]
    return found, at


def _after_moment(tokens: Tokens, at: int) -> int:
    """The token after ``1 mom.``, a part of old sections that has no place of its own here."""
    list_ = numbers(tokens, at)
    if list_ and word(tokens, list_[1]) in {"mom", "momentet"}:
        return dot(tokens, list_[1] + 1)
    return at


def _letters(tokens: Tokens, at: int) -> tuple[list[str], int] | None:
    """Points that are letters: ``första stycket a``, ``första stycket b) och c)``."""
    found: list[str] = []
    end = at
    while len(found) < LONGEST and _is_letter(tokens, at):
        found.append(word(tokens, at))
        end = at + 1 + (tokens[at + 1].kind == ")")
        between = joint(tokens, end)
        if not between:
            break
        at = between.after
    return (found, end) if found else None


def _is_letter(tokens: Tokens, at: int) -> bool:
    letter = word(tokens, at)
    numbered = tokens[at + 1].kind in {NUMBER, "."} and letter in _POINT
    return len(letter) == 1 and letter.isascii() and letter != "i" and not numbered


def _stycken(tokens: Tokens, at: int) -> tuple[list[str], int] | None:
    named = ordinals(tokens, at)
    if named and word(tokens, named[1]) in PIECE:
        return named[0], _after_piece(tokens, named[1])
    list_ = numbers(tokens, at)
    if list_ and word(tokens, list_[1]) in PIECE:
        each = [number for member in list_[0] for number in member.each]
        return each, _after_piece(tokens, list_[1])
    if word(tokens, at) in {"stycke", "st"}:
        after = dot(tokens, at + 1)
        if tokens[after].kind == NUMBER:
            return [tokens[after].value], after + 1
    return None


def _after_piece(tokens: Tokens, at: int) -> int:
    return dot(tokens, at + 1) if word(tokens, at) == "st" else at + 1


def _points(tokens: Tokens, at: int, *, bare: bool) -> tuple[list[str], int] | None:
    named = ordinals(tokens, at)
    if named and word(tokens, named[1]) in _POINT:
        return named[0], _after_point(tokens, named[1])
    if word(tokens, at) in _POINT:
        list_ = numbers(tokens, dot(tokens, at + 1))
        return ([number for one in list_[0] for number in one.each], list_[1]) if list_ else None
    list_ = numbers(tokens, at)
    if not list_ or not (bare or word(tokens, list_[1]) in _POINT):
        return None
    members, after = _own(tokens, *list_)
    if not members or word(tokens, after) in UNITS:
        return None
    each = [number for member in members for number in member.each]
    return each, _after_point(tokens, after) if word(tokens, after) in _POINT else after


def _after_point(tokens: Tokens, at: int) -> int:
    return dot(tokens, at + 1) if word(tokens, at) in {"p", "pt", "pkt"} else at + 1


def _own(tokens: Tokens, members: list[Member], after: int) -> tuple[list[Member], int]:
    """The members that are points; those that begin the next group are given back."""
    follows = tokens[after]
    back = 0
    if follows.kind == SECTION:
        back = _of_sections(members) if len(follows.value) > 1 else 1
    elif word(tokens, after) in CHAPTER | {"st", "stycket"}:
        back = 1
    if not back:
        return members, after
    kept = members[:-back]
    return kept, (kept[-1].end if kept else after)


def _of_sections(members: Sequence[Member]) -> int:
    """How many of the last numbers before ``§§`` are sections; the very first is a point."""
    count = 1
    if not members[-1].last and members[-1].joined:
        count = 2
        while count < len(members) and not members[-count].joined:
            count += 1
    return min(count, len(members) - 1)
