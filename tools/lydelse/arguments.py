"""The command line's own words: a parser that speaks Swedish, and the values it reads."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from lydelse.console import say

Argument = tuple[str, dict[str, Any]]
"""An argument's name, and what argparse is told of it."""

Command = tuple[Callable[[argparse.Namespace], int], str, tuple[Argument, ...]]
"""What runs, its words of help, and its arguments."""

WRONG_USE = 2
"""The exit code of a command that was called wrongly."""

_ERRORS = (
    (r"unrecognized arguments: (.*)", r"okänt argument: \1"),
    (r"the following arguments are required: (.*)", r"det här saknas: \1"),
    (
        r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)",
        r"\1 kan inte vara \2, välj bland \3",
    ),
    (r"argument (\S+): expected one argument", r"\1 behöver ett värde"),
    (r"argument (\S+): expected at least one argument", r"\1 behöver minst ett värde"),
    (r"argument (\S+): expected (\d+) arguments", r"\1 behöver \2 värden"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 går inte ihop med \2"),
    (r"one of the arguments (.*) is required", r"ett av de här saknas: \1"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 kan vara något av \2"),
    (r"argument (\S+): invalid int value: (.*)", r"\1 ska vara ett heltal, inte \2"),
    (r"argument (\S+): (.*)", r"\1: \2"),
)


class SwedishParser(argparse.ArgumentParser):
    """argparse with Swedish help and messages."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  argparse's own
        super().__init__(**{**options, "add_help": False, "formatter_class": _Formatter})
        self._positionals.title = "argument"
        self._optionals.title = "val"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and where to read more, and leave with code 2."""
        for pattern, swedish in _ERRORS:
            message = re.sub(pattern, swedish, message)
        message = message.replace("'", "")
        say(f"Fel i kommandot: {message}. Se {self.prog} --help.")
        raise SystemExit(WRONG_USE)


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401  argparse's own
        super().add_usage(usage, actions, groups, "så här: " if prefix is None else prefix)


def day(text: str) -> date:
    """A date written ``2026-12-01``. Raises argparse's error for anything else."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise argparse.ArgumentTypeError(f"{text} är inget datum, skriv till exempel 2026-12-01")


def codes(text: str) -> list[str]:
    """Rule codes, or beginnings of them, with commas between."""
    return [code.strip().upper() for code in text.split(",") if code.strip()]


def choices(name: str, *values: str, words: str) -> Argument:
    """An option with a few values, the first of which is preset."""
    return name, {"choices": values, "default": values[0], "help": words}


PROJECT: Argument = ("--project", {"type": Path, "metavar": "MAPP", "help": "projektets mapp"})
TODAY: Argument = (
    "--today",
    {"dest": "day", "type": day, "metavar": "DATUM", "help": "räkna som om det vore den dagen"},
)
PATHS: Argument = (
    "paths",
    {"nargs": "*", "type": Path, "metavar": "SÖKVÄG", "help": "filer eller mappar"},
)
