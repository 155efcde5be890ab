"""The ledger: that each file says what it is, and that what it names is on main."""

from collections.abc import Iterator
from datetime import date

from lydelse.corpus import Corpus
from lydelse.findings import Place, Problem, quoted
from lydelse.history import Depth
from lydelse.ledger import DECISION, FOLDER, LedgerFile
from lydelse.links import slug
from lydelse.register import RegisterFile
from lydelse.rules.model import rule
from lydelse.wording import version_text

BODY = "instans"


@rule("R201")
def ledger_names(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En fil i liggaren ska heta efter sitt beslut: dag, instans och paragraf.

    Fel:  register/beslut/beslutet.yml
    Rätt: register/beslut/2026-12-15-namnd-112.yml
    """
    for file, entry in corpus.ledger:
        if entry.event == DECISION:
            wanted = f"{entry.on}-{slug(entry.by)}-{slug(entry.paragraph)}"
            if entry.name != wanted:
                yield Problem(
                    Place(file.path),
                    f"filen heter {entry.name}.yml men gäller {wanted}",
                    f"döp om den till {wanted}.yml, eller rätta datum, instans eller paragraf",
                )
        elif not any(other.name == entry.about for _, other in corpus.ledger):
            yield Problem(
                file.place("avser"),
                f"beslutet {quoted(entry.about)} finns inte",
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
        if role is None or role.kind != BODY or entry.on not in role.days:
            yield Problem(
                file.place("instans"),
                f"{quoted(entry.by)} är ingen instans som fanns {entry.on}",
                "skriv id för en instans i register/roller.yml",
            )


@rule("R203")
def ledger_texts(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Det som liggaren nämner ska finnas: dokumentet, versionen och texten med fingeravtrycket.

    Fel:  en hash som ingen text har
    Rätt: den hash som lydelse log visar för versionen
    """
    if corpus.timeline.depth is not Depth.WHOLE:
        return
    texts = {
        (event.revision.outline.id, event.revision.hash)
        for events in corpus.timeline.history.events.values()
        for event in events
        if event.revision
    }
    texts |= {(told.outline.id, told.hash) for told in corpus.timeline.tree.values()}
    for file, entry in corpus.ledger:
        for position, row in enumerate(entry.documents):
            if (row.id, row.hash) not in texts:
                yield Problem(
                    file.place("dokument", position, "hash"),
                    f"ingen text av {row.id} har fingeravtrycket för version "
                    f"{version_text(row.version)}",
                    "hämta tillbaka texten som beslutades; liggaren ändras aldrig",
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
        if entry.event != DECISION or entry.outcome != "beslutat":
            continue
        for position, row in enumerate(entry.documents):
            first = seen.setdefault((row.id, row.version), entry.name)
            if first != entry.name:
                yield Problem(
                    file.place("dokument", position, "version"),
                    f"{row.id} version {version_text(row.version)} är redan beslutad: {first}",
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
    for path, before in sorted(corpus.timeline.ledger.items()):
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
