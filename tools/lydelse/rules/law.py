"""Law: that citations can be read, and that what they cite exists and is in force."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import groupby

from lydelse.citations import (
    COMING,
    Parsed,
    Provision,
    is_abbreviation,
    is_of_statute,
    written,
    written_provision,
)
from lydelse.corpus import Corpus
from lydelse.documents import Document
from lydelse.findings import Place, Problem, listed, quoted
from lydelse.law import Reference, Target, has, named_on, targets
from lydelse.rules.model import rule
from lydelse.statutes import BY_CHAPTER, BY_SECTION, Statute

STATUTES = "register/lagrum.yml"
_MARKS = {"(", ")", ":", "-", "–", "/"}
_FEW = 4


@rule("L101")
def legal_basis_readable(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett lagrum i metadata ska gå att läsa: stället först, sedan författningen.

    Efter lagrummet får det stå en anmärkning inom parentes, till exempel (lex Sarah).

    Fel:  lagrum:
            - SoL om dokumentation
    Rätt: lagrum:
            - 14 kap. 3 § SoL (2025:400)
    """
    for document, entry, place in _entries(corpus):
        parsed = document.basis[entry]
        rest = _left(parsed)
        if parsed.citations and not rest:
            continue
        text = document.legal_basis[entry]
        left = f": {quoted(' '.join(rest))} hör inte till något lagrum" if parsed.citations else ""
        unknown = is_abbreviation(text) and is_of_statute(text)
        yield Problem(
            place,
            f"{quoted(text)} går inte att läsa som ett lagrum{left}",
            f"skriv hela namnet, eller lägg till förkortningen i {STATUTES}"
            if unknown
            else "skriv till exempel 14 kap. 3 § SoL (2025:400), 5 kap. 1 § SOSFS 2011:9 eller "
            "lagen (2022:1250) om egenvård",
        )


