"""A page for each lydelse and each comparison, written into a fresh site beside MkDocs.

Only what changes with the day is composed in every build: what a text gives is kept by content.
"""

import gc
import hashlib
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from lydelse import git
from lydelse.archive import blob_name
from lydelse.cache import open_cache
from lydelse.console import Progress
from lydelse.links import site_address
from lydelse.pages import addresses, onward
from lydelse.pages.comparisons import comparison_page, proposal_page, versions_of
from lydelse.pages.kept import Kept, KeptComparison
from lydelse.pages.lydelser import lydelse_page, reading_path
from lydelse.pages.model import Library
from lydelse.pages.page import Page
from lydelse.pages.past import Names, PastFile, names_of, past_files
from lydelse.shelf.keeping import Keeping, Pair, Text
from lydelse.shelf.shell import SHELL, Shell, taken_shell
from lydelse.timeline import Lydelse, Proposal
from lydelse.tree import Tree, processors

__all__ = ["SHELL", "write_archive"]

MANY = 48
"""Documents from which it pays to start more processes."""

BUCKETS = 32
"""Parts of the cache: one is read at a time, and all texts of a document lie in the same."""

FILES = 20
"""Files that are fetched from git at a time: each may be large."""


def write_archive(root: Path, tree: Tree, library: Library, site: Path) -> int:
    """Write the pages of every lydelse and comparison into the site; returns how many.

    ``tree`` is the one that the library was read from; the site holds the rendered ``SHELL``.
    Raises ``ProjectError`` when git cannot answer, and ``OSError`` when the disk refuses.
    """
    desk = Desk(root, tree, library, site, taken_shell(site))
    jobs = desk.jobs
    progress = Progress("Skriver sidor för versioner: dokument", patience=3.0)
    total, done, pages = sum(map(len, jobs)), 0, 0
    for job, written in zip(jobs, _in_processes(desk, jobs), strict=True):
        done, pages = done + len(job), pages + written
        progress(done, total)
    return pages


@dataclass(frozen=True)
class Desk:
    """All that is needed to write the pages of any document."""

    root: Path
    tree: Tree
    library: Library
    site: Path
    shell: Shell

    @cached_property
    def names(self) -> Names:
        """Whose text lay at a path, along main."""
        return names_of(self.library.corpus.timeline)

    @cached_property
    def proposals(self) -> Mapping[str, Sequence[Proposal]]:
        """The proposals at hand by document."""
        found: dict[str, list[Proposal]] = {}
        for proposal in self.library.corpus.timeline.proposals:
            found.setdefault(proposal.outline.id, []).append(proposal)
        return found

    @cached_property
    def blobs(self) -> Mapping[tuple[str, str], str]:
        """The blobs of proposals, by branch and path."""
        branches = self.library.corpus.timeline.history.branches
        return {(one.name, entry.path): entry.blob for one in branches for entry in one.entries}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The files at hand by blob."""
        tree = self.library.corpus.timeline.tree
        return {told.blob: path for path, told in tree.items()}

    @property
    def jobs(self) -> list[list[str]]:
        """The documents by part of the cache; of two with the same address only one."""
        ids = {*self.library.corpus.timeline.lydelser, *self.proposals}
        folders: dict[str, str] = {}
        for id_ in sorted(ids):
            folder = addresses.permanent_folder(id_)
            if folder not in folders or folder == f"d/{id_}":
                folders[folder] = id_
        found: dict[int, list[str]] = {}
        for id_ in folders.values():
            found.setdefault(bucket(id_), []).append(id_)
        return [found[number] for number in sorted(found)]

    def contents(self, blobs: Collection[str]) -> dict[str, bytes]:
        """The contents by blob; git need not be asked for what the tree at hand still holds."""
        at_hand = {blob: self.tree.read(self.paths[blob]) for blob in blobs if blob in self.paths}
        found = {blob: data for blob, data in at_hand.items() if data and blob_name(data) == blob}
        rest = sorted(set(blobs) - found.keys())
        return {**found, **dict(zip(rest, git.blobs(self.root, rest), strict=True))}

    def keeping(self, part: int) -> Keeping:
        """What the texts of a part of the documents give."""
        cache = open_cache(self.root, f"sidor-{part:02}")
        return Keeping(cache, self.library.corpus.register, self.contents)

    def write(self, page: Page) -> None:
        """Write the page where its address leads."""
        target = self.site / site_address(page.path) / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.shell.around(page), "utf-8", newline="\n")


def bucket(id_: str) -> int:
    """The part of the cache that the document's texts lie in: the same in every build."""
    return hashlib.sha256(id_.encode("utf-8", "surrogatepass")).digest()[0] % BUCKETS


