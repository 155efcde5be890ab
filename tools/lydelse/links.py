"""Addresses in documents: which are allowed, and which file a relative one means."""

import posixpath
import re
import unicodedata
from typing import NamedTuple

SCHEMES = ("https", "http", "mailto", "tel")
"""Where a link may lead, beside files in the project."""

LAW = "lagrum"
"""The scheme of a link that was made of a citation: what follows is its number in the text."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


class Target(NamedTuple):
    """A file by its path from the project's root, and the anchor in it (may be empty).

    ``path`` is empty when the address leads out of the project.
    """

    path: str
    anchor: str


def scheme(href: str) -> str:
    """The address's scheme in lower case; ``//`` for another host without one; empty for a file."""
    if href.startswith(("//", "/\\", "\\")):
        return "//"
    found = _SCHEME.match(href)
    return found.group(1).lower() if found else ""


def site_address(path: str) -> str:
    """Where a page stands on the site: ``docs/a/b.md`` at ``a/b/``, ``index.md`` at the root."""
    bare = path.removeprefix("docs/")
    if not bare.endswith(".md"):
        return bare
    bare = bare.removesuffix(".md")
    return "" if bare == "index" else bare.removesuffix("/index") + "/"


def resolve(base: str, href: str) -> Target:
    """The file that the relative address means in the file ``base``."""
    path, _, anchor = href.partition("#")
    path = path.partition("?")[0]
    if not path:
        return Target(base, anchor)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    outside = joined.startswith(("../", "/")) or joined in {"..", "."}
    return Target("" if outside else joined, anchor)


def slug(text: str) -> str:
    """The text as part of an address: a–z, figures and hyphens (å and ä give a, ö gives o)."""
    plain = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in _bare(plain))
    return "-".join(kept.split()) or "sida"


def _bare(text: str) -> str:
    return "".join(sign for sign in text if not unicodedata.combining(sign))
