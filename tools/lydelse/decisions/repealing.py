"""A document's end as a proposal: a last version, with the day when it no longer applies."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lydelse.canonical import Schema, canonical
from lydelse.editing import EditError
from lydelse.source import read_source
from lydelse.wording import number, version_text

BRANCH = "forslag/upphav-"
"""How the name of a branch that proposes a repeal begins."""


class Told(NamedTuple):
    """What is told of a repeal: the orsak, why, what applies instead, and who was consulted."""

    reason: str
    text: str = ""
    successor: str = ""
    consulted: Sequence[str] = ()


def repealed(data: bytes, schema: Schema, day: date, told: Told) -> bytes:
    """The document's last version: its text as it is, until the day before ``day``.

    It is in force for one day, so that there is no hole before it. Raises ``EditError``.
    """
    source = read_source(data)
    front = dict(source.front or {})
    version = number(str(front.get("version")))
    if source.front is None or version is None:
        raise EditError("Dokumentet går inte att läsa. Rätta det först: lydelse check.")
    if front.get("upphör"):
        raise EditError(f"Dokumentet upphör redan {front['upphör']}.")
    last = day - timedelta(days=1)
    if str(front.get("gäller_från", "")) > str(last):
        raise EditError(
            f"Dokumentet gäller från {front['gäller_från']} och kan inte upphöra {day}. "
            "Välj en senare dag."
        )
    words = told.text or f"Dokumentet upphör {day}."
    entry = {
        "version": version_text((version[0] + 1, 0)),
        "gäller_från": str(last),
        "slag": "i sak",
        "orsak": told.reason,
        "text": f"{words} {told.successor} gäller i stället." if told.successor else words,
        **({"samråd": list(told.consulted)} if told.consulted else {}),
    }
    changes = front.get("ändringar")
    front |= {
        "version": entry["version"],
        "gäller_från": str(last),
        "upphör": str(day),
        "ändringar": [entry, *(changes if isinstance(changes, list) else [])],
    }
    front.pop("beslut", None)
    return canonical(front, source.body, schema).encode()
