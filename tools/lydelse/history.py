"""One pass over git: what each document said on main, commit by commit, followed by its id.

The mainline is the first parents of the default branch. A merge that says it merged the default
branch itself has its parents swapped: the second one is then the mainline.
"""

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lydelse import git, ledger, signers
from lydelse.days import day_of, published_days
from lydelse.documents import Decision
from lydelse.git import Commit, Entry, Main
from lydelse.wording import (
    Number,
    Wording,
    l1,
    number,
    read_wording,
    shown_files,
    version_text,
)

SETTINGS = "register/regler.yml"
"""Where the day of adoption stands."""

FOLDERS = ("riktlinjer/", "rutiner/", "docs/", ledger.FOLDER, signers.PATH, SETTINGS)
"""What is followed: documents, what they show, the ledger, and who may sign."""

DOCUMENTS = ("riktlinjer/", "rutiner/")
PROPOSALS = "forslag/"
"""How the name of a branch that holds a proposal begins."""

_SWAPPED = r"Merge (?:remote-tracking )?branch '(?:{remote}/)?{name}'"
"""What git says when main was merged into something else, which was then pushed as main."""


class Depth(Enum):
    """How much of the history is at hand."""

    WHOLE = "hel"
    SHALLOW = "grund"
    EMPTY = "tom"
    NONE = "ingen"


class Outline(NamedTuple):
    """What must be known of every text: who it is, its days, its decision and its hash.

    Days are ISO texts, empty when missing. ``hash`` is empty for a text that shows ``files``: it
    then depends on them. ``claim`` is the slag that ``ändringar`` gives the version, ``review`` the
    day of the next review, and ``reviews`` how many have been entered.
    """

    id: str = ""
    version: str = ""
    title: str = ""
    type: str = ""
    decided_by: str = ""
    starts: str = ""
    ceases: str = ""
    decision: tuple[str, ...] = ()
    hash: str = ""
    files: tuple[str, ...] = ()
    claim: str = ""
    review: str = ""
    reviews: int = 0

    @property
    def number(self) -> Number | None:
        """The version's numbers."""
        return number(self.version)


class Revision(NamedTuple):
    """A document's text as it came to main: ``step`` counts commits of the mainline from 0.

    ``files`` are the paths and blobs of what it shows or attaches.
    """

    step: int
    path: str
    blob: str
    outline: Outline
    hash: str
    files: tuple[Entry, ...] = ()


class Event(NamedTuple):
    """What happened to an id at a path; ``revision`` is ``None`` when the text went from there."""

    step: int
    path: str
    revision: Revision | None


class LedgerText(NamedTuple):
    """A file of the ledger, or of its signers, as it came to main; ``blob`` is empty: it went."""

    step: int
    path: str
    blob: str


class Branch(NamedTuple):
    """A proposal branch: its name and the documents that it gave new content since main."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class History:
    """What main has held; empty when ``depth`` is not the whole.

    ``said`` are the days that each commit gives, and ``days`` those that are believed.
    """

    depth: Depth = Depth.NONE
    main: Main | None = None
    commits: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    said: tuple[date, ...] = ()
    base: int = -1
    events: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    ledger: tuple[LedgerText, ...] = ()
    signers: tuple[LedgerText, ...] = ()
    settings: tuple[LedgerText, ...] = ()
    swapped: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()

    @cached_property
    def steps(self) -> Mapping[str, int]:
        """The step of each commit of the mainline."""
        return {commit: step for step, commit in enumerate(self.commits)}

    def at(self, commit: str, *, here: bool = False) -> "History":
        """The history as seen from a tree that left main at the commit, or (``here``) is main's."""
        if self.main is None:
            return self
        base = self.steps.get(commit, self.base)
        return replace(self, main=self.main._replace(base=commit, here=here), base=base)


Reader = Callable[[Iterable[str]], Mapping[str, Outline]]
"""The outlines of blobs."""


