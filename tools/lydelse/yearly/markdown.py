"""The year as Markdown, fit to be pasted into a report; nothing that a document says is live."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from lydelse.changes import inert
from lydelse.pages.words import MONTHS, capital, long_day
from lydelse.register import Register, swedish_order
from lydelse.yearly import words
from lydelse.yearly.model import Began, Due, Share, Subject, Year

Row = Sequence[str]

_ID = re.compile(r"[A-ZÅÄÖ]{2,4}-[0-9]{3,5}")


def as_markdown(year: Year, register: Register) -> str:
    """The whole year."""
    parts = [f"# {words.title(year)}", f"{register.settings.municipality}. {words.period(year)}"]
    parts.append("\n".join(f"- {line}" for line in words.brief(year)))
    for use in words.uses(year):
        source = f" ({use.source.rstrip('.')}.)" if use.source else ""
        taken = "; ".join(name for name, _ in use.parts)
        parts.append(f"**{use.title}.** {use.text}{source} Använd avsnitten: {taken}.")
    for section in (_pictures, _tables, _changes, _reviews, _ends, _decisions, _awaiting):
        parts += section(year, register)
    parts += ["## Så är siffrorna räknade", words.COUNTED]
    return "\n\n".join(_trimmed(part) for part in parts if part) + "\n"


def _trimmed(part: str) -> str:
    """The part without spaces at the ends of its lines."""
    return "\n".join(line.rstrip() for line in part.split("\n"))


def _table(heads: Row, rows: Iterable[Row]) -> str:
    """A table; figures stand to the right, that is every column but the first."""
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join(['---', *['---:'] * (len(heads) - 1)])} |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _list(rows: Iterable[str], otherwise: str) -> str:
    return "\n".join(f"- {row}" for row in rows) or otherwise


def _name(subject: Subject) -> str:
    return f"{_id(subject.id)} {inert(subject.title)}"


def _id(id_: str) -> str:
    """The id; one of the usual form cannot be live, and is not broken up."""
    return id_ if _ID.fullmatch(id_) else inert(id_)


def _facts(register: Register, subject: Subject) -> str:
    return inert("; ".join(words.facts(register, subject)))


def _pictures(year: Year, register: Register) -> Iterator[str]:
    yield "## Månad för månad"
    yield f"{words.on_months(year)}."
    heads = ("Månad", "Nya", "Ändrade i sak", "Andra ändringar", "Översyner", "Upphörde")
    yield _table(
        heads,
        (
            (
                capital(MONTHS[one.number - 1]),
                *map(words.figure, (one.new, one.weighty, one.light, one.reviewed, one.ceased)),
            )
            for one in year.months
        ),
    )
    yield "## Varför dokumenten ändrades"
    yield f"{words.on_reasons(year)}."
    if rows := words.reasons(year):
        yield _table(
            ("Orsak", "Ändringar"), ((capital(inert(a)), words.figure(b)) for a, b in rows)
        )
        slag = words.by_slag(year)
        yield _table(("Slag", "Ändringar"), ((capital(inert(a)), words.figure(b)) for a, b in slag))
        yield words.origins(year)
    yield words.mandate(year)
    yield "## Försenade översyner"
    yield f"{words.on_overdue(year)}."
    points = (
        (str(one.day), words.figure(one.in_force), words.figure(one.late)) for one in year.points
    )
    yield _table(("Dag", "Gällande dokument", "Försenade översyner"), points)
    late = (
        f"{_name(one.subject)}: skulle ha setts över {one.by}, "
        f"{words.days_late((year.last - one.by).days)} sen. {_facts(register, one.subject)}."
        for one in year.overdue
    )
    yield _list(late, f"Ingen översyn var försenad {year.last}.")


def _tables(year: Year, register: Register) -> Iterator[str]:
    yield "## Per verksamhet, ansvarig och dokumenttyp"
    for heading, keys, name in tables(register):
        rows = ordered(year, keys, name)
        heads = (heading, "Gäller", "Nya", "Ändrade", "Sedda över", "Upphörde", "Försenade")
        yield _table(heads, ((inert(one), *map(words.figure, figures)) for one, *figures in rows))


Keys = Callable[[Subject], Iterable[str]]
Name = Callable[[str], str]


def tables(register: Register) -> tuple[tuple[str, Keys, Name], ...]:
    """The three ways to share out a year: heading, the ids of a document, and an id in words."""

    def unit(id_: str) -> str:
        return register.units[id_].name if id_ in register.units else id_ or words.UNKNOWN

    return (
        ("Verksamhet", lambda one: one.units or ("",), unit),
        (
            "Dokumentansvarig",
            lambda one: (one.owner,),
            lambda id_: register.role_name(id_) or words.UNKNOWN,
        ),
        ("Dokumenttyp", lambda one: (one.type,), lambda id_: words.type_name(register, id_)),
    )


def ordered(year: Year, keys: Keys, name: Name) -> list[tuple[str, int, int, int, int, int, int]]:
    """The shares as rows of a table, in Swedish order of their names."""
    rows = [(name(one.id), *_figures(one)) for one in year.shares(keys)]
    return sorted(rows, key=lambda row: swedish_order(row[0]))


def _figures(one: Share) -> tuple[int, int, int, int, int, int]:
    return one.in_force, one.new, one.changed, one.reviewed, one.ceased, one.late


def _changes(year: Year, register: Register) -> Iterator[str]:
    yield "## Nya dokument"
    yield _list((_began(one, register) for one in year.new), "Inga nya dokument.")
    yield "## Ändrat i sak"
    rows = (_began(one, register) for one in year.in_substance)
    yield _list(rows, "Inget ändrades i sak.")
    yield "## Andra ändringar"
    if year.in_form:
        yield "Följdändringar och redaktionella ändringar: vad personalen ska göra är detsamma."
    yield _list((_began(one, register) for one in year.in_form), "Inga andra ändringar.")
    yield "## Publicerat för sent"
    if year.late_to_readers:
        yield "Texten började gälla innan personalen kunde läsa den."
    yield _list(
        (
            f"{_name(one.subject)} version {one.number}: gällde från {one.day}, publicerades "
            f"{one.published}, {words.days_late(one.late)} sent."
            for one in year.late_to_readers
        ),
        "Allt publicerades i tid.",
    )


def _began(one: Began, register: Register) -> str:
    told = "" if one.new else f" {capital(inert(one.slag or words.UNKNOWN))}"
    why = f" ({inert(one.reason)})" if one.reason and not one.new else ""
    text = f": {inert(one.text.rstrip('.'))}" if one.text else ""
    kind = f".{told}{why}{text}" if told or text else ""
    if one.new:
        kind = text
    return (
        f"{_name(one.subject)}, version {one.number}, från {one.day}{kind}. "
        f"{_facts(register, one.subject)}."
    )


def _reviews(year: Year, register: Register) -> Iterator[str]:
    yield "## Gjorda översyner"
    if rows := words.by_outcome(year):
        yield _table(
            ("Utfall", "Översyner"), ((capital(inert(a)), words.figure(b)) for a, b in rows)
        )
    yield _list(
        (
            f"{_name(one.subject)}: {one.on} av {inert(register.role_name(one.by))}. "
            f"{capital(inert(one.outcome))}."
            + (f" Underlag: {inert(one.basis.rstrip('.'))}." if one.basis else "")
            + (f" Översynen gjordes {words.days_late(one.late)} för sent." if one.late else "")
            for one in year.reviewed
        ),
        "Inga översyner är införda.",
    )


def _ends(year: Year, register: Register) -> Iterator[str]:  # noqa: ARG001  one signature
    yield "## Upphörde"
    yield _list(
        (
            f"{_name(one.subject)}: gäller inte från {one.day}."
            + f" {words.why_ceased(one)}".rstrip()
            + (f" Orsak: {inert(one.reason)}." if one.reason else "")
            + (f" {inert(one.text.rstrip('.'))}." if one.text else "")
            + (f" Ersatt av {', '.join(map(_id, one.successors))}." if one.successors else "")
            for one in year.ceased
        ),
        "Inget dokument upphörde.",
    )


def _decisions(year: Year, register: Register) -> Iterator[str]:
    yield "## Nämndens beslut"
    yield _list(
        (
            f"{long_day(one.file.on)}, {inert(register.role_name(one.file.by))}, "
            f"§ {inert(one.file.paragraph)}, {inert(one.file.register_number)}: "
            f"{inert(one.file.outcome)}, {words.documents(len(one.file.documents))}. "
            f"{one.proof}."
            for one in year.made
        ),
        "Inga beslut står i liggaren.",
    )


def _awaiting(year: Year, register: Register) -> Iterator[str]:
    yield "## Det som väntar"
    yield f"### Beslutat, men gällde inte än {year.last}"
    yield _list(
        (f"{_name(one.subject)}, version {one.number}: från {one.starts}." for one in year.later),
        "Inget.",
    )
    if year.current:
        yield f"### Förslag {year.today}"
        yield _list(
            (
                f"{_name(one.subject)}, version {one.number}: "
                f"{inert(', '.join(one.branches))}."
                + (
                    f" Ska beslutas av {inert(register.role_name(one.subject.decided_by))}."
                    if one.subject.decided_by
                    else ""
                )
                for one in year.proposed
            ),
            "Inga förslag.",
        )
    for number, rows in ((year.year, year.left), (year.year + 1, year.due_next_year)):
        if number == year.year and year.over:
            continue
        yield f"### Översyner {'kvar ' if number == year.year else ''}{number}"
        if number > year.year:
            yield f"{words.on_due(year)}."
        yield _list(
            (
                f"{_name(one.subject)}: senast {one.by}{_late(year, one)}. "
                f"{_facts(register, one.subject)}."
                for one in rows
            ),
            "Inga.",
        )


def _late(year: Year, one: Due) -> str:
    return f", {words.days_late((year.last - one.by).days)} sen" if one.by < year.last else ""
