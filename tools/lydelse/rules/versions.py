"""Versions: that each wording has its own version, its own days and its own entry."""

from collections.abc import Iterator
from datetime import date

from lydelse.corpus import Corpus
from lydelse.documents import COMING, Document
from lydelse.findings import Problem, listed, quoted
from lydelse.history import Depth
from lydelse.rules.model import rule
from lydelse.timeline import Compared, Judgement, Lydelse, Proof, exchanged_files
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
        else:
            yield from _skipped(corpus, document, version)


@rule("V105")
def waiting_is_later(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En väntande lydelse (.kommande.md) ska ha en högre version än filen bredvid.

    Den ligger kvar tills dess dag har kommit. Då tar den filens plats: lydelse fold.

    Fel:  version: "2.0" både i fall.md och i fall.kommande.md
    Rätt: version: "1.0" i fall.md och "2.0" i fall.kommande.md
    """
    for document in corpus.every_document:
        now = corpus.by_path.get(document.path.removesuffix(COMING) + ".md")
        beside = now.document if now and document.path.endswith(COMING) else None
        if not beside or beside.id != document.id:
            continue  # F503 says it
        if number_of(document) <= number_of(beside):
            wrong, hint = _not_later(corpus, document, beside, today)
            yield Problem(document.place("version"), wrong, hint)


@rule("V106", "warning")
def later_wording_waits_beside(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En beslutad lydelse som gäller senare ska ligga i en egen fil, bredvid den som gäller.

    Den som läser main läser det som gäller i dag. Ett nytt andra tal som rättar texten får stå i
    filen före sin dag.

    Fel:  fall.md har version: "2.0" med beslut och gäller_från nästa år, och 1.0 gäller i dag
    Rätt: version: "2.0" i fall.kommande.md, och "1.0" kvar i fall.md
    """
    for document in corpus.documents if followed(corpus, today) else ():
        now = corpus.timeline.span(document.id, today)
        version = number_of(document)
        known = corpus.timeline.settled_at(document.path)
        starts = known.starts if known else document.in_force_from
        early = starts > today and version[1] == 0 and (known or document.decision)
        if early and now and now.lydelse.version < version:
            yield Problem(
                document.place("gäller_från"),
                f"version {document.version} gäller först från {starts}, och till dess gäller "
                f"version {now.lydelse.number}",
                f"lägg texten i {document.path.removesuffix('.md')}{COMING}, och hämta tillbaka "
                f"version {now.lydelse.number} hit ur git",
            )


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
            yield _out_of_order(document, day, max(below, key=lambda other: other.starts), today)
        if above:
            yield _out_of_order(document, day, min(above, key=lambda other: other.starts), today)


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
            continue
        known = corpus.timeline.settled_at(document.path)
        if known and known.decision and known.starts < known.decision.on:
            yield Problem(
                document.place("gäller_från"),
                f"enligt liggaren gäller version {known.number} från {known.starts}, före beslutet "
                f"{known.decision.on}",
                f"lägg till en fil i liggaren med händelse: ändrad ikraft och {known.decision.on} "
                "eller senare",
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
        if known or held(corpus, document) or in_ledger(corpus, document):
            continue
        if document.in_force_from < today:
            yield Problem(
                document.place("gäller_från"),
                f"gäller_från {document.in_force_from} har redan varit",
                f"skriv {today} eller senare, även i ändringar",
            )


@rule("V204", "warning")
def published_in_time(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En version ska komma till main senast dagen då den börjar gälla.

    Före dess kunde ingen läsa den. Dagen ändras inte i efterhand, men den som utreder något ska
    veta det.

    Fel:  gäller_från i måndags, när versionen kom till main i onsdags
    Rätt: gäller_från samma dag som versionen kommer till main, eller senare
    """
    for document in corpus.every_document if followed(corpus, today) else ():
        known = corpus.timeline.settled_at(document.path)
        if known and known.proof is Proof.MERGED and known.late(known.first):
            yield Problem(
                document.place("gäller_från"),
                f"version {known.number} gäller från {known.first} men kom till "
                f"{corpus.timeline.main_name} först {known.published}",
                "låt nästa version börja gälla dagen då den kommer till "
                f"{corpus.timeline.main_name}, eller senare",
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
    """What the machine says of the change: of the words, and of files that are shown anew."""
    said = corpus.timeline.judgements.get((row.before, row.now), Judgement("i sak", ()))
    exchanged = exchanged_files(corpus.timeline, corpus.timeline.tree[row.path])
    if not exchanged:
        return said
    reasons = tuple(f"Filen {quoted(name)} är utbytt." for name in exchanged)
    return said._replace(slag="i sak", reasons=(*reasons, *said.reasons))


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
    return _is_old(corpus, document) or not held(corpus, document)


def gone(corpus: Corpus, document: Document) -> bool:
    """Whether main had the version's lydelse, and then no document with the id for a while."""
    known = corpus.timeline.lydelse(document.id, number_of(document))
    back = corpus.timeline.returned(document.id)
    return back is not None and known is not None and corpus.timeline.came(known) < back


def _has_another_text(corpus: Corpus, document: Document) -> bool:
    """Whether the version is settled with another text."""
    told = corpus.timeline.tree.get(document.path)
    known = corpus.timeline.lydelse(document.id, number_of(document))
    return bool(told and known and told.hash != known.hash)


def held(corpus: Corpus, document: Document) -> bool:
    """Whether main had a text of the document with the version when the tree left it."""
    return any(
        event.revision
        and event.step <= corpus.timeline.history.base
        and event.revision.outline.number == number_of(document)
        for event in corpus.timeline.history.events.get(document.id, ())
    )


def named(corpus: Corpus, document: Document) -> bool:
    """Whether a decision covers the version: it is named, or its first number is decided."""
    version = number_of(document)
    lydelser = corpus.timeline.lydelser.get(document.id, ())
    follows = version[1] > 0 and any(one.version[0] == version[0] for one in lydelser)
    return follows or in_ledger(corpus, document)


def in_ledger(corpus: Corpus, document: Document) -> bool:
    """Whether the ledger at hand names the version with just this text."""
    told = corpus.timeline.tree.get(document.path)
    return told is not None and any(
        (row.id, row.version, row.hash) == (document.id, number_of(document), told.hash)
        for _, file in corpus.ledger
        for row in file.decided
    )


def _differences(corpus: Corpus, row: Compared) -> str:
    """What differs between two texts that carry the same version."""
    texts = corpus.timeline.texts
    before, now = texts.get(row.before, Wording()), texts.get(row.now, Wording())
    keys = [key for key in (*MEANING, "gäller_från") if before.front.get(key) != now.front.get(key)]
    what = ["texten"] if before.body != now.body else []
    return listed([*what, *keys] or ["en bild eller bilaga"], "och")


def _skipped(corpus: Corpus, document: Document, version: Number) -> Iterator[Problem]:
    """A version that does not come next; on main too, unless it was taken over."""
    known = corpus.timeline.lydelse(document.id, version)
    if known and known.proof is Proof.TAKEN_OVER:
        return
    below = [one.version for one in corpus.timeline.lydelser.get(document.id, ())]
    below += [number_ for id_, number_ in corpus.timeline.unfound if id_ == document.id]
    before = max((one for one in below if one < version), default=None)
    first, second = before or (version[0] - 1, 0)
    allowed = [*([(first, second + 1)] if before else []), (first + 1, 0)]
    if version not in allowed:
        wrong = (
            f"version {document.version} kommer inte närmast efter version {version_text(before)}"
            if before
            else f"ett nytt dokument börjar inte med version {document.version}"
        )
        words = listed(f'"{version_text(one)}"' for one in allowed)
        yield Problem(
            document.place("version"),
            wrong,
            "versionen är redan beslutad och står kvar: gör nästa version utan hopp"
            if known
            else f"skriv version: {words}",
        )


def _not_later(
    corpus: Corpus, document: Document, beside: Document, today: date
) -> tuple[str, str]:
    """What is wrong with a waiting wording that is not later, and what to do."""
    tree = corpus.timeline.tree
    known = corpus.timeline.lydelse(document.id, number_of(document))
    here, there = tree.get(document.path), tree.get(beside.path)
    if document.version == beside.version and here and there and here.hash == there.hash:
        way = ": lydelse fold" if known and known.starts <= today else ""
        wrong = f"version {document.version} ligger redan i {beside.path}"
        return wrong, f"ta bort den väntande filen{way}"
    if document.version == beside.version:
        wrong = f"version {document.version} finns redan i {beside.path}, med en annan text"
        return wrong, "ta bort den väntande filen, eller höj dess version"
    wrong = f"version {document.version} är lägre än version {beside.version} i {beside.path}"
    if known and known.starts > today:
        return wrong, (
            f"version {document.version} är beslutad och tar sin plats {known.starts}; "
            f"lägg in version {beside.version} efter den dagen"
        )
    return wrong, "ta bort den väntande filen, eller höj dess version"


def _out_of_order(document: Document, day: date, other: Lydelse, today: date) -> Problem:
    word, hint = ("före", "senare") if day < other.starts else ("efter", "tidigare")
    has_been = word == "efter" and other.starts < today  # no new version may begin then
    return Problem(
        document.place("gäller_från"),
        f"gäller_från {day} ligger {word} version {other.number}, som gäller från {other.starts}",
        f"utgå från version {other.number} och ge texten en högre version"
        if has_been
        else f"skriv {other.starts} eller {hint}",
    )
