"""The meaning-bearing keys of two front matters, compared as a reader would read them."""

from collections.abc import Callable, Iterator

from lydelse.changes.judging import Verdict
from lydelse.changes.model import KeyChange, Reason
from lydelse.wording import MEANING, Wording
from lydelse.yamltext import Value

Judge = Callable[[str, str], Verdict]
"""The verdict on one text that became another."""

_WORDED = {"titel", "lagrum"}
"""Keys that hold words; the others hold ids, days and files."""


def key_changes(old: Wording, new: Wording) -> tuple[KeyChange, ...]:
    """The keys whose value differs."""
    return tuple(
        KeyChange(key, _readable(old.front.get(key)), _readable(new.front.get(key)))
        for key in MEANING
        if _plain(old.front.get(key)) != _plain(new.front.get(key))
    )


def key_verdicts(old: Wording, new: Wording, judge: Judge) -> Iterator[Verdict]:
    """A verdict on each key that differs."""
    for change in key_changes(old, new):
        was, now = old.front.get(change.key), new.front.get(change.key)
        yield from _verdicts(change, _entries(was), _entries(now), judge)


def _verdicts(
    change: KeyChange, old: list[Value], new: list[Value], judge: Judge
) -> Iterator[Verdict]:
    left = [entry for entry in old if entry not in new]
    came = [entry for entry in new if entry not in old]
    if not left and not came and len(old) == len(new):
        text = f"Ordningen i metadata under {change.key} är ändrad."
        yield Verdict("redaktionell", (Reason("metadata", text, 0),))
    elif len(left) == len(came) and len(old) == len(new):
        for was, now in zip(left, came, strict=True):
            yield _verdict(change, was, now, judge)
    else:
        yield _in_doubt(change)


def _verdict(change: KeyChange, was: Value, now: Value, judge: Judge) -> Verdict:
    if change.key in _WORDED and isinstance(was, str) and isinstance(now, str):
        found = judge(was, now)
        return found if found.slag != "i sak" else _in_doubt(change)
    if change.key == "bilagor" and isinstance(was, dict) and isinstance(now, dict):
        titles = _text(was.get("titel")), _text(now.get("titel"))
        others = [{key: row[key] for key in row if key != "titel"} for row in (was, now)]
        if others[0] == others[1] and judge(*titles).slag == "redaktionell":
            return judge(*titles)
    return _in_doubt(change)


def _in_doubt(change: KeyChange) -> Verdict:
    if not change.old:
        said = f"”{change.new}” har lagts till under {change.key} i metadata."
    elif not change.new:
        said = f"”{change.old}” har tagits bort under {change.key} i metadata."
    else:
        said = f"I metadata har {change.key} ändrats från ”{change.old}” till ”{change.new}”."
    return Verdict("i sak", (Reason("metadata", said, 0),))


def _entries(value: Value) -> list[Value]:
    entries = value if isinstance(value, list) else [value]
    return [_plain(entry) for entry in entries if _plain(entry)]


def _plain(value: Value) -> Value:
    """The value without what makes no difference: space, and what is empty."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, list):
        return [_plain(part) for part in value] or None
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()} or None
    return value


def _readable(value: Value) -> str:
    if isinstance(value, dict):
        file, title = _text(value.get("fil")), _text(value.get("titel"))
        if file or title:
            return f"{title} ({file})" if file and title else file or title
        return ", ".join(f"{key}: {_readable(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(_readable(part) for part in value)
    return _text(value)


def _text(value: Value) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
