"""Statutes in citations: by number, by a name that is known, by a name as it is written.

::

    statute = context | number | [epithet] name ["(" number | name ")"] [tail]
    context = ("samma" | "denna" | ...) ("lag" | "förordning" | "paragraf" | ...)
    name    = one that is known | compound ("lagen" | "balken" | ...) | "lagen om" ... | capitals

A name that is not known is believed only beside a number or (``beside``) a provision.
"""

from typing import NamedTuple

from lydelse.citations.lists import joint, word
from lydelse.citations.model import (
    COMING,
    FORMER,
    SAME_CHAPTER,
    SAME_SECTION,
    SAME_STATUTE,
    THIS,
    THIS_CHAPTER,
    THIS_SECTION,
    THIS_STATUTE,
)
from lydelse.citations.names import LONGEST_ABBREVIATION, Names, is_abbreviation
from lydelse.citations.tokens import END, EU, NUMBER, SECTION, SERIES, SFS, WORD, Tokens
from lydelse.citations.vocabulary import (
    BARE,
    COMING_EPITHETS,
    DEFINITE,
    FORMER_EPITHETS,
    HEADS,
    KINDS,
    MADE_OF,
    NO_STATUTE,
    OF_RULES,
    PLAIN_EPITHETS,
    RULES,
    SAME_WORDS,
    STOP,
    TAIL,
    THIS_WORDS,
)

TITLE = 40
"""Words of a title that no register knows."""
_JOINED = 6
"""Parts, and words between them, before the last of a name: plan- och bygglagen."""
_PREAMBLE = 14
"""Tokens before a number: Socialstyrelsens föreskrifter och allmänna råd (HSLF-FS 2017:37)."""


class Statute(NamedTuple):
    """A statute as a text names it, and the token after it (see ``Citation``)."""

    statute: str
    end: int
    called: str = ""
    era: str = ""


def statute(tokens: Tokens, at: int, names: Names, *, beside: bool = False) -> Statute | None:
    """The statute that is named here; ``beside`` tells that a provision stands before it."""
    if tokens[at].kind in {SERIES, EU, SFS, "("}:
        numbered = _numbered(tokens, at, names, beside=beside)
        return _apposed(tokens, numbered, names) if numbered else None
    if tokens[at].kind not in {WORD, "("}:
        return None
    first, era = _epithets(tokens, at)
    found = _context(tokens, at) or _named(tokens, first, names, beside=beside)
    if found and found.statute == SAME_STATUTE and _is_another(tokens, at, first):
        return found._replace(statute=THIS)  # only the context tells which the former one is
    if not found or found.statute.startswith("@"):
        return found
    return _apposed(tokens, found._replace(era=era), names)


def _apposed(tokens: Tokens, found: Statute, names: Names) -> Statute:
    """The statute with other names of the same: ``socialtjänstlagen, SoL``, ``… (LSS)``.

    A number that follows the last of them is its number.
    """
    numbers = {found.statute, *names.meanings.get(found.statute, ())}
    end = found.end
    inner = _bracket(tokens, end, names)
    if inner and not inner[0] and numbers & set(names.meanings.get(inner[1], ())):
        end = inner[2]
    comma = tokens[end].kind == ","
    if comma and tokens[end + 1].kind == SFS and f"SFS {tokens[end + 1].value}" in numbers:
        return found._replace(statute=f"SFS {tokens[end + 1].value}", end=end + 2)
    also = names.longest(tokens, end + comma)
    if also and numbers & set(names.meanings[also[0]]):
        numbered = _with_number(tokens, also[1], names, found.called or found.statute)
        if numbered:
            return numbered._replace(era=found.era)
        if not (comma and tokens[also[1]].kind in {NUMBER, SECTION}):
            end = also[1]
    return found._replace(end=end)


def _numbered(tokens: Tokens, at: int, names: Names, *, beside: bool) -> Statute | None:
    token = tokens[at]
    if token.kind in {SERIES, EU}:
        after = _printed(tokens, at + 1) if token.kind == SERIES else _of_day(tokens, at + 1)
        return Statute(token.value, _after_title(tokens, after, token.value, names, only="om"))
    if token.kind == SFS and beside:
        return Statute(f"SFS {token.value}", at + 1)
    if token.kind == "(" and beside:
        inner = _bracket(tokens, at, names)
        return Statute(inner[0] or inner[1], inner[2]) if inner else None
    return None


