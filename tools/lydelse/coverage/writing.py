"""The coverage as text for a person and as JSON for a program."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from lydelse.coverage import words
from lydelse.coverage.model import Carrier, Coming, Coverage, Duty, SetCoverage, State
from lydelse.findings import listed
from lydelse.requirements import NOT_CHECKED
from lydelse.yamltext import HIDDEN

NO_SETS = "Det finns inga kravsamlingar i register/krav/."


def as_text(coverage: Coverage) -> str:
    """For a person: what lacks a document first, then what only overdue ones carry, then the rest.

    No text steers a terminal.
    """
    if not coverage.sets:
        return HIDDEN.sub("", f"{without_sets(coverage)}\n")
    blocks = ["\n".join(_set(one, coverage)) for one in coverage.sets]
    return HIDDEN.sub("", "\n\n".join([*blocks, words.MEANS]) + "\n")


def without_sets(coverage: Coverage) -> str:
    """Why there are no sets to tell of: there are no files, or none of them can be read."""
    if not coverage.unread_sets:
        return NO_SETS
    paths = listed(coverage.unread_sets, "och")
    return f"Ingen kravsamling går att läsa, så inga krav är räknade. Rätta först {paths}."


def as_json(coverage: Coverage) -> str:
    """For a program; keys are Swedish, ids are those of the register and the documents."""
    found = {
        "dag": coverage.day,
        "kravsamlingar": [_set_row(one) for one in coverage.sets],
        "oläsbara": list(coverage.unread_sets),
        "oläsbara_dokument": list(coverage.unread_documents),
    }
    return json.dumps(found, ensure_ascii=False, indent=2, default=str) + "\n"


FORMATS: dict[str, Callable[[Coverage], str]] = {"text": as_text, "json": as_json}
"""The writers by name."""


def _set(one: SetCoverage, coverage: Coverage) -> Iterator[str]:
    yield f"{one.set.number}  {one.set.title}"
    yield f"{coverage.day}: {words.standing(one)}"
    if one.set.in_force and one.set.in_force > coverage.day:
        yield f"Gäller inte än: föreskriften gäller från {one.set.in_force}."
    if one.set.repealed and one.set.repealed <= coverage.day:
        yield f"Upphävd: gäller inte sedan {one.set.repealed}."
    if unchecked := words.unchecked(one):
        yield unchecked
    for state, name in words.STATES.items():
        yield from ("", f"{name}: {len(one.of(state))}")
        for duty in one.of(state):
            yield from ("", *_duty(duty))


def _duty(duty: Duty) -> Iterator[str]:
    entry = duty.requirement
    mark = "" if entry.checked else f"  ({NOT_CHECKED})"
    yield f"  {entry.section}  {entry.heading}{mark}"
    if duty.state is not State.COVERED:
        yield f"    {entry.summary}"
        if entry.evidence:
            yield f"    Kan visas med: {', '.join(entry.evidence)}"
    for carrier in duty.carriers:
        yield f"    {_carrier(carrier)}"
    for coming in duty.coming:
        where = f"{coming.id} {coming.title}, version {coming.version}"
        yield f"    På väg: {where}, {words.on_the_way(coming)}"


def _carrier(one: Carrier) -> str:
    words_ = "skulle ha setts över" if one.late else "översyn senast"
    review = f", {words_} {one.review_by}" if one.review_by else ""
    until = f", svarar mot kravet till och med {one.last}" if one.last else ""
    return f"{one.id} {one.title}, version {one.version}{review}{until}"


def _key(state: State) -> str:
    return state.value.replace(" ", "_")


def _set_row(one: SetCoverage) -> dict[str, Any]:
    return {
        "id": one.set.id,
        "nummer": one.set.number,
        "titel": one.set.title,
        "i_kraft": one.set.in_force,
        "upphävd": one.set.repealed,
        "antal": {
            "krav": len(one.duties),
            **{_key(state): len(one.of(state)) for state in words.STATES},
            "inte_kontrollerade": len(one.unchecked),
        },
        "krav": [_duty_row(duty) for duty in one.duties],
    }


def _duty_row(duty: Duty) -> dict[str, Any]:
    entry = duty.requirement
    return {
        "id": entry.id,
        "lagrum": entry.citation,
        "rubrik": entry.heading,
        "sammanfattning": entry.summary,
        "gäller_för": list(entry.applies_to),
        "säkerhet": entry.confidence,
        "kontrollerad": entry.checked,
        "läge": duty.state.value,
        "dokument": [_carrier_row(one) for one in duty.carriers],
        "på_väg": [_coming_row(one) for one in duty.coming],
    }


def _carrier_row(one: Carrier) -> dict[str, Any]:
    return {
        "id": one.id,
        "titel": one.title,
        "version": one.version,
        "översyn_senast": one.review_by,
        "försenad": one.late,
        "svarar_till_och_med": one.last,
    }


def _coming_row(one: Coming) -> dict[str, Any]:
    return {
        "id": one.id,
        "titel": one.title,
        "version": one.version,
        "steg": one.step.value,
        "gäller_från": one.starts,
        "grenar": list(one.branches),
    }
