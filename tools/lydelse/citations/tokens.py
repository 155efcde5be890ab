"""A text cut into the signs that citations are made of."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

NUMBER, ORDINAL, SECTION, WORD = "number", "ordinal", "section", "word"
SERIES, SFS, EU, COLON, DECIMAL, DASH, END = (
    "series",
    "sfs",
    "eu",
    "colon",
    "decimal",
    "dash",
    "end",
)
"""Kinds of token; any other sign is its own kind, and ``other`` is what no citation holds."""

_PATTERN = r"""
    (?P<date>\d{4}-\d{2}-\d{2}(?!\d))
  | (?P<eu>\((?:EU|EG|EEG|Euratom)\)\s*(?:nr\s*)?\d{1,4}/\d{1,4}(?!\d)
        |\d{2,4}/\d{1,4}/(?:EU|EG|EEG|Euratom|RIF)\b
        |\b(?:EU|EG|EEG)\s+(?:nr\s*)?\d{1,4}/\d{1,4}(?!\d))
  | (?P<series>\b(?:(?i:[a-zåäö]{0,8}[-‐‑]?fs)|[A-ZÅÄÖ]{2,8}\sFS|SÖ)
        \s*(?:(?:nr\s+)?\d{4}:\s?\d{1,5}(?![\d:])
        |\(\d{4}:\d{1,5}\)))
  | (?P<sfs>(?<!\d)\d{4}:\d{1,5}(?:\s+s\.\s?\d{1,4})?(?![\d:]))
  | (?P<nth>(?<!\d)\d{1,2}:[ae](?!\w))
  | (?P<colon>(?<!\d)\d{1,2}(?:\s?[a-z])?:\d{1,3}(?:\s?[a-z](?![\w.]))?(?![\d:]))
  | (?P<decimal>(?<![\d.])\d{1,3}\.\d{1,3}(?!\d|\.\d))
  | (?P<number>(?<!\d)\d{1,4}(?!\d)
        (?:\s?(?!t\s+o\s+m\b)(?:[a-hj-oq-z](?![\w:]|\.\w)|[ip](?=\s*(?:§|kap|[-‐‑–,]\s*\d))))?)
  | (?P<other>\d+|\w*\d\w*)
  | (?P<section>§(?:\s*§)?)
  | (?P<word>[a-z](?=[-‐‑][a-z]\b)
        |[^\W\d_]+(?:(?:[-‐‑:’']|-\s*\n\s*)(?!och\b|eller\b)[^\W\d_]+)*[-‐‑]?)
  | (?P<dash>[-‐‑–—−])
  | (?P<sign>\S)
    """

_BROKEN = re.compile(r"-\s*\n\s*")
"""A hyphen at the end of a line, inside a word."""

_HYPHENS = re.compile("[‐‑]")
"""Hyphens of other programs, one of which never ends a line."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_FIRST = "2015"
"""The EU's acts have the year first since then: (EU) nr 910/2014, (EU) 2016/679."""

ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "första förste",
            "andra andre",
            "tredje",
            "fjärde",
            "femte",
            "sjätte",
            "sjunde",
            "åttonde",
            "nionde",
            "tionde",
            "elfte",
            "tolfte",
            "trettonde",
            "fjortonde",
            "femtonde",
            "sextonde",
            "sjuttonde",
            "artonde",
            "nittonde",
            "tjugonde",
        ),
        1,
    )
    for word in words.split()
} | {"sista": "sista"}
"""Ordinal words and their figures; the last one of an unknown number is ``sista``."""

AHEAD = 8
"""Tokens that the grammar may look past the end of the text."""


class Token(NamedTuple):
    """A sign of the text; ``value`` is its plain form, and the places count from 0.

    ``word`` is a word in lower case; empty for all else.
    """

    kind: str
    value: str
    start: int
    end: int
    word: str = ""


class Tokens(list[Token]):
    """The tokens of a text, with what was read of it so far, by the token where it begins.

    ``lists`` are lists of numbers (members, and the token after them), ``groups`` are provisions.
    Each is read once, however many ways the grammar tries it.
    """

    def __init__(self, found: Iterable[Token]) -> None:
        super().__init__(found)
        self.lists: dict[int, tuple[list[Any], int]] = {}
        self.groups: dict[int, Any] = {}


def tokens_of(text: str) -> Tokens:
    """The text's tokens, followed by ``AHEAD`` of kind ``end``; never raises."""
    found = [_token(match) for match in _pattern().finditer(text)]
    return Tokens(found + [Token(END, "", len(text), len(text))] * AHEAD)


def number_of(value: str) -> tuple[int, str]:
    """The figure and the letter of a number such as ``3 a``."""
    figure, _, letter = value.partition(" ")
    return int(figure), letter


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_PATTERN, re.VERBOSE)


def _token(match: re.Match[str]) -> Token:
    kind, text = str(match.lastgroup), match.group()
    start, end = match.span()
    if kind == "word":
        text = _HYPHENS.sub("-", _BROKEN.sub("", text))
        word = text.casefold()
        if word in ORDINALS:
            return Token(ORDINAL, ORDINALS[word], start, end)
        return Token(WORD, text, start, end, word)
    if kind == "number":
        return Token(NUMBER, _spaced(text), start, end)
    if kind == "nth":
        return Token(ORDINAL, text.partition(":")[0], start, end)
    if kind == "sign":
        return Token(text, text, start, end)
    return Token(kind, _VALUES.get(kind, str)(text), start, end)


def _spaced(text: str) -> str:
    """``3a`` and ``3 a`` as ``3 a``, without zeros first."""
    letter = text[-1] if text[-1].isalpha() else ""
    figure = str(int(text.removesuffix(letter)))
    return f"{figure} {letter}" if letter else figure


def _series(text: str) -> str:
    text = re.sub(r"^(\w+)\sFS", r"\1-FS", _HYPHENS.sub("-", text))
    name = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)?", text)
    rest = text[name.end() if name else 0 :].strip(" ()\n\t\xa0").removeprefix("nr")
    year, _, number = rest.partition(":")
    return f"{name.group().upper() if name else ''} {year.strip()}:{number.strip()}"


def _eu(text: str) -> str:
    if text[0].isdecimal():
        return text
    name, numeral, number = re.split(r"[\s()]+(nr)?\s*(?=\d)", text.strip("("), maxsplit=1)
    first, _, last = number.partition("/")
    year_first = _YEAR.fullmatch(first) and first >= _YEAR_FIRST
    if numeral:
        serial_first = not year_first or (_YEAR.fullmatch(last) and last < _YEAR_FIRST)
    else:
        serial_first = _YEAR.fullmatch(last) and not year_first
    return f"({name}) {'nr ' if serial_first else ''}{number}"


_VALUES: dict[str, Callable[[str], str]] = {
    "series": _series,
    "eu": _eu,
    "colon": lambda text: ":".join(_spaced(part) for part in text.split(":")),
    "section": lambda text: "§" * text.count("§"),
}
