"""The decision without a command line: the workflow's form, and each of its steps for real."""

import os
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from conftest import ROOT
from decisions import GUIDE, decided_project, merge, propose, release, with_key
from histories import asof
from repository import Repository

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = ROOT / ".build" / "pictures"

ADDED = ("Nämnden följer upp riktlinjen varje år.", "Nämnden följer upp riktlinjen varje halvår.")
NAME = "2026-12-15-namnd-112"
DAY = {"SAMMANTRADE": "2026-12-15"}
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
