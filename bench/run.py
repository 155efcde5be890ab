"""Measures check, build and history beside a floor and a peer in the same run: ``make bench``.

Figures on a shared machine drift, so the ratios are what to look at. Every command runs as a whole
process, start-up included, with a cache and a key of its own.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from history import commit_change, write_history
from ledger import write_decisions

RUNS = 3
TODAY = date(2026, 11, 22)
SAMPLE = 20
"""Files whose ``git log`` is run, to tell what one for each file would take."""
HISTORY = """
import pathlib, sys
from lydelse.project import Project
assert Project(pathlib.Path(sys.argv[1])).timeline.spans
"""
LOGS = """
import pathlib, subprocess, sys
root = pathlib.Path(sys.argv[1])
for path in sorted((root / "rutiner").rglob("*.md"))[:: int(sys.argv[2])][: int(sys.argv[3])]:
    command = ["git", "log", "--format=%H %cd", "--", str(path.relative_to(root))]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
"""
TAGS = """
import subprocess, sys
command = ["git", "-c", "gpg.ssh.allowedSignersFile=register/beslutssignaturer", "verify-tag"]
names = subprocess.run(["git", "tag"], cwd=sys.argv[1], check=True, capture_output=True, text=True)
for name in names.stdout.split():
    subprocess.run([*command, name], cwd=sys.argv[1], check=True, capture_output=True)
"""
LAWLESS = """
import sys
from lydelse import reading, rules
from lydelse.citations import Names
from lydelse.law import Statutes
Statutes.names = Names()
reading._basis = lambda *_: ()
for code in [code for code in rules.RULES if code.startswith("L")]:
    del rules.RULES[code]
from lydelse.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""Runs a command that neither looks for citations nor checks them."""
FLOOR = """
import hashlib, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md")):
    hashlib.sha256(path.read_bytes()).hexdigest()
"""
NAIVE = """
import json, pathlib, sys, jsonschema, yaml
root = pathlib.Path(sys.argv[1])
schema = json.loads((root / "schemas/dokument.json").read_text("utf-8"))
class Loader(yaml.SafeLoader): pass
Loader.yaml_implicit_resolvers = {
    sign: [row for row in rows if row[0] != "tag:yaml.org,2002:timestamp"]
    for sign, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for folder in ("riktlinjer", "rutiner"):
    for path in sorted((root / folder).rglob("*.md")):
        front = path.read_text("utf-8").split("---\\n")[1]
        jsonschema.validate(yaml.load(front, Loader), schema)
"""
PLAIN = """
site_name: Plain
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, language: sv, font: false}}
plugins: [{{search: {{lang: sv}}}}]
markdown_extensions: [{{toc: {{permalink: false}}}}]
validation: {{nav: {{omitted_files: ignore}}, links: {{anchors: ignore}}}}
nav: [index.md, {pages}]
"""


class Figure(NamedTuple):
    """One measured command: median wall seconds, and the largest process's memory in MB."""

    seconds: float
    megabytes: float


def main(count: int) -> None:
    """Measure with ``count`` documents and print a table with ratios."""
    with tempfile.TemporaryDirectory(prefix="lydelse-bench-") as name:
        work = Path(name)
        environment = {**os.environ, "XDG_STATE_HOME": str(work / "state"), "PYTHONHASHSEED": "0"}
        print(f"{count} documents of about 6 KB, {os.cpu_count()} processors\n")
        project = work / "project"
        write_history(count, 1, project)
        _check(project, environment)
        _law(project, environment)
        _build(project, work, environment)
        shutil.rmtree(project)
        print(f"{5 * count} documents with three lydelser each\n")
        write_history(5 * count, 3, project)
        _history(project, 5 * count, environment)
        shutil.rmtree(project)
        print(f"{count} documents with five lydelser each\n")
        write_history(count, 5, project)
        _build_past(project, work, environment)
        shutil.rmtree(project)
        print("200 decisions of 50 documents each, sealed\n")
        write_decisions(200, 50, project)
        _verify(project, environment)


def _check(project: Path, environment: Mapping[str, str]) -> None:
    python = [sys.executable, "-c"]
    command = [*_lydelse("check", project)]
    floor = _measured([*python, FLOOR, str(project)], environment)
    naive = _measured([*python, NAIVE, str(project)], environment)
    first = _measured(command, environment, lambda: _forget(project))
    again = _measured(command, environment)
    changed = _measured(command, environment, lambda: _change(project))
    rows = {
        "floor: read and hash": floor,
        "naive: SafeLoader, jsonschema.validate": naive,
        "lydelse check, first": first,
        "lydelse check, nothing changed": again,
        "lydelse check, one changed": changed,
        "lydelse --help": _measured([sys.executable, "-m", "lydelse", "--help"], environment),
    }
    _print(rows, {"floor": floor, "naive": naive})


def _law(project: Path, environment: Mapping[str, str]) -> None:
    """What the law adds to a check: the same check without it is the peer, run in turn."""
    command = [*_lydelse("check", project)]
    commands = {"with": command, "without": [sys.executable, "-c", LAWLESS, *command[3:]]}
    runs: dict[str, list[Figure]] = {}
    for _ in range(RUNS):
        for name, words in commands.items():
            _forget(project)
            runs.setdefault(f"first, {name} law", []).append(_run(words, environment))
            runs.setdefault(f"nothing changed, {name} law", []).append(_run(words, environment))
    figures = {name: _median(found) for name, found in runs.items()}
    first, again = figures["first, without law"], figures["nothing changed, without law"]
    _print(dict(sorted(figures.items())), {"first": first, "again": again})
    for name, bare in (("first", first), ("nothing changed", again)):
        added = figures[f"{name}, with law"].seconds - bare.seconds
        print(f"the law adds {added:.2f} s: {name}")
    print()


