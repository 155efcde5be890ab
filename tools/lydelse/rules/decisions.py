"""Decisions: that what stands on main is decided, and that nothing decided has gone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lydelse.corpus import Corpus
from lydelse.documents import COMING, Document
from lydelse.findings import Place, Problem, listed, quoted
from lydelse.history import Event
from lydelse.rules.model import rule
from lydelse.rules.versions import followed, gone, judgement, measured, named, number_of
from lydelse.timeline import MILD, Compared, Lydelse, Proof, Timeline, held, in_force
from lydelse.wording import Number

BODY = "instans"
"""The kind of a role whose decisions stand in the ledger."""

IN_SUBSTANCE = ("i sak", "principiell")


@rule("V304")
def kind_in_doubt(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En ändring som kallas redaktionell eller följdändring ska inte röra det som ska göras.

    Redaktionellt är stavning, skiljetecken, böjning, länkar och form. Ord som ska, bör och inte,
    siffror, tider, roller, lagrum, villkor och steg är aldrig redaktionella. En följdändring byter
    bara ett namn eller nummer som registren visar är nytt.

    Fel:  slag: redaktionell, när ”ska” har blivit ”bör”
    Rätt: slag: i sak och ett nytt första tal; eller en bedömning som säger varför slaget stämmer
    """
    for document, claim, reasons in _doubts(corpus, today):
        if not document.changes[0].judgement:
            settled = corpus.timeline.lydelse(document.id, number_of(document))
            yield Problem(
                document.place("ändringar", 0, "slag"),
                f"ändringen kallas {claim}, men {_first(reasons)}",
                "versionen är redan beslutad: lägg till bedömning med skälet, eller gör en ny "
                "version"
                if settled
                else "skriv slag: i sak och höj första talet, eller lägg till bedömning med skälet",
            )


