"""``make demo``: two years in Exempelstad, replayed in a repository of their own and shown."""

import argparse
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from events import EVENTS
from guide import guide, happened
from lydelse.cli import main as lydelse
from lydelse.console import say
from lydelse.tree import ProjectError
from town import INTERRUPTED, Town, founded

END = "2028-11-30"
"""The day when the story ends, and that the site is built for."""

STORY = Path(__file__).resolve().parent / "story.yml"


def story() -> list[dict[str, Any]]:
    """The events in their order; every value is text."""
    rows: list[dict[str, Any]] = yaml.load(STORY.read_bytes(), yaml.BaseLoader)  # noqa: S506  text alone
    return rows


def replay(folder: Path, heard: Callable[[str], None] = lambda _: None) -> Town:
    """The town after all that happens in the story; ``heard`` is told of each event.

    Raises ``ProjectError`` for a folder that is not ours, or when an event does not go as told.
    """
    town = founded(folder)
    for row in story():
        town.day = row["day"]
        told = {key: value for key, value in row.items() if key not in {"day", "event"}}
        EVENTS[row["event"]](town, **told)
        heard(happened(row))
    town.day = END
    return town


def main() -> int:
    """Replay, build and serve, until Ctrl+C. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Spelar upp två år och visar webbplatsen.")
    parser.add_argument("folder", type=Path, help="demons mapp")
    parser.add_argument("--port", type=int, default=0, help="port (annars en ledig)")
    options = parser.parse_args()
    try:
        town = replay(options.folder.resolve(), say)
    except ProjectError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say("Avbrutet.")
        return INTERRUPTED
    port = options.port or _free_port()
    say(guide(f"http://127.0.0.1:{port}/", str(options.folder), END))
    where = ("--port", str(port), "--today", END, "--project", str(town.root))
    return lydelse(["serve", "--published", *where])


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    return port


if __name__ == "__main__":
    sys.exit(main())
