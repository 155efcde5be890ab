"""Reading and every rule, on anything: nothing raises, and every place points inside its file."""

import json
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from broken import mutated, raw
from conftest import BASE, ROOT, TODAY, base_files, corpus_of, read_once
from lydelse.findings import Finding
from lydelse.project import Project
from lydelse.reading import DOCUMENT, PAGE, from_json, to_json
from lydelse.register import FILES
from lydelse.requirements import SETS
from lydelse.rules import RULES, check
from lydelse.source import LARGEST_TEXT

FALL, GUIDELINE, PAGE_PATH = (
    "rutiner/halso-och-sjukvard/fall.md",
    "riktlinjer/kvalitet/ledningssystem.md",
    "docs/roller.md",
)
DOCUMENTS = [
    path.read_bytes()
    for folder in (BASE / "rutiner", BASE / "riktlinjer", ROOT / "rutiner", ROOT / "riktlinjer")
    for path in sorted(folder.rglob("*.md"))
]
PAGES = [
    path.read_bytes() for root in (BASE, ROOT) for path in sorted((root / "docs").rglob("*.md"))
]
fast = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@fast
@given(raw() | mutated(*DOCUMENTS))
@example(b"")
@example(b"---")
@example(b"---\n---")
@example(b"\xef\xbb\xbf---\r\nid: \xe5\r\n---\r\n")
def test_no_document_stops_the_check(data: bytes) -> None:
    assert_placed({**base_files(), FALL: data})


@fast
@given(raw() | mutated(*DOCUMENTS))
def test_no_waiting_wording_stops_the_check(data: bytes) -> None:
    assert_placed({**base_files(), FALL.replace(".md", ".kommande.md"): data, GUIDELINE: data})


@fast
@given(raw() | mutated(*PAGES, *DOCUMENTS))
def test_no_page_stops_the_check(data: bytes) -> None:
    assert_placed({**base_files(), PAGE_PATH: data})


@pytest.mark.parametrize("name", FILES)
def test_no_register_file_stops_the_check(name: str) -> None:
    path = f"register/{name}.yml"
    real = ROOT / "register" / f"{name}.yml"

    @fast
    @given(raw() | mutated(base_files()[path], real.read_bytes()[:4000]))
    def never_stops(data: bytes) -> None:
        assert_placed({**base_files(), path: data})

    never_stops()


@given(st.sampled_from([DOCUMENT, PAGE, *FILES, SETS]), raw() | mutated(*DOCUMENTS))
def test_a_reading_survives_the_cache(kind: str, data: bytes) -> None:
    reading = read_once(kind, data)
    assert from_json(json.loads(json.dumps(to_json(reading)))) == reading


@given(mutated(*DOCUMENTS))
def test_the_order_of_findings_is_their_place(data: bytes) -> None:
    findings = check(corpus_of({**base_files(), FALL: data}), TODAY)
    places = [finding.place for finding in findings]
    assert places == sorted(places)
    assert {finding.code for finding in findings} <= set(RULES)


def test_a_file_over_the_limit_is_refused_unread() -> None:
    found = findings_in({**base_files(), FALL: b"x" * (LARGEST_TEXT + 1)}, FALL)
    assert [(finding.code, finding.message) for finding in found] == [
        ("F101", "filen är större än 1 MB")
    ]


def test_a_file_at_the_limit_is_read() -> None:
    padding = b"\n" + b"o" * (LARGEST_TEXT - len(base_files()[FALL]) - 2) + b"\n"
    assert findings_in({**base_files(), FALL: base_files()[FALL] + padding}, FALL) == []


@pytest.mark.parametrize("path", sorted(base_files()))
def test_a_missing_file_is_a_finding_or_nothing(path: str) -> None:
    files = {other: data for other, data in base_files().items() if other != path}
    assert_placed(files)


def test_an_empty_project_is_told_what_it_lacks() -> None:
    assert [finding.place.path for finding in check(corpus_of({}), TODAY)] == sorted(
        f"register/{name}.yml" for name in FILES
    )


def findings_in(files: Mapping[str, bytes], path: str) -> list[Finding]:
    return [finding for finding in check(corpus_of(files), TODAY) if finding.place.path == path]


def assert_placed(files: Mapping[str, bytes]) -> None:
    """Every finding stands in its file, says something, and says what to do."""
    for finding in check(corpus_of(files), TODAY):
        place = finding.place
        lines = lines_of(files.get(place.path, b""))
        assert 1 <= place.line <= len(lines), finding
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, finding
        assert finding.message.strip(), finding
        assert finding.hint.strip(), finding
        assert "\n" not in finding.message + finding.hint, finding


def lines_of(data: bytes) -> list[str]:
    """The file's lines as an editor shows them: a BOM and a line's CR take no column."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").split("\n")


def test_our_own_documents_and_history_are_in_order() -> None:
    found = check(Project(ROOT).corpus, date(2026, 11, 25))
    assert [one for one in found if one.severity == "error"] == []
