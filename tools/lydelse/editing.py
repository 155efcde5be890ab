"""Edits of a document's front matter: the next version, and a wording whose day has come."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, NotRequired, TypedDict, Unpack

from lydelse.canonical import Schema, canonical
from lydelse.corpus import Corpus
from lydelse.documents import COMING
from lydelse.findings import listed, quoted
from lydelse.formatting import formatted
from lydelse.reading import DOCUMENT
from lydelse.schemas import BrokenSchemaError, Schemas
from lydelse.source import Source, read_source
from lydelse.timeline import Lydelse
from lydelse.tree import ProjectError
from lydelse.wording import Number, l1, number, read_wording, version_text
from lydelse.yamltext import Value

SLAG = {"redaktionell": False, "följdändring": False, "i sak": True, "principiell": True}
"""The slag of a change, and whether it needs the decider: a new first number and no ``beslut``."""

# The orsak of a change that is told in own words; a följdändring's is not ours to guess.
_USUAL = {
    "redaktionell": "översyn",
    "i sak": "ändrat arbetssätt",
    "principiell": "ändrat arbetssätt",
}

Key = tuple[Any, ...]
"""What tells an entry of a list apart; the first part also orders it."""

Teller = Callable[[Value], Key | None]
"""The key of an entry; ``None`` when the entry cannot be read."""

Read = Callable[[str], bytes | None]
"""A file's bytes by path; ``None`` when it is missing or cannot be read."""


class EditError(ProjectError):
    """The edit is refused; the message is a Swedish sentence with a way out."""


class Told(TypedDict):
    """What ``bumped`` is told of a change, by name."""

    slag: str
    reason: str
    text: str
    starts: date
    version_on_main: str | None
    consulted: NotRequired[tuple[str, ...]]
    judgement: NotRequired[str]
    decision_on_main: NotRequired[Mapping[str, Value] | None]


@dataclass(frozen=True, slots=True)
class Edit:
    """What is done to files: new bytes by path, ``None`` for a file that goes.

    A refused edit touches no file and says why.
    """

    path: str
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    refusal: str = ""


def bumped(  # noqa: PLR0913  what the author tells, each by its name
    data: bytes,
    schema: Schema,
    *,
    slag: str,
    reason: str,
    text: str,
    starts: date,
    version_on_main: str | None,
    consulted: tuple[str, ...] = (),
    judgement: str = "",
    decision_on_main: Mapping[str, Value] | None = None,
) -> bytes:
    """The document with its next version, day and a first entry in ``ändringar``.

    The next version is counted from ``version_on_main`` (``None``: main has no such document, and
    the file keeps its number), so a second bump replaces the first one's entry. ``reason`` is an
    orsak, or the author's own words when ``text`` is empty; they become the text. A new first
    number removes ``beslut``; should a later bump not need one, ``decision_on_main`` is put back.
    Comments go out, as with ``fmt``. Raises ``EditError``.
    """
    source = _readable(data, schema)
    front = dict(source.front or {})
    own, main = _version(front), _on_main(version_on_main)
    version = _next(own, main, slag := _plain(slag))
    orsak, words = _orsak(_plain(reason), _plain(text), slag if main else "ny", schema)
    entry = {
        "version": version_text(version),
        "gäller_från": starts.isoformat(),
        "slag": slag,
        "orsak": orsak,
        "text": words,
        **({"samråd": [_plain(role) for role in consulted]} if consulted else {}),
        **({"bedömning": _plain(judgement)} if judgement.strip() else {}),
    }
    _demand_valid(entry, schema)
    front |= {"version": entry["version"], "gäller_från": entry["gäller_från"]}
    front["ändringar"] = _with_entry(_entries(front, "ändringar"), entry, own, main, schema)
    if SLAG[slag]:
        front.pop("beslut", None)
    elif main and own[0] > main[0]:  # the proposal had a first number of its own until now
        front["beslut"] = _decision_again(own, main, decision_on_main)
    return _written(front, source.body, schema)


