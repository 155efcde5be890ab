"""Histories: real repositories with chosen days, and a slow, obvious reference for them."""

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import yaml

from conftest import BASE, ROOT

ADOPTION = date(2026, 1, 1)
"""The day of adoption in ``tests/base``, and here unless a test says another."""

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)
BOARD = "nämnd"
HEADINGS = {
    "RL": ("I korthet", "Syfte", "Det här gäller", "Ansvar", "Uppföljning"),
    "RU": ("I korthet", "Gör så här", "Ansvar", "Uppföljning", "Syfte"),
}

Row = dict[str, Any]
"""One lydelse as ``lydelse asof --format json`` tells it."""

HashOf = Callable[[bytes], str]
"""A text's hash: given from outside, since the reference knows nothing of the product."""

Files = Mapping[str, bytes]


# --- writing -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A document as an author writes it; without ``decided`` it is a proposal."""

    id: str = "RU-101"
    version: str = "1.0"
    start: date
    decided: date | None
    ceases: date | None = None
    title: str = "Läkemedel på natten"
    body: str = "Ring sjuksköterskan."
    paragraph: str = "101"
    keywords: tuple[str, ...] = ()
    by: str = ""
    slag: str = ""
    type: str = ""

    @property
    def board(self) -> bool:
        """Whether the nämnd decides it."""
        return self.decider == BOARD

    @property
    def decider(self) -> str:
        return self.by or (BOARD if self.id.startswith("RL") else "mas")

    @property
    def text(self) -> str:
        """The whole file, as ``lydelse fmt`` writes it."""
        return "".join(f"{line}\n" for line in self._lines())

    @property
    def data(self) -> bytes:
        return self.text.encode()

    @property
    def decision(self) -> dict[str, str]:
        """The decision as the file states it."""
        assert self.decided
        found = {"datum": str(self.decided), "av": self.decider}
        if self.board:
            return found | {
                "diarienummer": f"VON 2026/{self.paragraph}",
                "paragraf": self.paragraph,
            }
        return found | {"referens": f"Ändringsförslag {self.paragraph}"}

    def _lines(self) -> Iterator[str]:
        yield from ("---", f"id: {self.id}", f"titel: {self.title}")
        yield f"dokumenttyp: {self.type or ('riktlinje' if self.id.startswith('RL') else 'rutin')}"
        yield f'version: "{self.version}"'
        yield from ("dokumentansvarig: kvalitetssamordnare", f"beslutas_av: {self.decider}")
        if self.decided:
            yield "beslut:"
            for key, value in self.decision.items():
                yield f'  {key}: "{value}"' if key == "paragraf" else f"  {key}: {value}"
        yield f"gäller_från: {self.start}"
        if self.ceases:
            yield f"upphör: {self.ceases}"
        yield from ("översyn_senast: 2027-06-01", "gäller_för:", "  - hemtjänst")
        yield from ("riktar_sig_till:", "  - undersköterska")
        yield from ("lagrum:", "  - 5 kap. 4 § HSL (2017:30)")
        if self.keywords:
            yield from ("sökord:", *(f"  - {word}" for word in self.keywords))
        yield from (
            "ändringar:",
            f'  - version: "{self.version}"',
            f"    gäller_från: {self.start}",
        )
        usual = "i sak" if self.version.endswith(".0") else "redaktionell"
        yield from (f"    slag: {self.slag or usual}", "    orsak: ny")
        yield from ("    text: Texten är ny.", "---")
        for heading in HEADINGS["RL" if self.id.startswith("RL") else "RU"]:
            yield from ("", f"## {heading}", "", self.body)


def ledger(
    *entries: tuple[Writing, str], start: date | None = None, outcome: str = "beslutat"
) -> dict[str, bytes]:
    """The ledger's file for one decision on writings, each with its hash; by its path."""
    first = entries[0][0]
    decision = first.decision
    lines = [f"instans: {BOARD}", f"datum: {decision['datum']}"]
    lines += [f"diarienummer: {decision['diarienummer']}", f'paragraf: "{decision["paragraf"]}"']
    lines += [f"utfall: {outcome}", "dokument:"]
    for writing, hashed in entries:
        lines += [f"  - id: {writing.id}", f'    version: "{writing.version}"']
        lines += [f"    hash: {hashed}", f"    gäller_från: {start or writing.start}"]
        lines += [f"    upphör: {writing.ceases}"] if writing.ceases else []
    path = f"register/beslut/{decision['datum']}-namnd-{decision['paragraf']}.yml"
    return {path: "".join(f"{line}\n" for line in lines).encode()}


