"""The one place where git is run: NUL-separated output, a cleaned environment."""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lydelse.tree import ProjectError

ORIGIN = "origin"
"""The remote whose main is the municipality's."""

# What ``git rev-parse --local-env-vars`` lists: it would point git at another repository. Then
# what makes paths mean something else.
_LOCAL = (
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS"),
    *("GIT_CONFIG_COUNT", "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE"),
    *("GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS"),
    *("GIT_REPLACE_REF_BASE", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE"),
    *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS"),
    "GIT_ICASE_PATHSPECS",
)

_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",  # what was decided is what was committed
    "GIT_GRAFT_FILE": os.devnull,  # and every commit has the parents that it says
}

_SETTINGS = tuple(
    word
    for setting in ("core.quotepath=off", "core.fsmonitor=false", "i18n.logOutputEncoding=UTF-8")
    for word in ("-c", setting)
)


class GitError(ProjectError):
    """git could not answer; the message is a Swedish sentence with a way out."""


def must(
    root: Path, *arguments: str, data: bytes = b"", environment: Mapping[str, str] | None = None
) -> bytes:
    """What the command wrote. Raises ``GitError`` when it failed."""
    status, output, said = answered(root, *arguments, data=data, environment=environment)
    if status:
        raise GitError(f"git {arguments[0]} misslyckades: {faults(said)}")
    return output


def run(root: Path, *arguments: str, data: bytes = b"") -> bytes | None:
    """What the command wrote; ``None`` when it failed."""
    status, output, _ = answered(root, *arguments, data=data)
    return None if status else output


def answered(
    root: Path, *arguments: str, data: bytes = b"", environment: Mapping[str, str] | None = None
) -> tuple[int, bytes, bytes]:
    """How the command ended (0: well), what it wrote, and what it said of its errors."""
    command = ["git", *_SETTINGS, *arguments]
    with tempfile.TemporaryFile() as asked:
        asked.write(data)
        asked.seek(0)
        status, output, said = _git(root).execute(
            command,
            istream=asked,
            env={**_ENVIRONMENT, **(environment or {})},
            with_extended_output=True,
            with_exceptions=False,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
        )
    return status, bytes(output), said.encode() if isinstance(said, str) else bytes(said)


def refuse_nameless(said: bytes) -> None:
    """Raise ``GitError`` when git says that it does not know who writes."""
    if b"Please tell me who you are" in said or b"empty ident" in said:
        raise GitError(
            'git vet inte vem du är. Kör git config user.name "Funktionens namn" och '
            "git config user.email brevlådan@kommunen."
        )


def refuse_locked(said: bytes, name: str) -> None:
    """Raise ``GitError`` when git says that a lock file stands in the way of ``name``."""
    found = _LOCK.search(os.fsdecode(said))
    if found:
        raise GitError(
            f"En annan körning håller i {name}, eller avbröts. Vänta en stund. Hjälper det inte: "
            f"se efter att inget git-kommando körs, och ta bort låsfilen {found[1]}."
        )


def last_line(said: bytes) -> str:
    """The last line that git calls a fault; else the last line of what it said."""
    lines = _lines(said)
    named = [line for line in lines if _FAULT.match(line)]
    return next(iter(reversed(named or lines)), _SILENT)


def faults(said: bytes) -> str:
    """What git calls faults: the first tells the cause, and the last what came of it."""
    named = [line for line in _lines(said) if _FAULT.match(line)]
    return "; ".join(dict.fromkeys((named[0], named[-1]))) if named else last_line(said)


_SILENT = "git sade inget mer"
_FAULT = re.compile(r"(?:fatal|error): \S")
_LOCK = re.compile(r"'([^'\n]+\.lock)': File exists")


def _lines(said: bytes) -> list[str]:
    return [line for line in os.fsdecode(said).strip().split("\n") if line.strip()]


def _git(root: Path) -> Any:  # noqa: ANN401  imported when first needed: it is slow to load
    """GitPython's command runner, without what a hook or another repository set."""
    for name in _LOCAL:
        os.environ.pop(name, None)
    try:
        from git import Git
    except ImportError:
        raise GitError("git finns inte på datorn. Installera git.") from None
    return Git(str(root))
