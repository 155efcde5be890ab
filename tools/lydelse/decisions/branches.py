"""Proposal branches as git has them: which there are, and what each has changed."""

from collections.abc import Collection, Iterator, Sequence

from lydelse import git
from lydelse.decisions.drafts import TOPS, Proposed
from lydelse.history import DOCUMENTS, PROPOSALS, is_document
from lydelse.project import Project
from lydelse.tree import ProjectError
from lydelse.wording import read_wording

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
        spent = {
            entry
            for entry in entries
            if entry.blob and is_document(entry.path) and (name, entry.path) not in left
        }
        entries = tuple(entry for entry in entries if entry not in spent)
        entries = _without_moved(project, base, entries, spent)
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


def _without_moved(
    project: Project, base: str, entries: Sequence[git.Entry], spent: Collection[git.Entry]
) -> tuple[git.Entry, ...]:
    """The entries but for documents that went from a path and stand, as decided, at another.

    A document is followed by its id: that it has moved is neither a removal nor a new version.
    """
    gone = [entry.path for entry in entries if not entry.blob and is_document(entry.path)]
    if not gone or not spent:
        return tuple(entries)
    kept = {read_wording(data).id for data in git.blobs(project.root, (one.blob for one in spent))}
    before = _base(project, base, gone)
    moved = {path for path in gone if read_wording(before.get(path, b"")).id in kept - {""}}
    return tuple(entry for entry in entries if entry.path not in moved)


def _base(project: Project, commit: str, paths: Collection[str]) -> dict[str, bytes]:
    """What the commit had at the paths, and every document: one may have moved.

    Only folders where a proposal may change files are listed, and never the paths by name: they may
    be more than a command can take.
    """
    if not paths:
        return {}
    touched = {top for path in paths for top in TOPS if path.startswith(top)}
    folders = [folder.rstrip("/") for folder in sorted({*DOCUMENTS, *touched})]
    wanted = frozenset(paths)
    entries = [
        entry
        for entry in git.tree(project.root, commit, folders)
        if is_document(entry.path) or entry.path in wanted
    ]
    contents = git.blobs(project.root, (entry.blob for entry in entries))
    return {entry.path: data for entry, data in zip(entries, contents, strict=True)}
