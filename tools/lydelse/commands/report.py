"""The command ``lydelse report``: the yearly extract."""

import argparse
import sys
from pathlib import Path

from lydelse.commands.common import project_at, root_of, today_of
from lydelse.console import say
from lydelse.tree import ProjectError


def report(options: argparse.Namespace) -> int:
    """``lydelse report --year YEAR``: what the year did to the documents, for reports."""
    from lydelse.yearly.data import as_json
    from lydelse.yearly.markdown import as_markdown
    from lydelse.yearly.reading import asked_year

    if options.out and options.out.is_dir():
        raise ProjectError(f"{options.out} är en mapp. Ange en fil, till exempel år.md.")
    project = project_at(root_of(options))
    year = asked_year(project, options.year, today_of(options))
    told = as_json if options.format == "json" else as_markdown
    text = told(year, project.main_register)
    if options.out is None:
        sys.stdout.write(text)
        return 0
    _write(options.out, text)
    say(f"Året {year.year} ligger i {options.out}.")
    return 0


def _write(path: Path, text: str) -> None:
    """Put the text in the file's place, whole or not at all."""
    from lydelse.formatting import write

    if not path.absolute().parent.is_dir():
        raise ProjectError(f"Mappen {path.parent} finns inte.")
    if path.exists() and not path.is_file():  # a pipe or a device has no place to be put in
        path.write_text(text, "utf-8", newline="\n")
    else:
        write(path.resolve(), text.encode())
