"""The pages of decisions: all of them by year, what each decided, and its proof; and their feed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice

from lydelse.documents import Status
from lydelse.ledger import MASKED, NEW_START, RECTIFIED, WITHDRAWN, LedgerFile
from lydelse.links import site_address
from lydelse.outlets.feeds import Entry, Feed, atom, permanent_id
from lydelse.pages.facts import LATER, Fact, Item
from lydelse.pages.lists import FILTER_FROM
from lydelse.pages.matters import matter, named, title_of
from lydelse.pages.model import Library, Row
from lydelse.pages.notices import Notice
from lydelse.pages.page import Page
from lydelse.pages.proofs import OUTCOMES, Look, Proof, State, event_look, is_signed
from lydelse.pages.templating import render
from lydelse.pages.versions import Proposed, proposed
from lydelse.pages.words import capital, counted, joined, long_day
from lydelse.register import swedish_order
from lydelse.seals import AT_ONCE, PREFIX
from lydelse.wording import version_text

PATH = "beslut/index.md"
FEED = "beslut/atom.xml"

NAMED, ENTRIES = 3, 50
"""How many documents the list names of each decision, and how many decisions the feed holds."""

FETCH = f"git fetch origin 'refs/tags/{PREFIX}*:refs/tags/{PREFIX}*'"
"""How whoever looks after the site gets the tags."""

_EVENTS = {
    "justering": "Protokollet justerades",
    "ändrad ikraft": "Dagen då texten börjar gälla ändrades",
    "återkallelse": "Beslutet återkallades",
    "rättelse": "Rättelse",
    "maskering": "Personuppgifter togs bort ur texten",
}
_DECISIONS = frozenset({NEW_START, WITHDRAWN, RECTIFIED})
"""The later events that are decisions themselves, when they have a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A decision in the list: where it is read, what it is about, and how it stands.

    ``about`` leads to the decision that a later one changes: its name and staged path.
    """

    day: date
    path: str
    title: str
    by: str
    register_number: str
    documents: tuple[str, ...]
    more: int
    proof: Look
    anchor: str = ""
    what: str = ""
    about: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a decision later."""

    day: date
    title: str
    by: str
    text: str
    documents: tuple[str, ...]
    proof: Look


def decision_pages(library: Library) -> Iterator[Page]:
    """The list of decisions, and a page for each."""
    yield _index(library)
    for proof in library.proofs.values():
        yield _page(library, proof)


def feed(library: Library) -> str:
    """The latest decisions that are published, as Atom; the same in every build of the same."""
    settings = library.settings
    shown = (proof for proof in library.proofs.values() if not proof.withheld)
    author = settings.municipality or settings.site_name
    base = _base(library)
    return atom(
        Feed(
            id=permanent_id("beslut", settings.municipality),
            title=f"Beslut – {settings.site_name}",
            author=author,
            href=base or "./",
            own_href=f"{base}atom.xml",
            updated=max(settings.adoption, date(1970, 1, 1)),
            entries=[_entry(library, proof, base) for proof in islice(shown, ENTRIES)],
        )
    )


def waiting(library: Library) -> int:
    """How many decisions are not published before they are proven."""
    return sum(proof.withheld for proof in library.proofs.values())


def proposed_on_main(library: Library) -> tuple[Row, ...]:
    """The documents that are proposals though main holds them."""
    return library.rows_of(
        doc
        for doc in library.listed
        if library.status(doc) is Status.PROPOSED and not library.awaited(doc)
    )


def _name(file: LedgerFile) -> str:
    return f"{long_day(file.on)}, § {file.paragraph}"


def _role(library: Library, id_: str) -> str:
    known = library.corpus.register.roles.get(id_)
    return known.title if known else id_


# All decisions


def _index(library: Library) -> Page:
    title = "Beslut"
    lead = "Vad som är beslutat om riktlinjer och rutiner, det senaste först."
    lines = [_line(library, proof) for proof in library.proofs.values()]
    lines = sorted([*_changed_later(library), *lines], key=lambda line: line.day, reverse=True)
    years = [
        (str(year), list(found)) for year, found in groupby(lines, key=lambda line: line.day.year)
    ]
    html = render(
        "decisions.html",
        PATH,
        library=library,
        title=title,
        lead=lead,
        years=years,
        proposals=sorted(_proposals(library), key=lambda row: swedish_order(row[0].title)),
        on_main=proposed_on_main(library),
        feed=FEED,
        filter=len(lines) >= FILTER_FROM,
    )
    return Page(path=PATH, title=title, description=lead, html=html, searchable=False)


