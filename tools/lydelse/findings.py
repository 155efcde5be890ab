"""Findings: what is wrong, where it stands and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: path from the project's root with ``/``, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


class Problem(NamedTuple):
    """What a rule yields: it knows neither its own code nor how it is printed."""

    place: Place
    message: str
    hint: str


class Fault(NamedTuple):
    """What a reader met in one file: the kind names the rule that reports it.

    Line and column count from 1 in the file.
    """

    kind: str
    line: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A problem with the code and severity of the rule that found it."""

    place: Place
    code: str
    severity: Severity
    message: str
    hint: str


def quoted(value: object, limit: int = 60) -> str:
    """The value as a person reads it in a message: ``”...”``, on one line, shortened."""
    text = " ".join(value.split()) if isinstance(value, str) else _plain(value)
    if len(text) > limit:
        text = text[: limit - 1].rstrip() + "…"
    return f"”{text}”"


def listed(words: Iterable[str], last: str = "eller") -> str:
    """The words as a Swedish list: ``a, b eller c``."""
    items = list(words)
    if len(items) < 2:  # noqa: PLR2004  a list of one has no conjunction
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def _plain(value: object) -> str:
    if value is None:
        return "tomt"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain(part) for part in value)
    return " ".join(str(value).split())
