"""The pictures of a year: which figures each one shows, in which colour, and the table beneath."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from lydelse.pages.words import MONTHS, capital
from lydelse.yearly import words
from lydelse.yearly.model import Point, Year
from lydelse.yearly.pictures import Bar, columns, rows


class Plot(NamedTuple):
    """A picture with its heading: ``title`` is its message, ``table`` the figures beneath it.

    ``picture`` is empty when there is nothing to show.
    """

    anchor: str
    heading: str
    title: str
    picture: Markup
    heads: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def plots(year: Year) -> Iterator[Plot]:
    """The year's four pictures."""
    yield _months(year)
    yield _reasons(year)
    yield _overdue(year)
    yield _due(year)


def _plot(  # noqa: PLR0913, PLR0917  a picture has as many parts
    anchor: str,
    heading: str,
    title: str,
    bars: Sequence[Bar],
    heads: tuple[str, ...],
    table: Sequence[tuple[str, ...]],
    notes: tuple[str, ...] = (),
    *,
    lying: bool = False,
) -> Plot:
    draw = rows if lying else columns
    text = f"{heading}. " + ", ".join(f"{bar.label} {bar.value}" for bar in bars) + "."
    shown = any(bar.value for bar in bars)
    picture = draw(f"{anchor}-bild", title, text, bars) if shown else Markup()
    return Plot(anchor, heading, title, picture, heads, tuple(table), notes)


def _months(year: Year) -> Plot:
    months = year.months
    return _plot(
        "ly-manader",
        "Månad för månad",
        words.on_months(year),
        [Bar(MONTHS[one.number - 1][:3], one.new + one.weighty, "beslutad") for one in months],
        ("Månad", "Nya", "I sak", "Andra", "Sedda över", "Upphörde"),
        [
            (
                capital(MONTHS[one.number - 1]),
                *map(words.figure, (one.new, one.weighty, one.light, one.reviewed, one.ceased)),
            )
            for one in months
        ],
    )


def _reasons(year: Year) -> Plot:
    found = words.reasons(year)
    slag = ", ".join(words.slag_count(name, count) for name, count in words.by_slag(year))
    return _plot(
        "ly-orsaker",
        "Varför dokumenten ändrades",
        words.on_reasons(year),
        [Bar(capital(reason), count, "beslutad") for reason, count in found],
        ("Orsak", "Ändringar"),
        [(capital(reason), words.figure(count)) for reason, count in found],
        (f"Efter slag: {slag}.", words.origins(year), words.mandate(year)) if slag else (),
        lying=True,
    )


def _overdue(year: Year) -> Plot:
    return _plot(
        "ly-over-tid",
        "Försenade översyner över tid",
        words.on_overdue(year),
        [Bar(_label(year, point), point.late, "forsenad") for point in year.points],
        ("Dag", "Gällande dokument", "Försenade"),
        [
            (str(point.day), words.figure(point.in_force), words.figure(point.late))
            for point in year.points
        ],
    )


def _label(year: Year, point: Point) -> str:
    """The month of a day that begins one; else a word for the first or the last day."""
    if point.day == year.last and len(year.points) > 1:
        return "slut" if year.over else "nu"
    return MONTHS[point.day.month - 1][:3] if point.day.day == 1 else "start"


def _due(year: Year) -> Plot:
    counts = words.due_months(year.due_next_year)
    return _plot(
        "ly-nasta-ar",
        f"Ska ses över {year.year + 1}",
        words.on_due(year),
        [Bar(name[:3], count, "snart") for name, count in zip(MONTHS, counts, strict=True)],
        ("Månad", "Dokument"),
        [
            (capital(name), words.figure(count))
            for name, count in zip(MONTHS, counts, strict=True)
            if count
        ],
    )
