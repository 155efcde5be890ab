"""References: that what a document names exists and may do what it is said to do."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import PurePosixPath

from lydelse.body import Link
from lydelse.corpus import Corpus, Text
from lydelse.documents import Document
from lydelse.findings import Place, Problem, listed, quoted
from lydelse.links import resolve, scheme
from lydelse.rules.model import rule
from lydelse.tree import FOLDERS, LARGEST

IMAGES = (".png", ".jpg", ".jpeg", ".webp")
ATTACHMENTS = (*IMAGES, ".pdf")


@rule("H101")
def roles_exist(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En roll ska finnas i registret, och inte ha upphört.

    Fel:  dokumentansvarig: kvalitetschefen
    Rätt: dokumentansvarig: kvalitetssamordnare
    """
    roles = corpus.register.roles
    if "roller" in corpus.register.broken:
        return
    for document in corpus.every_document:
        for route, role in _roles(document):
            if role not in roles:
                yield _unknown(
                    document.place(*route), "rollen", role, list(roles), "register/roller.yml"
                )
            elif route[0] in {"dokumentansvarig", "riktar_sig_till"}:
                end = roles[role].days.end
                if end and end <= today:
                    yield Problem(
                        document.place(*route),
                        f"rollen {quoted(role)} upphörde {end}",
                        "välj rollen som har tagit över",
                    )


@rule("H102")
def units_exist(corpus: Corpus, today: date) -> Iterator[Problem]:
    """En verksamhet ska finnas i registret, och inte ha upphört.

    Fel:  gäller_för:
            - hemvård
    Rätt: gäller_för:
            - hemtjänst
    """
    units = corpus.register.units
    if "organisation" in corpus.register.broken:
        return
    for document in corpus.every_document:
        for number, unit in enumerate(document.units):
            place = document.place("gäller_för", number)
            if unit not in units:
                yield _unknown(
                    place, "verksamheten", unit, list(units), "register/organisation.yml"
                )
            elif (end := units[unit].days.end) and end <= today:
                yield Problem(
                    place,
                    f"verksamheten {quoted(unit)} upphörde {end}",
                    "välj verksamheten som har tagit över",
                )


