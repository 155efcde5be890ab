"""A project on disk: its files read through the cache, by several processes when there are many."""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path

from lydelse import git
from lydelse.cache import as_text, content_name, open_cache
from lydelse.corpus import Corpus, read_corpus, read_schemas
from lydelse.reading import Reading, from_json, read, to_json
from lydelse.schemas import BrokenSchemaError, Schemas
from lydelse.tree import ProjectError, StoredTree, Tree, working_tree

MANY = 48
"""Texts to read before it pays to start more processes."""

Progress = Callable[[int, int], None]
"""Called with how many texts are read, of how many."""


class Project:
    """One project: reads its working tree, or a commit, as a corpus."""

    def __init__(self, root: Path, progress: Progress | None = None) -> None:
        self.root = root
        self._cache = open_cache(root)
        self._progress = progress

    @cached_property
    def corpus(self) -> Corpus:
        """The working tree."""
        tree = working_tree(self.root)
        return self._corpus(tree, {path: _size(self.root / path) for path in tree.paths})

    def corpus_at(self, revision: str) -> Corpus:
        """The tree of a commit, read with today's schemas. Raises ``git.GitError``."""
        stored = git.files(self.root, revision, ("riktlinjer", "rutiner", "docs", "register"))
        schemas = {
            path: self._file(path)
            for path in working_tree(self.root).paths
            if path.startswith("schemas/")
        }
        tree = StoredTree({**stored, **schemas})
        return self._corpus(tree, {path: len(data) for path, data in tree.files.items()})

    def _file(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def _corpus(self, tree: Tree, sizes: Mapping[str, int | None]) -> Corpus:
        schemas = read_schemas(tree)
        return read_corpus(tree, lambda items: self._readings(items, schemas), sizes)

    def _readings(self, items: Iterable[tuple[str, bytes]], schemas: Schemas) -> list[Reading]:
        wanted = [
            (kind, data, content_name(kind, schemas.texts.get(kind, ""), data))
            for kind, data in items
        ]
        found: dict[str, Reading] = {}
        missing: dict[str, tuple[str, bytes]] = {}
        for kind, data, name in wanted:
            value = self._cache.get(name) if name not in found else None
            reading = _believed(value)
            if reading is not None:
                found[name] = reading
            elif name not in found:
                missing[name] = (kind, data)
        if missing:
            try:
                found |= self._read_all(missing, schemas)
            except BrokenSchemaError as error:
                raise ProjectError(str(error)) from None
            self._cache.tidy(found)
        return [found[name] for _, _, name in wanted]

    def _read_all(
        self, missing: Mapping[str, tuple[str, bytes]], schemas: Schemas
    ) -> dict[str, Reading]:
        found: dict[str, Reading] = {}
        texts: dict[str, bytes] = {}
        for name, text in _in_processes(list(missing.items()), schemas):
            found[name], texts[name] = from_json(json.loads(text)), text
            if self._progress:
                self._progress(len(found), len(missing))
        self._cache.keep(texts)
        return found


def _believed(value: object) -> Reading | None:
    """The reading of a cache entry; ``None`` when it does not have the form of one."""
    if value is None:
        return None
    try:
        return from_json(value)
    except (TypeError, ValueError, AttributeError, KeyError):
        return None


Item = tuple[str, tuple[str, bytes]]


def _in_processes(items: Sequence[Item], schemas: Schemas) -> Iterable[tuple[str, bytes]]:
    """Each item's name and its reading as JSON."""
    processes = min(_processors(), len(items) // MANY + 1)
    if processes > 1:
        return _pooled(items, schemas, processes)
    _prepare(schemas.texts)
    return map(_read_one, items)


def _pooled(items: Sequence[Item], schemas: Schemas, processes: int) -> Iterable[tuple[str, bytes]]:
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(processes, context, _begin, (dict(schemas.texts),)) as pool:
        yield from pool.map(_read_one, items, chunksize=16)


_schemas: Schemas
"""What a process reads with: set once in each, so that it is not sent along with every text."""


def _begin(texts: Mapping[str, str]) -> None:
    """Prepare a process of its own: what it reads has no cycles, so nothing need be collected."""
    gc.disable()
    _prepare(texts)


def _prepare(texts: Mapping[str, str]) -> None:
    global _schemas  # noqa: PLW0603  one value for each process
    _schemas = Schemas(texts)


def _read_one(item: Item) -> tuple[str, bytes]:
    name, (kind, data) = item
    return name, as_text(to_json(read(kind, data, _schemas)))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _size(path: Path) -> int | None:
    try:
        return None if path.is_symlink() else path.stat().st_size
    except OSError:
        return None
