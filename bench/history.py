"""Writes a project with a past: ``python bench/history.py DOCS LYDELSER DIR``.

The documents are those of ``corpus.py``, taken over on the day of adoption. After it each one is
changed as many times as it needs, one commit for each change. A rutin is changed in substance and
decided by its role; a riktlinje, which the nämnd decides, is only reworded in form.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from corpus import document_paths, write_corpus

ADOPTION = date(2026, 2, 1)
STEP = timedelta(70)
"""Between two versions of a document."""
SPREAD = 60
"""Days over which a round of changes is spread."""

_WHO = "Exempel <exempel@exempelstad.example>"
_ADOPTED = re.compile(r"^införande: .*$", re.MULTILINE)
_VERSION = re.compile(r'^version: "(\d+)\.(\d+)"$', re.MULTILINE)
_DECIDED = re.compile(r"^  datum: .*$", re.MULTILINE)
_STARTS = re.compile(r"^gäller_från: .*$", re.MULTILINE)
_PLAIN_WORD = re.compile(r"(?<=kontrollera )(\w+)(?=\.)")
_STEP = re.compile(r"^1\. .*$", re.MULTILINE)


def write_history(count: int, lydelser: int, folder: Path) -> None:
    """Write the project and its repository; ``folder`` must not exist."""
    write_corpus(count, folder, ADOPTION - timedelta(20))
    rules = folder / "register/regler.yml"
    rules.write_text(_ADOPTED.sub(f"införande: {ADOPTION}", rules.read_text("utf-8")), "utf-8")
    for path in (folder / "register/beslut").glob("*.yml"):
        path.unlink()
    (folder / ".gitignore").write_text(".cache/\n.build/\nsite/\n", "utf-8")
    run_git(folder, "init", "--quiet", "--initial-branch", "main")
    with tempfile.TemporaryFile() as stream:
        for piece in _stream(count, lydelser, folder):
            stream.write(piece)
        stream.seek(0)
        command = ["git", "fast-import", "--quiet"]
        subprocess.run(command, cwd=folder, stdin=stream, check=True, env=environment())
    run_git(folder, "reset", "--quiet", "--hard", "main")


def commit_change(folder: Path, path: str, decided: date) -> None:
    """Change the document once more: a new version in the working tree, committed on main."""
    target = folder / path
    target.write_text(next_version(target.read_text("utf-8"), decided), "utf-8")
    run_git(folder, "add", "--all")
    run_git(folder, "commit", "--quiet", "--message", "ändring", day=decided)


def next_version(text: str, decided: date) -> str:
    """The document's text in its next version, in force three days after the decision."""
    first, second = map(int, _VERSION.findall(text)[0])
    guideline = "dokumenttyp: riktlinje" in text
    version = f"{first}.{second + 1}" if guideline else f"{first + 1}.0"
    start = decided + timedelta(3)
    if guideline:
        text = _PLAIN_WORD.sub(r"**\1**", text, count=1)
        kind, what = "redaktionell", "Ett ord står i fetstil."
    else:
        text = _DECIDED.sub(f"  datum: {decided}", text, count=1)
        text = _STEP.sub(f"1. Kontakta sjuksköterskan inom {first * 5} minuter.", text, count=1)
        kind, what = "i sak", "Det första steget är nytt."
    text = _VERSION.sub(f'version: "{version}"', text, count=1)
    text = _STARTS.sub(f"gäller_från: {start}", text, count=1)
    entry = f'  - version: "{version}"\n    gäller_från: {start}\n    slag: {kind}\n'
    entry += f"    orsak: översyn\n    text: {what}\n"
    return text.replace("\nändringar:\n", f"\nändringar:\n{entry}", 1)


def _stream(count: int, lydelser: int, folder: Path) -> Iterator[bytes]:
    """The history as ``git fast-import`` reads it."""
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and ".git/" not in str(path)
    )
    yield commit_head(ADOPTION, "inför")
    for file in files:
        yield file_change(file.relative_to(folder).as_posix(), file.read_bytes())
    paths = document_paths(count)
    texts = {path: (folder / path).read_text("utf-8") for path in paths}
    for round_ in range(lydelser - 1):
        first = ADOPTION + timedelta(1) + round_ * STEP
        for place, path in enumerate(paths):
            day = first + timedelta(place * SPREAD // len(paths))
            texts[path] = next_version(texts[path], day)
            yield commit_head(day, f"ändra {path}")
            yield file_change(path, texts[path].encode())


def commit_head(day: date, subject: str) -> bytes:
    """The beginning of a commit on main, as ``git fast-import`` reads it."""
    seconds = int(datetime.combine(day, time(12), UTC).timestamp())
    said = subject.encode()
    head = f"commit refs/heads/main\ncommitter {_WHO} {seconds} +0000\ndata {len(said)}\n"
    return head.encode() + said + b"\n"


def file_change(path: str, data: bytes) -> bytes:
    """A file in the commit."""
    return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


def run_git(folder: Path, *arguments: str, day: date = ADOPTION) -> None:
    """Run git as the bench's only person, on the day."""
    name, _, mail = _WHO.rstrip(">").partition(" <")
    who = ["-c", f"user.name={name}", "-c", f"user.email={mail}"]
    when = {f"GIT_{role}_DATE": f"{day}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, env=environment() | when)


def environment() -> dict[str, str]:
    """An environment in which no settings of the user's count."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return kept | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


if __name__ == "__main__":
    arguments = sys.argv[1:]
    numbers = [int(text) for text in arguments[:2] if text.isdecimal()]
    if len(arguments) != 3 or len(numbers) != 2 or Path(arguments[2]).exists():  # noqa: PLR2004
        sys.exit("usage: python bench/history.py DOCS LYDELSER DIR   (DIR must not exist)")
    write_history(numbers[0], numbers[1], Path(arguments[2]))