def later_event(  # noqa: PLR0913  what the file says
    kind: str,
    on: str,
    writing: Writing,
    hashed: str,
    *,
    about: Writing | None = None,
    start: str = "",
    ceases: str = "",
) -> dict[str, bytes]:
    """The ledger's file for what came after the decision on the writing; by its path."""
    decision = (about or writing).decision
    lines = [f"händelse: {kind}", f"avser: {decision['datum']}-namnd-{decision['paragraf']}"]
    lines += [f"instans: {BOARD}", f"datum: {on}", "dokument:", f"  - id: {writing.id}"]
    lines += [f'    version: "{writing.version}"', f"    hash: {hashed}"]
    lines += [f"    gäller_från: {start}"] if start else []
    lines += [f"    upphör: {ceases}"] if ceases else []
    return {f"register/beslut/{on}-senare.yml": "".join(f"{line}\n" for line in lines).encode()}


@cache
def frame(adoption: date = ADOPTION) -> Files:
    """What a project needs beside its documents: the small project's registers and the schemas."""
    found = {path: path.relative_to(BASE) for path in (BASE / "register").glob("*.yml")}
    found |= {path: path.relative_to(ROOT) for path in (ROOT / "schemas").rglob("*.json")}
    files = {inside.as_posix(): path.read_bytes() for path, inside in found.items()}
    rules = files["register/regler.yml"].decode()
    old = f"införande: {ADOPTION}\n"
    assert old in rules
    files["register/regler.yml"] = rules.replace(old, f"införande: {adoption}\n").encode()
    return files | {".gitignore": b".cache/\n"}


# --- repositories --------------------------------------------------------------------------------


def moment(text: str) -> datetime:
    """``2026-02-01`` is noon in Stockholm that day; else a whole ISO time with its offset."""
    at = datetime.fromisoformat(text)
    if "T" not in text:
        at = at.replace(hour=12, tzinfo=STOCKHOLM)
    assert at.tzinfo
    return at


def run_git(root: Path, *arguments: str, at: datetime | None = None, data: bytes = b"") -> bytes:
    """What git writes, run without any setting of this machine, at the given time."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    when = (at or moment("2026-01-01")).strftime("%Y-%m-%dT%H:%M:%S%z")
    for role in ("AUTHOR", "COMMITTER"):
        clean |= {f"GIT_{role}_NAME": "Exempel", f"GIT_{role}_DATE": when}
        clean[f"GIT_{role}_EMAIL"] = "exempel@exempelstad.example"
    clean |= {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    command = ["git", "-c", "protocol.file.allow=always", "-c", "advice.detachedHead=false"]
    done = subprocess.run(
        [*command, *arguments], cwd=root, env=clean, input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, (arguments, done.stderr.decode(errors="replace"))
    return done.stdout


@dataclass
class Repository:
    """A real repository of a project; every commit has the day that its test chose."""

    root: Path
    inside: str = ""
    adoption: date = ADOPTION

    @property
    def project(self) -> Path:
        return self.root / self.inside if self.inside else self.root

    def begin(self, at: str = "2025-01-01") -> Self:
        """Make it, with registers and schemas and no document."""
        self.root.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch", "main")
        self.write(frame(self.adoption))
        self.commit(at)
        return self

    def git(self, *arguments: str, at: str = "2026-01-01") -> str:
        return run_git(self.root, *arguments, at=moment(at)).decode().strip()

    def write(self, files: Mapping[str, bytes | str | Writing]) -> None:
        for path, content in files.items():
            target = self.project / path
            target.parent.mkdir(parents=True, exist_ok=True)
            data = content.text if isinstance(content, Writing) else content
            target.write_bytes(data.encode() if isinstance(data, str) else data)

    def commit(self, at: str, message: str = "ändring") -> str:
        """Everything in the working tree, committed; the commit's full hash."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, at=at)
        return self.head

    def save(self, at: str, files: Mapping[str, bytes | str | Writing]) -> str:
        """Write and commit."""
        self.write(files)
        return self.commit(at)

    def branch(self, name: str = "forslag/natt", start: str = "main") -> None:
        self.git("switch", "--quiet", "--create", name, start)

    def switch(self, name: str = "main") -> None:
        self.git("switch", "--quiet", name)

    def merge(self, *names: str, at: str, options: Sequence[str] = ("--no-ff",)) -> str:
        self.git("merge", "--quiet", *options, *names, at=at)
        return self.head

    def clone(self, target: Path, *options: str) -> "Repository":
        self.git("clone", "--quiet", *options, f"file://{self.root}", str(target))
        return Repository(target, self.inside, self.adoption)

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")


