"""One wording of a document, read leniently: any old text, whatever its schema was, and its hash.

Only ``id``, ``version``, days and the keys of the hash are needed of an old text; today's schema
and registers are not applied to it.
"""

import codecs
import contextlib
import hashlib
import json
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import yaml

from lydelse.body import read_body
from lydelse.citations import Names, Parsed
from lydelse.documents import Attachment, Change, Decision, Document
from lydelse.links import scheme
from lydelse.source import LARGEST_TEXT
from lydelse.yamltext import DEEPEST, HIDDEN, LOADER, Value

Number = tuple[int, int]
"""A version: the first number (decisions of the document's decider) and the second."""

MEANING = (
    "titel",
    "dokumenttyp",
    "beslutas_av",
    "upphör",
    "gäller_för",
    "riktar_sig_till",
    "lagrum",
    "hör_till",
    "kompletterar",
    "avviker_från",
    "ersätter",
    "bilagor",
)
"""Keys that bear meaning: a change of one needs a new version. The rest are free."""

FIRST_NUMBER = frozenset(MEANING) - {"titel", "lagrum", "bilagor"}
"""Keys that change only with a new first number."""

_SINGLE = ("dokumenttyp", "dokumentansvarig", "beslutas_av", "kompletterar", "avviker_från")
_FENCE = "---"
_NONE = Names()
_NUMBER = re.compile(r"([0-9]{1,6})(?:\.([0-9]{1,6}))?")
_NAMED = re.compile(r"^(id|version): *[\"']?([^\s\"']+)", re.MULTILINE)
_ATTACHED = (".png", ".jpg", ".jpeg", ".webp", ".pdf")
# Without any of these a body shows no file; the last ones are letters written as references.
_SIGNS = re.compile(r"!\[|\.png|\.jpe?g|\.webp|\.pdf|&[a-z#]|%[0-9a-f]{2}", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, eq=False)
class Wording:
    """Front matter (every scalar as text) and body (NFC, LF, no empty lines around).

    ``body_line`` is the file's line (from 1) on which the body begins.
    """

    front: Mapping[str, Value] = field(default_factory=dict)
    body: str = field(default="", repr=False)
    body_line: int = 1

    @cached_property
    def id(self) -> str:
        """The document's id; empty when the text has none."""
        return _text(self.front.get("id"))

    @cached_property
    def title(self) -> str:
        """The document's title."""
        return _text(self.front.get("titel"))

    @cached_property
    def version(self) -> Number | None:
        """The version; ``None`` when it cannot be read as one or two numbers."""
        return number(_text(self.front.get("version")))

    @cached_property
    def starts(self) -> date | None:
        """First day in force."""
        return _day(self.front.get("gäller_från"))

    @cached_property
    def ceases(self) -> date | None:
        """First day no longer in force."""
        return _day(self.front.get("upphör"))

    @cached_property
    def decision(self) -> Decision | None:
        """The decision that the text itself tells of; a proposal has none."""
        entry = self.front.get("beslut")
        day = _day(entry.get("datum")) if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or day is None:
            return None
        return Decision(
            on=day,
            by=_text(entry.get("av")),
            register_number=_text(entry.get("diarienummer")),
            paragraph=_text(entry.get("paragraf")),
            reference=_text(entry.get("referens")),
        )

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What ``ändringar`` tells; entries without a version or a day are left out."""
        entries = self.front.get("ändringar")
        return tuple(_changes(entries if isinstance(entries, list) else []))

    def texts(self, key: str) -> tuple[str, ...]:
        """The key's values as texts, in order; empty when it is missing."""
        value = self.front.get(key)
        values = value if isinstance(value, list) else [value]
        return tuple(text for part in values if (text := _text(part)))


