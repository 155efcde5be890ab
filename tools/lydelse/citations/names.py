"""What statutes are called: the names that a parser is to know, and how they are met in a text."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lydelse.citations.tokens import END, Token, Tokens, tokens_of

Words = tuple[str, ...]

LONGEST_ABBREVIATION = 8

_OF_STATUTE = re.compile(
    r"L\w{2,}|\w{2,}[LBF]|.*(?i:lag(?:en)?|balk(?:en)?|förordning(?:en)?|form(?:en)?|direktiv(?:et)?"
    r"|konvention(?:en)?)"
)
"""A law, a balk or a förordning says so by its first or last letter: LVU, BrB, SoF, DOS-lagen."""


@dataclass(frozen=True, eq=False)
class Names:
    """Names of statutes, each with the numbers of those that it may mean, on some day.

    ``tails`` are the words of a title that follow its number: ``om egenvård`` of SFS 2022:1250.
    """

    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tails: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Tells one set of names from another."""
        return hashlib.sha256(repr((self.meanings, self.tails)).encode()).hexdigest()

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of the statutes that have names."""
        return frozenset(number for each in self.meanings.values() for number in each)

    @cached_property
    def _by_first(self) -> Mapping[str, tuple[tuple[Words, str], ...]]:
        """Each name by its first word, the longest first."""
        found: dict[str, list[tuple[Words, str]]] = {}
        for name in self.meanings:
            words = _words(tokens_of(name))
            if words:
                found.setdefault(words[0], []).append((words, name))
        return {
            first: tuple(sorted(rows, key=lambda row: -len(row[0])))
            for first, rows in found.items()
        }

    @cached_property
    def _tails(self) -> Mapping[str, Words]:
        return {number: _words(tokens_of(tail)) for number, tail in self.tails.items()}

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The words, in lower case, that names begin with, genitives included."""
        first = self._by_first.keys()
        return frozenset(first | {word + ending for word in first for ending in ("s", ":s", "-")})

    def meant(self, name: str, tokens: Tokens, at: int) -> bool:
        """Whether the name is met with its own capitals, if it is an abbreviation."""
        return not is_abbreviation(name) or tokens[at].value.startswith(name)

    def longest(self, tokens: Tokens, at: int, *, exact: bool = True) -> tuple[str, int] | None:
        """The longest name that stands at the token, and the token after it.

        An abbreviation must have its capitals, unless ``exact`` is false.
        """
        for first in _bases(_folded(tokens[at].value)):
            for words, name in self._by_first.get(first, ()):
                if _stands(words, tokens, at) and (not exact or self.meant(name, tokens, at)):
                    return name, at + len(words)
        return None

    def after_tail(self, number: str, tokens: Tokens, at: int) -> int | None:
        """The token after the rest of the statute's title, if it stands here."""
        words = self._tails.get(number, ())
        whole = words[1:] if words[:1] == ("om",) else words
        for tail in (words, whole):
            if tail and _stands(tail, tokens, at):
                return at + len(tail)
        return None


def is_abbreviation(name: str) -> bool:
    """Whether a name is told by its capitals: SoL, GDPR, DOS-lagen."""
    return " " not in name and sum(sign.isupper() for sign in name) > 1


def is_of_statute(abbreviation: str) -> bool:
    """Whether an abbreviation that nobody knows looks like that of a statute."""
    return bool(_OF_STATUTE.fullmatch(abbreviation))


def _words(tokens: Iterable[Token]) -> Words:
    return tuple(_folded(token.value) for token in tokens if token.kind != END)


def _folded(text: str) -> str:
    return text.casefold().rstrip("-") or text


def _bases(word: str) -> Iterable[str]:
    """The word, and what it may be the genitive of."""
    yield word
    if word.endswith("s"):
        yield word[:-1].rstrip(":’'")


def _stands(words: Words, tokens: Tokens, at: int) -> bool:
    last = len(words) - 1
    if at + last >= len(tokens) or tokens[at + last].kind == END:
        return False
    plain = (_folded(tokens[at + n].value) == words[n] for n in range(last))
    return all(plain) and words[last] in _bases(tokens[at + last].value.casefold())