def _epithets(tokens: Tokens, at: int) -> tuple[int, str]:
    """The token after ``den nya`` and the like, and what they say of the statute's days."""
    era, end = "", at
    while end < at + 4 and (here := era_of(tokens, end)) is not None:
        era = here or era
        end += 1
    return end, era


def era_of(tokens: Tokens, at: int) -> str | None:
    """What the epithet here says of a statute's days, maybe nothing; ``None`` if it is none.

    *Äldre* is one only in ``den äldre lagen``: elsewhere it is mostly people.
    """
    text = word(tokens, at) if at >= 0 else ""
    if text in FORMER_EPITHETS or (text == "äldre" and word(tokens, at - 1) == "den"):
        return FORMER
    if text in COMING_EPITHETS:
        return COMING
    return "" if text in PLAIN_EPITHETS else None


def _is_another(tokens: Tokens, at: int, end: int) -> bool:
    """Whether the epithets set the statute against the one that was named last."""
    epithets = {word(tokens, place) for place in range(at, end)}
    return bool(epithets & (FORMER_EPITHETS | COMING_EPITHETS | {"nuvarande"}))


def _context(tokens: Tokens, at: int) -> Statute | None:
    """``samma lag``, ``denna förordning``, ``denna paragraf``."""
    at += word(tokens, at) == "den" and word(tokens, at + 1) in SAME_WORDS
    same, this = word(tokens, at) in SAME_WORDS, word(tokens, at) in THIS_WORDS
    kind = word(tokens, at + 1) if same or this else ""
    if kind in {"paragraf", "paragrafen"}:
        return Statute(SAME_SECTION if same else THIS_SECTION, at + 2)
    if kind in {"kapitel", "kapitlet"}:
        return Statute(SAME_CHAPTER if same else THIS_CHAPTER, at + 2)
    if word(tokens, at) == "den" and not kind.endswith("en"):
        return None  # den lag som gäller
    if kind not in KINDS or (tokens[at + 2].kind == "(" and tokens[at + 3].kind in {SFS, SERIES}):
        return None
    return Statute(SAME_STATUTE if same else THIS_STATUTE, at + 2)


def _named(tokens: Tokens, at: int, names: Names, *, beside: bool) -> Statute | None:
    known = names.longest(tokens, at, exact=not beside)
    preamble = _preamble(tokens, at, names)
    if preamble and (not known or preamble.end > known[1] + 1):
        return preamble
    if known:
        return _known(tokens, at, names, known)
    if not beside and (titled := _numbered_last(tokens, at, names)):
        return titled
    name = _made(tokens, at)
    if name:
        numbered = _with_number(tokens, name[1], names, name[0])
        if numbered:
            return numbered
    if word(tokens, at) in HEADS:
        return _titled(tokens, at, names, beside=beside)
    if name and (beside or DEFINITE.search(name[0])):
        return _spelled(tokens, name[1], names, name[0])
    return _abbreviation(tokens, at, names) if beside else None


def _known(tokens: Tokens, at: int, names: Names, known: tuple[str, int]) -> Statute | None:
    """A name of the register, with the number that stands beside it."""
    name, after = known
    numbered = _with_number(tokens, after, names, name)
    if numbered:
        return numbered
    after = _after_bracket(tokens, after, names)
    longer = _made(tokens, at)
    if longer and longer[1] > after:
        return _with_number(tokens, longer[1], names, longer[0]) or Statute(name, after)
    return Statute(name, after)


def _with_number(tokens: Tokens, at: int, names: Names, name: str) -> Statute | None:
    """The statute by the number that follows its name, bare or in brackets."""
    if tokens[at].kind in {SFS, SERIES, EU}:
        token = tokens[at]
        number = f"SFS {token.value}" if token.kind == SFS else token.value
        end = _of_day(tokens, at + 1)
    elif (inner := _bracket(tokens, at, names)) and inner[0]:
        number, end = inner[0], inner[2]
    else:
        return None
    if name.casefold() not in HEADS:
        return Statute(number, _after_title(tokens, end, number, names, only="om"), called=name)
    last = _after_title(tokens, end, number, names, only="")
    title = " ".join(token.value for token in tokens[end:last])
    own = names.after_tail(number, tokens, end) or not title
    return Statute(number, last, called="" if own else f"{_definite(name)} {title}")


