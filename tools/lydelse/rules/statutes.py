"""Statutes: that what ``lagrum.yml`` says of each can be true, and agrees with the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from lydelse.citations import Provision, written_provision
from lydelse.citations.grammar import read
from lydelse.corpus import Corpus
from lydelse.findings import Place, Problem, listed, quoted
from lydelse.law import has
from lydelse.law.sections import read_provisions
from lydelse.register import Register, RegisterFile, Span, folded
from lydelse.rules.model import rule
from lydelse.statutes import BY_CHAPTER, BY_SECTION, Statute, number_in, number_of

KNOWLEDGE = "allmän kännedom"
"""The source, and the degree of confidence, of what nobody has looked up."""

UNKNOWN = "okänd"

_NO_SOURCE = frozenset(
    {"todo", "tbd", "fixme", "xxx", "x", "saknas", "källa", "källa saknas", "okänd", "okänd källa"}
    | {
        "ingen",
        "ingen källa",
        "n/a",
        "ej angiven",
        "inte angiven",
        "vet ej",
        "vet inte",
        "kompletteras",
    }
)

_TITLE_NUMBER = re.compile(r"\((\d{4}:\d+)\)")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A statute and where it stands; of two with the same number, only the first is one."""

    statute: Statute
    file: RegisterFile
    row: int

    def place(self, *route: str | int) -> Place:
        return self.file.place("författningar", self.row, *route)

    def days(self, register: Register) -> Span:
        return register.statute_days(self.statute.number)


