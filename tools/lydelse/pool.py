"""Many texts read by several processes: those at hand, and those that git has kept."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from lydelse import git
from lydelse.cache import as_text
from lydelse.citations import Names
from lydelse.reading import read, to_json
from lydelse.schemas import Schemas
from lydelse.tree import processors

MANY, MANY_OLD = 48, 400
"""Texts, and old texts, to read before it pays to start more processes."""

BATCH = 250
"""Old texts that one process reads at a time."""

Teller = Callable[[bytes], bytes]
"""What a text comes to, as JSON; a function of a module, so that another process can find it."""

Item = tuple[str, tuple[str, bytes]]


def read_all(items: Sequence[Item], schemas: Schemas, names: Names) -> Iterable[tuple[str, bytes]]:
    """Each item's name and its reading as JSON: an item is a name, a kind and the contents."""
    processes = min(processors(), len(items) // MANY + 1)
    if processes > 1:
        return _pooled(items, schemas, names, processes)
    _prepare(schemas.texts, names)
    return map(_read_one, items)


def _pooled(
    items: Sequence[Item], schemas: Schemas, names: Names, processes: int
) -> Iterable[tuple[str, bytes]]:
    about = (dict(schemas.texts), names)
    with ProcessPoolExecutor(processes, _context(), _begin, about) as pool:
        yield from pool.map(_read_one, items, chunksize=16)


def tell_all(root: Path, blobs: Iterable[str], tell: Teller) -> Iterator[tuple[str, bytes]]:
    """Each blob, and what its text comes to. Raises ``git.GitError``."""
    ordered = sorted(blobs)
    jobs = [(root, ordered[n : n + BATCH], tell) for n in range(0, len(ordered), BATCH)]
    processes = min(processors(), len(ordered) // MANY_OLD + 1)
    if processes == 1:
        for job in jobs:
            yield from _tell_batch(job)
        return
    with ProcessPoolExecutor(processes, _context(), gc.disable) as pool:
        for rows in pool.map(_tell_batch, jobs):
            yield from rows


def _tell_batch(job: tuple[Path, Sequence[str], Teller]) -> list[tuple[str, bytes]]:
    root, blobs, tell = job
    return [(blob, tell(data)) for blob, data in zip(blobs, git.blobs(root, blobs), strict=True)]


def _context() -> BaseContext:
    return get_context("fork" if sys.platform == "linux" else "spawn")


_schemas: Schemas
_names: Names
"""What a process reads with: set once in each, so that it is not sent along with every text."""


def _begin(texts: Mapping[str, str], names: Names) -> None:
    """Prepare a process of its own: what it reads has no cycles, so nothing need be collected."""
    gc.disable()
    _prepare(texts, names)


def _prepare(texts: Mapping[str, str], names: Names) -> None:
    global _schemas, _names
    _schemas, _names = Schemas(texts), names


def _read_one(item: Item) -> tuple[str, bytes]:
    name, (kind, data) = item
    return name, as_text(to_json(read(kind, data, _schemas, _names)))
