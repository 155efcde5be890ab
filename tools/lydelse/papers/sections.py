"""The sections of a paper that tell of documents: each one's facts and wordings, and the lists."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from lydelse.decisions.plan import CHANGED, NEW, REPEALED, Item
from lydelse.documents import Change
from lydelse.findings import listed
from lydelse.ledger import LedgerFile, Named
from lydelse.pages.words import capital, long_day
from lydelse.papers.paper import Beside, Block, Heading, Points, Table, Text, Whole
from lydelse.papers.passages import beside, whole
from lydelse.register import Register
from lydelse.timeline import Lydelse
from lydelse.wording import Wording, version_text

_UNKNOWN = "okänd"
_NEW = "ny"
_DOCUMENT_LEVEL = 3

Told = Callable[[int], str]
Earlier = Mapping[str, tuple[LedgerFile, Named]]
"""What a meeting before did with a document, by id: its decision, and the document's row in it."""

_VERBS = {
    "bordlagt": "bordlade",
    "återremitterat": "återremitterade",
    "avslaget": "avslog",
}
_DAYS = frozenset({"gäller_från", "upphör"})
_ROLES = frozenset({"beslutas_av", "riktar_sig_till", "dokumentansvarig"})


def kinds(items: Sequence[Item]) -> tuple[tuple[str, Told, tuple[Item, ...]], ...]:
    """The items as new, changed and repealed: a heading, what it is in a sentence, and which."""
    rows: tuple[tuple[str, str, Told], ...] = (
        (NEW, "Nya dokument", lambda n: f"antar {'ett nytt' if n == 1 else f'{n} nya'} dokument"),
        (CHANGED, "Ändrade dokument", lambda n: f"ändrar {_count(n)} dokument"),
        (REPEALED, "Dokument som upphävs", lambda n: f"upphäver {_count(n)} dokument"),
    )
    return tuple(
        (title, told, tuple(item for item in items if item.kind == kind))
        for kind, title, told in rows
    )


def document(item: Item, register: Register, earlier: Earlier) -> Iterator[Block]:
    """One document: its facts, what changed of them, and its wording."""
    yield Heading(_DOCUMENT_LEVEL, name_of(item))
    yield Table("", (), tuple(_facts(item, register, earlier)))
    if item.comparison.keys:
        rows = tuple(
            (
                capital(one.key.replace("_", " ")),
                readable(one.key, one.old, register),
                readable(one.key, one.new, register),
            )
            for one in item.comparison.keys
        )
        yield Table("Ändrade uppgifter", ("Uppgift", "Nu", "Förslag"), rows)
    level = _DOCUMENT_LEVEL + 1
    if item.former is None:
        yield Heading(level, "Föreslagen lydelse")
        yield Text("Dokumentet är nytt.")
        yield Whole(level, whole(item.wording))
    elif changes_text(item):
        yield Heading(level, "Nuvarande och föreslagen lydelse")
        caption = (
            f"{item.draft.id}: version {version_of(item.former)} bredvid föreslagen version "
            f"{version_of(item.wording)}"
        )
        yield Beside(caption, beside(item.former, item.comparison))
    else:
        yield Heading(level, "Lydelse")
        yield Text("Texten ändras inte.")


def before(file: LedgerFile, row: Named, register: Register) -> str:
    """What an earlier meeting did with a proposal that it did not adopt."""
    outcome = row.outcome or file.outcome
    did, by = _VERBS.get(outcome, f"{outcome}:"), register.role_name(file.by)
    version = version_text(row.version)
    return (
        f"{by} {did} förslaget till version {version} den {long_day(file.on)}, § {file.paragraph}."
    )


def readable(key: str, value: str, register: Register) -> str:
    """A value of the front matter in words: days as in running text, ids by their names."""
    if not value:
        return "–"
    if key in _DAYS:
        with contextlib.suppress(ValueError):
            return long_day(date.fromisoformat(value))
    parts = value.split(", ")
    if key in _ROLES:
        return listed(map(register.role_name, parts), "och")
    if key == "gäller_för":
        return listed((register.units[p].name if p in register.units else p for p in parts), "och")
    if key == "dokumenttyp" and value in register.types:
        return register.types[value].name
    return value


def others(items: Sequence[Item], register: Register) -> Iterator[Block]:
    """What the same proposals hold for somebody else to decide."""
    if items:
        yield Heading(_DOCUMENT_LEVEL, "Följer med, men beslutas av någon annan")
        yield Points(
            tuple(
                f"{name_of(item)}, version {version_of(item.wording)} "
                f"({register.role_name(item.decider) or _UNKNOWN})"
                for item in items
            )
        )


def reported(
    rows: Sequence[tuple[Lydelse, Change]], by: str, since: date | None
) -> Iterator[Block]:
    """What the förvaltning has changed by itself, for the instance to know."""
    if not rows:
        return
    yield Heading(2, "Anmälan av förvaltningens ändringar")
    when = f"Sedan {by}s beslut den {long_day(since)}" if since else "Hittills"
    yield Text(
        f"{when} har förvaltningen inom sitt mandat beslutat om de här ändringarna. "
        f"De anmäls till {by}."
    )
    yield Table(
        "Ändringar inom förvaltningens mandat",
        ("Dokument", "Version", "Gäller från", "Slag", "Ändring"),
        tuple(
            (
                f"{lydelse.id} {lydelse.title}".strip(),
                lydelse.number,
                long_day(lydelse.starts),
                change.kind,
                change.text,
            )
            for lydelse, change in rows
        ),
    )


