"""The ledger: that each file says what it is, and that what it names is on main."""

from collections.abc import Iterator
from datetime import date

from lydelse.corpus import LEDGER, Corpus, kind_of
from lydelse.findings import Place, Problem, quoted
from lydelse.history import Depth, Revision
from lydelse.ledger import DECISION, FOLDER, MASKED, NEW_START, WITHDRAWN, LedgerFile, Named
from lydelse.links import slug
from lydelse.register import RegisterFile
from lydelse.rules.model import rule
from lydelse.timeline import Timeline, Told
from lydelse.wording import Number, version_text

BODY = "instans"

EFFECTIVE = frozenset({NEW_START, WITHDRAWN, MASKED})
"""The events that change what applies; the others only tell."""

FIELDS = {
    "händelse": "event",
    "avser": "about",
    "instans": "by",
    "datum": "on",
    "diarienummer": "register_number",
    "paragraf": "paragraph",
    "utfall": "outcome",
    "anmält_till": "reported",
    "text": "text",
}
"""The keys of a file, its documents apart, and the fields that hold them."""


@rule("R201")
def ledger_names(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En fil i liggaren ska heta efter sitt beslut: dag, instans och paragraf.

    Den ligger direkt i register/beslut/ och slutar på .yml. Andra filer där läses inte.

    Fel:  register/beslut/beslutet.yml
    Rätt: register/beslut/2026-12-15-namnd-112.yml
    """
    for path in sorted(corpus.files):
        if path.startswith(FOLDER) and kind_of(path) != LEDGER:
            hint = f"lägg den direkt i {FOLDER}, med ett namn som slutar på .yml"
            yield Problem(Place(path), "filen läses inte som en fil i liggaren", hint)
    for file, entry in corpus.ledger:
        if entry.event == DECISION:
            wanted = f"{entry.on}-{slug(entry.by)}-{slug(entry.paragraph)}"
            if entry.name != wanted:
                yield Problem(
                    Place(file.path),
                    f"filen ska heta {wanted}.yml efter sitt datum, sin instans och sin paragraf",
                    "döp om filen, eller rätta det som står i den",
                )
        elif not any(
            (other.name, other.event) == (entry.about, DECISION) for _, other in corpus.ledger
        ):
            yield Problem(
                file.place("avser"),
                f"beslutet {quoted(entry.about)} finns inte i {FOLDER}",
                "skriv namnet på beslutets fil utan .yml",
            )


@rule("R202")
def ledger_instance(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Instansen i liggaren ska finnas i registret den dagen, och vara en instans.

    Fel:  instans: enhetschef
    Rätt: instans: nämnd
    """
    if not corpus.register.roles:
        return
    for file, entry in corpus.ledger:
        role = corpus.register.roles.get(entry.by)
        if role is None:
            wrong = f"instansen {quoted(entry.by)} finns inte"
        elif role.kind != BODY:
            wrong = f"{quoted(entry.by)} är ingen instans"
        elif entry.on not in role.days:
            wrong = f"instansen {quoted(entry.by)} fanns inte {entry.on}"
        else:
            continue
        hint = "skriv id för en instans i register/roller.yml"
        yield Problem(file.place("instans"), wrong, hint)


@rule("R203")
def ledger_texts(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Det som liggaren nämner ska finnas: dokumentet, versionen och texten med fingeravtrycket.

    Dagarna då versionen börjar gälla och upphör är desamma i liggaren som i texten, tills en senare
    fil med händelse: ändrad ikraft flyttar dem.

    Fel:  en hash som ingen text har
    Rätt: den hash som lydelse log visar för versionen
    """
    if corpus.timeline.depth is not Depth.WHOLE:
        return
    texts, moved, main = _days(corpus.timeline), set(_moved(corpus)), _on_main(corpus.timeline)
    masked = {
        (row.id, row.version)
        for _, entry in corpus.ledger
        for row in entry.documents
        if entry.event == MASKED
    }
    for file, entry in corpus.ledger:
        if main.get(entry.path, entry) != entry:
            continue  # R205 says it
        for position, row in enumerate(entry.documents):
            if entry.event == DECISION and not entry.decides(row):
                continue  # what was not decided need not be on main
            replaced = entry.event != MASKED and (row.id, row.version) in masked
            days = texts.get((row.id, row.version, row.hash))
            if days is None and not replaced:
                yield Problem(
                    file.place("dokument", position, "hash"),
                    f"ingen text av {row.id} med version {version_text(row.version)} har det här "
                    "fingeravtrycket",
                    "hämta tillbaka texten som beslutades; är filen ny, rätta fingeravtrycket",
                )
            for key, day, own in _other_days(entry, row, days) if days else ():
                if (entry.name, row.id, row.version, key) not in moved:
                    what = "gäller från" if key == "gäller_från" else "upphör"
                    yield Problem(
                        file.place("dokument", position, key),
                        f"liggaren säger att {row.id} version {version_text(row.version)} {what} "
                        f"{day}, men texten säger {own or 'ingen dag'}",
                        "är filen ny, rätta dagen; annars lägg till en fil med händelse: ändrad "
                        "ikraft",
                    )


@rule("R204")
def decided_once(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En version beslutas en gång.

    Fel:  två filer i liggaren som båda nämner RL-001 version 2.0
    Rätt: en fil i liggaren för varje beslutad version
    """
    seen: dict[tuple[str, tuple[int, int]], str] = {}
    ordered = sorted(corpus.ledger, key=lambda row: (row[1].on, row[1].name))
    for file, entry in ordered:
        for position, row in enumerate(entry.documents):
            if not entry.decides(row):
                continue
            first = seen.setdefault((row.id, row.version), entry.name)
            if first != entry.name:
                yield Problem(
                    file.place("dokument", position, "version"),
                    f"{row.id} version {version_text(row.version)} är redan beslutad i {first}.yml",
                    "ge den nya texten en ny version",
                )


@rule("R205")
def ledger_stands(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En fil i liggaren ändras aldrig och tas aldrig bort.

    Det som händer senare får en egen fil: justering, ändrad ikraft, återkallelse eller rättelse.

    Fel:  gäller_från ändras i en fil som redan finns på main
    Rätt: en ny fil med händelse: ändrad ikraft
    """
    entries = {entry.path: (file, entry) for file, entry in corpus.ledger}
    for path, before in sorted(_on_main(corpus.timeline).items()):
        here = entries.get(path)
        if here is None and path not in corpus.files:
            yield Problem(Place(path), "filen är borttagen", "hämta tillbaka den ur git")
        elif here and here[1] != before:
            yield Problem(
                _place(*here, before),
                f"filen är inte som den var när den kom till {corpus.timeline.main_name}",
                f"skriv tillbaka den; lägg det nya i en egen fil i {FOLDER}",
            )


@rule("R206")
def events_have_effect(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En händelse i liggaren ska gälla något som beslutet har beslutat, och säga vad som är nytt.

    Annars händer ingenting, och ingen märker det.

    Fel:  händelse: ändrad ikraft, utan vare sig gäller_från eller upphör
    Rätt: händelse: ändrad ikraft, med den nya dagen i gäller_från
    """
    decisions = {entry.name: entry for _, entry in corpus.ledger if entry.event == DECISION}
    for file, entry in corpus.ledger:
        about = decisions.get(entry.about)
        if about is None:
            continue  # a decision, or R201 says it
        rows = about.decided if entry.event in EFFECTIVE else about.documents
        known = {(row.id, row.version) for row in rows}
        for position, row in enumerate(entry.documents):
            name = f"{row.id} version {version_text(row.version)}"
            if (row.id, row.version) not in known:
                yield Problem(
                    file.place("dokument", position, "version"),
                    f"{about.name} har inte beslutat {name}, så händelsen gör ingenting",
                    "skriv id och version som de står i beslutets fil, eller rätta avser",
                )
            elif entry.event == NEW_START and not (row.starts or row.ceases):
                yield Problem(
                    file.place("dokument", position),
                    f"händelsen flyttar ingen dag för {name}",
                    "lägg till gäller_från eller upphör",
                )


def _on_main(timeline: Timeline) -> dict[str, LedgerFile]:
    """The ledger's files as they came to main, without those that came after the tree left it."""
    history = timeline.history
    at_hand = {text.path for text in history.ledger if text.blob and text.step <= history.base}
    return {path: file for path, file in timeline.ledger.items() if path in at_hand}


def _days(timeline: Timeline) -> dict[tuple[str, Number | None, str], tuple[str, str]]:
    """The first day and the end that each text tells of itself, by its id, version and hash."""
    texts: list[Told | Revision] = [
        *timeline.tree.values(),
        *(
            event.revision
            for events in timeline.history.events.values()
            for event in events
            if event.revision
        ),
    ]
    return {
        (text.outline.id, text.outline.number, text.hash): (
            text.outline.starts,
            text.outline.ceases,
        )
        for text in texts
    }


def _moved(corpus: Corpus) -> Iterator[tuple[str, str, Number, str]]:
    """The lydelser, each with its decision's name, and which of its days an event has moved."""
    for _, entry in corpus.ledger:
        for row in entry.documents if entry.event == NEW_START else ():
            if row.starts:
                yield entry.about, row.id, row.version, "gäller_från"
            if row.ceases:
                yield entry.about, row.id, row.version, "upphör"


def _other_days(
    entry: LedgerFile, row: Named, days: tuple[str, str]
) -> Iterator[tuple[str, date, str]]:
    """The days that the decision gives the lydelse, and that its text tells in another way."""
    said = (("gäller_från", row.starts, days[0]), ("upphör", row.ceases, days[1]))
    for key, day, own in said if entry.event == DECISION else ():
        if day and own != str(day) and (own or key == "upphör"):
            yield key, day, own


def _place(file: RegisterFile, now: LedgerFile, before: LedgerFile) -> Place:
    """Where the file differs first."""
    for key, name in FIELDS.items():
        if getattr(now, name) != getattr(before, name):
            return file.place(key)
    for position, row in enumerate(now.documents):
        if position >= len(before.documents) or before.documents[position] != row:
            return file.place("dokument", position)
    return file.place("dokument")