@rule("L102")
def legal_basis_stands_alone(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett lagrum i metadata ska själv säga vilken författning det är.

    I löpande text får du skriva ”samma lag” om lagen nämns före, i samma stycke. I metadata står
    varje rad för sig.

    Fel:  lagrum:
            - 14 kap. 3–7 §§ samma lag
    Rätt: lagrum:
            - 14 kap. 3–7 §§ SoL (2025:400)
    """
    for document, entry, place in _entries(corpus):
        parsed = document.basis[entry]  # of other words L101 tells
        if not _left(parsed) and any(citation.leans for citation in parsed.citations):
            yield Problem(
                place,
                f"{quoted(document.legal_basis[entry])} säger inte vilken författning det är",
                "lägg till författningen, till exempel SoL (2025:400)",
            )


@rule("L103", "warning")
def legal_basis_well_written(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett lagrum i metadata ska ha sina tecken, kap. och §, efter siffrorna.

    Fel:  lagrum:
            - SoL 14:3
    Rätt: lagrum:
            - 14 kap. 3 § SoL (2025:400)
    """
    metadata = (one for one in corpus.references if one.metadata and one.citation.loose)
    for place, found in groupby(metadata, key=lambda one: one.place):
        wanted = [_written(corpus, reference) for reference in found]
        yield Problem(
            place, "lagrummet är inte skrivet på vanligt sätt", f"skriv {listed(wanted, 'och')}"
        )


@rule("L104", "warning")
def number_agrees_with_name(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Namnet och numret ska gälla samma författning. Numret avgör.

    Fel:  Det följer av 4 kap. 1 § HSL (2025:400).
    Rätt: Det följer av 4 kap. 1 § SoL (2025:400).
    """
    meanings = corpus.statutes.names.meanings
    for reference in corpus.references_on(today):
        called, statute = reference.citation.called, reference.statute
        known = meanings.get(called)
        if statute and known and statute.number not in known:
            right = corpus.statutes.called(statute)
            yield Problem(
                reference.place,
                f"{quoted(called)} är inte {statute.number}: det är {statute.title}",
                f"skriv {right}, eller {called} med sitt eget nummer",
            )


@rule("L201")
def statutes_known(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En författning som ett dokument hänvisar till ska finnas i registret.

    Fel:  Det följer av 3 § lagen (2025:4000) om egenvård.
    Rätt: Det följer av 3 § lagen (2022:1250) om egenvård.
    """
    if "lagrum" in corpus.register.broken:
        return
    unknown = (one for one in corpus.references_on(today) if one.statute is None)
    for (place, statute), group in groupby(unknown, lambda one: (one.place, one.citation.statute)):
        meant = _meant_instead(corpus, next(iter(group)))
        question = f"menade du {meant}? Annars: " if meant else ""
        yield Problem(
            place,
            f"{quoted(statute)} finns inte i registret över författningar",
            f"{question}rätta namnet eller numret, eller lägg till författningen i {STATUTES}",
        )


def _meant_instead(corpus: Corpus, reference: Reference) -> str:
    """The statute that an unknown one may be: by the name beside its number, else one alike."""
    statutes, citation = corpus.statutes, reference.citation
    if numbers := statutes.names.meanings.get(citation.called):
        return statutes.called(corpus.register.statutes[numbers[-1]])
    if citation.numbered:
        return ""  # numbers that are alike are of different statutes
    return next(iter(get_close_matches(citation.statute, statutes.names.meanings, 1, 0.8)), "")


@rule("L202")
def statutes_not_repealed(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En författning som ett dokument hänvisar till ska gälla.

    Den ska gälla i dag, eller den dag dokumentet börjar gälla, om den kommer senare. Ett namn
    betyder den lag som hette så när versionens första nummer började gälla. Felet stoppar inte
    webbplatsen, för dokumentet gäller fortfarande.

    Menar du med flit den gamla lagen skriver du det i texten: ”den tidigare socialtjänstlagen
    (2001:453)”.

    Fel:  Det följer av 14 kap. 3 § SoL (2001:453).
    Rätt: Det följer av 27 kap. 2 § SoL (2025:400).
    """
    for (place, _), group in _by_place(corpus.references_on(today)):
        found = list(group)
        statute = found[0].statute
        day = found[0].judged_on(today)
        if not statute or not statute.repealed or not found[0].is_stale(today):
            continue
        successor = corpus.register.statutes.get(statute.replaced_by)
        message = _ended(corpus, statute, successor, today)
        if statute.repealed > today:
            message += f". Dokumentet ska gälla från {day}"
        message += _read_by(corpus, found[0])
        yield Problem(place, message, _instead(corpus, statute, successor, found))


def _read_by(corpus: Corpus, reference: Reference) -> str:
    """Why a name that means another statute today is read as it is."""
    others = corpus.statutes.names.meanings.get(reference.name, ())
    if reference.document is None or len(others) < 2:  # noqa: PLR2004  it can mean only one
        return ""
    day = named_on(reference.document)
    return (
        f". {quoted(reference.name)} läses efter {day}, då versionens första nummer började gälla"
    )


@rule("L203")
def statutes_in_force(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En författning som ett dokument stöder sig på ska ha börjat gälla.

    Den ska gälla i dag, eller den dag dokumentet börjar gälla, om den kommer senare. En lag som
    väntar kan du i texten kalla ”den kommande lagen (2027:123)”.

    Fel:  gäller_från: 2025-01-01
          lagrum:
            - cybersäkerhetslagen (2025:1506)
    Rätt: gäller_från: 2026-02-01
          lagrum:
            - cybersäkerhetslagen (2025:1506)
    """
    for (place, _), group in _by_place(corpus.references_on(today)):
        reference = next(iter(group))
        statute = reference.statute
        begins = statute.first_day if statute else None
        meant = reference.citation.era == COMING and not reference.metadata
        if statute and begins and begins > reference.judged_on(today) and not meant:
            yield Problem(
                place,
                f"{corpus.statutes.called(statute)} gäller först från {begins}",
                "hänvisa till det som gäller nu, eller låt dokumentet gälla från den dagen",
            )


@rule("L204")
def chapters_where_there_are(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Ett kapitel får bara anges för en författning som är indelad i kapitel.

    Fel:  9 kap. 1 § LSS
    Rätt: 9 § 1 LSS
    """
    for reference in corpus.references_on(today):
        statute = reference.statute
        if statute and statute.division == BY_SECTION and reference.citation.provision.kap:
            yield Problem(
                reference.place,
                f"{corpus.statutes.called(statute)} är inte indelad i kapitel, men här står "
                f"{written_provision(reference.citation.provision)}",
                _without_chapter(corpus, statute, reference.citation.provision),
            )


def _without_chapter(corpus: Corpus, statute: Statute, provision: Provision) -> str:
    """What to write instead of a chapter and a section where there are no chapters."""
    name = corpus.statutes.called(statute)
    if not provision.par:
        return f"skriv paragrafen, till exempel 1 § {name}"
    return (
        f"skriv bara paragrafen: {provision.par} § {name}; menade du en punkt skriver du den "
        f"efter paragrafen: {provision.kap} § {provision.par} {name}"
    )


@rule("L205")
def provisions_exist(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En bestämmelse ska finnas i författningen, där registret vet vilka som finns.

    Fel:  36 kap. 1 § SoL (2025:400)
    Rätt: 35 kap. 1 § SoL (2025:400)
    """
    for reference in corpus.references_on(today):
        statute, provision = reference.statute, reference.citation.provision
        if statute is None or provision == Provision() or _misses_chapter(reference):
            continue
        if provision.kap and statute.division == BY_SECTION:
            continue  # L204 says it
        place = written_provision(provision)
        if statute.is_of_eu and provision.par:
            yield Problem(
                reference.place,
                f"{corpus.statutes.called(statute)} har artiklar, men här står {place}",
                "skriv artikeln, till exempel artikel 9.2",
            )
        elif not has(statute, provision):
            exists = listed(statute.provisions, "och")
            yield Problem(
                reference.place,
                f"{place} finns inte i {corpus.statutes.called(statute)}, som har {exists}",
                f"rätta stället; finns det ändå, rätta bestämmelser i {STATUTES}",
            )


@rule("L206", "warning")
def chapter_given(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En paragraf i en författning med kapitel ska ha sitt kapitel.

    Fel:  Det följer av 3 § SoL (2025:400).
    Rätt: Det följer av 14 kap. 3 § SoL (2025:400).
    """
    for reference in corpus.references_on(today):
        if reference.statute and _misses_chapter(reference):
            yield Problem(
                reference.place,
                f"{written_provision(reference.citation.provision)} i "
                f"{corpus.statutes.called(reference.statute)} saknar kapitel",
                "skriv kapitlet före paragrafen, till exempel 14 kap. 3 §",
            )


def _misses_chapter(reference: Reference) -> bool:
    provision, statute = reference.citation.provision, reference.statute
    bare = bool(provision.par) and not provision.kap
    return bare and statute is not None and statute.division == BY_CHAPTER


def _entries(corpus: Corpus) -> Iterator[tuple[Document, int, Place]]:
    """Each entry of ``lagrum``: the document, its number and its place."""
    for document in corpus.every_document:
        for entry in range(len(document.basis)):
            yield document, entry, document.place("lagrum", entry)


def _left(parsed: Parsed) -> list[str]:
    """The words of an entry that belong to no citation."""
    return [word for word in parsed.rest if word not in _MARKS]


def _by_place(
    references: Iterable[Reference],
) -> Iterator[tuple[tuple[Place, str], Iterator[Reference]]]:
    """The references to one statute that stand together, as in 27 kap. 2, 5 och 6 §§."""
    return groupby(references, key=lambda one: (one.place, one.key))


def _written(corpus: Corpus, reference: Reference) -> str:
    name = corpus.statutes.called(reference.statute) if reference.statute else ""
    return written(reference.citation, name)


def _ended(corpus: Corpus, statute: Statute, successor: Statute | None, today: date) -> str:
    """When the statute was repealed, or will be, and by what it is replaced."""
    ended = statute.repealed is not None and statute.repealed <= today
    name, when = corpus.statutes.called(statute), "gäller inte sedan" if ended else "slutar gälla"
    verb = "ersattes" if ended else "ersätts"
    by = f" och {verb} av {corpus.statutes.called(successor)}" if successor else ""
    return f"{name} {when} {statute.repealed}{by}"


def _instead(
    corpus: Corpus, statute: Statute, successor: Statute | None, found: Iterable[Reference]
) -> str:
    """What to write instead of references to a statute that has been repealed."""
    if successor is None:
        return "ta bort hänvisningen, eller hänvisa till det som gäller nu"
    name = corpus.statutes.called(successor)
    known = {
        target: None
        for reference in found
        for target in targets(statute, reference.citation.provision)
    }
    if not known:
        return f"läs vad som gäller i {name}, och hänvisa dit"
    notes = "".join(f" {note}" for note in dict.fromkeys(t.note for t in known if t.note))
    return (
        f"stället motsvarar närmast {_places(list(known))} {name}; läs lagtexten innan du skriver "
        f"om: hur ställena hör ihop är vår egen läsning.{notes}"
    )


def _places(known: Sequence[Target]) -> str:
    """Where provisions went; of several, what each is about."""
    if len(known) == 1:
        return written_provision(known[0].provision)
    places = [f"{written_provision(one.provision)} ({one.subject})" for one in known]
    return listed(places[:_FEW], "och") + (" med flera i" if len(known) > _FEW else " i")
