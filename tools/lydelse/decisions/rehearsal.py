"""A decision tried upon main before it is made: what main would become, and what would break."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lydelse import git
from lydelse.changes import names_of
from lydelse.checking import of_change
from lydelse.corpus import LEDGER, Corpus, read_schemas
from lydelse.decisions.deciding import Outcome, Terms, decide
from lydelse.decisions.drafts import Draft, Proposed, drafts
from lydelse.decisions.plan import Item, item_of
from lydelse.findings import Finding
from lydelse.project import Project
from lydelse.reading import DOCUMENT
from lydelse.rules import check
from lydelse.rules.model import STANDING
from lydelse.tree import FOLDERS, ProjectError

_PLACEHOLDER = "plan"


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """The decision's outcome, main as it would then be, and the findings it would answer for."""

    outcome: Outcome
    corpus: Corpus
    findings: tuple[Finding, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The documents that the instance decides, with what stands in the way of each."""
        return tuple(self._item(row.draft, row.path) for row in self.outcome.rows)

    @property
    def others(self) -> tuple[Item, ...]:
        """The documents that come along and that somebody else decides."""
        return tuple(self._item(row.draft, row.path) for row in self.outcome.carried)

    @property
    def refusals(self) -> tuple[tuple[str, str], ...]:
        """What stands in the way and belongs to no document's own file."""
        paths = {row.path for row in (*self.outcome.rows, *self.outcome.carried) if row.path}
        ledger = self.outcome.terms.path
        return (
            *self.outcome.refusals,
            *(
                (one.place.path, f"{one.message} ({one.code}): {one.hint}")
                for one in self.findings
                if one.severity == "error" and one.place.path not in {*paths, ledger}
            ),
        )

    def _item(self, draft: Draft, path: str) -> Item:
        found = [one for one in self.findings if one.place.path == path]
        return item_of(draft, names_of(self.corpus.register), found)


def rehearse(
    project: Project, branches: Sequence[Proposed], terms: Terms, today: date
) -> Rehearsal:
    """Main as it would be if the branches were decided on the terms.

    Raises ``ProjectError`` when main's history is not at hand.
    """
    published = project.published  # raises when the history is not at hand
    files = git.files(project.root, published.past.main.tip, FOLDERS) if published.past.main else {}
    schemas = read_schemas(project.tree)
    wanted = drafts(
        branches,
        files,
        project.timeline,
        schemas[DOCUMENT],
        lambda ours, base, theirs: git.merged_text(project.root, ours, base, theirs),
    )
    used = {name: schemas[name] for name in (DOCUMENT, LEDGER)}
    outcome = decide(wanted, files, terms, today, used)
    corpus = project.corpus_on_main(outcome.on(files))
    touched = frozenset(outcome.files)
    found = of_change(check(corpus, today), touched, lambda: project.corpus_on_main(files), today)
    return Rehearsal(
        outcome=outcome,
        corpus=corpus,
        findings=tuple(one for one in found if one.code not in STANDING),
    )


def placeholder(by: str, today: date) -> Terms:
    """Terms to plan by, before there is a meeting."""
    return Terms(by=by, on=today, register_number=_PLACEHOLDER, paragraph=_PLACEHOLDER)


def instance(project: Project, asked: str, today: date) -> str:
    """The instance that decides: the one asked for, or the only one.

    Raises ``ProjectError`` for one that the register does not have that day, or when several could
    be meant.
    """
    project.refuse_unreadable()
    roles = project.main_register.roles.values()
    known = [role.id for role in roles if role.kind == "instans" and today in role.days]
    if asked in known:
        return asked
    names = ", ".join(known) or "inga"
    if asked:
        raise ProjectError(f"{asked} är ingen instans {today}. De som finns: {names}.")
    if len(known) == 1:
        return known[0]
    raise ProjectError(f"Ange instansen med --instans. De som finns: {names}.")