def _line(library: Library, proof: Proof) -> Line:
    file = proof.file
    return Line(
        day=file.on,
        path=library.decision_paths[file.name],
        title=_name(file),
        by=_role(library, file.by),
        register_number=file.register_number,
        documents=tuple(named(library, file, row) for row in file.documents[:NAMED]),
        more=len(file.documents[NAMED:]),
        proof=proof.shown,
    )


def _changed_later(library: Library) -> Iterator[Line]:
    """The later decisions that change one, each read on that one's page."""
    for name, proof in library.proofs.items():
        for event in library.events.get(name, ()):
            if event.paragraph and event.event in _DECISIONS:
                yield Line(
                    day=event.on,
                    path=library.decision_paths[name],
                    title=_name(event),
                    by=_role(library, event.by),
                    register_number=event.register_number,
                    documents=_later_rows(library, event)[:NAMED],
                    more=len(event.documents[NAMED:]),
                    proof=event_look(library.corpus.timeline, event),
                    anchor=LATER,
                    what=_EVENTS[event.event],
                    about=(_name(proof.file), library.decision_paths[name]),
                )


def _proposals(library: Library) -> Iterator[tuple[Proposed, str]]:
    """What is proposed on branches at hand, and who is to decide it."""
    for id_, found in library.proposals.items():
        for one in proposed(library, id_):
            deciders = {
                _role(library, proposal.outline.decided_by)
                for proposal in found
                if proposal.outline.number and version_text(proposal.outline.number) == one.version
            }
            yield one, joined(sorted(filter(None, deciders), key=swedish_order))


# One decision


def _page(library: Library, proof: Proof) -> Page:
    file = proof.file
    path, title = library.decision_paths[file.name], f"Beslut {_name(file)}"
    matters = [matter(library, proof, row) for row in file.documents]
    html = render(
        "decision.html",
        path,
        library=library,
        title=title,
        here=_name(file),
        proof=proof,
        by=_role(library, file.by),
        notices=tuple(_notices(library, proof)),
        decided=[one for one in matters if one.decided],
        others=[one for one in matters if not one.decided],
        matters=matters,
        events=[_event(library, one) for one in library.events.get(file.name, ())],
        facts=tuple(_facts(library, proof)),
        explained=_explained(library, proof),
        fetch=FETCH if proof.state is State.ABSENT else "",
        tag=f"{PREFIX}{file.name}",
    )
    words = f"{_role(library, file.by)}, {file.register_number}. {_counts(file)}."
    return Page(path=path, title=title, description=words, html=html, searchable=False)


def _notices(library: Library, proof: Proof) -> Iterator[Notice]:
    if proof.withheld:
        what = {
            State.WRONG: "Beviset för beslutet stämmer inte.",
            State.WAITING: f"Beslutet {proof.shown.words.lower()}.",
        }[proof.state]
        held = any((row.id, row.version) in library.kept_back for row in proof.file.decided)
        words = " Det som beslutades gäller inte här, och visas inte." if held else ""
        yield Notice(proof.shown.look, f"{what}{words}")
    for event in library.events.get(proof.file.name, ()):
        if event.event == WITHDRAWN and library.corpus.timeline.may_be_shown(event):
            yield Notice("upphavd", f"Beslutet återkallades {long_day(event.on)}.")


def _event(library: Library, file: LedgerFile) -> Event:
    title = _EVENTS.get(file.event, capital(file.event))
    if file.paragraph:
        title += f", § {file.paragraph}"
    by, documents = _role(library, file.by), _later_rows(library, file)
    proof = event_look(library.corpus.timeline, file)
    return Event(day=file.on, title=title, by=by, text=file.text, documents=documents, proof=proof)


def _later_rows(library: Library, file: LedgerFile) -> tuple[str, ...]:
    """What the later event does to each document."""
    rows = []
    for row in file.documents:
        words = f"{title_of(library, row.id)}, version {version_text(row.version)}"
        if file.event == NEW_START and row.starts:
            words += f": gäller från {long_day(row.starts)}"
        elif file.event == WITHDRAWN:
            words += f": räknas inte från {long_day(row.starts or file.on)}"
        if row.ceases and file.event in {NEW_START, MASKED}:
            words += f", upphör {long_day(row.ceases)}"
        rows.append(words)
    return tuple(rows)