@rule("V305", "warning")
def kind_vouched_for(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Ett slag som kontrollen ifrågasätter och någon har bedömt visas för den som beslutar.

    Fel:  slag: redaktionell med bedömning, när ”ska” har blivit ”bör”
    Rätt: slag: redaktionell, när bara stavningen är rättad
    """
    for document, claim, reasons in _doubts(corpus, today):
        said = document.changes[0].judgement
        if said and not corpus.timeline.lydelse(document.id, number_of(document)):
            yield Problem(
                document.place("ändringar", 0, "bedömning"),
                f"ändringen kallas {claim} efter bedömning ({quoted(said)}), men {_first(reasons)}",
                "den som beslutar avgör om slaget stämmer",
            )


@rule("V401")
def decided_on_main(corpus: Corpus, today: date) -> Iterator[Problem]:
    """På main ska varje första tal vara beslutat; för nämndens dokument ska liggaren nämna det.

    Ett förslag ligger på sin egen gren tills det är beslutat.

    Fel:  version: "2.0" på main utan beslut
    Rätt: version: "2.0" på en gren som börjar med forslag/, eller med beslut
    """
    if not followed(corpus, today) or not corpus.timeline.on_main:
        return
    for document in corpus.every_document:
        if corpus.timeline.lydelse(document.id, number_of(document)):
            continue
        if not document.decision:
            yield Problem(
                document.place("version"),
                f"version {document.version} finns på {corpus.timeline.main_name} utan beslut",
                f"lägg förslaget på en egen gren: git switch --create forslag/{document.id}",
            )
        elif _needs_ledger(corpus, document) and not named(corpus, document):
            yield Problem(
                document.place("beslut"),
                f"inget beslut i liggaren nämner version {document.version} med den här texten",
                "lägg till beslutet i register/beslut/, eller lägg förslaget på en egen gren",
            )


@rule("V402")
def nothing_vanishes(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Ett dokument tas aldrig bort, och dess id ändras aldrig: det upphör.

    Inte heller en beslutad lydelse som väntar på sin dag tas bort, eller skrivs över av en som
    börjar gälla senare.

    Fel:  filen för RU-034 tas bort
    Rätt: en ny version av RU-034 med upphör
    """
    if not followed(corpus, today):
        return
    here = {told.outline.id for told in corpus.timeline.tree.values()}
    here |= {str(text.reading.front.get("id")) for text in corpus.texts if _front(text.reading)}
    for id_, lydelser in sorted(corpus.timeline.lydelser.items()):
        if id_ not in here and _was_there(corpus, id_):
            last = lydelser[-1]
            yield Problem(
                Place(last.path),
                f"{id_} ({last.title}) finns inte kvar",
                "hämta tillbaka filen ur git; ett dokument som inte ska gälla får en ny version "
                "med upphör",
            )
        waiting = _waiting_gone(corpus, id_) or _overwritten(corpus, id_, today)
        if id_ in here and waiting:
            yield Problem(
                _version_place(corpus, waiting.path),
                f"version {waiting.number} av {id_}, som är beslutad att gälla från "
                f"{waiting.starts}, finns inte kvar",
                "hämta tillbaka texten ur git; en version i dess ställe ska gälla från samma dag",
            )


@rule("V403")
def no_id_again(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Ett id används aldrig om, varken för ett annat dokument eller sedan det har upphört.

    Fel:  RU-034 ger sin plats åt en ny rutin med samma id
    Rätt: den nya rutinen får ett nytt id
    """
    if not followed(corpus, today):
        return
    for document in corpus.documents:
        version = number_of(document)
        changed = _came_back_changed(corpus, document, version)
        if revived := changed or _after_the_end(corpus, document, version):
            yield Problem(
                document.place("id"),
                f"{document.id} har använts förut: {revived}",
                "ge dokumentet ett eget id som ingen har haft",
            )


@rule("V404")
def decision_on_record(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett beslut av en instans ska ha diarienummer och paragraf.

    Fel:  beslut med datum och av: nämnd
    Rätt: beslut med datum, av: nämnd, diarienummer: VON 2026/0123 och paragraf: "57"
    """
    for document in corpus.every_document:
        decision = document.decision
        if decision is None or not _by_body(corpus, document):
            continue
        record = {"diarienummer": decision.register_number, "paragraf": decision.paragraph}
        missing = [key for key, value in record.items() if not value]
        if missing:
            yield Problem(
                document.place("beslut"),
                f"beslutet saknar {listed(missing, 'och')}",
                "skriv det som står i protokollet",
            )


@rule("V501")
def review_is_entered(corpus: Corpus, today: date) -> Iterator[Problem]:
    """När översyn_senast flyttas ska översynen stå i översyner.

    Ett nytt beslut räknas också som översyn.

    Fel:  översyn_senast flyttas ett år framåt, och inget mer
    Rätt: översyn_senast flyttas, och översyner får en post med datum, av och utfall
    """
    if not followed(corpus, today):
        return
    for document in corpus.every_document:
        before = _entered_with(corpus, document)
        if before and before != str(document.review_by):
            yield Problem(
                document.place("översyn_senast"),
                f"översyn_senast är flyttad från {before} till {document.review_by} utan att "
                "översynen är införd",
                "lägg till en post först i översyner: datum, av och utfall",
            )


@rule("V502", "warning")
def guideline_has_changed(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En rutin ska ses över när riktlinjen som den hör till har ändrats i sak.

    Fel:  riktlinjen ändrades i sak efter att rutinen beslutades eller sågs över
    Rätt: rutinen är beslutad eller översedd efter riktlinjens ändring
    """
    for one in corpus.in_force(today):
        document = _wording_now(corpus, one.id, today) or one
        looks = [review.on for review in document.reviews]
        looks += [document.decision.on] if document.decision else []
        last = max(looks, default=document.in_force_from)
        for position, id_ in enumerate(document.belongs_to):
            changed = _changed_after(corpus, id_, last, today)
            if changed:
                owner = corpus.register.role_name(document.owner)
                yield Problem(
                    document.place("hör_till", position),
                    f"{id_} ändrades {changed}, efter att rutinen senast beslutades eller "
                    f"sågs över ({last})",
                    f"{owner} ser över rutinen och för in det under översyner",
                )


def _doubts(corpus: Corpus, today: date) -> Iterator[tuple[Document, str, tuple[str, ...]]]:
    """Each new version whose slag the machine does not accept: the claim, and why not."""
    order = ("redaktionell", "följdändring", "i sak")
    for document, row in measured(corpus, today):
        claim = document.changes[0].kind
        if row.same or claim not in MILD or _settled_before(corpus, document, row):
            continue
        said = judgement(corpus, row)
        if order.index(said.slag) > order.index(claim):
            yield document, claim, said.reasons


def _settled_before(corpus: Corpus, document: Document, row: Compared) -> bool:
    """Whether the lydelse was there before anybody asked for its slag."""
    known = corpus.timeline.lydelse(document.id, number_of(document))
    return bool(known and known.proof is Proof.TAKEN_OVER and not row.touched)


def _first(reasons: tuple[str, ...]) -> str:
    if not reasons:
        return "ändringen gäller mer än form"
    first = reasons[0].rstrip(".")
    first = first[:1].lower() + first[1:]
    more = len(reasons) - 1
    if more == 0:
        return first
    return f"{first} (och {'ett skäl' if more == 1 else f'{more} skäl'} till)"


def _by_body(corpus: Corpus, document: Document) -> bool:
    role = corpus.register.roles.get(document.decided_by)
    return bool(role and role.kind == BODY)


def _needs_ledger(corpus: Corpus, document: Document) -> bool:
    """Whether an instans decides the document, or decided the lydelse that it builds on."""
    before = corpus.timeline.before(document.id, number_of(document))
    decider = corpus.register.roles.get(before.decided_by) if before else None
    return _by_body(corpus, document) or bool(decider and decider.kind == BODY)


def _front(reading: object) -> bool:
    return isinstance(getattr(reading, "front", None), dict)


def _was_there(corpus: Corpus, id_: str) -> bool:
    """Whether main had the document before the tree left it; what came later is not missing."""
    base = corpus.timeline.history.base
    events = corpus.timeline.history.events.get(id_, ())
    return any(event.revision and event.step <= base for event in events)


def _waiting_gone(corpus: Corpus, id_: str) -> Lydelse | None:
    """A lydelse that waited on main, and that the tree has neither as it was nor followed up."""
    timeline = corpus.timeline
    waited = {
        event.revision.outline.number
        for event in timeline.history.events.get(id_, ())
        if event.revision and event.step <= timeline.history.base and event.path.endswith(COMING)
    }
    if not waited:
        return None
    told = {one.outline.number for one in timeline.tree.values() if one.outline.id == id_}
    told.add(timeline.settled(id_))
    highest = max((version for version in told if version), default=(0, 0))
    lost = [
        lydelse
        for lydelse in timeline.lydelser.get(id_, ())
        if lydelse.version in waited and lydelse.version > highest and not lydelse.withdrawn
    ]
    return lost[-1] if lost else None


def _overwritten(corpus: Corpus, id_: str, today: date) -> Lydelse | None:
    """A lydelse that waited on main, and whose place one that starts later has taken.

    One that starts on the same day takes its place for good: nothing decided is lost.
    """
    timeline = corpus.timeline
    told = {one.outline.number: one for one in timeline.tree.values() if one.outline.id == id_}
    for event in timeline.history.events.get(id_, ()):
        version = event.revision.outline.number if event.revision else None
        lydelse = timeline.lydelse(id_, version) if version and _waits(event, timeline) else None
        if not version or not lydelse or lydelse.withdrawn:
            continue
        due = lydelse.starts <= today
        if due and not (timeline.on_main and _never_placed(timeline, lydelse, today)):
            continue
        above = [one.outline for number, one in told.items() if number and number > version]
        replaced = any(one.starts <= str(lydelse.starts) for one in above)
        if above and version not in told and not replaced:
            return replace(lydelse, path=event.path)
    return None


def _never_placed(timeline: Timeline, lydelse: Lydelse, today: date) -> bool:
    """Whether it is in force on the day, and main has never had it in the document's own place."""
    span = timeline.span(lydelse.id, today)
    placed = any(
        event.revision
        and not event.path.endswith(COMING)
        and event.revision.outline.number == lydelse.version
        for event in timeline.history.events.get(lydelse.id, ())
    )
    return span is not None and span.lydelse.version == lydelse.version and not placed


def _waits(event: Event, timeline: Timeline) -> bool:
    return event.step <= timeline.history.base and event.path.endswith(COMING)


def _version_place(corpus: Corpus, path: str) -> Place:
    """The version in the file, should there be one."""
    text = corpus.by_path.get(path)
    return text.document.place("version") if text and text.document else Place(path)


def _came_back_changed(corpus: Corpus, document: Document, version: Number) -> str:
    """How a settled version stands in the tree with another text, after it was gone from main."""
    told = corpus.timeline.tree.get(document.path)
    known = corpus.timeline.lydelse(document.id, version)
    if not told or not known or told.hash == known.hash or not gone(corpus, document):
        return ""
    return f"{known.title}, version {known.number}"


def _after_the_end(corpus: Corpus, document: Document, version: Number) -> str:
    """What had ceased before the version was to begin, or was another document."""
    timeline = corpus.timeline
    known = timeline.lydelse(document.id, version)
    if known and known.proof is Proof.TAKEN_OVER:
        return ""
    below = [one for one in timeline.lydelser.get(document.id, ()) if one.version < version]
    if not below:
        return ""
    ended, back = below[-1], timeline.returned(document.id)
    came = timeline.came(known) if known else timeline.history.base + 1
    title, starts = (
        (known.title, known.starts) if known else (document.title, document.in_force_from)
    )
    if back is not None and timeline.came(ended) < back <= came and ended.title != title:
        return f"{ended.title}, version {ended.number}"
    if in_force(below, starts) is None and ended.ceases and ended.ceases < starts:
        return f"{ended.title}, som upphörde {ended.ceases}"
    return ""


def _entered_with(corpus: Corpus, document: Document) -> str:
    """The day of review that main had first under this decision with as many reviews entered.

    Empty when main had no such text. Neither drafts from before the adoption nor a wording that
    waits beside the document count.
    """
    timeline = corpus.timeline
    events = timeline.history.events.get(document.id, ())
    texts = [*held(events, timeline.adopted).values()]
    texts += [
        event.revision
        for event in events
        if event.revision and timeline.adopted < event.step <= timeline.history.base
    ]
    first, entered = number_of(document)[0], len(document.reviews)
    alike = [
        text
        for text in texts
        if text.outline.number
        and text.outline.number[0] == first
        and text.outline.reviews >= entered
    ]
    waiting = [text for text in alike if text.path.endswith(COMING)]
    plain = [text for text in alike if not text.path.endswith(COMING)]
    chosen = (waiting or plain) if document.path.endswith(COMING) else plain
    return min(chosen, key=lambda text: text.step).outline.review if chosen else ""


def _wording_now(corpus: Corpus, id_: str, today: date) -> Document | None:
    """The tree's text of what is in force, also when it still waits to be folded."""
    span = corpus.timeline.span(id_, today)
    waiting = corpus.coming.get(id_)
    told = corpus.timeline.tree.get(waiting.path) if waiting else None
    if span and told and told.hash == span.lydelse.hash:
        return waiting
    return corpus.by_id.get(id_)


def _changed_after(corpus: Corpus, id_: str, last: date, today: date) -> str:
    """How the document changed in substance after the day, when it has come into force."""
    document = _wording_now(corpus, id_, today)
    for change in document.changes if document else ():
        lydelse = next(
            (one for one in corpus.timeline.lydelser.get(id_, ()) if one.number == change.version),
            None,
        )
        decided = lydelse.decision.on if lydelse and lydelse.decision else change.in_force_from
        counted = change.kind in IN_SUBSTANCE and change.reason != "ny"
        if counted and decided > last and change.in_force_from <= today:
            return f"{'i sak' if change.kind == 'i sak' else 'principiellt'} {decided}"
    return ""
