"""The index that Material's search reads: an entry for each page and for each of its sections."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lydelse.body import Body
from lydelse.documents import Document
from lydelse.pages.page import Page

PATH = "search/search_index.json"

# As Material writes them for Swedish, see its search plugin's settings. The signs around words
# part them too, so that a statute is found by its number: it asks for 2025 and 400 at 2025:400.
_CONFIG = {
    "lang": ["sv"],
    "separator": r"[\s\-,:;()/]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}
_TAG = re.compile(r"<[^>]*>")
_AROUND_WORDS = re.compile(r"</?(?:a|em|strong|span)\b[^>]*>")
_SECTION = re.compile(r'<h[1-6] id="([^"]*)">(.*?)</h[1-6]>', re.DOTALL)


class Shown(NamedTuple):
    """The text that a page shows, and whose it is."""

    body: Body
    document: Document | None = None


def search_index(found: Iterable[tuple[Page, Shown | None]]) -> str:
    """The index of pages, by section where a page shows a text, else by title and description."""
    entries = [entry for page, text in found if page.searchable for entry in _entries(page, text)]
    return json.dumps({"config": _CONFIG, "docs": entries}, ensure_ascii=False)


def _entries(page: Page, text: Shown | None) -> Iterator[dict[str, str | float]]:
    address = _address(page.path)
    if text is None:
        described = _paragraph(_escaped(page.description))
        weight = {} if page.weight == 1 else {"boost": page.weight}
        yield {"location": address, "title": _escaped(page.title), "text": described, **weight}
        return
    parts = _SECTION.split(text.body.html)
    words = [*(text.document.situations if text.document else ())]
    words += text.document.keywords if text.document else ()
    lead = " · ".join(map(_escaped, words))
    title = _escaped(page.title)
    yield {"location": address, "title": title, "text": _paragraph(f"{parts[0]} {lead}")}
    for anchor, title, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        plain = " ".join(_TAG.sub("", title).split())
        yield {"location": f"{address}#{anchor}", "title": plain, "text": _paragraph(body)}


def _paragraph(html: str) -> str:
    """The HTML's words as one paragraph, escaped as they were."""
    words = " ".join(_TAG.sub(" ", _AROUND_WORDS.sub("", html)).split())
    return f"<p>{words}</p>" if words else ""


def _escaped(text: str) -> str:
    """The text as HTML: Material puts titles and texts into the page as they stand."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _address(path: str) -> str:
    bare = path.removesuffix(".md").removesuffix("index")
    return bare if not bare or bare.endswith("/") else f"{bare}/"