def read_history(root: Path, outlines: Reader) -> History:
    """The project's history. Raises ``git.GitError`` when git cannot answer."""
    there = git.place(root)
    if there is None:
        return History()
    main = _main(root, there)
    if there.shallow or main is None:
        return History(depth=Depth.SHALLOW if there.shallow else Depth.EMPTY, main=main)
    commits = git.commits(root, main.tip)
    line = mainline(commits, main)
    parents = [*(commit.hash for commit in line), ""]
    pairs = [(commit.hash, parents[n - 1] if n else "") for n, commit in enumerate(line)]
    steps = {commit.hash: n for n, commit in enumerate(line)}
    changed = [(steps[commit], entries) for commit, entries in git.changes(root, pairs, FOLDERS)]
    said = [day_of(commit.time) for commit in line]
    branches = tuple(_branches(root, main))
    texts = _documents(entries for _, entries in changed)
    known = outlines({*texts, *_documents(branch.entries for branch in branches)})
    shown = _shown_files(changed, known)
    return History(
        depth=Depth.WHOLE,
        main=main,
        commits=tuple(commit.hash for commit in line),
        days=published_days(said),
        said=tuple(said),
        base=_step_of(main.base, commits, steps),
        events=events(
            changed,
            known,
            wordings(root, (blob for blob in texts if known[blob].files)),
            dict(zip(shown, (_sha256(data) for data in git.blobs(root, shown)), strict=True)),
        ),
        ledger=_texts(changed, ledger.FOLDER),
        signers=_texts(changed, signers.PATH),
        settings=_texts(changed, SETTINGS),
        swapped=tuple(commit.hash for commit in line if is_swapped(commit, main)),
        branches=branches,
    )


def _main(root: Path, there: git.Place) -> Main | None:
    """The default branch; a shallow clone need not know which it is."""
    try:
        return git.main_branch(root)
    except git.GitError:
        if there.shallow:
            return None
        raise


def wordings(root: Path, blobs: Iterable[str]) -> dict[str, Wording]:
    """The texts of the blobs, in one batch. Raises ``git.GitError``."""
    wanted = sorted(set(blobs))
    return dict(zip(wanted, map(read_wording, git.blobs(root, wanted)), strict=True))


def outline_of(data: bytes) -> Outline:
    """The outline of a text; never raises on content."""
    wording = read_wording(data, brief=True)
    version, decision, files = wording.version, wording.decision, shown_files(wording)
    reviews = wording.front.get("översyner")
    return Outline(
        id=wording.id,
        version=version_text(version) if version else "",
        title=wording.title,
        type=" ".join(wording.texts("dokumenttyp")),
        decided_by=" ".join(wording.texts("beslutas_av")),
        starts=str(wording.starts or ""),
        ceases=str(wording.ceases or ""),
        decision=_decision(decision) if decision else (),
        hash="" if files else l1(wording, {}),
        files=files,
        claim=next(
            (change.kind for change in wording.changes if number(change.version) == version), ""
        ),
        review=" ".join(wording.texts("översyn_senast")),
        reviews=len(reviews) if isinstance(reviews, list) else 0,
    )


def mainline(commits: Mapping[str, Commit], main: Main) -> list[Commit]:
    """The default branch's own commits, the oldest first."""
    found: list[Commit] = []
    commit = commits.get(main.tip)
    while commit:
        found.append(commit)
        parent = commit.parents[1 if is_swapped(commit, main) else 0] if commit.parents else ""
        commit = commits.get(parent)
    return found[::-1]


def is_swapped(commit: Commit, main: Main) -> bool:
    """Whether the commit merged the default branch into something else: its second parent is main.

    Only the message tells. Somebody else's main, pulled by hand, looks the same.
    """
    pattern = _SWAPPED.format(remote=re.escape(git.ORIGIN), name=re.escape(main.name))
    return len(commit.parents) == 2 and bool(re.match(pattern, commit.subject))  # noqa: PLR2004


def events(
    changed: Iterable[tuple[int, Iterable[Entry]]],
    outlines: Mapping[str, Outline],
    texts: Mapping[str, Wording],
    digests: Mapping[str, str],
) -> dict[str, tuple[Event, ...]]:
    """What happened to every id, in order.

    ``texts`` holds the few texts whose hash depends on files that they show, and ``digests`` the
    SHA-256 of those files, both by blob.
    """
    walk = _Walk(outlines, texts, digests)
    for step, entries in changed:
        walk.step(step, tuple(entries))
    return {id_: tuple(found) for id_, found in walk.events.items()}


