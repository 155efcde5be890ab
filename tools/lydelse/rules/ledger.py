"""The ledger: that each file says what it is, and that what it names is on main."""

from collections.abc import Iterator
from datetime import date

from lydelse.corpus import LEDGER, Corpus, kind_of
from lydelse.findings import Place, Problem, quoted
from lydelse.history import Depth
from lydelse.ledger import DECIDED, DECISION, FOLDER, MASKED, LedgerFile
from lydelse.links import slug
from lydelse.register import RegisterFile
from lydelse.rules.model import rule
from lydelse.wording import version_text

BODY = "instans"


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

    Fel:  en hash som ingen text har
    Rätt: den hash som lydelse log visar för versionen
    """
    if corpus.timeline.depth is not Depth.WHOLE:
        return
    texts = {
        (event.revision.outline.id, event.revision.outline.number, event.revision.hash)
        for events in corpus.timeline.history.events.values()
        for event in events
        if event.revision
    }
    texts |= {
        (told.outline.id, told.outline.number, told.hash) for told in corpus.timeline.tree.values()
    }
    masked = {
        (row.id, row.version)
        for _, entry in corpus.ledger
        for row in entry.documents
        if entry.event == MASKED
    }
    for file, entry in corpus.ledger:
        if entry.event == DECISION and entry.outcome != DECIDED:
            continue  # what was not decided need not be on main
        for position, row in enumerate(entry.documents):
            replaced = entry.event != MASKED and (row.id, row.version) in masked
            if not replaced and (row.id, row.version, row.hash) not in texts:
                yield Problem(
                    file.place("dokument", position, "hash"),
                    f"ingen text av {row.id} med version {version_text(row.version)} har det här "
                    "fingeravtrycket",
                    "hämta tillbaka texten som beslutades; är filen ny, rätta fingeravtrycket",
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
        if entry.event != DECISION or entry.outcome != DECIDED:
            continue
        for position, row in enumerate(entry.documents):
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
    history = corpus.timeline.history
    at_hand = {text.path for text in history.ledger if text.blob and text.step <= history.base}
    for path, before in sorted(corpus.timeline.ledger.items()):
        if path not in at_hand:
            continue  # main got it after the tree left
        here = entries.get(path)
        if here is None and path not in corpus.files:
            yield Problem(Place(path), "filen är borttagen", "hämta tillbaka den ur git")
        elif here and here[1] != before:
            yield Problem(
                _place(*here, before),
                f"filen är inte som den var när den kom till {corpus.timeline.main_name}",
                f"skriv tillbaka den; lägg det nya i en egen fil i {FOLDER}",
            )


def _place(file: RegisterFile, now: LedgerFile, before: LedgerFile) -> Place:
    """Where the file differs first."""
    for position, row in enumerate(now.documents):
        if position >= len(before.documents) or before.documents[position] != row:
            return file.place("dokument", position)
    return Place(file.path)
