"""A page to stage, and the Markdown file that carries it through MkDocs."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to stage: ``html`` is one block without blank lines, ``source`` its file, if any."""

    path: str
    title: str
    description: str = ""
    html: str
    searchable: bool = True
    source: str = ""


def staged(page: Page) -> str:
    """The staged Markdown file's text; JSON strings are YAML that no title can break out of."""
    lines = ["---", f"title: {json.dumps(page.title)}"]
    if page.description:
        lines.append(f"description: {json.dumps(page.description)}")
    lines.append("hide: [navigation, toc]")
    if not page.searchable:
        lines.append("search: {exclude: true}")
    return "\n".join([*lines, "---", "", page.html.strip(), ""])
