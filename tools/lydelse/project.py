"""A project on disk: its files read through the cache, by several processes when there are many."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path

from lydelse import git
from lydelse.cache import Cache, content_name, open_cache
from lydelse.corpus import Corpus, read_corpus, read_schemas
from lydelse.reading import Reading, from_json, read, to_json
from lydelse.schemas import Schemas
from lydelse.tree import StoredTree, Tree, working_tree

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
            found |= self._read_all(missing, schemas)
            self._cache.prune(len(found))
        return [found[name] for _, _, name in wanted]

    def _read_all(
        self, missing: Mapping[str, tuple[str, bytes]], schemas: Schemas
    ) -> dict[str, Reading]:
        found: dict[str, Reading] = {}
        for name, reading in _in_processes(list(missing.items()), schemas, self._cache):
            found[name] = reading
            if self._progress:
                self._progress(len(found), len(missing))
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


def _in_processes(
    items: Sequence[Item], schemas: Schemas, cache: Cache
) -> Iterable[tuple[str, Reading]]:
    processes = min(_processors(), len(items) // MANY + 1)
    worker = _Worker(schemas.texts, cache)
    if processes == 1:
        return map(worker, items)
    return _pooled(worker, items, processes)


def _pooled(
    worker: "_Worker", items: Sequence[Item], processes: int
) -> Iterable[tuple[str, Reading]]:
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        yield from pool.map(worker, items, chunksize=16)


class _Worker:
    """Reads one text and keeps the reading in the cache; sent to other processes as it is."""

    def __init__(self, texts: Mapping[str, str], cache: Cache) -> None:
        self._texts = dict(texts)
        self._cache = cache

    @cached_property
    def _schemas(self) -> Schemas:
        return Schemas(self._texts)

    def __call__(self, item: Item) -> tuple[str, Reading]:
        name, (kind, data) = item
        reading = read(kind, data, self._schemas)
        self._cache.put(name, to_json(reading))
        return name, reading


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _size(path: Path) -> int | None:
    try:
        return None if path.is_symlink() else path.stat().st_size
    except OSError:
        return None
