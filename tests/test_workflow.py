"""The decision without a command line: the workflow's form, and each of its steps for real."""

import os
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from conftest import ROOT, replaced
from decisions import GUIDE, SECOND, decided_project, merge, propose, release, with_key
from histories import asof
from repository import Repository

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = ROOT / ".build" / "pictures"

ADDED = ("Nämnden följer upp riktlinjen varje år.", "Nämnden följer upp riktlinjen varje halvår.")
NAME = "2026-12-15-namnd-112"
DAY = {"SAMMANTRADE": "2026-12-15"}
WITHOUT = "Inget underlag skrevs här, så jämför inte texterna"
FORM = {**DAY, "DIARIENUMMER": "VON 2026/0456", "PARAGRAF": "112"}


def workflow() -> dict[str, object]:
    text = (ROOT / ".github/workflows/beslut.yml").read_text("utf-8")
    found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  no objects
    assert isinstance(found, dict)
    return found


@pytest.fixture
def clone(tmp_path: Path) -> Repository:
    """A clone of a remote with a proposal, as the workflow's checkout has it."""
    repository = decided_project(tmp_path / "project")
    with_key(repository)
    repository.commit("lista nyckeln", "2026-03-02")
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    remote = tmp_path / "forge.git"
    repository.git("clone", "--quiet", "--bare", str(repository.root), str(remote))
    repository.git("clone", "--quiet", str(remote), str(tmp_path / "clone"))
    (tmp_path / "clone/.git/info/exclude").write_text(".github/\nunderlag/\n", "utf-8")
    (tmp_path / "clone/.github").mkdir()
    script = tmp_path / "clone/.github/beslut.sh"
    script.write_bytes((ROOT / ".github/beslut.sh").read_bytes())
    script.chmod(0o755)
    command = tmp_path / "lydelse"
    today = "--today 2026-12-16"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lydelse "$@" {today}\n', "utf-8")
    command.chmod(0o755)
    return Repository(tmp_path / "clone")


