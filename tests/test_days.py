"""Days of commits: one clock that was wrong moves no other commit."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.days import published_days
from lydelse.decided import settled_adoption


def days(text: str) -> tuple[date, ...]:
    """``02-10`` is a day of 2026; ``2099-01-01`` is itself."""
    return tuple(date.fromisoformat(f"2026-{day}"[-10:]) for day in text.split())


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("01-15 06-01 02-10 07-01", "01-15 02-10 02-10 07-01"),
        ("02-01 06-01 02-10 02-11", "02-01 02-10 02-10 02-11"),
        ("02-01 06-01 02-10 02-11 07-01", "02-01 02-10 02-10 02-11 07-01"),
        ("02-01 02-02 01-01 02-03", "02-01 02-02 02-02 02-03"),
        ("02-28 2099-01-01 03-02", "02-28 03-02 03-02"),
        ("06-01 02-10 02-11", "02-10 02-10 02-11"),
        ("06-01 07-01 02-10 02-11 02-12", "02-10 02-10 02-10 02-11 02-12"),
        ("02-10 02-11 1971-01-01", "02-10 02-11 02-11"),
        ("02-01", "02-01"),
        ("", ""),
    ],
)
def test_a_wrong_clock_moves_no_other(said: str, published: str) -> None:
    assert published_days(days(said)) == days(published)


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 3, 1)), max_size=30))
def test_days_never_fall_and_most_stand(said: list[date]) -> None:
    found = published_days(said)
    assert all(one <= other for one, other in pairwise(found))
    assert len(found) == len(said)
    assert set(found) <= set(said)


def test_many_days_are_soon_ordered() -> None:
    said = [date.fromordinal(738_000 - number % 5_000) for number in range(100_000)]
    assert len(published_days(said)) == len(said)


@pytest.mark.parametrize(
    ("decisions", "settled"),
    [((), None), ((1,), None), ((2,), date(2026, 9, 1)), ((4,), date(2027, 2, 1))],
)
def test_the_adoption_stands_when_a_decision_has_come_after_it(
    decisions: tuple[int, ...], settled: date | None
) -> None:
    days = [
        date(2026, 8, 1),
        date(2026, 8, 2),
        date(2026, 11, 1),
        date(2026, 11, 2),
        date(2027, 3, 1),
    ]
    told = [(0, "införande: 2026-09-01"), (3, "kommun:\nintroduktion: x\ninförande: 2027-02-01\n")]
    assert settled_adoption(told, decisions, days) == settled
