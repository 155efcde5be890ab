"""The command as people and machines run it: exit codes, formats, Swedish, no traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, replaced
from lydelse.rules import RULES

FALL = "rutiner/halso-och-sjukvard/fall.md"
HYGIENE = "rutiner/hygien/basal-hygien.md"
BROKEN = ("[Avvikelser](../kvalitet/avvikelser.md)", "[Avvikelser](saknas.md)")
NO_HISTORY = "Här finns ingen historia i git, så reglerna om versioner kan inte kontrolleras.\n"
Done = subprocess.CompletedProcess[str]


def lydelse(folder: Path, *arguments: str | Path, day: str = "2026-11-22", **env: str) -> Done:
    """The finished command, run in the folder; a check as on the given day."""
    today = ("--today", day) if day and arguments[:1] == ("check",) else ()
    done = subprocess.run(
        [sys.executable, "-m", "lydelse", *arguments, *today],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tools"), "PYTHONUTF8": "1", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def said(stderr: str) -> str:
    """What was said to the person, without how far a slow machine had come."""
    lines = stderr.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("Läser "))


def refusal(done: Done) -> str:
    """The one sentence of a command that was used wrongly."""
    assert done.returncode == 2
    assert done.stdout == ""
    sentence = said(done.stderr)
    assert sentence.count("\n") == 1
    return sentence.strip()


def test_a_clean_project_ends_with_zero(project: Path) -> None:
    done = lydelse(project, "check")
    assert (done.returncode, done.stdout, said(done.stderr)) == (
        0,
        "Kontrollerade 6 texter. Inga fel.\n",
        NO_HISTORY,
    )


def test_an_error_ends_with_one(project: Path) -> None:
    replaced(project / FALL, *BROKEN)
    done = lydelse(project, "check")
    assert done.returncode == 1
    assert f"{FALL}\n    40:26  fel H201  filen ”" in done.stdout


def test_a_warning_alone_ends_with_zero(project: Path) -> None:
    done = lydelse(project, "check", day="2028-02-28")
    assert done.returncode == 0
    assert done.stdout.endswith("Kontrollerade 6 texter: inga fel och 3 varningar.\n")


def test_json_is_a_list_of_objects_with_these_keys(project: Path) -> None:
    replaced(project / FALL, *BROKEN)
    done = lydelse(project, "check", "--format", "json")
    assert json.loads(done.stdout) == [
        {
            "path": FALL,
            "line": 40,
            "column": 26,
            "code": "H201",
            "severity": "error",
            "message": "filen ”rutiner/halso-och-sjukvard/saknas.md” finns inte",
            "hint": "kontrollera sökvägen",
        }
    ]


def test_github_gets_an_annotation_that_cannot_be_broken_out_of(project: Path) -> None:
    replaced(project / FALL, *BROKEN)
    (project / "rutiner/hygien/a,b::c%0A.md").write_text("text", "utf-8")
    done = lydelse(project, "check", "--format", "github")
    assert (
        f"::error file={FALL},line=40,col=26,title=H201::filen ”rutiner/halso-och-sjukvard/"
        "saknas.md” finns inte. Gör så här: kontrollera sökvägen\n"
    ) in done.stdout
    assert (
        "::error file=rutiner/hygien/a%2Cb%3A%3Ac%250A.md,line=1,col=1,title=F501::" in done.stdout
    )


def test_a_path_limits_the_report(project: Path) -> None:
    replaced(project / FALL, *BROKEN)
    assert lydelse(project, "check", HYGIENE).returncode == 0
    assert lydelse(project, "check", "rutiner/hygien", "docs").returncode == 0
    assert lydelse(project, "check", FALL).returncode == 1
    assert lydelse(project, "check", "rutiner/halso-och-sjukvard/").returncode == 1
    assert lydelse(project, "check", ".").returncode == 1


def test_a_path_is_relative_to_where_you_stand(project: Path, tmp_path: Path) -> None:
    replaced(project / FALL, *BROKEN)
    assert lydelse(project / "rutiner", "check", "halso-och-sjukvard/fall.md").returncode == 1
    assert lydelse(tmp_path, "check", project / FALL).returncode == 1
    assert lydelse(tmp_path, "check", project).returncode == 1
    assert lydelse(tmp_path, "check", "--project", project).returncode == 1


def test_only_and_skip_choose_rules(project: Path) -> None:
    replaced(project / FALL, *BROKEN)
    assert lydelse(project, "check", "--only", "g2,F").returncode == 0
    assert lydelse(project, "check", "--skip", "H201").returncode == 0
    assert lydelse(project, "check", "--only", "H", "--skip", "H1").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "saknas.md"], "saknas.md finns inte."),
        (["check", "/etc/passwd", "--project", "."], "/etc/passwd kontrolleras inte: ange"),
        (["check", "README.md"], "README.md kontrolleras inte: ange något i riktlinjer,"),
        (["check", "--only", "Z9"], "Ingen regel har koden Z9. Se alla med: lydelse rules."),
        (["check", "--skip", "H201,Q"], "Ingen regel har koden Q."),
        (["check", "--format", "xml"], "Fel i kommandot: --format kan inte vara xml, välj bland"),
        (["check", "--since"], "Fel i kommandot: --since behöver ett värde."),
        (["check", "--färg"], "Fel i kommandot: okänt argument: --färg."),
        (["explain", "Z999"], "Ingen regel har koden Z999."),
        (["explain"], "Fel i kommandot: det här saknas: KOD."),
        (["kontrollera"], "Fel i kommandot: KOMMANDO kan inte vara kontrollera, välj bland"),
        (["asof"], "Fel i kommandot: det här saknas: DATUM."),
        ([], "Fel i kommandot: det här saknas: KOMMANDO."),
    ],
)
def test_wrong_use_is_one_swedish_sentence(
    arguments: list[str], sentence: str, project: Path
) -> None:
    (project / "README.md").write_text("x", "utf-8")
    assert sentence in refusal(lydelse(project, *arguments))


@pytest.mark.parametrize("day", ["i morgon", "2026-02-30", "20261122", "2026-W47-7", "٢٠٢٦-١١-٢٢"])
def test_a_bad_date_is_refused(day: str, project: Path) -> None:
    sentence = refusal(lydelse(project, "check", day=day))
    assert f"{day} är inget datum, skriv till exempel 2026-12-01" in sentence


def test_outside_a_project_there_is_nothing_to_check(tmp_path: Path) -> None:
    assert "Här finns inget Lydelse-projekt" in refusal(lydelse(tmp_path, "check"))


def test_a_missing_schema_is_told(project: Path) -> None:
    (project / "schemas" / "roller.json").unlink()
    assert refusal(lydelse(project, "check")) == (
        "Schemat schemas/roller.json saknas. Hämta tillbaka det ur git."
    )


def test_a_broken_schema_is_told(project: Path) -> None:
    (project / "schemas" / "roller.json").write_text("{", "utf-8")
    assert "schemas/roller.json är inte giltig JSON" in refusal(lydelse(project, "check"))
    for text in ("[]", '"x"', '{"type": 5}', '{"pattern": "("}'):
        (project / "schemas" / "roller.json").write_text(text, "utf-8")
        assert "schemas/roller.json är inget" in refusal(lydelse(project, "check"))


def test_fmt_checks_writes_and_then_has_nothing_to_do(project: Path) -> None:
    path = project / FALL
    tidy = path.read_bytes()
    replaced(path, "gäller_för:\n  - hemtjänst\n", "gäller_för: [hemtjänst] # bara\n")
    untidy = path.read_bytes()

    asked = lydelse(project, "fmt", "--check")
    assert (asked.returncode, path.read_bytes()) == (1, untidy)
    assert (
        f"{FALL}: behöver skrivas om.\n  rad 14: kommentaren försvinner: # bara\n" in asked.stderr
    )

    written = lydelse(project, "fmt")
    assert (written.returncode, path.read_bytes()) == (0, tidy)
    assert f"{FALL}: skrevs om.\n  rad 14: kommentaren togs bort: # bara\n" in written.stderr

    again = lydelse(project, "fmt", "--check")
    assert (again.returncode, again.stderr) == (
        0,
        "0 dokument behöver skrivas om, 0 kunde inte läsas.\n",
    )


def test_fmt_refuses_what_it_cannot_read_and_does_the_rest(project: Path) -> None:
    replaced(project / FALL, "titel: När", "titel: Fall: När")
    replaced(project / HYGIENE, "titel: Basal hygien", 'titel: "Basal hygien"')
    before = (project / FALL).read_bytes()
    done = lydelse(project, "fmt")
    assert done.returncode == 1
    assert (project / FALL).read_bytes() == before
    assert "titel: Basal hygien\n" in (project / HYGIENE).read_text("utf-8")
    assert f"{FALL}: skrivs inte om: rätta först" in done.stderr


def test_fmt_keeps_to_its_paths(project: Path) -> None:
    for path in (FALL, HYGIENE):
        replaced(project / path, "dokumenttyp: rutin", "dokumenttyp: 'rutin'")
    lydelse(project, "fmt", HYGIENE)
    assert "dokumenttyp: 'rutin'" in (project / FALL).read_text("utf-8")
    assert "dokumenttyp: rutin\n" in (project / HYGIENE).read_text("utf-8")


def test_rules_are_listed_one_on_a_line(project: Path) -> None:
    lines = lydelse(project, "rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(RULES)
    assert all(line.split()[1] in {"fel", "varning"} for line in lines)


def test_a_rule_is_explained_with_examples(project: Path) -> None:
    text = lydelse(project, "explain", "f204").stdout
    assert text.startswith("F204 (Form, fel)\n\nEtt värde som kan läsas som ett tal")
    assert "Fel:\n  paragraf: 0123\n" in text
    assert 'Rätt:\n  paragraf: "0123"\n' in text


@pytest.mark.parametrize(
    "command", [(), ("check",), ("fmt",), ("rules",), ("explain",), ("build",)]
)
def test_help_is_swedish(command: tuple[str, ...], project: Path) -> None:
    done = lydelse(project, *command, "--help", day="")
    assert done.returncode == 0
    assert done.stdout.startswith("så här: lydelse")
    assert "visa den här hjälpen" in done.stdout
    for english in ("usage", "options:", "positional", "show this", "optional", "default"):
        assert english not in done.stdout


def test_help_says_what_is_shown_and_what_becomes_of_own_words(project: Path) -> None:
    build = " ".join(lydelse(project, "build", "--help", day="").stdout.split())
    assert "--preview visa arbetskopian som om den vore beslutad" in build
    bump = " ".join(lydelse(project, "bump", "--help", day="").stdout.split())
    assert "egna ord blir de texten, och orsaken blir översyn (redaktionell), ändrat" in bump


def test_a_reader_that_has_seen_enough_is_no_error(project: Path) -> None:
    for number in range(300):
        (project / "docs" / f"sida-{number}.md").write_text("## Fel\n\n<b>x</b>\n" * 20, "utf-8")
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; '{sys.executable}' -m lydelse check | head -1"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tools")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, said(done.stderr)) == (1, NO_HISTORY)
    assert done.stdout == "docs/sida-0.md\n"


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_plain_locale_never_stops_the_report(locale: dict[str, str], project: Path) -> None:
    replaced(project / FALL, *BROKEN)
    done = lydelse(project, "check", **locale)
    assert done.returncode == 1
    assert "H201" in done.stdout


def test_a_file_name_that_is_not_utf8_is_a_finding(project: Path) -> None:
    (project / "rutiner/hygien").joinpath(os.fsdecode(b"h\xe5nd.md")).write_text("text", "utf-8")
    done = lydelse(project, "check", "--format", "json")
    assert {row["code"] for row in json.loads(done.stdout)} >= {"F201", "F501"}


def test_a_folder_that_is_a_link_is_a_finding_and_never_followed(
    project: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "annanstans"
    (project / "docs").rename(elsewhere)
    (elsewhere / "hemligt.md").write_text("<b>", "utf-8")
    (project / "docs").symlink_to(elsewhere)
    (project / "rutiner/hygien/lank").symlink_to(elsewhere)
    done = lydelse(project, "check", "--format", "json")
    found = {(row["path"], row["code"]) for row in json.loads(done.stdout)}
    assert found == {
        ("docs", "F101"),
        ("rutiner/hygien/lank", "F501"),
        ("riktlinjer/kvalitet/ledningssystem.md", "H201"),
    }


def test_it_starts_without_a_home(project: Path) -> None:
    done = lydelse(project, "check", HOME="/dev/null", XDG_STATE_HOME="/dev/null")
    assert done.returncode == 0


def test_the_version_is_told(project: Path) -> None:
    assert lydelse(project, "--version").stdout.strip().count(".") == 2
