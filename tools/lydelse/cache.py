"""What was read from a text, kept by its content under ``.cache/``; disk is touched here.

An entry is believed only if it carries a seal made with this user's own key, which lies outside
the project: a cache that came with a clone, a pull request or another machine is thrown away, and
an entry is plain JSON, so it can never be a way to run code.
"""

import contextlib
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lydelse import __version__
from lydelse.tree import is_bare

READERS = (
    "body",
    "canonical",
    "citations/grammar",
    "citations/lists",
    "citations/model",
    "citations/names",
    "citations/pieces",
    "citations/provisions",
    "citations/statutes",
    "citations/tokens",
    "citations/vocabulary",
    "links",
    "markdown",
    "privacy",
    "prose",
    "reading",
    "schemas",
    "source",
    "wording",
    "yamltext",
)
"""The modules whose code decides what an entry holds."""

PACKS = 8
"""Files kept before their entries in use are put together in one."""

_SEAL, _NAME = 64, 64
"""Hexadecimal figures of a seal and of a name."""
_TEXT = _SEAL + 1 + _NAME + 1
"""Where the JSON begins in a line."""


class Cache:
    """Sealed JSON entries by content; without a key, or on a disk that refuses, empty.

    Entries lie in packs, files that are written once: a line holds a seal, a name and the JSON.
    """

    def __init__(self, folder: Path, key: bytes | None) -> None:
        ours = (folder, *folder.parents[:2])
        usable = key is not None and not any(part.is_symlink() for part in ours)
        self._folder = folder if usable else None
        self._key = key or b""
        self._foul = False

    def get(self, name: str) -> Any:  # noqa: ANN401  JSON
        """The entry's value; ``None`` when it is missing, damaged or foreign."""
        with contextlib.suppress(ValueError):
            line = self._line(name)
            return json.loads(line[_TEXT:]) if line else None
        return None

    def keep(self, texts: Mapping[str, bytes]) -> None:
        """Keep entries (JSON on one line, by name); a disk that refuses is no error.

        What is not kept is read again the next time.
        """
        lines = (
            b"%s %s %s\n" % (self._seal(name, text), name.encode(), text)
            for name, text in texts.items()
        )
        self._write(b"".join(lines))

    def tidy(self, used: Collection[str], *, stale: bool = False) -> None:
        """Put our entries in use in one pack and throw the rest away.

        Done when packs have become many, when an entry was met that is damaged or not ours, and
        when the caller knows that most of what lies here is ``stale``.
        """
        packs = self._packs()
        if len(packs) <= PACKS and not self._foul and not (stale and len(packs) > 1):
            return
        self.__dict__.pop("_lines", None)  # what was kept since they were read is there too
        kept = b"".join(line + b"\n" for name in used if (line := self._line(name)))
        if self._write(kept) or not kept:
            for pack in packs:
                with contextlib.suppress(OSError):
                    pack.unlink()

    def _line(self, name: str) -> bytes:
        """Our own line for the entry; empty when there is none."""
        ours = b""
        for line in self._lines.get(name, ()):
            if self._is_ours(name, line):
                ours = line
            else:
                self._foul = True
        return ours

    @cached_property
    def _lines(self) -> Mapping[str, list[bytes]]:
        """Every line by the name that it says; nothing here is believed yet."""
        found: dict[str, list[bytes]] = {}
        for pack in self._packs():
            with contextlib.suppress(OSError):
                for line in pack.read_bytes().split(b"\n"):
                    name = line[_SEAL + 1 : _SEAL + 1 + _NAME].decode("ascii", "replace")
                    found.setdefault(name, []).append(line)
        return found

    def _is_ours(self, name: str, line: bytes) -> bool:
        return hmac.compare_digest(line[:_SEAL], self._seal(name, line[_TEXT:]))

    def _packs(self) -> list[Path]:
        if self._folder is None:
            return []
        with contextlib.suppress(OSError):
            return sorted(
                path
                for path in self._folder.iterdir()
                if path.suffix == ".pack" and path.is_file() and not path.is_symlink()
            )
        return []

    def _write(self, data: bytes) -> bool:
        if self._folder is None or not data:
            return False
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / secrets.token_hex(8)
            path.write_bytes(data)
            path.replace(path.with_suffix(".pack"))  # no other process meets half a pack
            return True
        return False

    def _seal(self, name: str, text: bytes) -> bytes:
        return hmac.digest(self._key, name.encode() + b"\n" + text, "sha256").hex().encode()


def as_text(value: Any) -> bytes:  # noqa: ANN401  JSON
    """The JSON value on one line, as an entry holds it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def open_cache(root: Path, part: str = "") -> Cache:
    """The project's cache, or a part of it that lies apart.

    A bare repository has none: nothing of ours is written into it.
    """
    if is_bare(root):
        return Cache(root, None)
    return Cache(root / ".cache" / "lydelse" / part, _user_key())


def content_name(kind: str, schema: str, data: bytes) -> str:
    """The name of a text's entry: by content, kind of file, schema and version of the tool."""
    return _digest((__version__.encode(), _code_digest(), kind.encode(), schema.encode(), data))


@cache
def _code_digest() -> bytes:
    """What decides how a text is read: our reading modules and the libraries under them."""
    folder = Path(__file__).parent
    sources = [(folder / f"{name}.py").read_bytes() for name in READERS]
    libraries = [version(name).encode() for name in ("markdown-it-py", "mdit-py-plugins", "PyYAML")]
    return _digest((*sources, *libraries)).encode()


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _user_key() -> bytes | None:
    """This user's key, made at first use; ``None`` where there is no home to keep it in."""
    try:
        state = os.environ.get("XDG_STATE_HOME")
        folder = Path(state) if state else Path.home() / ".local" / "state"
        path = folder / "lydelse" / "cache.key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = path.with_suffix(f".{os.getpid()}")
            part.touch(mode=0o600)
            part.write_bytes(secrets.token_bytes(32))
            with contextlib.suppress(FileExistsError):
                os.link(part, path)
            part.unlink()
        key = path.read_bytes()
    except (OSError, RuntimeError):
        return None
    return key or None