class _Walk:
    """Goes through the mainline and notes what happens to each id."""

    def __init__(
        self,
        outlines: Mapping[str, Outline],
        texts: Mapping[str, Wording],
        digests: Mapping[str, str],
    ) -> None:
        self.events: dict[str, list[Event]] = {}
        self._outlines = outlines
        self._texts = texts
        self._digests = digests
        self._files: dict[str, str] = {}
        self._at: dict[str, Revision] = {}
        self._showing: dict[str, set[str]] = {}

    def step(self, step: int, entries: Sequence[Entry]) -> None:
        documents = {entry.path: entry.blob for entry in entries if is_document(entry.path)}
        for path, blob in entries:
            if path not in documents:
                self._files[path] = blob
                for page in self._showing.get(path, ()):
                    documents.setdefault(page, self._at[page].blob if page in self._at else "")
        for path, blob in documents.items():
            self._text(step, path, blob)

    def _text(self, step: int, path: str, blob: str) -> None:
        before = self._at.pop(path, None)
        outline = self._outlines.get(blob, Outline()) if blob else Outline()
        if before and before.outline.id != outline.id:
            self.events[before.outline.id].append(Event(step, path, None))
        if not outline.id:
            return
        files = self._shown(path, outline)
        hash_ = outline.hash or self._hash(blob, outline, files)
        revision = Revision(step, path, blob, outline, hash_, files)
        self._at[path] = revision
        self.events.setdefault(outline.id, []).append(Event(step, path, revision))

    def _shown(self, path: str, outline: Outline) -> tuple[Entry, ...]:
        found = []
        for name in outline.files:
            whole = beside(path, name)
            self._showing.setdefault(whole, set()).add(path)
            found.append(Entry(whole, self._files.get(whole, "")))
        return tuple(found)

    def _hash(self, blob: str, outline: Outline, files: Sequence[Entry]) -> str:
        digests = (self._digests.get(file.blob, "") for file in files)
        return l1(self._texts[blob], dict(zip(outline.files, digests, strict=True)))


def is_document(path: str) -> bool:
    """Whether the path is a document's, waiting wordings included."""
    return path.endswith(".md") and path.startswith(DOCUMENTS)


def hash_of(data: bytes, path: str, read: Callable[[str], bytes | None]) -> str:
    """The hash of the text at the path, with the files that it shows as ``read`` gives them.

    A file that is not followed has no content here, as it has none in the history.
    """
    wording = read_wording(data)
    named = {name: beside(path, name) for name in shown_files(wording)}
    found = {name: read(at) if at.startswith(FOLDERS) else None for name, at in named.items()}
    return l1(wording, {name: _sha256(found[name]) for name in found})


def beside(path: str, name: str) -> str:
    """The path from the root of a file that the document at ``path`` names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


def _step_of(commit: str, commits: Mapping[str, Commit], steps: Mapping[str, int]) -> int:
    """The last of main's own commits that the commit holds; -1 when it holds none."""
    seen, waiting, found = set[str](), [commit], -1
    while waiting:
        one = waiting.pop()
        if one in steps:
            found = max(found, steps[one])
        elif one in commits and one not in seen:
            waiting += commits[one].parents
        seen.add(one)
    return found


def _documents(groups: Iterable[Iterable[Entry]]) -> set[str]:
    return {
        entry.blob
        for entries in groups
        for entry in entries
        if entry.blob and is_document(entry.path)
    }


def _shown_files(
    changed: Iterable[tuple[int, Iterable[Entry]]], outlines: Mapping[str, Outline]
) -> list[str]:
    """The blobs of every file that some text may have shown."""
    entries = [entry for _, found in changed for entry in found if entry.blob]
    named = {
        beside(entry.path, name)
        for entry in entries
        if is_document(entry.path)
        for name in outlines[entry.blob].files
    }
    return sorted({entry.blob for entry in entries if entry.path in named})


def _branches(root: Path, main: Main) -> Iterator[Branch]:
    """The proposal branches at hand, with what each one changed."""
    tips = git.branches(root, PROPOSALS)
    bases = {name: git.common(root, tip, main.tip) for name, tip in tips.items()}
    pairs = {(tip, bases[name]): name for name, tip in tips.items() if tip != bases[name]}
    found = dict(git.changes(root, pairs, DOCUMENTS))
    for (tip, _), name in sorted(pairs.items(), key=lambda pair: pair[1]):
        yield Branch(name, found.get(tip, ()))


def _texts(
    changed: Iterable[tuple[int, Iterable[Entry]]], beginning: str
) -> tuple[LedgerText, ...]:
    return tuple(
        LedgerText(step, entry.path, entry.blob)
        for step, entries in changed
        for entry in entries
        if entry.path.startswith(beginning)
    )


def _decision(decision: Decision) -> tuple[str, ...]:
    return (
        str(decision.on),
        decision.by,
        decision.register_number,
        decision.paragraph,
        decision.reference,
    )


def _sha256(data: bytes | None) -> str:
    """The digest; empty for a file that is missing."""
    return "" if data is None else hashlib.sha256(data).hexdigest()
