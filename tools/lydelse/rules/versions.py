"""Versions: that each wording has its own version, its own days and its own entry."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from lydelse.corpus import Corpus
from lydelse.documents import COMING, Change, Document
from lydelse.findings import Problem, listed, quoted
from lydelse.history import Depth
from lydelse.rules.model import rule
from lydelse.timeline import Compared, Judgement, Lydelse
from lydelse.wording import MEANING, Number, Wording, number, version_text

NEXT = "höj versionen: lydelse bump {}"


@rule("V101")
def changed_under_its_version(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Ny text, eller en ny uppgift som bär mening, ska få en ny version.

    Varje version har en enda lydelse, så att det går att säga vad som gällde. Fritt att ändra utan
    ny version är dokumentansvarig, översyner, översyn_senast, sökord, situationer, relaterat,
    svarar_mot och kvalitetsdimensioner.

    Fel:  texten ändras men version är fortfarande "1.0"
    Rätt: version: "1.1", med en ny post i ändringar
    """
    for document, row in measured(corpus, today):
        if row.same and not _is_spent(corpus, document) and not gone(corpus, document):
            yield Problem(
                document.place("version"),
                f"{_differences(corpus, row)} har ändrats utan ny version",
                NEXT.format(document.id),
            )


@rule("V102")
def changed_under_an_old_version(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En version som redan finns ska inte få en annan text.

    Fel:  version: "1.0" med ny text, när main har 1.1
    Rätt: version: "1.2"
    """
    for document, row in measured(corpus, today):
        if row.same and _is_spent(corpus, document) and not gone(corpus, document):
            yield Problem(
                document.place("version"),
                f"version {document.version} finns redan med en annan text på "
                f"{corpus.timeline.main_name}",
                "skriv texten som en ny version; den gamla lydelsen ändras aldrig",
            )


@rule("V103")
def needs_firstnumber_of(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Vem som beslutar, vad dokumentet gäller för och hur länge ändras bara med nytt första tal.

    Det gäller dokumenttyp, beslutas_av, upphör, gäller_för, riktar_sig_till, hör_till,
    kompletterar, avviker_från och ersätter. De ändras av den som beslutar om dokumentet.

    Fel:  gäller_för får en verksamhet till, och version går från "1.0" till "1.1"
    Rätt: gäller_för får en verksamhet till, och version går från "1.0" till "2.0"
    """
    for document, row in measured(corpus, today):
        before = corpus.timeline.before(document.id, number_of(document))
        if row.same or before is None or before.version[0] != number_of(document)[0]:
            continue
        for key in judgement(corpus, row).keys:
            yield Problem(
                document.place(key),
                f"{key} har ändrats sedan version {before.number}",
                f'skriv version: "{before.version[0] + 1}.0" och lämna förslaget till beslut',
            )


@rule("V104")
def version_order(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Versionen ska höjas ett steg i taget, aldrig sänkas.

    Ett misstag rättas med en ny version, aldrig genom att en gammal läggs tillbaka.

    Fel:  version går från "1.1" till "1.3", eller tillbaka till "1.0"
    Rätt: version går från "1.1" till "1.2" eller "2.0"
    """
    if not followed(corpus, today):
        return
    for document in corpus.every_document:
        version, settled = number_of(document), corpus.timeline.settled(document.id)
        if _has_another_text(corpus, document):
            continue  # V101, V102 or V403 says it
        if settled and version < settled and not document.path.endswith(COMING):
            yield Problem(
                document.place("version"),
                f"version {document.version} är lägre än version {version_text(settled)} på "
                f"{corpus.timeline.main_name}",
                f'skriv version: "{version_text((settled[0], settled[1] + 1))}"',
            )
        elif not corpus.timeline.lydelse(document.id, version):
            yield from _skipped(corpus, document, version)


@rule("V201")
def days_in_order(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En högre version ska inte börja gälla före en lägre.

    Fel:  version 2.0 från 2026-11-01, när 1.1 gäller från 2026-12-01
    Rätt: version 2.0 från 2026-12-01 eller senare
    """
    if not followed(corpus, today):
        return
    for document in corpus.every_document:
        if _is_old(corpus, document):
            continue  # V102 or V104 says it
        version = number_of(document)
        known = corpus.timeline.lydelse(document.id, version)
        day = known.starts if known else document.in_force_from
        counted = [
            other
            for other in corpus.timeline.lydelser.get(document.id, ())
            if other.withdrawn is None or other.starts < other.withdrawn
        ]
        below = [other for other in counted if other.version < version and other.starts > day]
        above = [other for other in counted if other.version > version and other.starts < day]
        if below:
            yield _out_of_order(document, day, max(below, key=lambda other: other.starts))
        if above:
            yield _out_of_order(document, day, min(above, key=lambda other: other.starts))


@rule("V202")
def days_after_decision(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett dokument ska inte börja gälla före beslutet.

    Fel:  beslut 2026-09-14 och gäller_från: 2026-09-01
    Rätt: beslut 2026-09-14 och gäller_från: 2026-10-01
    """
    for document in corpus.every_document:
        if document.decision and document.in_force_from < document.decision.on:
            yield Problem(
                document.place("gäller_från"),
                f"gäller_från {document.in_force_from} ligger före beslutet {document.decision.on}",
                f"skriv {document.decision.on} eller senare",
            )


@rule("V203")
def days_ahead(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En ny version ska inte börja gälla före dagen då den föreslås.

    Ingen ska behöva följa en text som inte gick att läsa.

    Fel:  gäller_från i förra veckan
    Rätt: gäller_från i dag eller senare
    """
    if not followed(corpus, today):
        return
    for document in corpus.every_document:
        known = corpus.timeline.lydelse(document.id, number_of(document))
        if not known and not _held(corpus, document) and document.in_force_from < today:
            yield Problem(
                document.place("gäller_från"),
                f"gäller_från {document.in_force_from} har redan varit",
                f"skriv {today} eller senare, även i ändringar",
            )


@rule("V301")
def changes_agree(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Den första posten i ändringar ska höra till versionen, och posterna stå i ordning.

    Fel:  version: "1.1" när den första posten har version: "1.0"
    Rätt: version: "1.1" och en första post med version: "1.1" och samma gäller_från
    """
    for document in corpus.every_document:
        yield from _top_entry(document)
        for place, (newer, older) in enumerate(pairwise(document.changes), start=1):
            later, earlier = number(newer.version), number(older.version)
            if later and earlier and later <= earlier:
                wrong = (
                    f"version {older.version} har två poster"
                    if later == earlier
                    else f"version {older.version} står efter version {newer.version}"
                )
                yield Problem(
                    document.place("ändringar", place, "version"),
                    wrong,
                    "skriv posterna med den nyaste först, en för varje version",
                )


@rule("V302")
def changes_complete(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Varje lydelse ska ha sin post i ändringar, och gamla poster ska stå kvar som de var.

    Fel:  posten för version 1.1 saknas när version 1.2 läggs till
    Rätt: en post för varje version
    """
    if not followed(corpus, today):
        return
    for document in corpus.every_document:
        former = _former(corpus, document)
        for version, starts in sorted(_missing(corpus, document, former).items()):
            yield Problem(
                document.place("ändringar"),
                f"posten för version {version_text(version)} saknas",
                f"lägg till den, med gäller_från {starts}",
            )
        yield from _rewritten(document, former)


@rule("V303")
def kind_needs_firstnumber_of(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En ändring som beslutsfattaren beslutar om ska få ett nytt första tal.

    Vilket slag som kräver det står för varje dokumenttyp i register/dokumenttyper.yml.

    Fel:  slag: i sak och version: "1.1"
    Rätt: slag: i sak och version: "2.0"
    """
    if not followed(corpus, today):
        return
    for document in corpus.every_document:
        type_ = corpus.register.types.get(document.type)
        version, top = number_of(document), document.changes[0]
        known = corpus.timeline.lydelse(document.id, version)
        if type_ is None or version[1] == 0 or known or number(top.version) != version:
            continue
        if not corpus.timeline.before(document.id, version):
            continue  # a new document: V104 says how it begins
        if type_.changes_decided_by.get(top.kind) == "beslutsfattaren":
            yield Problem(
                document.place("ändringar", 0, "slag"),
                f"en ändring som är {quoted(top.kind)} kräver ett nytt första tal, "
                f"men version är {document.version}",
                f'skriv version: "{version[0] + 1}.0" och lämna förslaget till beslut',
            )


def measured(corpus: Corpus, today: date) -> Iterator[tuple[Document, Compared]]:
    """Each document of the tree that is measured against main, once main is followed."""
    if not followed(corpus, today):
        return
    for row in corpus.timeline.compared:
        text = corpus.by_path.get(row.path)
        if text and text.document:
            yield text.document, row


def followed(corpus: Corpus, today: date) -> bool:
    """Whether main's history is at hand, and the day of adoption has been."""
    return corpus.timeline.depth is Depth.WHOLE and not corpus.timeline.drafting(today)


def judgement(corpus: Corpus, row: Compared) -> Judgement:
    """What the machine says of the change."""
    return corpus.timeline.judgements.get((row.before, row.now), Judgement("i sak", ()))


def number_of(document: Document) -> Number:
    """The document's version as numbers."""
    found = number(document.version)
    assert found  # noqa: S101  the schema's pattern
    return found


def _is_old(corpus: Corpus, document: Document) -> bool:
    settled = corpus.timeline.settled(document.id)
    return bool(settled and number_of(document) < settled)


def _is_spent(corpus: Corpus, document: Document) -> bool:
    """Whether the version is a former one, or one that main got after the tree left it."""
    return _is_old(corpus, document) or not _held(corpus, document)


def gone(corpus: Corpus, document: Document) -> bool:
    """Whether main once had the document, and had it no more where the tree left it."""
    events = corpus.timeline.history.events.get(document.id, ())
    had = any(event.step <= corpus.timeline.history.base for event in events)
    return had and not corpus.timeline.base.get(document.id)


def _has_another_text(corpus: Corpus, document: Document) -> bool:
    """Whether the version is settled with another text."""
    told = corpus.timeline.tree.get(document.path)
    known = corpus.timeline.lydelse(document.id, number_of(document))
    return bool(told and known and told.hash != known.hash)


def _held(corpus: Corpus, document: Document) -> bool:
    """Whether main had a text of the document with the version when the tree left it."""
    return any(
        event.revision
        and event.step <= corpus.timeline.history.base
        and event.revision.outline.number == number_of(document)
        for event in corpus.timeline.history.events.get(document.id, ())
    )


def _differences(corpus: Corpus, row: Compared) -> str:
    """What differs between two texts that carry the same version."""
    texts = corpus.timeline.texts
    before, now = texts.get(row.before, Wording()), texts.get(row.now, Wording())
    keys = [key for key in (*MEANING, "gäller_från") if before.front.get(key) != now.front.get(key)]
    what = ["texten"] if before.body != now.body else []
    return listed([*what, *keys] or ["en bild eller bilaga"], "och")


def _skipped(corpus: Corpus, document: Document, version: Number) -> Iterator[Problem]:
    before = corpus.timeline.before(document.id, version)
    first, second = before.version if before else (0, 0)
    allowed = [(first, second + 1), (first + 1, 0)] if before else [(version[0], 0)]
    if version not in allowed:
        wrong = (
            f"version {document.version} kommer inte närmast efter version {before.number}"
            if before
            else f"ett nytt dokument börjar inte med version {document.version}"
        )
        words = listed(f'"{version_text(one)}"' for one in allowed)
        yield Problem(document.place("version"), wrong, f"skriv version: {words}")


def _out_of_order(document: Document, day: date, other: Lydelse) -> Problem:
    word, hint = ("före", "senare") if day < other.starts else ("efter", "tidigare")
    return Problem(
        document.place("gäller_från"),
        f"gäller_från {day} ligger {word} version {other.number}, som gäller från {other.starts}",
        f"skriv {other.starts} eller {hint}",
    )


def _top_entry(document: Document) -> Iterator[Problem]:
    top = document.changes[0]
    if number(top.version) != number(document.version):
        yield Problem(
            document.place("ändringar", 0, "version"),
            f"den första posten gäller version {top.version}, men dokumentet har "
            f"version {document.version}",
            f"lägg till en post för version {document.version} först",
        )
    elif top.in_force_from != document.in_force_from:
        yield Problem(
            document.place("ändringar", 0, "gäller_från"),
            f"posten säger {top.in_force_from}, men dokumentet gäller från "
            f"{document.in_force_from}",
            "skriv samma dag på båda ställena",
        )


def _former(corpus: Corpus, document: Document) -> Wording | None:
    """The text that the document's entries are measured against.

    It is main's at the same path, or for a waiting wording the lydelse that it builds on. A
    settled wording that has been folded is only measured against itself.
    """
    timeline = corpus.timeline
    base = timeline.base.get(document.id, {}).get(document.path)
    if base:
        folded = base.outline.number != number_of(document) and timeline.lydelse(
            document.id, number_of(document)
        )
        return None if folded else timeline.texts.get(base.blob)
    row = next((row for row in timeline.compared if row.path == document.path), None)
    return timeline.texts.get(row.before) if row else None


def _missing(corpus: Corpus, document: Document, former: Wording | None) -> dict[Number, date]:
    """The versions below the document's that have no entry, and when each began."""
    version = number_of(document)
    has = {number(change.version) for change in document.changes}
    entries = former.changes if former else ()
    told = {found: entry.in_force_from for entry in entries if (found := number(entry.version))}
    told |= {
        lydelse.version: lydelse.starts
        for lydelse in corpus.timeline.lydelser.get(document.id, ())
        if lydelse.version < version and lydelse.version not in has
        if not _came_after(corpus, lydelse, corpus.timeline.lydelse(document.id, version))
    }
    return {found: day for found, day in told.items() if found < version and found not in has}


def _came_after(corpus: Corpus, lydelse: Lydelse, other: Lydelse | None) -> bool:
    """Whether main got the first one later: a correction made while a later wording waits."""
    commits = corpus.timeline.history.commits
    return bool(other and commits.index(lydelse.commit) > commits.index(other.commit))


def _rewritten(document: Document, former: Wording | None) -> Iterator[Problem]:
    """Entries that main has, and that the tree tells in another way."""
    before = {number(change.version): change for change in former.changes} if former else {}
    for position, change in enumerate(document.changes):
        known = before.get(number(change.version))
        if known and number(change.version) != number_of(document) and not _alike(known, change):
            yield Problem(
                document.place("ändringar", position),
                f"posten för version {change.version} är inte som på main",
                "skriv tillbaka den som den var; berätta om det nya i den första posten",
            )


def _alike(known: Change, change: Change) -> bool:
    """Whether the entry is as it was; an old text is read without samråd and blank ends.

    A bedömning may be added later.
    """
    return known == replace(
        change,
        text=change.text.strip(),
        consulted=known.consulted,
        judgement=known.judgement and change.judgement.strip(),
    )
