"""Every rule has a bad and a good case; the whole report is the expectation.

A case is a folder ``tests/cases/CODE/bad-NAME`` or ``good-NAME`` with the files that differ from
``tests/base``, and ``expected.txt``. A file named ``removed.txt`` lists paths to take away,
``today.txt`` another day.

A case may have a history. Then main holds the base since before the adoption, folders named by day
(``2026-03-01``, and ``2026-03-01-2`` for one more that day) hold what came to main after it, and
the case's own files lie in the working tree on a branch ``forslag/x``: one that left main at its
tip, or after the folder that ``på-gren.txt`` names (an empty one: at the base). With
``på-main.txt`` they lie on main itself.
"""

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT, TODAY, make_project
from lydelse.project import Project
from lydelse.report import text
from lydelse.rules import RULES, check
from lydelse.rules.model import EXCUSED
from repository import Repository, committed

CASES = ROOT / "tests" / "cases"
ON_MAIN, ON_BRANCH = "på-main.txt", "på-gren.txt"
NOTES = {"expected.txt", "removed.txt", "today.txt", ON_MAIN, ON_BRANCH}
TAKEN_OVER = "2025-12-01"
"""The day when the base came to main: before the adoption that its register tells of."""

SEALS = "S"
"""The family of rules about signed tags: ``test_seals.py`` makes its cases, with a real key."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(-\d)?")
FOLDERS = sorted(folder for folder in CASES.glob("*/*") if folder.is_dir())


@pytest.fixture(scope="session")
def kept(warm: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project as main has held it since before the adoption, read once."""
    root = tmp_path_factory.mktemp("kept") / "project"
    shutil.copytree(warm, root, symlinks=True)
    repository = committed(root, TAKEN_OVER)
    repository.git("remote", "add", "origin", "../origin")  # a clone without tags
    shutil.rmtree(root / ".git" / "hooks", ignore_errors=True)
    assert Project(root).corpus
    return root


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_report_is_as_expected(case: Path, warm: Path, kept: Path, tmp_path: Path) -> None:
    start = kept if has_history(case) else warm
    shutil.copytree(start, tmp_path / "project", symlinks=True)
    report = report_of(case, tmp_path / "project")
    expected = (case / "expected.txt").read_text("utf-8")
    assert expected.strip(), "an empty expectation proves nothing"
    if os.environ.get("LYDELSE_ACCEPT"):
        expected = report
        (case / "expected.txt").write_text(report, "utf-8")
    assert report == expected


@pytest.mark.parametrize("code", sorted(code for code in RULES if code[0] != SEALS))
def test_rule_has_a_bad_and_a_good_case(code: str) -> None:
    kinds = {folder.name.split("-")[0] for folder in FOLDERS if folder.parent.name == code}
    assert kinds == {"bad", "good"}


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_bad_case_names_its_rule_and_good_case_does_not(case: Path) -> None:
    named = f" {case.parent.name}  " in (case / "expected.txt").read_text("utf-8")
    assert named == case.name.startswith("bad-")


@pytest.mark.parametrize("code", sorted(EXCUSED))
def test_what_was_taken_over_gives_a_warning(code: str) -> None:
    report = (CASES / code / "bad-taken-over" / "expected.txt").read_text("utf-8")
    assert f" varning {code}  " in report
    assert " fel " not in report.replace("inga fel ", "")


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


def has_history(case: Path) -> bool:
    """Whether the case is about what main has held."""
    return bool(days(case)) or (case / ON_MAIN).exists() or (case / ON_BRANCH).exists()


def days(case: Path) -> list[Path]:
    """What came to main after the base, a folder for each commit, in order."""
    return sorted(folder for folder in case.iterdir() if DAY.fullmatch(folder.name))


def report_of(case: Path, root: Path) -> str:
    """The whole report on the base, which lies in ``root``, with the case's files laid over it."""
    if has_history(case):
        commit_days(case, Repository(root))
    lay_over(case, root)
    other_day = case / "today.txt"
    today = date.fromisoformat(other_day.read_text().strip()) if other_day.exists() else TODAY
    corpus = Project(root).corpus
    return text(check(corpus, today), len(corpus.texts))


def commit_days(case: Path, repository: Repository) -> None:
    """Put each day's files on main, and go to the branch that the case is about."""
    tips = {"": repository.git("rev-parse", "HEAD").strip()}
    for folder in days(case):
        lay_over(folder, repository.root)
        repository.commit(folder.name, folder.name[:10])
        tips[folder.name] = repository.git("rev-parse", "HEAD").strip()
    if not (case / ON_MAIN).exists():
        note = case / ON_BRANCH
        left = note.read_text("utf-8").strip() if note.exists() else max(tips)
        repository.git("switch", "--quiet", "--create", "forslag/x", tips[left])


def lay_over(folder: Path, root: Path) -> None:
    """Put the folder's files over the project's, and take away those that it lists."""
    for source in sorted(folder.rglob("*")):
        inside = source.relative_to(folder)
        skipped = str(inside) in NOTES or DAY.fullmatch(inside.parts[0])
        if skipped or (source.is_dir() and not source.is_symlink()):
            continue
        target = root / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copy(source, target, follow_symlinks=False)
    removed = folder / "removed.txt"
    for line in removed.read_text("utf-8").split() if removed.exists() else ():
        (root / line).unlink()
