"""``check --since``: a change answers for what it touches and for what it breaks, nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import make_project, replaced
from lydelse.cli import main
from repository import Repository

FALL = "rutiner/halso-och-sjukvard/fall.md"
HYGIENE = "rutiner/hygien/basal-hygien.md"
DEVIATIONS = "rutiner/kvalitet/avvikelser.md"
GUIDELINE = "riktlinjer/kvalitet/ledningssystem.md"
ROLES = "register/roller.yml"
RULES = "register/regler.yml"
ADOPTED = "2026-01-01"
"""The day of adoption that the small project tells of."""
BROKEN_LINK = ("Ta av ringar", "Läs [mer](saknas.md). Ta av ringar")
CHANGED_TEXT = ("Ring sjuksköterskan.", "Ring alltid sjuksköterskan.")
FREE_KEY = ("\nändringar:", "\nsökord:\n  - golv\nändringar:")
"""A change that needs no new version."""

NEW = "rutiner/kvalitet/nycklar.md"
SINCE_2028 = ("--today", "2028-03-02")
Found = list[tuple[str, str]]
Since = Callable[..., Found]


def started(
    root: Path, inside: str = "", adoption: str = "2027-01-01", day: str = "2026-11-01"
) -> Repository:
    """A repository whose main holds the small project since the day; ``forslag`` begins there.

    Until the adoption everything is drafting: rules about versions are silent.
    """
    repository = Repository(root, inside)
    if inside:
        root.mkdir()
    make_project(repository.project)
    replaced(repository.project / RULES, f"införande: {ADOPTED}", f"införande: {adoption}")
    repository.git("init", "--quiet", "--initial-branch", "main")
    (root / ".gitignore").write_text(".cache/\n")
    repository.commit("början", day)
    repository.git("switch", "--quiet", "--create", "forslag")
    return repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return started(tmp_path / "project")


@pytest.fixture
def since(repository: Repository, capsys: pytest.CaptureFixture[str]) -> Since:
    """What ``check --since main`` finds, as path and code."""

    def found(*options: str, revision: str = "main", at: Repository = repository) -> Found:
        where = ("--project", str(at.project), "--since", revision, "--format", "json")
        code = main(["check", *where, *(options or ("--today", "2026-11-22"))])
        rows = json.loads(capsys.readouterr().out)
        assert code == int(any(row["severity"] == "error" for row in rows))
        return [(row["path"], row["code"]) for row in rows]

    return found


@pytest.fixture
def refused(repository: Repository, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """The one sentence of a check that could not be made."""

    def sentence(revision: str = "main", project: Path = repository.project) -> str:
        assert main(["check", "--project", str(project), f"--since={revision}"]) == 2
        output = capsys.readouterr()
        assert output.out == ""
        lines = [line for line in output.err.splitlines() if not line.startswith("Läser ")]
        assert len(lines) == 1
        return lines[0]

    return sentence


@pytest.fixture
def adopted(tmp_path: Path) -> Repository:
    """A repository whose main was taken over long ago: rules about versions apply."""
    return started(tmp_path / "infört", adoption=ADOPTED, day="2025-12-01")


def test_without_a_change_nothing_is_found(since: Since) -> None:
    assert since() == []


def test_an_error_in_a_touched_document_is_found(repository: Repository, since: Since) -> None:
    replaced(repository.project / HYGIENE, *BROKEN_LINK)
    repository.commit()
    assert since() == [(HYGIENE, "H201")]


def test_what_was_wrong_before_in_an_untouched_document_is_not(
    repository: Repository, since: Since
) -> None:
    replaced(repository.project / HYGIENE, *BROKEN_LINK)
    repository.commit()
    repository.git("branch", "--force", "main", "HEAD")
    replaced(repository.project / FALL, *CHANGED_TEXT)
    repository.commit()
    assert since() == []


def test_what_was_wrong_before_in_a_touched_document_is(
    repository: Repository, since: Since
) -> None:
    replaced(repository.project / HYGIENE, *BROKEN_LINK)
    repository.commit()
    repository.git("branch", "--force", "main", "HEAD")
    replaced(repository.project / HYGIENE, "Ta av ringar", "Ta alltid av ringar")
    repository.commit()
    assert since() == [(HYGIENE, "H201")]


def test_a_removed_document_is_missed_where_it_is_named(
    repository: Repository, since: Since
) -> None:
    (repository.project / DEVIATIONS).unlink()
    repository.commit()
    assert since() == [(GUIDELINE, "H201"), (FALL, "H201")]


def test_a_renamed_heading_is_missed_where_it_is_linked(
    repository: Repository, since: Since
) -> None:
    replaced(
        repository.project / FALL, "### När någon ligger ner", "### När någon ligger på golvet"
    )
    repository.commit()
    assert since() == [(HYGIENE, "H202")]


def test_a_closed_role_is_missed_in_every_document_that_it_owns(
    repository: Repository, since: Since
) -> None:
    replaced(
        repository.project / ROLES,
        "kvalitet@exempelstad.example\n    från: 2020-01-01\n",
        "kvalitet@exempelstad.example\n    från: 2020-01-01\n    till: 2026-11-01\n",
    )
    repository.commit()
    assert since() == [(GUIDELINE, "H101"), (DEVIATIONS, "H101")]


def test_an_overdue_review_stops_only_who_touches_the_document(
    repository: Repository, since: Since
) -> None:
    replaced(repository.project / FALL, *FREE_KEY)
    repository.commit()
    assert since(*SINCE_2028) == [(FALL, "G201")]


def test_changes_not_yet_committed_count(repository: Repository, since: Since) -> None:
    replaced(repository.project / HYGIENE, *BROKEN_LINK)
    assert since() == [(HYGIENE, "H201")]
    repository.git("add", HYGIENE)
    assert since() == [(HYGIENE, "H201")]


def test_files_not_yet_added_count(repository: Repository, since: Since) -> None:
    (repository.project / "docs/ny sida å.md").write_text("# Ny\n\n<b>x</b>\n", "utf-8")
    assert since() == [("docs/ny sida å.md", "T201")]


def test_an_added_file_with_an_odd_name_is_found(repository: Repository, since: Since) -> None:
    (repository.project / 'docs/ny\t"sida" å.md').write_text("# Ny\n\n<b>x</b>\n", "utf-8")
    repository.commit()
    assert since() == [('docs/ny\t"sida" å.md', "T201")]


def test_what_main_did_after_the_branch_is_not_the_branchs_doing(
    repository: Repository, since: Since
) -> None:
    replaced(repository.project / FALL, *FREE_KEY)
    repository.commit()
    repository.git("switch", "--quiet", "main")
    replaced(repository.project / HYGIENE, "Ta av ringar", "Ta genast av ringar")
    (repository.project / "docs/roller.md").write_text("# Roller\n\nInga.\n", "utf-8")
    repository.commit("på main")
    repository.git("switch", "--quiet", "forslag")
    assert since(*SINCE_2028) == [(FALL, "G201")]


def test_a_text_changed_without_a_version_is_found(adopted: Repository, since: Since) -> None:
    assert since(at=adopted) == []
    replaced(adopted.project / FALL, *CHANGED_TEXT)
    assert since(at=adopted) == [(FALL, "V101")]
    adopted.commit()
    assert since(at=adopted) == [(FALL, "V101")]


def test_a_version_that_somebody_else_left_out_on_main_stops_nobody(
    adopted: Repository, since: Since
) -> None:
    replaced(adopted.project / HYGIENE, "Ta av ringar", "Ta genast av ringar")
    adopted.commit()
    adopted.git("branch", "--force", "main", "HEAD")
    replaced(adopted.project / FALL, *FREE_KEY)
    adopted.commit()
    assert since(at=adopted) == []
    assert since(at=adopted, revision="main~1") == [(HYGIENE, "V101")]


def test_a_document_that_main_got_after_the_branch_is_not_missing(
    adopted: Repository, since: Since
) -> None:
    replaced(adopted.project / FALL, *FREE_KEY)
    adopted.commit()
    adopted.git("switch", "--quiet", "main")
    text = (adopted.project / FALL).read_text("utf-8").replace("RU-002", "RU-004")
    (adopted.project / NEW).write_text(text, "utf-8")
    adopted.commit("nytt på main")
    adopted.git("switch", "--quiet", "forslag")
    assert since(at=adopted) == []


def test_a_document_that_the_branch_removed_is_missing(adopted: Repository, since: Since) -> None:
    (adopted.project / DEVIATIONS).unlink()
    adopted.commit()
    assert since(at=adopted) == [(GUIDELINE, "H201"), (FALL, "H201"), (DEVIATIONS, "V402")]


def test_paths_and_codes_limit_it_further(repository: Repository, since: Since) -> None:
    replaced(repository.project / HYGIENE, *BROKEN_LINK)
    assert since("--only", "F", "--today", "2026-11-22") == []


def test_a_project_in_a_folder_of_the_repository(tmp_path: Path, since: Since) -> None:
    repository = started(tmp_path / "allt", "vård och omsorg")
    (repository.root / "annat.md").write_text("<b>", "utf-8")
    replaced(repository.project / HYGIENE, *BROKEN_LINK)
    (repository.project / DEVIATIONS).unlink()
    repository.commit()
    assert since(at=repository) == [(GUIDELINE, "H201"), (FALL, "H201"), (HYGIENE, "H201")]


@pytest.mark.parametrize(
    "revision", ["finns-inte", "--output=x", "-p", "main..forslag", "", "main:docs"]
)
def test_a_revision_that_is_none_is_one_sentence(
    revision: str, repository: Repository, refused: Callable[..., str]
) -> None:
    assert refused(revision) == (
        f"”{revision}” finns inte i git. Hämta den först: git fetch origin."
    )
    assert not (repository.project / "x").exists()


def test_without_git_there_is_nothing_to_compare_with(
    tmp_path: Path, refused: Callable[..., str]
) -> None:
    outside = make_project(tmp_path / "utan-git")
    assert refused(project=outside) == (
        "Projektet ligger inte i git, så --since har inget att jämföra med."
    )


def test_a_repository_without_commits_has_no_main(
    tmp_path: Path, refused: Callable[..., str]
) -> None:
    empty = Repository(tmp_path / "ny")
    make_project(empty.project)
    empty.git("init", "--quiet", "--initial-branch", "main")
    assert "”main” finns inte i git" in refused(project=empty.project)


def test_a_shallow_clone_is_told_to_fetch_the_rest(
    repository: Repository, tmp_path: Path, refused: Callable[..., str]
) -> None:
    replaced(repository.project / FALL, *CHANGED_TEXT)
    repository.commit()
    clone = Repository(tmp_path / "grund")
    repository.git(
        "clone",
        "--quiet",
        "--depth=1",
        "--no-single-branch",
        f"file://{repository.root}",
        str(clone.root),
    )
    assert refused("origin/main", clone.project) == (
        "”origin/main” och arbetskopian har ingen gemensam historia här. "
        "Hämta hela historiken: git fetch --unshallow."
    )


def test_what_a_hook_has_set_does_not_lead_astray(
    repository: Repository, since: Since, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(repository.project / HYGIENE, *BROKEN_LINK)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "annat"))
    assert since() == [(HYGIENE, "H201")]


def test_an_external_diff_or_filter_is_never_run(
    repository: Repository, since: Since, tmp_path: Path
) -> None:
    trap = tmp_path / "kördes"
    repository.git("config", "diff.external", f"touch '{trap}'")
    repository.git("config", "core.fsmonitor", f"touch '{trap}'")
    (repository.project / ".gitattributes").write_text("*.md diff=x\n")
    repository.git("config", "diff.x.textconv", f"touch '{trap}'")
    replaced(repository.project / HYGIENE, *BROKEN_LINK)
    assert since() == [(HYGIENE, "H201")]
    assert not trap.exists()
