"""A proposal and main in one text: the front matter by key, the body by three-way merge.

So that a correction on main, or another proposal, never clashes over ``ändringar``. What both have
changed in different ways, and no rule here unites, is a clash that a person must settle.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lydelse.editing import change_key, newest_first, review_key, united
from lydelse.source import Source
from lydelse.wording import number
from lydelse.yamltext import Value

Front = Mapping[str, Value]

MergeText = Callable[[str, str, str], str | None]
"""Ours, base and theirs to one text; ``None`` when they clash."""

GRAVITY = ("redaktionell", "följdändring", "i sak", "principiell")
"""The slag of a change, mildest first."""

_BY_VERSION = frozenset({"version", "gäller_från", "beslut"})
"""Keys that follow the higher version: they tell of it alone."""

BODY = "texten"
"""What a clash in the body is called."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The united front matter and body, and what clashed: keys, or ``texten``."""

    front: dict[str, Value]
    body: str
    clashes: tuple[str, ...] = ()


def merged(base: Source | None, ours: Source | None, theirs: Source, merge: MergeText) -> Merged:
    """What ``theirs`` has changed since ``base``, upon ``ours``; where they clash, ``theirs``.

    Without ``ours`` the document is new, and without ``base`` both have added it.
    """
    if ours is None:
        return Merged(dict(theirs.front or {}), theirs.body)
    before, here, there = (dict(one.front or {}) if one else {} for one in (base, ours, theirs))
    front: dict[str, Value] = {}
    clashes = []
    for key in {**here, **there}:
        value, clash = _value(key, before, here, there)
        if value is not None:
            front[key] = value
        if clash:
            clashes.append(key)
    body = _body(base, ours, theirs, merge)
    if body is None:
        clashes.append(BODY)
    return Merged(front, theirs.body if body is None else body, tuple(clashes))


def _body(base: Source | None, ours: Source, theirs: Source, merge: MergeText) -> str | None:
    before = base.body if base else ""
    if before == theirs.body:
        return ours.body
    if ours.body in (before, theirs.body):
        return theirs.body
    return merge(ours.body, before, theirs.body)


def _value(key: str, before: Front, here: Front, there: Front) -> tuple[Value, bool]:
    """The united value of the key (``None``: it goes), and whether the two clash."""
    was, ours, theirs = before.get(key), here.get(key), there.get(key)
    if key in _BY_VERSION and _version(here) != _version(there):
        return (ours if _version(here) > _version(there) else theirs), False
    if theirs == was:
        return ours, False
    if ours in (was, theirs):
        return theirs, False
    if key == "ändringar":
        return _changes(_list(ours), _list(theirs)), False
    if key == "översyner":
        return newest_first(united(_list(theirs), _list(ours), review_key), review_key), False
    if key in {"översyn_senast", "gäller_från"}:
        return max(str(ours or ""), str(theirs or "")), False
    if isinstance(ours, list) and isinstance(theirs, list) and _plain(ours) and _plain(theirs):
        return _items(_list(was), ours, theirs), False
    return theirs, True


def _version(front: Front) -> tuple[int, int]:
    return number(str(front.get("version", ""))) or (0, 0)


def _items(was: list[Value], ours: list[Value], theirs: list[Value]) -> list[Value]:
    """What either kept of the base and what either added, in the order of ours."""
    kept = [item for item in ours if item in theirs or item not in was]
    return kept + [item for item in theirs if item not in was and item not in kept]


def _changes(ours: list[Value], theirs: list[Value]) -> list[Value]:
    """Every entry of both; two about the same version become one."""
    known = {change_key(entry): entry for entry in ours if change_key(entry)}
    joined = [_joined(known.get(change_key(entry)), entry) for entry in theirs]
    return newest_first(united(joined, ours, change_key), change_key)


def _joined(ours: Value, theirs: Value) -> Value:
    if not isinstance(ours, dict) or not isinstance(theirs, dict) or ours == theirs:
        return theirs
    texts = [str(one.get("text", "")) for one in (ours, theirs)]
    both = {**theirs, **ours, "slag": max((_slag(ours), _slag(theirs)), key=_gravity)}
    both["text"] = " ".join(dict.fromkeys(filter(None, texts)))
    both["gäller_från"] = max(str(one.get("gäller_från", "")) for one in (ours, theirs))
    consulted = list(dict.fromkeys([*_list(ours.get("samråd")), *_list(theirs.get("samråd"))]))
    judged = [str(one["bedömning"]) for one in (ours, theirs) if one.get("bedömning")]
    extra = {"samråd": consulted, "bedömning": " ".join(dict.fromkeys(judged))}
    return both | {key: value for key, value in extra.items() if value}


def _slag(entry: Mapping[str, Value]) -> str:
    return str(entry.get("slag", ""))


def _gravity(slag: str) -> int:
    return GRAVITY.index(slag) if slag in GRAVITY else len(GRAVITY)


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _plain(values: Iterable[Value]) -> bool:
    return all(isinstance(value, str) for value in values)