@dataclass(frozen=True, kw_only=True)
class Commit:
    """A commit to import: its whole tree, and its parents by their place in the list."""

    files: Files
    at: datetime
    parents: tuple[int, ...]


def imported(root: Path, commits: Sequence[Commit], tip: int = -1) -> Path:
    """A repository of the commits, main at ``tip``, made by one ``git fast-import``."""
    root.mkdir(parents=True)
    run_git(root, "init", "--quiet", "--initial-branch", "main")
    run_git(root, "fast-import", "--quiet", "--date-format=raw", data=_stream(commits, tip))
    run_git(root, "reset", "--quiet", "--hard", "main")
    return root


def _stream(commits: Sequence[Commit], tip: int) -> bytes:
    out = io.BytesIO()
    blobs: dict[bytes, int] = {}
    for data in (data for commit in commits for data in commit.files.values()):
        if data not in blobs:
            blobs[data] = 1_000_000 + len(blobs)
            out.write(b"blob\nmark :%d\ndata %d\n%b\n" % (blobs[data], len(data), data))
    for number, commit in enumerate(commits):
        who = f"Exempel <exempel@exempelstad.example> {int(commit.at.timestamp())} {commit.at:%z}"
        out.write(f"commit refs/import/{number}\nmark :{number + 1}\n".encode())
        out.write(f"author {who}\ncommitter {who}\ndata 3\nny\n".encode())
        for lead, parent in zip(("from", "merge", "merge"), commit.parents, strict=False):
            out.write(f"{lead} :{parent + 1}\n".encode())
        out.write(b"deleteall\n")
        for path, data in commit.files.items():
            out.write(f"M 100644 :{blobs[data]} {path}\n".encode())
        out.write(b"\n")
    out.write(b"reset refs/heads/main\nfrom :%d\n\n" % (tip % len(commits) + 1))
    return out.getvalue()


# --- asking --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


def said(*arguments: str | Path) -> Said:
    """The command, run in this process."""
    from lydelse.cli import main

    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


def asof(project: Path, day: date | str, *ids: str) -> list[Row]:
    """What the command answers for the day; it must answer."""
    answer = said("asof", str(day), *ids, "--format", "json", "--project", project)
    assert answer.code == 0, answer
    rows = json.loads(answer.out)
    assert isinstance(rows, list)
    return rows


# --- the reference -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A text that a commit carries: only what the answer needs, read leniently."""

    data: bytes = field(repr=False)
    front: Mapping[str, Any] = field(repr=False)
    id: str
    version: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Lydelse:
    """A decided version of a document, by the reference; any of ``commits`` may be named."""

    text: Carried
    start: date
    ceases: date | None
    proof: str
    commits: tuple[str, ...]
    hash: str

    @property
    def name(self) -> tuple[str, tuple[int, int]]:
        return self.text.id, self.text.version


@dataclass(frozen=True)
class Checkout:
    """A commit of main: its name, the day in Stockholm when it reached main, and its files."""

    name: str
    day: date
    files: Files = field(repr=False)

    def texts(self) -> list[Carried]:
        paths = sorted(p for p in self.files if p.startswith(("riktlinjer/", "rutiner/")))
        found = (carried(self.files[path]) for path in paths if path.endswith(".md"))
        return [text for text in found if text]


