"""``asof``, ``log``, ``diff``, ``changes``, ``bump`` and ``fold`` as a person runs them."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import make_project, replaced
from former import FALL, HYGIENE, IMAGE, LATER, MOVED, project_with_past
from lydelse.cli import main
from lydelse.history import outline_of
from repository import Repository

TODAY = ("--today", "2026-11-22")


@dataclass(frozen=True)
class Said:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Say = Callable[..., Said]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with a past, made once: read it, and copy it before anything is changed."""
    return project_with_past(tmp_path_factory.mktemp("answers") / "project").root


@pytest.fixture
def past(kept: Path, tmp_path: Path) -> Repository:
    """A copy of the project with a past, on main, to change."""
    shutil.copytree(kept, tmp_path / "project", symlinks=True)
    return Repository(tmp_path / "project")


@pytest.fixture
def say(kept: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs the command in the project and returns what it said."""

    def run(*arguments: str, at: Path = kept) -> Said:
        capsys.readouterr()
        try:
            code = main([*arguments, "--project", str(at)])
        except SystemExit as stop:
            code = int(str(stop.code))
        output = capsys.readouterr()
        err = [line for line in output.err.splitlines() if not line.startswith("Läser ")]
        return Said(code, output.out, "\n".join(err))

    return run


def test_asof_tells_a_person_what_was_in_force(say: Say) -> None:
    said = say("asof", "2026-11-03", "RU-001", *TODAY)
    lines = said.out.splitlines()
    assert lines[:4] == [
        "Gällde 2026-11-03: 1 dokument",
        "",
        "RU-001  Basal hygien",
        "  version 3.0, från 2026-11-01 till och med 2026-11-04",
    ]
    assert "beslut 2026-10-15 av Medicinskt ansvarig sjuksköterska" in lines[4]
    assert lines[5].startswith("  publicerad 2026-10-20, commit ")
    assert lines[6].startswith("  l1:")
    assert (said.code, said.err) == (0, "")


def test_asof_warns_of_what_nobody_could_have_read(say: Say) -> None:
    said = say("asof", "2026-10-10", "ru-001", *TODAY)
    assert said.err == (
        "RU-001 version 2.1 publicerades 2026-10-05 men började gälla 2026-10-01: "
        "före publiceringen kunde personalen inte läsa den."
    )


def test_asof_says_what_a_day_to_come_rests_on(say: Say) -> None:
    said = say("asof", "2027-01-01", "RU-001", "--format", "json", *TODAY)
    (row,) = json.loads(said.out)
    assert (row["version"], row["gäller_från"]) == ("4.0", "2027-01-01")
    assert said.err == "2027-01-01 har inte varit än: svaret gäller det som är beslutat hittills."


def test_asof_before_adoption_is_not_proven(say: Say) -> None:
    said = say("asof", "2025-12-31", *TODAY)
    assert said.err.splitlines()[0] == (
        "2025-12-31 ligger före införandet 2026-01-01: "
        "svaret bygger på det som togs över då, och är inte bevisat."
    )
    assert said.out == "Inget dokument är känt för den dagen.\n"


def test_asof_tells_what_will_be_taken_over(say: Say) -> None:
    early = ("--today", "2025-12-20")
    said = say("asof", "2026-09-20", "RU-001", *early)
    assert said.err.startswith("Införandet är först 2026-01-01")
    assert "; tas över vid införandet, inte bevisad" in said.out


def test_asof_prints_the_wording_as_it_stood(say: Say, kept: Path) -> None:
    said = say("asof", "2026-10-25", "RU-001", "--text", *TODAY)
    assert "2. Sprita i 30 sekunder." in said.out
    assert said.out.startswith("---\nid: RU-001\n")
    now = say("asof", "2026-11-10", "RU-001", "--text", *TODAY)
    assert now.out == (kept / HYGIENE).read_text("utf-8")


def test_asof_writes_the_set_with_attachments_and_a_manifest(say: Say, tmp_path: Path) -> None:
    out = tmp_path / "då"
    said = say("asof", "2026-10-10", "--out", str(out), *TODAY)
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["dag"] == "2026-10-10"
    assert {row["id"] for row in manifest["lydelser"]} == {"RL-001", "RU-001", "RU-002", "RU-003"}
    for row in manifest["filer"]:
        data = (out / row["sökväg"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"]
    written = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert written == {"manifest.json", *(row["sökväg"] for row in manifest["filer"])}
    assert (out / IMAGE).read_bytes().endswith(b"old"), "the picture of that day"
    assert said.out == ""
    assert say("asof", "2026-10-10", "--out", str(out)).err.endswith("Ange en ny mapp.")


def test_the_set_holds_what_the_hash_says(say: Say, tmp_path: Path) -> None:
    out = tmp_path / "nu"
    say("asof", "2026-11-22", "RU-002", "--out", str(out), *TODAY)
    (row,) = json.loads((out / "manifest.json").read_text("utf-8"))["lydelser"]
    assert outline_of((out / FALL).read_bytes()).hash == row["hash"]


def test_a_waiting_wording_is_written_in_its_place(say: Say, tmp_path: Path) -> None:
    say("asof", "2027-02-01", "RU-001", "--out", str(tmp_path / "sedan"), *TODAY)
    assert (tmp_path / "sedan" / HYGIENE).is_file()
    assert not (tmp_path / "sedan" / LATER).exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("asof", "2026-13-01"), "2026-13-01 är inget datum"),
        (("asof", "igår"), "igår är inget datum"),
        (("asof", "2026-11-22", "RU-999"), "inget beslutat dokument med beteckningen RU-999"),
        (("log", "RU-999"), "Det finns inget dokument med beteckningen RU-999."),
        (("diff", "RU-001", "9.9"), "RU-001 har ingen beslutad version 9.9."),
        (("diff", "RU-001", "x"), "x är ingen version."),
        (("diff",), "Ange ett dokument"),
        (("diff", "--files", "saknas.md", "saknas.md"), "saknas.md finns inte"),
        (("changes", "--since", "saknas"), "”saknas” finns inte i git."),
        (("bump", "RU-999", "--slag", "i sak"), "inget dokument med beteckningen RU-999"),
    ],
)
def test_wrong_use_is_one_sentence(say: Say, arguments: tuple[str, ...], sentence: str) -> None:
    said = say(*arguments)
    assert said.code == 2
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1


def test_log_tells_every_version(say: Say) -> None:
    said = say("log", "RU-001")
    heads = [line for line in said.out.splitlines() if line.startswith(("Version", "Förslag"))]
    assert heads == [
        "Förslag 5.0 på grenen forslag/handskar",
        "Version 4.0, från 2027-01-01 tills vidare",
        "Version 3.1, från 2026-11-05 till och med 2026-12-31",
        "Version 3.0, från 2026-11-01 till och med 2026-11-04",
        "Version 2.1, från 2026-10-01 till och med 2026-10-31",
        "Version 2.0, från 2026-09-15 till och med 2026-09-30",
    ]
    rows = json.loads(say("log", "RU-001", "--format", "json").out)
    assert [(row["version"], row["slag"]) for row in rows][:3] == [
        ("4.0", "i sak"),
        ("3.1", "redaktionell"),
        ("3.0", "i sak"),
    ]
    assert len({row["hash"] for row in rows}) == 5


def test_diff_of_neighbours_gives_the_slag_and_why(say: Say) -> None:
    mild = json.loads(say("diff", "RU-001", "2.0", "2.1", "--format", "json").out)
    assert mild["slag"] == "redaktionell"
    grave = json.loads(say("diff", "RU-001", "2.1", "3.0", "--format", "json").out)
    assert grave["slag"] == "i sak"
    assert any("30" in reason and "40" in reason for reason in grave["skäl"])


def test_diff_takes_the_versions_in_the_order_asked(say: Say) -> None:
    there = json.loads(say("diff", "RU-001", "2.1", "3.0", "--format", "json").out)
    back = json.loads(say("diff", "RU-001", "3.0", "2.1", "--format", "json").out)
    assert there["metadata"][0]["före"] == back["metadata"][0]["efter"]


def test_diff_without_versions_is_what_the_author_has_changed(say: Say, past: Repository) -> None:
    (past.root / LATER).unlink()
    replaced(past.root / HYGIENE, "2. Sprita i minst 40", "2. Sprita i minst 50")
    said = say("diff", "RU-001", "--format", "json", at=past.root)
    assert "arbetskopian" in said.err
    assert json.loads(said.out)["slag"] == "i sak"


def test_diff_of_files_needs_no_project(tmp_path: Path, say: Say) -> None:
    (tmp_path / "a.md").write_text("Du ska ringa.\n", "utf-8")
    (tmp_path / "b.md").write_text("Du bör ringa.\n", "utf-8")
    files = ("--files", str(tmp_path / "a.md"), str(tmp_path / "b.md"))
    said = say("diff", *files, "--format", "json", at=tmp_path)
    assert json.loads(said.out)["slag"] == "i sak"
    assert say("diff", "RU-001", *files).code == 2


def test_changes_tells_a_pull_request_what_it_does(say: Say, past: Repository) -> None:
    past.git("switch", "--quiet", "--create", "forslag/sekunder")
    replaced(past.root / MOVED, "Ring sjuksköterskan.", "Ring alltid sjuksköterskan.")
    say("bump", "RU-002", "--slag", "redaktionell", "--reason", "översyn", *TODAY, at=past.root)
    past.commit("förslag", "2026-11-20")
    said = say("changes", "--since", "main", *TODAY, at=past.root)
    assert said.code == 0
    assert said.out.startswith("## Ändringen rör ett dokument\n")
    assert "När någon har fallit" in said.out
    assert "Mildaste slag som kontrollen godtar: i sak" in said.out
    assert "Slag: i sak" not in said.out, "the slag is told once"
    assert "alltid" in said.out
    assert "Kvar att göra" in said.out


def bare(comment: str) -> str:
    """The comment without what keeps its words from being live."""
    return comment.replace("\u200b", "").replace("\\", "")


def test_changes_tells_of_the_decided_version_that_waits(say: Say, past: Repository) -> None:
    replaced(past.root / HYGIENE, "2. Sprita i minst 40", "2. Sprita i minst 50")
    said = bare(say("changes", "--since", "main", *TODAY, at=past.root).out)
    assert "- Version 4.0 väntar: den är beslutad och gäller från 2027-01-01." in said
    assert f"- Ska ändringen gälla även då? För in den i {LATER} också." in said
    past.git("checkout", "--quiet", "main", "--", HYGIENE)
    past.git("switch", "--quiet", "forslag/handskar")
    assert "väntar: den" not in say("changes", "--since", "main", *TODAY, at=past.root).out


def test_changes_tells_what_is_wrong_in_the_text_that_waits(say: Say, past: Repository) -> None:
    roles = past.root / "register/roller.yml"
    replaced(roles, "  - id: undersköterska\n", "  - id: usk\n")
    replaced(past.root / HYGIENE, "2. Sprita i minst 40", "2. Sprita i minst 50")
    said = bare(say("changes", "--since", "main", *TODAY, at=past.root).out)
    assert said.count("undersköterska” finns inte") == 2
    assert f", {LATER}, rad " in said
    replaced(past.root / LATER, "Basal hygien", "Basal hygien och kläder")
    said = bare(say("changes", "--since", "main", *TODAY, at=past.root).out)
    assert said.count("undersköterska” finns inte") == 2, "each text has its own"
    assert f", {LATER}, rad " not in said


def test_changes_of_nothing(say: Say, past: Repository) -> None:
    said = say("changes", "--since", "main", *TODAY, at=past.root)
    assert said.out == "Ändringen rör inga riktlinjer eller rutiner.\n"


def test_changes_lets_nothing_live_into_the_comment(say: Say, past: Repository) -> None:
    nasty = (
        "<img src=x onerror=alert(1)> @alla #12 ![x](y) [z](javascript:1) `kod` | https://x.example"
    )
    replaced(past.root / MOVED, "Ring sjuksköterskan.", nasty)
    said = say("changes", "--since", "main", *TODAY, at=past.root)
    for live in ("<img", "](", "@alla", " #12"):
        assert live not in said.out


def test_bump_fills_in_what_main_needs(say: Say, past: Repository) -> None:
    past.git("switch", "--quiet", "--create", "forslag/fall")
    replaced(past.root / MOVED, "Ring sjuksköterskan.", "Ring  sjuksköterskan .")
    text = ("--text", "Ett mellanslag är rättat.")
    options = ("--slag", "redaktionell", "--reason", "översyn", *text, *TODAY)
    assert say("bump", "RU-002", *options, at=past.root).code == 0
    assert 'version: "1.1"' in (past.root / MOVED).read_text("utf-8")
    say("fmt", at=past.root)
    said = say("check", "--only", "V", *TODAY, at=past.root)
    assert said.code == 0, said.out


def test_bump_twice_is_one_version(say: Say, past: Repository) -> None:
    past.git("switch", "--quiet", "--create", "forslag/fall")
    text = ("--text", "Ett mellanslag är rättat.", *TODAY)
    for slag in ("redaktionell", "i sak", "redaktionell"):
        done = say("bump", "RU-002", "--slag", slag, "--reason", "översyn", *text, at=past.root)
        assert done.code == 0, done.err
    assert 'version: "1.1"' in (past.root / MOVED).read_text("utf-8")
    assert "beslut:\n" in (past.root / MOVED).read_text("utf-8")


def test_bump_does_not_take_a_waiting_number(say: Say, past: Repository) -> None:
    options = ("--slag", "i sak", "--reason", "avvikelse", "--text", "Nytt.", *TODAY)
    said = say("bump", "RU-001", *options, at=past.root)
    assert said.code == 2
    assert LATER in said.err
    assert 'version: "3.1"' in (past.root / HYGIENE).read_text("utf-8")


def test_fold_waits_for_the_day(say: Say, past: Repository) -> None:
    assert say("fold", "--today", "2026-12-31", at=past.root).code == 0
    assert (past.root / LATER).exists()
    assert say("fold", "--check", "--today", "2027-01-01", at=past.root).code == 1
    assert (past.root / LATER).exists()


def test_fold_changes_no_answer(say: Say, past: Repository) -> None:
    before = say("asof", "2027-01-02", "--format", "json", at=past.root).out
    assert say("fold", "--today", "2027-01-01", at=past.root).code == 0
    assert not (past.root / LATER).exists()
    assert 'version: "4.0"' in (past.root / HYGIENE).read_text("utf-8")
    past.commit("vik in", "2027-01-01")
    assert say("asof", "2027-01-02", "--format", "json", at=past.root).out == before
    assert say("check", "--only", "V", "--today", "2027-01-02", at=past.root).code == 0


def test_fold_refuses_what_main_has_not_decided(say: Say, past: Repository) -> None:
    replaced(past.root / LATER, "- Byt handskar", "- Byt aldrig handskar")
    said = say("fold", "--today", "2027-01-01", at=past.root)
    assert said.code == 1
    assert "är inte beslutad på main" in said.err
    assert (past.root / LATER).exists()


def test_a_bare_repository_answers_but_is_not_changed(
    say: Say, past: Repository, tmp_path: Path
) -> None:
    bare = tmp_path / "server.git"
    past.git("clone", "--quiet", "--bare", str(past.root), str(bare))
    before = sorted(path.name for path in bare.iterdir())
    rows = json.loads(say("asof", "2026-11-03", "--format", "json", at=bare).out)
    assert {row["id"] for row in rows} == {"RL-001", "RU-001", "RU-002", "RU-003"}
    assert say("log", "RU-001", at=bare).code == 0
    assert say("diff", "RU-001", "2.0", "3.0", at=bare).code == 0
    for command in (("bump", "RU-001", "--slag", "i sak"), ("fold",), ("build",), ("serve",)):
        assert "inga filer att ändra" in say(*command, at=bare).err
    assert sorted(path.name for path in bare.iterdir()) == before


def test_outside_git_the_tree_is_all_there_is(say: Say, tmp_path: Path) -> None:
    root = make_project(tmp_path / "utan")
    said = say("asof", "2026-11-22", "--format", "json", *TODAY, at=root)
    rows = json.loads(said.out)
    assert {row["bevis"] for row in rows} == {"arbetskopia"}
    assert {row["commit"] for row in rows} == {None}
    assert said.err.startswith("Projektet ligger inte i git")
    assert say("asof", "2026-11-22", "RU-001", "--text", at=root).out == (root / HYGIENE).read_text(
        "utf-8"
    )
    build = say("build", *TODAY, at=root)
    assert build.code == 2
    assert "lydelse build --preview" in build.err


def test_changes_measures_a_waiting_wording_against_what_it_builds_on(
    say: Say, past: Repository
) -> None:
    past.git("switch", "--quiet", "forslag/handskar")
    said = say("changes", "--since", "main", *TODAY, at=past.root)
    assert "Nytt dokument" not in said.out
    assert "Version 4.0 blir 5.0." in said.out
    assert "### RU-001 Basal hygien" in said.out
    assert "<ins>" in said.out
    assert "inte vid måltider" in said.out
    past.git("switch", "--quiet", "--create", "forslag/annat", "main~1")
    past.git("checkout", "--quiet", "main", "--", LATER)
    later = say("changes", "--since", "main~1", *TODAY, at=past.root)
    assert "Version 3.1 blir 4.0." in later.out
    assert "Byt handskar" in later.out


def test_an_exchanged_picture_is_a_change_in_substance(say: Say, past: Repository) -> None:
    past.git("switch", "--quiet", "--create", "forslag/bild")
    path = past.root / HYGIENE
    replaced(path, "## Ansvar", "![Händer under lampan](bilagor/handsprit.png)\n\n## Ansvar")
    say("fold", at=past.root)
    (past.root / IMAGE).write_bytes((past.root / IMAGE).read_bytes() + b"x")
    (past.root / LATER).unlink()
    text = ("--text", "Bilden är tydligare.", *TODAY)
    say("bump", "RU-001", "--slag", "redaktionell", "--reason", "översyn", *text, at=past.root)
    said = say("check", "--only", "V304", *TODAY, at=past.root)
    assert said.code == 1
    assert "är utbytt" in said.out
    told = say("changes", "--since", "main", *TODAY, at=past.root)
    assert "Mildaste slag som kontrollen godtar: i sak" in told.out


def test_diff_shows_the_correction_while_a_later_wording_waits(say: Say, past: Repository) -> None:
    replaced(past.root / HYGIENE, "2. Sprita i minst 40", "2. Sprita i minst 50")
    said = say("diff", "RU-001", "--format", "json", at=past.root)
    assert said.err == "RU-001: version 3.1 jämförd med texten i arbetskopian."
    assert json.loads(said.out)["slag"] == "i sak"


def test_diff_of_the_latest_version_alone_is_with_the_one_before(say: Say) -> None:
    assert say("diff", "RU-001", "4.0").err == "RU-001: version 3.1 jämförd med version 4.0."
    assert say("diff", "RU-001", "2.0").err == "RU-001: version 2.0 jämförd med version 4.0."


def test_a_text_too_large_to_compare_is_refused(tmp_path: Path, say: Say) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("Du ska ringa.\n\n" * 80_000 + name, "utf-8")
    said = say("diff", "--files", str(tmp_path / "a.md"), str(tmp_path / "b.md"), at=tmp_path)
    assert (said.code, "större än 1 MB" in said.err) == (2, True)


def test_a_long_text_has_a_hash_of_its_end_too() -> None:
    texts = [f"---\nid: RU-001\n---\n{'x' * 1_200_000}{end}".encode() for end in "ab"]
    assert len({outline_of(text).hash for text in texts}) == 2


def test_words_may_stand_after_options(say: Say) -> None:
    rows = json.loads(say("asof", "2026-11-03", "--format", "json", "RU-001", "RU-002").out)
    assert [row["id"] for row in rows] == ["RU-001", "RU-002"]
    said = say("diff", "RU-001", "--format", "json", "2.0", "2.1")
    assert json.loads(said.out)["slag"] == "redaktionell"
    assert say("asof", "2026-11-03", "--text", "--format", "json").code == 2
    assert say("rules", "extra").code == 2