def _facts(library: Library, proof: Proof) -> Iterator[Fact]:
    file, seal = proof.file, proof.seal
    yield Fact("Beslutat av", (Item(_role(library, file.by), library.role_paths.get(file.by, "")),))
    yield Fact("Sammanträde", (Item(str(file.on)),))
    yield Fact("Paragraf", (Item(f"§ {file.paragraph}"),))
    yield Fact("Diarienummer", (Item(file.register_number),))
    yield Fact("Utfall", tuple(map(Item, _outcomes(file))), each=True)
    if proof.adjusted:
        at_once = proof.adjusted == AT_ONCE
        yield Fact("Justerat", (Item("Omedelbart" if at_once else proof.adjusted),))
    if seal:
        by = f" av {_role(library, proof.signer)}" if proof.signer else ""
        yield Fact("Signerat", (Item(f"{seal.day}{by}"),))
    yield Fact("Bevis", (Item(proof.shown.words),), look=proof.shown.look)
    timeline = library.corpus.timeline
    if file.path in timeline.entered and timeline.history.days:
        day = timeline.history.days[timeline.entered[file.path]]
        yield Fact("Infört i liggaren", (Item(str(day)),))


def _outcomes(file: LedgerFile) -> Iterator[str]:
    """What the instans came to, and how many documents had an outcome of their own."""
    yield OUTCOMES.get(file.outcome, file.outcome)
    own = [row.outcome for row in file.documents if row.outcome and row.outcome != file.outcome]
    for outcome in dict.fromkeys(own):
        number = own.count(outcome)
        yield f"{counted(number, 'dokument', 'dokument')} {outcome}"


def _explained(library: Library, proof: Proof) -> str:
    """What the state of the proof means, in a sentence or two."""
    adoption = long_day(library.settings.adoption)
    return {
        State.SEALED: _covered(library, proof),
        State.WAITING: "Tills protokollet är justerat och beslutet är signerat gäller de texter "
        "som gällde före beslutet.",
        State.ABSENT: "Beslutet står i liggaren. Signaturen ligger i en tagg som inte har hämtats "
        "till den kopia som webbplatsen är byggd ur. Den som sköter webbplatsen hämtar den så här:",
        State.WRONG: "Något är ändrat efter beslutet, eller signerat av fel person:",
        State.BEFORE: f"Beslutet fördes in före införandet {adoption}. Då signerades inga beslut "
        "här. Protokollet i diariet är beviset, och fingeravtrycken visar vilka texter det gäller.",
        State.NOTHING: "Ingen text började gälla, så inget behöver bevisas här.",
        State.UNTRIED: "I en förhandsvisning prövas bara det som finns på huvudgrenen.",
    }[proof.state]


def _covered(library: Library, proof: Proof) -> str:
    """What the signature covers; a day that was moved later it cannot cover."""
    words = (
        "Beslutet är signerat. Signaturen täcker vad som beslutades, från när, och varje texts "
        "fingeravtryck. Ändras något av det stämmer den inte längre."
    )
    events = library.events.get(proof.file.name, ())
    timeline = library.corpus.timeline
    days = [one for one in events if one.event == NEW_START and timeline.may_be_shown(one)]
    if not days:
        return words
    last = days[-1]
    moved = "flyttades senare" if any(r.starts for r in last.documents) else "ändrades senare"
    when = long_day(last.on) + (f", § {last.paragraph}" if last.paragraph else "")
    own = (
        "Det beslutet har en egen signatur."
        if is_signed(timeline, last)
        else "Den ändringen är inte signerad här: protokollet i diariet är beviset."
    )
    return f"{words} Den täcker den dag som stod i beslutet. Dagen {moved}, {when}. {own}"


def _counts(file: LedgerFile) -> str:
    return capital(counted(len(file.documents), "dokument", "dokument"))


# The feed


def _base(library: Library) -> str:
    """Where the decisions are on the web; empty when the register does not say."""
    address: str = getattr(library.settings, "address", "")
    return f"{address.rstrip('/')}/beslut/" if address else ""


def _entry(library: Library, proof: Proof, base: str) -> Entry:
    file = proof.file
    events = library.events.get(file.name, ())
    hashes = (row.hash for row in file.documents)
    rows = "; ".join(named(library, file, row) for row in file.documents)
    later = "".join(f" {_event(library, one).title} {long_day(one.on)}." for one in events)
    outcome = OUTCOMES.get(file.outcome, file.outcome)
    return Entry(
        id=permanent_id(file.name, file.by, file.register_number, *hashes),
        title=f"{_role(library, file.by)} {_name(file)}",
        published=file.on,
        updated=max((file.on, *(one.on for one in events))),
        summary=f"{outcome}: {rows}. Diarienummer {file.register_number}.{later}",
        href=f"{base}{site_address(library.decision_paths[file.name]).removeprefix('beslut/')}",
    )
