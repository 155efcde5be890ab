"""Writes a project of N documents that pass the check: ``python bench/corpus.py N DIR``.

Register, schemas and looks are the repository's own; texts are made of Swedish sentences, the same
for the same N. A tenth of the documents are riktlinjer, the rest rutiner of about 6 KB.
"""

import random
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
AREAS = ("kvalitet", "halso-och-sjukvard", "hygien", "lakemedel", "hemtjanst", "dokumentation")
UNITS = ("hemtjänst", "hemsjukvård", "särskilt-boende", "korttidsboende", "dagverksamhet")
ROLES = ("undersköterska", "sjuksköterska", "vårdbiträde", "enhetschef", "biståndshandläggare")
OWNERS = ("avdelningschef", "mas", "mar", "sas")
SUBJECTS = ("brukaren", "kollegan", "sjuksköterskan", "chefen", "den närstående", "nattpersonalen")
VERBS = ("kontakta", "informera", "fråga", "möt", "lyssna på", "stöd")
THINGS = (
    "signeringslistan",
    "journalen",
    "handspriten",
    "larmet",
    "nyckeln",
    "planen",
    "hjälpmedlet",
)
PLACES = ("i hallen", "vid sängen", "på kontoret", "i köket", "under natten", "före besöket")
LAW = (
    "27 kap. 2, 5 och 6 §§ SoL (2025:400)",
    "14 kap. 3 § socialtjänstlagen (2025:400)",
    "9 § LSS",
    "patientsäkerhetslagen (2010:659)",
    "5 kap. 3 a § SOSFS 2011:9",
    "lagen (2022:913) om sammanhållen vård- och omsorgsdokumentation",
    "artikel 9.2 h i EU:s dataskyddsförordning",
)
"""Citations, of which each document has a few in its text: more than the repository's own have."""
LENGTH = 5_900
"""Characters of body that give a file of about 6 KB."""
EMPHASIS = 0.2
"""The share of sentences with a word in bold: about as in the repository's own documents."""


def write_corpus(count: int, folder: Path, decided: date | None = None) -> None:
    """Write the project; ``folder`` must not exist. A day ``decided`` is that of every document."""
    folder.mkdir(parents=True)
    for name in ("register", "schemas", "docs", "mkdocs.yml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    for page in (folder / "docs").rglob("*.md"):
        title = page.read_text("utf-8").split("\n")[0]
        page.write_text(f"{title}\n\nSidan är ett exempel.\n", "utf-8")
    guidelines = _guidelines(count)
    paths = document_paths(count)
    for number, path in enumerate(paths):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_document(number, guidelines, paths, decided), "utf-8")


def document_paths(count: int) -> list[str]:
    """The paths of all documents, riktlinjer first."""
    return [_path(number, _guidelines(count)) for number in range(count)]


def _guidelines(count: int) -> int:
    return max(1, count // 10)


def _path(number: int, guidelines: int) -> str:
    top = "riktlinjer" if number < guidelines else "rutiner"
    return f"{top}/{AREAS[number % len(AREAS)]}/dokument-{number:05}.md"


def _document(number: int, guidelines: int, paths: list[str], decided: date | None) -> str:
    chance = random.Random(number)
    guideline = number < guidelines
    return _front(number, guidelines, chance, decided) + _body(
        number, paths, chance, guideline=guideline
    )


def _front(number: int, guidelines: int, chance: random.Random, on: date | None) -> str:
    guideline = number < guidelines
    owner = "kvalitetssamordnare" if guideline else chance.choice(OWNERS)
    decider = "nämnd" if guideline else owner
    some_day = date(2026, 1, 1) + timedelta(chance.randrange(200))
    decided = on or some_day
    start = decided + timedelta(14)
    id_ = f"RL-{number + 1:03}" if guideline else f"RU-{number + 1:03}"
    record = (
        f'  diarienummer: VON 2026/{number:04}\n  paragraf: "{number % 99 + 1}"\n'
        if guideline
        else f"  referens: Ändringsförslag {number}\n"
    )
    basis = "lagrum:\n  - 5 kap. 4 § HSL (2017:30)\n  - SOSFS 2011:9\n"
    if not guideline:
        basis += f"hör_till:\n  - RL-{number % guidelines + 1:03}\n"
    units = "".join(f"  - {unit}\n" for unit in sorted(chance.sample(UNITS, 2)))
    roles = "".join(f"  - {role}\n" for role in sorted(chance.sample(ROLES, 2)))
    return (
        f"---\nid: {id_}\ntitel: {_title(chance)} {number}\n"
        f"dokumenttyp: {'riktlinje' if guideline else 'rutin'}\n"
        f'version: "1.0"\ndokumentansvarig: {owner}\nbeslutas_av: {decider}\n'
        f"beslut:\n  datum: {decided}\n  av: {decider}\n{record}"
        f"gäller_från: {start}\növersyn_senast: {decided + timedelta(600)}\n"
        f"gäller_för:\n{units}riktar_sig_till:\n{roles}{basis}"
        f"situationer:\n  - {_sentence(chance).rstrip('.')}\n"
        f'ändringar:\n  - version: "1.0"\n    gäller_från: {start}\n'
        f"    slag: {'principiell' if guideline else 'i sak'}\n    orsak: ny\n"
        f"    text: Dokumentet är nytt.\n---\n\n"
    )


def _body(number: int, paths: list[str], chance: random.Random, *, guideline: bool) -> str:
    other = paths[chance.randrange(len(paths))]
    parts = ["## I korthet", "\n".join(f"- {_sentence(chance)}" for _ in range(4))]
    if guideline:
        parts += ["## Syfte", _paragraph(chance), "## Det här gäller", *_filler(chance)]
    else:
        parts += ["## Gör så här", "\n".join(f"{n}. {_sentence(chance)}" for n in range(1, 9))]
        parts += [f"Läs också [{_title(chance).lower()}](../../{other}#ansvar).", *_filler(chance)]
    rows = "\n".join(f"| {role} | {_sentence(chance)} |" for role in ROLES)
    parts += ["## Ansvar", f"| Roll | Ansvar |\n| --- | --- |\n{rows}"]
    law = " ".join(f"Det följer av {text}." for text in chance.sample(LAW, 4))
    parts += ["## Uppföljning", f"{_paragraph(chance)} {law}"]
    if not guideline:
        parts += ["## Syfte", _paragraph(chance)]
    return "\n\n".join(parts) + f"\n\n> [!NOTE]\n> Dokument {number} är påhittat.\n"


def _filler(chance: random.Random) -> list[str]:
    parts: list[str] = []
    while sum(map(len, parts)) < LENGTH - 2_600:
        parts += [f"### {_title(chance)}", _paragraph(chance)]
    return parts


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(4))


def _sentence(chance: random.Random) -> str:
    verb, subject = chance.choice(VERBS).capitalize(), chance.choice(SUBJECTS)
    thing = chance.choice(THINGS)
    shown = f"**{thing}**" if chance.random() < EMPHASIS else thing
    return f"{verb} {subject} {chance.choice(PLACES)} och kontrollera {shown}."


def _title(chance: random.Random) -> str:
    return f"{chance.choice(THINGS).capitalize()} {chance.choice(PLACES)}"


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdecimal() or Path(sys.argv[2]).exists():  # noqa: PLR2004
        sys.exit("usage: python bench/corpus.py N DIR   (DIR must not exist)")
    write_corpus(int(sys.argv[1]), Path(sys.argv[2]))
