"""Where the links and pictures of an old text lead: to what stood there that day, or nowhere."""

import posixpath
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from urllib.parse import quote, unquote

from lydelse.documents import Document
from lydelse.git import Entry
from lydelse.history import beside
from lydelse.links import resolve, scheme
from lydelse.pages import addresses
from lydelse.pages.model import Library
from lydelse.pages.rewriting import IMAGE, LINK
from lydelse.timeline import Lydelse, Timeline
from lydelse.wording import number


@dataclass(frozen=True, slots=True)
class Names:
    """Whose text lay at a path, along main: steps and ids by path, in order."""

    steps: Mapping[str, tuple[tuple[int, str], ...]]
    commits: Mapping[str, int]

    def id_at(self, path: str, commit: str) -> str:
        """The id of the document at the path when main stood at the commit; empty if none."""
        found = self.steps.get(path, ())
        step = self.commits.get(commit, len(self.commits))
        place = bisect_right(found, step, key=lambda row: row[0])
        return found[place - 1][1] if place else ""


def names_of(timeline: Timeline) -> Names:
    """The names along the timeline's main; those of the tree at hand where it has no history."""
    found: dict[str, list[tuple[int, str]]] = {}
    for path, told in timeline.tree.items() if not timeline.history.events else ():
        found.setdefault(path, []).append((0, told.outline.id))
    for id_, events in timeline.history.events.items():
        for event in events:
            row = (event.step, id_ if event.revision else "")
            found.setdefault(event.path, []).append(row)
    return Names(
        steps={path: tuple(sorted(rows)) for path, rows in found.items()},
        commits={commit: step for step, commit in enumerate(timeline.history.commits)},
    )


@dataclass(frozen=True, slots=True)
class PastFile:
    """A file that an old text shows or attaches: its name beside the page, and its content.

    ``blob`` is empty for a file of the tree at hand.
    """

    name: str
    path: str
    blob: str


def past_files(library: Library, lydelse: Lydelse) -> dict[str, PastFile]:
    """The files to lay beside the page of a lydelse, by their path in the repository."""
    wanted = [entry for entry in lydelse.files if entry.blob]
    if not lydelse.commit:
        paths = (beside(lydelse.path, name) for name in lydelse.names)
        wanted = [Entry(path, "") for path in paths if path in library.corpus.files]
    found: dict[str, PastFile] = {}
    used: set[str] = set()
    for path, blob in wanted:
        if path in found or not addresses.can_be_copied(path, image=False):
            continue
        name, number = posixpath.basename(path), 2
        while name.casefold() in used:
            name = f"{number}-{posixpath.basename(path)}"
            number += 1
        used.add(name.casefold())
        found[path] = PastFile(name, path, blob)
    return found


def kept_files(library: Library, document: Document) -> dict[str, str]:
    """Where the files lie beside the page of its lydelse, for a wording that the tree has not.

    The tree may hold other content for them, of a wording that does not apply.
    """
    timeline, version = library.corpus.timeline, number(document.version)
    lydelse = timeline.lydelse(document.id, version) if version else None
    told = timeline.tree.get(document.path)
    if library.preview or lydelse is None or (told and told.hash == lydelse.hash):
        return {}
    folder = f"{addresses.permanent_folder(lydelse.id)}/{lydelse.number}"
    found = past_files(library, lydelse)
    return {path: f"{folder}/{file.name}" for path, file in found.items()}


@dataclass(frozen=True, slots=True)
class PastLinks:
    """Rewrites the kept HTML of a lydelse for its page.

    On ``day`` (``None`` for what applies now or later) a document is read as it was then.
    """

    library: Library
    names: Names
    lydelse: Lydelse
    page: str
    day: date | None
    files: Mapping[str, PastFile]

    def html(self, text: str) -> str:
        """The HTML with addresses of the site; what leads nowhere is left as its words."""
        return LINK.sub(self._link, IMAGE.sub(self._image, text))

    def file(self, name: str, *, image: bool = False) -> str:
        """The address of a file by its path from the document's folder; empty without one."""
        path = beside(self.lydelse.path, name)
        found = self.files.get(path)
        if not found or not addresses.can_be_copied(path, image=image):
            return ""
        return quote(found.name)

    def _image(self, found: re.Match[str]) -> str:
        path = unquote(unescape(found[1])).partition("#")[0].partition("?")[0]
        address = self.file(path, image=True)
        return f'<img src="{escape(address)}" alt="{found[2]}">' if address else found[2]

    def _link(self, found: re.Match[str]) -> str:
        href, rest, inner = unescape(found[1]), found[2], found[3]
        if scheme(href) or href.startswith("#"):
            return found[0]
        address = self._address(unquote(href))
        return f'<a href="{escape(address)}"{rest}>{inner}</a>' if address else inner

    def _address(self, href: str) -> str:
        target = resolve(self.lydelse.path, href)
        if not target.path:
            return ""
        if file := self.files.get(target.path):
            return quote(file.name)
        id_ = self.names.id_at(target.path, self.lydelse.commit)
        if id_ == self.lydelse.id:
            return f"#{quote(target.anchor)}" if target.anchor else ""
        return self._then(id_, target.anchor) or self._now(target.path, id_, target.anchor)

    def _then(self, id_: str, anchor: str) -> str:
        """The page of what was in force on the day."""
        span = self.library.corpus.timeline.span(id_, self.day) if id_ and self.day else None
        if span is None:
            return ""
        path = addresses.lydelse_path(id_, span.lydelse.version)
        return addresses.relative(self.page, path, anchor)

    def _now(self, path: str, id_: str, anchor: str) -> str:
        """The page that the document, or the hand-written text, has today."""
        document = self.library.by_id.get(id_) if id_ else None
        text = self.library.corpus.by_path.get(path)
        body = document.body if document else text.body if text else None
        staged = self.library.staged.get(document.path if document else path)
        if body is None or staged is None:
            return ""
        return addresses.relative(self.page, staged, anchor if anchor in body.anchors else "")
