"""Proposal branches as git has them: which there are, and what each has changed."""

from collections.abc import Iterator, Sequence

from lydelse import git
from lydelse.decisions.drafts import Proposed
from lydelse.history import DOCUMENTS, PROPOSALS, is_document
from lydelse.project import Project
from lydelse.tree import ProjectError

_REMOTE = f"{git.ORIGIN}/"


def named(project: Project, names: Sequence[str]) -> tuple[Proposed, ...]:
    """The branches, in the order named; all proposal branches when none is.

    A branch may be named with or without ``forslag/``. Raises ``ProjectError`` for an unknown one.
    """
    tips = git.branches(project.root, PROPOSALS)
    if not names:
        return tuple(_read(project, tips))
    wanted = [_known(name, tips) for name in names]
    return tuple(_read(project, {name: tips[name] for name in dict.fromkeys(wanted)}))


def _known(name: str, tips: dict[str, str]) -> str:
    asked = name.removeprefix("refs/heads/").removeprefix("refs/remotes/")
    bare = asked.removeprefix(_REMOTE).removeprefix(PROPOSALS)
    for found in (asked, f"{PROPOSALS}{bare}", f"{_REMOTE}{PROPOSALS}{bare}"):
        if found in tips:
            return found
    known = ", ".join(sorted(tips)) or "inga"
    raise ProjectError(
        f"Det finns ingen förslagsgren som heter {name}. De som finns: {known}. "
        "Finns den bara hos andra, hämta den: git fetch origin."
    )


def _read(project: Project, tips: dict[str, str]) -> Iterator[Proposed]:
    """Each branch with something that main has not had, in the order of the names."""
    left = {(text.branch, text.path) for text in project.timeline.proposals}
    main = project.past.main
    tip_of_main = main.tip if main else ""
    for name, tip in tips.items():
        base = git.common(project.root, tip, tip_of_main)
        if base == tip:
            continue  # main has all of it
        entries = next((rows for _, rows in git.changes(project.root, [(tip, base)], ("",))), ())
        entries = tuple(
            entry
            for entry in entries
            if not (entry.blob and is_document(entry.path)) or (name, entry.path) in left
        )
        if not any(is_document(entry.path) for entry in entries):
            continue  # its documents are decided: it is spent
        blobs = [entry.blob for entry in entries if entry.blob]
        contents = dict(zip(blobs, git.blobs(project.root, blobs), strict=True))
        yield Proposed(
            name=name,
            tip=tip,
            base=_base(project, base, [entry.path for entry in entries]),
            changes={entry.path: contents.get(entry.blob) for entry in entries},
        )


def _base(project: Project, commit: str, paths: Sequence[str]) -> dict[str, bytes]:
    """What the commit had at the paths, and every document: one may have moved."""
    if not paths:
        return {}
    folders = [folder.rstrip("/") for folder in DOCUMENTS]
    entries = git.tree(project.root, commit, [*folders, *paths])
    wanted = [entry for entry in entries if is_document(entry.path) or entry.path in paths]
    contents = git.blobs(project.root, (entry.blob for entry in wanted))
    return {entry.path: data for entry, data in zip(wanted, contents, strict=True)}
