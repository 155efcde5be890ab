"""The hand-written pages: their own text, a contents list, and a way to suggest a change."""

import re

from markupsafe import Markup

from lydelse.corpus import Text
from lydelse.pages.documents import actions, contents, source_address
from lydelse.pages.model import Library
from lydelse.pages.page import Page
from lydelse.pages.rewriting import Rewriter
from lydelse.pages.templating import render

_TITLE = re.compile(r"<h1 id=.*?</h1>\n?", re.DOTALL)
_FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SHORT = 160


def written_page(library: Library, text: Text, copies: dict[str, str]) -> Page:
    """The page of a text in ``docs/``; the files that it shows are added to ``copies``."""
    path = library.staged[text.path]
    cited = library.law.in_page(text.path)
    html = Rewriter(library, text.path, path, copies, cited=cited).html(text.body)
    title = _TITLE.match(html)
    return Page(
        path=path,
        title=text.title,
        description=_description(html),
        source=text.path,
        html=render(
            "written.html",
            path,
            library=library,
            title=Markup(title[0]) if title else "",  # noqa: S704  our own reader's HTML
            plain_title=text.title,
            body=Markup(html[title.end() :] if title else html),  # noqa: S704  our own reader's HTML
            contents=contents(text.body),
            trail=_trail(library, path),
            actions=[action for action in actions(library, text.path) if "ändring" in action.text],
            source=source_address(library, text.path),
        ),
    )


def _trail(library: Library, path: str) -> list[tuple[str, str]]:
    """The page above, when the folder has a page of its own."""
    folder = path.rpartition("/")[0]
    above = library.corpus.by_path.get(f"docs/{folder}/index.md") if folder else None
    if above is None or path.endswith("/index.md"):
        return []
    return [(above.title, f"{folder}/index.md")]


def _description(html: str) -> str:
    found = _FIRST_PARAGRAPH.search(html)
    plain = " ".join(Markup(_TAG.sub("", found[1])).unescape().split()) if found else ""  # noqa: S704  unescaped at once
    return plain if len(plain) <= _SHORT else plain[:_SHORT].rpartition(" ")[0] + " …"
