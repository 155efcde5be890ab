"""The command ``lydelse``: arguments and exit codes only, one function for each command.

Exit codes: 0 nothing found, 1 findings of severity error, 2 wrong use or environment.
"""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lydelse import __version__
from lydelse.arguments import SwedishParser, codes, day
from lydelse.console import Progress, say
from lydelse.tree import FOLDERS, ProjectError, find_root

if TYPE_CHECKING:
    from lydelse.findings import Finding
    from lydelse.project import Project

FINDINGS, WRONG_USE = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    _prepare()
    options = _parser().parse_args(arguments)
    try:
        code = options.run(options)
        sys.stdout.flush()
    except ProjectError as error:
        say(str(error))
        return WRONG_USE
    except BrokenPipeError:  # the reader has seen enough, as in ``lydelse check | head``
        _silence()
        return FINDINGS
    except OSError as error:
        _silence()
        where = f" {os.fsdecode(error.filename)}" if error.filename else ""
        say(f"Det gick inte att läsa eller skriva{where}: {error.strerror or error}.")
        return WRONG_USE
    except KeyboardInterrupt:
        say("Avbrutet.")
        return 130
    return int(code)


def _prepare() -> None:
    """Make output possible everywhere, and an order to stop one that cleans up first."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  closed
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  closed
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def _silence() -> None:
    """Let nothing more be written to an output that cannot take it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def check(options: argparse.Namespace) -> int:
    """``lydelse check``: what is wrong, where, and what to write instead."""
    from lydelse import checking
    from lydelse.report import WRITERS
    from lydelse.rules import check as check_rules

    if unknown := checking.unknown_codes((*options.only, *options.skip)):
        raise ProjectError(f"Ingen regel har koden {unknown[0]}. Se alla med: lydelse rules.")
    root = _root(options)
    paths = [_inside(root, path) for path in options.paths]
    project = _project(root)
    today = options.day or _today()
    findings = check_rules(project.corpus, today)
    if options.since is not None:
        findings = checking.since_revision(project, options.since, findings, today)
    findings = checking.of_codes(findings, options.only, options.skip)
    if paths:
        findings = checking.of_paths(findings, paths)
    sys.stdout.write(WRITERS[options.format](findings, len(project.corpus.texts)))
    return _verdict(findings)


def fmt(options: argparse.Namespace) -> int:
    """``lydelse fmt``: write documents in their canonical form."""
    from lydelse.corpus import kind_of, read_schemas
    from lydelse.formatting import formatted, write
    from lydelse.reading import DOCUMENT
    from lydelse.tree import working_tree

    root = _root(options)
    tree = working_tree(root)
    limits = [_inside(root, path) for path in options.paths] or ["."]
    schema = read_schemas(tree)[DOCUMENT]
    changed = refused = 0
    for path in tree.paths:
        data = tree.read(path) if kind_of(path) == DOCUMENT and _below(path, limits) else None
        if data is None:
            continue
        result = formatted(data, schema)
        if result.data is None:
            refused += 1
            say(f"{path}: skrivs inte om: {result.reason}.")
        elif result.data != data:
            changed += 1
            if not options.check:
                write(root / path, result.data)
            say(f"{path}: {'behöver skrivas om' if options.check else 'skrevs om'}.")
            for line, comment in result.comments:
                verb = "försvinner" if options.check else "togs bort"
                say(f"  rad {line}: kommentaren {verb}: {comment}")
    done = "behöver skrivas om" if options.check else "skrevs om"
    say(f"{changed} dokument {done}, {refused} kunde inte läsas.")
    return FINDINGS if refused or (changed and options.check) else 0


def rules(_options: argparse.Namespace) -> int:
    """``lydelse rules``: every rule on a line."""
    from lydelse.report import WORDS
    from lydelse.rules import RULES

    for code, rule in sorted(RULES.items()):
        sys.stdout.write(f"{code}  {WORDS[rule.severity]:<7}  {rule.title}\n")
    return 0


def explain(options: argparse.Namespace) -> int:
    """``lydelse explain CODE``: what a rule demands, why, and examples."""
    from lydelse.report import WORDS
    from lydelse.rules import RULES

    rule = RULES.get(options.code.upper())
    if rule is None:
        raise ProjectError(f"Ingen regel har koden {options.code}. Se alla med: lydelse rules.")
    parts = [f"{rule.code} ({rule.family}, {WORDS[rule.severity]})", rule.title, rule.text]
    parts += [f"Fel:\n{_indented(rule.bad)}", f"Rätt:\n{_indented(rule.good)}"]
    sys.stdout.write("\n\n".join(part for part in parts if part) + "\n")
    return 0


def build(options: argparse.Namespace) -> int:
    """``lydelse build``: check, render and put the site in its place."""
    from lydelse.publish import publish

    root = _root(options)
    out = (options.out or root / "site").absolute()
    project, today = _project(root), options.day or _today()
    findings = publish(project, out, today, preview=options.preview, since=options.since)
    return _published(findings, project)


