"""YAML as it stands: what is guessed, hidden or broken is refused, with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.yamltext import is_guessed, pointer, read_yaml, spot_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nej", "nej"),
        ("2026-12-01", "2026-12-01"),
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ('"0123"', "0123"),
        ("'10:30'", "10:30"),
        ("10.30-11", "10.30-11"),
        ("SFS 2025:400", "SFS 2025:400"),
        ("2025:400", "2025:400"),
    ],
)
def test_a_value_is_what_it_looks_like(text: str, value: object) -> None:
    read = read_yaml(f"nyckel: {text}\n")
    assert read.faults == ()
    assert read.value == {"nyckel": value}
    assert type(read.value["nyckel"]) is type(value)


@pytest.mark.parametrize("text", ["0123", "10:30", "no", "Yes", "ON", "0x1F", "1e5", ".inf", "1_0"])
def test_a_value_that_yaml_would_guess_is_refused_but_kept_as_text(text: str) -> None:
    read = read_yaml(f"a: 1\nnyckel: {text}\n")
    assert [(fault.kind, fault.line, fault.column) for fault in read.faults] == [
        ("yaml-trap", 2, 9)
    ]
    assert text in read.faults[0].message
    assert read.value == {"a": 1, "nyckel": text}


def test_a_key_given_twice_keeps_the_first_value_and_shows_the_second() -> None:
    read = read_yaml("a: 1\nb: 2\na: 3\n")
    assert read.value == {"a": 1, "b": 2}
    assert [(fault.kind, fault.line, fault.column) for fault in read.faults] == [
        ("yaml-duplicate", 3, 1)
    ]


def test_values_and_keys_have_places() -> None:
    marks = read_yaml("a:\n  b: x\n  c/d:\n    - y\n    - e: z\n").marks
    assert spot_of(marks, ("a", "b")) == (2, 6)
    assert spot_of(marks, ("a", "b"), key=True) == (2, 3)
    assert spot_of(marks, ("a", "c/d", 0)) == (4, 7)
    assert spot_of(marks, ("a", "c/d", 1, "e")) == (5, 10)


def test_a_missing_route_stops_at_its_nearest_parent() -> None:
    marks = read_yaml("a:\n  b: x\n").marks
    assert spot_of(marks, ("a", "saknas", 3)) == (2, 3)
    assert spot_of(marks, ("saknas",)) == (1, 1)
    assert spot_of({}, ("saknas",)) == (1, 1)


def test_a_pointer_escapes_its_own_signs() -> None:
    assert pointer(("a/b", "c~d", 0)) == "/a~1b/c~0d/0"


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("# först\na: 1\n", ((1, "# först"),)),
        ("a: 1 # efter\n", ((1, "# efter"),)),
        ("a:\n  - x\n  # mellan\n  - y\n# sist\n", ((3, "# mellan"), (5, "# sist"))),
        ("a: |- # i huvudet\n  text # inte här\nb: 1\n", ((1, "# i huvudet"),)),
        ('a: "# inte här"\nb: x#inte här\nc: |\n  # inte här\n', ()),
        ("a: [x, # i listan\n  y]\n", ((1, "# i listan"),)),
    ],
)
def test_comments_are_noticed_and_nothing_else(
    text: str, comments: tuple[tuple[int, str], ...]
) -> None:
    assert read_yaml(text).comments == comments


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: b: c\n", (1, 5), "ett kolon står mitt i ett värde"),
        ("a:\n\t- b\n", (2, 1), "en tabb står i indraget"),
        ("a: @b\n", (1, 4), "betyder något särskilt"),
        ('a: "b\n', (1, 4), "ett citattecken eller en klammer stängs inte"),
        ("a: [b\nc: d\n", (1, 4), "en klammer, [ eller {, stängs inte"),
        ("x: 1\na b\nc: d\n", (2, 1), "kolon saknas efter en nyckel"),
        ("a:\n  - b\n - c\n", (3, 2), "indraget eller ett citattecken stämmer inte"),
        ("[a]: b\n", (1, 1), "en nyckel ska vara ett ord"),
        ("a: 1\n--- b\n", (2, 1), "ett andra YAML-dokument"),
        ("a: " + "[" * 40 + "\n", (1, 15), "för djupt nästlade"),
    ],
)
def test_an_error_is_told_in_swedish_where_it_is(
    text: str, place: tuple[int, int], words: str
) -> None:
    read = read_yaml(text)
    (fault,) = read.faults
    assert (fault.line, fault.column) == place
    assert words in fault.message
    assert read.value is None


def test_anchors_aliases_and_tags_are_refused() -> None:
    read = read_yaml("a: &x 1\nb: *x\nc: !!python/name:os.system 2\n")
    assert {fault.kind for fault in read.faults} == {"yaml-alias"}
    assert [fault.line for fault in read.faults] == [1, 2, 3]


def test_aliases_never_grow_the_value() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n" for before, name in ("ab", "bc", "cd")
    )
    assert read_yaml(bomb).value["d"] == [None, None]


@given(st.text(max_size=60))
def test_no_text_stops_the_reader(text: str) -> None:
    read = read_yaml(text)
    for fault in read.faults:
        assert 1 <= fault.line <= text.count("\n") + 1


@given(st.from_regex(r"[-+0-9a-fxo_.:eE]{1,8}", fullmatch=True))
def test_an_unquoted_value_that_is_not_guessed_is_text(text: str) -> None:
    read = read_yaml(f"a: {text}\n")
    if not read.faults and not is_guessed(text):
        assert read.value in ({"a": text}, {"a": {text.rstrip(":"): None}}, {"a": text.rstrip()})
