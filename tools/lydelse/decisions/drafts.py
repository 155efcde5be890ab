"""What proposal branches would make of main: each document as it would be decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lydelse.canonical import Schema, canonical
from lydelse.decisions.merging import MergeText, merged
from lydelse.documents import COMING
from lydelse.editing import change_key
from lydelse.findings import listed
from lydelse.history import hash_of, is_document
from lydelse.source import Source, read_source
from lydelse.timeline import Timeline
from lydelse.wording import Number, Wording, number, read_wording, version_text

Files = Mapping[str, bytes]
"""Contents by path from the project's root."""

TOPS = ("riktlinjer/", "rutiner/", "docs/")
"""Where a proposal may change files: what the register says is nothing that a paper shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A proposal branch: what it changed since it left main; ``None`` for a file that went.

    ``base`` holds what those files, and every text of the same documents, were where it left.
    ``apart`` are changes outside the project's folder, which no decision carries.
    """

    name: str
    tip: str
    base: Files = field(repr=False)
    changes: Mapping[str, bytes | None] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A document as it would be decided: main's text with what the branches propose.

    ``data`` has its version but no decision of its own. ``before`` is main's latest text, and
    ``proposed`` the hashes of the text on each branch. ``clashes`` say what must be settled.
    """

    id: str
    path: str
    branches: tuple[str, ...]
    data: bytes = field(repr=False)
    before: bytes | None = field(default=None, repr=False)
    before_path: str = ""
    proposed: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()

    @property
    def wording(self) -> Wording:
        """The text as it would be decided."""
        return read_wording(self.data)

    @property
    def former(self) -> Wording | None:
        """Main's latest text."""
        return None if self.before is None else read_wording(self.before)


@dataclass(frozen=True, kw_only=True)
class Drafts:
    """All that some branches propose, upon main.

    ``others`` are the files beside the documents, with the branch that gave them. ``refusals``
    say, for a branch, what no decision can carry.
    """

    documents: tuple[Draft, ...] = ()
    others: Mapping[str, tuple[str, bytes | None]] = field(default_factory=dict, repr=False)
    refusals: tuple[tuple[str, str], ...] = ()


def drafts(
    branches: Sequence[Proposed],
    main: Files,
    timeline: Timeline,
    schema: Schema,
    merge: MergeText,
) -> Drafts:
    """What the branches, in their order, would make of main's files."""
    work = _Work(main, timeline, schema, merge)
    for branch in branches:
        work.take(branch)
    return Drafts(
        documents=tuple(draft for _, draft in sorted(work.documents.items())),
        others=dict(sorted(work.others.items())),
        refusals=tuple(work.refusals),
    )


