"""Register: that its files agree with each other."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from lydelse.corpus import Corpus
from lydelse.findings import Problem, quoted
from lydelse.register import RegisterFile
from lydelse.rules.model import rule

LOWEST_CONTRAST = 4.5
"""WCAG 2.1, success criterion 1.4.3."""

DARK = 0.04045
"""Below this the formula for luminance is linear (WCAG 2.1, relative luminance)."""


@rule("R101")
def unique_entries(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett id eller nummer ska stå en gång i sin registerfil.

    Fel:  två roller med id: mas
    Rätt: en roll med id: mas
    """
    for name, list_, key in (
        ("dokumenttyper", "dokumenttyper", "id"),
        ("dokumenttyper", "dokumenttyper", "prefix"),
        ("dokumenttyper", "dokumenttyper", "mapp"),
        ("organisation", "avdelningar", "id"),
        ("organisation", "enheter", "id"),
        ("organisation", "verksamheter", "id"),
        ("roller", "roller", "id"),
        ("lagrum", "författningar", "nummer"),
        ("regler", "områden", "mapp"),
    ):
        file = corpus.register.files.get(name)
        seen: set[str] = set()
        for number, entry in _rows(file, list_):
            if entry[key] in seen and file:
                yield Problem(
                    file.place(list_, number, key),
                    f"{key} {quoted(entry[key])} står redan i listan",
                    "ge posten ett eget värde, eller ta bort den",
                )
            seen.add(entry[key])


@rule("R102")
def entries_exist(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Det som en registerfil hänvisar till ska finnas.

    Fel:  avdelning: hemtjänst
    Rätt: avdelning: ordinärt-boende
    """
    files = corpus.register.files
    organisation, roles, laws = files.get("organisation"), files.get("roller"), files.get("lagrum")
    departments = {entry["id"] for _, entry in _rows(organisation, "avdelningar")}
    for list_ in ("enheter", "utförare"):
        for number, entry in _rows(organisation, list_):
            if "avdelning" in entry and entry["avdelning"] not in departments:
                yield _missing(organisation, (list_, number, "avdelning"), entry["avdelning"])
            route = (list_, number, "verksamheter")
            yield from _missing_units(corpus, organisation, route, entry.get("verksamheter"))
    for number, entry in _rows(roles, "roller"):
        for position, right in enumerate(entry.get("rättigheter", ())):
            right_route = ("roller", number, "rättigheter", position)
            if corpus.register.types and right["dokumenttyp"] not in corpus.register.types:
                yield _missing(roles, (*right_route, "dokumenttyp"), right["dokumenttyp"])
            yield from _missing_units(
                corpus, roles, (*right_route, "verksamheter"), right["verksamheter"]
            )
    for number, entry in _rows(laws, "författningar"):
        after = entry.get("ersatt_av")
        if after and after not in corpus.register.statutes:
            yield _missing(laws, ("författningar", number, "ersatt_av"), after)


@rule("R103")
def contrast(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Text i kommunens färger ska gå att läsa: kontrasten ska vara minst 4,5:1.

    Fel:  länk: "#9ecbff"
    Rätt: länk: "#0a5c8f"
    """
    file, settings = corpus.register.files.get("regler"), corpus.register.settings
    if not file:
        return
    for key, text, ground in (
        ("sidhuvud_text", settings.header_text_color, settings.header_color),
        ("länk", settings.link_color, "#ffffff"),
    ):
        ratio = _contrast(text, ground)
        if ratio < LOWEST_CONTRAST:
            shown = f"{ratio:.1f}".replace(".", ",")
            yield Problem(
                file.place("utseende", key),
                f"{key} {quoted(text)} mot {quoted(ground)} har kontrasten {shown}:1",
                "välj färger med kontrasten 4,5:1 eller mer",
            )


def _rows(file: RegisterFile | None, key: str) -> list[tuple[int, Mapping[str, Any]]]:
    return list(enumerate(file.value.get(key, ()))) if file else []


def _missing(file: RegisterFile | None, route: tuple[str | int, ...], value: str) -> Problem:
    assert file  # noqa: S101  rows come from a file
    message = f"{route[-1] if isinstance(route[-1], str) else route[-2]} {quoted(value)} finns inte"
    return Problem(file.place(*route), message, "rätta namnet, eller lägg till posten")


def _missing_units(
    corpus: Corpus, file: RegisterFile | None, route: tuple[str | int, ...], units: object
) -> Iterator[Problem]:
    known = corpus.register.units
    for number, unit in enumerate(units if isinstance(units, list) else ()):
        if known and unit not in known:
            yield _missing(file, (*route, number), unit)


def _contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours (``#rrggbb``), WCAG 2.1."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= DARK else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
