"""Every rule has a bad and a good case; the whole report is the expectation.

A case is a folder ``tests/cases/CODE/bad-NAME`` or ``good-NAME`` with the files that differ from
``tests/base``, and ``expected.txt``. A file named ``removed.txt`` lists paths to take away,
``today.txt`` another day.
"""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT, TODAY, make_project
from lydelse.project import Project
from lydelse.report import text
from lydelse.rules import RULES, check

CASES = ROOT / "tests" / "cases"
NOTES = {"expected.txt", "removed.txt", "today.txt"}
FOLDERS = sorted(folder for folder in CASES.glob("*/*") if folder.is_dir())


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_report_is_as_expected(case: Path, warm: Path, tmp_path: Path) -> None:
    shutil.copytree(warm, tmp_path / "project", symlinks=True)
    report = report_of(case, tmp_path / "project")
    expected = (case / "expected.txt").read_text("utf-8")
    assert expected.strip(), "an empty expectation proves nothing"
    if os.environ.get("LYDELSE_ACCEPT"):
        expected = report
        (case / "expected.txt").write_text(report, "utf-8")
    assert report == expected


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_has_a_bad_and_a_good_case(code: str) -> None:
    kinds = {folder.name.split("-")[0] for folder in FOLDERS if folder.parent.name == code}
    assert kinds == {"bad", "good"}


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_bad_case_names_its_rule_and_good_case_does_not(case: Path) -> None:
    named = f" {case.parent.name}  " in (case / "expected.txt").read_text("utf-8")
    assert named == case.name.startswith("bad-")


def test_cases_belong_to_rules() -> None:
    assert {folder.parent.name for folder in FOLDERS} <= set(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_is_documented(code: str) -> None:
    rule = RULES[code]
    assert rule.title.endswith(".")
    assert rule.bad
    assert rule.good


def test_base_is_clean(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    assert check(Project(root).corpus, TODAY) == []


def report_of(case: Path, root: Path) -> str:
    """The whole report on the base, which lies in ``root``, with the case's files laid over it."""
    for source in sorted(case.rglob("*")):
        inside = source.relative_to(case)
        if str(inside) in NOTES or (source.is_dir() and not source.is_symlink()):
            continue
        target = root / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copy(source, target, follow_symlinks=False)
    removed = case / "removed.txt"
    for line in removed.read_text("utf-8").split() if removed.exists() else ():
        (root / line).unlink()
    other_day = case / "today.txt"
    today = date.fromisoformat(other_day.read_text().strip()) if other_day.exists() else TODAY
    corpus = Project(root).corpus
    return text(check(corpus, today), len(corpus.texts))