def step(clone: Repository, name: str, **form: str) -> subprocess.CompletedProcess[str]:
    """A step of the script, with what the form says."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT")}
    return subprocess.run(
        ["bash", ".github/beslut.sh", name],
        cwd=clone.root,
        env={
            **clean,
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_SYSTEM": "/dev/null",
            "LYDELSE": str(clone.root.parent / "lydelse"),
            "GIT_COMMITTER_DATE": "2026-12-16T12:00:00",
            **form,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_answer_of_the_form_is_part_of_a_command() -> None:
    jobs = workflow()["jobs"]
    assert isinstance(jobs, dict)
    commands = [one.get("run", "") for job in jobs.values() for one in job["steps"]]
    assert any(commands)
    assert not [command for command in commands if "${{" in command]


def test_every_field_of_the_form_reaches_the_script() -> None:
    found = workflow()
    form = found["on"]["workflow_dispatch"]["inputs"]  # type: ignore[index]
    told = set(found["env"].values())  # type: ignore[attr-defined]
    fields = {name for name in form if name != "steg"}
    assert told == {f"${{{{ inputs.{name} }}}}" for name in fields}
    script = (ROOT / ".github/beslut.sh").read_text("utf-8")
    for name in found["env"]:  # type: ignore[attr-defined]
        assert f"{name}" in script
    assert len(form) <= 10, "GitHub draws no form with more fields"
    for words in form["texter"]["options"]:
        assert f'"{words}"' in script


def test_the_cycle_is_made_with_the_form(clone: Repository) -> None:
    plan = step(clone, "plan", **DAY)
    assert plan.returncode == 0, plan
    assert "RL-001 Ledningssystem för kvalitet, version 2.0" in plan.stdout
    paper = step(clone, "underlag", **DAY)
    assert paper.returncode == 0, paper
    assert (clone.root / "underlag/underlag.json").is_file()
    decided = step(clone, "beslut", **FORM)
    assert decided.returncode == 0, decided
    assert f"Beslutet ligger i grenen beslutat/{NAME}" in decided.stdout

    merge(clone, f"beslutat/{NAME}", "squash")
    clone.git("push", "--quiet", "origin", "HEAD:main")
    key = (clone.root.parent / "nyckel-sekreterare").read_text("utf-8")
    sealed = step(clone, "forsegla", **FORM, JUSTERAT="omedelbart", SIGNERINGSNYCKEL=key)
    assert sealed.returncode == 0, sealed
    assert "Allt stämmer." in sealed.stdout
    assert asof(clone.project, "2027-01-01", "RL-001")[0]["version"] == "2.0"
    assert release(clone, "verify", today="2026-12-20").code == 0
    assert "user.signingkey" not in clone.git("config", "--local", "--list")


@pytest.mark.parametrize("hostile", ["$(touch hacked)", "'; touch hacked; '"])
@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("plan", ("SAMMANTRADE", "GRENAR")),
        ("beslut", ("SAMMANTRADE", "PARAGRAF", "GRENAR", "DIARIENUMMER", "BORDLAGT")),
        ("forsegla", ("SAMMANTRADE", "PARAGRAF", "JUSTERAT")),
    ],
)
def test_hostile_answers_do_nothing(
    clone: Repository, hostile: str, name: str, fields: tuple[str, ...]
) -> None:
    for field in fields:
        answer = step(clone, name, **{**FORM, "JUSTERAT": "omedelbart", field: hostile})
        assert "Traceback" not in answer.stderr
    assert not list(clone.root.rglob("hacked"))


def test_what_is_missing_is_said(clone: Repository) -> None:
    answer = step(clone, "beslut", **DAY)
    assert answer.returncode == 2
    assert "Diarienumret saknas" in answer.stderr
    early = step(clone, "forsegla", **FORM, JUSTERAT="omedelbart")
    assert early.returncode == 2
    assert "För in grenen först" in early.stderr


OPTIONS = {
    "BORDLAGT": "RL-004 --utfall avslaget",
    "ATERREMITTERAT": "RL-004\n--on-main",
    "GRENAR": "forslag/halvar --today 2020-01-01 --on-main",
    "PARAGRAF": "-1",
    "DIARIENUMMER": "--yes",
    "INSTANS": "-n",
}


@pytest.mark.parametrize(("field", "answer"), OPTIONS.items())
def test_no_answer_is_taken_for_an_option(clone: Repository, field: str, answer: str) -> None:
    before = clone.git("for-each-ref", "refs/heads")
    said = step(clone, "beslut", **{**FORM, "TEXTER": WITHOUT, field: answer})
    assert said.returncode == 2
    assert "kan inte börja med bindestreck: -" in said.stderr
    assert clone.git("for-each-ref", "refs/heads") == before


def test_a_list_is_read_over_all_its_lines(clone: Repository) -> None:
    lines = "RL-001\r\nRL-009\n"
    said = step(clone, "beslut", **{**FORM, "TEXTER": WITHOUT, "BORDLAGT": lines})
    assert said.returncode == 1
    assert "RL-009: finns inte bland förslagen" in said.stderr


def test_a_day_and_a_paragraph_are_what_they_are_called(clone: Repository) -> None:
    day = step(clone, "plan", SAMMANTRADE="15 december")
    assert day.returncode == 2
    assert "ska skrivas som 2026-12-15" in day.stderr
    missing = step(clone, "plan")
    assert missing.returncode == 2
    assert "Sammanträdets dag saknas" in missing.stderr
    wild = step(clone, "forsegla", **{**FORM, "PARAGRAF": "*", "JUSTERAT": "omedelbart"})
    assert wild.returncode == 2
    assert "Paragrafen kan bara ha siffror, bokstäver och blanksteg" in wild.stderr


def test_what_blocks_is_shown_but_a_fault_stops_the_plan(clone: Repository) -> None:
    assert step(clone, "plan", **DAY, GRENAR="forslag/finns-inte").returncode == 2
    assert step(clone, "plan", **DAY, INSTANS="fullmäktige").returncode == 2
    propose(clone, "forslag/manad", GUIDE, (ADDED[0], "Nämnden följer upp riktlinjen varje månad."))
    clone.git("push", "--quiet", "origin", "forslag/manad")
    blocked = step(clone, "plan", **DAY)
    assert blocked.returncode == 0, blocked
    assert "Går inte att besluta" in blocked.stdout


def test_texts_are_compared_unless_somebody_says_not(clone: Repository, tmp_path: Path) -> None:
    refused = step(clone, "beslut", **FORM)
    assert refused.returncode == 2
    assert "Inget underlag finns för 2026-12-15" in refused.stderr
    summary = tmp_path / "summary.md"
    done = step(clone, "beslut", **FORM, TEXTER=WITHOUT, GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0, done
    told = "Inget underlag finns för 2026-12-15: texterna jämförs inte."
    assert told in done.stderr
    assert told in summary.read_text("utf-8")


def test_a_paper_is_compared_whatever_the_form_says(clone: Repository) -> None:
    assert step(clone, "underlag", **DAY).returncode == 0
    clone.git("switch", "--quiet", "--create", "forslag/halvar", "origin/forslag/halvar")
    replaced(clone.project / GUIDE, "varje halvår", "varje sekel")
    clone.commit("smyg in", "2026-11-22")
    clone.git("push", "--quiet", "origin", "forslag/halvar")
    clone.git("switch", "--quiet", "main")
    assert step(clone, "beslut", **FORM, TEXTER=WITHOUT).returncode == 1
    amended = "Texten ändrades på sammanträdet, och ändringen är införd"
    assert step(clone, "beslut", **FORM, TEXTER=amended).returncode == 0


def test_the_branch_that_is_sent_is_the_one_just_made(clone: Repository) -> None:
    propose(clone, "forslag/hygien", SECOND, ADDED)
    clone.git("push", "--quiet", "origin", "forslag/hygien")
    for paragraph, branch in (("§ 112", "halvar"), ("9 ", "hygien")):
        asked = {**FORM, "PARAGRAF": paragraph, "GRENAR": branch, "TEXTER": WITHOUT}
        done = step(clone, "beslut", **asked)
        assert done.returncode == 0, done
        name = f"beslutat/2026-12-15-namnd-{paragraph.strip('§ ')}"
        assert f"Beslutet ligger i grenen {name}." in done.stdout
        assert name in clone.git("ls-remote", "origin")


def test_a_branch_that_origin_has_is_told_of(clone: Repository) -> None:
    form = {**FORM, "TEXTER": WITHOUT}
    branch = f"beslutat/{NAME}"
    assert step(clone, "beslut", **form).returncode == 0
    clone.git("branch", "--quiet", "-D", branch)
    again = step(clone, "beslut", **form)
    assert again.returncode == 0, again
    assert f"Grenen {branch} fanns redan, med samma beslut." in again.stdout
    clone.git("branch", "--quiet", "-D", branch)
    other = step(clone, "beslut", **{**form, "DIARIENUMMER": "VON 2026/0999"})
    assert other.returncode == 2
    assert f"Grenen {branch} finns redan, men är inte likadan" in other.stderr
    assert "rejected" not in other.stderr
    assert branch not in clone.git("branch", "--list"), "the next run is not in its own way"


def decided_clone(clone: Repository) -> dict[str, str]:
    """The decision is on main; what the form says to seal it."""
    assert step(clone, "beslut", **FORM, TEXTER=WITHOUT).returncode == 0
    merge(clone, f"beslutat/{NAME}")
    clone.git("push", "--quiet", "origin", "HEAD:main")
    key = (clone.root.parent / "nyckel-sekreterare").read_text("utf-8")
    return {**FORM, "JUSTERAT": "2026-12-16", "SIGNERINGSNYCKEL": key}


def test_a_tag_that_was_not_sent_is_sent_the_next_time(clone: Repository) -> None:
    form = decided_clone(clone)
    hook = clone.root.parent / "forge.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    clone.git("config", "user.signingKey", "min-egen")
    failed = step(clone, "forsegla", **{**form, "PARAGRAF": " § 112"})
    assert failed.returncode == 2
    assert f"Taggen beslut/{NAME} är gjord men nådde inte origin" in failed.stderr
    assert clone.git("config", "user.signingKey") == "min-egen\n"
    hook.unlink()
    changed = step(clone, "forsegla", **{**form, "JUSTERAT": "omedelbart"})
    assert changed.returncode == 2
    assert "en annan dag för justering" in changed.stderr
    sent = step(clone, "forsegla", **form)
    assert sent.returncode == 0, sent
    assert "Den skickas nu." in sent.stdout
    assert f"refs/tags/beslut/{NAME}" in clone.git("ls-remote", "origin")


def test_two_instances_with_one_paragraph_are_told_apart(clone: Repository) -> None:
    form = decided_clone(clone)
    ledger = clone.project / f"register/beslut/{NAME}.yml"
    text = ledger.read_text("utf-8").replace("instans: nämnd", "instans: utskott")
    other = ledger.with_name("2026-12-15-utskott-112.yml")
    other.write_text(text, "utf-8")
    both = step(clone, "forsegla", **form)
    assert both.returncode == 2
    assert "Flera beslut från 2026-12-15 har § 112" in both.stderr
    none = step(clone, "forsegla", **form, INSTANS="styrelse")
    assert none.returncode == 2
    assert "Inget beslut från 2026-12-15 § 112 (styrelse) finns på main" in none.stderr
    one = step(clone, "forsegla", **form, INSTANS="nämnd")
    assert one.returncode == 0, one


def test_the_form_is_drawn_as_the_workflow_has_it(browser: "Browser") -> None:
    """The picture in ``docs/bereda-beslut.md``: ``make pictures`` puts it there."""
    form = workflow()["on"]["workflow_dispatch"]["inputs"]  # type: ignore[index]
    page = browser.new_page(viewport={"width": 720, "height": 900}, device_scale_factor=1)
    page.set_content(drawn(form))
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / "beslut-formular.png", full_page=True)
    assert page.get_by_label("Vad vill du göra?").input_value() == "Skriv underlaget"
    assert page.locator("label").count() == len(form)
    page.close()


def drawn(form: dict[str, dict[str, object]]) -> str:
    """The form as a forge might show it."""
    rows = "".join(
        f"<label>{escape(str(one['description']))}{field(one)}</label>" for one in form.values()
    )
    return (
        '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Beslut</title><style>'
        "body { font: 16px/1.5 system-ui, sans-serif; color: #1b1f1e; margin: 24px; }"
        "h1 { font-size: 22px; margin: 0 0 16px; } label { display: block; margin: 0 0 14px; }"
        "input:not([type=checkbox]), select { display: block; box-sizing: border-box; width: 100%;"
        "font: inherit; padding: 8px; border: 1px solid #51605c; border-radius: 4px; }"
        "input[type=checkbox] { margin-left: 8px; } button { font: inherit; font-weight: 600;"
        "padding: 10px 20px; border: 0; border-radius: 4px; background: #123c34; color: #fff; }"
        f"</style><h1>Beslut</h1>{rows}<button>Starta</button></html>"
    )


def field(one: dict[str, object]) -> str:
    if one["type"] == "choice":
        options = one["options"]
        assert isinstance(options, list)
        return f"<select>{''.join(f'<option>{escape(text)}</option>' for text in options)}</select>"
    return f'<input type="{"checkbox" if one["type"] == "boolean" else "text"}">'
