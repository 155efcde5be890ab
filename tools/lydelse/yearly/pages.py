"""The pages of the years: one for each, with pictures, tables and lists, and the list of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lydelse.history import Depth
from lydelse.pages import addresses
from lydelse.pages.model import Library
from lydelse.pages.page import Page, Part
from lydelse.pages.templating import render
from lydelse.pages.versions import compared_path
from lydelse.pages.words import capital, joined, long_day
from lydelse.register import Register
from lydelse.yearly import words
from lydelse.yearly.data import as_json
from lydelse.yearly.markdown import as_markdown, ordered, tables
from lydelse.yearly.model import Began, Due, Subject, Year
from lydelse.yearly.plots import plots

INDEX = "ar/index.md"

MOST = 400
"""How many documents a list shows; the command gives them all."""

INDEX_TITLE = "År för år"
LEAD = "Vad som hände med riktlinjer och rutiner varje år, till årets berättelser och översyn."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A document in a list; ``look`` and ``badge`` are its state, ``compared`` shows the change."""

    title: str
    path: str = ""
    day: str = ""
    text: str = ""
    look: str = ""
    badge: str = ""
    facts: tuple[str, ...] = ()
    compared: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A list under a heading; ``nothing`` is said when it is empty."""

    title: str
    anchor: str
    lines: tuple[Line, ...]
    nothing: str
    note: str = ""

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return len(self.lines[MOST:])


def path_of(year: int) -> str:
    """Where the year's page is staged: met at ``/ar/2026/``."""
    return f"ar/{year}.md"


def year_part(library: Library, years: Sequence[Year]) -> Part:
    """The list of years and a page for each, and each year as text and as data beside it."""
    register = library.corpus.register
    files: dict[str, str] = {}
    for year in years:
        files[_file(year, "txt")] = as_markdown(year, register)
        files[_file(year, "json")] = as_json(year, register)
    pages = (_index(library, years), *(_page(library, year) for year in years))
    return Part(pages=pages, files=files)


def _file(year: Year, ending: str) -> str:
    """Where the year lies as a file: ``ar/2026/ar-2026.txt``."""
    return f"ar/{year.year}/ar-{year.year}.{ending}"


def _index(library: Library, years: Sequence[Year]) -> Page:
    html = render(
        "years.html",
        INDEX,
        library=library,
        title=INDEX_TITLE,
        lead=LEAD,
        years=[
            (one, path_of(one.year), words.period(one), tuple(words.brief(one))) for one in years
        ],
        nothing="" if years else _why_none(library),
        adoption=library.settings.adoption if library.settings.adoption > date.min else "",
    )
    return Page(path=INDEX, title=INDEX_TITLE, description=LEAD, html=html, searchable=False)


def _why_none(library: Library) -> str:
    """Why no year can be told of."""
    if library.corpus.timeline.depth is not Depth.WHOLE:
        return (
            "Sidorna är byggda utan den historik som årets siffror räknas ur. "
            "Den som sköter webbplatsen bygger dem ur en hel klon."
        )
    return (
        f"Räkningen börjar vid införandet {long_day(library.settings.adoption)}. "
        "Det som händer före införandet är utkast."
    )


def _page(library: Library, year: Year) -> Page:
    register, path = library.corpus.register, path_of(year.year)
    title = words.title(year)
    html = render(
        "year.html",
        path,
        library=library,
        title=title,
        trail=[(INDEX_TITLE, INDEX)],
        year=year,
        period=words.period(year),
        brief=tuple(words.brief(year)),
        uses=words.uses(year),
        plots=tuple(plots(year)),
        shares=[
            (heading, [(name, *map(words.figure, figures)) for name, *figures in rows])
            for heading, rows in (
                (heading, ordered(year, keys, name)) for heading, keys, name in tables(register)
            )
        ],
        groups=tuple(_groups(library, year)),
        most=MOST,
        text=addresses.relative(path, _file(year, "txt")),
        data=addresses.relative(path, _file(year, "json")),
        counted_how=words.COUNTED,
        others=_others(library, year),
    )
    description = f"{words.period(year)} {next(words.brief(year))}"
    return Page(path=path, title=title, description=description, html=html, searchable=False)


