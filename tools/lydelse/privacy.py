"""Personal data in text: Swedish personal identity numbers in every usual spelling."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lydelse.findings import Fault

# Ten or twelve digits: year, month, day (60 more in a coordination number), then four.
# Skatteverket SKV 704 (personnummer) and SKV 707 (samordningsnummer).
_GAP = r"[ .\u00a0/-]?"
_NUMBER = re.compile(
    r"(?<!\d)"
    rf"(?P<century>1[89]|20)?{_GAP}(?P<year>\d\d){_GAP}(?P<month>0[1-9]|1[0-2]){_GAP}"
    r"(?P<day>0[1-9]|[1-9]\d)\s{0,2}[-+/–—−‐‑]?\s{0,2}(?P<birth>\d{3})[ ]?(?P<check>\d)(?!\d)"
)
_CANDIDATE = re.compile(r"[0-9][0-9\s./+–—−‐‑-]{8,}[0-9]")  # quick to look for; few texts have one
# What a form or a rich editor puts between the figures without its being seen.
_MARKUP = re.compile(r"&(?:#45|#x2d|shy);|[\\*_\xad]", re.IGNORECASE)
_COORDINATION = 60


class Number(NamedTuple):
    """A number that names a person, with where it stands (from 0 in the text)."""

    start: int
    text: str
    coordination: bool


def personal_numbers(text: str) -> Iterator[Number]:
    """The personal identity and coordination numbers in the text, by date and check digit."""
    for found in _found(text):
        day = int(found["day"])
        coordination = day > _COORDINATION
        digits = f"{found['year']}{found['month']}{found['day']}{found['birth']}"
        if _is_day(found, day - _COORDINATION if coordination else day) and (
            _check_digit(digits) == int(found["check"])
        ):
            yield Number(found.start(), found.group(), coordination)


def privacy_faults(text: str) -> Iterator[Fault]:
    """A fault for each number; the number itself is never repeated in a message."""
    plain, places = _without_markup(text)
    for number in personal_numbers(plain):
        start = places[number.start] if places else number.start
        before = text[:start]
        kind = "ett samordningsnummer" if number.coordination else "ett personnummer"
        yield Fault(
            "personal-number",
            before.count("\n") + 1,
            start - before.rfind("\n"),
            f"här står {kind} ({number.text[:2]}…)",
            "ta bort numret; styrande dokument innehåller aldrig personuppgifter",
        )


def _without_markup(text: str) -> tuple[str, list[int]]:
    """The text without signs that are not seen, and where each that is left stood before."""
    if not _MARKUP.search(text):
        return text, []
    kept: list[str] = []
    places: list[int] = []
    end = 0
    for found in [*_MARKUP.finditer(text), None]:
        stop = found.start() if found else len(text)
        kept.append(text[end:stop])
        places.extend(range(end, stop))
        if found and found.group().startswith("&#"):
            kept.append("-")
            places.append(found.start())
        end = found.end() if found else stop
    return "".join(kept), places


def _found(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for candidate in _CANDIDATE.finditer(text):
        position = max(candidate.start(), end)
        while found := _NUMBER.search(text, position, candidate.end() + 2):
            yield found
            position = end = found.end()


def _is_day(found: re.Match[str], day: int) -> bool:
    centuries = (found["century"],) if found["century"] else ("19", "20")
    for century in centuries:
        try:
            date(int(century + found["year"]), int(found["month"]), day)
        except ValueError:
            continue
        return True
    return False


def _check_digit(digits: str) -> int:
    """The last digit by the modulus 10 method (Luhn) over the nine before it."""
    total = 0
    for position, digit in enumerate(digits):
        product = int(digit) * (2 - position % 2)
        total += product // 10 + product % 10
    return -total % 10
