"""The seal of a decision: its annotated, signed tag, what it says, and what is wrong with it.

The tag's message holds lines that a program reads and a person too. It repeats the whole decision,
and names the tag made before it, so that none can be changed, moved or made anew unseen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lydelse import git
from lydelse.days import day_of
from lydelse.findings import Fault, quoted
from lydelse.git import Signature, Tag
from lydelse.history import History
from lydelse.ledger import DECIDED, DECISION, LedgerFile, Named
from lydelse.signers import Signer
from lydelse.wording import version_text

PREFIX = "beslut/"
"""How the name of a decision's tag begins."""

AT_ONCE = "omedelbart"
"""What is said of a protokoll that was justerat at the meeting."""

FORM, SIGNATURE, PLACE, CONTENT, FORMER = "form", "signatur", "plats", "innehåll", "kedja"
"""Kinds of fault: how the tag is made, by whom, where it sits, what it says, what came before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a tag's message says, the lines that name its documents, and the whole of it."""

    fields: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    text: str = ""

    @property
    def adjusted(self) -> str:
        """The day when the protokoll was justerat, or ``omedelbart``."""
        return self.fields.get("justerat", "")

    @property
    def former(self) -> tuple[str, str]:
        """The tag made before, without ``beslut/``, and its object; empty for the first."""
        name, _, object_ = self.fields.get("föregående", "").partition(" ")
        return name, object_


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A decision's tag: ``name`` is the reference's without ``beslut/``, ``header`` its own.

    ``commit`` is what it sits on, and ``day`` when it was made, by its own word.
    """

    name: str
    object: str
    annotated: bool
    header: str
    commit: str
    day: date
    says: Message
    signature: Signature


@dataclass(frozen=True, kw_only=True)
class Seals:
    """The seals at hand, by the decision's name, and who may make them.

    ``ever`` are all signers that main has listed, by their latest line. Without ``at_hand`` this is
    a clone that has no tags: what they prove is then not known here.
    """

    by_name: Mapping[str, Seal] = field(default_factory=dict)
    signers: tuple[Signer, ...] = ()
    ever: tuple[Signer, ...] = ()
    at_hand: bool = False

    def after(self, name: str) -> tuple[Seal, ...]:
        """The seals that say they were made after the named one."""
        return self._after.get(name, ())

    @cached_property
    def _after(self) -> Mapping[str, tuple[Seal, ...]]:
        found: dict[str, tuple[Seal, ...]] = {}
        for seal in self.by_name.values():
            former, _ = seal.says.former
            found[former] = (*found.get(former, ()), seal)
        return found


def seal_of(tag: Tag, signature: Signature) -> Seal:
    """The seal that a tag is."""
    return Seal(
        name=tag.name.removeprefix(PREFIX),
        object=tag.object,
        annotated=tag.annotated,
        header=tag.header.removeprefix(PREFIX),
        commit=tag.target,
        day=day_of(tag.time),
        says=read_message(tag.message),
        signature=signature,
    )


def message_of(file: LedgerFile, adjusted: str, former: Seal | None) -> str:
    """The message for the decision's tag."""
    return _message(file, adjusted, f"{former.name} {former.object}" if former else "")


def _message(file: LedgerFile, adjusted: str, former: str) -> str:
    fields = dict(_fields(file)) | {"justerat": adjusted, "föregående": former}
    lines = [f"{key}: {value}" for key, value in fields.items() if value]
    lines += [f"dokument: {line}" for line in map(_document, file.documents)]
    return f"Beslut {file.name}\n\n" + "\n".join(lines) + "\n"


def read_message(text: str) -> Message:
    """What the message says; lines that are no fields are left out."""
    fields: dict[str, str] = {}
    documents = []
    for line in text.split("\n"):
        if line.startswith("-----BEGIN "):
            break
        key, colon, value = line.partition(": ")
        if key == "dokument" and colon:
            documents.append(value.strip())
        elif colon and " " not in key:
            fields.setdefault(key, value.strip())
    whole = text.partition("-----BEGIN ")[0].strip()
    return Message(fields=fields, documents=tuple(documents), text=whole)