def _others(library: Library, year: Year) -> tuple[tuple[str, int], ...]:
    """The years before and after that have a page."""
    first = max(library.settings.adoption.year, 1)
    around = (("Året före", year.year - 1), ("Året efter", year.year + 1))
    return tuple(row for row in around if first <= row[1] <= library.today.year)


# The lists


def _groups(library: Library, year: Year) -> Iterator[Group]:
    register = library.corpus.register
    yield Group(
        "Nya dokument", "ly-nya", _all(_began(library, one) for one in year.new), "Inga nya."
    )
    yield Group(
        "Ändrat i sak",
        "ly-andrade",
        _all(_began(library, one) for one in year.in_substance),
        "Inget ändrades i sak.",
    )
    yield Group(
        "Andra ändringar",
        "ly-andra",
        _all(_began(library, one) for one in year.in_form),
        "Inga andra ändringar.",
        "Följdändringar och redaktionella ändringar. Vad personalen ska göra är detsamma.",
    )
    yield Group(
        "Publicerat för sent",
        "ly-sent",
        _all(_late(library, one) for one in year.late_to_readers),
        "Allt publicerades i tid.",
        "Texten började gälla innan personalen kunde läsa den.",
    )
    yield _reviews(library, year)
    yield Group(
        f"Försenade översyner {year.last}",
        "ly-forsenade",
        _all(_overdue(library, year, one) for one in year.overdue),
        "Ingen översyn är försenad.",
        "Texterna gäller fortfarande.",
    )
    yield _ceased(library, year)
    yield Group(
        "Nämndens beslut",
        "ly-beslut",
        tuple(_decisions(library, year)),
        "Inga beslut står i liggaren.",
    )
    yield from _awaiting(library, year, register)


