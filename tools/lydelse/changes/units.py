"""Tokens to what they say: words without their dress, figures by value, pauses between words."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from lydelse.changes.blocks import Block
from lydelse.changes.lexicon import DOTTED, MEASURES, NUMBERS, ORDINALS, VARIANTS, words
from lydelse.changes.tokens import MONTHS, SHORT, Token

NONE, COMMA, COLON, STOP = range(4)
"""How strongly two words are kept apart."""


class Pause(NamedTuple):
    """What stands between two words: a pause, a question mark, a new block, cell borders.

    ``item`` is the level of the list item that begins here, 0 when none does; ``row`` says that
    a row of a table does, and ``bracket`` that a round bracket opens.
    """

    stop: int = NONE
    ask: bool = False
    block: bool = False
    cells: int = 0
    item: int = 0
    row: bool = False
    bracket: bool = False

    @property
    def strong(self) -> bool:
        """Whether a sentence ends here."""
        return self.stop >= STOP or self.block or self.ask


NO_PAUSE = Pause()


class Mention(NamedTuple):
    """A name of the register in the text.

    ``ages`` holds 0 when it is a present name and the age of each former one; ``plural`` is
    ``None`` when the form may be either.
    """

    name: str
    ages: frozenset[int]
    plural: bool | None
    genitive: bool | None


class Unit(NamedTuple):
    """A word by what it says (``key``), as it is written, and the pause before it."""

    key: str
    kind: str
    text: str
    pause: Pause
    line: int = 0
    mention: Mention | None = None


END = "\0"
"""The key of the unit that closes a text, so that its last pause is compared too."""

_APART = set(",()[]{}")
_QUOTES = set("\"“”„«»'‘’´`•‣▪◦·_")
_DASHES = set("-−–—‐‑")
_PLAIN = str.maketrans("éèêëàáûü", "eeeeaauu", "-‐‑'’")
_HYPHENS = str.maketrans("‐‑–", "---")
_TIME = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")
_HOUR = re.compile(r"0?\d|1\d|2[0-4]")
_LONG_DATE = re.compile(r"(\d{1,2})\s([^\W\d_]+)\.?\s(\d{4})")
_SHORT = [(re.compile(rf"(?i:{pattern})"), words.split()) for pattern, words in SHORT.items()]
_SIMPLE: dict[str, Callable[[str], tuple[str, str]]] = {
    "date": lambda text: ("date", f"#{_date(text)}"),
    "statute": lambda text: ("statute", statute_key(text)),
    "phone": lambda text: ("phone", "#tel" + "".join(filter(str.isdigit, text))),
    "mark": lambda _: ("symbol", "–"),
}
_AT_END = {
    "med mera", "med flera", "och så vidare", "et cetera", "och dylikt", "eller dylikt",
}  # fmt: skip
_LINKS_TIMES = {"–", "/", "och", "till", "eller", "-"}
_PARTS = {"½": "0,5", "¼": "0,25", "¾": "0,75"}
_LONG_NUMBER = 12
_HOURS = 24
_SYMBOLS = words("mg g kg ml cl dl l h m cm mm km mmol")
_NEARBY = 4
_FIGURES = {"number", "date", "phone"}
_ENDS_OF_SPAN = _FIGURES | {"word", "short", "dotted"}
_LATE = words("kväll kvällen natt natten eftermiddag eftermiddagen ikväll inatt kvälls nattetid")
_DAYS = words("måndag tisdag onsdag torsdag fredag lördag söndag")
_SERIES = {name[:cut] for name in (*_DAYS, *MONTHS) for cut in (3, 4, None)} | {
    day + "ar" for day in _DAYS
}


def key_of(word: str) -> str:
    """The word without case, hyphens and accents, in its present spelling."""
    plain = word.casefold().translate(_PLAIN)
    return VARIANTS.get(plain, plain)


def units_of(block: Block) -> tuple[Unit, ...]:
    """The block's words, closed by a unit that says nothing but carries the last pause."""
    found: list[Unit] = []
    item = block.level if block.form == "item" else 0
    pause = Pause(block=True, item=item, row=block.form == "row")
    tokens = block.tokens
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        stop = _stop(token, before, after) if token.kind == "mark" else None
        if token.kind == "cell":
            pause = pause._replace(cells=pause.cells + 1)
        elif stop is not None:
            ask = pause.ask or token.text == "?"
            opens = pause.bracket or token.text == "("
            pause = pause._replace(stop=max(pause.stop, stop), ask=ask, bracket=opens)
        else:
            for kind, key in _says(token, before, _context(found, pause)):
                written = f"~{key}" if token.struck else key
                found.append(Unit(written, kind, token.text, pause, block.line))
                pause = NO_PAUSE
        ends = after is not None and after.text[0].isupper() and _may_end(token)
        if "\n" in token.space or ends:
            pause = pause._replace(stop=STOP)
    return (*_by_half_days(found), Unit(END, "end", "", pause, block.line))


