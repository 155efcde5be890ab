"""The year in sentences: what each picture says, what each list holds, and for which report."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lydelse.pages.words import MONTHS, capital, counted, joined, long_day
from lydelse.register import Register, swedish_order
from lydelse.yearly.model import (
    FORESEEN,
    LEARNED,
    OUTCOMES,
    REASONS,
    SLAG,
    Began,
    Ceased,
    Due,
    Subject,
    Year,
)

UNKNOWN = "uppgift saknas"
"""Stands for what an old text does not tell."""

_SMALL = (
    *("inga", "ett", "två", "tre", "fyra", "fem", "sex"),
    *("sju", "åtta", "nio", "tio", "elva", "tolv"),
)


_MANY = {
    "principiell": "principiella",
    "följdändring": "följdändringar",
    "redaktionell": "redaktionella",
}


class Use(NamedTuple):
    """A report that the year's figures go into: what it is, and the parts of the page to use."""

    title: str
    text: str
    parts: tuple[tuple[str, str], ...]
    source: str = ""


def number(count: int) -> str:
    """The number as it is read in a sentence: small ones as words."""
    return _SMALL[count] if count < len(_SMALL) else figure(count)


def figure(count: int) -> str:
    """The number in figures, with a space between the thousands."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def changes(count: int) -> str:
    """``inga ändringar``, ``en ändring``, ``två ändringar``."""
    return _counted(count, "ändring", "ändringar")


def _share(count: int, whole: int) -> str:
    """``tre av sju``; ``3 av 15``, since words and figures do not mix."""
    if whole < len(_SMALL):
        return f"{number(count)} av {number(whole)}"
    return f"{figure(count)} av {figure(whole)}"


def _counted(count: int, one: str, many: str) -> str:
    return f"en {one}" if count == 1 else f"{number(count)} {many}"


def documents(count: int) -> str:
    """``inget dokument``, ``ett dokument``, ``tolv dokument``, ``13 dokument``."""
    return f"{number(count) if count else 'inget'} dokument"


def title(year: Year) -> str:
    """The page's title."""
    return f"Året {year.year} i riktlinjer och rutiner"


def period(year: Year) -> str:
    """The days that are counted, as one sentence."""
    start = f"Från och med {year.first}" if year.from_adoption else ""
    if not year.over:
        end = f"till och med {year.last}"
        words = f"{start} {end}" if start else capital(end)
        return f"{words}. Året är inte slut."
    return f"{start}, då systemet infördes, till årets slut." if start else "Hela året."


def brief(year: Year) -> Iterator[str]:
    """The year in a few sentences."""
    if year.at_adoption:
        yield f"{capital(documents(year.at_adoption))} gällde vid införandet {year.adoption}."
    where = "när året slutade" if year.over else str(year.last)
    applied = "gällde" if year.over else "gäller"
    yield f"{capital(documents(len(year.in_force)))} {applied} {where}."
    yield _what_changed(year)
    reviewed = _counted(len(year.reviewed), "översyn", "översyner")
    yield f"{capital(reviewed) if year.reviewed else 'Ingen översyn'} gjordes."
    ceased = len(year.ceased)
    yield f"{capital(documents(ceased))} upphörde."
    late = len(year.overdue)
    had = "hade" if year.over else "har"
    yield f"{capital(documents(late))} {had} försenad översyn {year.last}."
    if year.late_to_readers:
        count = len(year.late_to_readers)
        yield (
            f"{capital(_counted(count, 'version', 'versioner'))} började gälla innan personalen "
            "kunde läsa texten."
        )


def _what_changed(year: Year) -> str:
    if not year.began:
        return "Inget dokument blev nytt eller ändrades."
    new = len(year.new)
    came = "Ett nytt dokument" if new == 1 else f"{capital(number(new))} nya dokument"
    return (
        f"{came}, {changes(len(year.in_substance))} i sak och {changes(len(year.in_form))} "
        "som inte rör vad personalen ska göra."
    )


# What the pictures say


def on_months(year: Year) -> str:
    """What the picture of months says."""
    counts = [month.new + month.weighty for month in year.months]
    whole = sum(counts)
    if not whole:
        return "Inget dokument blev nytt eller ändrades i sak"
    if whole == 1:
        month = MONTHS[year.months[counts.index(1)].number - 1]
        return f"Ett dokument blev nytt eller ändrades i sak, i {month}"
    most = max(counts)
    best = [
        MONTHS[month.number - 1]
        for month, count in zip(year.months, counts, strict=True)
        if count == most
    ]
    if len(best) == len(counts) and len(counts) > 1:
        return f"Varje månad blev {documents(most)} nya eller ändrades i sak"
    if len(best) > 3:  # noqa: PLR2004  so many months are no peak
        return f"{figure(whole)} nya dokument och ändringar i sak, spridda över året"
    words = f"Flest dokument blev nya eller ändrades i sak i {joined(best)}"
    if len(best) > 1:
        return f"{words}: {_alone(most) if most > 1 else 'ett'} i varje"
    return f"{words}: {_share(most, whole)}"


