"""Which findings a check reports: all, those of some paths or rules, or what a change brought."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date

from lydelse import git
from lydelse.corpus import Corpus
from lydelse.findings import Finding
from lydelse.project import Project
from lydelse.rules import RULES, check


def of_codes(
    findings: Iterable[Finding], only: Collection[str], skip: Collection[str]
) -> list[Finding]:
    """Findings whose code begins with one of ``only`` (all, if empty) and none of ``skip``."""
    return [
        finding
        for finding in findings
        if (not only or finding.code.startswith(tuple(only)))
        and not (skip and finding.code.startswith(tuple(skip)))
    ]


def of_paths(findings: Iterable[Finding], paths: Collection[str]) -> list[Finding]:
    """Findings in the files, or in files below the folders."""
    return [
        finding
        for finding in findings
        if any(
            finding.place.path == path or finding.place.path.startswith(f"{path}/") or path == "."
            for path in paths
        )
    ]


def of_change(
    findings: Iterable[Finding], touched: Collection[str], base: Callable[[], Corpus], today: date
) -> list[Finding]:
    """Findings in touched files, and those elsewhere that were not there before the change.

    So a removed document, a renamed heading or a closed role is reported in every text that still
    names it, while what was wrong before in a text that nobody touched never stops a change.
    """
    inside = [finding for finding in findings if finding.place.path in touched]
    outside = [finding for finding in findings if finding.place.path not in touched]
    if not outside:
        return inside
    before = Counter(_likeness(finding) for finding in check(base(), today))
    new = [finding for finding in outside if not _taken(before, _likeness(finding))]
    return sorted(inside + new)


def _taken(before: Counter[tuple[str, str, str]], likeness: tuple[str, str, str]) -> bool:
    """Whether the same was found before; each earlier finding answers for one only."""
    before[likeness] -= 1
    return before[likeness] >= 0


def since_revision(
    project: Project, revision: str, findings: Iterable[Finding], today: date
) -> list[Finding]:
    """What the change since the revision answers for. Raises ``git.GitError``."""
    base = git.base_of(project.root, revision)
    touched = git.changed(project.root, base)
    return of_change(findings, touched, lambda: project.corpus_at(base), today)


def unknown_codes(codes: Iterable[str]) -> list[str]:
    """Codes, or beginnings of codes, that no rule has."""
    return [code for code in codes if not any(known.startswith(code) for known in RULES)]


def _likeness(finding: Finding) -> tuple[str, str, str]:
    """What stays the same when a text is read at another commit: not its place in the file."""
    return finding.place.path, finding.code, finding.message
