"""The demo's municipality: its folder, its repository, the day it is there, and its commands."""

import contextlib
import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lydelse.canonical import canonical
from lydelse.corpus import read_schemas
from lydelse.reading import DOCUMENT
from lydelse.source import read_source
from lydelse.tree import ProjectError, working_tree

SOURCE = Path(__file__).resolve().parent.parent
"""The repository whose documents and registers the demo begins with."""

MARKER = "demo.json"
"""The file that tells a folder is a demo of ours, so that it may be made anew."""

INTERRUPTED = 130
"""How a command ends by Ctrl+C."""

_CARRIED = ("riktlinjer", "rutiner", "docs", "register", "schemas", "mallar")
_PLAIN = ("mkdocs.yml", ".gitignore", ".gitattributes")
_WHO = {"NAME": "Exempelstad", "EMAIL": "kvalitet@exempelstad.example"}


class StoryError(ProjectError):
    """Something in the story did not go as it should; the message holds what the command said."""


@dataclass(kw_only=True)
class Town:
    """The municipality on a day; ``number`` is that of its latest pull request."""

    folder: Path
    day: str = ""
    number: int = 20

    @property
    def root(self) -> Path:
        """The repository."""
        return self.folder / "kommun"

    @property
    def papers(self) -> Path:
        """Where each meeting's papers are kept, in a folder named by its day."""
        return self.folder / "underlag"

    @property
    def keys(self) -> Path:
        """Where the signing keys are kept, outside the repository."""
        return self.folder / "nycklar"

    def git(self, *arguments: str) -> str:
        """What git answers on the day. Raises ``StoryError`` when it refuses."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={**os.environ, **self._environment()},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StoryError(f"{self.day} git {' '.join(arguments)}: {done.stderr}")
        return done.stdout.strip()

    def lydelse(self, *arguments: str, codes: Sequence[int] = (0,)) -> str:
        """What the command says on the day. Raises ``StoryError`` for another exit code."""
        from lydelse.cli import main

        told = [*arguments, "--today", self.day, "--project", str(self.root)]
        heard = io.StringIO()
        with self._environed(), redirect_stdout(heard), redirect_stderr(heard):
            ended = main(told)
        if ended == INTERRUPTED:
            raise KeyboardInterrupt
        if ended not in codes:
            raise StoryError(f"{self.day} lydelse {' '.join(told)}: {ended}\n{heard.getvalue()}")
        return heard.getvalue()

    def commit(self, message: str) -> None:
        """Everything in the working tree, committed on the day."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def begin(self, branch: str) -> None:
        """Go to the branch; it leaves main when it is new."""
        exists = self.git("branch", "--list", branch)
        self.git("switch", "--quiet", *(() if exists else ("--create",)), branch)

    def land(self, branch: str, title: str) -> None:
        """Bring the branch to main as a forge does it: squash, one commit, and it is gone."""
        self.number += 1
        self.git("switch", "--quiet", "main")
        self.git("merge", "--quiet", "--squash", branch)
        self.commit(f"{title} (#{self.number})")
        self.git("branch", "--quiet", "-D", branch)

    def path_of(self, id_: str) -> Path:
        """The file that holds the document; not one that waits. Raises ``StoryError``."""
        for file in sorted(self.root.glob("ri*/*/*.md")) + sorted(self.root.glob("ru*/*/*.md")):
            waits = file.name.endswith(".kommande.md")
            if not waits and f"\nid: {id_}\n" in file.read_text("utf-8")[:200]:
                return file
        raise StoryError(f"{self.day} {id_} finns inte.")

    def front(self, file: Path) -> dict[str, Any]:
        """The file's front matter."""
        return dict(read_source(file.read_bytes()).front or {})

    def write_front(self, file: Path, front: dict[str, Any]) -> None:
        """The file with other front matter, as ``lydelse fmt`` writes it."""
        schema = read_schemas(working_tree(self.root))[DOCUMENT]
        body = read_source(file.read_bytes()).body
        file.write_text(canonical(front, body, schema), "utf-8", newline="\n")

    def _environment(self) -> dict[str, str]:
        who = {f"GIT_{role}_{key}": value for role in _ROLES for key, value in _WHO.items()}
        day = {f"GIT_{role}_DATE": f"{self.day}T12:00:00" for role in _ROLES}
        return {**who, **day, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

    @contextlib.contextmanager
    def _environed(self) -> Iterator[None]:
        before = dict(os.environ)
        os.environ.update(self._environment())
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


_ROLES = ("AUTHOR", "COMMITTER")


def founded(folder: Path) -> Town:
    """A town in the folder, with the documents and registers of this repository.

    What an earlier demo left goes. Raises ``ProjectError`` for a folder that is not a demo of ours.
    """
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARKER).is_file():
            raise ProjectError(
                f"{folder} är inte tom och är ingen demo. Välj en annan mapp: make demo DEMO=mapp."
            )
        shutil.rmtree(folder)
    town = Town(folder=folder)
    town.root.mkdir(parents=True)
    town.keys.mkdir(mode=0o700)
    town.papers.mkdir()
    (folder / MARKER).write_text(json.dumps({"demo": "lydelse"}) + "\n", "utf-8")
    for name in _CARRIED:
        if (SOURCE / name).is_dir():
            shutil.copytree(SOURCE / name, town.root / name)
    for name in _PLAIN:
        shutil.copy(SOURCE / name, town.root / name)
    return town