def _in_processes(desk: Desk, jobs: Sequence[Sequence[str]]) -> Iterator[int]:
    """How many pages each job gave, in order."""
    processes = min(processors(), len(jobs), sum(map(len, jobs)) // MANY + 1)
    if processes <= 1:
        yield from (_written(desk, job) for job in jobs)
        return
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(processes, context, _begin, (desk,)) as pool:
        yield from pool.map(_write, jobs)


_desk: Desk
"""What a process writes from: set once in each, so that it is not sent along with every job."""


def _begin(desk: Desk) -> None:
    global _desk  # noqa: PLW0603  one value for each process
    gc.disable()  # what it makes has no cycles to speak of
    _desk = desk


def _write(ids: Sequence[str]) -> int:
    return _written(_desk, ids)


def _written(desk: Desk, ids: Sequence[str]) -> int:
    """Write the pages of the documents of one part; returns how many."""
    lydelser = desk.library.corpus.timeline.lydelser
    own = {id_: lydelser.get(id_, ()) for id_ in ids}
    proposed = {id_: tuple(desk.proposals.get(id_, ())) for id_ in ids}
    texts = {Text(one.blob, one.version) for found in own.values() for one in found}
    texts |= {_text(desk, one) for found in proposed.values() for one in found}
    pairs = {_pair(*two) for found in own.values() for two in pairwise(found)}
    pairs |= {_proposed(desk, one) for found in proposed.values() for one in found}
    shown, compared = desk.keeping(bucket(ids[0])).found(texts, pairs)
    files: list[tuple[Path, PastFile]] = []
    pages = 0
    for page in _pages(desk, own, shown, compared, files):
        desk.write(page)
        pages += 1
    for page in _proposal_pages(desk, proposed, shown, compared):
        desk.write(page)
        pages += 1
    for found in own.values():
        _lead_on(desk, found)
    _copy(desk, files)
    return pages


def _lead_on(desk: Desk, found: Sequence[Lydelse]) -> None:
    """Let the permanent address of a document without a page lead to what is known of it."""
    if not found:
        return
    last = found[-1]
    folder = addresses.permanent_folder(last.id)
    target = desk.site / folder / "index.html"
    if not target.exists():
        path = reading_path(desk.library, last.id) or addresses.lydelse_path(last.id, last.version)
        page = onward(f"{folder}/index.md", last.title or last.id, path)
        target.write_text(page, "utf-8", newline="\n")


def _pages(
    desk: Desk,
    own: Mapping[str, Sequence[Lydelse]],
    shown: Mapping[Text, Kept],
    compared: Mapping[Pair, KeptComparison],
    files: list[tuple[Path, PastFile]],
) -> Iterator[Page]:
    """The pages of lydelser and of neighbours; the files that they show are added to ``files``."""
    library = desk.library
    for found in own.values():
        for lydelse in found:
            beside = past_files(library, lydelse)
            kept = shown[Text(lydelse.blob, lydelse.version)]
            page = lydelse_page(library, desk.names, lydelse, kept, beside)
            folder = desk.site / site_address(page.path)
            files += [(folder / file.name, file) for file in beside.values()]
            yield page
        for old, new in pairwise(found):
            change = shown[Text(new.blob, new.version)]
            yield comparison_page(library, old, new, change, compared[_pair(old, new)])


def _proposal_pages(
    desk: Desk,
    proposed: Mapping[str, Iterable[Proposal]],
    shown: Mapping[Text, Kept],
    compared: Mapping[Pair, KeptComparison],
) -> Iterator[Page]:
    for id_, found in proposed.items():
        for version, same in versions_of(found).items():
            base = desk.library.corpus.timeline.before(id_, version)
            rows = [(one, shown[_text(desk, one)], compared[_proposed(desk, one)]) for one in same]
            yield proposal_page(desk.library, base, rows)


def _text(desk: Desk, proposal: Proposal) -> Text:
    return Text(desk.blobs[proposal.branch, proposal.path], proposal.outline.number or (0, 0))


def _pair(old: Lydelse, new: Lydelse) -> Pair:
    return Pair(old.blob, new.blob)


def _proposed(desk: Desk, proposal: Proposal) -> Pair:
    version = proposal.outline.number or (0, 0)
    base = desk.library.corpus.timeline.before(proposal.outline.id, version)
    return Pair(base.blob if base else "", _text(desk, proposal).blob)


def _copy(desk: Desk, files: Sequence[tuple[Path, PastFile]]) -> None:
    """Lay the files beside the pages that show them; a few at a time are in memory."""
    places: dict[str, list[Path]] = {}
    for target, file in files:
        if file.blob:
            places.setdefault(file.blob, []).append(target)
        elif (data := desk.tree.read(file.path)) is not None:
            target.write_bytes(data)
    blobs = sorted(places)
    for start in range(0, len(blobs), FILES):
        some = blobs[start : start + FILES]
        for blob, data in zip(some, git.blobs(desk.root, some), strict=True):
            for target in places[blob]:
                target.write_bytes(data)
