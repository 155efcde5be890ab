"""Personal data in text: Swedish personal identity numbers in every usual spelling."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lydelse.findings import Fault

# Ten or twelve digits: year, month, day (60 more in a coordination number), then four.
# Skatteverket SKV 704 (personnummer) and SKV 707 (samordningsnummer).
_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[.,:/-])"
    r"(?P<century>1[89]|20)?(?P<year>\d\d)[ -]?(?P<month>0[1-9]|1[0-2])[ -]?(?P<day>0[1-9]|[1-9]\d)"
    r"\s?(?P<sign>[-+–−‐‑])?\s?(?P<birth>\d{3})[ ]?(?P<check>\d)"
    r"(?!\d|[.,:/-]\d)"
)
_CANDIDATE = re.compile(r"[0-9][0-9\s+–−‐‑-]{8,}[0-9]")  # quick to look for; few texts have one
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
    for number in personal_numbers(text):
        before = text[: number.start]
        kind = "ett samordningsnummer" if number.coordination else "ett personnummer"
        yield Fault(
            "personal-number",
            before.count("\n") + 1,
            number.start - before.rfind("\n"),
            f"här står {kind} ({number.text[:2]}…)",
            "ta bort numret; styrande dokument innehåller aldrig personuppgifter",
        )


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
