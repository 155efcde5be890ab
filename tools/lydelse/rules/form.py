"""Form: that a file can be read, follows its schema and is written in the canonical way."""

import re
from collections.abc import Iterator
from datetime import date

from lydelse.corpus import Corpus, kind_of
from lydelse.documents import COMING
from lydelse.findings import Place, Problem, listed, quoted
from lydelse.links import site_address
from lydelse.reading import DOCUMENT
from lydelse.rules.model import rule
from lydelse.tree import FOLDERS

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_NAME = 80
_RESERVED = {"d", "assets", "search"}


def _faults(corpus: Corpus, *kinds: str) -> Iterator[Problem]:
    for kind in kinds:
        yield from (Problem(*row) for row in corpus.faults_of(kind))


@rule("F101")
def unreadable(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En fil ska gå att läsa.

    En symbolisk länk läses inte, för den kan peka på vad som helst.

    Fel:  en symbolisk länk till en annan mapp
    Rätt: en vanlig fil
    """
    yield from _faults(corpus, "unreadable", "size")
    for folder in FOLDERS:
        if folder in corpus.files:
            message = f"mappen {folder}/ är en symbolisk länk"
            yield Problem(Place(folder), message, "lägg en vanlig mapp här")


@rule("F102")
def encoding(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En fil ska vara sparad som UTF-8.

    Fel:  Windows-1252, där å är byten E5
    Rätt: UTF-8, där å är byten C3 A5
    """
    yield from _faults(corpus, "encoding")


@rule("F103")
def byte_order_mark(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En fil ska inte börja med ett BOM-tecken.

    Fel:  UTF-8 med BOM
    Rätt: UTF-8
    """
    yield from _faults(corpus, "bom")


@rule("F104")
def line_ends(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Rader ska sluta med LF.

    Fel:  CRLF, som Windows skriver
    Rätt: LF
    """
    yield from _faults(corpus, "crlf")


@rule("F105")
def hidden_characters(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Text ska inte innehålla osynliga styrtecken.

    De kan dölja eller kasta om ord, så att läsaren ser något annat än det som står.

    Fel:  ett tecken som vänder skrivriktningen
    Rätt: bara tecken som syns
    """
    yield from _faults(corpus, "hidden")


@rule("F201")
def front_matter(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett dokument ska börja med metadata mellan två rader med tre bindestreck.

    Fel:  ## I korthet
    Rätt: ---
          id: RU-034
          ---
    """
    yield from _faults(corpus, "front-missing")


@rule("F202")
def yaml_syntax(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Metadata ska gå att läsa som YAML.

    Fel:  titel: Fall: så gör du
    Rätt: titel: "Fall: så gör du"
    """
    yield from _faults(corpus, "yaml")


@rule("F203")
def duplicate_keys(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En nyckel ska stå en gång.

    Vanliga läsare tar den sista och säger ingenting om den första.

    Fel:  titel: Fall
          titel: När någon har fallit
    Rätt: titel: När någon har fallit
    """
    yield from _faults(corpus, "yaml-duplicate")


@rule("F204")
def yaml_traps(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett värde som kan läsas som ett tal, ett ja eller ett nej ska stå inom citattecken.

    YAML läser 10:30 som 630, 0123 som 83 och no som falskt.

    Fel:  paragraf: 0123
    Rätt: paragraf: "0123"
    """
    yield from _faults(corpus, "yaml-trap")


@rule("F205")
def yaml_aliases(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Metadata ska inte ha ankare, alias eller taggar.

    Fel:  dokumentansvarig: &ansvarig mas
          beslutas_av: *ansvarig
    Rätt: dokumentansvarig: mas
          beslutas_av: mas
    """
    yield from _faults(corpus, "yaml-alias")


@rule("F301")
def schema(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Metadata och registerfiler ska följa sina scheman.

    Schemat säger vilka nycklar som finns, vilka som krävs och hur värden skrivs.

    Fel:  gäller_från: 1/12 2026
    Rätt: gäller_från: 2026-12-01
    """
    yield from _faults(corpus, "schema")


@rule("F302")
def needs_one_of(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett dokument ska vila på lagrum, eller på en riktlinje som det hör till.

    Vad som krävs står för varje dokumenttyp i register/dokumenttyper.yml.

    Fel:  en riktlinje utan lagrum
    Rätt: lagrum:
            - 5 kap. 1 § HSL (2017:30)
    """
    for document in corpus.every_document:
        type_ = corpus.register.types.get(document.type)
        keys = type_.needs_one_of if type_ else ()
        has = {"lagrum": document.legal_basis, "hör_till": document.belongs_to}
        if keys and not any(has[key] for key in keys):
            yield Problem(
                Place(document.path),
                f"dokumentet saknar {listed(keys)}",
                f"lägg till {listed(keys)} i metadata",
            )


@rule("F303")
def temporary_needs_end(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En tillfällig rutin ska ha ett slutdatum, och slutet ska komma efter början.

    Fel:  avviker_från: RU-034
    Rätt: upphör: 2027-01-15
          avviker_från: RU-034
    """
    for document in corpus.every_document:
        if document.deviates_from and not document.ceases:
            yield Problem(
                document.place("avviker_från"),
                "en tillfällig rutin saknar slutdatum",
                "lägg till upphör med första dagen som den inte längre gäller",
            )
        if document.ceases and document.ceases <= document.in_force_from:
            yield Problem(
                document.place("upphör"),
                f"upphör {document.ceases} ligger inte efter gäller_från {document.in_force_from}",
                "rätta ett av datumen",
            )


@rule("F401")
def canonical_form(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett dokument ska vara skrivet i en och samma form.

    Då ger ett formulär och en människa samma fil, och en jämförelse visar bara det som ändrats.
    Kommandot lydelse fmt skriver filen i rätt form.

    Fel:  gäller_för: [hemtjänst]
    Rätt: gäller_för:
            - hemtjänst
    """
    yield from _faults(corpus, "canonical")


@rule("F501")
def file_name(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett dokument ska ligga i typens mapp, i ett område, med ett enkelt filnamn.

    Filnamnet är adressen. Det har små bokstäver a–z, siffror och bindestreck.

    Fel:  rutiner/hygien/Basal hygien (2).md
    Rätt: rutiner/hygien/basal-hygien.md
    """
    for path in sorted(corpus.files):
        if path.startswith(("riktlinjer/", "rutiner/")) and (wrong := _wrong_name(path, corpus)):
            yield Problem(Place(path), *wrong)


def _wrong_name(path: str, corpus: Corpus) -> tuple[str, str] | None:
    parts = path.split("/")
    areas = {area.folder for area in corpus.register.settings.areas}
    if len(parts) > 3 and parts[2] == "bilagor":  # noqa: PLR2004  type/område/bilagor/file
        return None
    if len(parts) != 3:  # noqa: PLR2004  type/område/file
        return "filen ligger inte i ett område", f"flytta den till {parts[0]}/<område>/"
    if "regler" not in corpus.register.broken and parts[1] not in areas:
        known = listed(sorted(areas))
        return (
            f"området {quoted(parts[1])} finns inte",
            f"välj {known}, eller lägg till det i regler.yml",
        )
    name = parts[2]
    if kind_of(path) != DOCUMENT:
        return f"filen {quoted(name)} är inte ett dokument", "lägg bilder och blanketter i bilagor/"
    slug = name.removesuffix(COMING).removesuffix(".md")
    if not _SLUG.fullmatch(slug) or len(slug) > _MAX_NAME or slug == "index":
        hint = "använd små bokstäver a–z, siffror och bindestreck, till exempel basal-hygien.md"
        return f"filnamnet {quoted(name)} har fel form", hint
    return None


@rule("F504")
def own_address(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En sida i docs/ ska ha en egen adress på webbplatsen.

    En sida får ta en genererad listas plats, men aldrig ett dokuments.

    Fel:  docs/rutiner/hygien/basal-hygien.md
    Rätt: docs/om-hygien.md
    """
    taken = {site_address(document.path): document.path for document in corpus.documents}
    for page in corpus.pages:
        address = site_address(page.path)
        if address.split("/")[0] in _RESERVED:
            message = f"adressen {quoted('/' + address)} är upptagen av webbplatsen själv"
            yield Problem(Place(page.path), message, "ge sidan ett annat namn")
        elif other := taken.get(address):
            message = f"sidan har samma adress som {other}"
            yield Problem(Place(page.path), message, "ge sidan ett annat namn")
        taken.setdefault(address, page.path)


@rule("F502")
def type_and_place(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett dokuments typ ska stämma med mappen och med bokstäverna i id.

    Fel:  id: RL-034 i rutiner/hygien/basal-hygien.md
    Rätt: id: RU-034 i rutiner/hygien/basal-hygien.md
    """
    for document in corpus.every_document:
        type_ = corpus.register.types.get(document.type)
        if type_ is None:
            continue
        if document.path.split("/")[0] != type_.folder:
            yield Problem(
                document.place("dokumenttyp"),
                f"dokumenttypen {quoted(type_.id)} hör hemma i {type_.folder}/",
                "flytta filen eller ändra dokumenttyp",
            )
        if document.id.split("-")[0] != type_.prefix:
            yield Problem(
                document.place("id"),
                f"id {quoted(document.id)} börjar inte med {type_.prefix}",
                f"skriv {type_.prefix}- och ett nummer, till exempel {type_.prefix}-034",
            )


@rule("F503")
def unique_id(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett id ska höra till ett enda dokument.

    En väntande lydelse (.kommande.md) bredvid dokumentet har samma id.

    Fel:  id: RU-034 i två rutiner
    Rätt: id: RU-034 i en rutin, RU-035 i den andra
    """
    first: dict[str, str] = {}
    for document in corpus.documents:
        other = first.setdefault(document.id, document.path)
        if other != document.path:
            yield Problem(
                document.place("id"),
                f"id {quoted(document.id)} används redan i {other}",
                "ge det här dokumentet ett nytt id",
            )
    for document in corpus.every_document:
        beside = document.path.removesuffix(COMING) + ".md"
        now = corpus.by_path.get(beside)
        if not document.path.endswith(COMING):
            continue
        if now and now.document and now.document.id != document.id:
            yield Problem(
                document.place("id"),
                f"id {quoted(document.id)} är ett annat än i {beside}",
                f"skriv {now.document.id}, eller flytta den väntande lydelsen",
            )
        elif first.get(document.id, beside) != beside:
            yield Problem(
                document.place("id"),
                f"id {quoted(document.id)} tillhör {first[document.id]}",
                "lägg den väntande lydelsen bredvid dokumentet, eller ge den ett nytt id",
            )
