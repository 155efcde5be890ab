"""A real git repository in a temporary folder, with fixed author and days."""

import os
import subprocess
from pathlib import Path


class Repository:
    """A real git repository with fixed author and days; the project may lie in a folder of it."""

    def __init__(self, root: Path, inside: str = "") -> None:
        self.root = root
        self.project = root / inside if inside else root

    def git(self, *arguments: str, day: str = "2026-11-01") -> str:
        """What git answers; what it writes is of the day."""
        who = {
            "NAME": "Exempel",
            "EMAIL": "exempel@exempelstad.example",
            "DATE": f"{day}T12:00:00",
        }
        env = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in who.items()
        }
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *arguments],
            cwd=self.root,
            env={
                **clean,
                **env,
                "GIT_CONFIG_GLOBAL": "/dev/null",
                "GIT_CONFIG_SYSTEM": "/dev/null",
            },
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def commit(self, message: str = "ändring", day: str = "2026-11-01") -> None:
        """Everything in the working tree, committed on the day."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, day=day)


def committed(root: Path, day: str = "2026-01-01") -> Repository:
    """The folder as a repository whose main holds all of it since the day."""
    repository = Repository(root)
    repository.git("init", "--quiet", "--initial-branch", "main")
    ignored = root / ".gitignore"
    if not ignored.exists():
        ignored.write_text(".cache/\n.build/\nsite/\n")
    repository.commit("början", day)
    return repository
