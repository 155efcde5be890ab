"""A project's past on disk: its history read through the cache, and old texts by blob."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

from lydelse import git, history
from lydelse.cache import as_text, content_name, open_cache
from lydelse.git import Entry, Signature, Tag
from lydelse.history import Branch, History, Outline, beside, hash_of, outline_of, read_history
from lydelse.pool import tell_all
from lydelse.timeline import Judgement, Told
from lydelse.tree import Tree, processors
from lydelse.wording import Wording, read_wording

CACHE = "historik"


class Archive:
    """What git has kept of one project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._cache = open_cache(root, CACHE)
        self._known: dict[str, Outline] = {}
        self._names: dict[str, str] = {}

    @cached_property
    def history(self) -> History:
        """What main has held. Raises ``git.GitError``."""
        found = read_history(self.root, self.outlines)
        self._cache.tidy(self._names.values())
        return found

    def outlines(self, blobs: Iterable[str]) -> Mapping[str, Outline]:
        """The outline of each blob's text, and of every one that was asked for before."""
        self._outlines_by(blobs, lambda missing: dict(tell_all(self.root, missing, _told)))
        return self._known

    def told(
        self, tree: Tree, documents: Iterable[str]
    ) -> tuple[dict[str, Told], dict[str, bytes]]:
        """What the documents of a tree say of themselves, by path, and their contents by blob."""
        contents = {path: data for path in documents if (data := tree.read(path)) is not None}
        blobs = {path: blob_name(data) for path, data in contents.items()}
        by_blob = {blobs[path]: data for path, data in contents.items()}
        self._outlines_by(
            by_blob, lambda missing: {blob: as_text(outline_of(by_blob[blob])) for blob in missing}
        )
        found = {}
        for path, blob in blobs.items():
            outline = self._known[blob]
            files = tuple(_shown(tree, path, outline))
            found[path] = Told(
                outline, outline.hash or hash_of(contents[path], path, tree.read), blob, files
            )
        return found, by_blob

    def _outlines_by(
        self, blobs: Iterable[str], read: Callable[[Sequence[str]], Mapping[str, bytes]]
    ) -> None:
        """Know the outlines of the blobs: from the cache, or as ``read`` gives them in JSON."""
        names = {blob: _name(blob) for blob in blobs if blob not in self._known}
        self._names |= names
        for blob, name in names.items():
            if outline := _believed(self._cache.get(name)):
                self._known[blob] = outline
        missing = [blob for blob in names if blob not in self._known]
        if missing:
            fresh = read(missing)
            self._cache.keep({names[blob]: text for blob, text in fresh.items()})
            self._known |= {blob: _outline(json.loads(text)) for blob, text in fresh.items()}

    def texts(
        self, blobs: Iterable[str], contents: Mapping[str, bytes] | None = None
    ) -> dict[str, Wording]:
        """The texts of the blobs, in one batch. Raises ``git.GitError``.

        ``contents`` holds those that git need not be asked for.
        """
        at_hand = contents or {}
        wanted = set(blobs)
        found = {blob: read_wording(at_hand[blob]) for blob in wanted if blob in at_hand}
        return found | history.wordings(self.root, wanted - found.keys())

    def contents(self, blobs: Iterable[str]) -> Iterator[bytes]:
        """The contents of the blobs, in order. Raises ``git.GitError``."""
        return git.blobs(self.root, blobs)

    def proposed_hash(self, branch: Branch, entry: Entry) -> str:
        """The hash of a text on a proposal branch, with the files that it shows there."""
        there = {one.path: one.blob for one in branch.entries}
        main = self.history.main
        names = [beside(entry.path, name) for name in self._known[entry.blob].files]
        left = [name for name in names if name not in there]
        kept = git.tree(self.root, main.tip, left) if main and left else ()
        blobs = {one.path: one.blob for one in kept} | there
        wanted = [entry.blob, *(blobs[name] for name in names if blobs.get(name))]
        data = dict(zip(wanted, self.contents(wanted), strict=True))
        return hash_of(data[entry.blob], entry.path, lambda path: data.get(blobs.get(path, "")))

    def signatures(self, tags: Sequence[Tag]) -> dict[str, Signature]:
        """Which key signed each tag, by its object: asked of git once, and kept."""
        kept = open_cache(self.root, "signaturer")
        names = {tag.object: content_name("signatur", "", tag.object.encode()) for tag in tags}
        known = {object_: _signed(kept.get(name)) for object_, name in names.items()}
        missing = [tag for tag in tags if known[tag.object] is None]
        with ThreadPoolExecutor(processors() + 1) as pool:
            asked = pool.map(lambda tag: git.signature(self.root, tag), missing)
            fresh = dict(zip((tag.object for tag in missing), asked, strict=True))
        lasting = {one: found for one, found in fresh.items() if found.state == git.WHOLE}
        if lasting:
            kept.keep({names[object_]: as_text(found) for object_, found in lasting.items()})
            kept.tidy(list(names.values()))
        return {object_: found for object_, found in {**known, **fresh}.items() if found}

    def judgements(
        self,
        pairs: Iterable[tuple[str, str]],
        about: str,
        contents: Mapping[str, bytes],
        judge: Callable[[Wording, Wording], Judgement],
    ) -> dict[tuple[str, str], Judgement]:
        """What ``judge`` says of each pair of blobs, before and after, kept by content.

        ``about`` is what else it depends on, and ``contents`` what git need not be asked for.
        """
        names = {pair: content_name("bedömning", about, " ".join(pair).encode()) for pair in pairs}
        if not names:
            return {}
        kept = open_cache(self.root, "slag")
        known = {pair: _judged(kept.get(name)) for pair, name in names.items()}
        missing = [pair for pair, judged in known.items() if judged is None]
        texts = self.texts((blob for pair in missing for blob in pair), contents)
        fresh = {pair: judge(texts[pair[0]], texts[pair[1]]) for pair in missing}
        if fresh:
            kept.keep({names[pair]: as_text(judged) for pair, judged in fresh.items()})
            kept.tidy(list(names.values()))
        return {pair: judged for pair, judged in {**known, **fresh}.items() if judged}


