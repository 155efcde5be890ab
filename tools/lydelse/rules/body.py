"""Text: headings, and what a body may not hold."""

from collections.abc import Iterator
from datetime import date

from lydelse.body import Heading
from lydelse.corpus import Corpus, Text
from lydelse.findings import Place, Problem, listed, quoted
from lydelse.links import SCHEMES, scheme
from lydelse.register import DocumentType, RequiredHeading, folded
from lydelse.rules.model import rule

TOP = 2
"""The level of a document's own headings; its title is level 1."""


@rule("T101")
def headings_present(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett dokument ska ha de rubriker som dess typ kräver.

    Rubrikerna och deras synonymer står i register/dokumenttyper.yml.

    Fel:  en rutin utan rubriken Ansvar
    Rätt: ## Ansvar
    """
    for text, type_ in _typed(corpus):
        have = {folded(heading.text) for heading in _top(text)}
        for required in type_.headings:
            if not have & required.names:
                names = listed((required.text, *required.synonyms))
                yield Problem(
                    Place(text.path, _first_line(text)),
                    f"rubriken {quoted(required.text)} saknas",
                    f"lägg till ## {names}",
                )


@rule("T102")
def headings_in_order(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """De rubriker som krävs ska stå i typens ordning, och den första av dem först.

    Då vet läsaren var saker står. Egna rubriker får stå mellan dem.

    Fel:  ## Ansvar
          ## I korthet
    Rätt: ## I korthet
          ## Ansvar
    """
    for text, type_ in _typed(corpus):
        top = _top(text)
        furthest: tuple[int, str] = (-1, "")
        for heading in top:
            position = _position(heading, type_)
            if position is None:
                continue
            if position == furthest[0]:
                yield Problem(
                    Place(text.path, heading.line, heading.column),
                    f"rubriken {quoted(heading.text)} står två gånger",
                    "för ihop avsnitten under en rubrik",
                )
            if position < furthest[0]:
                yield Problem(
                    Place(text.path, heading.line, heading.column),
                    f"rubriken {quoted(heading.text)} står efter {quoted(furthest[1])}",
                    f"ordningen är {_order(type_)}",
                )
            furthest = max(furthest, (position, heading.text))
        if top and type_.headings and folded(top[0].text) not in type_.headings[0].names:
            yield Problem(
                Place(text.path, top[0].line, top[0].column),
                f"dokumentet börjar med {quoted(top[0].text)}",
                f"börja med ## {type_.headings[0].text}",
            )


@rule("T103")
def heading_levels(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Rubriker ska gå nedåt ett steg i taget och börja på nivå två i ett dokument.

    Titeln är nivå ett, och den står i metadata.

    Fel:  ## Gör så här
          #### Efteråt
    Rätt: ## Gör så här
          ### Efteråt
    """
    for text in corpus.texts:
        level = 0 if text.page else 1
        if text.page and text.reading.valid and not text.body.headings:
            hint = "börja sidan med en huvudrubrik: # Rubrik"
            yield Problem(Place(text.path), "sidan saknar huvudrubrik", hint)
        for heading in text.body.headings:
            wrong = _wrong_level(heading, level, page=text.page)
            if wrong:
                yield Problem(Place(text.path, heading.line, heading.column), *wrong)
            level = heading.level


@rule("T104")
def own_headings(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En riktlinje ska ha minst en egen rubrik med det som gäller.

    Fel:  en riktlinje med bara I korthet, Syfte, Ansvar och Uppföljning
    Rätt: ## Det här gäller
    """
    for text, type_ in _typed(corpus):
        own = [heading for heading in _top(text) if _position(heading, type_) is None]
        if len(own) < type_.own_headings:
            yield Problem(
                Place(text.path, _first_line(text)),
                "dokumentet saknar en egen rubrik med det som gäller",
                "lägg till en rubrik på nivå två, till exempel ## Det här gäller",
            )


@rule("T105")
def sections_filled(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En rubrik ska följas av text.

    Fel:  ## Uppföljning
          (ingenting mer)
    Rätt: ## Uppföljning
          Enhetschefen följer upp rutinen varje år.
    """
    for text in corpus.texts:
        for heading in text.body.headings:
            if not heading.text.strip():
                yield Problem(
                    Place(text.path, heading.line, heading.column),
                    "rubriken är tom",
                    "skriv rubriken eller ta bort raden",
                )
            elif heading.words == 0:
                yield Problem(
                    Place(text.path, heading.line, heading.column),
                    f"avsnittet {quoted(heading.text)} är tomt",
                    "skriv avsnittet eller ta bort rubriken",
                )


@rule("T201")
def raw_html(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Text ska inte innehålla HTML eller HTML-kommentarer.

    Fel:  Ring <b>112</b>.
    Rätt: Ring **112**.
    """
    for text, mark in _marks(corpus, "html"):
        yield Problem(
            mark,
            f"här står HTML: {quoted(text, 40)}",
            "skriv med Markdown, eller sätt texten mellan grava accenter: `<`",
        )


@rule("T202")
def link_schemes(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En länk ska leda till en fil i projektet, en webbplats, en e-postadress eller ett nummer.

    Fel:  [öppna](javascript:alert(1))
    Rätt: [öppna](https://www.example.org/)
    """
    for text in corpus.texts:
        for link in text.body.links:
            kind = scheme(link.href)
            if kind and kind not in SCHEMES and not link.image:
                start = kind if kind == "//" else f"{kind}:"
                yield Problem(
                    Place(text.path, link.line, link.column),
                    f"länken {quoted(link.href, 40)} börjar med {start}, som inte är tillåtet",
                    "länka till en fil, eller med https:, mailto: eller tel:",
                )


@rule("T203")
def link_texts(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En länk ska ha en text som säger vart den leder.

    Fel:  [](basal-hygien.md)
    Rätt: [Basal hygien](basal-hygien.md)
    """
    for text in corpus.texts:
        for link in text.body.links:
            place = Place(text.path, link.line, link.column)
            if not link.image and not link.text.strip():
                yield Problem(
                    place, f"länken till {quoted(link.href)} saknar text", "skriv vart den leder"
                )
            elif not link.image and not link.href:
                yield Problem(
                    place, f"länken {quoted(link.text)} leder ingenstans", "skriv en adress"
                )


@rule("T204")
def alt_texts(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En bild ska ha en text som beskriver vad bilden visar.

    Fel:  ![](bilagor/hand.png)
    Rätt: ![Händer som spritas i sex steg](bilagor/hand.png)
    """
    for text in corpus.texts:
        for link in text.body.links:
            if link.image and not link.text.strip():
                yield Problem(
                    Place(text.path, link.line, link.column),
                    f"bilden {quoted(link.href)} saknar bildbeskrivning",
                    "skriv mellan hakparenteserna vad bilden visar",
                )


@rule("T205")
def table_headers(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Varje kolumn i en tabell ska ha en rubrik.

    Fel:  |  | Ansvar |
          | --- | --- |
    Rätt: | Roll | Ansvar |
          | --- | --- |
    """
    for _, place in _marks(corpus, "table"):
        yield Problem(place, "tabellen har en kolumn utan rubrik", "fyll i tabellens första rad")


@rule("T206")
def nesting(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Listor och citat ska inte ligga djupt i varandra.

    Läsaren tappar tråden, och det som ligger djupast kan falla bort på sidan.

    Fel:  en punktlista i åtta nivåer
    Rätt: en punktlista i högst tre nivåer
    """
    for _, place in _marks(corpus, "deep"):
        yield Problem(place, "texten ligger för djupt i listor eller citat", "dela upp listan")


def _typed(corpus: Corpus) -> Iterator[tuple[Text, DocumentType]]:
    """Each document with its type; by its folder when its front matter is broken."""
    for text in corpus.texts:
        if text.page or not (text.document or text.body.words):
            continue
        type_ = corpus.register.types.get(text.document.type) if text.document else None
        type_ = type_ or corpus.register.type_of_folder(text.path.split("/")[0])
        if type_:
            yield text, type_


def _top(text: Text) -> list[Heading]:
    return [heading for heading in text.body.headings if heading.level <= TOP]


def _first_line(text: Text) -> int:
    """The line that a finding about the whole body stands on."""
    top = _top(text)
    return top[0].line if top else 1


def _position(heading: Heading, type_: DocumentType) -> int | None:
    name = folded(heading.text)
    matches: list[tuple[int, RequiredHeading]] = list(enumerate(type_.headings))
    return next((number for number, required in matches if name in required.names), None)


def _order(type_: DocumentType) -> str:
    return listed((required.text for required in type_.headings), "och")


def _wrong_level(heading: Heading, level: int, *, page: bool) -> tuple[str, str] | None:
    if heading.level == 1 and not page:
        return (
            f"rubriken {quoted(heading.text)} är på nivå ett",
            "skriv ## i stället för #; titeln står i metadata",
        )
    if heading.level == 1 and level > 0:
        return f"sidan har en andra huvudrubrik, {quoted(heading.text)}", "skriv ## i stället för #"
    if heading.level > level + 1 == 1:
        return f"sidan börjar med en rubrik på nivå {heading.level}", f"skriv # {heading.text}"
    if heading.level > level + 1:
        signs = "#" * (level + 1)
        return (
            f"rubriken {quoted(heading.text)} hoppar från nivå {level} till {heading.level}",
            f"skriv {signs} {heading.text}",
        )
    return None


def _marks(corpus: Corpus, kind: str) -> Iterator[tuple[str, Place]]:
    for text in corpus.texts:
        for mark in text.body.marks:
            if mark.kind == kind:
                yield mark.text, Place(text.path, mark.line, mark.column)
