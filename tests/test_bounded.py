"""Large texts: it is told that they differ, and nobody waits for more."""

from time import monotonic

import pytest

from lydelse.changes import Names, as_text, compare
from lydelse.wording import Wording, read_wording

HEAD = '---\nid: RU-101\ntitel: {}\nversion: "1.0"\n---\n\n'


def wording(body: str, title: str = "Stor") -> Wording:
    return read_wording((HEAD.format(title) + body).encode())


@pytest.mark.parametrize("line", ["x y z\n", "- x\n", "| x | y |\n"])
def test_a_large_text_that_differs_is_in_substance(line: str) -> None:
    began = monotonic()
    found = compare(wording(line * 150_000), wording(line * 140_000, "Större"), Names())
    assert found.slag == "i sak"
    assert found.changed
    assert [key.key for key in found.keys] == ["titel"]
    assert "mer än 200 000 tecken" in as_text(found)
    assert monotonic() - began < 5


def test_a_large_text_that_is_the_same() -> None:
    body = "x y z\n" * 150_000
    assert not compare(wording(body), wording(body), Names()).changed


def test_a_small_text_is_compared() -> None:
    assert compare(wording("Ring inte."), wording("Ring."), Names()).slag == "i sak"
    assert compare(wording("Ring gneast."), wording("Ring genast."), Names()).changed