def serve(options: argparse.Namespace) -> int:
    """``lydelse serve``: show the working tree, and build it again when a file is saved."""
    from lydelse.serve import serve as run

    root = _root(options)
    build_options = ["--today", options.day.isoformat()] if options.day else []
    if options.published:
        return run(root, options.port, build_options, root / "site")
    return run(root, options.port, [*build_options, "--preview"])


def _published(findings: "Sequence[Finding] | None", project: "Project") -> int:
    """The exit code of a build: findings that stopped it, or ``None`` when the site stands."""
    from lydelse.report import text

    if findings is None:
        return 0
    sys.stdout.write(text(findings, len(project.corpus.texts)))
    say("Webbplatsen byggdes inte. Den förra ligger kvar orörd.")
    return FINDINGS


def _root(options: argparse.Namespace) -> Path:
    if options.project:
        return find_root(options.project)
    first = next(iter(getattr(options, "paths", ())), Path())
    return find_root(first if first.is_dir() else first.absolute().parent)


def _project(root: Path) -> "Project":
    from lydelse.project import Project

    return Project(root, Progress("Läser"))


def _inside(root: Path, path: Path) -> str:
    """The path from the project's root. Raises ``ProjectError`` when nothing is checked there."""
    real = path.absolute().parent.resolve() / path.name if path.name else path.resolve()
    if not os.path.lexists(real):
        raise ProjectError(f"{path} finns inte.")
    real = Path(os.path.normpath(real))
    inside = real.relative_to(root).as_posix() if real.is_relative_to(root) else ""
    if inside != "." and inside.split("/")[0] not in FOLDERS:
        raise ProjectError(f"{path} kontrolleras inte: ange något i {', '.join(FOLDERS[:4])}.")
    return inside


def _below(path: str, limits: Sequence[str]) -> bool:
    return any(limit in (".", path) or path.startswith(f"{limit}/") for limit in limits)


def _verdict(findings: "Sequence[Finding]") -> int:
    return FINDINGS if any(finding.severity == "error" for finding in findings) else 0


def _today() -> date:
    try:
        return datetime.now(ZoneInfo("Europe/Stockholm")).date()
    except ZoneInfoNotFoundError:
        return datetime.now().astimezone().date()


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))


def _rule_codes(name: str, words: str) -> "Argument":
    return name, {"type": codes, "default": [], "metavar": "KODER", "help": words}


Argument = tuple[str, dict[str, Any]]

PROJECT: Argument = ("--project", {"type": Path, "metavar": "MAPP", "help": "projektets mapp"})
TODAY: Argument = (
    "--today",
    {"dest": "day", "type": day, "metavar": "DATUM", "help": "räkna som om det vore den dagen"},
)
PATHS: Argument = (
    "paths",
    {"nargs": "*", "type": Path, "metavar": "SÖKVÄG", "help": "filer eller mappar"},
)
COMMANDS: tuple[tuple[Callable[[argparse.Namespace], int], str, tuple[Argument, ...]], ...] = (
    (
        check,
        "kontrollera dokument och register",
        (
            PATHS,
            (
                "--format",
                {
                    "choices": ("text", "json", "github"),
                    "default": "text",
                    "help": "rapportens form",
                },
            ),
            ("--since", {"metavar": "REV", "help": "bara det som ändringen sedan REV berör"}),
            _rule_codes("--only", "bara reglerna, till exempel G2"),
            _rule_codes("--skip", "utan reglerna, till exempel G201"),
            TODAY,
            PROJECT,
        ),
    ),
    (
        fmt,
        "skriv dokument i rätt form",
        (
            PATHS,
            ("--check", {"action": "store_true", "help": "skriv inget, säg vad som behövs"}),
            PROJECT,
        ),
    ),
    (rules, "lista reglerna", ()),
    (explain, "förklara en regel", (("code", {"metavar": "KOD", "help": "till exempel F204"}),)),
    (
        build,
        "bygg webbplatsen",
        (
            ("--out", {"type": Path, "metavar": "MAPP", "help": "var den läggs (annars site/)"}),
            ("--preview", {"action": "store_true", "help": "märk varje sida som förhandsvisning"}),
            ("--since", {"metavar": "REV", "help": "stoppas bara av det som ändringen berör"}),
            TODAY,
            PROJECT,
        ),
    ),
    (
        serve,
        "visa arbetskopian i webbläsaren",
        (
            (
                "--port",
                {"type": int, "default": 8000, "metavar": "PORT", "help": "port (annars 8000)"},
            ),
            (
                "--published",
                {"action": "store_true", "help": "bygg site/ som den publiceras, utan märkning"},
            ),
            TODAY,
            PROJECT,
        ),
    ),
)


def _parser() -> argparse.ArgumentParser:
    about = "Riktlinjer och rutiner i git: kontroll och webbplats."
    parser = SwedishParser(prog="lydelse", description=about)
    parser.add_argument("--version", action="version", version=__version__, help="visa versionen")
    commands = parser.add_subparsers(title="kommandon", metavar="KOMMANDO", required=True)
    for run, words, arguments in COMMANDS:
        command = commands.add_parser(
            run.__name__, help=words, description=words.capitalize() + "."
        )
        for name, settings in arguments:
            command.add_argument(name, **settings)
        command.set_defaults(run=run)
    return parser
