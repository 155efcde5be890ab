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
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lydelse import __version__

READERS = (
    "body",
    "canonical",
    "links",
    "markdown",
    "privacy",
    "reading",
    "schemas",
    "source",
    "yamltext",
)
"""The modules whose code decides what an entry holds."""

SPARE = 2000
"""Entries kept beyond those in use before the oldest are thrown away."""


class Cache:
    """Sealed JSON entries by content; without a key, or on a disk that cannot be written, empty."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        usable = key is not None and not folder.is_symlink() and not folder.parent.is_symlink()
        self._folder = folder if usable else None
        self._key = key or b""

    def get(self, name: str) -> Any:  # noqa: ANN401  JSON
        """The entry's value; ``None`` when it is missing, damaged or foreign."""
        if self._folder is None:
            return None
        path = self._path(name)
        try:
            seal, _, text = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if hmac.compare_digest(seal, self._seal(name, text)):
            with contextlib.suppress(ValueError):
                return json.loads(text)
        with contextlib.suppress(OSError):
            path.unlink()
        return None

    def put(self, name: str, value: Any) -> None:  # noqa: ANN401  JSON
        """Keep the value; a disk that refuses is no error, the text is read again next time."""
        if self._folder is None:
            return
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        path = self._path(name)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.parent.is_symlink():
                return
            part = path.with_suffix(f".{os.getpid()}.part")
            part.write_bytes(self._seal(name, text) + b"\n" + text)
            part.replace(path)

    def prune(self, used: int) -> None:
        """Throw away the oldest entries when there are many more than are in use."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            folders = [path for path in self._folder.iterdir() if not path.is_symlink()]
            entries = [path for folder in folders for path in folder.glob("*.json")]
            if len(entries) > 2 * used + SPARE:
                entries.sort(key=lambda path: path.stat().st_mtime)
                for path in entries[: len(entries) - used - SPARE]:
                    path.unlink()

    def _path(self, name: str) -> Path:
        assert self._folder is not None  # noqa: S101  for the type checker
        return self._folder / name[:2] / f"{name[2:]}.json"

    def _seal(self, name: str, text: bytes) -> bytes:
        return hmac.digest(self._key, name.encode() + b"\n" + text, "sha256").hex().encode()


def open_cache(root: Path) -> Cache:
    """The project's cache."""
    return Cache(root / ".cache" / "lydelse", _user_key())


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
