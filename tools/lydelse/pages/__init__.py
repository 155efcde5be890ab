"""The site's pages: pure functions from a corpus and a day to pages, files and copies."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from lydelse.corpus import Corpus
from lydelse.coverage.counting import by_tree
from lydelse.coverage.model import Coverage
from lydelse.documents import Document
from lydelse.links import site_address
from lydelse.pages import addresses, decisions, search, when
from lydelse.pages.changed_law import changed_pages
from lydelse.pages.coverage import coverage_pages
from lydelse.pages.documents import document_page
from lydelse.pages.lists import list_pages
from lydelse.pages.model import Library
from lydelse.pages.news import changes
from lydelse.pages.page import Page, Part, staged
from lydelse.pages.people import role_pages
from lydelse.pages.rulebook import RuleText, rule_pages
from lydelse.pages.start import start_pages
from lydelse.pages.statutes import statute_pages
from lydelse.pages.written import written_page
from lydelse.register import Settings

__all__ = ["ASSETS", "THEME", "Page", "Part", "RuleText", "Site", "site", "staged"]

ASSETS = Path(__file__).parent / "assets"
"""Style and script, to be staged below ``assets/``."""

THEME = Path(__file__).parent / "theme"
"""What replaces parts of Material's shell."""

COLORS = "assets/kommun.css"
ICON = "assets/lydelse.svg"

Yearly = Callable[[Library], Part]
"""What makes the pages and files of the years, which are counted elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What to stage: pages, other texts by staged path, and files to copy (staged path to path)."""

    pages: tuple[Page, ...]
    files: Mapping[str, str]
    copies: Mapping[str, str]


def site(  # noqa: PLR0913  a site is made of as many parts
    corpus: Corpus,
    today: date,
    *,
    preview: bool = False,
    rules: Iterable[RuleText] = (),
    editions: Mapping[str, Document] | None = None,
    yearly: Yearly | None = None,
    coverage: Coverage | None = None,
) -> Site:
    """The site of the corpus on the day; ``preview`` says so on every page.

    ``editions`` are the wordings in force that the corpus does not hold, by blob, and ``yearly``
    makes the pages of the years. ``coverage`` is what the requirement sets lack by what is decided;
    without it the documents of the corpus are taken at their word.
    """
    library = Library(
        corpus=corpus,
        today=today,
        preview=preview,
        editions=editions or {},
        has_years=yearly is not None,
        coverage=coverage or by_tree(corpus, today),
    )
    copies: dict[str, str] = {}
    pages = {site_address(page.path): page for page in _generated(library, rules)}
    part = yearly(library) if yearly else Part()
    pages |= {site_address(page.path): page for page in part.pages}
    shown: dict[str, search.Shown] = {}
    for document in _with_pages(library):
        page = document_page(library, document, copies)
        pages[site_address(page.path)] = page
        shown[page.path] = search.Shown(document.body, document)
    for text in corpus.pages:
        page = written_page(library, text, copies)
        pages[site_address(page.path)] = page  # a hand-written page takes a generated one's place
        shown[page.path] = search.Shown(text.body)
    files = {**dict(_files(library, pages.keys())), **part.files}
    ordered = tuple(sorted(pages.values(), key=lambda page: page.path))
    files[search.PATH] = search.search_index((page, shown.get(page.path)) for page in ordered)
    copies |= _logo(corpus)
    return Site(pages=ordered, files=files, copies=dict(sorted(copies.items())))


def _generated(library: Library, rules: Iterable[RuleText]) -> Iterator[Page]:
    news = changes(library)
    yield from list_pages(library, news)
    yield from role_pages(library, news)
    yield from rule_pages(library, rules)
    yield from start_pages(library, news)
    yield from when.when_pages(library)
    yield from decisions.decision_pages(library)
    yield from statute_pages(library)
    yield from changed_pages(library)
    yield from coverage_pages(library, library.coverage)


def _with_pages(library: Library) -> Iterator[Document]:
    """What has a page of its own; a wording that waits first, so that no other is hidden by it."""
    yield from library.waiting.values()
    yield from library.documents


def _files(library: Library, taken: Container[str]) -> Iterator[tuple[str, str]]:
    """What lies beside the pages, whose addresses are ``taken``: by staged path."""
    yield COLORS, _colors(library.settings)
    yield from _permanent(library)
    for path, text in _former(library):
        if path.removesuffix("index.html") not in taken:
            yield path, text
    yield decisions.FEED, decisions.feed(library)
    if when.has_answers(library):
        yield when.DATA, when.when_data(library)


def _permanent(library: Library) -> Iterator[tuple[str, str]]:
    """A page at each document's permanent address, leading on to where it is read."""
    for id_, document in sorted(library.by_id.items()):
        folder = addresses.permanent_folder(id_)
        page = onward(f"{folder}/index.md", document.title, library.staged[document.path])
        yield f"{folder}/index.html", page


def _former(library: Library) -> Iterator[tuple[str, str]]:
    """A page at each address that a document has had before; the latest to have it comes last.

    A file that main still has is no former one, whether it has a page or not.
    """
    timeline = library.corpus.timeline
    events = timeline.history.events
    found = {
        (event.step, id_, event.path)
        for id_ in library.by_id
        for event in events.get(id_, ())
        if event.revision and event.path not in timeline.tree
    }
    for _, id_, path in sorted(found):
        if path.isprintable():  # else no server could be asked for it
            document = library.by_id[id_]
            page = onward(path, document.title, library.staged[document.path])
            yield f"{site_address(path)}index.html", page


def onward(page: str, title: str, target: str) -> str:
    """A page of its own at the staged path ``page`` that leads on to the staged ``target``."""
    href, name = escape(addresses.relative(page, target)), escape(title)
    icon = escape(addresses.relative(page, ICON))
    return (
        '<!doctype html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={href}">\n'
        '<meta name="robots" content="noindex">\n'
        f'<link rel="icon" href="{icon}" type="image/svg+xml">\n'
        f"<title>{name}</title>\n</head>\n<body>\n"
        f'<p>Dokumentet finns här: <a href="{href}">{name}</a></p>\n</body>\n</html>\n'
    )


def _colors(settings: Settings) -> str:
    """The municipality's colours as custom properties that the style uses."""
    return (
        ":root {\n"
        f"  --ly-kommun-header: {settings.header_color};\n"
        f"  --ly-kommun-header-text: {settings.header_text_color};\n"
        f"  --ly-kommun-link: {settings.link_color};\n"
        "}\n"
    )


def _logo(corpus: Corpus) -> dict[str, str]:
    logo = corpus.register.settings.logo
    path = f"docs/{logo}"
    if not logo or path not in corpus.files or not addresses.can_be_copied(path, image=True):
        return {}
    return {logo: path}