def _definite(head: str) -> str:
    return {"lag": "lagen", "förordning": "förordningen"}.get(head.casefold(), head.casefold())


def _bracket(tokens: Tokens, at: int, names: Names) -> tuple[str, str, int] | None:
    """The number and the name in brackets, one of them maybe empty, and the token after them."""
    if tokens[at].kind != "(":
        return None
    number, name, place = "", "", at + 1
    while place < at + 14 and tokens[place].kind not in {")", END}:
        token = tokens[place]
        known = names.longest(tokens, place)
        if token.kind == SFS:
            number = number or f"SFS {token.value}"
        elif token.kind in {SERIES, EU}:
            number = number or token.value
        elif known:
            name, place = name or known[0], known[1] - 1
        elif token.kind == WORD and token.value == "SFS":
            pass
        elif token.kind == WORD and is_abbreviation(token.value):
            name = name or token.value
        elif token.kind != "," and word(tokens, place) not in {"nr", "m", "och", "s", "förkortad"}:
            return None
        place += 1
    if tokens[place].kind != ")" or not (number or name):
        return None
    return number, name, place + 1


def _spelled(tokens: Tokens, at: int, names: Names, name: str) -> Statute:
    """A name that is not known, unless one that is stands after it in brackets."""
    inner = _bracket(tokens, at, names)
    known = inner[1] if inner and inner[1] in names.meanings else name
    return Statute(known, inner[2] if inner else at)


def _after_bracket(tokens: Tokens, at: int, names: Names) -> int:
    """The token after an abbreviation in brackets: regeringsformen (RF)."""
    inner = _bracket(tokens, at, names)
    return inner[2] if inner else at


def _printed(tokens: Tokens, at: int) -> int:
    """The token after ``(M och S)``, the part of Socialstyrelsen's series."""
    end = at + 1
    while tokens[at].kind == "(" and word(tokens, end) in {"m", "s", "och"}:
        end += 1
    return end + 1 if end > at + 1 and tokens[end].kind == ")" else at


def _of_day(tokens: Tokens, at: int) -> int:
    """The token after ``av den 27 april 2016``."""
    if word(tokens, at) == "av" and word(tokens, at + 1) == "den":
        day = [token.kind for token in tokens[at + 2 : at + 5]]
        return at + 5 if day == [NUMBER, WORD, NUMBER] else at
    return at


def _after_title(tokens: Tokens, at: int, number: str, names: Names, *, only: str) -> int:
    """The token after the rest of the title that follows the number, if there is one.

    ``only`` is the word that it must begin with, when the name before the number is whole.
    """
    known = names.after_tail(number, tokens, at)
    if known:
        return known
    first = word(tokens, at)
    if first not in TAIL or (only and first != only):
        return at
    return _title_end(tokens, at, names)


def _title_end(tokens: Tokens, at: int, names: Names) -> int:
    """Where a title that no register knows ends: at a sign, a verb, or another citation."""
    end = at
    while end < at + TITLE and tokens[end].kind == WORD and word(tokens, end) not in STOP:
        between = joint(tokens, end)
        if between and between.joined and _begins(tokens, between.after, names):
            break
        end += 1
    return end


def _begins(tokens: Tokens, at: int, names: Names) -> bool:
    """Whether another citation begins here."""
    if tokens[at].kind != WORD:
        return True
    if names.longest(tokens, at) or word(tokens, at) in {"i", "enligt", "artikel", "artiklarna"}:
        return True
    made = _made(tokens, at)
    return bool(made) and not tokens[at].value.endswith("-")


