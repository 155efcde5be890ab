"""Provisions: chapters, sections, stycken, points and sentences, and articles.

::

    provisions = group { joint group }
    group      = [chapters] sections [pieces] | chapters | articles [pieces] | colon | pieces
    chapters   = numbers "kap." | "kap." number
    sections   = numbers ("§" | "§§") | "§" numbers | sections [pieces] chapter
    articles   = "artikel" article { joint article }

A bare number after ``§`` is a point, unless it begins the next group: in ``1 § 2 och 3 och 5 §``
the last one is a section. What follows several sections belongs to the last of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lydelse.citations.lists import LONGEST, Member, dot, joint, numbers, ordinals, word
from lydelse.citations.model import Provision
from lydelse.citations.pieces import CHAPTER, COUNTING, PIECE, SENTENCE, parts_of
from lydelse.citations.tokens import (
    COLON,
    DASH,
    DECIMAL,
    NUMBER,
    ORDINAL,
    SECTION,
    WORD,
    Tokens,
    number_of,
)

_CHAPTERS = 200
"""More chapters than any statute has: ``EN 301 549 kap. 9``."""

_ARTICLES = 120
"""Articles that a range is written out for: more than most acts of the EU have."""

_ARTICLE = {"artikel", "artiklarna", "artiklar", "art"}
_PARAGRAPH = {"paragraf", "paragrafen", "paragraferna"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Provisions that stand together, of tokens ``start`` to ``end``.

    ``opens`` tells that the next group keeps the chapter, also after a word. ``loose`` ones lack
    signs, and need a statute beside them to be a citation at all; ``firm`` is what is left when
    there is none. ``bound`` ones need it too: ``§ 52`` is how minutes number.
    """

    provisions: tuple[Provision, ...]
    start: int
    end: int
    opens: bool = False
    loose: bool = False
    bound: bool = False
    firm: "Group | None" = None


def groups(tokens: Tokens, at: int) -> list[Group]:
    """The groups that begin here, up to the first that is none.

    The chapter is kept from group to group, but not by a word after ``§§``: in ``8 kap. 1, 2 och
    5 §§ och 18 § 3`` nobody knows the last one's chapter.
    """
    found: list[Group] = []
    keeps = False
    while len(found) < LONGEST and (group := _group(tokens, at)):
        inside = _within(group, found[-1].provisions[-1].kap) if found and keeps else group
        found.append(inside)
        between = joint(tokens, group.end)
        if not between:
            break
        keeps = group.opens or not between.joined or inside is not group
        at = between.after
        at += tokens[at].value in {"i", "enligt"} and tokens[at + 1].kind == NUMBER
    return found


def _within(group: Group, chapter: str) -> Group:
    """The group with the chapter of the one before, if it has sections but no chapter."""
    bare = all(one.par and not one.kap for one in group.provisions)
    if not bare:
        return group
    return replace(group, provisions=tuple(replace(one, kap=chapter) for one in group.provisions))


def _group(tokens: Tokens, at: int) -> Group | None:
    if tokens[at].kind not in {NUMBER, ORDINAL, SECTION, WORD, COLON}:
        return None
    if at not in tokens.groups:
        ways = (_chapter_group, _sections, _prefixed, _colon, _articles, _loose_pieces)
        tokens.groups[at] = next(filter(None, (read(tokens, at) for read in ways)), None)
    group: Group | None = tokens.groups[at]
    return group


def _chapter_group(tokens: Tokens, at: int) -> Group | None:
    found = _chapters(tokens, at)
    if not found:
        return None
    chapters, after = found
    whole = tuple(Provision(kap=chapter) for chapter in chapters)
    next_ = after + (tokens[after].kind == ",")
    inner = _sections(tokens, next_) or _prefixed(tokens, next_)
    if inner:
        inside = _within(inner, chapters[-1]).provisions
        return replace(inner, provisions=(*whole[:-1], *inside), start=at)
    backwards = word(tokens, at) in CHAPTER
    firm = Group(provisions=whole, start=at, end=after, bound=backwards)
    list_ = numbers(tokens, after)
    if list_ and _may_be_sections(tokens, list_[1]):
        inside = tuple(_section(member, chapters[-1]) for member in list_[0])
        return replace(firm, provisions=(*whole[:-1], *inside), end=list_[1], loose=True, firm=firm)
    return firm


def _may_be_sections(tokens: Tokens, after: int) -> bool:
    """Whether numbers without § after a chapter can be its sections: 4 kap 2-4."""
    return tokens[after].kind not in {"/", "%", COLON} and word(tokens, after) not in COUNTING


