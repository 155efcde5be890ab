"""Reads a built page as a browser's tree would be read: what it shows, loads and links to."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta"}
TEXT = "ly-text"
"""The class of the element that holds the text."""
_DATE = re.compile(r'<span class="ly-date">([0-9-]{10})</span>')
LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}


@dataclass
class ShownPage:
    """What was found; ``headings``, ``numbers`` and ``cells`` are those of the text itself."""

    language: str = ""
    title: str = ""
    text: str = ""
    main_headings: int = 0
    headings: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    scripts: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)


def read_page(html: str) -> ShownPage:
    """The page that the HTML shows."""
    reader = _Reader()
    reader.feed(_DATE.sub(r"\1", html))
    reader.close()
    words = " ".join(" ".join(reader.words).split())
    reader.page.text = re.sub(r" (?=[.,])", "", words)
    return reader.page


class _Reader(HTMLParser):
    """Follows the open elements, and collects what stands in the text's own element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ShownPage()
        self.words: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._lists: list[int | None] = []
        self._caught: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._note(tag, values)
        if tag not in VOID:
            self._open.append((tag, values.get("class", "")))
        inside = any(TEXT in classes.split() for _, classes in self._open)
        if not inside:
            return
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6", "td", "th"}:
            self._caught = []
        elif tag == "ol":
            self._lists.append(int(values.get("start", "1")))
        elif tag == "ul":
            self._lists.append(None)
        elif tag == "li" and self._lists and (number := self._lists[-1]) is not None:
            self.page.numbers.append(str(number))
            self._lists[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        if self._caught is not None and tag[0] in "ht" and tag not in {"tr", "table", "thead"}:
            text = " ".join("".join(self._caught).split())
            (self.page.headings if tag[0] == "h" else self.page.cells).append(text)
            self._caught = None
        while self._open:
            name, classes = self._open.pop()
            if name in {"ol", "ul"} and self._lists:
                self._lists.pop()
            if TEXT in classes.split():
                self._lists.clear()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        element = self._open[-1][0] if self._open else ""
        if element == "title":
            self.page.title += data
        elif element == "script":
            self.page.scripts.append(data)
        elif element != "style":
            self.words.append(data)
            if self._caught is not None:
                self._caught.append(data)

    def _note(self, tag: str, values: dict[str, str]) -> None:
        if tag == "html":
            self.page.language = values.get("lang", "")
        if tag == "h1":
            self.page.main_headings += 1
        if tag == "a" and "href" in values:
            self.page.links.append(values["href"])
        if tag in LOADING and LOADING[tag] in values and values.get("rel") != "canonical":
            self.page.loaded.append(values[LOADING[tag]])
        if "id" in values:
            self.page.ids.add(values["id"])
        self.page.handlers += [name for name in values if name.startswith("on")]
