"""What old texts give, kept by content: no text is rendered, and no two are compared, twice."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from lydelse.cache import Cache, as_text, content_name
from lydelse.changes import KeyChange, Names, compare, names_of
from lydelse.pages.kept import Kept, KeptComparison, kept_comparison, kept_text
from lydelse.register import Register
from lydelse.wording import Number, Wording, read_wording, version_text

_CODE = ("allowed.py", "changes/*.py", "pages/*.py", "pages/templates/*.html")
"""What decides how a text becomes HTML, beside the readers that every cache entry depends on."""


class Text(NamedTuple):
    """A text to show: its blob, and the version it is."""

    blob: str
    version: Number


class Pair(NamedTuple):
    """Two texts to compare, by blob; ``old`` is empty for a new document."""

    old: str
    new: str


@dataclass(frozen=True)
class Keeping:
    """Makes what texts give, and keeps it; ``contents`` gives the bytes of blobs."""

    cache: Cache
    register: Register
    contents: Callable[[Collection[str]], Mapping[str, bytes]]

    def found(
        self, texts: Iterable[Text], pairs: Iterable[Pair]
    ) -> tuple[dict[Text, Kept], dict[Pair, KeptComparison]]:
        """What each text and each pair gives, from the cache or made and kept there."""
        text_names = {text: self._text_name(text) for text in texts}
        pair_names = {pair: self._pair_name(pair) for pair in pairs}
        shown = {text: _text(self.cache.get(name)) for text, name in text_names.items()}
        compared = {pair: _pair(self.cache.get(name)) for pair, name in pair_names.items()}
        new_texts = [text for text, kept in shown.items() if kept is None]
        new_pairs = [pair for pair, kept in compared.items() if kept is None]
        wordings = self._wordings(new_texts, new_pairs)
        made = {text: self._made(wordings[text.blob], text.version) for text in new_texts}
        both = {pair: self._compared(wordings, pair) for pair in new_pairs}
        names = [*text_names.values(), *pair_names.values()]
        self._keep(
            {text_names[text]: as_text(_texts_row(kept)) for text, kept in made.items()}
            | {pair_names[pair]: as_text(_pairs_row(kept)) for pair, kept in both.items()},
            names,
        )
        return (
            {text: kept for text, kept in {**shown, **made}.items() if kept},
            {pair: kept for pair, kept in {**compared, **both}.items() if kept},
        )

    def _keep(self, rows: Mapping[str, bytes], names: Collection[str]) -> None:
        if rows:
            self.cache.keep(rows)
            self.cache.tidy(names, stale=len(rows) == len(names))

    def _wordings(self, texts: Iterable[Text], pairs: Iterable[Pair]) -> dict[str, Wording]:
        blobs = {text.blob for text in texts} | {blob for pair in pairs for blob in pair if blob}
        contents = self.contents(blobs) if blobs else {}
        return {blob: read_wording(data) for blob, data in contents.items()}

    def _made(self, wording: Wording, version: Number) -> Kept:
        types = self.register.types
        type_ = next((types[id_] for id_ in wording.texts("dokumenttyp") if id_ in types), None)
        return kept_text(wording, version, type_)

    def _compared(self, wordings: Mapping[str, Wording], pair: Pair) -> KeptComparison:
        old = wordings[pair.old] if pair.old else None
        compared = compare(old or Wording(), wordings[pair.new], self._names)
        return kept_comparison(old, compared)

    def _text_name(self, text: Text) -> str:
        data = f"{text.blob} {version_text(text.version)}"
        return content_name("lydelse", self._about_texts, data.encode())

    def _pair_name(self, pair: Pair) -> str:
        return content_name("jämförelse", self._about_pairs, " ".join(pair).encode())

    @cached_property
    def _names(self) -> Names:
        return names_of(self.register)

    @cached_property
    def _about_texts(self) -> str:
        headings = {type_.id: type_.headings for type_ in self.register.types.values()}
        return f"{_code()} {headings!r}"

    @cached_property
    def _about_pairs(self) -> str:
        return f"{_code()} {self._names!r}"


@cache
def _code() -> str:
    folder = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for pattern in _CODE:
        for path in sorted(folder.glob(pattern)):
            data = path.read_bytes()
            digest.update(f"{path.name} {len(data)} ".encode())
            digest.update(data)
    return digest.hexdigest()


def _texts_row(kept: Kept) -> list[object]:
    told = [kept.kind, kept.reason, kept.text, kept.judgement]
    return [kept.html, *told, [list(row) for row in kept.attachments]]


def _pairs_row(kept: KeptComparison) -> list[object]:
    keys = [[change.key, change.old, change.new] for change in kept.keys]
    return [kept.html, kept.slag, list(kept.reasons), kept.left_out, list(kept.kinds), keys]


def _text(value: Any) -> Kept | None:  # noqa: ANN401  JSON
    """What a cache entry tells of a text; ``None`` when it does not have the form."""
    try:
        html, kind, reason, text, judgement, attachments = value
        rows = tuple((str(file), str(title)) for file, title in attachments)
        return Kept(str(html), str(kind), str(reason), str(text), str(judgement), rows)
    except (TypeError, ValueError):
        return None


def _pair(value: Any) -> KeptComparison | None:  # noqa: ANN401  JSON
    try:
        html, slag, reasons, left_out, kinds, keys = value
        changes = tuple(KeyChange(str(key), str(old), str(new)) for key, old, new in keys)
        told = tuple(map(str, reasons)), int(left_out), tuple(map(str, kinds))
        return KeptComparison(str(html), str(slag), *told, changes)
    except (TypeError, ValueError):
        return None
