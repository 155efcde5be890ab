"""The page of a document: what to do first, the whole text, then the facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from lydelse.body import Body, Heading
from lydelse.documents import Document
from lydelse.pages import when
from lydelse.pages.facts import FactsBox
from lydelse.pages.model import DONE, NOT_IN_FORCE, Library
from lydelse.pages.notices import notices
from lydelse.pages.page import Page
from lydelse.pages.past import kept_files
from lydelse.pages.rewriting import Rewriter, sections
from lydelse.pages.templating import render
from lydelse.pages.versions import versions
from lydelse.register import DocumentType, folded

STEPS, RESPONSIBILITY = "Gör så här", "Ansvar"
_CONTENTS_FROM = 3


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text that begins with an ``h2``; ``look`` says how it stands out."""

    html: Markup
    look: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do with the page, at an address out of the site."""

    text: str
    href: str


def document_page(library: Library, document: Document, copies: dict[str, str]) -> Page:
    """The document's page; the files that it shows are added to ``copies``."""
    path = library.staged[document.path]
    kept, cited = kept_files(library, document), library.law.in_text(document)
    files = Rewriter(library, document.path, path, copies, kept, cited)
    row = library.row(document)
    current = library.by_id.get(document.id) is document
    html = render(
        "document.html",
        path,
        library=library,
        document=document,
        row=row,
        applied=library.applied(document),
        area=library.area_of(document),
        type=library.type_of(document),
        notices=tuple(notices(library, document)),
        sections=tuple(_sections(library, document, files.html(document.body))),
        jumps=_jumps(library.type_of(document), document.body),
        contents=contents(document.body),
        facts=FactsBox(library, document, files).facts(),
        versions=versions(library, document),
        when=when.PATH if when.has_answers(library) else "",
        actions=tuple(actions(library, document.path)),
        source=source_address(library, document.path),
    )
    return Page(
        path=path,
        title=_page_title(library, document),
        description=_description(library, document),
        html=html,
        searchable=current
        and library.status(document) not in DONE
        and not library.awaited(document),
        source=document.path,
    )


def _page_title(library: Library, document: Document) -> str:
    """The title in the window and the search: what does not apply says so there too."""
    state = library.status(document)
    if state not in NOT_IN_FORCE:
        return document.title
    return f"{library.state(document)[1]}: {document.title}"


def contents(body: Body) -> tuple[Heading, ...]:
    """The headings of a contents list; none when it would be short."""
    found = tuple(heading for heading in body.headings if heading.level == 2)  # noqa: PLR2004  h2
    return found if len(found) >= _CONTENTS_FROM else ()


def actions(library: Library, path: str) -> Iterator[Action]:
    """What a reader may do about the text."""
    for name, address in library.settings.links:
        if "avvikelse" in name.casefold():
            yield Action(name, address)
            break
    if library.settings.edit_address:
        yield Action("Föreslå ändring", _of(library.settings.edit_address, path))


def source_address(library: Library, path: str) -> str:
    """Where the source file is shown; empty when the register does not say."""
    return _of(library.settings.source_address, path)


def _of(address: str, path: str) -> str:
    return address.replace("{sökväg}", quote(path))


def _description(library: Library, document: Document) -> str:
    area = library.area_of(document)
    place = f" inom {area.name}" if area else ""
    return f"{library.type_name(document)}{place}. Version {document.version}."


def _sections(library: Library, document: Document, html: str) -> Iterator[Section]:
    type_ = library.type_of(document)
    first, steps = _first(type_), _slug(type_, document.body, STEPS)
    summary = next((h.slug for h in document.body.headings if h.level == 2), "")  # noqa: PLR2004  h2
    boxed = summary if first is None or _named(document.body, summary) in first else ""
    for part in sections(html):
        look = ""
        if boxed and part.startswith(f'<h2 id="{boxed}"'):
            look = "brief"
        elif steps and part.startswith(f'<h2 id="{steps}"'):
            look = "steps"
        yield Section(Markup(part), look)  # noqa: S704  the body's HTML, written by our own reader


def _first(type_: DocumentType | None) -> frozenset[str] | None:
    return type_.headings[0].names if type_ and type_.headings else None


def _named(body: Body, slug: str) -> str:
    return next((folded(heading.text) for heading in body.headings if heading.slug == slug), "")


def _jumps(type_: DocumentType | None, body: Body) -> tuple[Heading, ...]:
    wanted = [_slug(type_, body, name) for name in (STEPS, RESPONSIBILITY)]
    found = {heading.slug: heading for heading in body.headings}
    return tuple(found[slug] for slug in wanted if slug)


def _slug(type_: DocumentType | None, body: Body, name: str) -> str:
    """The anchor of the section that the type calls ``name``, or by one of its synonyms."""
    names = {folded(name)}
    for required in type_.headings if type_ else ():
        if required.text == name:
            names |= required.names
    for heading in body.headings:
        if heading.level == 2 and folded(heading.text) in names:  # noqa: PLR2004  h2
            return heading.slug
    return ""
