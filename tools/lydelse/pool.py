"""Many texts read by several processes."""

import gc
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from lydelse.cache import as_text
from lydelse.reading import read, to_json
from lydelse.schemas import Schemas
from lydelse.tree import processors

MANY = 48
"""Texts to read before it pays to start more processes."""

Item = tuple[str, tuple[str, bytes]]


def read_all(items: Sequence[Item], schemas: Schemas) -> Iterable[tuple[str, bytes]]:
    """Each item's name and its reading as JSON: an item is a name, a kind and the contents."""
    processes = min(processors(), len(items) // MANY + 1)
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
