"""YAML text to plain values with a place for each, refusing all that YAML would guess or hide.

Traps this guards against: an unquoted ``10:30`` is 630 and ``0123`` is 83 to YAML 1.1, ``nej`` is
text but ``no`` is false, and a key given twice silently loses its first value. Dates stay text.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from lydelse.findings import Fault, quoted

Spot = tuple[int, int]
"""Line and column, both from 1."""

Value = Any
"""None, bool, int, float, str (in NFC), or a list or dict (str keys) of values."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 12

# Invisible signs that hide or reorder text, or that readers disagree on as line breaks.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)


def harmless(text: str) -> str:
    """The text with such signs written out, so that none of them steers a terminal."""
    return HIDDEN.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text)


_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,15}\.(?:0|[0-9]{0,14}[1-9])")  # one that is shown as it stands
_NUMBER_LIKE = re.compile(
    r"[-+]?(?:0[xXoObB]?[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?|[0-9][0-9_]*"
    r"|[0-9][0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*|\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"
)
_WORD_LIKE = {"y", "n", "yes", "no", "on", "off", "=", "<<"}
_EMPTY = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

# libyaml's own words -> what is wrong and the way out
_ERRORS = (
    (
        "mapping values are not allowed",
        "ett kolon står mitt i ett värde",
        'sätt hela värdet inom citattecken: titel: "Fall: så gör du"',
    ),
    (
        "found character '\\t'",
        "en tabb står i indraget",
        "dra in med blanksteg, två för varje nivå",
    ),
    (
        "found a tab character",
        "en tabb står i indraget",
        "dra in med blanksteg, två för varje nivå",
    ),
    (
        "found character that cannot start",
        "värdet börjar med ett tecken som betyder något särskilt i YAML",
        "sätt hela värdet inom citattecken",
    ),
    (
        "found unexpected end of stream",
        "ett citattecken eller en klammer stängs inte",
        "stäng citatet på samma rad",
    ),
    (
        "did not find expected key",
        "indraget eller ett citattecken stämmer inte",
        "jämför indraget med raderna ovanför; skriv nyckel: värde",
    ),
    (
        "could not find expected ':'",
        "kolon saknas efter en nyckel",
        "skriv nyckel: värde",
    ),
    (
        "did not find expected '-' indicator",
        "listans indrag stämmer inte",
        "börja varje punkt i listan med samma indrag och ett bindestreck",
    ),
    (
        "while parsing a flow",
        "en klammer, [ eller {, stängs inte",
        "stäng klammern på samma rad, eller skriv en rad för varje värde",
    ),
)

# These are noticed lines after the place that a person has to look at.
_SHOWN_WHERE_OPENED = (
    "could not find expected ':'",
    "found unexpected end of stream",
    "while parsing a flow",
)


@dataclass(frozen=True, slots=True)
class YamlText:
    """Values as they stand, the place of each, and what was refused.

    ``marks`` maps a JSON Pointer to the start of its value, and the pointer followed by ``#`` to
    the start of its key. ``comments`` are the comments met, with their lines.
    """

    value: Value
    marks: dict[str, Spot] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    comments: tuple[tuple[int, str], ...] = ()


def read_yaml(text: str) -> YamlText:
    """The values of the first document in the text; never raises on content."""
    reader = _Reader(text)
    try:
        value = reader.document()
    except yaml.YAMLError as error:
        reader.faults.append(_error_fault(error, text))
        value = None
    except _StopReadingError:
        value = None
    return YamlText(value, reader.marks, tuple(reader.faults), tuple(reader.comments))


