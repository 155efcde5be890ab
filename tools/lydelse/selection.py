"""Which texts a command is about: two versions to compare, a document to change, what differs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from lydelse import git
from lydelse.documents import COMING
from lydelse.history import DOCUMENTS, Depth, is_document
from lydelse.project import Project
from lydelse.source import read_source
from lydelse.timeline import Timeline
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
    settled = {one.version for one in lydelser if at_hand and one.hash == at_hand[1]}
    texts = project.wordings(lydelser)
    rows = [
        Named(f"version {one.number}", texts[one.blob])
        for one in lydelser
        if not wanted or one.version in wanted
    ]
    if at_hand and not settled and len(wanted) < 2:  # noqa: PLR2004  two versions were named
        rows.append(Named("texten i arbetskopian", at_hand[0]))
    elif len(wanted) == 1 and lydelser[-1].version not in wanted:
        rows.append(Named(f"version {lydelser[-1].number}", texts[lydelser[-1].blob]))
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


def differing(project: Project, base: str) -> tuple[dict[str, Wording], dict[str, Wording]]:
    """The documents that differ between the commit and the tree at hand, by path in each."""
    entries = git.tree(project.root, base, [folder.rstrip("/") for folder in DOCUMENTS])
    old = {entry.path: entry.blob for entry in entries if is_document(entry.path)}
    now = {path: told.blob for path, told in project.corpus.timeline.tree.items()}
    before = {path: blob for path, blob in old.items() if now.get(path) != blob}
    texts = project.archive.texts(before.values())
    after = {path: project.tree.read(path) for path, blob in now.items() if old.get(path) != blob}
    return (
        {path: texts[blob] for path, blob in before.items()},
        {path: read_wording(data) for path, data in after.items() if data is not None},
    )


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
    known = timeline.lydelse(told.outline.id, told.outline.number)
    if known is None or known.hash != told.hash:
        return f"{path}: texten är inte beslutad på {timeline.main_name}, så den får vänta."
    if known.starts > today:
        return f"{path}: texten gäller först från {known.starts} enligt liggaren."
    return ""


def _at_hand(project: Project, id_: str) -> tuple[Wording, str] | None:
    """The document's text in the tree, and its hash; a waiting wording before the one in force."""
    tree = project.corpus.timeline.tree
    paths = [path for path, told in tree.items() if told.outline.id == id_]
    path = max(paths, key=lambda one: tree[one].outline.number or (0, 0), default=None)
    data = project.tree.read(path) if path else None
    return (read_wording(data), tree[path].hash) if path and data is not None else None
