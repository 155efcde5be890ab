"""Requirements: that each set agrees with itself, and that documents name entries that exist."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from lydelse.corpus import Corpus, kind_of
from lydelse.findings import Place, Problem, quoted
from lydelse.register import Register, RegisterFile
from lydelse.requirements import FOLDER, SETS, RequirementSet, id_of, set_of_path
from lydelse.rules.model import rule

_KINDS = {
    "definition": "en definition",
    "tillämpning": "en bestämmelse om när föreskriften gäller",
    "undantag": "ett undantag",
}


@rule("H108")
def requirements_exist(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett krav som ett dokument svarar mot ska finnas i register/krav/.

    Raden går att rätta när som helst: svarar_mot ändras utan ny version.

    Fel:  svarar_mot:
            - sosfs-2011-9:5:33
    Rätt: svarar_mot:
            - sosfs-2011-9:5:3
    """
    register = corpus.register
    for document in corpus.every_document:
        for number, id_ in enumerate(document.requirements):
            if id_ in register.requirements or _may_be_unread(register, id_):
                continue
            close = _close(register, id_)
            file = f"{FOLDER}{id_.partition(':')[0]}.yml"
            other = f"lägg till kravet i {file}, eller ta bort raden"
            yield Problem(
                document.place("svarar_mot", number),
                f"kravet {quoted(id_)} finns inte",
                f"menade du {close}?" if close else other,
            )


@rule("H109", "warning")
def requirements_are_duties(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett dokument svarar mot krav, inte mot definitioner, undantag eller annat.

    Bara krav räknas i lydelse coverage och på webbplatsen.

    Fel:  svarar_mot:
            - sosfs-2011-9:2:1
    Rätt: svarar_mot:
            - sosfs-2011-9:5:2
    """
    known = corpus.register.requirements
    for document in corpus.every_document:
        for number, id_ in enumerate(document.requirements):
            if id_ in known and not known[id_].is_duty:
                yield Problem(
                    document.place("svarar_mot", number),
                    f"{quoted(id_)} är {_KINDS[known[id_].kind]}, inget krav",
                    "ta bort raden, eller ange kravet som dokumentet svarar mot",
                )


@rule("R401")
def requirement_ids(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """Ett id i en kravsamling ska följa av samlingens id och lagrummet, och stå en gång.

    Lagrummet ska vara ett i samlingens författning. Har en paragraf flera krav får de en siffra
    till sist: sosfs-2011-9:5:3:1 och sosfs-2011-9:5:3:2.

    Fel:  id: sosfs-2011-9:5:3 med lagrum: 5 kap. 3 a § SOSFS 2011:9
    Rätt: id: sosfs-2011-9:5:3a med lagrum: 5 kap. 3 a § SOSFS 2011:9
    """
    seen: dict[str, str] = {}
    for file, one in _sets(corpus):
        for position, entry in enumerate(one.requirements):
            route = ("bestämmelser", position)
            wanted = id_of(one.id, entry.citation)
            if entry.id != wanted and not entry.id.startswith(f"{wanted}:"):
                yield Problem(
                    file.place(*route, "id"),
                    f"id {quoted(entry.id)} stämmer inte med {one.id} och {entry.section}",
                    f"skriv {wanted}, eller rätta lagrummet",
                )
            elif entry.id in seen:
                where = "listan" if seen[entry.id] == file.path else seen[entry.id]
                yield Problem(
                    file.place(*route, "id"),
                    f"id {quoted(entry.id)} står redan i {where}",
                    "ge posten ett eget id, eller ta bort den",
                )
            else:
                seen[entry.id] = file.path
            if not entry.citation.endswith(one.number.split()[-1]):
                yield Problem(
                    file.place(*route, "lagrum"),
                    f"lagrummet {quoted(entry.citation)} hör inte till {one.number}",
                    f"sluta med författningens nummer: {entry.section} {one.number}",
                )


@rule("R402")
def requirement_files(corpus: Corpus, _today: date) -> Iterator[Problem]:
    """En kravsamling ska ligga direkt i register/krav/ och heta som sitt id.

    Den slutar på .yml. Andra filer där läses inte. Ett kapitel har en rubrik, och en författning
    upphävs efter att den trätt i kraft.

    Fel:  register/krav/ledningssystem.yml med id: sosfs-2011-9
    Rätt: register/krav/sosfs-2011-9.yml med id: sosfs-2011-9
    """
    for path in sorted(corpus.files):
        if path.startswith(FOLDER) and kind_of(path) != SETS:
            hint = f"lägg den direkt i {FOLDER}, med ett namn som slutar på .yml"
            yield Problem(Place(path), "filen läses inte som en kravsamling", hint)
    for file, one in _sets(corpus):
        if set_of_path(file.path) != one.id:
            yield Problem(
                file.place("id"),
                f"filen ska heta {one.id}.yml efter sitt id",
                "döp om filen, eller rätta id",
            )
        if one.in_force and one.repealed and one.repealed <= one.in_force:
            yield Problem(
                file.place("upphävd"),
                f"upphävd {one.repealed} är inte efter i_kraft {one.in_force}",
                "rätta dagen som är fel",
            )
        seen: set[str] = set()
        for position, chapter in enumerate(one.chapters):
            if chapter.number in seen:
                yield Problem(
                    file.place("kapitel", position, "nummer"),
                    f"kapitel {quoted(chapter.number)} står redan i listan",
                    "ge kapitlet sitt eget nummer, eller ta bort det",
                )
            seen.add(chapter.number)


def _sets(corpus: Corpus) -> Iterator[tuple[RegisterFile, RequirementSet]]:
    """Each set with its file: the register reads them in the order of their paths."""
    files = corpus.register.files
    paths = sorted(name for name in files if set_of_path(name))
    yield from zip((files[path] for path in paths), corpus.register.requirement_sets, strict=True)


def _close(register: Register, id_: str) -> str:
    """The duty that is likely to be meant: of the same set, when there is such a set."""
    duties = sorted(entry.id for entry in register.requirements.values() if entry.is_duty)
    owner = f"{id_.partition(':')[0]}:"
    own = {one.removeprefix(owner): one for one in duties if one.startswith(owner)}
    known = own or {one: one for one in duties}
    close = get_close_matches(id_.removeprefix(owner) if own else id_, known, n=1, cutoff=0.7)
    return known[close[0]] if close else ""


def _may_be_unread(register: Register, id_: str) -> bool:
    """Whether the entry may stand in a set that could not be read."""
    unread = {name for path in register.broken if (name := set_of_path(path))}
    owner = id_.partition(":")[0]
    return bool(unread) and (
        owner in unread or owner not in {one.id for one in register.requirement_sets}
    )
