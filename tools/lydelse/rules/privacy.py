"""Privacy: that no document or register names a person."""

import re
from collections.abc import Iterator
from datetime import date

from lydelse.corpus import Corpus
from lydelse.findings import Place, Problem, quoted
from lydelse.rules.model import rule
from lydelse.yamltext import Spot, Value, spot_of

_TWO_NAMES = re.compile(r"[A-ZÅÄÖÉ][a-zåäöéü]+(-[A-ZÅÄÖ][a-zåäöé]+)?( [A-ZÅÄÖÉ][a-zåäöéü-]+)+")
# The most common first names in Sweden that are no words of their own in titles.
_FIRST_NAMES = frozenset(
    (  # noqa: SIM905  plain words read better than a hundred literals
        "anna eva maria karin kristina christina lena kerstin sara emma malin johanna elin linda "
        "susanne ulla marie helena annika monika monica ingrid margareta birgitta elisabeth "
        "elisabet gunilla inger sofia sofie jenny camilla maja alice ida hanna julia agneta "
        "barbro siv gun ewa åsa cecilia frida lars mikael anders johan erik per karl peter jan "
        "daniel thomas fredrik hans andreas stefan mattias bengt bo nils leif göran ulf magnus "
        "sven jonas martin mats christer kjell håkan alexander david patrik marcus tommy roger "
        "kent niklas lennart rolf simon henrik kristoffer oskar oscar gustav mohammed ali ahmed "
        "fatima amina"
    ).split()
)

_ROLE_KEYS = (
    ("dokumentansvarig",),
    ("beslutas_av",),
    ("beslut", "av"),
    ("riktar_sig_till", "*"),
    ("ändringar", "*", "samråd", "*"),
    ("översyner", "*", "av"),
)
_REGISTER_KEYS = tuple(
    ("roller", "*", key) for key in ("id", "namn", "funktionsbrevlåda", "ersättare")
)

Route = tuple[str | int, ...]


@rule("P101")
def personal_numbers(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Personnummer och samordningsnummer får inte stå i en fil.

    Numret känns igen på sitt datum och sin kontrollsiffra, med eller utan bindestreck.

    Fel:  ett personnummer i ett exempel
    Rätt: ÅÅÅÅMMDD-NNNN
    """
    yield from (Problem(*row) for row in corpus.faults_of("personal-number"))


@rule("P201")
def named_persons(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En roll är en funktion, aldrig en namngiven person.

    Den som har rollen byts ut. Dokumentet ska gälla ändå.

    Fel:  dokumentansvarig: Anna Andersson
    Rätt: dokumentansvarig: enhetschef
    """
    for text in corpus.texts:
        for route, value in _values(text.reading.front, _ROLE_KEYS):
            if _is_person(value):
                yield _person(text.path, text.reading.marks, route, value)
    roles = corpus.register.files.get("roller")
    if roles:
        for route, value in _values(roles.value, _REGISTER_KEYS):
            if _has_name(value.split("@")[0]):
                yield _person(roles.path, roles.marks, route, value)


def _person(path: str, marks: dict[str, Spot], route: Route, value: str) -> Problem:
    key = next(part for part in reversed(route) if isinstance(part, str))
    return Problem(
        Place(path, *spot_of(marks, route)),
        f"{key} verkar namnge en person: {quoted(value)}",
        "skriv funktionens id eller namn, till exempel enhetschef",
    )


def _is_person(value: str) -> bool:
    """Whether a value that should be an id looks like a person's name."""
    return bool(_TWO_NAMES.fullmatch(value.strip())) or _has_name(value)


def _has_name(value: str) -> bool:
    """Whether several words begin with a first name or end with a surname in -sson."""
    words = [word.casefold() for word in re.split(r"[\s.@-]+", value.strip())]
    return len(words) > 1 and (words[0] in _FIRST_NAMES or words[-1].endswith("sson"))


def _values(value: Value, routes: tuple[tuple[str, ...], ...]) -> Iterator[tuple[Route, str]]:
    for route in routes:
        yield from _along(value, route, ())


def _along(value: Value, route: tuple[str, ...], done: Route) -> Iterator[tuple[Route, str]]:
    if not route:
        if isinstance(value, str):
            yield done, value
    elif route[0] == "*" and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _along(item, route[1:], (*done, number))
    elif isinstance(value, dict) and route[0] in value:
        yield from _along(value[route[0]], route[1:], (*done, route[0]))
