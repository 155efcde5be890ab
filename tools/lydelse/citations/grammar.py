"""Citations in a text: provisions and statutes put together.

::

    text  = { unit | joint | other words }
    unit  = provisions ["i"] statute | statute [","] provisions | statute | provisions

Of provisions that follow a statute, those after the first joint belong to a statute that follows
them: ``SOSFS 2011:9 5 kap. 1 § och 3 kap. 2 § PSL``. Every loop has a bound, so that time grows
with the length of the text and nothing else.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from lydelse.citations.lists import dot, joint, word
from lydelse.citations.model import (
    FORMER,
    SAME_CHAPTER,
    SAME_SECTION,
    THIS,
    THIS_CHAPTER,
    THIS_SECTION,
    Citation,
    Parsed,
    Provision,
)
from lydelse.citations.names import Names, is_abbreviation, is_of_statute
from lydelse.citations.provisions import Group, groups
from lydelse.citations.statutes import Statute, statute
from lydelse.citations.tokens import (
    COLON,
    DECIMAL,
    END,
    NUMBER,
    SERIES,
    SFS,
    WORD,
    Tokens,
    tokens_of,
)
from lydelse.citations.vocabulary import NO_LAW, PAST, STOP, may_begin

_PARTS = {THIS_CHAPTER, SAME_CHAPTER, THIS_SECTION, SAME_SECTION}
"""What is nothing to look up alone: *i detta kapitel*."""

_REMARK = 20
"""Tokens of a remark in brackets."""

_WORDS = 4
"""Words between two provisions that have their statute in common."""

_SHORT = 2
"""Letters of an abbreviation that may as well be something else."""

_NOBODY = Names()


class _Unit(NamedTuple):
    citations: tuple[Citation, ...]
    end: int


def parse(text: str, names: Names = _NOBODY) -> tuple[Citation, ...]:
    """The citations in the text, in order; never raises.

    ``names`` are those to know beside what a statute's name looks like.
    """
    return read(text, names).citations


def read(text: str, names: Names = _NOBODY) -> Parsed:
    """The citations in the text, and what no citation explains."""
    tokens = tokens_of(text)
    found: list[Citation] = []
    rest: list[str] = []
    waiting: tuple[int, int] | None = None
    at = 0
    while tokens[at].kind != END:
        if may_begin(tokens[at], names) and (unit := _unit(tokens, at, names)):
            waiting = _shared(tokens, at, unit, waiting, found)
            found += unit.citations
            at = max(unit.end, at + 1)
            continue
        if carried := _carried(tokens, at, found):
            found.append(carried)
            at += 1
            continue
        note = _amendment(tokens, at) or _amending(tokens, at, names)
        note = note or (_remark(tokens, at, names) if found else 0)
        between = joint(tokens, at) if found and not note else None
        if not (note or between) and tokens[at].kind not in {",", ";", "."}:
            rest.append(text[tokens[at].start : tokens[at].end])
        at = note or (between.after if between else at + 1)
    return Parsed(tuple(found), tuple(rest))


def _carried(tokens: Tokens, at: int, found: Sequence[Citation]) -> Citation | None:
    """A number that has its series from the one before: ``HSLF-FS 2017:40 och 2017:41``."""
    if tokens[at].kind != SFS or not found or not found[-1].numbered:
        return None
    series, _, number = found[-1].statute.partition(" ")
    before = at - 1
    while before and (between := joint(tokens, before)) and between.after == at:
        before -= 1
    if before == at - 1 or tokens[before].end != found[-1].end or ":" not in number:
        return None
    token = tokens[at]
    return Citation(statute=f"{series} {token.value}", start=token.start, end=token.end)


def _shared(
    tokens: Tokens,
    at: int,
    unit: _Unit,
    waiting: tuple[int, int] | None,
    found: list[Citation],
) -> tuple[int, int] | None:
    """Give provisions that wait for a statute the one of this unit, or let more of them wait.

    ``utredning enligt 7 § och vård enligt 9 § LVU``: both are of LVU. ``waiting`` is the place of
    the first of them in ``found``, and the token after the last; so is what is returned.
    """
    if at == 0 or word(tokens, at - 1) != "enligt":
        return None
    near = waiting is not None and _is_list(tokens, waiting[1], at - 1)
    first = waiting[0] if waiting and near else len(found)
    whose = unit.citations[0]
    if whose.statute == THIS:
        return first, unit.end
    if near and whose.provision != Provision():
        found[first:] = [one.of(whose.statute) for one in found[first:]]
    return None


def _is_list(tokens: Tokens, start: int, end: int) -> bool:
    """Whether only a joint and a few words stand between two members of a list."""
    between = joint(tokens, start)
    if between is None or end - between.after > _WORDS:
        return False
    words = tokens[between.after : end]
    return all(token.kind == WORD and token.word not in STOP for token in words)


def _unit(tokens: Tokens, at: int, names: Names) -> _Unit | None:
    if _amendment(tokens, at) or _amending(tokens, at, names):
        return None
    before = groups(tokens, at)
    if before:
        return _provisions_first(tokens, before, names)
    found = statute(tokens, at, names) or _before_provision(tokens, at, names)
    if found and at and word(tokens, at - 1) in PAST:
        found = found._replace(era=FORMER)  # gällde socialtjänstlagen (2001:453)
    if not found or _is_of_time(tokens, found):
        return None
    unit = _statute_first(tokens, at, found, names)
    return None if found.statute in _PARTS and unit.citations[0].provision == Provision() else unit


def _is_of_time(tokens: Tokens, found: Statute) -> bool:
    """Whether two capitals before a number are no statute: ``KL 08.00``, ``TF 2 dagar``."""
    short = len(found.statute) == _SHORT and tokens[found.end].kind in {NUMBER, DECIMAL}
    return short and all(group.loose for group in groups(tokens, found.end))


def _before_provision(tokens: Tokens, at: int, names: Names) -> Statute | None:
    """A name that only a provision after it makes one: ``Sol 4 kap. 1 §``, ``BrB 24 kap. 4 §``.

    The first lacks its capitals, and the second no register knows.
    """
    if tokens[at].kind == SFS:  # 2025:400 27 kap. 2 §
        after = groups(tokens, at + 1)
        bare = Statute(f"SFS {tokens[at].value}", at + 1)
        return bare if after and not (after[0].loose or after[0].bound) else None
    if tokens[at].kind != WORD:
        return None
    known = names.longest(tokens, at, exact=False)
    name, end = known or (tokens[at].value, at + 1)
    if not known and not (is_abbreviation(name) and is_of_statute(name)):
        return None
    after = groups(tokens, end)
    believed = after and (not after[0].loose or (not known and tokens[end].kind == COLON))
    return Statute(name, end) if believed else None


def _provisions_first(tokens: Tokens, before: Sequence[Group], names: Names) -> _Unit | None:
    """``5 kap. 1 § och 7 kap. 2 § SoL``, or provisions that lean on the context."""
    end = before[-1].end
    found = _statute_after(tokens, end, names) or _after_comma(tokens, end, names)
    if found and before[0].start and word(tokens, before[0].start - 1) == "dåvarande":
        found = found._replace(era=FORMER)
    if found:
        return _Unit(tuple(_of(tokens, before, found, before[0].start)), found.end)
    firm = _firm(before)
    if not firm or _of_no_law(tokens, firm[-1].end):
        return None
    return _Unit(tuple(_of(tokens, firm, Statute(THIS, firm[-1].end), firm[0].start)), firm[-1].end)


def _of_no_law(tokens: Tokens, at: int) -> bool:
    """Whether the provisions before are told to be of something else: ``i hyresavtalet``."""
    if word(tokens, at) not in {"i", "på", "av"}:
        return False
    near = (token.word for token in tokens[at + 1 : at + 4])
    return any(NO_LAW.search(text) for text in takewhile(bool, near))


def _after_comma(tokens: Tokens, at: int, names: Names) -> Statute | None:
    """``5 kap. 1 §, SOSFS 2011:9``; of a name only where nothing more follows: ``5 §, HSL.``"""
    if tokens[at].kind != ",":
        return None
    found = statute(tokens, at + 1, names)
    if not found or groups(tokens, found.end):
        return None
    last = tokens[found.end].kind in {END, ".", ")"}
    known = found.statute in names.meanings or found.called
    return found if tokens[at + 1].kind == SERIES or (last and known) else None


def _firm(found: Sequence[Group]) -> list[Group]:
    """The groups that are citations without a statute beside them, up to the first that is none."""
    kept: list[Group] = []
    for group in found:
        if group.bound or (group.loose and not group.firm):
            break
        kept.append(group.firm or group)
        if group.firm:
            break
    return kept


def _statute_after(tokens: Tokens, at: int, names: Names) -> Statute | None:
    at += tokens[at].value in {"i", "av", "enligt"}  # Enligt begins another sentence
    return statute(tokens, at, names, beside=True)


def _statute_first(tokens: Tokens, at: int, found: Statute, names: Names) -> _Unit:
    """A statute, and the provisions that follow it unless they are another's."""
    bracket = tokens[found.end].kind == "("
    first = found.end + (bracket or tokens[found.end].kind in {",", ":"})
    after = groups(tokens, first)
    if after and bracket and tokens[after[-1].end].kind != ")":
        after = []
    if after and _statute_after(tokens, after[-1].end, names):
        apart = first > found.end or tokens[after[-1].end].kind == END
        after = [] if apart else after[:1]
    after = _believed(after)
    if not after or found.statute.startswith("@"):
        whole = Citation(statute=found.statute, called=found.called, era=found.era)
        return _Unit((_placed(tokens, whole, at, found.end),), found.end)
    end = after[-1].end + bracket
    return _Unit(tuple(_of(tokens, after, found, at)), end)


