"""The canonical form of a document: one way to write the same content.

A form editor, a person and ``lydelse fmt`` give the same file: keys in the schema's order, block
lists, quotes only where YAML needs them, no comments, NFC, LF, one line feed at the end.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lydelse.yamltext import Value, is_guessed

Schema = Mapping[str, Any]

# Begins with a letter, a digit or a sign that opens nothing in YAML.
_PLAIN = re.compile(r"[\w(/§–”].*")
# A reader of YAML 1.1 may take it for a moment, or stop when there is no such day.
_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}($|[Tt\s])")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def canonical(front: Mapping[str, Value], body: str, schema: Schema) -> str:
    """The whole file; reads back as the same front matter and body."""
    head = canonical_yaml(front, schema)
    text = unicodedata.normalize("NFC", body).strip("\n")
    return f"---\n{head}---\n" + (f"\n{text}\n" if text else "")


def canonical_yaml(value: Mapping[str, Value], schema: Schema) -> str:
    """The mapping as YAML, keys in the schema's order and unknown keys last."""
    return "".join(f"{line}\n" for line in _mapping(value, schema, ""))


def _mapping(value: Mapping[str, Value], schema: Schema, indent: str) -> Iterator[str]:
    properties: Schema = schema.get("properties", {})
    known = [key for key in properties if key in value]
    for key in [*known, *(key for key in value if key not in properties)]:
        yield from _entry(f"{indent}{_text(key)}:", value[key], properties.get(key, {}), indent)


def _entry(lead: str, value: Value, schema: Schema, indent: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield lead
        yield from _mapping(value, schema, indent + "  ")
    elif isinstance(value, list) and value:
        yield lead
        yield from _sequence(value, schema.get("items", {}), indent + "  ")
    elif isinstance(value, str) and _is_block(value):
        yield f"{lead} |-"
        for line in unicodedata.normalize("NFC", value).split("\n"):
            yield f"{indent}  {line}" if line else ""
    else:
        text = _scalar(value)
        yield f"{lead} {text}" if text else lead


def _sequence(value: list[Value], schema: Schema, indent: str) -> Iterator[str]:
    for item in value:
        if isinstance(item, dict) and item:
            lines = list(_mapping(item, schema, indent + "  "))
            yield f"{indent}- {lines[0].lstrip()}"
            yield from lines[1:]
        else:
            yield from _entry(f"{indent}-", item, schema, indent)


def _scalar(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case dict():
            return "{}"
        case list():
            return "[]"
        case float():
            return format(Decimal(repr(value)), "f")  # never 1e-05, which YAML readers disagree on
    return str(value)


def _text(value: str) -> str:
    text = value if value.isascii() else unicodedata.normalize("NFC", value)
    if _PLAIN.fullmatch(text) and not _needs_quotes(text):
        return text
    return '"' + "".join(_escaped(sign) for sign in text) + '"'


def _needs_quotes(text: str) -> bool:
    """Whether a reader of YAML 1.1 or 1.2 could take the text for something else than itself."""
    if ": " in text or " #" in text or text[-1] in ": \u00a0" or not _printable(text):
        return True
    return is_guessed(text) or bool(_TIME.match(text) and not _is_day(text))


def _is_day(text: str) -> bool:
    """Whether the text is a day as our dates are written, which needs no quotes."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    return sign if _printable(sign) else f"\\U{ord(sign):08x}"


def _printable(text: str) -> bool:
    return text.replace("\u00a0", " ").isprintable()  # a no-break space is common in citations


def _is_block(text: str) -> bool:
    """Whether the text reads back unchanged as a literal block."""
    lines = text.split("\n")
    if len(lines) == 1 or not lines[0] or lines[0][0] == " " or not lines[-1]:
        return False
    return all(line == line.rstrip() and _printable(line) for line in lines)