@rule("H103")
def types_exist(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En dokumenttyp ska finnas i registret.

    Fel:  dokumenttyp: lathund
    Rätt: dokumenttyp: rutin
    """
    types = corpus.register.types
    if "dokumenttyper" in corpus.register.broken:
        return
    for document in corpus.every_document:
        if document.type not in types:
            place = document.place("dokumenttyp")
            file = "register/dokumenttyper.yml"
            yield _unknown(place, "dokumenttypen", document.type, list(types), file)


@rule("H104")
def documents_exist(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett dokument som nämns med id ska finnas, och vara ett annat än det egna.

    Fel:  relaterat:
            - RU-999
    Rätt: relaterat:
            - RU-034
    """
    known = {document.id for document in corpus.every_document}
    known |= {str(id_) for id_ in _broken_ids(corpus)}
    for document in corpus.every_document:
        for route, id_ in _document_ids(document):
            if id_ == document.id:
                yield Problem(
                    document.place(*route),
                    f"{route[0]} pekar på dokumentet självt",
                    "ta bort raden",
                )
            elif id_ not in known and route[0] != "ersätter":
                yield _unknown(document.place(*route), "dokumentet", id_, sorted(known), "")


@rule("H105")
def attachments_exist(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En bilaga ska finnas i mappen bilagor/ bredvid dokumentet och vara en bild eller en PDF.

    Fel:  fil: checklista.docx
    Rätt: fil: bilagor/checklista.pdf
    """
    for document in corpus.every_document:
        for number, attachment in enumerate(document.attachments):
            wrong = _wrong_file(corpus, document.path, attachment.file, ATTACHMENTS)
            folder = f"{PurePosixPath(document.path).parent}/bilagor/"
            if not wrong and not resolve(document.path, attachment.file).path.startswith(folder):
                wrong = f"{quoted(attachment.file)} ligger inte i {folder}", "flytta filen dit"
            if wrong:
                yield Problem(document.place("bilagor", number, "fil"), *wrong)


@rule("H106")
def belongs_to_guideline(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En rutin hör till en riktlinje; kompletterar och avviker_från pekar på en rutin.

    Fel:  hör_till:
            - RU-034
    Rätt: hör_till:
            - RL-012
    """
    wanted = {"hör_till": "riktlinje", "kompletterar": "rutin", "avviker_från": "rutin"}
    for document in corpus.every_document:
        for route, id_ in _document_ids(document):
            other = corpus.by_id.get(id_)
            type_ = wanted.get(str(route[0]))
            if other and type_ and other.type != type_ and other.id != document.id:
                yield Problem(
                    document.place(*route),
                    f"{route[0]} pekar på {id_}, som inte är en {type_}",
                    f"ange en {type_}",
                )


@rule("H107")
def right_to_decide(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Den som beslutar om ett dokument ska ha rätt till det den dag beslutet fattas.

    Rätten står i register/roller.yml, med dagar och verksamheter.

    Fel:  en riktlinje med beslutas_av: mas
    Rätt: en riktlinje med beslutas_av: nämnd
    """
    register = corpus.register
    if {"roller", "dokumenttyper"} & register.broken:
        return
    for document in corpus.every_document:
        day = document.decision.on if document.decision else today
        deciders: dict[tuple[str, ...], str] = {("beslutas_av",): document.decided_by}
        if document.decision and document.decision.by != document.decided_by:
            deciders["beslut", "av"] = document.decision.by
        for route, role in deciders.items():
            if role in register.roles and document.type in register.types:
                wrong = _no_right(corpus, document, role, day)
                if wrong:
                    yield Problem(document.place(*route), *wrong)


@rule("H201")
def links_lead_somewhere(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En länk till en fil ska leda till ett dokument, en sida i docs/ eller en bilaga.

    Fel:  [rutinen](../hygien/finns-inte.md)
    Rätt: [rutinen](../hygien/basal-hygien.md)
    """
    for text, link, target in _file_links(corpus):
        if link.image or target in corpus.by_path:
            continue
        wrong = _wrong_link(corpus, text.path, link.href, target)
        if wrong:
            yield Problem(Place(text.path, link.line, link.column), *wrong)


@rule("H202")
def anchors_exist(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En länk till en rubrik ska leda till en rubrik som finns.

    Fel:  [ansvar](basal-hygien.md#ansvaret)
    Rätt: [ansvar](basal-hygien.md#ansvar)
    """
    for text, link, path in _file_links(corpus):
        anchor = resolve(text.path, link.href).anchor
        target = corpus.by_path.get(path)
        if anchor and target and target.body.html and anchor not in target.body.anchors:
            close = get_close_matches(anchor, sorted(target.body.anchors), n=1)
            yield Problem(
                Place(text.path, link.line, link.column),
                f"rubriken {quoted('#' + anchor)} finns inte i {path}",
                f"menade du #{close[0]}?" if close else "länka till en rubrik som finns",
            )


@rule("H203")
def images_exist(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En bild ska finnas i projektet.

    En bild på en annan webbplats visas inte: då kan den bytas ut utan att någon vet om det.

    Fel:  ![Händer](https://www.example.org/hand.png)
    Rätt: ![Händer](bilagor/hand.png)
    """
    for text in corpus.texts:
        for link in text.body.links:
            if link.image:
                wrong = _wrong_file(corpus, text.path, link.href, IMAGES)
                if wrong:
                    yield Problem(Place(text.path, link.line, link.column), *wrong)


def _roles(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("dokumentansvarig",), document.owner
    yield ("beslutas_av",), document.decided_by
    if document.decision:
        yield ("beslut", "av"), document.decision.by
    for number, role in enumerate(document.roles):
        yield ("riktar_sig_till", number), role
    for number, change in enumerate(document.changes):
        for position, role in enumerate(change.consulted):
            yield ("ändringar", number, "samråd", position), role
    for number, review in enumerate(document.reviews):
        yield ("översyner", number, "av"), review.by


def _document_ids(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if document.supplements:
        yield ("kompletterar",), document.supplements
    if document.deviates_from:
        yield ("avviker_från",), document.deviates_from
    lists = {"hör_till": document.belongs_to, "ersätter": document.replaces}
    for key, ids in {**lists, "relaterat": document.related}.items():
        for number, id_ in enumerate(ids):
            yield (key, number), id_


def _broken_ids(corpus: Corpus) -> Iterator[object]:
    """Ids of documents that are there but break their schema: they are not missing."""
    for text in corpus.texts:
        if not text.document and isinstance(text.reading.front, dict):
            yield text.reading.front.get("id")


def _unknown(place: Place, what: str, value: str, known: list[str], file: str) -> Problem:
    close = get_close_matches(value, known, n=1)
    where = f"lägg till den i {file}" if file else "kontrollera id"
    hint = f"menade du {close[0]}?" if close else where
    return Problem(place, f"{what} {quoted(value)} finns inte", hint)


def _no_right(corpus: Corpus, document: Document, role: str, day: date) -> tuple[str, str] | None:
    register = corpus.register
    rights = list(register.rights(role, document.type, day))
    if not rights:
        able = [id_ for id_ in register.roles if any(register.rights(id_, document.type, day))]
        hint = (
            f"{listed(able, 'och')} har rätten" if able else "för in rätten i register/roller.yml"
        )
        type_ = quoted(document.type)
        return (
            f"{quoted(role)} saknar rätt att besluta om dokument av typen {type_} den {day}",
            hint,
        )
    if any(not right.units for right in rights):
        return None
    covered = {unit for right in rights for unit in right.units}
    outside = [unit for unit in document.units if unit in register.units and unit not in covered]
    if not outside:
        return None
    units = listed(outside, "och")
    return (
        f"{quoted(role)} saknar rätt att besluta om dokument för {units} den {day}",
        f"rätten gäller {listed(sorted(covered), 'och')}",
    )


def _file_links(corpus: Corpus) -> Iterator[tuple[Text, Link, str]]:
    for text in corpus.texts:
        for link in text.body.links:
            if link.href and not scheme(link.href):
                yield text, link, resolve(text.path, link.href).path


def _wrong_link(corpus: Corpus, base: str, href: str, target: str) -> tuple[str, str] | None:
    if href.startswith("/"):
        return (
            f"länken {quoted(href)} börjar med /",
            "skriv vägen från den här filen: ../mapp/fil.md",
        )
    if not target:
        return f"länken {quoted(href)} leder ut ur projektet", "länka till en fil i projektet"
    if target.split("/", maxsplit=1)[0] not in FOLDERS:
        hint = "länka till något i riktlinjer/, rutiner/ eller docs/"
        return f"filen {quoted(target)} ligger utanför det som publiceras", hint
    if target.endswith(".md"):
        names = {PurePosixPath(path).name: path for path in corpus.by_path}
        close = get_close_matches(PurePosixPath(target).name, names, n=1, cutoff=0.8)
        hint = f"menade du {names[close[0]]}?" if close else "kontrollera sökvägen"
        return f"filen {quoted(target)} finns inte", hint
    return _wrong_file(corpus, base, href, ATTACHMENTS)


def _wrong_file(
    corpus: Corpus, base: str, href: str, endings: tuple[str, ...]
) -> tuple[str, str] | None:
    if scheme(href):
        return f"{quoted(href)} ligger inte i projektet", "spara filen i bilagor/"
    if not href:
        return "bilden saknar adress", "skriv var bilden finns, till exempel bilagor/hand.png"
    target = resolve(base, href).path
    if not target:
        return f"{quoted(href)} leder ut ur projektet", "lägg filen i bilagor/ bredvid dokumentet"
    if target not in corpus.files:
        return f"filen {quoted(target)} finns inte", "lägg filen i bilagor/ bredvid dokumentet"
    if not target.lower().endswith(endings):
        kinds = listed(ending[1:].upper() for ending in endings)
        return f"filen {quoted(target)} har ett format som inte visas", f"använd {kinds}"
    return _wrong_size(target, corpus.files[target])


def _wrong_size(path: str, size: int | None) -> tuple[str, str] | None:
    if size is None:
        message = f"filen {quoted(path)} är en symbolisk länk eller går inte att läsa"
        return message, "lägg en vanlig fil där"
    if size > LARGEST:
        return f"filen {quoted(path)} är större än {LARGEST // 1_000_000} MB", "gör den mindre"
    return None
