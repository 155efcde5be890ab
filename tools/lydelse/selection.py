"""Which texts a command is about: two versions to compare, a document to change, what differs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from lydelse import git
from lydelse.documents import COMING
from lydelse.history import DOCUMENTS, Depth, Outline, is_document
from lydelse.project import Project
from lydelse.source import read_source
from lydelse.timeline import Timeline, exchanged_files, held
from lydelse.tree import ProjectError
from lydelse.wording import Number, Wording, read_wording, version_text


class Named(NamedTuple):
    """A wording, and what to call it."""

    label: str
    wording: Wording


class OnMain(NamedTuple):
    """What main says of a document: its version (``None``: main has none) and its decision."""

    version: str | None
    decision: Mapping[str, Any] | None


class Pair(NamedTuple):
    """One document before and after a change; ``exchanged`` are files that it shows anew."""

    id: str
    path: str
    moved_from: str
    before: Wording | None
    after: Wording | None
    exchanged: tuple[str, ...]


def pair(project: Project, id_: str, wanted: Sequence[Number]) -> tuple[Named, Named]:
    """The two wordings to compare. Raises ``ProjectError`` when there are not two.

    Two versions: those. One: that one and the text at hand, or the latest lydelse when the text at
    hand is that version. None: the text at hand, or else the latest lydelse, and the one before it.
    """
    timeline = project.corpus.timeline
    lydelser = timeline.lydelser.get(id_, ())
    for version in wanted:
        if not any(one.version == version for one in lydelser):
            known = ", ".join(one.number for one in lydelser) or "inga"
            raise ProjectError(
                f"{id_} har ingen beslutad version {version_text(version)}. Det finns: {known}."
            )
    at_hand = _at_hand(project, id_)
    texts = project.wordings(lydelser)
    named = {one.version: Named(f"version {one.number}", texts[one.blob]) for one in lydelser}
    rows = [named[version] for version in sorted(wanted)] or list(named.values())
    if len(wanted) < 2 and at_hand:  # noqa: PLR2004  two versions were named
        builds_on = at_hand.version and (
            timeline.lydelse(id_, at_hand.version) or timeline.before(id_, at_hand.version)
        )
        if builds_on and not wanted:
            rows = [named[builds_on.version]]
        rows.append(Named("texten i arbetskopian", at_hand))
    elif len(wanted) == 1 and lydelser[-1].version not in wanted:
        rows.append(named[lydelser[-1].version])
    elif len(wanted) == 1 and (earlier := timeline.before(id_, wanted[0])):
        rows.insert(0, named[earlier.version])
    if len(rows) < 2:  # noqa: PLR2004  a comparison takes two
        raise ProjectError(f"{id_} har bara en lydelse. Det finns inget att jämföra den med.")
    first, second = rows[-2:]
    return (second, first) if list(wanted) != sorted(wanted) else (first, second)


def to_bump(project: Project, id_: str) -> tuple[str, OnMain]:
    """The file that holds the document, and what main says of it. Raises ``ProjectError``."""
    timeline = project.corpus.timeline
    paths = [path for path, told in timeline.tree.items() if told.outline.id == id_]
    path = next((path for path in sorted(paths) if not path.endswith(COMING)), None)
    if path is None:
        raise ProjectError(f"Det finns inget dokument med beteckningen {id_} i arbetskopian.")
    if timeline.depth is not Depth.WHOLE:
        return path, OnMain(timeline.tree[path].outline.version or None, None)
    revision = timeline.base.get(id_, {}).get(path) or next(
        iter(timeline.base.get(id_, {}).values()), None
    )
    if revision is None:
        return path, OnMain(None, None)
    data = next(project.archive.contents([revision.blob]))
    front = read_source(data).front or {}
    decision = front.get("beslut")
    return path, OnMain(
        revision.outline.version or None, decision if isinstance(decision, dict) else None
    )


def latest_on_main(project: Project, id_: str) -> tuple[str, bytes]:
    """Where main has the latest text of the document, and the text. Raises ``ProjectError``."""
    events = project.past.events.get(id_, ())
    texts = held(events, len(project.past.commits)).values()
    found = max(texts, key=lambda text: (text.outline.number or (0, 0), text.path), default=None)
    if found is None:
        raise ProjectError(f"Det finns inget dokument med beteckningen {id_} på main.")
    return found.path, next(project.archive.contents([found.blob]))


def differing(project: Project, base: str) -> Iterator[Pair]:
    """Each document that differs between the commit and the tree at hand, by id.

    A waiting wording is a text of its own beside the one in force; a new one is measured against
    the lydelse that it builds on.
    """
    timeline = project.corpus.timeline
    entries = git.tree(project.root, base, [folder.rstrip("/") for folder in DOCUMENTS])
    blobs = {entry.path: entry.blob for entry in entries if is_document(entry.path)}
    outlines = project.archive.outlines(blobs.values())
    old = {_key(path, outlines[blob]): (path, blob) for path, blob in blobs.items()}
    now = {_key(path, told.outline): (path, told) for path, told in timeline.tree.items()}
    in_place = {_version_of(one.outline) for path, one in now.values() if not path.endswith(COMING)}
    for key in sorted({*old, *now}):
        path, told = now.get(key, ("", None))
        before_path, blob = old.get(key, ("", ""))
        folded = before_path.endswith(COMING) and _version_of(outlines[blob]) in in_place
        if told is None and folded:
            continue  # the text has taken its place, where it is told
        same = told is not None and (path, told.blob) == (before_path, blob)
        exchanged = exchanged_files(timeline, told) if told else ()
        if told and same and (timeline.is_settled(told) or not exchanged):
            continue
        if told and not blob and told.outline.number:
            built_on = timeline.before(told.outline.id, told.outline.number)
            blob = built_on.blob if built_on else ""
        data = project.tree.read(path) if told else None
        yield Pair(
            id=key[0],
            path=path or before_path,
            moved_from=before_path if told and before_path not in {"", path} else "",
            before=project.archive.texts([blob])[blob] if blob else None,
            after=read_wording(data) if data is not None else None,
            exchanged=exchanged,
        )


def _version_of(outline: Outline) -> tuple[str, str]:
    return outline.id, outline.version


def _key(path: str, outline: Outline) -> tuple[str, bool]:
    """What tells a text apart: its id, and whether it waits."""
    return outline.id or path, path.endswith(COMING)


def taken_version(timeline: Timeline, path: str, after: Wording) -> str:
    """Why a text at the path cannot have its version: another text has it; empty when it can."""
    others = [
        other
        for other, told in timeline.tree.items()
        if other != path and told.outline.id == after.id and told.outline.number == after.version
    ]
    if not others or after.version is None:
        return ""
    return (
        f"Version {version_text(after.version)} finns redan i {others[0]}. "
        "Ändra den texten i stället, eller vänta tills den har tagit sin plats."
    )


def not_due(timeline: Timeline, path: str, today: date) -> str:
    """Why a waiting text must not take its place yet, by what main has decided; empty when it may.

    Without history the text's own word is all there is.
    """
    told = timeline.tree.get(path)
    if timeline.depth is not Depth.WHOLE or told is None or told.outline.number is None:
        return ""
    known = timeline.settled_at(path)
    if known is None:
        return f"{path}: texten är inte beslutad på {timeline.main_name}, så den får vänta."
    if known.withdrawn and known.withdrawn <= today:
        return (
            f"{path}: beslutet är återkallat från {known.withdrawn}, så texten tar inte sin plats. "
            "Ta bort filen."
        )
    if known.starts > today:
        return f"{path}: texten gäller först från {known.starts} enligt liggaren."
    return ""


def _at_hand(project: Project, id_: str) -> Wording | None:
    """The document's text in the tree that main has not settled; of several the latest version."""
    timeline = project.corpus.timeline
    settled = {one.hash for one in timeline.lydelser.get(id_, ())}
    found = {
        path: told.outline.number or (0, 0)
        for path, told in timeline.tree.items()
        if told.outline.id == id_ and told.hash not in settled
    }
    data = project.tree.read(max(found, key=lambda path: found[path])) if found else None
    return read_wording(data) if data is not None else None
