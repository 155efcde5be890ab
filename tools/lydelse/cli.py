"""The command ``lydelse``: its arguments, its table of commands, and how it ends.

Exit codes: 0 nothing found, 1 findings of severity error, 2 wrong use or environment.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lydelse import __version__
from lydelse.arguments import (
    PATHS,
    PROJECT,
    TODAY,
    Argument,
    Command,
    SwedishParser,
    choices,
    codes,
    day,
)
from lydelse.commands.checking import check, explain, fmt, rules
from lydelse.commands.common import FINDINGS, WRONG_USE
from lydelse.commands.duties import DUTIES
from lydelse.commands.editing import bump, fold
from lydelse.commands.lydelser import asof, changes, diff, log
from lydelse.commands.releases import RELEASE
from lydelse.commands.repeal import repeal
from lydelse.commands.report import report
from lydelse.commands.site import build, serve
from lydelse.console import say
from lydelse.tree import ProjectError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    _prepare()
    options = _parsed(arguments)
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


ONE = ("set", "first", "second")
"""Arguments that take one word, or none."""

LISTS = ("ids", "paths", "branches", "words")
"""Arguments that take any number of words."""


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; words that stand after an option belong to the command's last arguments."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    for word in rest:
        free = next((name for name in ONE if _is_free(options, name)), "")
        several = next((name for name in LISTS if hasattr(options, name)), "")
        if word.startswith("-") or not (free or several):
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
        if free:
            setattr(options, free, word)
        else:
            setattr(
                options,
                several,
                [*getattr(options, several), Path(word) if several == "paths" else word],
            )
    return options


def _is_free(options: argparse.Namespace, name: str) -> bool:
    return hasattr(options, name) and getattr(options, name) is None


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


def _rule_codes(name: str, words: str) -> Argument:
    return name, {"type": codes, "default": [], "metavar": "KODER", "help": words}


ID: Argument = ("id", {"metavar": "ID", "help": "dokumentets beteckning, till exempel RU-004"})
IDS: Argument = (
    "ids",
    {
        "nargs": "*",
        "default": [],
        "metavar": "ID",
        "help": "dokumentens beteckningar, till exempel RU-004",
    },
)
CONSULTED: Argument = (
    "--consulted",
    {
        "nargs": "+",
        "default": (),
        "metavar": "ROLL",
        "help": "roller som har fått säga sitt",
    },
)

COMMANDS: tuple[Command, ...] = (
    (
        check,
        "kontrollera dokument och register",
        (
            PATHS,
            choices("--format", "text", "json", "github", words="rapportens form"),
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
    (
        asof,
        "visa vad som gällde en dag",
        (
            ("on", {"type": day, "metavar": "DATUM", "help": "dagen, till exempel 2026-12-01"}),
            IDS,
            choices("--format", "text", "json", words="svarets form"),
            ("--text", {"action": "store_true", "help": "skriv ut själva texten"}),
            (
                "--out",
                {"type": Path, "metavar": "MAPP", "help": "skriv texterna och bilagorna i en mapp"},
            ),
            TODAY,
            PROJECT,
        ),
    ),
    (
        log,
        "visa ett dokuments alla versioner",
        (ID, choices("--format", "text", "json", words="svarets form"), TODAY, PROJECT),
    ),
    (
        diff,
        "jämför två versioner av ett dokument",
        (
            ("id", {"nargs": "?", "metavar": "ID", "help": "dokumentets beteckning"}),
            ("first", {"nargs": "?", "metavar": "V1", "help": "den ena versionen"}),
            ("second", {"nargs": "?", "metavar": "V2", "help": "den andra versionen"}),
            (
                "--files",
                {
                    "nargs": 2,
                    "type": Path,
                    "metavar": ("FÖRE", "EFTER"),
                    "help": "jämför två filer i stället",
                },
            ),
            choices("--format", "text", "markdown", "json", words="svarets form"),
            PROJECT,
        ),
    ),
    (
        changes,
        "berätta vad en ändring gör",
        (
            (
                "--since",
                {"required": True, "metavar": "REV", "help": "jämför med REV, till exempel main"},
            ),
            TODAY,
            PROJECT,
        ),
    ),
    (
        bump,
        "ge ett dokument nästa version",
        (
            ID,
            (
                "--slag",
                {
                    "required": True,
                    "metavar": "SLAG",
                    "help": "redaktionell, följdändring, ”i sak” eller principiell",
                },
            ),
            (
                "--reason",
                {
                    "default": "",
                    "metavar": "ORSAK",
                    "help": "orsaken, till exempel avvikelse; skriver du egna ord blir de texten, "
                    "och orsaken blir översyn (redaktionell), ändrat arbetssätt (i sak, "
                    "principiell) eller ny (nytt dokument)",
                },
            ),
            ("--text", {"default": "", "metavar": "TEXT", "help": "vad som ändrades, kort"}),
            (
                "--from",
                {"dest": "starts", "type": day, "metavar": "DATUM", "help": "gäller från"},
            ),
            CONSULTED,
            (
                "--judgement",
                {"default": "", "metavar": "TEXT", "help": "varför slaget stämmer ändå"},
            ),
            TODAY,
            PROJECT,
        ),
    ),
    (
        fold,
        "låt beslutade texter ta sin plats när dagen är inne",
        (
            ("--check", {"action": "store_true", "help": "skriv inget, säg vad som väntar"}),
            TODAY,
            PROJECT,
        ),
    ),
    (
        repeal,
        "föreslå att ett dokument upphör",
        (
            ID,
            (
                "--from",
                {
                    "dest": "ends",
                    "type": day,
                    "required": True,
                    "metavar": "DATUM",
                    "help": "första dagen som det inte längre gäller",
                },
            ),
            ("--by", {"default": "", "metavar": "ID", "help": "dokumentet som gäller i stället"}),
            (
                "--reason",
                {"default": "översyn", "metavar": "ORSAK", "help": "orsaken (annars översyn)"},
            ),
            ("--text", {"default": "", "metavar": "TEXT", "help": "varför det upphör, kort"}),
            CONSULTED,
            TODAY,
            PROJECT,
        ),
    ),
    (
        report,
        "räkna samman ett år, till årets berättelser och översyn",
        (
            (
                "--year",
                {"type": int, "required": True, "metavar": "ÅR", "help": "året, till exempel 2026"},
            ),
            choices("--format", "markdown", "json", words="svarets form"),
            ("--out", {"type": Path, "metavar": "FIL", "help": "skriv till en fil"}),
            TODAY,
            PROJECT,
        ),
    ),
    *DUTIES,
    (rules, "lista reglerna", ()),
    (explain, "förklara en regel", (("code", {"metavar": "KOD", "help": "till exempel F204"}),)),
    (
        build,
        "bygg webbplatsen",
        (
            ("--out", {"type": Path, "metavar": "MAPP", "help": "var den läggs (annars site/)"}),
            (
                "--preview",
                {"action": "store_true", "help": "visa arbetskopian som om den vore beslutad"},
            ),
            (
                "--preview-if-changed",
                {
                    "action": "store_true",
                    "dest": "as_needed",
                    "help": "förhandsvisa när arbetskopian inte är som main",
                },
            ),
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
                {
                    "action": "store_true",
                    "help": "bygg site/ som den publiceras när inget är ändrat",
                },
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
    for command in COMMANDS:
        _add(commands, command)
    words = "ta förslag till beslut: plan, paper, decide, tag, verify"
    group = commands.add_parser(
        "release", help=words, description=f"{words[:1].upper()}{words[1:]}."
    )
    steps = group.add_subparsers(title="kommandon", metavar="KOMMANDO", required=True)
    for command in RELEASE:
        _add(steps, command)
    return parser


def _add(commands: Any, command: Command) -> None:  # noqa: ANN401  argparse's own type is private
    run, words, arguments = command
    parser = commands.add_parser(
        run.__name__, help=words, description=f"{words[:1].upper()}{words[1:]}."
    )
    for name, settings in arguments:
        parser.add_argument(name, **settings)
    parser.set_defaults(run=run)