def read_wording(data: bytes, *, brief: bool = False) -> Wording:
    """The wording of a file's bytes; never raises on content.

    ``brief`` leaves out the later entries of ``ändringar``, where that is safe: an old document
    tells of many versions, and its hash of none of them.
    """
    text = unicodedata.normalize("NFC", decoded(data))
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return Wording({}, *_body(text, 1))
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == _FENCE), len(lines))
    head = "\n".join(lines[1:end])
    named = dict(reversed(_NAMED.findall(head)))
    front = (_brief_front(head) if brief else None) or _front(head)
    return Wording(named | front, *_body("\n".join(lines[end + 1 :]), end + 2))


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding that is read."""
    wide = any(data.startswith(mark) for mark, name in _BOMS if name == "utf-16")
    return b"\0" in data and not wide


def _body(text: str, line: int) -> tuple[str, int]:
    """The text without empty lines around it, and the line on which it then begins."""
    bare = text.lstrip("\n")
    return bare.rstrip("\n"), line + len(text) - len(bare)


def document_of(wording: Wording, path: str, names: Names = _NONE) -> Document:
    """The wording as a document, for a page: what an old text lacks is empty.

    Days that are missing are the last one there is. Citations of law are looked for only where
    ``names`` are given.
    """
    front = wording.front
    one = {key: next(iter(wording.texts(key)), "") for key in _SINGLE}
    return Document(
        path=path,
        id=wording.id,
        title=wording.title or wording.id,
        type=one["dokumenttyp"],
        version=version_text(wording.version or (0, 0)),
        owner=one["dokumentansvarig"],
        decided_by=one["beslutas_av"],
        decision=wording.decision,
        in_force_from=wording.starts or date.max,
        ceases=wording.ceases,
        review_by=_day(front.get("översyn_senast")) or date.max,
        units=wording.texts("gäller_för"),
        roles=wording.texts("riktar_sig_till"),
        legal_basis=wording.texts("lagrum"),
        belongs_to=wording.texts("hör_till"),
        supplements=one["kompletterar"],
        deviates_from=one["avviker_från"],
        replaces=wording.texts("ersätter"),
        related=wording.texts("relaterat"),
        attachments=tuple(_attachments(front.get("bilagor"))),
        requirements=wording.texts("svarar_mot"),
        situations=wording.texts("situationer"),
        keywords=wording.texts("sökord"),
        changes=wording.changes,
        basis=tuple(_basis(wording, names)),
        body=read_body(wording.body, names=names),
        marks={},
    )


def _basis(wording: Wording, names: Names) -> Iterator[Parsed]:
    """What each entry of ``lagrum`` says."""
    from lydelse.citations.grammar import read

    for entry in wording.texts("lagrum") if names.meanings else ():
        yield read(entry, names)


def l1(wording: Wording, files: Mapping[str, str]) -> str:
    """The hash of a lydelse: ``l1:`` and SHA-256 of canonical JSON (RFC 8785).

    ``files`` gives the SHA-256 (hexadecimal) of every file in ``shown_files``, by that path; one
    that is missing enters as an empty text. The hash does not depend on how the file is formatted.
    """
    keys = {key: value for key in MEANING if (value := wording.front.get(key))}
    starts = {"gäller_från": value} if (value := _text(wording.front.get("gäller_från"))) else {}
    shown = {"filer": dict(files)} if files else {}
    whole = {"id": wording.id, **keys, **starts, "text": wording.body, **shown}
    return "l1:" + hashlib.sha256(_canonical_json(whole)).hexdigest()


def shown_files(wording: Wording) -> tuple[str, ...]:
    """The files that the wording shows or attaches, by path from its folder, sorted."""
    return tuple(sorted({*_attached(wording), *_shown(wording.body)} - {""}))


def number(text: str) -> Number | None:
    """The version's numbers; ``3`` is read as 3.0."""
    found = _NUMBER.fullmatch(text.strip())
    return (int(found[1]), int(found[2] or 0)) if found else None


def version_text(version: Number) -> str:
    """The version as it is written."""
    return f"{version[0]}.{version[1]}"


def _attachments(entries: Value) -> Iterator[Attachment]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and (name := _text(entry.get("fil"))):
            yield Attachment(name, _text(entry.get("titel")) or name)


def _attached(wording: Wording) -> Iterator[str]:
    entries = wording.front.get("bilagor")
    for entry in entries if isinstance(entries, list) else ():
        name = _text(entry.get("fil") if isinstance(entry, dict) else entry)
        if name:
            yield _local(name)