class Reference:
    """What was in force on a day: slow and obvious, the sentences of the design one by one."""

    def __init__(self, root: Path, hash_of: HashOf, inside: str = "", branch: str = "main") -> None:
        self._hash = cache(hash_of)
        names = run_git(root, "rev-list", "--first-parent", "--reverse", branch).decode().split()
        self.commits = [_checkout(root, name, inside) for name in names]
        last = self.commits[-1].files
        self.adoption = date.fromisoformat(_yaml(last["register/regler.yml"])["införande"])
        roles = _yaml(last["register/roller.yml"])["roller"]
        self._boards = {role["id"] for role in roles if role["slag"] == "instans"}
        self._ledger = [
            {**entry, "number": number(entry["version"])}
            for path in sorted(last)
            if path.startswith("register/beslut/")
            for decision in [_yaml(last[path])]
            if decision["utfall"] == "beslutat"
            for entry in decision["dokument"]
        ]
        self.taken = self._taken_over()
        self.lydelser = self.taken + self._decided()

    def _taken_over(self) -> list[Lydelse]:
        """What main holds when adoption begins: history before it is drafting.

        A document that comes on the day itself is taken over as that day leaves it.
        """
        found: dict[object, Lydelse] = {}
        known: set[str] = set()
        for end in (self.adoption - DAY, self.adoption):
            until = [commit for commit in self.commits if commit.day <= end]
            texts = until[-1].texts() if until else []
            for text in texts:  # one without a decision is a proposal, that day too
                if text.front.get("beslut") and text.id not in known:
                    same = [c.name for c in until if any(self._is(t, text) for t in c.texts())]
                    lydelse = self._lydelse(text, "övertagen", same)
                    found.setdefault((text.id, text.version), lydelse)
            known |= {lydelse.text.id for lydelse in found.values()}
        return list(found.values())

    def _is(self, text: Carried, other: Carried) -> bool:
        same = (text.id, text.version) == (other.id, other.version)
        return same and self._hash(text.data) == self._hash(other.data)

    def _decided(self) -> list[Lydelse]:
        """The first mainline commit that carries a version, unless the ledger names its text."""
        named = {(entry["id"], entry["number"]): entry for entry in self._ledger}
        taken = {lydelse.name for lydelse in self.taken}
        first_numbers = {(id_, version[0]) for id_, version in (*taken, *named)}
        found: dict[tuple[str, tuple[int, int]], Lydelse] = {}
        for commit in self.commits:
            for text in commit.texts() if commit.day >= self.adoption else ():
                name = (text.id, text.version)
                if name in found or name in taken:
                    continue  # another text under an old version changes no answer
                if entry := named.get(name):
                    if self._hash(text.data) == entry["hash"]:
                        found[name] = self._lydelse(text, "liggaren", [commit.name], entry)
                elif text.front.get("beslut") and (
                    text.front["beslutas_av"] not in self._boards
                    or (text.version[1] and (text.id, text.version[0]) in first_numbers)
                ):
                    # What a minor number of the nämnd's is called is not said anywhere.
                    proof = "" if text.front["beslutas_av"] in self._boards else "rollbeslut"
                    found[name] = self._lydelse(text, proof, [commit.name], self._bound(text))
        return list(found.values())

    def _bound(self, text: Carried) -> dict[str, str]:
        """What the ledger's decision of its first number says of a second one's days."""
        number_ = text.version
        for entry in self._ledger:
            if number_[1] and (entry["id"], entry["number"]) == (text.id, (number_[0], 0)):
                starts = str(text.front["gäller_från"])
                return {**entry, "gäller_från": max(starts, entry.get("gäller_från", starts))}
        return {}

    def _lydelse(
        self, text: Carried, proof: str, commits: Iterable[str], entry: Mapping[str, Any] = {}
    ) -> Lydelse:
        start, ceases = ((entry.get(k) or text.front.get(k)) for k in ("gäller_från", "upphör"))
        return Lydelse(
            text=text,
            start=date.fromisoformat(str(start)),
            ceases=date.fromisoformat(ceases) if ceases else None,
            proof=proof,
            commits=tuple(commits),
            hash=self._hash(text.data),
        )

    def winner(self, id_: str, day: date) -> Lydelse | None:
        """Of the decided lydelser begun by the day, the highest version; none if it has ceased."""
        pool = self.taken if day < self.adoption else self.lydelser
        begun = [lydelse for lydelse in pool if lydelse.text.id == id_ and lydelse.start <= day]
        highest = max(begun, key=lambda lydelse: lydelse.text.version, default=None)
        return None if highest and highest.ceases and highest.ceases <= day else highest

    def asof(self, day: date) -> list[Row]:
        """The rows for the day; ``commits`` are those that may be named, with their days."""
        ids = sorted({lydelse.text.id for lydelse in self.lydelser})
        return [self._row(found, day) for id_ in ids if (found := self.winner(id_, day))]

    def _row(self, lydelse: Lydelse, day: date) -> Row:
        text = lydelse.text
        turns = sorted(turn for turn in self._turns() if turn > day)
        ends = next((t for t in turns if self.winner(text.id, t) is not lydelse), None)
        return {
            "id": text.id,
            "titel": text.front["titel"],
            "version": ".".join(map(str, text.version)),
            "gäller_från": str(lydelse.start),
            "gäller_till_och_med": str(ends - DAY) if ends else None,
            "beslut": dict(text.front["beslut"]),
            "hash": lydelse.hash,
            "bevis": lydelse.proof,
            "commits": {c.name: str(c.day) for c in self.commits if c.name in lydelse.commits},
        }

    def _turns(self) -> set[date]:
        starts = {lydelse.start for lydelse in self.lydelser}
        return starts | {lydelse.ceases for lydelse in self.lydelser if lydelse.ceases}

    def days(self) -> list[date]:
        """Every day when an answer may turn, the day before and after it, long ago and far off."""
        turns = {*self._turns(), self.adoption, *(commit.day for commit in self.commits)}
        around = {turn + step for turn in turns for step in (-DAY, 0 * DAY, DAY)}
        return sorted(around | {date(1990, 1, 1), date(2199, 12, 31)})