def _chapters(tokens: Tokens, at: int) -> tuple[list[str], int] | None:
    """``3 och 5 kap.``, ``tredje kapitlet`` or ``kap. 3``."""
    if word(tokens, at) in CHAPTER:
        return _chapters_after(tokens, dot(tokens, at + 1))
    list_ = numbers(tokens, at)
    last = list_[0][-1].last or list_[0][-1].first if list_ else ""
    if list_ and word(tokens, list_[1]) in CHAPTER and number_of(last)[0] <= _CHAPTERS:
        each = [chapter for member in list_[0] for chapter in member.each]
        return each, dot(tokens, list_[1] + 1)
    named = ordinals(tokens, at)
    if named and word(tokens, named[1]) in CHAPTER:
        return named[0], dot(tokens, named[1] + 1)
    return None


def _chapters_after(tokens: Tokens, at: int) -> tuple[list[str], int] | None:
    """The numbers after ``kap.``; before ``§`` only the first is a chapter: ``kap. 3, 2 och 4 §§``.

    Numbers that something else counts are not among them.
    """
    list_ = numbers(tokens, at)
    if not list_:
        return None
    members, after = list_
    one = tokens[at].value
    if len(members) == 1 and not members[0].last:
        return [one], after
    if tokens[after].kind in {SECTION, "/", "%", COLON} or word(tokens, after) in COUNTING:
        return [one], at + 1
    if any(member.joined for member in members[1:]) or members[0].last:
        return [chapter for member in members for chapter in member.each], after
    return [one], at + 1


def _sections(tokens: Tokens, at: int) -> Group | None:
    """``5 § första stycket``, ``1, 2 och 5 §§``."""
    list_ = numbers(tokens, at)
    if not list_ or tokens[list_[1]].kind != SECTION:
        return None
    members, after = list_
    several = len(tokens[after].value) > 1
    group = _with_pieces(tokens, members, at, after + 1, opens=not several)
    return _before_chapter(tokens, group)


def _before_chapter(tokens: Tokens, group: Group) -> Group:
    """The group in the chapter that follows it, as in older texts: ``3 § 14 kap.``"""
    found = numbers(tokens, group.end)
    if not found or len(found[0]) > 1 or word(tokens, found[1]) not in CHAPTER:
        return group
    after = dot(tokens, found[1] + 1)
    if numbers(tokens, after) or tokens[after].kind == SECTION:
        return group
    return replace(_within(group, found[0][0].first), end=after)


def _prefixed(tokens: Tokens, at: int) -> Group | None:
    """``§ 9``, ``§§ 9–11``, ``paragraf 9``."""
    sign = tokens[at].kind == SECTION or word(tokens, at) in _PARAGRAPH
    list_ = numbers(tokens, at + 1) if sign else None
    if not list_ or tokens[list_[1]].kind == SECTION:
        return None
    members, after = list_
    if word(tokens, after) in CHAPTER:
        return None
    group = _with_pieces(tokens, members, at, after, opens=len(tokens[at].value) == 1)
    return replace(group, bound=True)


def _with_pieces(
    tokens: Tokens, members: Sequence[Member], start: int, after: int, *, opens: bool
) -> Group:
    before = [_section(member, "") for member in members]
    found, end = parts_of(tokens, after) or ([], after)
    end = dot(tokens, end + 1) if word(tokens, end) in {"ff", "f"} else end
    last = [
        replace(before[-1], stycke=one.stycke, punkt=one.punkt, mening=one.mening) for one in found
    ]
    provisions = (*before[:-1], *(last or before[-1:]))
    return Group(provisions=provisions, start=start, end=end, opens=opens)


def _section(member: Member, chapter: str) -> Provision:
    return Provision(kap=chapter, par=member.first, par_to=member.last)


def _colon(tokens: Tokens, at: int) -> Group | None:
    """``4:1`` and ``14:3-7``, chapter and section."""
    if tokens[at].kind != COLON:
        return None
    chapter, section = tokens[at].value.split(":")
    if "0" in {chapter, section} or _is_clock(tokens, at):
        return None
    after, last = at + 1, ""
    if tokens[after].kind == DASH and tokens[after + 1].kind == NUMBER:
        last, after = tokens[after + 1].value, after + 2
    after += tokens[after].kind == SECTION
    return Group(
        provisions=(Provision(kap=chapter, par=section, par_to=last),),
        start=at,
        end=after,
        loose=True,
    )


