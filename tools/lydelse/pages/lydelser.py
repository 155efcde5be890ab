"""The page of a lydelse: any version of a document, the days it applied, and its proof."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from lydelse.pages import addresses
from lydelse.pages.facts import Fact, Item, decision_item, decision_name, moved_items, proof_items
from lydelse.pages.kept import Kept
from lydelse.pages.model import NOT_IN_FORCE, Library
from lydelse.pages.notices import Notice, successors
from lydelse.pages.page import Page
from lydelse.pages.past import Names, PastFile, PastLinks
from lydelse.pages.templating import render
from lydelse.pages.words import capital, joined, long_day
from lydelse.timeline import Lydelse, Span, Timeline, in_force

NOW, COMING, PAST, NEVER = "now", "coming", "past", "never"
"""What a lydelse is on a day."""

VERSIONS = "ly-versioner"
"""Where the list of versions stands on a document's page."""

_LOOKS = {NOW: "galler", COMING: "beslutad", PAST: "tidigare", NEVER: "tidigare"}
_BODY = "instans"
_SHORT_HASH = 15


@dataclass(frozen=True, slots=True)
class Standing:
    """What a lydelse is on a day: its state, the looks and words of it, and its days."""

    state: str
    words: str
    spans: tuple[Span, ...]

    @property
    def look(self) -> str:
        """The state's name in classes and shapes."""
        return _LOOKS[self.state]

    @property
    def last(self) -> date | None:
        """The last day of what is over; ``None`` for what applies or has no end."""
        return self.spans[-1].last if self.state == PAST else None


def standing(timeline: Timeline, lydelse: Lydelse, today: date) -> Standing:
    """What the lydelse is on the day."""
    found = timeline.spans.get(lydelse.id, ())
    spans = tuple(span for span in found if span.lydelse.version == lydelse.version)
    if any(today in span for span in spans):
        return Standing(NOW, "Gäller", spans)
    if later := next((span.first for span in spans if span.first > today), None):
        return Standing(COMING, f"Beslutad, gäller från {later}", spans)
    if spans:
        return Standing(PAST, f"Gällde {joined([short_days(span) for span in spans])}", spans)
    return Standing(NEVER, "Började aldrig gälla", ())


def short_days(span: Span) -> str:
    """The days of a span in short: ``2026-03-01–2026-08-31``."""
    return f"{span.first}–{span.last}" if span.last else f"från {span.first}"


def lydelse_page(
    library: Library, names: Names, lydelse: Lydelse, kept: Kept, files: Mapping[str, PastFile]
) -> Page:
    """The page of the lydelse, from what its text gives and the files beside it."""
    path = addresses.lydelse_path(lydelse.id, lydelse.version)
    state = standing(library.corpus.timeline, lydelse, library.today)
    links = PastLinks(library, names, lydelse, path, state.last, files)
    html = render(
        "lydelse.html",
        path,
        library=library,
        trail=trail(library, lydelse.id),
        here=f"Version {lydelse.number}",
        lydelse=lydelse,
        standing=state,
        notices=(*_notices(library, lydelse, state), *_late(lydelse, state)),
        others=_others(library, lydelse),
        body=Markup(links.html(kept.html)),  # noqa: S704  our own reader's HTML, by the allow-list
        facts=tuple(_facts(library, lydelse, state)),
        change=kept,
        attachments=tuple(_attachments(kept, links)),
        short=_short(lydelse.hash),
    )
    before = {NOW: "", COMING: "Kommande ", NEVER: "Aldrig gällande ", PAST: "Tidigare "}
    prefix = capital(f"{before[state.state]}version {lydelse.number}")
    return Page(
        path=path,
        title=f"{prefix}: {lydelse.title or lydelse.id}",
        description=f"{lydelse.id} version {lydelse.number}. {state.words}.",
        html=html,
        searchable=False,
    )


def trail(library: Library, id_: str) -> list[tuple[str, str]]:
    """The way down from the start page to the document's own page, when it has one."""
    document = library.by_id.get(id_)
    return [(document.title, library.staged[document.path])] if document else []


def reading_path(library: Library, id_: str) -> str:
    """Where the wording in force is read; empty when none is in force."""
    span = library.corpus.timeline.span(id_, library.today)
    if span is None:
        return ""
    document = library.by_id.get(id_)
    if document and library.status(document) not in NOT_IN_FORCE:
        return library.staged[document.path]
    return addresses.lydelse_path(id_, span.lydelse.version)


def _notices(library: Library, lydelse: Lydelse, state: Standing) -> Iterator[Notice]:
    now = reading_path(library, lydelse.id)
    link = ("Läs den som gäller nu", now, ".") if now else ()
    if state.state == NOW:
        last = next(span.last for span in state.spans if library.today in span)
        until = f" Den gäller till och med {long_day(last)}." if last else ""
        words = f"Det här är den version som gäller nu.{until} "
        yield Notice("galler", words, "Läs den på dokumentets egen sida", now, ".")
        return
    if state.state == COMING:
        first = next(span.first for span in state.spans if span.first > library.today)
        words = f"Versionen är beslutad men gäller inte än. Den gäller från {long_day(first)}. "
        yield Notice("beslutad", words, *link)
        return
    words = f"Det här är en tidigare version. Den gällde {_long_spans(state.spans)}. "
    if state.state == NEVER:
        words = f"Det här är en version som aldrig började gälla. {_why_never(library, lydelse)}"
    if link:
        yield Notice("upphavd", words, *link)
    else:
        yield Notice("upphavd", f"{words}Ingen version gäller nu.")
        yield from _next(library, lydelse)
        yield from successors(library, lydelse.id)