def _all(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(lines)


def _place(library: Library, subject: Subject) -> str:
    """The page where the document is read now; empty when there is none."""
    document = library.by_id.get(subject.id)
    return library.staged[document.path] if document else ""


def _facts(library: Library, subject: Subject) -> tuple[str, ...]:
    return tuple(words.facts(library.corpus.register, subject))


def _began(library: Library, one: Began) -> Line:
    known = library.corpus.timeline.lydelse(one.subject.id, one.version)
    what = capital(words.slag(one)) if one.new or one.slag else "Slag saknas"
    return Line(
        title=one.subject.title,
        path=addresses.lydelse_path(one.subject.id, one.version) if known else "",
        day=f"{long_day(one.day)}, version {one.number}",
        text=one.text,
        facts=(*((what,) if not one.new else ()), *_why(one), *_facts(library, one.subject)),
        compared=compared_path(library, one.subject.id, one.version) if not one.new else "",
    )


def _why(one: Began) -> tuple[str, ...]:
    return (f"Orsak: {one.reason}",) if one.reason and not one.new else ()


def _late(library: Library, one: Began) -> Line:
    return Line(
        title=one.subject.title,
        path=addresses.lydelse_path(one.subject.id, one.version),
        day=f"Version {one.number} gällde från {one.day}, publicerades {one.published}",
        look="forsenad",
        badge=f"{capital(words.days_late(one.late))} sent",
        facts=_facts(library, one.subject),
    )


def _reviews(library: Library, year: Year) -> Group:
    role = library.corpus.register.role_name
    outcomes = joined([f"{words.figure(count)} {name}" for name, count in words.by_outcome(year)])
    lines = (
        Line(
            title=one.subject.title,
            path=_place(library, one.subject),
            day=f"{long_day(one.on)}, {role(one.by)}",
            text=f"Underlag: {one.basis}" if one.basis else "",
            look="forsenad" if one.late else "",
            badge=f"{capital(words.days_late(one.late))} sent" if one.late else "",
            facts=(f"Utfall: {one.outcome or words.UNKNOWN}", *_facts(library, one.subject)),
        )
        for one in year.reviewed
    )
    note = f"Utfall: {outcomes}." if outcomes else ""
    return Group("Gjorda översyner", "ly-oversyner", _all(lines), "Inga är införda.", note)


def _overdue(library: Library, year: Year, one: Due) -> Line:
    return Line(
        title=one.subject.title,
        path=_place(library, one.subject),
        look="forsenad",
        badge=f"{capital(words.days_late((year.last - one.by).days))} sen",
        facts=(f"Senast {one.by}", *_facts(library, one.subject)),
    )


def _ceased(library: Library, year: Year) -> Group:
    lines = (
        Line(
            title=one.subject.title,
            path=_place(library, one.subject),
            day=f"Gäller inte från {long_day(one.day)}",
            text=one.text or words.why_ceased(one),
            facts=(
                *((f"Orsak: {one.reason}",) if one.reason else ()),
                *((f"Ersatt av {joined(one.successors)}",) if one.successors else ()),
                *_facts(library, one.subject),
            ),
        )
        for one in year.ceased
    )
    return Group("Upphörde", "ly-upphorde", _all(lines), "Inget dokument upphörde.")


def _decisions(library: Library, year: Year) -> Iterator[Line]:
    for one in year.made:
        file = one.file
        yield Line(
            title=f"{long_day(file.on)}, § {file.paragraph}",
            path=library.decision_paths.get(file.name, ""),
            look=one.look,
            badge=one.proof,
            facts=(
                library.corpus.register.role_name(file.by),
                file.register_number,
                capital(words.documents(len(file.documents))),
            ),
        )


def _awaiting(library: Library, year: Year, register: Register) -> Iterator[Group]:
    later = (
        Line(
            title=one.subject.title,
            path=addresses.lydelse_path(one.subject.id, one.version),
            look="beslutad",
            badge=f"Gäller från {one.starts}",
            facts=(f"Version {one.number}", *_facts(library, one.subject)),
        )
        for one in year.later
    )
    note = f"Det som var beslutat men inte gällde {year.last}."
    yield Group("Det som väntar: beslutat", "ly-vantar", _all(later), "Inget.", note)
    if year.current:
        proposed = (
            Line(
                title=one.subject.title,
                path=addresses.proposal_path(one.subject.id, one.version),
                look="forslag",
                badge="Förslag",
                facts=(
                    f"Version {one.number}",
                    *((capital(one.slag),) if one.slag else ()),
                    *(
                        (f"Ska beslutas av: {register.role_name(one.subject.decided_by)}",)
                        if one.subject.decided_by
                        else ()
                    ),
                ),
            )
            for one in year.proposed
        )
        note = f"Arbete på egna grenar {year.today}. Inget av det gäller."
        yield Group("Det som väntar: förslag", "ly-forslag", _all(proposed), "Inga förslag.", note)
    if not year.over:
        left = _all(_left(library, year, one) for one in year.left)
        title, nothing = f"Kvar att se över {year.year}", "Inget är kvar, och inget är försenat."
        yield Group(title, "ly-kvar", left, nothing)
    after = _all(_due(library, one) for one in year.due_next_year)
    yield Group(f"Dokument att se över {year.year + 1}", "ly-ses-over", after, "Inget.")


def _left(library: Library, year: Year, one: Due) -> Line:
    late = one.by < year.last
    return _overdue(library, year, one) if late else _due(library, one)


def _due(library: Library, one: Due) -> Line:
    return Line(
        title=one.subject.title,
        path=_place(library, one.subject),
        facts=(f"Senast {one.by}", *_facts(library, one.subject)),
    )
