"""The canonical form: one way to write, and nothing is lost by it."""

import math
import re
import unicodedata
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import SCHEMAS
from lydelse.canonical import canonical, canonical_yaml
from lydelse.reading import DOCUMENT
from lydelse.source import read_source
from lydelse.yamltext import HIDDEN, Value, read_yaml

NASTY = (
    *(
        "",
        " ",
        "a ",
        " a",
        "-",
        "- a",
        "a: b",
        "a:",
        ":a",
        "a #b",
        "#a",
        "'",
        '"',
        "\\",
        "\\n",
        "%a",
    ),
    *("no", "yes", "on", "Off", "y", "n", "null", "~", "true", "False", "=", "<<", "NULL", "Null"),
    *(
        "0",
        "-1",
        "0123",
        "0o17",
        "0x1F",
        "0b1",
        "10:30",
        "1_000",
        "1.0",
        "1e5",
        ".5",
        ".inf",
        ".NaN",
    ),
    *(
        "2026-12-01",
        "2026-02-30",
        "2026-12-01 10:00",
        "2026-12-01 10:00:00",
        "2026-12-01T10:00:00Z",
        "0000-00-00",
        "2026-1-1",
        "12e03",
        "+12",
        "1.",
        "99999999999999999999",
    ),
    *(
        "[a]",
        "{a}",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "?",
        "? a",
        "@a",
        "`a",
        ",a",
        "a, b",
        "---",
        "...",
        "--- a",
    ),
    *(
        "5 kap. 1 § HSL (2017:30)",
        "§ 14",
        "”citat”",
        "– streck",
        "å ä ö",
        "Å\u030a",
        "a\u0300",
        "\u0301",
    ),
    *(
        "a\nb",
        "a\n",
        "\na",
        "a\n\nb",
        " a\nb",
        "a\n b",
        "a \nb",
        "a\n\tb",
        "a\tb",
        "\ta",
        "# a\nb",
        "a\n---\nb",
    ),
    *(
        "\xa0a",
        "a\xa0",
        "a\xa0b",
        "\u2003",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\x7f",
        "\x85",
        "\ue000",
        "\U0001f469",
    ),
)
AWKWARD = st.sampled_from(NASTY)
# Signs that a document may hold: the reader of files has replaced all others.
SIGNS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t") | st.sampled_from(
    "-:# '\"\\[]{}&*!|>%@`,?0.\n"
)
TEXTS = (st.text(SIGNS, max_size=30) | AWKWARD).filter(lambda text: not HIDDEN.search(text))
FLOATS = st.decimals(-1000, 1000, places=6).map(float)
SCALARS = st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | FLOATS | TEXTS
KEYS = (st.text(SIGNS, min_size=1, max_size=12) | AWKWARD.filter(bool)).filter(
    lambda text: not HIDDEN.search(text)
)


def nested(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=4) | st.dictionaries(KEYS, values, max_size=4)


MAPPINGS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    KEYS.filter(lambda key: key.isascii()),
    st.recursive(SCALARS, nested, max_leaves=12),
    min_size=1,
    max_size=5,
)


@given(MAPPINGS)
def test_what_is_written_reads_back_as_the_same_values(value: dict[str, Any]) -> None:
    read = read_yaml(canonical_yaml(value, {}))
    assert read.faults == ()
    assert read.value == normalized(value)


@given(MAPPINGS)
def test_written_twice_is_written_once(value: dict[str, Any]) -> None:
    once = canonical_yaml(value, {})
    assert canonical_yaml(read_yaml(once).value, {}) == once


@given(MAPPINGS)
def test_other_readers_of_yaml_see_the_same_values(value: dict[str, Any]) -> None:
    text = canonical_yaml(value, {})
    assert dates_as_text(yaml.safe_load(text)) == normalized(value)
    assert normalized(value) == yaml12(text)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_stays_text(text: str) -> None:
    written = canonical_yaml({"a": text, "b": [text, {"c": text}]}, {})
    expected = normalized({"a": text, "b": [text, {"c": text}]})
    assert read_yaml(written).value == expected
    assert dates_as_text(yaml.safe_load(written)) == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("När någon har fallit", "När någon har fallit"),
        ("5 kap. 1 § HSL (2017:30)", "5 kap. 1 § HSL (2017:30)"),
        ("Fall: så gör du", '"Fall: så gör du"'),
        ("1.0", '"1.0"'),
        ("2026-12-01", "2026-12-01"),
        ("0123", '"0123"'),
        ("no", '"no"'),
        ("a # b", '"a # b"'),
        ("två\nrader", "|-\n  två\n  rader"),
    ],
)
def test_text_has_quotes_only_where_it_needs_them(text: str, written: str) -> None:
    assert canonical_yaml({"a": text}, {}) == f"a: {written}\n"


@pytest.mark.parametrize("number", [0.00001, 100000.0, -0.5, 12.25])
def test_a_decimal_number_is_written_without_exponent(number: float) -> None:
    written = canonical_yaml({"a": number}, {})
    assert "e" not in written
    assert math.isclose(read_yaml(written).value["a"], number)


def test_keys_stand_in_the_schemas_order_and_unknown_ones_last() -> None:
    front = {
        "okänd": 1,
        "titel": "b",
        "beslut": {"av": "mas", "datum": "2026-01-01"},
        "id": "RU-001",
    }
    assert canonical_yaml(front, SCHEMAS[DOCUMENT]) == (
        "id: RU-001\ntitel: b\nbeslut:\n  datum: 2026-01-01\n  av: mas\nokänd: 1\n"
    )


def test_a_whole_file_is_composed_and_ends_with_one_line_feed() -> None:
    text = canonical({"titel": "A\u030a"}, "\n\nBra\u030a.\n\n\n", {})
    assert text == "---\ntitel: Å\n---\n\nBrå.\n"
    assert canonical({"titel": "a"}, "\n\n", {}) == "---\ntitel: a\n---\n"


@given(st.text(SIGNS, max_size=80))
def test_the_body_is_kept(body: str) -> None:
    source = read_source(canonical({"id": "RU-001"}, body, {}).encode())
    assert source.front == {"id": "RU-001"}
    assert source.body.strip("\n") == normalized({"b": body})["b"].strip("\n") or source.faults


def normalized(value: Value) -> Value:
    """The value with all text in NFC."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list():
            return [normalized(item) for item in value]
        case dict():
            return {
                unicodedata.normalize("NFC", key): normalized(part) for key, part in value.items()
            }
    return value


def dates_as_text(value: Value) -> Value:
    match value:
        case date():
            return value.isoformat()
        case list():
            return [dates_as_text(item) for item in value]
        case dict():
            return {dates_as_text(key): dates_as_text(part) for key, part in value.items()}
    return value


class _Core(yaml.SafeLoader):
    """YAML 1.2's core schema: what readers after 2009 take an unquoted value for."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012  the library's own name and type


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "tag:yaml.org,2002:float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+0123456789."),
    ),
):
    _Core.add_implicit_resolver(_tag, re.compile(rf"^(?:{_pattern})$"), _first)


def yaml12(text: str) -> Value:
    return yaml.load(text, Loader=_Core)  # noqa: S506  a SafeLoader with fewer guesses