def vouched(items: Sequence[Item], rows: Sequence[tuple[Lydelse, Change]]) -> Iterator[Block]:
    """Each change whose slag the machine doubted, with the editor's answer."""
    found = [
        (f"{name_of(item)}, version {version_of(item.wording)}", item.slag, item.vouched)
        for item in items
        if item.vouched
    ]
    found += [
        (f"{lydelse.id} {lydelse.title}, version {lydelse.number}", change.kind, change.judgement)
        for lydelse, change in rows
        if change.judgement
    ]
    if found:
        yield Heading(2, "Bedömningar av ändringars slag")
        yield Text(
            "Den automatiska kontrollen har ifrågasatt slaget för de här ändringarna. "
            "Den som ansvarar för texten har svarat så här."
        )
        yield Table("Slag och bedömning", ("Dokument", "Slag", "Bedömning"), tuple(found))


def consulted(items: Sequence[Item], register: Register) -> Iterator[Block]:
    """Who has been consulted, document by document."""
    yield Heading(2, "Samråd")
    if not items:
        yield Text("Inget förslag ligger till beslut, och inget samråd har behövts.")
        return
    yield Points(tuple(f"{name_of(item)}: {_consulted(item, register)}." for item in items))


def name_of(item: Item) -> str:
    """The document's id and title."""
    return f"{item.draft.id} {item.wording.title}".strip()


def version_of(wording: Wording | None) -> str:
    """The wording's version."""
    return version_text(wording.version) if wording and wording.version else _UNKNOWN


def day(on: date | None) -> str:
    """The day in running text."""
    return long_day(on) if on else f"({_UNKNOWN} dag)"


def end_of(wording: Wording) -> str:
    """To when the wording applies, when it has an end."""
    last = wording.ceases and wording.ceases - timedelta(days=1)
    return f" till och med den {long_day(last)}" if last else ""


def changes_text(item: Item) -> bool:
    """Whether the body differs from the one that applies."""
    return any(block.kind != "same" for block in item.comparison.blocks)


def attachments(wording: Wording) -> Iterator[tuple[str, str]]:
    """The files that belong to the document, and their titles."""
    entries = wording.front.get("bilagor")
    for entry in entries if isinstance(entries, list) else ():
        file, title = (
            (entry.get("fil"), entry.get("titel")) if isinstance(entry, dict) else ("", "")
        )
        if isinstance(file, str) and file.strip():
            yield file.strip(), title.strip() if isinstance(title, str) else file.strip()


def _count(number: int) -> str:
    return "ett" if number == 1 else str(number)


def _facts(item: Item, register: Register, earlier: Earlier) -> Iterator[tuple[str, str]]:
    wording, change = item.wording, item.change
    instead = f" i stället för {version_of(item.former)}" if item.former else ""
    yield "Förslag", {NEW: "Nytt dokument", REPEALED: "Upphävs"}.get(item.kind, "Ändras")
    yield "Version", f"{version_of(wording)}{instead}"
    if item.kind != REPEALED or changes_text(item):
        yield "Gäller från", day(wording.starts)
    if wording.ceases:
        yield "Upphör att gälla", day(wording.ceases)
    if item.draft.id in earlier:
        yield "Tidigare behandlat", before(*earlier[item.draft.id], register)
    if change:
        reason = f"{capital(change.reason)}. " if change.reason not in {"", _NEW} else ""
        yield "Skäl", f"{reason}{change.text}"
    else:
        yield "Skäl", "Inget skäl är angivet."
    yield "Ändringens slag", item.slag
    if item.vouched:
        yield "Bedömning av slaget", item.vouched
    yield "Rättslig grund", listed(wording.texts("lagrum"), "och") or "Inget lagrum är angivet."
    if belongs := wording.texts("hör_till"):
        yield "Hör till", listed(belongs, "och")
    if replaces := wording.texts("ersätter"):
        yield "Ersätter", listed(replaces, "och")
    yield "Samråd", f"{capital(_consulted(item, register))}."
    units = {unit.id: unit.name for unit in register.units.values()}
    yield "Gäller för", _names(units.get(id_, id_) for id_ in wording.texts("gäller_för"))
    for key in ("riktar_sig_till", "dokumentansvarig"):
        label = capital(key.replace("_", " "))
        yield label, _names(map(register.role_name, wording.texts(key)))
    if attached := [title for _, title in attachments(wording)]:
        yield "Bilagor", listed(attached, "och")


def _consulted(item: Item, register: Register) -> str:
    asked = item.change.consulted if item.change else ()
    return listed(map(register.role_name, asked), "och") or "inget samråd är antecknat"


def _names(names: Iterable[str]) -> str:
    return listed(names, "och") or "–"
