"""``lydelse fmt`` never harms: it writes the same document, whole, or nothing."""

import os
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broken import mutated, raw
from conftest import BASE, ROOT, SCHEMAS, base_files, read_once
from lydelse.formatting import formatted, write
from lydelse.reading import DOCUMENT, Reading

SCHEMA = SCHEMAS[DOCUMENT]
DOCUMENTS = [
    path.read_bytes()
    for root in (BASE, ROOT)
    for folder in ("rutiner", "riktlinjer")
    for path in sorted((root / folder).rglob("*.md"))
]
FALL = base_files()["rutiner/halso-och-sjukvard/fall.md"].decode()


def kinds(reading: Reading) -> set[str]:
    return {fault.kind for fault in reading.faults}


@given(raw() | mutated(*DOCUMENTS))
@example(FALL.replace("\n", "\r\n").encode())
@example(b"\xef\xbb\xbf" + FALL.encode())
@example(FALL.replace("ö", "o\u0308").encode())
def test_a_document_is_refused_or_written_as_check_demands(data: bytes) -> None:
    result = formatted(data, SCHEMA)
    if result.data is None:
        assert result.reason
        return
    before, after = read_once(DOCUMENT, data), read_once(DOCUMENT, result.data)
    assert kinds(after) <= kinds(before) - {"canonical", "bom", "crlf"}
    assert formatted(result.data, SCHEMA).data == result.data


@st.composite
def with_another_body(draw: st.DrawFn) -> bytes:
    """A document whose front matter can be read, and whose body is anything."""
    head, body = draw(st.sampled_from(DOCUMENTS)).split(b"\n---\n", 1)
    return head + b"\n---\n" + draw(mutated(body))


@given(with_another_body())
def test_what_is_written_means_the_same(data: bytes) -> None:
    result = formatted(data, SCHEMA)
    if result.data is None:
        return
    before, after = read_once(DOCUMENT, data), read_once(DOCUMENT, result.data)
    assert after.front == before.front
    if unicodedata.is_normalized("NFC", data.decode()):
        assert after.body.html == before.body.html


@given(st.sampled_from(DOCUMENTS))
def test_a_document_in_the_right_form_is_left_alone(data: bytes) -> None:
    result = formatted(data, SCHEMA)
    assert result.data == data
    assert result.comments == ()


def test_order_quotes_lists_and_line_ends_are_mended() -> None:
    untidy = (
        FALL.replace(
            "id: RU-002\ntitel: När någon har fallit\n",
            "titel: 'När någon har fallit'\nid: RU-002\n",
        )
        .replace("gäller_för:\n  - hemtjänst\n", "gäller_för: [hemtjänst]\n")
        .replace("---\n\n## I korthet", "---\n## I korthet")
        .rstrip("\n")
        .replace("\n", "\r\n")
    )
    assert formatted(b"\xef\xbb\xbf" + untidy.encode(), SCHEMA).data == FALL.encode()


def test_comments_go_out_and_are_told() -> None:
    commented = FALL.replace("titel: När", "# namnet\ntitel: När").replace(
        "text: Rutinen är ny.", "text: |- # kort\n      Rutinen är ny."
    )
    result = formatted(commented.encode(), SCHEMA)
    assert result.data == FALL.encode()
    assert result.comments == ((3, "# namnet"), (26, "# kort"))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("titel: När", "titel: Fall: När", "rad 3: metadata går inte att läsa"),
        ("titel: När", "titel: x\ntitel: När", "rad 4: nyckeln ”titel” står två gånger"),
        ("titel: När någon har fallit", "titel: no", "rad 3: värdet ”no” kan läsas"),
        ("titel: När", "titel: &a När", "rad 3: ankaret ”&a” tillåts inte"),
        ("---\nid", "id", "rad 1: filen börjar inte med metadata"),
        ("ensam", "en\u202esam", "rad 36: texten innehåller ett osynligt styrtecken"),
    ],
)
def test_what_cannot_be_read_safely_is_refused(old: str, new: str, reason: str) -> None:
    result = formatted(FALL.replace(old, new, 1).encode(), SCHEMA)
    assert result.data is None
    assert reason in result.reason


def test_a_file_that_is_not_utf8_is_refused() -> None:
    assert formatted(FALL.encode("latin-1"), SCHEMA).data is None


def test_the_files_mode_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "fall.md"
    path.write_bytes(b"gammalt")
    path.chmod(0o640)
    write(path, b"nytt")
    assert path.read_bytes() == b"nytt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_write_leaves_the_file_as_it_was(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "fall.md"
    path.write_bytes(b"gammalt")
    monkeypatch.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))
    with pytest.raises(OSError, match="No space"):
        write(path, b"nytt")
    assert path.read_bytes() == b"gammalt"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "fall.md"
    path.write_bytes(b"gammalt")
    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write(path, b"nytt")
    assert path.read_bytes() == b"gammalt"
    assert list(tmp_path.iterdir()) == [path]
