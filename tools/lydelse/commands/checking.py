"""Commands that check: ``check``, ``fmt``, ``rules`` and ``explain``."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lydelse.commands.common import FINDINGS, inside, project_at, root_of, today_of, with_files
from lydelse.console import say
from lydelse.tree import ProjectError

if TYPE_CHECKING:
    from lydelse.findings import Finding

_UNKNOWN = {
    "grund": "Klonen saknar äldre historik, så reglerna om versioner kan inte kontrolleras. "
    "Hämta hela historiken: git fetch --unshallow.",
    "tom": "Inget är sparat i git ännu, så reglerna om versioner kan inte kontrolleras.",
    "ingen": "Här finns ingen historia i git, så reglerna om versioner kan inte kontrolleras.",
}
"""What a check cannot know, by how much of the history is at hand."""


def check(options: argparse.Namespace) -> int:
    """``lydelse check``: what is wrong, where, and what to write instead."""
    from lydelse import checking
    from lydelse.report import WRITERS
    from lydelse.rules import check as check_rules

    if unknown := checking.unknown_codes((*options.only, *options.skip)):
        raise ProjectError(f"Ingen regel har koden {unknown[0]}. Se alla med: lydelse rules.")
    root = root_of(options)
    paths = [inside(root, path) for path in options.paths]
    project = project_at(root)
    today = today_of(options)
    findings = check_rules(project.corpus, today)
    if options.since is not None:
        findings = checking.since_revision(project, options.since, findings, today)
    findings = checking.of_codes(findings, options.only, options.skip)
    if paths:
        findings = checking.of_paths(findings, paths)
    if "lagrum" in project.corpus.register.broken:
        say("register/lagrum.yml går inte att läsa, så hänvisningar till lag kontrolleras inte.")
    if words := _UNKNOWN.get(project.corpus.timeline.depth.value):
        say(words)
    sys.stdout.write(WRITERS[options.format](findings, len(project.corpus.texts)))
    return _verdict(findings)


def fmt(options: argparse.Namespace) -> int:
    """``lydelse fmt``: write documents in their canonical form."""
    from lydelse.corpus import kind_of, read_schemas
    from lydelse.formatting import formatted, write
    from lydelse.reading import DOCUMENT
    from lydelse.tree import working_tree

    root = with_files(options)
    tree = working_tree(root)
    limits = [inside(root, path) for path in options.paths] or ["."]
    schema = read_schemas(tree)[DOCUMENT]
    changed = refused = 0
    for path in tree.paths:
        data = tree.read(path) if kind_of(path) == DOCUMENT and _below(path, limits) else None
        if data is None:
            continue
        result = formatted(data, schema)
        if result.data is None:
            refused += 1
            say(f"{path}: skrivs inte om: {result.reason}.")
        elif result.data != data:
            changed += 1
            if not options.check:
                write(root / path, result.data)
            say(f"{path}: {'behöver skrivas om' if options.check else 'skrevs om'}.")
            for line, comment in result.comments:
                verb = "försvinner" if options.check else "togs bort"
                say(f"  rad {line}: kommentaren {verb}: {comment}")
    done = "behöver skrivas om" if options.check else "skrevs om"
    say(f"{changed} dokument {done}, {refused} kunde inte läsas.")
    return FINDINGS if refused or (changed and options.check) else 0


def rules(_options: argparse.Namespace) -> int:
    """``lydelse rules``: every rule on a line."""
    from lydelse.report import WORDS
    from lydelse.rules import RULES

    for code, rule in sorted(RULES.items()):
        sys.stdout.write(f"{code}  {WORDS[rule.severity]:<7}  {rule.title}\n")
    return 0


def explain(options: argparse.Namespace) -> int:
    """``lydelse explain CODE``: what a rule demands, why, and examples."""
    from lydelse.report import WORDS
    from lydelse.rules import RULES

    rule = RULES.get(options.code.upper())
    if rule is None:
        raise ProjectError(f"Ingen regel har koden {options.code}. Se alla med: lydelse rules.")
    parts = [f"{rule.code} ({rule.family}, {WORDS[rule.severity]})", rule.title, rule.text]
    parts += [f"Fel:\n{_indented(rule.bad)}", f"Rätt:\n{_indented(rule.good)}"]
    sys.stdout.write("\n\n".join(part for part in parts if part) + "\n")
    return 0


def _below(path: str, limits: Sequence[str]) -> bool:
    return any(limit in (".", path) or path.startswith(f"{limit}/") for limit in limits)


def _verdict(findings: "Sequence[Finding]") -> int:
    return FINDINGS if any(finding.severity == "error" for finding in findings) else 0


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
