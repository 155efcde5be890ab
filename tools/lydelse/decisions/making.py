"""A decision made: one commit upon main, and one reference that points at it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lydelse import git
from lydelse.decisions.deciding import Outcome
from lydelse.findings import listed
from lydelse.ledger import DECIDED
from lydelse.project import Project
from lydelse.tree import ProjectError
from lydelse.wording import version_text

BRANCH = "beslutat/"
"""How the name of a branch that prepares a decision begins."""


@dataclass(frozen=True, slots=True)
class Made:
    """The branch that now holds the decision, and the commit."""

    branch: str
    commit: str


def refuse_if_impossible(project: Project, outcome: Outcome, *, on_main: bool) -> None:
    """Raise ``ProjectError`` where the decision has no place to go."""
    main = project.past.main
    name = main.name if main else ""
    branch = f"{BRANCH}{outcome.terms.name}"
    if not on_main and git.reference(project.root, f"refs/heads/{branch}"):
        raise ProjectError(
            f"Grenen {branch} finns redan. Ska beslutet göras om, ta bort den först: "
            f"git branch -D {branch}."
        )
    if on_main and (folder := git.checked_out(project.root, name)):
        raise ProjectError(
            f"{name} är utcheckad i {folder}, och filerna där skulle bli gamla. "
            f"Kör utan --on-main, och sedan git merge --ff-only {branch}."
        )
    if on_main and main and git.reference(project.root, f"refs/heads/{name}") != main.tip:
        raise ProjectError(
            f"{name} här är inte lika ny som hos {git.ORIGIN}. Hämta den först: git fetch "
            f"{git.ORIGIN} {name}:{name}."
        )


def make(project: Project, outcome: Outcome, *, on_main: bool) -> Made:
    """Write the decision as one commit upon main, and point one reference at it.

    It has no other parent, so that a forge may land it by merge, squash or rebase alike; that the
    proposals are spent is known by their hashes. All or nothing: until the reference moves, nothing
    has happened. Raises ``GitError``.
    """
    main, where = project.past.main, git.place(project.root)
    assert main is not None  # noqa: S101  a decision is rehearsed upon main
    assert where is not None  # noqa: S101
    message = message_of(outcome)
    commit = git.commit_files(project.root, main.tip, outcome.files, message, where.prefix)
    name = main.name if on_main else f"{BRANCH}{outcome.terms.name}"
    git.move_reference(project.root, f"refs/heads/{name}", commit, main.tip if on_main else "")
    return Made(name, commit)


def message_of(outcome: Outcome) -> str:
    """The commit's message: the decision, and a line for each document."""
    terms = outcome.terms
    head = f"Beslut {terms.on}, {terms.by} § {terms.paragraph}"
    return "\n".join([head, "", *_lines(outcome)]) + "\n"


def summary(outcome: Outcome) -> str:
    """What the decision does, for the person who makes it."""
    terms = outcome.terms
    head = f"Beslut {terms.name}: {terms.by} {terms.on}, § {terms.paragraph}"
    rows = [f"  {line}" for line in _lines(outcome)]
    rows += [f"  {row.draft.id} följer med: {row.path}" for row in outcome.carried]
    others = [path for path in outcome.files if path != terms.path and path not in _paths(outcome)]
    rows += [f"  {path}" for path in sorted(others)]
    if outcome.left:
        rows.append(f"  Kvar att föreslå igen: {listed(outcome.left, 'och')}")
    return "\n".join([head, *rows, f"  {terms.path}"]) + "\n"


def _paths(outcome: Outcome) -> set[str]:
    return {row.path for row in (*outcome.rows, *outcome.carried)}


def _lines(outcome: Outcome) -> Iterator[str]:
    for row in outcome.rows:
        version = version_text(row.draft.wording.version or (0, 0))
        if row.outcome != DECIDED:
            yield f"{row.draft.id} {version}: {row.outcome}"
            continue
        ends = f", upphör {row.ceases}" if row.ceases else ""
        yield f"{row.draft.id} {version} gäller från {row.starts}{ends} ({row.path})"
