"""A wording is read whatever it looks like, and its hash follows what it says and nothing else."""

import hashlib
import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broken import mutated, raw
from conftest import BASE, SCHEMAS
from lydelse.canonical import canonical
from lydelse.source import read_source
from lydelse.wording import (
    FIRST_NUMBER,
    MEANING,
    Wording,
    document_of,
    l1,
    number,
    read_wording,
    shown_files,
    version_text,
)

HYGIENE = (BASE / "rutiner/hygien/basal-hygien.md").read_bytes()
TEXTS = [path.read_bytes() for path in sorted(BASE.rglob("*.md"))]
FREE = (
    "dokumentansvarig",
    "översyner",
    "översyn_senast",
    "sökord",
    "situationer",
    "relaterat",
    "svarar_mot",
    "kvalitetsdimensioner",
    "version",
    "beslut",
    "ändringar",
)


def front(**keys: object) -> Wording:
    return Wording({"id": "RU-001", "gäller_från": "2026-01-01", **keys}, "Text.")


def test_the_hash_is_of_canonical_json() -> None:
    wording = Wording({"titel": "Å", "id": "RU-001", "gäller_från": "2026-01-01"}, "Rad\nett")
    whole = '{"gäller_från":"2026-01-01","id":"RU-001","text":"Rad\\nett","titel":"Å"}'
    assert l1(wording, {}) == "l1:" + hashlib.sha256(whole.encode()).hexdigest()


def test_the_hash_holds_what_is_shown() -> None:
    wording = front()
    assert l1(wording, {"bilagor/a.png": "00"}) != l1(wording, {"bilagor/a.png": "11"})
    assert l1(wording, {"bilagor/a.png": "00"}) != l1(wording, {"bilagor/b.png": "00"})
    assert l1(wording, {"bilagor/a.png": "00"}) != l1(wording, {})


@pytest.mark.parametrize("key", [key for key in MEANING if key != "bilagor"])
def test_a_key_that_bears_meaning_is_in_the_hash(key: str) -> None:
    assert l1(front(**{key: "ett"}), {}) != l1(front(**{key: "annat"}), {}) != l1(front(), {})


@pytest.mark.parametrize("key", FREE)
def test_a_free_key_is_not_in_the_hash(key: str) -> None:
    assert key not in MEANING
    assert l1(front(**{key: "ett"}), {}) == l1(front(), {})


def test_the_first_number_is_needed_for_what_the_design_says() -> None:
    assert (
        frozenset(
            {
                "beslutas_av",
                "upphör",
                "ersätter",
                "hör_till",
                "kompletterar",
                "avviker_från",
                "gäller_för",
                "riktar_sig_till",
                "dokumenttyp",
            }
        )
        == FIRST_NUMBER
    )


@pytest.mark.parametrize("data", TEXTS)
def test_the_hash_does_not_depend_on_form(data: bytes) -> None:
    source, wording = read_source(data), read_wording(data)
    if source.front is None:
        return
    loose = "---\n" + json.dumps(source.front, ensure_ascii=False) + "\n---\n\n\n" + source.body
    written = canonical(source.front, source.body, SCHEMAS["dokument"]).encode()
    others = [
        written,
        loose.encode(),
        data.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + data,
        unicodedata.normalize("NFD", data.decode()).encode(),
        data.decode().encode("utf-16"),
    ]
    assert {l1(read_wording(other), {}) for other in others} == {l1(wording, {})}


@given(raw() | mutated(*TEXTS))
@example(b"")
@example(b"---")
@example(b"---\nid: &a [*a]\n---\n")
@example(b"---\n- id\n---\n")
@example(b"---\nid: RU-001\nbeslut: 3\nbilagor: [x, {fil: 3}]\n\xc3\xa4ndringar: {a: b}\n---\n")
@example(b"---\n? [a]\n: b\n---\n")
@example(b"---\n" + b"[" * 5000 + b"\n---\n")
def test_any_bytes_are_a_wording(data: bytes) -> None:
    wording = read_wording(data)
    assert l1(wording, {}).startswith("l1:")
    assert wording.body == unicodedata.normalize("NFC", wording.body)
    document = document_of(wording, "rutiner/x/y.md")
    assert document.id == wording.id
    assert all(isinstance(name, str) for name in shown_files(wording))


def test_what_stands_before_a_fault_is_kept() -> None:
    text = "---\nid: RU-007\nversion: 3.1\ntitel: Fall\ngäller_från: 2026-02-01\n  x: [\n---\nText"
    wording = read_wording(text.encode())
    assert (wording.id, wording.version) == ("RU-007", (3, 1))


def test_numbers_that_yaml_would_guess_are_text() -> None:
    wording = read_wording(b"---\nid: RU-001\nversion: 3.10\n---\n")
    assert wording.version == (3, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.1", (3, 1)),
        ("3", (3, 0)),
        (" 2.10 ", (2, 10)),
        ("", None),
        ("v1", None),
        ("1.2.3", None),
    ],
)
def test_a_version_is_two_numbers(text: str, expected: tuple[int, int] | None) -> None:
    assert number(text) == expected


def test_files_are_found_in_metadata_images_and_links() -> None:
    body = "![Bild](bilagor/a.png)\n\n[Lista](./bilagor/x/../b.PDF#s) [Annan](../x/annan.md)"
    body += "\n\n[Ut](https://exempelstad.example/c.pdf) ![Ute](//x/d.png)"
    wording = Wording({"bilagor": [{"fil": "bilagor/c.pdf", "titel": "C"}]}, body)
    assert shown_files(wording) == ("bilagor/a.png", "bilagor/b.PDF", "bilagor/c.pdf")


@pytest.mark.parametrize(
    "body", ["![x](a%2Epng)", "![x](a&#46;png)", "![x][r]\n\n[r]: a.png", "![x](<a.png>)"]
)
def test_a_hidden_address_is_found_too(body: str) -> None:
    assert shown_files(Wording({}, body)) == ("a.png",)


@given(st.text(alphabet="![]()<>.%&#;pngwebdfa23456 \n", max_size=60))
def test_the_quick_look_misses_no_file(body: str) -> None:
    from lydelse.body import read_body
    from lydelse.links import scheme

    shown = {
        link.href
        for link in read_body(body).links
        if (link.image or link.href.lower().endswith((".png", ".pdf", ".webp")))
        and not scheme(link.href)
        and link.href.partition("#")[0].partition("?")[0].strip("/")
        and not link.href.startswith("/")
    }
    assert bool(shown_files(Wording({}, body))) == bool(shown)


def test_the_example_of_the_base_is_read_as_it_stands() -> None:
    wording = read_wording(HYGIENE)
    assert (wording.id, wording.version, str(wording.starts)) == ("RU-001", (2, 0), "2026-09-15")
    assert wording.decision is not None
    assert (str(wording.decision.on), wording.decision.by) == ("2026-09-01", "mas")
    assert [change.version for change in wording.changes] == ["2.0", "1.0"]


# What is left out where it is safe


@given(raw() | mutated(*TEXTS))
def test_a_brief_reading_has_the_same_identity_and_hash(data: bytes) -> None:
    whole, brief = read_wording(data), read_wording(data, brief=True)
    assert l1(brief, {}) == l1(whole, {})
    for name in ("id", "title", "version", "starts", "ceases", "decision"):
        assert getattr(brief, name) == getattr(whole, name)


def test_a_brief_reading_leaves_out_old_entries() -> None:
    brief = read_wording(HYGIENE, brief=True)
    assert [change.version for change in brief.changes] == [version_text(brief.version or (0, 0))]
    assert len(read_wording(HYGIENE).changes) > 1
