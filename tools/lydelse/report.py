"""Findings as text for a person, JSON for a program, annotations for a forge."""

import json
from collections.abc import Callable, Sequence
from itertools import groupby

from lydelse.findings import Finding
from lydelse.yamltext import harmless

Writer = Callable[[Sequence[Finding], int], str]
"""Findings and the number of texts that were checked, to a report that ends with a line feed."""

WORDS = {"error": "fel", "warning": "varning"}


def text(findings: Sequence[Finding], checked: int) -> str:
    """The findings by file, each with its place, and a line that sums them up."""
    lines = []
    for path, rows in groupby(findings, key=lambda finding: finding.place.path):
        lines.append(path.replace("\n", "\\n"))
        for finding in rows:
            place = f"{finding.place.line}:{finding.place.column}"
            lines.append(
                f"  {place:>7}  {WORDS[finding.severity]} {finding.code}  {finding.message}"
            )
            lines.append(f"           gör så här: {finding.hint}")
        lines.append("")
    lines.append(summary(findings, checked))
    return harmless("\n".join(lines)) + "\n"


def as_json(findings: Sequence[Finding], _checked: int) -> str:
    """A list of objects: path, line, column, code, severity, message, hint."""
    rows = [
        {
            "path": finding.place.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def github(findings: Sequence[Finding], checked: int) -> str:
    """Workflow commands, which GitHub and Forgejo show beside the lines."""
    lines = [
        f"::{finding.severity} file={_property(finding.place.path)},line={finding.place.line},"
        f"col={finding.place.column},title={_property(finding.code)}::"
        f"{_data(f'{finding.message}. Gör så här: {finding.hint}')}"
        for finding in findings
    ]
    return "\n".join([*lines, summary(findings, checked)]) + "\n"


WRITERS: dict[str, Writer] = {"text": text, "json": as_json, "github": github}


def summary(findings: Sequence[Finding], checked: int) -> str:
    """How many texts were checked, and what was found."""
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    texts = "1 text" if checked == 1 else f"{checked} texter"
    if not findings:
        return f"Kontrollerade {texts}. Inga fel."
    kinds = [f"{errors} fel"] if errors else ["inga fel"]
    if warnings:
        kinds.append("1 varning" if warnings == 1 else f"{warnings} varningar")
    return f"Kontrollerade {texts}: {' och '.join(kinds)}."


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
