"""The pages of law: every statute that is cited, one by one, and those that have changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from lydelse.citations import written_provision
from lydelse.documents import Document
from lydelse.findings import listed
from lydelse.law import Reference
from lydelse.law.address import address_of, section_address
from lydelse.law.recent import predecessors
from lydelse.law.uses import Use, section_of
from lydelse.pages.facts import Fact, Item
from lydelse.pages.lawbook import CHANGED, GONE, INDEX, LawBook, anchor
from lydelse.pages.lists import FILTER_FROM
from lydelse.pages.model import Library
from lydelse.pages.moved_law import Hint, hints, moved_row, titled
from lydelse.pages.notices import Notice
from lydelse.pages.page import Page
from lydelse.pages.templating import render
from lydelse.pages.words import capital, counted, long_day
from lydelse.register import swedish_order
from lydelse.statutes import Statute

TITLE = "Lagar och föreskrifter"

LIGHT, LIGHTEST = 0.5, 0.3
"""What a statute's page counts for in the search: a rutin with the word in its title is first."""

_KINDS = (
    ("Lagar", {"grundlag", "lag", "balk"}),
    ("Förordningar", {"förordning"}),
    ("Föreskrifter och allmänna råd", {"föreskrift", "allmänna råd"}),
    ("EU:s förordningar och direktiv", {"eu-förordning", "eu-direktiv"}),
)

_SURE = {
    "kontrollerad": "Kontrollerade mot källan",
    "andrahandskälla": "Hämtade ur en andrahandskälla, inte kontrollerade mot författningen",
    "allmän kännedom": "Allmän kännedom, inte kontrollerade",
}
_UNCHECKED = "Inte kontrollerat"