def faults(
    seal: Seal, file: LedgerFile, entered: int, history: History, seals: Seals
) -> list[Fault]:
    """What is wrong with the seal of a decision whose file came to main in the step ``entered``."""
    return [
        Fault(kind, 1, 1, message, hint)
        for kind, message, hint in (
            *_form(seal),
            *_signature(seal, seals.signers),
            *_time(seal, file, history.said[entered] if history.said else file.on),
            *_place(seal, entered, history),
            *_content(seal, file),
            *_former(seal, seals),
        )
    ]


def latest(seals: Seals) -> Seal | None:
    """The seal that no other names as made before it; of several the youngest."""
    ends = [
        seal for seal in seals.by_name.values() if seal.annotated and not seals.after(seal.name)
    ]
    return max(ends, key=lambda seal: (seal.day, seal.name), default=None)


def may_sign(key: str, day: date, signers: Sequence[Signer]) -> tuple[Signer | None, bool]:
    """Whose the key is, and whether it might sign that day."""
    owners = [signer for signer in signers if signer.key == key]
    allowed = [signer for signer in owners if signer.may_sign(day)]
    return next(iter((*allowed, *owners)), None), bool(allowed)


Words = tuple[str, str, str]


def _form(seal: Seal) -> Iterator[Words]:
    if not seal.annotated:
        yield (
            FORM,
            f"taggen beslut/{seal.name} är en enkel tagg utan text och signatur",
            "ta reda på vem som gjorde den, och hämta tillbaka den rätta taggen ur en annan klon",
        )
    elif seal.header != seal.name:
        yield (
            FORM,
            f"taggen beslut/{seal.name} är gjord som beslut/{seal.header}: den är flyttad",
            "hämta tillbaka den rätta taggen ur en annan klon",
        )


def _signature(seal: Seal, signers: Sequence[Signer]) -> Iterator[Words]:
    state, key = seal.signature
    if not seal.annotated:
        return
    if state == git.UNCHECKED:
        yield (
            SIGNATURE,
            "signaturen går inte att pröva här",
            "installera openssh-client (för gpg: hämta nyckeln)",
        )
    elif state == git.UNSIGNED:
        yield (
            SIGNATURE,
            f"taggen beslut/{seal.name} saknar signatur",
            "taggen görs med --sign; en osignerad tagg som är publicerad byts efter beslut om det",
        )
    elif state == git.BROKEN:
        yield (
            SIGNATURE,
            f"taggen beslut/{seal.name} är ändrad efter att den signerades",
            "hämta tillbaka den rätta taggen ur en annan klon",
        )
    else:
        owner, allowed = may_sign(key, seal.day, signers)
        if owner is None:
            yield (
                SIGNATURE,
                (
                    f"taggen beslut/{seal.name} är signerad med en nyckel som ingen har rätt till "
                    f"({key})"
                ),
                (
                    "se efter vem som gjorde taggen; den som får signera står i "
                    "register/beslutssignaturer"
                ),
            )
        elif not allowed:
            yield (
                SIGNATURE,
                (
                    f"taggen beslut/{seal.name} är signerad {seal.day} av {quoted(owner.name)}, "
                    "som inte fick signera den dagen"
                ),
                "se efter vem som gjorde taggen, och när nyckeln slutade gälla",
            )


