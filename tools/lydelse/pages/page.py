"""A page to stage, and the file that carries it through MkDocs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LINE_FEED = "\x1e"
"""Stands for a line feed in a staged article."""

_LINE_ENDS = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # beside \n, see str.splitlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to stage: ``html`` is its content, ``source`` its file in the repository, if any.

    ``weight`` is what it counts for in the search, beside other pages.
    """

    path: str
    title: str
    description: str = ""
    html: str
    searchable: bool = True
    weight: float = 1.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that are made apart from the others, and texts to lie beside them by staged path."""

    pages: tuple[Page, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


def staged(page: Page) -> str:
    """The staged file's text: no Markdown at all, only lines of MultiMarkdown metadata.

    MkDocs reads such lines as they stand and the theme puts ``article`` into the page, so that
    neither a YAML reader nor Python-Markdown and its HTML readers go through every article: they
    took three quarters of a build. A line ends a value, so whatever could be read as the end of
    a line becomes a space; the article's own line feeds travel as a sign of their own.
    """
    values = {
        "title": " ".join(page.title.split()),
        "description": " ".join(page.description.split()),
        "article": _LINE_ENDS.sub(" ", page.html.strip()).replace("\n", LINE_FEED),
    }
    return "".join(f"{key}: {value}\n" for key, value in values.items() if value)
