"""Writes a project with many decisions: ``python bench/ledger.py DECISIONS DOCS DIR``.

Each decision gives DOCS riktlinjer a new version in one commit, and has an annotated tag signed by
a key made for the project. The documents are those of ``corpus.py``.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from corpus import document_paths, write_corpus
from history import commit_head, environment, file_change, run_git
from lydelse import git
from lydelse.project import Project
from lydelse.seals import message_of, seal_of
from lydelse.wording import l1, read_wording

ADOPTION = date(2026, 2, 1)
_ADOPTED = re.compile(r"^införande: .*$", re.MULTILINE)
_VERSION = re.compile(r'^version: ".*"$', re.MULTILINE)
_DECIDED = re.compile(r"^  datum: .*\n(?:  diarienummer: .*\n)?(?:  paragraf: .*\n)?", re.MULTILINE)
_STARTS = re.compile(r"^gäller_från: .*$", re.MULTILINE)


def write_decisions(decisions: int, count: int, folder: Path) -> None:
    """Write the project and its repository; ``folder`` must not exist."""
    write_corpus(10 * count, folder, ADOPTION - timedelta(20))
    rules = folder / "register/regler.yml"
    rules.write_text(_ADOPTED.sub(f"införande: {ADOPTION}", rules.read_text("utf-8")), "utf-8")
    for path in (folder / "register/beslut").glob("*.yml"):
        path.unlink()
    key = folder.with_name(f"{folder.name}-nyckel")
    made = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bench", "-f", str(key))
    subprocess.run(made, check=True, stdin=subprocess.DEVNULL)
    public = " ".join(key.with_suffix(".pub").read_text("utf-8").split()[:2])
    (folder / "register/beslutssignaturer").write_text(f"sekreterare {public}\n", "utf-8")
    run_git(folder, "init", "--quiet", "--initial-branch", "main")
    with tempfile.TemporaryFile() as stream:
        for piece in _stream(decisions, count, folder):
            stream.write(piece)
        stream.seek(0)
        command = ["git", "fast-import", "--quiet"]
        subprocess.run(command, cwd=folder, stdin=stream, check=True, env=environment())
    run_git(folder, "reset", "--quiet", "--hard", "main")
    for name, value in (("gpg.format", "ssh"), ("user.signingkey", str(key))):
        run_git(folder, "config", name, value)
    _seal(folder, decisions)


def _stream(decisions: int, count: int, folder: Path) -> Iterator[bytes]:
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts
    )
    yield commit_head(ADOPTION, "inför")
    for file in files:
        yield file_change(file.relative_to(folder).as_posix(), file.read_bytes())
    paths = document_paths(10 * count)[:count]
    texts = {path: (folder / path).read_text("utf-8") for path in paths}
    for place in range(decisions):
        day = ADOPTION + timedelta(1 + place)
        rows = []
        yield commit_head(day, f"beslut {place}")
        for path in paths:
            texts[path] = decided(texts[path], place + 2, day)
            wording = read_wording(texts[path].encode())
            rows.append(
                f'  - id: {wording.id}\n    version: "{place + 2}.0"\n    hash: {l1(wording, {})}'
            )
            rows.append(f"    gäller_från: {day}")
            yield file_change(path, texts[path].encode())
        head = f"instans: nämnd\ndatum: {day}\ndiarienummer: VON 2026/{place}\n"
        head += f'paragraf: "{place + 1}"\nutfall: beslutat\ndokument:\n'
        yield file_change(
            f"register/beslut/{_name(place)}.yml", (head + "\n".join(rows) + "\n").encode()
        )


def decided(text: str, number: int, day: date) -> str:
    """The text in the version, as the nämnd decides it on the day."""
    text = _VERSION.sub(f'version: "{number}.0"', text, count=1)
    record = f'  datum: {day}\n  diarienummer: VON 2026/{number - 2}\n  paragraf: "{number - 1}"\n'
    text = _DECIDED.sub(record, text, count=1)
    text = _STARTS.sub(f"gäller_från: {day}", text, count=1)
    entry = f'  - version: "{number}.0"\n    gäller_från: {day}\n    slag: i sak\n'
    entry += "    orsak: översyn\n    text: Tiden är ny.\n"
    text = text.replace("\nändringar:\n", f"\nändringar:\n{entry}", 1)
    return f"{text.rstrip()}\n\nTiden är {number} minuter.\n"


def _name(place: int) -> str:
    return f"{ADOPTION + timedelta(1 + place)}-namnd-{place + 1}"


def _seal(folder: Path, decisions: int) -> None:
    commits = subprocess.run(
        ("git", "rev-list", "--reverse", "main"),
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    timeline = Project(folder).timeline
    files = {file.name: file for file in timeline.ledger.values()}
    former = None
    for place in range(decisions):
        name = _name(place)
        day = ADOPTION + timedelta(1 + place)
        message = message_of(files[name], "omedelbart", former)
        run_git(
            folder,
            "tag",
            "--sign",
            "--message",
            message,
            f"beslut/{name}",
            commits[place + 1],
            day=day,
        )
        tag = git.tags(folder, f"beslut/{name}")[0]
        former = seal_of(tag, git.Signature(git.UNSIGNED))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    numbers = [int(text) for text in arguments[:2] if text.isdecimal()]
    if len(arguments) != 3 or len(numbers) != 2 or Path(arguments[2]).exists():  # noqa: PLR2004
        sys.exit("usage: python bench/ledger.py DECISIONS DOCS DIR   (DIR must not exist)")
    write_decisions(numbers[0], numbers[1], Path(arguments[2]))
