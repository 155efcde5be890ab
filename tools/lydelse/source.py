"""A file's bytes to front matter with places, and body; never raises on content."""

from dataclasses import dataclass, field

from lydelse.findings import Fault
from lydelse.yamltext import HIDDEN, Spot, Value, read_yaml

LARGEST_TEXT = 1_000_000
"""Bytes; a larger document is refused unread."""

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Source:
    """One text file: its front matter (``None`` when it cannot be read), body and faults.

    ``body_line`` is the file's line (from 1) on which ``body`` begins.
    """

    text: str = ""
    front: dict[str, Value] | None = None
    marks: dict[str, Spot] = field(default_factory=dict)
    comments: tuple[tuple[int, str], ...] = ()
    body: str = ""
    body_line: int = 1
    faults: tuple[Fault, ...] = ()


def read_text(data: bytes) -> tuple[str | None, tuple[Fault, ...]]:
    """The text with LF and without BOM, ``None`` if the bytes are not UTF-8 text."""
    if len(data) > LARGEST_TEXT:
        message = f"filen är större än {LARGEST_TEXT // 1_000_000} MB"
        return None, (Fault("size", 1, 1, message, "dela dokumentet eller lägg bilder i bilagor/"),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_encoding_fault(data, error.start),)
    faults = []
    if text.startswith("\ufeff"):
        text = text[1:]
        faults.append(
            Fault(
                "bom", 1, 1, "filen börjar med ett osynligt BOM-tecken", "spara som UTF-8 utan BOM"
            )
        )
    if "\r\n" in text:
        line = text[: text.index("\r\n")].count("\n") + 1
        text = text.replace("\r\n", "\n")
        faults.append(
            Fault("crlf", line, 1, "raderna slutar med CRLF (Windows)", "spara med radslut LF")
        )
    if hidden := _hidden_fault(text):
        faults.append(hidden)
        text = HIDDEN.sub(" ", text)
    return text, tuple(faults)


def read_source(data: bytes) -> Source:
    """The file's front matter and body, with all that could not be read as faults."""
    text, faults = read_text(data)
    if text is None:
        return Source(faults=faults)
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        fault = Fault(
            "front-missing",
            1,
            1,
            "filen börjar inte med metadata",
            "börja filen med en rad ---, sedan metadata, sedan en rad ---",
        )
        return Source(text=text, body=text, faults=(*faults, fault))
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == _FENCE), None)
    if end is None:
        fault = Fault(
            "front-missing", 1, 1, "metadata avslutas inte", "avsluta metadata med en rad ---"
        )
        return Source(text=text, faults=(*faults, fault))
    # The opening fence stays, so that YAML's marks are the file's lines without arithmetic.
    yaml_text = read_yaml("\n".join(lines[:end]) + "\n")
    front = yaml_text.value if isinstance(yaml_text.value, dict) else None
    found = [*faults, *yaml_text.faults]
    if front is None and not yaml_text.faults:
        found.append(
            Fault("front-missing", 1, 1, "metadata är tomma eller en lista", "skriv nyckel: värde")
        )
    return Source(
        text=text,
        front=front,
        marks=yaml_text.marks,
        comments=yaml_text.comments,
        body="\n".join(lines[end + 1 :]),
        body_line=end + 2,
        faults=tuple(found),
    )


def _encoding_fault(data: bytes, position: int) -> Fault:
    before = data[:position]
    start = before.rfind(b"\n") + 1
    column = len(before[start:].decode("utf-8", "replace")) + 1
    return Fault(
        "encoding",
        before.count(b"\n") + 1,
        column,
        "filen är inte UTF-8",
        "öppna filen i en textredigerare och spara den som UTF-8",
    )


def _hidden_fault(text: str) -> Fault | None:
    first = HIDDEN.search(text)
    if first is None:
        return None
    count = len(HIDDEN.findall(text))
    before = text[: first.start()]
    signs = "ett osynligt styrtecken" if count == 1 else f"{count} osynliga styrtecken"
    return Fault(
        "hidden",
        before.count("\n") + 1,
        first.start() - before.rfind("\n"),
        f"texten innehåller {signs} (U+{ord(first.group()):04X})",
        "ta bort tecknet; skriv om ordet där det står",
    )