def _shown(body: str) -> Iterator[str]:
    if len(body) > LARGEST_TEXT or not _SIGNS.search(body):
        return
    for link in read_body(body).links:
        path = link.href.partition("#")[0].partition("?")[0]
        if not scheme(link.href) and (link.image or path.lower().endswith(_ATTACHED)):
            yield _local(link.href)


def _local(href: str) -> str:
    """The path from the document's folder, without needless steps; empty when there is none."""
    path = href.partition("#")[0].partition("?")[0]
    return posixpath.normpath(path) if path and not path.startswith("/") else ""


def decoded(data: bytes) -> str:
    """The text of a file in whatever encoding it is, with LF and without BOM; never raises."""
    encodings = [name for mark, name in _BOMS if data.startswith(mark)] or ["utf-8"]
    for encoding in (*encodings, "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            break
    else:
        text = data.decode("latin-1")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _brief_front(head: str) -> dict[str, Value] | None:
    """The mapping up to the first entry of ``ändringar``; ``None`` when it must be read whole.

    What comes before must be whole in itself, and only entries of the two last keys come after, so
    that no key of the hash can hide there.
    """
    before, key, after = head.partition("\nändringar:\n")
    entries, *reviews = after.partition("\növersyner:\n")
    first = entries.partition("\n  - ")[0]
    later = [line for line in after.split("\n") if line and not line.startswith(" ")]
    if not key or later not in ([], ["översyner:"]) or not first.startswith("  - version: "):
        return None
    try:
        for _ in yaml.parse(before, Loader=LOADER):
            pass
    except (yaml.YAMLError, RecursionError):
        return None
    front = _front(f"{before}{key}{first}\n{''.join(reviews)}")
    top = next(iter(_changes(front.get("ändringar") or [])), None)
    return front if top and number(top.version) == number(_text(front.get("version"))) else None


def _front(head: str) -> dict[str, Value]:
    """The mapping as far as it can be read: scalars as text, aliases and what is deep left out."""
    found: dict[str, Value] = {}
    with contextlib.suppress(yaml.YAMLError, StopIteration, RecursionError):
        events = iter(yaml.parse(head[:LARGEST_TEXT], Loader=LOADER))
        event = next(events)
        while not isinstance(event, yaml.MappingStartEvent):
            if isinstance(event, yaml.SequenceStartEvent | yaml.ScalarEvent):
                return found
            event = next(events)
        while isinstance(event := next(events), yaml.ScalarEvent):
            value = _value(next(events), events, 1)
            found.setdefault(event.value, value)
    return found


def _value(event: Any, events: Iterator[Any], depth: int) -> Value:  # noqa: ANN401  untyped events
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(event, yaml.ScalarEvent):
        return None if not event.style and event.value in {"", "~", "null"} else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_value(event, events, depth + 1))
        return items
    if isinstance(event, yaml.MappingStartEvent):
        pairs: dict[str, Value] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = _value(event, events, depth + 1)
            pairs.setdefault(_text(key), _value(next(events), events, depth + 1))
        return pairs
    return None


def _changes(entries: list[Value]) -> Iterator[Change]:
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        version, day = number(_text(entry.get("version"))), _day(entry.get("gäller_från"))
        if version and day:
            yield Change(
                version=version_text(version),
                in_force_from=day,
                kind=_text(entry.get("slag")),
                reason=_text(entry.get("orsak")),
                text=_text(entry.get("text")),
                consulted=tuple(_texts(entry.get("samråd"))),
                judgement=_text(entry.get("bedömning")),
            )


def _texts(value: Value) -> Iterator[str]:
    yield from filter(None, map(_text, value)) if isinstance(value, list) else ()


def _text(value: Value) -> str:
    """The value as text to show: nothing in it hides, reorders or steers a terminal."""
    return HIDDEN.sub(" ", value).strip() if isinstance(value, str) else ""


def _day(value: Value) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(_text(value)[:10])
    return None


def _canonical_json(value: Value) -> bytes:
    """RFC 8785 for texts, lists and mappings: keys by UTF-16 units, no space, few escapes."""
    text = json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _sorted(value: Value) -> Value:
    if isinstance(value, dict):
        order = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return {key: _sorted(value[key]) for key in order}
    return [_sorted(part) for part in value] if isinstance(value, list) else value
