"""Words for readers: Swedish days, counts and the names of states."""

import re
from collections.abc import Sequence
from datetime import date

from lydelse.documents import Document, Status

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)

LOOKS = {
    Status.IN_FORCE: "galler",
    Status.REVIEW_SOON: "snart",
    Status.REVIEW_LATE: "forsenad",
    Status.DECIDED: "beslutad",
    Status.PROPOSED: "forslag",
    Status.CEASED: "upphavd",
}
"""The state's name in classes and shapes."""

NAMES = {
    Status.IN_FORCE: "Gäller",
    Status.REVIEW_SOON: "Översyn snart",
    Status.REVIEW_LATE: "Översyn försenad – gäller fortfarande",
    Status.PROPOSED: "Förslag",
    Status.CEASED: "Upphävd",
}
"""The state in words, where it needs no day."""

ENDED = "Har upphört"
"""What ended by its own day, and was not repealed."""

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÅÄÖ])")
_MANY_DAYS = 60
_DAYS_A_MONTH = 30.44


def state_words(document: Document, state: Status) -> str:
    """The state as a reader meets it."""
    if state is Status.DECIDED:
        return f"Beslutad, gäller från {document.in_force_from}"
    return NAMES[state]


def long_day(day: date) -> str:
    """The day in running text: ``9 november 2026``."""
    return f"{day.day} {month(day)}"


def month(day: date) -> str:
    """The day's month: ``november 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def counted(number: int, one: str, many: str) -> str:
    """The number with its noun: ``1 rutin``, ``2 rutiner``, ``Inga rutiner``."""
    if number == 0:
        return f"inga {many}"
    return f"{number} {one if number == 1 else many}"


def distance(days: int) -> str:
    """How far off a day is: ``i dag``, ``om 12 dagar``, ``för 3 månader sedan``."""
    if days == 0:
        return "i dag"
    size = abs(days)
    if size <= _MANY_DAYS:
        words = counted(size, "dag", "dagar")
    else:
        words = counted(round(size / _DAYS_A_MONTH), "månad", "månader")
    return f"om {words}" if days > 0 else f"för {words} sedan"


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def first_sentence(text: str) -> str:
    """The text up to the first full stop, question or exclamation mark that ends a sentence."""
    return _SENTENCE_END.split(text, maxsplit=1)[0]


def joined(words: Sequence[str]) -> str:
    """The words as a Swedish list: ``a, b och c``."""
    if len(words) < 2:  # noqa: PLR2004  a list of one has no conjunction
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"
