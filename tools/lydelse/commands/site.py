"""Commands that make the site: ``build`` and ``serve``."""

import argparse
import sys
from typing import TYPE_CHECKING

from lydelse.commands.common import FINDINGS, project_at, today_of, with_files
from lydelse.console import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lydelse.findings import Finding
    from lydelse.project import Project


def build(options: argparse.Namespace) -> int:
    """``lydelse build``: check, render and put the site in its place."""
    from lydelse.publish import publish

    root = with_files(options)
    out = (options.out or root / "site").absolute()
    project, today = project_at(root), today_of(options)
    preview = options.preview or (options.as_needed and not project.as_published)
    findings = publish(project, out, today, preview=preview, since=options.since)
    return _published(findings, project)


def serve(options: argparse.Namespace) -> int:
    """``lydelse serve``: show the working tree, and build it again when a file is saved."""
    from lydelse.serve import serve as run

    root = with_files(options)
    build_options = ["--today", options.day.isoformat()] if options.day else []
    if options.published:
        return run(root, options.port, [*build_options, "--preview-if-changed"], root / "site")
    return run(root, options.port, [*build_options, "--preview"])


def _published(findings: "Sequence[Finding] | None", project: "Project") -> int:
    """The exit code of a build: findings that stopped it, or ``None`` when the site stands."""
    from lydelse.report import text

    if findings is None:
        return 0
    sys.stdout.write(text(findings, len(project.corpus.texts)))
    say("Webbplatsen byggdes inte. Den förra ligger kvar orörd.")
    return FINDINGS