class _Work:
    """Takes one branch after the other."""

    def __init__(self, main: Files, timeline: Timeline, schema: Schema, merge: MergeText) -> None:
        self.documents: dict[str, Draft] = {}
        self.others: dict[str, tuple[str, bytes | None]] = {}
        self.refusals: list[tuple[str, str]] = []
        self._main = main
        self._main_ids = _by_id(main)
        self._timeline = timeline
        self._schema = schema
        self._merge = merge

    def take(self, branch: Proposed) -> None:
        texts = {path: data for path, data in branch.changes.items() if is_document(path)}
        sources = {path: read_source(data) for path, data in texts.items() if data is not None}
        known = _by_id(branch.base)
        kept = set()
        for path, source in sorted(sources.items()):
            id_ = str((source.front or {}).get("id") or "")
            if source.front is None or not id_:
                fault = next(
                    (f"rad {one.line}: {one.message}" for one in source.faults), "id saknas"
                )
                self._refuse(branch, f"{path} går inte att läsa ({fault})")
                continue
            kept.add(id_)
            self._document(branch, path, id_, source, known)
        for path, data in sorted(texts.items()):
            gone = data is None and (id_ := read_wording(branch.base.get(path, b"")).id)
            if gone and id_ not in kept and path not in sources:
                self._refuse(
                    branch,
                    f"{id_} är borttaget, men ett dokument tas aldrig bort: lydelse repeal {id_}",
                )
        for path, data in sorted(branch.changes.items()):
            if path not in texts:
                self._other(branch, path, data)

    def _refuse(self, branch: Proposed, words: str) -> None:
        self.refusals.append((branch.name, words))

    def _document(
        self, branch: Proposed, path: str, id_: str, source: Source, known: Mapping[str, str]
    ) -> None:
        base_path = path if path in branch.base else known.get(id_, "")
        base = read_source(branch.base[base_path]) if base_path else None
        so_far = self.documents.get(id_)
        main_path = self._main_ids.get(id_, "")
        before = self._main.get(main_path)
        ours = so_far.data if so_far else before
        theirs = self._numbered(id_, source, read_source(before) if before else None)
        result = merged(base, read_source(ours) if ours else None, theirs, self._merge)
        clashes = result.clashes
        if so_far is None and base is None and before is not None:
            clashes = (*clashes, "id")  # another document got it on main meanwhile
        front = dict(result.front)
        if (number(str(front.get("version"))) or (0, 0))[1] == 0:
            front.pop("beslut", None)
        self.documents[id_] = Draft(
            id=id_,
            path=_place(path if path != base_path or not main_path else main_path),
            branches=(*(so_far.branches if so_far else ()), branch.name),
            data=canonical(front, result.body, self._schema).encode(),
            before=before,
            before_path=main_path,
            proposed=(
                *(so_far.proposed if so_far else ()),
                self._hash(branch, path, source.text.encode()),
            ),
            clashes=(*(so_far.clashes if so_far else ()), *clashes),
        )

    def _numbered(self, id_: str, source: Source, main: Source | None) -> Source:
        """The text with the version that comes next on main, whatever main had when it left."""
        front = dict(source.front or {})
        own = number(str(front.get("version")))
        on_main = number(str((main.front or {}).get("version"))) if main else None
        decided = [one.version for one in self._timeline.lydelser.get(id_, ())]
        highest = max([*decided, *([on_main] if on_main else [])], default=None)
        if own is None or highest is None:
            return source
        following = (highest[0] + 1, 0) if own[1] == 0 else (highest[0], highest[1] + 1)
        if own == following or (own[1] > 0 and own[0] != highest[0]):
            return source
        return replace(source, front=_renumbered(front, own, following))

    def _hash(self, branch: Proposed, path: str, data: bytes) -> str:
        return hash_of(data, path, lambda name: _read(branch.changes, self._main, name))

    def _other(self, branch: Proposed, path: str, theirs: bytes | None) -> None:
        if not path.startswith(TOPS):
            self._refuse(branch, f"{path} hör inte till ett förslag: lägg den i en egen gren")
            return
        base = branch.base.get(path)
        ours = self.others[path][1] if path in self.others else self._main.get(path)
        if ours in (base, theirs):
            self.others[path] = (branch.name, theirs)
            return
        text = None
        if path.endswith((".md", ".yml")) and None not in (ours, theirs):
            text = self._merge(*(_text(data) for data in (ours, base, theirs)))
        if text is None:
            self._refuse(branch, f"{path} är ändrad på olika sätt här och på main: för samman dem")
            return
        self.others[path] = (branch.name, text.encode())


def clash_words(clashes: Iterable[str]) -> str:
    """What clashes, in a Swedish sentence with a way out."""
    names = list(dict.fromkeys(clashes))
    if names == ["id"]:
        return "ett annat dokument på main har fått samma id: ge förslaget ett nytt"
    return (
        f"{listed(names, 'och')} är ändrad på olika sätt: "
        "för in det som gäller på main i förslaget, och lämna det igen"
    )


def _renumbered(front: dict[str, object], own: Number, following: Number) -> dict[str, object]:
    entries = front.get("ändringar")
    text = version_text(following)
    if isinstance(entries, list):
        front["ändringar"] = [
            {**entry, "version": text} if change_key(entry) == (own,) else entry
            for entry in entries
        ]
    return {**front, "version": text}


def _by_id(files: Files) -> dict[str, str]:
    """The path of each document's latest text: the highest version, or the one that waits."""
    found: dict[str, tuple[Number, bool, str]] = {}
    for path, data in files.items():
        if not is_document(path):
            continue
        wording = read_wording(data)
        rank = (wording.version or (0, 0), path.endswith(COMING), path)
        if wording.id and rank > found.get(wording.id, ((-1, 0), False, "")):
            found[wording.id] = rank
    return {id_: path for id_, (_, _, path) in found.items()}


def _place(path: str) -> str:
    """The document's own place, also for a text that waits beside it."""
    return path.removesuffix(COMING) + ".md" if path.endswith(COMING) else path


def _read(changes: Mapping[str, bytes | None], main: Files, path: str) -> bytes | None:
    return changes[path] if path in changes else main.get(path)


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace")