def _name(blob: str) -> str:
    return content_name("utdrag", "", blob.encode())


def blob_name(data: bytes) -> str:
    """The name that git gives the content."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _shown(tree: Tree, path: str, outline: Outline) -> Iterator[Entry]:
    """The files that the text shows, as the tree has them."""
    for name in outline.files:
        at = beside(path, name)
        data = tree.read(at) if at.startswith(history.FOLDERS) else None
        yield Entry(at, "" if data is None else blob_name(data))


def _told(data: bytes) -> bytes:
    """A text's outline as JSON."""
    return as_text(outline_of(data))


def _believed(value: Any) -> Outline | None:  # noqa: ANN401  JSON
    """The outline of a cache entry; ``None`` when it does not have the form of one."""
    try:
        return None if value is None else _outline(value)
    except (TypeError, ValueError):
        return None


def _outline(value: Any) -> Outline:  # noqa: ANN401  JSON
    *texts, decision, hash_, files, claim, review, reviews = value
    return Outline._make(
        [*texts, tuple(decision), hash_, tuple(files), claim, review, int(reviews)]
    )


def _signed(value: Any) -> Signature | None:  # noqa: ANN401  JSON
    try:
        state, key = value
        return Signature(str(state), str(key))
    except (TypeError, ValueError):
        return None


def _judged(value: Any) -> Judgement | None:  # noqa: ANN401  JSON
    try:
        slag, reasons, keys = value
        return Judgement(str(slag), tuple(map(str, reasons)), tuple(map(str, keys)))
    except (TypeError, ValueError):
        return None