@rule("R301")
def days_of_statutes_in_order(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En författnings dagar ska stå i ordning.

    Den träder i kraft det år den får sitt nummer, eller senare, och upphör efter det.

    Fel:  nummer: SFS 2025:400
          i_kraft: 2024-07-01
    Rätt: nummer: SFS 2025:400
          i_kraft: 2025-07-01
    """
    for entry in _entries(corpus):
        statute = entry.statute
        begins, applied, ends = statute.in_force, statute.applied_from, statute.repealed
        year = number_of(statute.number).year
        for key, day in (("i_kraft", begins), ("tillämpas_från", applied), ("upphävd", ends)):
            if day and day.year < year:
                message = f"{key} är {day}, men numret {statute.number} är från år {year}"
                yield Problem(entry.place(key), message, "rätta dagen eller numret")
        if begins and applied and applied < begins:
            yield Problem(
                entry.place("tillämpas_från"),
                f"tillämpas_från {applied} är före i_kraft {begins}",
                "rätta den dag som är fel; tillämpas den från i_kraft tar du bort tillämpas_från",
            )
        for key, day in (("i_kraft", begins), ("tillämpas_från", applied)):
            if day and ends and ends <= day:
                yield Problem(
                    entry.place("upphävd"),
                    f"upphävd {ends} är inte efter {key} {day}",
                    "skriv den första dag som författningen inte längre gäller",
                )


@rule("R302")
def successor_can_take_over(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En författning som har ersatts ska ha en dag då den upphör, och en efterföljare som då finns.

    Att efterföljaren står i registret kontrollerar R102.

    Fel:  ersatt_av: SFS 2025:400, utan upphävd
    Rätt: upphävd: 2025-07-01
          ersatt_av: SFS 2025:400
    """
    statutes = corpus.register.statutes
    told: set[str] = set()
    for entry in _entries(corpus):
        statute = entry.statute
        number, after = statute.number, statutes.get(statute.replaced_by)
        place = entry.place("ersatt_av")
        if statute.replaced_by and not statute.repealed:
            hint = "skriv i upphävd den första dag som den inte längre gäller"
            yield Problem(place, f"ersatt_av står utan upphävd: {number} gäller alltså än", hint)
        if circle := _circle(corpus.register, number):
            if number not in told:
                chain = [*circle[1:], number] if len(circle) > 1 else ["sig själv"]
                message = f"{number} ersätts av {', som ersätts av '.join(chain)}"
                yield Problem(
                    place, message, "skriv numret på den som kom efter, eller ta bort det"
                )
            told.update(circle)
        elif after and after.repealed and statute.repealed and after.repealed <= statute.repealed:
            yield Problem(
                place,
                f"{after.number} upphävdes {after.repealed} och kan inte ersätta {number}, "
                f"som upphävdes {statute.repealed}",
                "rätta dagarna, eller skriv numret på den som gällde därefter",
            )


@rule("R303")
def one_meaning_each_day(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En förkortning eller ett kortnamn ska betyda en enda författning varje dag.

    En författning utan i_kraft gäller från den dag då den som den ersatte upphävdes, annars sedan
    alltid. Versaler gör ingen skillnad: den som skriver ”4 kap. 1 § sol” menar SoL.

    Fel:  SoL för SFS 2001:453, upphävd: 2026-01-01
          SoL för SFS 2025:400, i_kraft: 2025-07-01
    Rätt: SoL för SFS 2001:453, upphävd: 2025-07-01
          SoL för SFS 2025:400, i_kraft: 2025-07-01
    """
    met: dict[str, list[_Name]] = {}
    for entry in _entries(corpus):
        days = entry.days(corpus.register)
        names = list(_names(entry, days))
        for name in names:
            for other in met.get(folded(name.text), ()):
                both = _both(name.days, other.days)
                if both:
                    yield Problem(
                        name.place,
                        f"{name.kind} {quoted(name.text)} betyder både {other.number} och "
                        f"{name.number} {_in_words(both)}",
                        "låt namnet stå under en av dem, eller rätta i_kraft och upphävd",
                    )
        for name in names:
            met.setdefault(folded(name.text), []).append(name)


@rule("R304")
def moved_to_a_successor(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Bestämmelser kan bara ha flyttat från en författning som har en efterföljare.

    Fel:  flyttat, utan ersatt_av
    Rätt: ersatt_av: SFS 2025:400
          flyttat: ...
    """
    for entry in _entries(corpus):
        if entry.statute.moved and not entry.statute.replaced_by:
            yield Problem(
                entry.place("flyttat"),
                "flyttat står utan ersatt_av: det syns inte vart bestämmelserna har flyttat",
                "skriv efterföljarens nummer i ersatt_av, eller ta bort flyttat",
            )


@rule("R305")
def number_in_title_and_address(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Titeln och adressen ska höra till samma författning som numret.

    Titeln på en författning i SFS ska ha numret inom parentes.

    Fel:  nummer: SFS 2025:400
          titel: Socialtjänstlag (2001:453)
    Rätt: nummer: SFS 2025:400
          titel: Socialtjänstlag (2025:400)
    """
    for entry in _entries(corpus):
        number, title = entry.statute.number, entry.statute.title
        series, _, bare = number.partition(" ")
        found = _TITLE_NUMBER.search(title)
        if series == "SFS" and not found:
            hint = f"skriv ({bare}) efter författningens slag, till exempel Lag ({bare}) om ..."
            yield Problem(entry.place("titel"), f"titeln saknar numret ({bare})", hint)
        elif series == "SFS" and found and found[1] != bare:
            message = f"titeln har numret {found[1]}, men posten gäller {number}"
            yield Problem(entry.place("titel"), message, "rätta det som är fel av titel och nummer")
        address = entry.statute.address
        if (told := number_in(address)) and told != number_of(number):
            yield Problem(
                entry.place("adress"),
                f"adressen hör till en annan författning än {number}: {quoted(address, 120)}",
                "skriv adressen till den här författningens text, eller rätta numret",
            )


@rule("R306")
def source_supports_confidence(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Källan ska säga var uppgifterna är hämtade, och säkerheten ska stämma med den.

    Det som bara är allmän kännedom är inte kontrollerat. En dag som saknas är okänd.

    Fel:  källa: allmän kännedom
          säkerhet: kontrollerad
    Rätt: källa: allmän kännedom
          säkerhet: allmän kännedom
    """
    for entry in _entries(corpus):
        statute = entry.statute
        source, unknown = folded(statute.source).strip(".?! "), statute.in_force_confidence
        if source in _NO_SOURCE or not any(map(str.isalpha, source)):
            yield Problem(
                entry.place("källa"),
                f"källan {quoted(statute.source)} säger inte var uppgifterna är hämtade",
                f"skriv var du har läst dem, eller {KNOWLEDGE} i både källa och säkerhet",
            )
        if source == KNOWLEDGE and statute.confidence != KNOWLEDGE:
            yield Problem(
                entry.place("säkerhet"),
                f"säkerheten är {quoted(statute.confidence)}, men källan är bara {KNOWLEDGE}",
                f"skriv säkerhet: {KNOWLEDGE}, eller den källa som du har läst",
            )
        if not statute.in_force and unknown != UNKNOWN:
            message = f"i_kraft saknas, men säkerhet_i_kraft är inte {quoted(UNKNOWN)}"
            hint = f"skriv säkerhet_i_kraft: {UNKNOWN}, eller fyll i dagen i i_kraft"
            yield Problem(entry.place("säkerhet_i_kraft"), message, hint)
        if statute.in_force and unknown == UNKNOWN:
            message = f"säkerhet_i_kraft är {quoted(UNKNOWN)}, men i_kraft är {statute.in_force}"
            hint = (
                f"skriv säkerhet_i_kraft: {KNOWLEDGE}, eller ta bort den om dagen är kontrollerad"
            )
            yield Problem(entry.place("säkerhet_i_kraft"), message, hint)


@rule("R307", "warning")
def no_gap_before_successor(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Efterföljaren bör gälla senast den dag då den gamla författningen upphör.

    Det är en varning, eftersom det någon gång kan vara så.

    Fel:  upphävd: 2025-07-01, när efterföljaren har i_kraft: 2025-09-01
    Rätt: upphävd: 2025-07-01, när efterföljaren har i_kraft: 2025-07-01
    """
    for entry in _entries(corpus):
        ends = entry.statute.repealed
        after = corpus.register.statutes.get(entry.statute.replaced_by)
        if ends and after and after.in_force and after.in_force > ends:
            gap = _in_words(Span(start=ends, end=after.in_force))
            yield Problem(
                entry.place("upphävd"),
                f"varken {entry.statute.number} eller {after.number} gäller {gap}",
                "rätta upphävd här eller i_kraft hos efterföljaren, om någon av dem är fel",
            )


@rule("R308")
def provisions_follow_division(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Bestämmelser ska anges med kapitel precis när författningen citeras så.

    Fel:  indelning: paragrafer
          bestämmelser: 5 kap. 1–3 §§
    Rätt: indelning: paragrafer
          bestämmelser: 1–6 §§
    """
    for entry in _entries(corpus):
        after = corpus.register.statutes.get(entry.statute.replaced_by)
        for text, division, place in _provisions(entry, after):
            chapters = "kap" in text
            if text.startswith("artik") or division not in {BY_CHAPTER, BY_SECTION}:
                continue
            if chapters != (division == BY_CHAPTER):
                has = "har kapitel" if chapters else "saknar kapitel"
                yield Problem(
                    place,
                    f"bestämmelsen {quoted(text)} {has}, men indelning är {quoted(division)}",
                    "rätta bestämmelsen eller indelning",
                )


@rule("R309")
def provisions_readable(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Bestämmelser ska gå att läsa, och det som har flyttat ska finnas i efterföljaren.

    De skrivs utan författningens namn.

    Fel:  bestämmelser: 5 kap. alla §
    Rätt: bestämmelser: 5 kap. 1–3 och 3 a §§
    """
    for entry in _entries(corpus):
        after = corpus.register.statutes.get(entry.statute.replaced_by)
        for text, _, place in _provisions(entry, after):
            if not _is_readable(text):
                hint = "skriv till exempel 1–35 kap., 5 kap. 1–3 och 3 a §§ eller artiklarna 1–99"
                yield Problem(place, f"{quoted(text)} går inte att läsa som bestämmelser", hint)
        for position, moved in enumerate(entry.statute.moved if after else ()):
            found = read_provisions((moved.target,))
            missing = [one for one in found if after and not has(after, one)]
            if after and missing:
                yield Problem(
                    entry.place("flyttat", position, "till"),
                    f"{written_provision(missing[0])} finns inte i {after.number}, "
                    f"som har {listed(after.provisions, 'och')}",
                    "rätta det som står i till, eller bestämmelser hos efterföljaren",
                )


def _is_readable(text: str) -> bool:
    """Whether the text holds provisions of a statute that it does not name, and nothing else."""
    if "(" in text or "m." in text:
        return False  # a remark, or m.fl.
    parsed = read(text)
    places = [one for one in parsed.citations if one.leans and one.provision != Provision()]
    return bool(places) and len(places) == len(parsed.citations) and not parsed.rest


def _entries(corpus: Corpus) -> Iterator[_Entry]:
    file, seen = corpus.register.files.get("lagrum"), set[str]()
    for row, value in enumerate(file.value["författningar"] if file else ()):
        if file and value["nummer"] not in seen:
            yield _Entry(corpus.register.statutes[value["nummer"]], file, row)
        seen.add(value["nummer"])


def _circle(register: Register, number: str) -> list[str]:
    """The numbers from this one on that end where they began, or none."""
    chain, after = [number], register.statutes[number].replaced_by
    while after in register.statutes and after not in chain:
        chain.append(after)
        after = register.statutes[after].replaced_by
    return chain if after == number else []


class _Name(NamedTuple):
    """What a statute is called, and where that stands."""

    text: str
    kind: str
    number: str
    days: Span
    place: Place


def _names(entry: _Entry, days: Span) -> Iterator[_Name]:
    number, short = entry.statute.number, entry.statute.short_name
    if short:
        yield _Name(short, "kortnamnet", number, days, entry.place("kortnamn"))
    for position, text in enumerate(entry.statute.abbreviations):
        place = entry.place("förkortningar", position)
        yield _Name(text, "förkortningen", number, days, place)


def _both(first: Span, second: Span) -> Span | None:
    """The days that are in both, if any."""
    start = max(first.start, second.start)
    end = min((day for day in (first.end, second.end) if day), default=None)
    return Span(start=start, end=end) if end is None or start < end else None


def _in_words(days: Span) -> str:
    last = days.end - timedelta(days=1) if days.end else None
    if days.start == last:
        return f"den {last}"
    start = "" if days.start == date.min else f"från och med {days.start}"
    return " ".join(filter(None, (start, f"till och med {last}" if last else ""))) or "alla dagar"


def _provisions(entry: _Entry, after: Statute | None) -> Iterator[tuple[str, str, Place]]:
    """Each provision in the entry with the division of the statute that it belongs to."""
    own = entry.statute.division
    for position, text in enumerate(entry.statute.provisions):
        yield text, own, entry.place("bestämmelser", position)
    for position, moved in enumerate(entry.statute.moved):
        for number, text in enumerate(moved.sources):
            yield text, own, entry.place("flyttat", position, "från", number)
        if after:
            yield moved.target, after.division, entry.place("flyttat", position, "till")