def reasons(year: Year) -> list[tuple[str, int]]:
    """How many changes each reason lay behind, the most first; those of no change left out."""
    found = Counter(one.reason or UNKNOWN for one in year.changed)
    known = [*REASONS, *sorted(set(found) - set(REASONS), key=swedish_order)]
    rows = [(reason, found[reason]) for reason in known if found[reason]]
    return sorted(rows, key=lambda row: -row[1])


def on_reasons(year: Year) -> str:
    """What the picture of reasons says."""
    rows = reasons(year)
    if not rows:
        return "Inget dokument ändrades"
    most, whole = rows[0][1], len(year.changed)
    best = [reason for reason, count in rows if count == most]
    if whole == 1:
        return f"Den enda ändringen berodde på {best[0]}"
    if len(best) == 1:
        return f"Vanligaste orsaken till ändring var {best[0]}: {_share(most, whole)}"
    return f"Vanligaste orsakerna till ändring var {joined(best)}: {number(most)} vardera"


def on_overdue(year: Year) -> str:
    """What the picture of overdue reviews says: how it went from the first day to the last."""
    start, end = year.points[0], year.points[-1]
    most = max(year.points, key=lambda point: point.late)
    if not most.late:
        return "Ingen översyn var försenad" if year.over else "Ingen översyn har varit försenad"
    if start.day == end.day:
        return f"{capital(_late(end.late))} {end.day}"
    if most.late > max(start.late, end.late):
        until = "vid årets slut" if year.over else "nu"
        return f"Som mest var {_late(most.late)}, {long_day(most.day)}; {until} {_alone(end.late)}"
    if start.late == end.late:
        same = f"{_late(start.late)} i början"
        return f"{capital(same)} och lika många {'vid årets slut' if year.over else 'nu'}"
    went = "ökade" if end.late > start.late else "minskade"
    return f"Försenade översyner {went} från {_alone(start.late)} till {_alone(end.late)}"


def _late(count: int) -> str:
    return "en översyn försenad" if count == 1 else f"{number(count)} översyner försenade"


def _alone(count: int) -> str:
    """The number of översyner where their name is left out."""
    return {0: "ingen", 1: "en"}.get(count, number(count))


def due_months(rows: Sequence[Due]) -> list[int]:
    """How many are to be reviewed in each month of a year, January first."""
    found = Counter(one.by.month for one in rows)
    return [found[month] for month in range(1, 13)]


def on_due(year: Year) -> str:
    """What the picture of next year's reviews says."""
    rows, after = year.due_next_year, year.year + 1
    if not rows:
        return f"Inget dokument ska ses över {after}"
    counts = due_months(rows)
    first_quarter = sum(counts[:3])
    if len(rows) > 1 and first_quarter * 2 > len(rows):
        words = f"{capital(documents(first_quarter))} ska ses över före april {after}"
        return (
            words if first_quarter == len(rows) else f"{words}, av {figure(len(rows))} under året"
        )
    most = max(counts)
    best = [MONTHS[n] for n, count in enumerate(counts) if count == most]
    words = f"{capital(documents(len(rows)))} ska ses över {after}"
    return f"{words}, flest i {best[0]}" if len(best) == 1 and len(rows) > 1 else words


# Lists and tables


def slag(one: Began) -> str:
    """What kind of change it was, for readers."""
    return "nytt" if one.new else one.slag or UNKNOWN


def by_slag(year: Year) -> list[tuple[str, int]]:
    """How many changes there were of each slag, the gravest first."""
    found = Counter(one.slag or UNKNOWN for one in year.changed)
    known = [*SLAG, *sorted(set(found) - set(SLAG), key=swedish_order)]
    return [(name, found[name]) for name in known if found[name]]


def origins(year: Year) -> str:
    """How many changes came of something that had happened, and how many of looking ahead."""
    learned = sum(one.reason in LEARNED for one in year.changed)
    foreseen = sum(one.reason in FORESEEN for one in year.changed)
    return (
        f"{capital(changes(learned))} gjordes för att något hade hänt ({', '.join(LEARNED)}) "
        f"och {'en' if foreseen == 1 else number(foreseen)} för att förebygga eller rätta det som "
        f"en kontroll visade ({', '.join(FORESEEN)})."
    )