_CALLED = {
    "grundlag": "grundlagen",
    "balk": "balken",
    "förordning": "förordningen",
    "föreskrift": "föreskriften",
    "allmänna råd": "de allmänna råden",
    "eu-förordning": "förordningen",
    "eu-direktiv": "direktivet",
}
_HOSTS = {
    "riksdagen.se": "hos riksdagen",
    "socialstyrelsen.se": "hos Socialstyrelsen",
    "eur-lex.europa.eu": "på EUR-Lex",
    "lagen.nu": "på lagen.nu",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A statute as a line of a list; ``text`` is its title where the name says too little."""

    name: str
    path: str
    look: str
    state: str
    text: str = ""
    used: str = ""


@dataclass(frozen=True, slots=True)
class Citing:
    """A document or page that cites a section; a page has no state.

    ``where`` tells whether it does so in its metadata or its text, and how exactly.
    """

    title: str
    path: str
    look: str = ""
    state: str = ""
    owner: str = ""
    owner_path: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a statute and who cites it; ``href`` is where its text is read."""

    title: str
    anchor: str
    citing: tuple[Citing, ...]
    hints: tuple[Hint, ...] = ()
    href: str = ""


def statute_pages(library: Library) -> Iterator[Page]:
    """The page of all statutes, and one for each that has one."""
    yield _index(library)
    for number, path in library.law.paths.items():
        yield _statute(library, library.corpus.register.statutes[number], path)


def name_of(book: LawBook, statute: Statute) -> str:
    """The statute's name as a heading."""
    return capital(book.statutes.in_full(statute))


def statute_item(book: LawBook, statute: Statute) -> Item:
    """The statute's name, leading to its page."""
    return Item(book.statutes.in_full(statute), book.paths.get(statute.number, ""))


def _index(library: Library) -> Page:
    book, known = library.law, library.corpus.register.statutes
    cited = [known[number] for number in book.present_uses]
    groups = [
        (heading, [_entry(book, one) for one in cited if one.kind in kinds])
        for heading, kinds in _KINDS
    ]
    lead = "Det som riktlinjer och rutiner hänvisar till, det mest använda först."
    html = render(
        "statutes.html",
        INDEX,
        library=library,
        title=TITLE,
        lead=lead,
        groups=[group for group in groups if group[1]],
        filter=len(cited) >= FILTER_FROM,
        stale=len(book.stale_documents),
        changed=CHANGED,
    )
    return Page(path=INDEX, title=TITLE, description=lead, html=html, searchable=False)


def _entry(book: LawBook, statute: Statute) -> Entry:
    look, state = book.standing(statute)
    return Entry(
        name=name_of(book, statute),
        path=book.paths[statute.number],
        look=look,
        state=state,
        text=title_of(book, statute),
        used=used_words(book.uses[statute.number]),
    )


def title_of(book: LawBook, statute: Statute) -> str:
    """The title, when it says more than the name."""
    in_sfs = statute.number.startswith("SFS ")
    more = statute.short_name and book.statutes.names.tails.get(statute.number)
    return statute.title if more or not in_sfs else ""


def used_words(use: Use) -> str:
    """How many documents cite the statute; of hand-written pages when no document does."""
    documents = {one.document.id for one in use.references if one.document}
    pages = {one.place.path for one in use.references if not one.document}
    if documents:
        return counted(len(documents), "dokument", "dokument")
    return counted(len(pages), "sida", "sidor")


def _statute(library: Library, statute: Statute, path: str) -> Page:
    book = library.law
    look, state = book.standing(statute)
    name = name_of(book, statute)
    use, past = book.uses.get(statute.number), book.past_uses.get(statute.number)
    sections = tuple(_sections(library, statute, use)) if use else ()
    sets = (one.set for one in library.coverage.sets)
    demands = next((one for one in sets if one.number == statute.number), None)
    address = statute.address or (demands.address if demands else "") or address_of(statute)
    html = render(
        "statute.html",
        path,
        library=library,
        name=name,
        title=title_of(book, statute),
        look=look,
        state=state,
        notices=tuple(_notices(library, statute)),
        href=address,
        read=_read(statute, address),
        demands=library.requirement_paths[demands.id] if demands else "",
        used=capital(used_words(use)) if use else "",
        sections=sections,
        filter=sum(len(section.citing) for section in sections) >= FILTER_FROM,
        past=citing(library, past.references) if past else (),
        facts=tuple(fact for fact in _facts(library, statute) if fact.items),
        source=statute.source,
        moved=[moved_row(book, statute, row) for row in statute.moved],
        successor=next((item.text for item in _items(book, statute.replaced_by)), ""),
    )
    return Page(
        path=path,
        title=f"Upphävd: {name}" if look == GONE else name,
        description=_description(book, statute),
        weight=LIGHTEST if look == GONE else LIGHT,
        html=html,
    )


def _read(statute: Statute, address: str) -> str:
    """What a link to the statute's text at the address says."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    known = (words for name, words in _HOSTS.items() if f".{host}".endswith(f".{name}"))
    return f"Läs {_CALLED.get(statute.kind, 'lagen')} {next(known, f'på {host}')}"


def _description(book: LawBook, statute: Statute) -> str:
    """What the statute is called, each name as words of its own, so that search finds them."""
    names = (*statute.abbreviations, statute.short_name, statute.number, statute.title)
    return " · ".join(dict.fromkeys(filter(None, (*names, book.standing(statute).words))))


def _items(book: LawBook, number: str) -> tuple[Item, ...]:
    statute = book.statutes.register.statutes.get(number)
    return (statute_item(book, statute),) if statute else (Item(number),) if number else ()


def _notices(library: Library, statute: Statute) -> Iterator[Notice]:
    """That the statute is not in force, or will not be, with a way to what is."""
    book, today = library.law, library.today
    begins, ends = statute.first_day, statute.repealed
    after = next(iter(_items(book, statute.replaced_by)), None)
    if ends and ends <= today:
        said, by = f"Gäller inte sedan den {long_day(ends)}.", "Ersattes av"
    elif ends:
        said, by = f"Slutar gälla den {long_day(ends)}.", "Ersätts av"
    else:
        said = by = ""
    look = GONE if ends and ends <= today else "snart"
    if said and after:
        yield Notice(look, f"{said} {by} ", after.text, after.path, ".")
    elif said:
        yield Notice(look, said)
    if begins and begins > today:
        yield Notice("beslutad", f"Börjar gälla den {long_day(begins)}.")


def _facts(library: Library, statute: Statute) -> Iterator[Fact]:
    book, today = library.law, library.today
    register = library.corpus.register
    gone = bool(statute.repealed and statute.repealed <= today)
    short = [one for one in statute.abbreviations if one != statute.short_name]
    yield Fact("Nummer", (Item(statute.number),))
    yield Fact("Förkortning", (Item(listed(short, "och")),) if short else ())
    begins = f"{statute.in_force or _UNCHECKED}"
    if statute.in_force and statute.in_force_confidence:
        begins += f" ({statute.in_force_confidence}, {_UNCHECKED.lower()})"
    yield Fact("Gällde från" if gone else "Gäller från", (Item(begins),))
    if statute.applied_from:
        yield Fact("Tillämpas från", (Item(str(statute.applied_from)),))
    if statute.repealed:
        yield Fact(f"{'Upphörde' if gone else 'Upphör'} att gälla", (Item(str(statute.repealed)),))
    yield Fact("Ersatt av" if gone else "Ersätts av", _items(book, statute.replaced_by))
    yield Fact(
        "Ersatte",
        tuple(statute_item(book, one) for one in predecessors(register, statute)),
    )
    if statute.amended_through:
        yield Fact("Ändrad till och med", (Item(statute.amended_through),))
    if statute.note:
        yield Fact("Anmärkning", (Item(statute.note),))
    yield Fact("Uppgifterna här", (Item(_SURE.get(statute.confidence, statute.confidence)),))


def _sections(library: Library, statute: Statute, use: Use) -> Iterator[Section]:
    gone = library.law.standing(statute).look == GONE
    for provision, references in use.by_provision:
        yield Section(
            title=titled(provision),
            anchor=anchor(provision),
            citing=citing(library, references),
            hints=hints(library.law, statute, *(one.citation.provision for one in references)),
            href="" if gone else section_address(statute, provision),
        )


def citing(library: Library, references: Iterable[Reference]) -> tuple[Citing, ...]:
    """The documents that cite, in Swedish order of title; hand-written pages last."""
    rows = sorted(references, key=_order)
    found = [_citing(library, list(group)) for _, group in groupby(rows, key=_order)]
    found.sort(key=lambda row: (not row.look, swedish_order(row.title), row.path))
    return tuple(found)


def _order(reference: Reference) -> tuple[str, str]:
    return reference.place.path, reference.document.id if reference.document else ""


def _citing(library: Library, references: Sequence[Reference]) -> Citing:
    first = references[0]
    where = _where(references)
    if first.document is None:
        text = library.corpus.by_path[first.place.path]
        return Citing(text.title, library.staged[text.path], where=where)
    return citing_document(library, first.document, where)


def citing_document(library: Library, document: Document, where: str) -> Citing:
    """The document as a line of a list of those that cite."""
    look, state = library.state(document)
    owner = document.owner
    return Citing(
        title=document.title,
        path=library.staged[document.path],
        look=look,
        state=state,
        owner=library.corpus.register.role_name(owner),
        owner_path=library.role_paths.get(owner, ""),
        where=where,
    )


def _where(references: Sequence[Reference]) -> str:
    """The part of the section that is cited, and whether the text does it: ``9 §, bara i texten``.

    A page has nothing but its text.
    """
    in_text = {not one.metadata for one in references}
    inner = (
        written_provision(one.citation.provision)
        .removeprefix(written_provision(section_of(one.citation.provision)))
        .strip()
        for one in references
    )
    more = listed(dict.fromkeys(filter(None, inner)), "och")
    words = "" if True not in in_text else "också i texten" if False in in_text else "i texten"
    return ", ".join(filter(None, (more, words if references[0].document else "")))
