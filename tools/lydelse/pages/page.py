"""A page to stage, and the file that carries it through MkDocs."""

from dataclasses import dataclass

LINE_FEED = "\x1e"
"""Stands for a line feed in a staged article: a control character, which the reader refuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to stage: ``html`` is its content, ``source`` its file in the repository, if any."""

    path: str
    title: str
    description: str = ""
    html: str
    searchable: bool = True
    source: str = ""


def staged(page: Page) -> str:
    """The staged file's text: no Markdown at all, only lines of MultiMarkdown metadata.

    MkDocs reads such lines as they stand and the theme puts ``article`` into the page, so that
    neither a YAML reader nor Python-Markdown and its HTML readers go through every article: they
    took three quarters of a build. A line ends a value, so nothing can break out of one; the
    article's own line feeds travel as a sign that no text may hold.
    """
    values = {
        "title": " ".join(page.title.split()),
        "description": " ".join(page.description.split()),
        "article": page.html.strip().replace("\n", LINE_FEED),
    }
    return "".join(f"{key}: {value}\n" for key, value in values.items() if value)