def _by_half_days(units: Sequence[Unit]) -> Iterator[Unit]:
    """The words; "8 på kvällen" is no 08.00, and "12 på natten" no noon."""
    for place, unit in enumerate(units):
        bare = unit.key.removeprefix("#").removesuffix(":00")
        hour = _is_time(unit) and bare.isdecimal() and int(bare) <= _HOURS // 2
        written = any(sign in unit.text for sign in ".:")
        if hour and not written and _is_late(units, place):
            unit = unit._replace(key=f"#{bare}")  # noqa: PLW2901  the same word, read anew
        yield unit


def _is_late(units: Sequence[Unit], at: int) -> bool:
    """Whether the hour is one of the evening or the night by the words around it."""
    start = at
    while start > max(0, at - _NEARBY) and not units[start].pause.strong:
        start -= 1
    then = takewhile(lambda unit: not unit.pause.strong, units[at + 1 : at + 2 * _NEARBY])
    return any(unit.key in _LATE for unit in (*units[start:at], *then))


def stream_of(blocks: Iterable[Sequence[Unit]]) -> list[Unit]:
    """The blocks' words in one stream: a block's last pause goes before the next one's words."""
    found: list[Unit] = []
    left = NO_PAUSE
    line = 0
    for block in blocks:
        for unit in block:
            pause = unit.pause
            if unit.key == END:
                left = merged(left, pause)
            else:
                found.append(after(left, unit))
                left = NO_PAUSE
            line = unit.line
    found.append(Unit(END, "end", "", left._replace(block=True, item=0, row=False), line))
    return found


def after(left: Pause, unit: Unit) -> Unit:
    """The unit with what stood before it, and left no word, in its pause."""
    return unit if left == NO_PAUSE else unit._replace(pause=merged(left, unit.pause))


def merged(first: Pause, then: Pause) -> Pause:
    """Two pauses with no word between them, as one."""
    return Pause(
        stop=max(first.stop, then.stop),
        ask=first.ask or then.ask,
        block=first.block or then.block,
        cells=first.cells + then.cells,
        item=then.item or first.item,
        row=then.row or first.row,
        bracket=first.bracket or then.bracket,
    )


def _stop(token: Token, before: Token | None, after: Token | None) -> int | None:
    """How strongly a sign keeps words apart; ``None`` when it says something itself."""
    sign = token.text[0]
    if sign in _QUOTES or (len(token.text) > 1 and sign == "-"):
        return NONE
    if sign in _DASHES:
        if before and after and _spans(token, before, after):
            return None
        return COMMA if before is None or before.space or token.space else NONE
    if sign in _APART:
        return COMMA
    if sign == ":":
        return COLON
    if sign == "." and len(token.text) == 1 and before and not before.space:
        small = after is not None and (after.text[0].islower() or after.text[0].isdigit())
        if small and before.text.casefold() in DOTTED:
            return NONE
    return STOP


def _spans(token: Token, before: Token, after: Token) -> bool:
    """Whether a dash stands for all between two figures, two words it ties, or two of a series."""
    ends = {before.kind, after.kind}
    if ends <= _FIGURES:
        return True
    if token.text not in {"–", "−"} or not ends <= _ENDS_OF_SPAN:
        return False
    return not (before.space or token.space) or (is_of_series(before) and is_of_series(after))


def is_of_series(word: Token | Unit) -> bool:
    """Whether the word has a place in a row: a day, a month, a number, a letter."""
    key = key_of(word.text)
    return key in _SERIES or key in NUMBERS or len(key) == 1


def _says(token: Token, before: Token | None, found: Sequence[Unit]) -> Iterator[tuple[str, str]]:
    """What a token says, as kinds and keys; nothing when it is only form."""
    if token.text == "C" and found and found[-1].text == "°":
        return  # all degrees of heat are Celsius
    if token.kind == "word":
        yield _word(token, found)
    elif token.kind == "dotted":
        yield "word", key_of(token.text.replace(".", ""))
    elif token.kind == "number":
        yield from _number(token.text, before, found)
    elif token.kind == "short":
        yield from _short(token.text, found)
    elif token.kind in _SIMPLE:
        yield _SIMPLE[token.kind](token.text)
    elif token.text in _PARTS:
        yield "number", f"#{_PARTS[token.text]}"
    elif token.kind == "symbol":
        yield "symbol", _symbol(token.text, found)
    elif token.kind not in {"tag", "notice"} and token.text != "[ ]":
        yield token.kind, token.text


