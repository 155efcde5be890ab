"""Swedish running text to tokens: words, figures, times, citations, signs, each with its place."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Kind = str
"""``word``, ``number``, ``date``, ``statute``, ``phone``, ``url``, ``mail``, ``short``, ``dotted``
(an abbreviation in capitals, M.A.S.), ``mark``, ``symbol``; and what stands for structure:
``cell``, ``box``, ``notice``, ``reference``, ``tag``."""


class Token(NamedTuple):
    """A token as written and the space after it; ``struck`` when it is crossed out."""

    kind: Kind
    text: str
    space: str = ""
    struck: bool = False


MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip

# An abbreviation in any of its spellings -> the words it stands for.
SHORT = {
    r"t(?:\.\s?|\s)ex\.?|tex": "till exempel",
    r"d\.?\s?v\.?\s?s\.?": "det vill säga",
    r"bl(?:\.\s?|\s)a\.?": "bland annat",
    r"m(?:\.\s?|\s)m\.?|mm": "med mera",
    r"m(?:\.\s?|\s)fl\.?|mfl": "med flera",
    r"m(?:\.\s?|\s)h(?:\.\s?|\s)a\.?": "med hjälp av",
    r"m(?:\.\s?|\s)a(?:\.\s?|\s)p\.?": "med avseende på",
    r"f\.\s?n\.": "för närvarande",
    r"t\.\s?v\.": "tills vidare",
    r"alt\.": "alternativ",
    r"o(?:\.\s?|\s)s(?:\.\s?|\s)v\.?|osv\.?": "och så vidare",
    r"etc\.?": "et cetera",
    r"fr(?:\.\s?|\s)o(?:\.\s?|\s)m\.?": "från och med",
    r"t(?:\.\s?|\s)o(?:\.\s?|\s)m\.?": "till och med",
    r"p(?:\.\s?|\s)g(?:\.\s?|\s)a\.?|pga\.?": "på grund av",
    r"s(?:\.\s?|\s)k\.?": "så kallad",
    r"f(?:\.\s?|\s)d\.?": "före detta",
    r"o\.\s?d\.": "och dylikt",
    r"e\.\s?d\.": "eller dylikt",
    r"c:a|ca\.?": "cirka",
    r"kl\.?": "klockan",
    r"resp\.?": "respektive",
    r"evt?\.?": "eventuellt",
    r"tel\.?|tfn\.?": "telefon",
    r"jfr\.?": "jämför",
    r"enl\.?": "enligt",
    r"ang\.": "angående",
    r"avd\.": "avdelning",
    r"inkl\.?": "inklusive",
    r"exkl\.?": "exklusive",
    r"kap\.?": "kapitel",
    r"ggr\.?": "gånger",
    r"nr\.?": "nummer",
    r"max\.?": "maximalt",
    r"s\.\s?c\.": "subkutant",
    r"i\.\s?v\.": "intravenöst",
    r"i\.\s?m\.": "intramuskulärt",
    r"o\.": "och",
}

_LETTER = r"[^\W\d_²³¹¼½¾\u2070-\u209f\u2150-\u218f\u2460-\u24ff]"
_SERIES = r"(?:SFS|SOSFS|HSLF-FS|AFS|MDFFS|RA-FS|KFS|LSFS|[A-ZÅÄÖ]{2,8}[-‐‑–]FS|[A-ZÅÄÖ]{1,8}FS)"
_MONTH = "|".join((*MONTHS, *(month[:3] for month in MONTHS)))
_YEAR_NUMBER = r"(?<!\d)\d{4}:\d{1,4}(?![\d:])"
_PHONE = (
    r"(?=[+0])(?<![\d.,])(?=(?:[-–/ +]{0,2}\d){7,15}(?!\d))(?:"
    r"(?:\+\d{1,3} ?\d{1,3}|0\d{1,3})[-–/ ] ?\d{2,8}(?: \d{2,3}){0,4}(?!\d)|0\d{7,10}(?!\d))"
)
# Each branch begins by what its tokens can begin with, so that a sign is read once.
_TOKEN = re.compile(
    rf"(?:(?={_LETTER})(?:"
    r"(?P<url>(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]}'\"”])"
    r"|(?P<mail>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6})"
    rf"|(?P<statute>{_SERIES}\s{_YEAR_NUMBER})"
    rf"|(?P<short>(?<![\w-])(?i:{'|'.join(SHORT)})(?![\w-]))"
    r"|(?P<dotted>(?:[A-ZÅÄÖ]\.){2,}(?![\w]))"
    rf"|(?P<word>{_LETTER}+(?:[-‐‑'’:]{_LETTER}+)*(?:[-‐‑](?=[\s,/)]|$))?))"
    r"|(?=[\d+(−–-])(?:"
    rf"(?P<number_of_statute>{_YEAR_NUMBER}|\(EU\)\s(?:nr\s)?\d{{1,4}}/\d{{1,4}}(?!\d))"
    r"|(?P<date>(?<!\d)\d{4}-\d\d-\d\d(?!\d)"
    rf"|(?<!\d)\d{{1,2}}\s(?i:{_MONTH})\.?\s\d{{4}}(?!\d))"
    rf"|(?P<phone>{_PHONE})"
    r"|(?P<number>(?<![\w)\]])[-−–](?=\d)\d+(?:[.,:]\d+)*"
    r"|(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?"
    rf"|\d+(?:[.,:]\d+)*(?::[ae](?!{_LETTER}))?))"
    r"|(?P<mark>\.{2,}|_+|-{2,}|[.,;:!?…()\[\]{}\"“”„«»'‘’´`•‣▪◦·–—‐‑-])"
    r"|(?P<symbol>(?P<sign>\S)(?P=sign)*))\s*"
)

# Invisible signs that split a word without showing; those that reorder text stay, as symbols.
_UNSEEN = re.compile("[\xad\u200b\u200c\u200d\u2060\ufeff]")


def clean(text: str) -> str:
    """The text composed (NFC), without signs that nobody sees."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def tokens_of(text: str, *, struck: bool = False) -> Iterator[Token]:
    """The tokens of cleaned text; space before the first one is left out."""
    start = len(text) - len(text.lstrip())
    for found in _TOKEN.finditer(text, start):
        kind = str(found.lastgroup)
        written = found[kind]
        space = found.group()[len(written) :]
        yield Token("statute" if kind == "number_of_statute" else kind, written, space, struck)


def written(token: Token) -> str:
    """The token as a reader sees it, marked when it is crossed out; without the space after it."""
    return f"~~{token.text}~~" if token.struck else token.text


def joined(tokens: Sequence[Token]) -> str:
    """The text of the tokens, without space at its end."""
    return "".join(written(token) + token.space for token in tokens).rstrip()
