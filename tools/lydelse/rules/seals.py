"""Seals: that each decision after the adoption has its signed tag, untampered."""

from collections.abc import Iterator
from datetime import date, timedelta

from lydelse import signers
from lydelse.corpus import Corpus
from lydelse.findings import Place, Problem, quoted
from lydelse.history import Depth, Revision
from lydelse.ledger import DECISION, FOLDER, MASKED, RECTIFIED, Key, LedgerFile
from lydelse.rules.model import rule
from lydelse.seals import CONTENT, FORM, FORMER, PLACE, PREFIX, SIGNATURE
from lydelse.timeline import Timeline, held
from lydelse.wording import Number, version_text

SLOW = timedelta(days=30)
"""How long after its day a decision may reach main before it is asked about."""


@rule("S101", "warning")
def sealed(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett beslut efter införandet ska ha en tagg, och det som senare ändrar beslutet en egen.

    Taggen beslut/DATUM-INSTANS-PARAGRAF görs när beslutet finns på main och protokollet är
    justerat. Tills dess publiceras inte det som beslutades. Det gäller också ändrad ikraft och
    återkallelse; en maskering gäller genast, men ska också få sin tagg.

    Fel:  register/beslut/2026-12-15-namnd-112.yml på main, och ingen tagg
    Rätt: lydelse release tag 2026-12-15-namnd-112 --sign --justerat 2026-12-22
    """
    timeline = corpus.timeline
    if timeline.depth is not Depth.WHOLE or not timeline.seals.at_hand:
        return
    for file in _sealable(corpus):
        missing = timeline.seal(file) is None and timeline.needs_seal(file)
        if missing and not timeline.seals.after(file.name):
            yield Problem(
                Place(file.path),
                f"{_what(file)} saknar sin tagg {PREFIX}{file.name}"
                + ("" if timeline.may_be_shown(file) else ", och publiceras inte"),
                f"lydelse release tag {file.name} --sign --justerat DATUM",
            )


@rule("S110")
def seals_remain(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En tagg tas aldrig bort, och ett beslut som har en tagg tas aldrig bort.

    Fel:  taggen beslut/2026-12-15-namnd-112 tas bort, fast en senare tagg nämner den
    Rätt: alla taggar finns kvar
    """
    timeline = corpus.timeline
    if timeline.depth is not Depth.WHOLE or not timeline.seals.at_hand:
        return
    for name, seal in sorted(timeline.seals.by_name.items()):
        former, _ = seal.says.former
        if former and former not in timeline.seals.by_name:
            yield Problem(
                Place(f"{FOLDER}{former}.yml"),
                f"taggen {PREFIX}{former} är borttagen: {PREFIX}{name} gjordes efter den",
                f"hämta tillbaka den ur en annan klon: git push origin {PREFIX}{former}",
            )
    known = {file.name for file in timeline.ledger.values()}
    for name in sorted(set(timeline.seals.by_name) - known):
        yield Problem(
            Place(f"{FOLDER}{name}.yml"),
            f"taggen {PREFIX}{name} finns, men inte beslutet på {timeline.main_name}",
            "hämta tillbaka beslutet ur git; fanns det aldrig, ta reda på vem som gjorde taggen",
        )


@rule("S102")
def sealed_rightly(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett besluts tagg ska vara en egen, orörd text med det namn som den gjordes med.

    Fel:  git tag beslut/2026-12-15-namnd-112
    Rätt: lydelse release tag 2026-12-15-namnd-112 --sign --justerat 2026-12-22
    """
    yield from _faults(corpus, FORM)


@rule("S103")
def signed_rightly(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett besluts tagg ska vara signerad av någon som fick signera den dagen.

    Vem som får det, och från när till när, står i register/beslutssignaturer.

    Fel:  en tagg signerad med en nyckel som inte står där, eller vars tid har gått ut
    Rätt: en tagg signerad av nämndens sekreterare
    """
    yield from _faults(corpus, SIGNATURE)


@rule("S104")
def on_main(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett besluts tagg ska sitta på main, där beslutet kom dit eller senare.

    Fel:  taggen sitter på en ändring som inte längre finns på main
    Rätt: taggen sitter på den ändring som förde in beslutet
    """
    yield from _faults(corpus, PLACE)


@rule("S105")
def says_the_same(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Taggen och liggaren ska säga detsamma om beslutet.

    Fel:  taggen säger paragraf ”112” och liggaren ”113”
    Rätt: samma instans, datum, diarienummer, paragraf, dokument och fingeravtryck
    """
    yield from _faults(corpus, CONTENT)


@rule("S106")
def made_once(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett besluts tagg görs en gång.

    Varje tagg nämner den som gjordes före den, så att ingen kan bytas ut i det tysta.

    Fel:  en tagg tas bort och görs om med samma namn
    Rätt: det som hände efter beslutet får en egen fil i register/beslut/
    """
    yield from _faults(corpus, FORMER)


@rule("S107")
def signers_stand(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """I register/beslutssignaturer ska varje rad gå att läsa, och ingen nyckel tas bort.

    En nyckel som inte längre ska användas får ett slutdatum: valid-before="ÅÅÅÅMMDD". Annars går
    äldre beslut inte att pröva. Ett slutdatum flyttas aldrig framåt, och en nyckel räknas först
    från dagen då den kom till main.

    Fel:  raden med en nyckel som har använts tas bort
    Rätt: namndsekreterare valid-after="20260101",valid-before="20270301" ssh-ed25519 AAAA…
    """
    text = corpus.signers
    for line, words in signers.unreadable(text):
        yield Problem(
            Place(signers.PATH, line),
            f"raden går inte att läsa: {quoted(words)}",
            'skriv: funktion valid-after="ÅÅÅÅMMDD" ssh-ed25519 NYCKEL',
        )
    here = {signer.key: signer for signer in signers.read_signers(text)}
    for former in corpus.timeline.seals.ever:
        now = here.get(former.key)
        if now is None:
            yield Problem(
                Place(signers.PATH),
                f"nyckeln {former.key} ({former.name}) är borttagen",
                'skriv tillbaka raden, och lägg till valid-before="ÅÅÅÅMMDD"',
            )
        elif former.until and (now.until is None or now.until > former.until):
            yield Problem(
                Place(signers.PATH, now.line),
                f"slutdatumet för {former.name} är flyttat från {former.until}",
                f'skriv tillbaka valid-before="{former.until:%Y%m%d}", och lista en ny nyckel',
            )


@rule("S108")
def decided_text_stands(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Texten till en version som liggaren nämner ska finnas kvar på main, och vara den enda.

    Bilder och bilagor som den visar räknas in. En text där personuppgifter är maskerade godtas när
    maskeringen har sin tagg.

    Fel:  texten, eller en bilaga, ändras under den version som nämnden beslutade
    Rätt: en ny version
    """
    timeline = corpus.timeline
    masked = {
        (row.id, row.version, row.hash)
        for file in timeline.ledger.values()
        for row in file.documents
        if file.event == MASKED and (timeline.seal(file) or not timeline.needs_seal(file))
    }
    files = _decisions(corpus)
    texts = _texts_of({row.id for file in files for row in file.decided}, timeline)
    for file in files:
        entered = timeline.entered[file.path]
        for row in file.decided:
            others = {
                text.path: text.step
                for text in texts.get((row.id, row.version), ())
                if text.step > entered
                and text.hash != row.hash
                and (row.id, row.version, text.hash) not in masked
            }
            for path, step in sorted(others.items()):
                commit, day = timeline.history.commits[step], timeline.history.days[step]
                yield Problem(
                    Place(path),
                    f"{row.id} version {version_text(row.version)} fick {day} en annan text än "
                    f"den som beslutades i {file.name} (ändring {commit[:12]})",
                    "skriv tillbaka texten, och gör ändringen som en ny version",
                )


@rule("S109")
def entered_in_time(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett beslut ska föras in när det är fattat, inte dateras bakåt eller framåt.

    Det som förs in långt efter ett senare beslut ska stämmas av mot protokollet. Stämmer det,
    berättar en fil med händelse: rättelse varför det kom sent.

    Fel:  ett beslut från december förs in i mars, efter beslutet i februari
    Rätt: beslutet förs in inom 30 dagar
    """
    timeline = corpus.timeline
    explained = {file.about for file in timeline.ledger.values() if file.event == RECTIFIED}
    files = [file for file in _decisions(corpus) if timeline.needs_seal(file)]
    for file in files:
        entered = timeline.entered[file.path]
        day = timeline.history.days[entered]
        if file.on > day:
            yield Problem(
                Place(file.path),
                f"beslutet är daterat {file.on}, men kom till {timeline.main_name} redan {day}",
                "stäm av dagen mot protokollet",
            )
        later = [
            other
            for other in files
            if other.by == file.by and other.on > file.on and timeline.entered[other.path] < entered
        ]
        if later and day - file.on > SLOW and file.name not in explained:
            yield Problem(
                Place(file.path),
                f"beslutet är daterat {file.on}, men kom till {timeline.main_name} först {day}, "
                f"efter {min(other.name for other in later)}",
                "stäm av mot protokollet; stämmer det, lägg till en fil med händelse: rättelse",
            )


@rule("S111")
def adoption_stands(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Dagen för införandet ändras inte när något har beslutats efter den.

    Annars skulle ett beslut inte längre behöva sitt bevis.

    Fel:  införande: 2026-01-01 ändras till 2027-01-01, efter ett beslut i mars
    Rätt: införande: 2026-01-01
    """
    now, then = corpus.register.settings.adoption, corpus.timeline.settled_adoption
    file = corpus.register.files.get("regler")
    if file and then and now != then:
        yield Problem(
            file.place("införande"),
            f"införande är {now}, men var {then} när det första beslutet efter den dagen fördes in",
            f"skriv tillbaka {then}",
        )


@rule("S112")
def decided_is_kept(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Det som senast är beslutat om ett dokument ska finnas på main.

    Fel:  filen med den beslutade texten, eller den som väntar på sin dag, tas bort
    Rätt: texten ligger kvar, eller har följts av en senare version
    """
    timeline = corpus.timeline
    latest: dict[str, tuple[Number, LedgerFile]] = {}
    for file in _decisions(corpus):
        for row in file.decided:
            before = latest.get(row.id)
            if before is None or before[0] < row.version:
                latest[row.id] = row.version, file
    tip = len(timeline.history.commits)
    for id_, (version, file) in sorted(latest.items()):
        known = timeline.lydelse(id_, version)
        if known is None or known.withdrawn:
            continue  # R203 says it
        texts = held(timeline.history.events.get(id_, ()), tip).values()
        if not any((text.outline.number or (0, 0)) >= version for text in texts):
            yield Problem(
                Place(known.path),
                f"{id_} version {version_text(version)}, som beslutades i {file.name}, finns inte "
                f"kvar på {timeline.main_name}",
                "hämta tillbaka texten ur git",
            )


def _texts_of(ids: set[str], timeline: Timeline) -> dict[Key, list[Revision]]:
    """Every text that main has had of each version of the documents."""
    found: dict[Key, list[Revision]] = {}
    for id_ in ids:
        for event in timeline.history.events.get(id_, ()):
            if event.revision and (version := event.revision.outline.number):
                found.setdefault((id_, version), []).append(event.revision)
    return found


def _decisions(corpus: Corpus) -> list[LedgerFile]:
    """The decisions that main has, by name."""
    timeline = corpus.timeline
    if timeline.depth is not Depth.WHOLE:
        return []
    files = [file for file in timeline.ledger.values() if file.event == DECISION]
    return sorted(files, key=lambda file: file.name)


def _sealable(corpus: Corpus) -> list[LedgerFile]:
    """The decisions, and the later events that change what applies, or that have a seal."""
    timeline = corpus.timeline
    events = [
        file
        for file in timeline.ledger.values()
        if file.event != DECISION and (file.binds or timeline.seal(file))
    ]
    whole = timeline.depth is Depth.WHOLE
    return [*_decisions(corpus), *sorted(events, key=lambda file: file.name)] if whole else []


def _what(file: LedgerFile) -> str:
    return "beslutet" if file.event == DECISION else f"filen om {file.event}"


def _faults(corpus: Corpus, kind: str) -> Iterator[Problem]:
    for file in _sealable(corpus):
        for fault in corpus.timeline.seal_faults(file):
            if fault.kind == kind:
                yield Problem(Place(file.path), fault.message, fault.hint)