def _is_clock(tokens: Tokens, at: int) -> bool:
    """Whether the two numbers are a time: ``kl. 10:30``."""
    before = at - 1 - (at > 0 and tokens[at - 1].kind == ".")
    return before >= 0 and word(tokens, before) in {"kl", "klockan", "klockslaget"}


def _loose_pieces(tokens: Tokens, at: int) -> Group | None:
    """``tredje stycket 2`` of a paragraph that stands elsewhere."""
    named = ordinals(tokens, at)
    if not named or word(tokens, named[1]) not in {"stycket", "styckena"}:
        return None
    found = parts_of(tokens, at)
    return Group(provisions=tuple(found[0]), start=at, end=found[1]) if found else None


class _Article(NamedTuple):
    article: str
    point: str


def _articles(tokens: Tokens, at: int) -> Group | None:
    """``artikel 25.6``, ``artiklarna 13 och 14``, ``artikel 9.2 h``."""
    if word(tokens, at) not in _ARTICLE:
        return None
    start, at = at, dot(tokens, at + 1)
    found: list[_Article] = []
    while len(found) < LONGEST and (one := _article(tokens, at, found)):
        found += one[0]
        at = one[1]
        between = joint(tokens, at)
        next_ = between.after if between else at
        next_ += word(tokens, next_) in _ARTICLE
        if not between or not _article(tokens, next_, found):
            break
        at = next_
    if not found:
        return None
    provisions = [Provision(artikel=one.article, artikel_punkt=one.point) for one in found]
    pieces, at = _article_pieces(tokens, at, provisions[-1])
    return Group(provisions=(*provisions[:-1], *pieces), start=start, end=at)


def _article(
    tokens: Tokens, at: int, before: Sequence[_Article]
) -> tuple[list[_Article], int] | None:
    token = tokens[at]
    if token.kind == DECIMAL:
        article, _, point = token.value.partition(".")
        letters, after = _letters(tokens, at + 1)
        return [_Article(article, f"{point} {one}".strip()) for one in letters], after
    if token.kind == NUMBER and tokens[at + 1].kind == "(":
        return _english(tokens, at)
    if token.kind == NUMBER:
        list_ = numbers(tokens, at)
        if list_ and list_[0][0].last:
            member = list_[0][0]
            return [_Article(number, "") for number in member.up_to(_ARTICLES)], member.end
        return [_Article(token.value, "")], at + 1
    letter = word(tokens, at)
    point = before[-1].point if before else ""
    if len(letter) == 1 and " " in point and letter.isascii() and letter != "i":
        return [_Article(before[-1].article, f"{point.split()[0]} {letter}")], at + 1
    return None


def _english(tokens: Tokens, at: int) -> tuple[list[_Article], int]:
    """``6(1)(e)``."""
    article, points, at = tokens[at].value, list[str](), at + 1
    while tokens[at].kind == "(" and tokens[at + 2].kind == ")" and len(points) < 3:  # noqa: PLR2004
        if tokens[at + 1].kind not in {NUMBER, WORD} or len(tokens[at + 1].value) > 2:  # noqa: PLR2004
            break
        points.append(tokens[at + 1].value)
        at += 3
    return [_Article(article, " ".join(points))], at


def _letters(tokens: Tokens, at: int) -> tuple[list[str], int]:
    """The letter of a point, with or without ``led``; a range gives each."""
    start = at
    at += tokens[at].kind == "." or (tokens[at].kind == "(" and tokens[at + 2].kind == ")")
    at += word(tokens, at) in {"led", "punkt", "leden", "punkten"}
    letter = word(tokens, at)
    if len(letter) != 1 or not letter.isascii() or letter == "i":
        return [""], start
    after = at + 1
    after += tokens[after].kind == ")"
    last = word(tokens, at + 2)
    if tokens[at + 1].kind == DASH and len(last) == 1 and letter < last:
        return [chr(sign) for sign in range(ord(letter), ord(last) + 1)], at + 3
    return [letter], after


def _article_pieces(
    tokens: Tokens, at: int, article: Provision
) -> tuple[Iterator[Provision] | list[Provision], int]:
    """The parts of the last article: ``artikel 6.1 första stycket led f``."""
    named = ordinals(tokens, at)
    if not named or word(tokens, named[1]) not in PIECE | SENTENCE:
        return [article], at
    found = parts_of(tokens, at)
    if not found:
        return [article], at
    pieces, after = found
    letters, after = _letters(tokens, after)
    return [
        replace(
            article,
            artikel_punkt=f"{article.artikel_punkt} {letters[0] or one.punkt}".strip(),
            stycke=one.stycke,
            mening=one.mening,
        )
        for one in pieces
    ], after