def _build(project: Path, work: Path, environment: Mapping[str, str]) -> None:
    peer = _plain(project, work)
    command = [*_lydelse("build", project), "--out", str(work / "site")]
    rows: dict[str, list[Figure]] = {"plain mkdocs build": [], "first": [], "one changed": []}
    for _ in range(RUNS):  # in turn, so that a machine that drifts drifts for all
        rows["plain mkdocs build"].append(_run(peer, environment))
        _forget(project)
        rows["first"].append(_run(command, environment))
        _change(project)
        rows["one changed"].append(_run(command, environment))
    figures = {name: _median(runs) for name, runs in rows.items()}
    plain = figures["plain mkdocs build"]
    shown = {
        "plain mkdocs build": plain,
        "lydelse build, first": figures["first"],
        "lydelse build, one changed": figures["one changed"],
    }
    _print(shown, {"plain": plain})


def _history(project: Path, count: int, environment: Mapping[str, str]) -> None:
    timeline = [sys.executable, "-c", HISTORY, str(project)]
    asof = [*_lydelse("asof", project, "2026-10-01"), "--format", "json"]
    report = _lydelse("report", project, "--year", str(TODAY.year))
    sampled = [sys.executable, "-c", LOGS, str(project), str(count // SAMPLE), str(SAMPLE)]
    logs = _measured(sampled, environment)
    every = Figure(logs.seconds * count / SAMPLE, logs.megabytes)
    rows = {
        f"one git log per file ({SAMPLE} sampled)": every,
        "history and timeline, first": _measured(timeline, environment, lambda: _forget(project)),
        "history and timeline, cached": _measured(timeline, environment),
        "lydelse asof, first": _measured(asof, environment, lambda: _forget(project)),
        "lydelse asof, cached": _measured(asof, environment),
        "lydelse report, first": _measured(report, environment, lambda: _forget(project)),
        "lydelse report, cached": _measured(report, environment),
    }
    _print(rows, {"git log": every})


def _build_past(project: Path, work: Path, environment: Mapping[str, str]) -> None:
    command = [*_lydelse("build", project), "--out", str(work / "past")]
    first = _measured(command, environment, lambda: _forget(project))
    changed = _measured(command, environment, lambda: _change(project))
    rows = {"lydelse build, first": first, "lydelse build, one changed": changed}
    _print(rows, {"first": first})


def _verify(project: Path, environment: Mapping[str, str]) -> None:
    command = [*_lydelse("release", project, "verify")]
    tags = [sys.executable, "-c", TAGS, str(project)]
    each = _measured(tags, environment)
    rows = {
        "git verify-tag for each decision": each,
        "lydelse release verify, first": _measured(command, environment, lambda: _forget(project)),
        "lydelse release verify, cached": _measured(command, environment),
    }
    _print(rows, {"git": each})


def _plain(project: Path, work: Path) -> list[str]:
    docs = work / "plain"
    for folder in ("riktlinjer", "rutiner"):
        shutil.copytree(project / folder, docs / folder)
    (docs / "index.md").write_text("# Plain\n", "utf-8")
    pages = sorted(path.relative_to(docs).as_posix() for path in (docs / "rutiner").rglob("*.md"))
    config = work / "plain.yml"
    config.write_text(
        PLAIN.format(docs=docs, site=work / "plain-site", pages=", ".join(pages[:2])), "utf-8"
    )
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config)]


def _lydelse(command: str, project: Path, *arguments: str) -> list[str]:
    options = ["--project", str(project), "--today", str(TODAY)]
    return [sys.executable, "-m", "lydelse", command, *arguments, *options]


def _forget(project: Path) -> None:
    shutil.rmtree(project / ".cache", ignore_errors=True)


def _change(project: Path) -> None:
    """A new lydelse of one document, committed on main: each time a day later."""
    path = min((project / "rutiner").rglob("*.md"))
    told = path.read_text("utf-8").partition("\ngäller_från: ")[2][:10]
    day = max(date.fromisoformat(told), TODAY - timedelta(20)) + timedelta(1)
    commit_change(project, path.relative_to(project).as_posix(), day - timedelta(3))


def _measured(
    command: Sequence[str], environment: Mapping[str, str], before: Callable[[], None] | None = None
) -> Figure:
    figures = []
    for _ in range(RUNS):
        if before:
            before()
        figures.append(_run(command, environment))
    return _median(figures)


def _run(command: Sequence[str], environment: Mapping[str, str]) -> Figure:
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{said.decode()}")
    return Figure(time.perf_counter() - begun, usage.ru_maxrss / 1024)


def _median(figures: Sequence[Figure]) -> Figure:
    return Figure(
        statistics.median(figure.seconds for figure in figures),
        max(figure.megabytes for figure in figures),
    )


def _print(rows: Mapping[str, Figure], peers: Mapping[str, Figure]) -> None:
    heads = "".join(f"{'/ ' + name:>10}" for name in peers)
    print(f"{'':<40}{'seconds':>9}{'MB':>7}{heads}")
    for name, figure in rows.items():
        ratios = "".join(f"{figure.seconds / peer.seconds:>10.2f}" for peer in peers.values())
        print(f"{name:<40}{figure.seconds:>9.2f}{figure.megabytes:>7.0f}{ratios}")
    print()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