def differing(rows: Sequence[Row], expected: Sequence[Row]) -> list[object]:
    """Where an answer differs from the reference's."""
    if [row["id"] for row in rows] != [row["id"] for row in expected]:
        return [[row["id"] for row in rows], [row["id"] for row in expected]]
    found: list[object] = []
    for row, want in zip(rows, expected, strict=True):
        keys = [key for key in want if key != "commits" and want[key] != ""]
        found += [(row["id"], k, row[k], want[k]) for k in keys if row[k] != want[k]]
        if want["commits"].get(row["commit"]) != row["publicerad"]:
            found.append((row["id"], row["commit"], row["publicerad"], want["commits"]))
    return found


def carried(data: bytes) -> Carried | None:
    """The text's front matter, every value as text; ``None`` when it names no lydelse."""
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding).replace("\r\n", "\n")
            break
        except UnicodeDecodeError:
            continue
    else:
        return None
    try:
        front = yaml.load(text.split("---\n")[1], yaml.CBaseLoader)  # noqa: S506  plain text only
        id_, version, start = (str(front[key]) for key in ("id", "version", "gäller_från"))
        date.fromisoformat(start)
        return Carried(data=data, front=front, id=id_, version=number(version))
    except (yaml.YAMLError, KeyError, IndexError, ValueError, TypeError):
        return None


def number(version: str) -> tuple[int, int]:
    """Versions are numbers: 1.10 comes after 1.9."""
    first, second = version.split(".")
    return int(first), int(second)


def _checkout(root: Path, name: str, inside: str) -> Checkout:
    at = int(run_git(root, "show", "--no-patch", "--format=%ct", name))
    day = datetime.fromtimestamp(at, UTC).astimezone(STOCKHOLM).date()
    packed = run_git(root, "archive", "--format=tar", f"{name}:{inside}")
    files = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            if member.isfile() and (content := archive.extractfile(member)):
                files[member.name] = content.read()
    return Checkout(name, day, files)


def _yaml(data: bytes) -> Any:  # noqa: ANN401  plain values
    return yaml.load(data, yaml.CBaseLoader)  # noqa: S506  every value stays text