def pointer(route: tuple[str | int, ...]) -> str:
    """The JSON Pointer (RFC 6901) of a route of keys and list positions."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in route)


def spot_of(marks: dict[str, Spot], route: tuple[str | int, ...], *, key: bool = False) -> Spot:
    """The place of the value (or key) at the route, or of its nearest parent that exists."""
    if key and (mark := marks.get(pointer(route) + "#")):
        return mark
    for end in range(len(route), 0, -1):
        if mark := marks.get(pointer(route[:end])):
            return mark
    return marks.get("", (1, 1))


def is_guessed(text: str) -> bool:
    """Whether YAML would take the unquoted text for a number, a truth value or nothing."""
    return bool(
        text in _EMPTY
        or text in _BOOL
        or text.lower() in _WORD_LIKE
        or _INT.fullmatch(text)
        or _FLOAT.fullmatch(text)
        or _NUMBER_LIKE.fullmatch(text)
    )


class _StopReadingError(Exception):
    """The rest of the text cannot be read safely; the fault is already noted."""


class _Reader:
    """Builds values from libyaml's events; one per text."""

    def __init__(self, text: str) -> None:
        self.marks: dict[str, Spot] = {}
        self.faults: list[Fault] = []
        self.comments: list[tuple[int, str]] = []
        self._lines = text.split("\n")
        self._commented = "#" in text
        self._events = self._parse(text)

    def document(self) -> Value:
        value: Value = None
        seen = False
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    self._refuse(event, "yaml", "här börjar ett andra YAML-dokument", "ta bort det")
                seen = True
                value = self._value(next(self._events), "", 0)
        return value

    def _parse(self, text: str) -> Iterator[Any]:
        events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
        if not self._commented:
            yield from events
            return
        last = (0, 0)
        for event in events:
            start = (event.start_mark.line, event.start_mark.column)
            if start > last:
                self._note_comments(last, start)
            last = max(last, (event.end_mark.line, event.end_mark.column))
            yield event
        self._note_comments(last, (len(self._lines), 0))

    def _note_comments(self, start: Spot, end: Spot) -> None:
        for number in range(start[0], min(end[0], len(self._lines) - 1) + 1):
            line = self._lines[number]
            begin = start[1] if number == start[0] else 0
            gap = line[begin : end[1] if number == end[0] else len(line)]
            if "#" in gap:
                self.comments.append((number + 1, gap[gap.index("#") :].rstrip()))

    def _note_header(self, event: Any) -> None:  # noqa: ANN401  untyped events
        """A comment after the sign that opens a block lies inside the scalar's own span."""
        line = event.start_mark.line
        self._note_comments((line, event.start_mark.column), (line, len(self._lines[line])))

    def _value(self, event: Any, at: str, depth: int) -> Value:  # noqa: ANN401  untyped events
        """The value that begins with the event, ``at`` its JSON Pointer."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self.marks.setdefault(at, self._spot(event))
        self._check_properties(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth >= DEEPEST:
            self._fault(event, "yaml", "metadata är för djupt nästlade", "gör strukturen plattare")
            raise _StopReadingError
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(at, depth + 1)
        return self._mapping(at, depth + 1)

    def _sequence(self, at: str, depth: int) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, f"{at}/{len(items)}", depth))
        return items

    def _mapping(self, at: str, depth: int) -> dict[str, Value]:
        pairs: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            here = f"{at}{pointer((key,))}"
            if key in pairs:
                self._fault(
                    event,
                    "yaml-duplicate",
                    f"nyckeln {quoted(key)} står två gånger",
                    "behåll en av dem",
                )
                self._value(next(self._events), f"{here}/dubblett", depth)
                continue
            self.marks[f"{here}#"] = self._spot(event)
            pairs[key] = self._value(next(self._events), here, depth)
        return pairs

    def _key(self, event: Any) -> str:  # noqa: ANN401  untyped events
        if isinstance(event, yaml.ScalarEvent):
            self._check_properties(event)
            value = self._scalar(event)
            if isinstance(value, str):
                return value
        if not isinstance(event, yaml.ScalarEvent):
            self._fault(event, "yaml", "en nyckel ska vara ett ord", "skriv nyckel: värde")
            raise _StopReadingError
        self._fault(event, "yaml", f"nyckeln {quoted(event.value)} är inte text", "skriv ett ord")
        return unicodedata.normalize("NFC", event.value)

    def _scalar(self, event: Any) -> Value:  # noqa: ANN401  untyped events
        text = unicodedata.normalize("NFC", event.value)
        if hidden := HIDDEN.search(text):  # written with an escape, such as \r
            sign = f"U+{ord(hidden.group()):04X}"
            message = f"värdet innehåller ett osynligt styrtecken ({sign})"
            self._fault(event, "hidden", message, "ta bort tecknet; skriv om ordet där det står")
        if event.style in {"|", ">"}:
            self._note_header(event)
        if event.style:  # quoted or block: text as it stands
            return text
        if text in _EMPTY:
            return None
        if text in _BOOL:
            return _BOOL[text]
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        if text.lower() in _WORD_LIKE or _NUMBER_LIKE.fullmatch(text):
            self._fault(
                event,
                "yaml-trap",
                f"värdet {quoted(text)} kan läsas som något annat än det som står",
                f'skriv det inom citattecken: "{text}"',
            )
        return text

    def _alias(self, event: Any) -> Value:  # noqa: ANN401  untyped events
        self._fault(
            event,
            "yaml-alias",
            f"aliaset {quoted('*' + event.anchor)} tillåts inte",
            "skriv ut värdet",
        )

    def _check_properties(self, event: Any) -> None:  # noqa: ANN401  untyped events
        if event.anchor:
            name = "&" + event.anchor
            self._fault(event, "yaml-alias", f"ankaret {quoted(name)} tillåts inte", "ta bort det")
        if event.tag:
            name = quoted(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._fault(event, "yaml-alias", f"taggen {name} tillåts inte", "ta bort taggen")

    def _refuse(self, event: Any, kind: str, message: str, hint: str) -> None:  # noqa: ANN401
        self._fault(event, kind, message, hint)
        raise _StopReadingError

    def _fault(self, event: Any, kind: str, message: str, hint: str) -> None:  # noqa: ANN401
        self.faults.append(Fault(kind, *self._spot(event), message, hint))

    def _spot(self, event: Any) -> Spot:  # noqa: ANN401  untyped events
        """Where the event begins; what is empty at the very end begins after the last sign."""
        line = event.start_mark.line
        if line < len(self._lines):
            return line + 1, event.start_mark.column + 1
        return len(self._lines), len(self._lines[-1]) + 1


def _error_fault(error: yaml.YAMLError, text: str) -> Fault:
    lines = text.split("\n")
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    unclosed = any(words in str(error) for words in _SHOWN_WHERE_OPENED)
    if mark is None or unclosed:
        mark = opened or mark
    line = min(mark.line + 1, len(lines)) if mark else 1
    column = min(mark.column + 1, len(lines[line - 1]) + 1) if mark else 1
    said = "found a tab character" if lines[line - 1][:column].endswith("\t") else str(error)
    for words, message, hint in _ERRORS:
        if words in said:
            return Fault("yaml", line, column, f"metadata går inte att läsa: {message}", hint)
    return Fault(
        "yaml",
        line,
        column,
        "metadata går inte att läsa som YAML",
        "jämför med ett dokument som fungerar: nyckel: värde, listor med bindestreck",
    )
