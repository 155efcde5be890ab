"""What is put before a meeting, as a paper: every heading, sentence and table of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lydelse.decisions.deciding import Row
from lydelse.decisions.plan import NEW, REPEALED, Item
from lydelse.documents import Change
from lydelse.ledger import DECIDED, DECISION, LedgerFile, Named
from lydelse.pages.words import joined, long_day
from lydelse.papers import answers, sections
from lydelse.papers.answers import Answer
from lydelse.papers.paper import Block, Heading, Look, Paper, Points, Table, Text, safe
from lydelse.papers.sections import Earlier, end_of, name_of, version_of
from lydelse.register import Register
from lydelse.timeline import Lydelse

DRAFT = "UTKAST"
_REGISTER_NUMBER = "Diarienummer"


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a meeting is to decide, and be told of.

    ``items`` and ``rows`` are the same documents; ``others`` come along and are decided by somebody
    else. ``reported`` went out within the förvaltning's mandate ``since`` the last decision.
    ``earlier`` is what meetings before did with documents that they did not adopt, by id.
    ``blocks`` say what stands in the way: only a draft has any.
    """

    by: str
    meeting: date
    day: date
    items: tuple[Item, ...] = ()
    rows: tuple[Row, ...] = ()
    others: tuple[Item, ...] = ()
    reported: tuple[tuple[Lydelse, Change], ...] = ()
    since: date | None = None
    blocks: tuple[tuple[str, str], ...] = ()
    register_number: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    draft: bool = False
    earlier: Earlier = field(default_factory=dict)


def earlier_of(files: Iterable[LedgerFile], meeting: date) -> Earlier:
    """What was last done before the meeting with each document that no decision adopted since."""
    found: dict[str, tuple[LedgerFile, Named]] = {}
    known = sorted((one for one in files if one.on < meeting), key=lambda one: (one.on, one.name))
    for file in known:
        for row in file.documents if file.event == DECISION else ():
            if (row.outcome or file.outcome) == DECIDED:
                found.pop(row.id, None)
            else:
                found[row.id] = (file, row)
    return found


def paper_of(matter: Matter, register: Register, logo: bytes = b"") -> Paper:
    """The paper; nothing in it depends on anything but what is given."""
    settings = register.settings
    kind = "Tjänsteskrivelse"
    return safe(
        Paper(
            kind=kind,
            title=_title(matter, register),
            municipality=settings.municipality,
            day=matter.day,
            facts=tuple(_facts(matter, register)),
            blocks=tuple(_blocks(matter, register)),
            look=Look(
                settings.header_color,
                settings.header_text_color,
                logo,
                f"Logotyp för {settings.municipality}",
            ),
            footer=" · ".join(
                [settings.municipality, kind, *(["Exempelinnehåll"] if settings.example else [])]
            ),
            draft=DRAFT if matter.draft else "",
            blanks=tuple(_blanks(matter)),
            ids=tuple(
                sorted(
                    {item.draft.id for item in (*matter.items, *matter.others)}
                    | {lydelse.id for lydelse, _ in matter.reported}
                )
            ),
        )
    )


def _title(matter: Matter, register: Register) -> str:
    if not matter.items:
        return "Anmälan av ändringar i styrande dokument"
    if len(matter.items) == 1:
        return f"Beslut om {name_of(matter.items[0])}"
    types = {next(iter(item.wording.texts("dokumenttyp")), "") for item in matter.items}
    one = register.types.get(next(iter(types))) if len(types) == 1 else None
    return f"Beslut om {one.plural.lower() if one else 'styrande dokument'}"


def _facts(matter: Matter, register: Register) -> Iterator[tuple[str, str]]:
    yield "Datum", long_day(matter.day)
    yield _REGISTER_NUMBER, matter.register_number or "[Fyll i]"
    officer = matter.answers.get(answers.OFFICER, ())
    words = " ".join(one.text for one in officer if isinstance(one, Text))
    yield answers.OFFICER, words or "[Fyll i funktion]"
    yield "Till", register.role_name(matter.by)
    yield "Sammanträde", long_day(matter.meeting)


def _blanks(matter: Matter) -> Iterator[str]:
    if not matter.register_number:
        yield _REGISTER_NUMBER
    yield from (heading for heading in answers.HEADINGS if heading not in matter.answers)


def _blocks(matter: Matter, register: Register) -> Iterator[Block]:
    if matter.draft:
        yield Text("Utkast. Det här är inte det underlag som ska ligga till beslut.", "notice")
        yield from _in_the_way(matter, register)
    yield from _proposal(matter, register)
    yield from _summary(matter, register)
    yield Heading(2, "Ärendet")
    yield Text(_about(matter))
    for item in matter.items:
        yield from sections.document(item, register, matter.earlier)
    yield from sections.others(matter.others, register)
    yield from sections.reported(matter.reported, register.role_name(matter.by), matter.since)
    yield from sections.vouched(matter.items, matter.reported)
    yield from _filled_in(
        matter, answers.CHILDREN, "hur beslutet påverkar barn, och hur barnets bästa har bedömts"
    )
    yield from _filled_in(
        matter, answers.ECONOMY, "vad beslutet kostar eller sparar, och hur det betalas"
    )
    yield from sections.consulted(matter.items, register)
    yield from _filled_in(matter, answers.RECEIVERS, "vilka som ska få beslutet")
    yield from _attachments(matter)