def _next(library: Library, lydelse: Lydelse) -> Iterator[Notice]:
    spans = library.corpus.timeline.spans.get(lydelse.id, ())
    if later := next((span for span in spans if span.first > library.today), None):
        before = f"Version {later.lydelse.number} gäller från {long_day(later.first)}. "
        path = addresses.lydelse_path(lydelse.id, later.lydelse.version)
        yield Notice("beslutad", before, "Läs den kommande versionen", path, ".")


def _long_spans(spans: tuple[Span, ...]) -> str:
    return joined(
        [
            f"från {long_day(span.first)} till och med {long_day(span.last)}"
            if span.last
            else f"från {long_day(span.first)}"
            for span in spans
        ]
    )


def _why_never(library: Library, lydelse: Lydelse) -> str:
    if lydelse.withdrawn and lydelse.withdrawn <= lydelse.starts:
        return f"Beslutet upphörde {long_day(lydelse.withdrawn)}. "
    known = library.corpus.timeline.lydelser.get(lydelse.id, ())
    other = in_force(known, lydelse.starts)
    if other and other.version > lydelse.version:
        return f"Version {other.number} gällde redan {long_day(lydelse.starts)}. "
    return ""


def _late(lydelse: Lydelse, state: Standing) -> Iterator[Notice]:
    """What an investigator must know: staff could not have read it from its first day."""
    if not state.spans or not lydelse.published or not lydelse.late(state.spans[0].first):
        return
    yield Notice(
        "snart",
        f"Publicerades {long_day(lydelse.published)}, men började gälla "
        f"{long_day(state.spans[0].first)}. Före publiceringen kunde personalen inte läsa den.",
    )


def _others(library: Library, lydelse: Lydelse) -> list[tuple[str, str, str]]:
    """Links to what stands beside the lydelse: words, staged path and anchor."""
    timeline = library.corpus.timeline
    before = timeline.before(lydelse.id, lydelse.version)
    known = timeline.lydelser.get(lydelse.id, ())
    after = next((one for one in known if one.version > lydelse.version), None)
    found = []
    for other in (before, after):
        if other:
            older, newer = sorted((other, lydelse), key=lambda one: one.version)
            path = addresses.comparison_path(lydelse.id, older.version, newer.version)
            found.append((f"Jämför med version {other.number}", path, ""))
    document = library.by_id.get(lydelse.id)
    if document:
        found.append(("Alla versioner", library.staged[document.path], VERSIONS))
    return found


def _facts(library: Library, lydelse: Lydelse, state: Standing) -> Iterator[Fact]:
    yield Fact("Version", (Item(lydelse.number),))
    label = {NOW: "Gäller", COMING: "Ska gälla", PAST: "Gällde", NEVER: "Skulle gälla från"}
    days = tuple(Item(_days(span)) for span in state.spans) or (Item(str(lydelse.starts)),)
    yield Fact(label[state.state], (*days, *moved_items(library, lydelse)), each=True)
    yield decided(library, lydelse)
    if lydelse.published:
        late = bool(state.spans and lydelse.late(state.spans[0].first))
        yield Fact("Publicerad", (Item(str(lydelse.published)),), look="snart" if late else "")
    yield Fact("Bevis", proof_items(library, lydelse), each=True)
    yield Fact("Beteckning", (Item(lydelse.id),))


def decided(library: Library, lydelse: Lydelse) -> Fact:
    """Who decided, when, and where it is recorded."""
    decision, by = lydelse.decision, lydelse.decided_by
    roles, paths = library.corpus.register.roles, library.role_paths
    who = decision.by if decision else by
    label = "Beslutad av" if who in roles and roles[who].kind == _BODY else "Fastställd av"
    name = Item(roles[who].title if who in roles else who or "okänt", paths.get(who, ""))
    if decision is None:
        return Fact(label, (name, Item("Beslutsdagen är okänd")), each=True)
    name_of_decision = decision_name(library, lydelse.id, lydelse.version)
    lines = [decision_item(library, decision, name_of_decision)]
    if decision.register_number:
        lines.append(Item(f"Diarienummer {decision.register_number}"))
    if decision.reference:
        lines.append(Item(decision.reference))
    return Fact(label, (name, *lines), each=True)


def _days(span: Span) -> str:
    return f"{span.first} till och med {span.last}" if span.last else f"från {span.first}"


def _attachments(kept: Kept, links: PastLinks) -> Iterator[Item]:
    for file, title in kept.attachments:
        yield Item(title, href=links.file(file))


def _short(hash_: str) -> str:
    return f"{hash_[:_SHORT_HASH]} …" if len(hash_) > _SHORT_HASH else hash_