def _word(token: Token, found: Sequence[Unit]) -> tuple[str, str]:
    key = key_of(token.text)
    if found and _counts(found[-1]) and key in MEASURES:
        return "measure", _measure(token.text, key)
    if key in NUMBERS and NUMBERS[key] <= _HOURS and _of_the_clock(found):
        return "number", f"#{NUMBERS[key]}:00"
    if key in NUMBERS:
        return "number", f"#{NUMBERS[key]}"
    return "word", "en" if key == "ett" else key


def _measure(text: str, key: str) -> str:
    """The measure; a symbol in other letters may be another one: mg and Mg, but ml and mL."""
    litres = key[-1] == "l" and text == f"{key[:-1]}L"
    return f"={text if key in _SYMBOLS and text != key and not litres else MEASURES[key]}"


def _short(text: str, found: Sequence[Unit]) -> Iterator[tuple[str, str]]:
    """An abbreviation as its words; after a figure, mm and ggr are measures."""
    words = _spelled_out(text)
    measure = next((MEASURES[word] for word in (text, words[0]) if word in MEASURES), "")
    if measure and found and _counts(found[-1]):
        yield "measure", f"={measure}"
    else:
        yield from (("word", key_of(word)) for word in words)


def _context(found: Sequence[Unit], pause: Pause) -> Sequence[Unit]:
    """The words just before, as far as they tell what a figure or a measure here means."""
    if pause.stop >= STOP or pause.cells:
        return ()
    commas = pause.stop > NONE and found and not _is_time(found[-1])
    return () if commas else found[-_NEARBY:]


def _is_time(unit: Unit) -> bool:
    return unit.kind == "number" and ":" in unit.key


def _counts(unit: Unit) -> bool:
    return unit.kind == "number" or unit.key == "en"


def _symbol(text: str, found: Sequence[Unit]) -> str:
    if found and _counts(found[-1]) and text in MEASURES:
        return f"={MEASURES[text]}"
    if text == "/" and found and found[-1].kind == "measure":
        return "per"
    return {"&": "och", "§": "paragraf", "§§": "paragraf", "×": "x"}.get(text, text)


def _number(text: str, before: Token | None, found: Sequence[Unit]) -> Iterator[tuple[str, str]]:
    if text[0] in _DASHES:
        if before and before.kind in _FIGURES:  # "8 -16" is a span, not a temperature
            yield "symbol", "–"
            text = text[1:]
        else:
            text = "-" + text[1:]
    if text[-1] in "ae":
        place = int(text[:-2]) if text[:-2].isdecimal() and len(text) < _LONG_NUMBER else 0
        yield "word", ORDINALS.get(place, text)
        return
    groups = text.split()
    ambiguous = any(group[0] != "0" for group in groups[1:])  # 2 500 may be two of 500
    bare = (" " if ambiguous else "").join(groups)
    time = _TIME.fullmatch(bare)
    if time and (":" in bare or _of_the_clock(found)):
        yield "number", f"#{int(time[1])}:{time[2]}"
    elif _HOUR.fullmatch(bare) and _of_the_clock(found):
        yield "number", f"#{int(bare)}:00"
    else:
        yield "number", f"#{bare}"


def _of_the_clock(found: Sequence[Unit]) -> bool:
    """Whether a figure here is a time of day: after ``klockan``, or linked to a time."""
    for unit in reversed(found):
        if unit.key == "klockan" or _is_time(unit):
            return True
        if unit.key not in _LINKS_TIMES:
            return False
    return False


def _spelled_out(text: str) -> list[str]:
    return next((words for pattern, words in _SHORT if pattern.fullmatch(text)), [text])


def _may_end(token: Token) -> bool:
    """Whether the abbreviation's full stop may also be that of the sentence: m.m., osv."""
    if token.kind == "dotted":
        return True
    closed = token.kind == "short" and token.text[-1] == "."
    return closed and " ".join(_spelled_out(token.text)) in _AT_END


def _date(text: str) -> str:
    found = _LONG_DATE.fullmatch(text)
    if not found:
        return text
    month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(found[2].lower()[:3]))
    return f"{found[3]}-{month:02}-{int(found[1]):02}"


def statute_key(text: str) -> str:
    """The statute's number; a plain number belongs to the series SFS."""
    plain = text.translate(_HYPHENS)
    return " ".join(plain.split()).removeprefix("SFS ").removeprefix("(EU) nr ")