def _in_the_way(matter: Matter, register: Register) -> Iterator[Block]:
    if matter.blocks:
        yield Heading(2, "Hindrar beslut")
        yield Points(tuple(_block(matter, register, *block) for block in matter.blocks))


def _block(matter: Matter, register: Register, name: str, words: str) -> str:
    """What stands in the way, with the meeting and the instance by their names."""
    what = (
        f"Sammanträdet {long_day(matter.meeting)}" if name.startswith(str(matter.meeting)) else name
    )
    said = words.rstrip(".").replace(f" {matter.by} ", f" {register.role_name(matter.by)} ")
    return f"{what}: {said}."


def _proposal(matter: Matter, register: Register) -> Iterator[Block]:
    clauses = [clause for item in matter.items for clause in _clauses(item)]
    if matter.reported:
        clauses.append("att lägga anmälan av förvaltningens ändringar till handlingarna")
    yield Heading(2, "Förslag till beslut")
    if not clauses:
        yield Text("Inget går att besluta ännu.")
        return
    yield Text(f"{register.role_name(matter.by)} beslutar")
    ends = [*["," for _ in clauses[:-1]], "."]
    yield Points(tuple(f"{clause}{end}" for clause, end in zip(clauses, ends, strict=True)))


def _clauses(item: Item) -> Iterator[str]:
    """What the instance decides of a document: that it is adopted, that it ceases, or both."""
    wording, former = item.wording, item.former
    name = f"{name_of(item)}, version {version_of(wording)}"
    starts = f"att gälla från och med den {sections.day(wording.starts)}"
    if item.kind == NEW:
        yield f"att anta {name}, {starts}{end_of(wording)}"
        return
    if item.kind != REPEALED or sections.changes_text(item):
        instead = f" i stället för version {version_of(former)}" if former else ""
        yield f"att anta {name}, {starts}{instead}"
    if item.kind == REPEALED:
        before = former.ceases if former else None
        instead = f" i stället för den {long_day(before)}" if before else ""
        day = sections.day(wording.ceases)
        yield f"att upphäva {name_of(item)} från och med den {day}{instead}"


def _summary(matter: Matter, register: Register) -> Iterator[Block]:
    yield Heading(2, "Sammanfattning")
    by = register.role_name(matter.by)
    groups = sections.kinds(matter.items)
    told = [words(len(found)) for _, words, found in groups if found]
    if told:
        yield Text(f"Förvaltningen föreslår att {by} {joined(told)}.")
    else:
        yield Text(f"Inget dokument ligger till beslut vid {by}s sammanträde.")
    if matter.reported:
        number = len(matter.reported)
        count = "en ändring" if number == 1 else f"{number} ändringar"
        yield Text(f"Förvaltningen anmäler också {count} som den har beslutat inom sitt mandat.")
    for title, _, found in groups:
        if found:
            yield Heading(3, title)
            yield Points(tuple(_line(item) for item in found))


def _line(item: Item) -> str:
    wording = item.wording
    if item.kind == REPEALED:
        when = f"upphör att gälla den {sections.day(wording.ceases)}"
    else:
        when = f"version {version_of(wording)}, gäller från den {sections.day(wording.starts)}"
    told = f". {item.change.text.rstrip('.')}" if item.change and item.change.text else ""
    return f"{name_of(item)}, {when}{told}."


def _about(matter: Matter) -> str:
    if not matter.items:
        return "Ärendet gäller bara anmälan av det som förvaltningen har ändrat."
    return (
        "Här redovisas varje dokument för sig: varför det ändras, den rättsliga grunden, vilka som "
        "har fått säga sitt, och texten. Är dokumentet ändrat står den nuvarande lydelsen bredvid "
        "den föreslagna, med skillnaderna markerade."
    )


def _filled_in(matter: Matter, heading: str, what: str) -> Iterator[Block]:
    yield Heading(2, heading)
    yield from matter.answers.get(heading) or (Text(f"[Fyll i: {what}.]", "blank"),)


def _attachments(matter: Matter) -> Iterator[Block]:
    yield Heading(2, "Bilagor")
    files = [
        f"{title} (bilaga till {item.draft.id}, {file})"
        for item in matter.items
        for file, title in sections.attachments(item.wording)
    ]
    if not matter.draft:
        files.append("underlag.json: texterna som läggs fram, i en form som ett program läser")
    yield Points(tuple(files)) if files else Text("Inga.")
    if not matter.rows:
        return
    yield Heading(2, "Kontrollsummor")
    kept = "" if matter.draft else " Samma kontrollsummor står i filen underlag.json."
    yield Text(f"Kontrollsumman visar exakt vilken lydelse som läggs fram.{kept}")
    rows = tuple((row.draft.id, version_of(row.draft.wording), row.hash) for row in matter.rows)
    yield Table("Lydelserna som läggs fram", ("Dokument", "Version", "Kontrollsumma"), rows)