def bump_edit(path: str, read: Read, schema: Schema, **told: Unpack[Told]) -> Edit:
    """The edit that gives the document its next version. Raises ``EditError``, naming the path."""
    try:
        return Edit(path, {path: bumped(_bytes(read(path), path), schema, **told)})
    except EditError as error:
        raise EditError(f"{path}: {error}") from None


def folded(current: bytes | None, coming: bytes, schema: Schema) -> bytes:
    """What takes the place of ``current``: the coming wording, with what both tell of the past.

    ``ändringar`` and ``översyner`` are united; where both have an entry, the coming wording's
    stands. The hash of the coming wording does not change. Raises ``EditError``.
    """
    source = _readable(coming, schema, "den väntande texten")
    front, before = dict(source.front or {}), {}
    _demand_named(front)
    if current is not None:
        before = _readable(current, schema, "filen bredvid").front or {}
        _demand_next(before, front, same=_hash(current) == _hash(coming))
    for key, teller in (("ändringar", change_key), ("översyner", review_key)):
        entries = united(_entries(front, key), _entries(before, key), teller)
        if entries:
            front[key] = newest_first(entries, teller)
    front |= _later_review(before, front)
    data = _written(front, source.body, schema)
    if _hash(data) != _hash(coming):  # an odd value, such as a bare True, that fmt writes anew
        raise EditError(
            "Ett värde i metadata skulle skrivas om, så att lydelsens hash ändras. "
            'Sätt det inom citattecken, till exempel "True".'
        )
    return data


def _later_review(before: Mapping[str, Value], front: Mapping[str, Value]) -> dict[str, Value]:
    """The later of the two review days: a review that was done while a text waited still counts."""
    days = [str(one["översyn_senast"]) for one in (before, front) if "översyn_senast" in one]
    return {"översyn_senast": max(days)} if len(days) == 2 else {}  # noqa: PLR2004  both have one


def fold_edits(corpus: Corpus, read: Read, schema: Schema, today: date) -> Iterator[Edit]:
    """An edit, or a refusal, for every decided wording whose day has come, by path."""
    waiting = (text.path for text in corpus.texts if not text.page and text.path.endswith(COMING))
    for path in sorted(waiting):
        try:
            coming = _bytes(read(path), path)
            if _is_due(coming, schema, today, corpus.timeline.settled_at(path)):
                yield _fold_edit(path, coming, corpus, read, schema)
        except EditError as error:
            yield Edit(path, refusal=f"{path}: {error}")


def united(ours: Iterable[Value], theirs: Iterable[Value], teller: Teller) -> list[Value]:
    """All of ours, then each of theirs whose key ours does not have.

    An entry without a key is itself its key, so that nothing odd is lost.
    """
    kept = list(ours)
    known = {_identity(entry, teller) for entry in kept}
    return kept + [entry for entry in theirs if _identity(entry, teller) not in known]


def newest_first(entries: Iterable[Value], teller: Teller) -> list[Value]:
    """The entries by falling first part of their key; those without a key last, as they stood."""

    def rank(entry: Value) -> tuple[bool, Any]:
        key = teller(entry)
        return (True, key[0]) if key else (False, None)

    return sorted(entries, key=rank, reverse=True)


def change_key(entry: Value) -> Key | None:
    """An entry of ``ändringar`` is told by its version."""
    found = number(str(entry.get("version"))) if isinstance(entry, dict) else None
    return (found,) if found else None


def review_key(entry: Value) -> Key | None:
    """An entry of ``översyner`` is told by its day and by who did it."""
    if not isinstance(entry, dict):
        return None
    try:
        return date.fromisoformat(str(entry.get("datum"))), str(entry.get("av"))
    except ValueError:
        return None


def _identity(entry: Value, teller: Teller) -> Key:
    return teller(entry) or (json.dumps(entry, sort_keys=True),)


