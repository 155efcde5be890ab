"""What was in force on a day: rows for people and programs, and the set as files."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from lydelse.documents import COMING, Decision
from lydelse.findings import listed
from lydelse.history import Depth, beside
from lydelse.register import Register
from lydelse.timeline import Proof, Span, Timeline
from lydelse.tree import ProjectError

MANIFEST = "manifest.json"
"""The list of what was written, with the hash of each file."""

PROOFS = {
    Proof.LEDGER: "beslutet står i liggaren",
    Proof.TAKEN_OVER: "övertagen vid införandet, inte bevisad",
    Proof.MERGED: "beslutad i förvaltningen när ändringen infördes",
    Proof.WORKING_TREE: "läst ur arbetskopian, inte bevisad",
}
"""What each proof means to a reader."""

WILL_BE_TAKEN_OVER = "tas över vid införandet, inte bevisad"
"""What is said before the day of adoption of what main then holds."""

WITHOUT_HISTORY = {
    Depth.SHALLOW: "Klonen saknar äldre historik: tidigare versioner finns inte här, inte heller "
    "dagen då en text publicerades. Svaret bygger bara på arbetskopian. "
    "Hämta hela historiken: git fetch --unshallow.",
    Depth.EMPTY: "Inget i projektet är sparat i git ännu, så det finns inga beslutade versioner. "
    "Svaret bygger bara på arbetskopian. Spara den: git add och git commit.",
    Depth.NONE: "Projektet ligger inte i git: äldre versioner finns inte här, inte heller dagen då "
    "en text publicerades. Svaret bygger bara på arbetskopian.",
}
"""What cannot be known where git has not kept the history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was in force on the day, and what is needed to tell of it today."""

    register: Register
    timeline: Timeline
    day: date
    today: date
    spans: Sequence[Span]


def proof_words(timeline: Timeline, proof: Proof, today: date) -> str:
    """What the proof means to a reader today."""
    later = proof is Proof.TAKEN_OVER and today < timeline.adoption
    return WILL_BE_TAKEN_OVER if later else PROOFS[proof]


def is_known(timeline: Timeline, day: date) -> bool:
    """Whether it can be told what was in force on the day, and what was not."""
    return timeline.depth is Depth.WHOLE and day >= timeline.adoption


def wanted(timeline: Timeline, day: date, ids: Sequence[str]) -> tuple[Span, ...]:
    """What was in force on the day, by id; only the documents named, if any are.

    Raises ``ProjectError`` for an id that no document has.
    """
    asked = [id_.upper() for id_ in ids]
    for id_ in asked:
        if id_ not in timeline.lydelser:
            raise ProjectError(f"Det finns inget beslutat dokument med beteckningen {id_}.")
    return tuple(span for span in timeline.in_force(day) if not asked or span.lydelse.id in asked)


def notes(timeline: Timeline, day: date, today: date, ids: Sequence[str]) -> Iterator[str]:
    """What the reader must know to read the answer right."""
    yield from _about_history(timeline, day, today)
    if day > today:
        yield f"{day} har inte varit än: svaret gäller det som är beslutat hittills."
    spans = wanted(timeline, day, ids)
    known = is_known(timeline, day)
    found = {span.lydelse.id for span in spans}
    for id_ in (id_.upper() for id_ in ids):
        if id_ not in found and known:
            yield f"{id_} gällde inte {day}."
        elif id_ not in found:
            yield f"Om {id_} gällde {day}, och med vilken text, går inte att veta här."
    for span in spans:
        if span.lydelse.late(span.first):
            yield (
                f"{span.lydelse.id} version {span.lydelse.number} publicerades "
                f"{span.lydelse.published} men började gälla {span.first}: "
                "före publiceringen kunde personalen inte läsa den."
            )


def _about_history(timeline: Timeline, day: date, today: date) -> Iterator[str]:
    """What the answer rests on, where that is not main's history since the adoption."""
    name, adoption = timeline.main_name, timeline.adoption
    if words := WITHOUT_HISTORY.get(timeline.depth):
        yield words
    elif today < adoption:
        yield (
            f"Införandet är först {adoption}: svaret bygger på det som {name} har nu, "
            "och är inte bevisat."
        )
    elif day < adoption:
        yield (
            f"{day} ligger före införandet {adoption}: "
            "svaret bygger på det som togs över då, och är inte bevisat."
        )
    if timeline.history.swapped:
        commits = listed((commit[:12] for commit in timeline.history.swapped[:3]), "och")
        yield (
            f"{name} slogs ihop med en annan gren i omvänd ordning ({commits}): svaret följer "
            f"den sida som kallas {name}. Stäm av med den som gjorde det."
        )


def rows(spans: Iterable[Span]) -> list[dict[str, Any]]:
    """The answer as JSON values."""
    return [
        {
            "id": span.lydelse.id,
            "titel": span.lydelse.title,
            "version": span.lydelse.number,
            "gäller_från": str(span.first),
            "gäller_till_och_med": str(span.last) if span.last else None,
            "beslut": decision_row(span.lydelse.decision),
            "publicerad": str(span.lydelse.published) if span.lydelse.published else None,
            "commit": span.lydelse.commit or None,
            "hash": span.lydelse.hash,
            "bevis": span.lydelse.proof.value,
        }
        for span in spans
    ]


