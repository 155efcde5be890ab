"""The year as JSON, for a program: the documents, the figures by month, and what awaits."""

import json
from dataclasses import asdict
from typing import Any

from lydelse.register import Register
from lydelse.yearly.markdown import tables
from lydelse.yearly.model import Began, Share, Subject, Year


def as_json(year: Year, register: Register) -> str:
    """The whole year; keys are Swedish, ids are those of the documents."""
    return json.dumps(_year(year, register), ensure_ascii=False, indent=2, default=str) + "\n"


def _year(year: Year, register: Register) -> dict[str, Any]:
    return {
        "år": year.year,
        "från": year.first,
        "till_och_med": year.last,
        "hela_året": year.over,
        "räknat": year.today,
        "gäller": [one.id for one in year.in_force],
        "gällde_vid_införandet": year.at_adoption,
        "nya": [_began(one) for one in year.new],
        "ändrade": [_began(one) for one in year.changed],
        "översyner": [
            _subject(one.subject)
            | {"datum": one.on, "av": one.by, "utfall": one.outcome, "underlag": one.basis or None}
            | {"skulle_göras": one.due}
            for one in year.reviewed
        ],
        "upphörde": [
            _subject(one.subject)
            | {"dag": one.day, "orsak": one.reason or None, "text": one.text or None}
            | {"ersatt_av": list(one.successors), "återkallat": one.withdrawn}
            for one in year.ceased
        ],
        **_figures(year, register),
        **_awaiting(year),
    }


def _figures(year: Year, register: Register) -> dict[str, Any]:
    return {
        "månader": [_swedish(asdict(one)) for one in year.months],
        "försenade_över_tid": [
            {"dag": one.day, "gällande": one.in_force, "försenade": one.late} for one in year.points
        ],
        "fördelning": {
            heading.lower(): [_share(one) for one in year.shares(keys)]
            for heading, keys, _ in tables(register)
        },
    }


def _awaiting(year: Year) -> dict[str, Any]:
    return {
        "försenade": [_subject(one.subject) | {"översyn_senast": one.by} for one in year.overdue],
        "ska_ses_över": [
            _subject(one.subject) | {"översyn_senast": one.by}
            for one in (*year.left_this_year, *year.due_next_year)
        ],
        "beslutade_för_senare": [
            _subject(one.subject) | {"version": one.number, "gäller_från": one.starts}
            for one in year.later
        ],
        "förslag": [
            _subject(one.subject) | {"version": one.number, "grenar": list(one.branches)}
            for one in year.proposed
        ],
        "nämndens_beslut": [
            {
                "namn": one.file.name,
                "datum": one.file.on,
                "instans": one.file.by,
                "paragraf": one.file.paragraph,
                "diarienummer": one.file.register_number,
                "utfall": one.file.outcome,
                "dokument": [row.id for row in one.file.documents],
                "bevis": one.proof,
            }
            for one in year.made
        ],
    }


def _subject(subject: Subject) -> dict[str, Any]:
    return {
        "id": subject.id,
        "titel": subject.title,
        "dokumenttyp": subject.type or None,
        "dokumentansvarig": subject.owner or None,
        "gäller_för": list(subject.units),
    }


def _began(one: Began) -> dict[str, Any]:
    return _subject(one.subject) | {
        "version": one.number,
        "gäller_från": one.day,
        "slag": one.slag or None,
        "orsak": one.reason or None,
        "text": one.text or None,
        "bevis": one.proof.value,
        "publicerad_för_sent": one.published,
    }


def _share(one: Share) -> dict[str, Any]:
    return {"id": one.id or None} | {
        key: value for key, value in _swedish(asdict(one)).items() if key != "id"
    }


_NAMES = {
    "number": "månad",
    "new": "nya",
    "weighty": "ändrade_i_sak",
    "light": "andra_ändringar",
    "reviewed": "översyner",
    "ceased": "upphörde",
    "in_force": "gäller",
    "changed": "ändrade",
    "late": "försenade",
}


def _swedish(values: dict[str, Any]) -> dict[str, Any]:
    return {_NAMES.get(key, key): value for key, value in values.items()}