def _fold_edit(path: str, coming: bytes, corpus: Corpus, read: Read, schema: Schema) -> Edit:
    beside = path.removesuffix(COMING) + ".md"
    if beside.endswith(COMING):
        raise EditError("Filnamnet har .kommande två gånger. Byt namn på filen.")
    current = read(beside)
    if beside in corpus.files:
        _bytes(current, beside)
    return Edit(path, {beside: folded(current, coming, schema), path: None})


def _is_due(coming: bytes, schema: Schema, today: date, known: Lydelse | None) -> bool:
    """Whether the wording is decided and its day has come, by its own word or the ledger's."""
    wording = read_wording(coming)
    first = min(wording.starts or date.max, known.starts if known else date.max)
    if today < first < date.max:
        return False
    front = _readable(coming, schema, "den väntande texten").front or {}
    if not front.get("beslut"):
        return False
    if wording.starts is None:
        raise EditError("Det går inte att läsa när texten börjar gälla. Rätta gäller_från.")
    if wording.decision is None:
        raise EditError("Det går inte att läsa när beslutet fattades. Rätta datum under beslut.")
    return True


def _demand_named(front: Mapping[str, Value]) -> None:
    if not front.get("id"):
        raise EditError("Den väntande texten saknar id. Skriv samma id som dokumentet har.")
    _version(front)


def _demand_next(before: Mapping[str, Value], front: Mapping[str, Value], *, same: bool) -> None:
    """Refuse a coming wording that is another document's, or not a later one."""
    if before.get("id") != front["id"]:
        raise EditError(
            f"Den väntande texten har id {quoted(front['id'])}, men filen bredvid har "
            f"{quoted(before.get('id'))}. Rätta id eller flytta den väntande filen."
        )
    old, new = _version(before), _version(front)
    if new < old:
        raise EditError(
            f"Den väntande versionen {version_text(new)} är lägre än {version_text(old)} i filen "
            "bredvid. Ge den väntande texten en högre version eller ta bort den."
        )
    if new == old and not same:
        raise EditError(
            f"Version {version_text(old)} finns redan i filen bredvid, med en annan text. "
            "Ge den väntande texten en högre version eller ta bort den."
        )


def _next(own: Number, main: Number | None, slag: str) -> Number:
    if slag not in SLAG:
        raise EditError(f"Slaget {quoted(slag)} finns inte. Välj {listed(SLAG)} med --slag.")
    if main is None:
        if not SLAG[slag]:
            new = listed(quoted(name) for name, first in SLAG.items() if first)
            raise EditError(f"Dokumentet är nytt och behöver ett beslut. Välj --slag {new}.")
        return own
    if own < main:
        raise EditError(
            f"Dokumentet har version {version_text(own)}, men {version_text(main)} finns redan på "
            "main. Utgå från den nyaste versionen."
        )
    return (main[0] + 1, 0) if SLAG[slag] else (main[0], main[1] + 1)


def _orsak(reason: str, text: str, usual: str, schema: Schema) -> tuple[str, str]:
    """The orsak and the text; ``usual`` is the slag, or ``ny`` for a new document."""
    about: Schema = _entry_schema(schema).get("properties", {}).get("orsak", {})
    choices = [str(choice) for choice in about.get("enum", ())]
    if reason.casefold() in choices:
        if not text:
            raise EditError(
                "Texten saknas. Skriv med --text vad som är nytt för den som följer dokumentet, "
                'till exempel --text "Telefonnumret till jouren står nu först."'
            )
        return reason.casefold(), text
    if not reason:
        raise EditError(f"Orsaken saknas. Välj {listed(choices)} med --reason.")
    if close := get_close_matches(reason.casefold(), choices, n=1, cutoff=0.8):
        raise EditError(f"Orsaken {quoted(reason)} finns inte. Menade du {close[0]}?")
    orsak = _USUAL.get(usual, usual)
    if text or orsak not in choices:
        raise EditError(
            f"Orsaken {quoted(reason)} finns inte. Välj {listed(choices)} med --reason, och skriv "
            "vad som ändras med --text."
        )
    return orsak, reason