def _made(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A name that is told by its form: ``brottsbalken``, ``plan- och bygglagen``."""
    parts = [tokens[at].value]
    end = at
    while tokens[end].value.endswith("-") and word(tokens, end + 1) in {"och", "eller"}:
        if len(parts) > _JOINED:
            return None
        parts += [word(tokens, end + 1), tokens[end + 2].value]
        end += 2
    last = tokens[end]
    if last.kind != WORD or not MADE_OF.search(last.value) or NO_STATUTE.search(last.value):
        return None
    whole = " ".join(parts)
    if whole.casefold() in HEADS:
        return whole, end + 1
    genitive = whole.endswith(("ens", "ans", "ets"))
    return whole.removesuffix("s") if genitive else whole, end + 1


def _titled(tokens: Tokens, at: int, names: Names, *, beside: bool) -> Statute | None:
    """``lagen (1982:80) om …``, ``lagen om …``, or the head alone."""
    numbered = _with_number(tokens, at + 1, names, tokens[at].value)
    if numbered:
        return numbered
    definite = word(tokens, at) in {"lagen", "förordningen"}
    first = word(tokens, at + 1)
    if first in {"om", "med", "angående"} and (beside or (definite and first == "om")):
        end = _title_end(tokens, at + 1, names)
        if tokens[end].kind == "(" and (last := _with_number(tokens, end, names, "lagen")):
            return last
        if end > at + 2:
            name = " ".join(token.value for token in tokens[at:end])
            return _spelled(tokens, end, names, name)
    return Statute(SAME_STATUTE, at + 1) if beside and word(tokens, at) in BARE else None


def _numbered_last(tokens: Tokens, at: int, names: Names) -> Statute | None:
    """``lag om färdtjänst (1997:736)``."""
    if word(tokens, at) not in HEADS or word(tokens, at + 1) not in {"om", "med"}:
        return None
    end = _title_end(tokens, at + 1, names)
    return _with_number(tokens, end, names, tokens[at].value) if tokens[end].kind == "(" else None


def _abbreviation(tokens: Tokens, at: int, names: Names) -> Statute | None:
    """An abbreviation that no register knows."""
    text = tokens[at].value  # a genitive tells whose rules they are: FN:s konvention
    if not is_abbreviation(text) or len(text) > LONGEST_ABBREVIATION or not text[0].isupper():
        return None
    if text.endswith(":s"):
        return None
    numbered = _with_number(tokens, at + 1, names, text)
    return numbered or _spelled(tokens, at + 1, names, text)


def _is_rules(text: str) -> bool:
    """Whether the word is a kind of rules whose number has a series or is the EU's."""
    bare = text.removesuffix("en").removesuffix("et")
    return bool(RULES.search(text)) or bare in {
        "förordning", "genomförandeförordning", "direktiv", "beslut", "rambeslut",
        "genomförandebeslut",
    }  # fmt: skip


def _begins_author(tokens: Tokens, at: int) -> bool:
    """Whether an author in the genitive, or the kind of rules, begins here.

    ``Läs Socialstyrelsens föreskrifter`` begins at its second word.
    """
    if _is_rules(word(tokens, at)):
        return True
    if not (tokens[at].value[:1].isupper() or word(tokens, at).endswith("s")):
        return False
    for place in range(at, at + _PREAMBLE):
        before, text = word(tokens, place - 1) if place > at else "", word(tokens, place)
        if not text or text in STOP:
            return False
        if _is_rules(text):
            return before.endswith("s") or before in OF_RULES
        joined = before == "och" or before.endswith(("ens", "ets"))
        if place > at and tokens[place].value[:1].isupper() and not joined:
            return False
    return False


def _preamble(tokens: Tokens, at: int, names: Names) -> Statute | None:
    """A number whose author stands before it: Europaparlamentets och rådets direktiv 95/46/EG."""
    if not _begins_author(tokens, at):
        return None
    end, rules = at, False
    while end < at + _PREAMBLE and tokens[end].kind in {WORD, ","}:
        text = word(tokens, end)
        rules = _is_rules(text)
        end += 1
        if rules and tokens[end].kind not in {WORD, ","}:
            break
    end += word(tokens, end) == "nr"
    if not rules or tokens[end].kind not in {SERIES, EU, "("}:
        return None
    if tokens[end].kind == "(":
        inner = _bracket(tokens, end, names)
        if not inner or not inner[0] or inner[0].startswith("SFS"):
            return None
        number, after = inner[0], inner[2]
    else:
        number, after = tokens[end].value, end + 1
        after = _of_day(tokens, _printed(tokens, after))
    return Statute(number, _after_title(tokens, after, number, names, only=""))
