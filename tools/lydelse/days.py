"""Days of commits: in Stockholm, and in the order of main whatever a computer's clock said."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def day_of(seconds: int) -> date:
    """The day in Stockholm of a moment in seconds since 1970."""
    try:
        zone = ZoneInfo("Europe/Stockholm")
    except ZoneInfoNotFoundError:
        zone = None
    try:
        return datetime.fromtimestamp(seconds, zone).date()
    except (OverflowError, ValueError, OSError):
        return date.max


def published_days(days: Sequence[date]) -> tuple[date, ...]:
    """The day on which each commit could first be read: it never goes back along main.

    As many days as can stand in order are believed. A clock that was ahead gives its commit the
    next believed day, when the text was surely there, and one that was behind the day before it.
    """
    believed = iter(_in_order(days))
    following = next(believed, None)
    found: list[date] = []
    for position, day in enumerate(days):
        if position == following:
            following = next(believed, None)
        after = date.max if following is None else days[following]
        found.append(min(max(day, found[-1] if found else day), after))
    return tuple(found)


def _in_order(days: Sequence[date]) -> list[int]:
    """The positions of as many days as can stand in order.

    Of rows that are as long the one with the lower days; of those that could be its end the middle.
    """
    lowest: list[date] = []  # the lowest day that a row of each length ends with, and where it is
    at: list[int] = []
    builds_on: list[int] = []
    ends: list[int] = []
    for position, day in enumerate(days):
        length = bisect_right(lowest, day)
        builds_on.append(at[length - 1] if length else -1)
        if length == len(lowest):
            lowest.append(day)
            at.append(position)
            ends = [position]
        else:
            lowest[length], at[length] = day, position
            ends += [position] if length == len(lowest) - 1 else []
    row: list[int] = []
    position = ends[len(ends) // 2] if ends else -1
    while position >= 0:
        row.append(position)
        position = builds_on[position]
    return row[::-1]