def _with_entry(
    entries: list[Value],
    entry: Mapping[str, Value],
    own: Number,
    main: Number | None,
    schema: Schema,
) -> list[Value]:
    """The entries with the new one first, in place of the one that main does not have."""

    def is_proposed(other: Value) -> bool:
        key = change_key(other)
        return key is not None and (key[0] > main if main else key[0] == own)

    proposed = [other for other in entries if is_proposed(other)]
    if len(proposed) > 1:
        several = listed((quoted(other["version"]) for other in proposed), "och")
        raise EditError(
            f"Under ändringar står flera poster som inte finns på main: {several}. "
            "Behåll en av dem och kör igen."
        )
    known = _entry_schema(schema).get("properties", {})
    odd = {key: value for other in proposed for key, value in other.items() if key not in known}
    return [{**odd, **entry}, *(other for other in entries if not is_proposed(other))]


def _decision_again(
    own: Number, main: Number, decision: Mapping[str, Value] | None
) -> dict[str, Value]:
    """The decision on main's version, which the proposal had left out."""
    if not decision:
        raise EditError(
            f"Version {version_text(own)} skulle få ett eget beslut, men den här ändringen följer "
            f"beslutet om {version_text(main)}. Skriv tillbaka det under beslut, sätt version till "
            f'"{version_text(main)}" och kör igen.'
        )
    return dict(decision)


def _demand_valid(entry: Mapping[str, Value], schema: Schema) -> None:
    """Refuse an entry that breaks the schema, with the schema's own words."""
    try:
        schemas = Schemas({DOCUMENT: json.dumps(_entry_schema(schema))})
        breach = next(iter(schemas.breaches(DOCUMENT, entry)), None)
    except BrokenSchemaError as error:
        raise EditError(str(error)) from None
    if breach:
        raise EditError(_sentences(breach.message, breach.hint))


def _entry_schema(schema: Schema) -> Schema:
    """The schema of an entry of ``ändringar``."""
    entries: Schema = schema.get("properties", {}).get("ändringar", {})
    return entries.get("items") or {}


def _readable(data: bytes, schema: Schema, what: str = "dokumentet") -> Source:
    """The canonical source of a file that ``fmt`` would write. Raises ``EditError``."""
    result = formatted(data, schema)
    if result.data is None:
        raise EditError(f"Det går inte att skriva om {what}: {result.reason}.")
    return read_source(result.data)


def _written(front: Mapping[str, Value], body: str, schema: Schema) -> bytes:
    """The file, if it reads back as the same front matter and body. Raises ``EditError``."""
    data = canonical(front, body, schema).encode()
    after = read_source(data)
    if after.faults:
        raise EditError(_sentences(after.faults[0].message, after.faults[0].hint))
    if (after.front, after.body) != (front, body):
        raise EditError("Ändringen går inte att skriva utan att något försvinner. Ändra för hand.")
    return data


def _entries(front: Mapping[str, Value], key: str) -> list[Value]:
    entries = front.get(key)
    if entries is None:
        return []
    if not isinstance(entries, list):
        raise EditError(f"Under {key} står ingen lista. Börja varje post med ett bindestreck.")
    return entries


def _version(front: Mapping[str, Value]) -> Number:
    return _number(front.get("version"), "Versionen")


def _on_main(text: str | None) -> Number | None:
    return None if text is None else _number(text, "Versionen på main")


def _number(value: Value, what: str) -> Number:
    version = number(str(value))
    if version is None:
        raise EditError(
            f"{what} går inte att läsa: {quoted(value)}. Skriv två tal med punkt emellan inom "
            'citattecken, till exempel "1.0".'
        )
    return version


def _bytes(data: bytes | None, path: str) -> bytes:
    if data is None:
        raise EditError(f"Det går inte att läsa {path}. Lägg en vanlig fil där, med läsrättighet.")
    return data


def _hash(data: bytes) -> str:
    return l1(read_wording(data), {})


def _plain(text: str) -> str:
    """What a person wrote, as the front matter keeps it."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()


def _sentences(message: str, hint: str) -> str:
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in (message, hint))