def slag_count(name: str, count: int) -> str:
    """``14 i sak``, ``2 redaktionella``."""
    return f"{figure(count)} {name if count == 1 else _MANY.get(name, name)}"


def by_outcome(year: Year) -> list[tuple[str, int]]:
    """How many reviews came to what."""
    found = Counter(one.outcome or UNKNOWN for one in year.reviewed)
    known = [*OUTCOMES, *sorted(set(found) - set(OUTCOMES), key=swedish_order)]
    return [(name, found[name]) for name in known if found[name]]


def unit_names(register: Register, ids: Sequence[str]) -> str:
    """The verksamheter in words; all of them as one."""
    everything = set(register.units)
    if len(everything) > 1 and everything <= set(ids):
        return "Alla verksamheter"
    return ", ".join(register.units[one].name if one in register.units else one for one in ids)


def type_name(register: Register, id_: str) -> str:
    """The document type in words."""
    return register.types[id_].name if id_ in register.types else id_ or UNKNOWN


def why_ceased(one: Ceased) -> str:
    """Why a document ceased where no text of it says so; empty when one does, or none can."""
    if one.withdrawn:
        return "Beslutet återkallades."
    return "Det var tidsbegränsat från början." if one.temporary else ""


def facts(register: Register, subject: Subject) -> list[str]:
    """The document's type, who answers for it, and where it applies; what is unknown left out."""
    found = (
        type_name(register, subject.type) if subject.type else "",
        register.role_name(subject.owner) if subject.owner else "",
        unit_names(register, subject.units),
    )
    return [one for one in found if one]


def days_late(days: int) -> str:
    """``1 dag``, ``12 dagar``."""
    return counted(days, "dag", "dagar")


def mandate(year: Year) -> str:
    """What is to be reported: changes without a new decision of the document's decider."""
    count = sum(one.within_mandate for one in year.changed)
    if not count:
        return "Inget ändrades inom förvaltningens mandat."
    return (
        f"{capital(changes(count))} gjordes inom förvaltningens mandat, "
        "utan nytt beslut av den som beslutar dokumentet."
    )


# What the figures are for

SAFETY = (
    ("Varför dokumenten ändrades", "ly-orsaker"),
    ("Ändrat i sak", "ly-andrade"),
    ("Publicerat för sent", "ly-sent"),
)
QUALITY = (
    ("Månad för månad", "ly-manader"),
    ("Varför dokumenten ändrades", "ly-orsaker"),
    ("Per verksamhet, ansvarig och dokumenttyp", "ly-fordelning"),
)
REVIEW = (
    ("Försenade översyner", "ly-forsenade"),
    ("Gjorda översyner", "ly-oversyner"),
    ("Upphörde", "ly-upphorde"),
    ("Nämndens beslut", "ly-beslut"),
    ("Det som väntar", "ly-vantar"),
)


def uses(year: Year) -> tuple[Use, ...]:
    """The three reports that the year goes into, and what to take for each."""
    return (
        Use(
            "Patientsäkerhetsberättelsen",
            f"Blir klar senast 1 mars {year.year + 1}. Ta med vad som ändrades för att något hade "
            "hänt eller kunde hända, och texter som personalen fick läsa för sent. Siffrorna visar "
            "vad som ändrades, inte om vården blev säkrare. Det måste du själv visa.",
            SAFETY,
            "Den som ger vård ska skriva den: 3 kap. 10 § patientsäkerhetslagen (2010:659).",
        ),
        Use(
            "Kvalitetsberättelsen",
            "Ta med hur riktlinjer och rutiner har förbättrats, av vilka skäl och i vilka "
            "verksamheter.",
            QUALITY,
        ),
        Use(
            "Årets översyn av styrdokumenten",
            "Till nämnden: vad som har setts över och med vilket utfall, vad som är försenat, vad "
            f"som upphörde och vad som ska ses över {year.year + 1}.",
            REVIEW,
        ),
    )


COUNTED = (
    "En version räknas den dag då den började gälla, inte när den skrevs eller beslutades. "
    "Övertagna texter räknas inte som nya. "
    "En översyn är försenad när dagen för översyn har passerat, enligt texten så som den stod den "
    "dagen. Ett dokument som gäller för flera verksamheter räknas i varje, så de raderna går "
    "inte att summera."
)
"""How the figures are counted."""
