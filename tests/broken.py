"""Strategies for broken files: raw bytes, and real ones with something done to them."""

from collections.abc import Callable

from hypothesis import strategies as st

FRAGMENTS = (
    *(
        "---\n",
        "...\n",
        "--- a\n",
        "- ",
        "  - x\n",
        "\t- x\n",
        "? [a]\n: b\n",
        "{a: [b}\n",
        "'",
        '"',
    ),
    *(
        "a: b: c\n",
        "titel: titel: x\n",
        "id: RU-001\n",
        "&a ",
        "*a\n",
        "!!str ",
        "<<: x\n",
        "|-\n",
        ">\n",
    ),
    *("0123", "10:30", "no", "~", "null", "2026-02-30", "1e400", "[" * 30, "{" * 30, "%YAML 1.1\n"),
    *(
        "ändringar:\n  - a\n",
        "beslut: []\n",
        "bilagor: {}\n",
        "gäller_för: hemtjänst\n",
        "version: 1.0\n",
    ),
    *("# ", "## \n", "####### x\n", "==\n", "> " * 25, "- " * 25, "1. " * 25, "```\n", "    x\n"),
    *(
        "[",
        "](",
        "[a](b.md#c)",
        "[a]: <b>\n",
        "![](",
        "[^1]",
        "[^1]: x\n",
        "> [!NOTE]\n",
        "- [ ] x\n",
    ),
    *(
        "| a | |\n| - | - |\n| b |\n",
        "|-|\n",
        "<b>",
        "<!--",
        "</div>",
        "<script>\n",
        "<a href='",
        "&#0;",
    ),
    *("[a](javascript:x)", "[a](%zz)", "[a](\\\\x)", "<x:y>", "[a](../../../../x)", "![a](//x)"),
    *(
        "\\",
        "*",
        "_",
        "~~",
        "`",
        "\x00",
        "\r",
        "\r\n",
        "\ufeff",
        "\u2028",
        "\u202e",
        "\u0301",
        "\U0001f469",
    ),
    *("9001019802", "18900101-9802", "\u0661\u0662", "\xa0", "\x85", "\n\n\n", " \n", "a" * 300),
)
"""Text that YAML, Markdown, HTML or a reader of personal numbers may stumble on."""

Edit = Callable[[st.DrawFn, bytes], bytes]


def _point(draw: st.DrawFn, data: bytes) -> int:
    return draw(st.integers(0, len(data)))


def _deleted(draw: st.DrawFn, data: bytes) -> bytes:
    start = _point(draw, data)
    return data[:start] + data[start + draw(st.integers(1, 40)) :]


def _inserted(draw: st.DrawFn, data: bytes) -> bytes:
    start = _point(draw, data)
    return data[:start] + draw(st.binary(min_size=1, max_size=6)) + data[start:]


def _with_fragment(draw: st.DrawFn, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    start = draw(st.integers(0, len(text)))
    return (text[:start] + draw(st.sampled_from(FRAGMENTS)) + text[start:]).encode()


def _with_line(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines)))
    return b"\n".join([*lines[:at], draw(st.sampled_from(FRAGMENTS)).encode(), *lines[at:]])


def _with_value(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[at].partition(b":")
    lines[at] = key + colon + b" " + draw(st.sampled_from(FRAGMENTS)).encode()
    return b"\n".join(lines)


def _swapped(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _repeated(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    return b"\n".join([*lines[:at], lines[at], *lines[at:]])


EDITS: tuple[Edit, ...] = (
    _deleted,
    _inserted,
    _with_fragment,
    _with_line,
    _with_value,
    _swapped,
    _repeated,
)


@st.composite
def mutated(draw: st.DrawFn, *originals: bytes) -> bytes:
    """One of the contents with one to five things done to it."""
    data = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(1, 5))):
        data = draw(st.sampled_from(EDITS))(draw, data)
    return data


def raw() -> st.SearchStrategy[bytes]:
    """Bytes of no particular kind, and text made of awkward pieces."""
    pieces = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=25)
    text = pieces.map("".join)
    framed = st.tuples(text, text).map(lambda parts: f"---\n{parts[0]}\n---\n{parts[1]}")
    surrogates_replaced = (text | framed).map(lambda value: value.encode("utf-8", "replace"))
    return st.binary(max_size=200) | surrogates_replaced