def _believed(after: Sequence[Group]) -> list[Group]:
    """The groups after a statute; bare pieces do not follow one."""
    return [
        group
        for group in after
        if any(one.par or one.kap or one.artikel for one in group.provisions)
    ]


def _of(tokens: Tokens, found: Iterable[Group], whose: Statute, start: int) -> Iterator[Citation]:
    """The citations of groups; the first and the last reach out to the statute."""
    known = list(found)
    for number, group in enumerate(known):
        first = start if number == 0 else group.start
        last = max(group.end, whose.end) if number == len(known) - 1 else group.end
        for provision in group.provisions:
            one = Citation(
                statute=whose.statute,
                provision=provision,
                called=whose.called,
                loose=group.loose or group.bound,
                era=whose.era,
            )
            yield _placed(tokens, one, first, last)


def _placed(tokens: Tokens, citation: Citation, first: int, after: int) -> Citation:
    return replace(citation, start=tokens[first].start, end=tokens[after - 1].end)


def _amendment(tokens: Tokens, at: int) -> int:
    """The token after a note such as ``Lag (2019:973).``, which tells what amended a section."""
    if tokens[at].value not in {"Lag", "Förordning"}:
        return 0
    kinds = [token.kind for token in tokens[at + 1 : at + 5]]
    if kinds[:3] != ["(", SFS, ")"] or kinds[3] not in {END, "."}:
        return 0
    return at + 4


def _remark(tokens: Tokens, at: int, names: Names) -> int:
    """The token after a remark on a citation: ``(lex Sarah)``, ``m.fl.``"""
    words = [token.word for token in tokens[at : at + 4] if token.kind != "."]
    if words[:2] in (["m", "fl"], ["m", "m"]):
        return dot(tokens, at + 2 + (tokens[at + 1].kind == "."))
    end = at + 1
    while tokens[at].kind == "(" and end < at + _REMARK and tokens[end].kind != END:
        if tokens[end].kind == ")":
            return end + 1
        if may_begin(tokens[end], names) and _unit(tokens, end, names):
            return 0
        end += 1
    return 0


def _amending(tokens: Tokens, at: int, names: Names) -> int:
    """The token after ``genom lag (2018:1248)``: what amended is not what is cited."""
    indefinite = word(tokens, at + 1) in {"lag", "förordning"} or tokens[at + 1].kind == SERIES
    if word(tokens, at) != "genom" or not indefinite:
        return 0
    found = statute(tokens, at + 1, names)
    return found.end if found else 0