def decision_row(decision: Decision | None) -> dict[str, str] | None:
    """The decision with the document's own keys."""
    if decision is None:
        return None
    found = {
        "datum": str(decision.on),
        "av": decision.by,
        "diarienummer": decision.register_number,
        "paragraf": decision.paragraph,
        "referens": decision.reference,
    }
    return {key: value for key, value in found.items() if value}


def as_json(answer: Answer) -> str:
    """The answer for a program."""
    lines = (json.dumps(row, ensure_ascii=False) for row in rows(answer.spans))
    return "[\n" + ",\n".join(lines) + "\n]\n"  # a row on a line: soon written, and read


def as_text(answer: Answer) -> str:
    """The answer for a person."""
    spans, day = answer.spans, answer.day
    if not spans and not is_known(answer.timeline, day):
        return "Inget dokument är känt för den dagen.\n"
    if not spans:
        return f"Inget gällde {day}.\n"
    count = "1 dokument" if len(spans) == 1 else f"{len(spans)} dokument"
    blocks = ["\n".join(_lines(answer, span)) for span in spans]
    return f"Gällde {day}: {count}\n\n" + "\n\n".join(blocks) + "\n"


FORMATS: dict[str, Callable[[Answer], str]] = {
    "text": as_text,
    "json": as_json,
}
"""The writers by name."""


def decision_words(register: Register, decision: Decision | None) -> str:
    """The decision in a few words."""
    if decision is None:
        return "beslut okänt"
    words = f"beslut {decision.on} av {register.role_name(decision.by)}"
    record = [f"§ {decision.paragraph}"] if decision.paragraph else []
    record += [part for part in (decision.register_number, decision.reference) if part]
    return f"{words} ({', '.join(record)})" if record else words


class Kept(NamedTuple):
    """A file of the set: the id and version that need it, its bytes, and its path in git."""

    id: str
    version: str
    data: bytes
    path: str


def files(spans: Iterable[Span], content: Callable[[str, str], bytes | None]) -> dict[str, Kept]:
    """What the set consists of, by path.

    ``content`` gives the bytes of a blob (or, without one, of a path). A wording that waits takes
    the place of the one in force, and a path where two documents want different bytes gets the id.
    """
    found: dict[str, Kept] = {}
    for span in spans:
        lydelse = span.lydelse
        path = lydelse.path.replace(COMING, ".md")
        data = content(lydelse.path, lydelse.blob)
        if data is None:
            raise ProjectError(f"Texten till {lydelse.id} version {lydelse.number} saknas.")
        found[_free(found, path, data, lydelse.id)] = Kept(lydelse.id, lydelse.number, data, path)
        shown = lydelse.files or [(beside(lydelse.path, name), "") for name in lydelse.names]
        for file, blob in shown:
            attached = content(file, blob) if blob or not lydelse.commit else None
            if attached is not None:
                kept = Kept(lydelse.id, lydelse.number, attached, file)
                found.setdefault(_free(found, file, attached, lydelse.id), kept)
    return found


def _free(found: Mapping[str, Kept], path: str, data: bytes, id_: str) -> str:
    """The path; with the id before the name when another document has other bytes there."""
    if path not in found or (found[path].data == data and not path.endswith(".md")):
        return path
    return str(PurePosixPath(path).with_name(f"{id_}-{PurePosixPath(path).name}"))


def write_set(folder: Path, day: date, spans: Sequence[Span], contents: Mapping[str, Kept]) -> None:
    """Write the files and the manifest into a new or empty folder. Raises ``ProjectError``."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise ProjectError(f"{folder} är inte en tom mapp. Ange en ny mapp.")
    folder.mkdir(parents=True, exist_ok=True)
    for path, kept in contents.items():
        target = folder / path
        if not target.resolve().is_relative_to(folder.resolve()):
            raise ProjectError(f"{path} leder ut ur mappen och skrivs inte.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(kept.data)
    manifest = {
        "dag": str(day),
        "lydelser": rows(spans),
        "filer": [
            {
                "sökväg": path,
                "id": kept.id,
                "version": kept.version,
                **({"sökväg_i_git": kept.path} if path != kept.path else {}),
                "sha256": hashlib.sha256(kept.data).hexdigest(),
            }
            for path, kept in sorted(contents.items())
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    data = text.encode("utf-8", "backslashreplace")  # a file name need not be text
    (folder / MANIFEST).write_bytes(data)


def _lines(answer: Answer, span: Span) -> Iterator[str]:
    lydelse = span.lydelse
    yield f"{lydelse.id}  {lydelse.title}"
    until = f"till och med {span.last}" if span.last else "tills vidare"
    yield f"  version {lydelse.number}, från {span.first} {until}"
    proof = proof_words(answer.timeline, lydelse.proof, answer.today)
    yield f"  {decision_words(answer.register, lydelse.decision)}; {proof}"
    if lydelse.published:
        yield f"  publicerad {lydelse.published}, commit {lydelse.commit[:12]}"
    yield f"  {lydelse.hash}"