def _time(seal: Seal, file: LedgerFile, entered: date) -> Iterator[Words]:
    """A seal is made when the decision is on main and the protokoll justerat, not before."""
    if not seal.annotated:
        return
    if seal.day < max(file.on, entered):
        yield (
            SIGNATURE,
            (
                f"taggen beslut/{seal.name} är daterad {seal.day}, före beslutet eller dagen då "
                f"det kom till main ({max(file.on, entered)})"
            ),
            "ta reda på vem som gjorde taggen, och när",
        )
    said = seal.says.adjusted
    adjusted = file.on if said == AT_ONCE else _iso(said)
    if adjusted is None or not file.on <= adjusted <= max(seal.day, file.on):
        yield (
            CONTENT,
            (
                f"taggen säger att protokollet justerades {quoted(said)}, men sammanträdet var "
                f"{file.on} och taggen är från {seal.day}"
            ),
            "stäm av mot protokollet",
        )


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _place(seal: Seal, entered: int, history: History) -> Iterator[Words]:
    step = history.steps.get(seal.commit)
    if step is None:
        yield (
            PLACE,
            (
                f"taggen beslut/{seal.name} sitter på en ändring som inte finns på main: "
                "historien är omskriven, eller taggen flyttad"
            ),
            "jämför med en annan klon innan något annat görs",
        )
    elif step < entered:
        yield (
            PLACE,
            f"taggen beslut/{seal.name} sitter på en ändring som är äldre än beslutet",
            "hämta tillbaka den rätta taggen ur en annan klon",
        )


def _content(seal: Seal, file: LedgerFile) -> Iterator[Words]:
    if not seal.annotated:
        return
    for key, value in _fields(file):
        said = seal.says.fields.get(key, "")
        if said != value:
            yield (
                CONTENT,
                f"taggen säger {key} {quoted(said)}, men liggaren {quoted(value)}",
                "det som signerades gäller: hämta tillbaka filen ur git",
            )
    rows, said_rows = set(map(_document, file.documents)), set(seal.says.documents)
    for line in sorted(said_rows - rows):
        yield (
            CONTENT,
            f"taggen nämner {quoted(_short(line))}, men inte liggaren",
            "det som signerades gäller: hämta tillbaka filen ur git",
        )
    for line in sorted(rows - said_rows):
        yield (
            CONTENT,
            f"liggaren nämner {quoted(_short(line))}, men inte taggen",
            "det som signerades gäller: hämta tillbaka filen ur git",
        )
    whole = _message(file, seal.says.adjusted, seal.says.fields.get("föregående", "")).strip()
    if not any((said_rows ^ rows, _unlike(seal, file))) and seal.says.text != whole:
        yield (
            CONTENT,
            f"taggen beslut/{seal.name} har rader som inte hör dit",
            "taggar görs med lydelse release tag: ta reda på vem som gjorde den här",
        )


def _unlike(seal: Seal, file: LedgerFile) -> bool:
    return any(seal.says.fields.get(key, "") != value for key, value in _fields(file))


def _former(seal: Seal, seals: Seals) -> Iterator[Words]:
    older = [one for one in seals.by_name.values() if one.annotated and one.day < seal.day]
    if seal.annotated and older and not seal.says.former[0]:
        yield (
            FORMER,
            f"taggen beslut/{seal.name} nämner inte den som gjordes före den",
            "taggar görs med lydelse release tag",
        )
    for other in seals.after(seal.name):
        _, object_ = other.says.former
        if object_ != seal.object:
            yield (
                FORMER,
                f"taggen beslut/{seal.name} är gjord på nytt sedan beslut/{other.name} gjordes",
                f"hämta tillbaka den första ({object_[:12]}) ur en annan klon",
            )


def _fields(file: LedgerFile) -> Iterator[tuple[str, str]]:
    if file.event != DECISION:
        yield "händelse", file.event
        yield "avser", file.about
    yield "instans", file.by
    yield "datum", str(file.on)
    yield "diarienummer", file.register_number
    yield "paragraf", file.paragraph
    yield "utfall", file.outcome


def _document(row: Named) -> str:
    days = [f"gäller_från {row.starts}"] if row.starts else []
    days += [f"upphör {row.ceases}"] if row.ceases else []
    outcome = [row.outcome] if row.outcome and row.outcome != DECIDED else []
    return " ".join([row.id, version_text(row.version), row.hash, *days, *outcome])


def _short(line: str) -> str:
    """A document's line with its hash cut short."""
    return " ".join(f"{word[:15]}…" if word.startswith("l1:") else word for word in line.split())
