"""Addresses on the site: where a file is staged, and how one page points at another."""

from collections.abc import Iterable
from urllib.parse import quote

from lydelse.links import site_address, slug
from lydelse.wording import Number, version_text

_IMAGES = (".png", ".jpg", ".jpeg", ".webp")
_TOPS = ("riktlinjer/", "rutiner/", "docs/")


def slugs(texts: Iterable[str]) -> dict[str, str]:
    """A slug for each text; where two would be the same, the later gets a number."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for text in texts:
        first = address = slug(text)
        number = 2
        while address in used:
            address = f"{first}-{number}"
            number += 1
        used.add(address)
        found[text] = address
    return found


def staged_path(path: str) -> str:
    """Where a file of the repository lies in the stage: ``docs/`` is its root."""
    return path.removeprefix("docs/")


def permanent_folder(id_: str) -> str:
    """The folder of the document's permanent addresses: ``d/RU-034``."""
    return f"d/{slug(id_).upper()}"


def lydelse_path(id_: str, version: Number) -> str:
    """Where the page of a lydelse would be staged: ``d/RU-034/3.1.md``, met at ``d/RU-034/3.1/``.

    These pages never pass MkDocs, but their addresses count as if they did.
    """
    return f"{permanent_folder(id_)}/{version_text(version)}.md"


def comparison_path(id_: str, old: Number, new: Number) -> str:
    """Where a lydelse is compared with the one that followed it: ``d/RU-034/3.0-3.1.md``."""
    return f"{permanent_folder(id_)}/{version_text(old)}-{version_text(new)}.md"


def proposal_path(id_: str, version: Number) -> str:
    """Where a proposal is compared with what it builds on: ``d/RU-034/forslag-4.0.md``."""
    return f"{permanent_folder(id_)}/forslag-{version_text(version)}.md"


def decision_paths(names: Iterable[str]) -> dict[str, str]:
    """Where the page of each decision is staged, by its name: ``beslut/2026-12-15-namnd-112.md``.

    The address follows the ledger's file, which never changes; the list of them has its own.
    """
    taken = "/index"  # no file's name
    found = slugs([taken, *names])
    return {name: f"beslut/{address}.md" for name, address in found.items() if name != taken}


def requirement_paths(ids: Iterable[str]) -> dict[str, str]:
    """Where the page of each requirement set is staged, by its id: ``krav/sosfs-2011-9.md``."""
    taken = "/index"  # no set's id
    found = slugs([taken, *ids])
    return {id_: f"krav/{address}.md" for id_, address in found.items() if id_ != taken}


def can_be_copied(path: str, *, image: bool) -> bool:
    """Whether a page may show (image) or offer (else) the file."""
    endings = _IMAGES if image else (*_IMAGES, ".pdf")
    return path.startswith(_TOPS) and path.lower().endswith(endings)


def relative(page: str, target: str, anchor: str = "") -> str:
    """The address that leads from one staged file's place on the site to another's.

    Pages live at directory addresses: ``a/b.md`` is met at ``a/b/``.
    """
    start, goal = site_address(page), site_address(target)
    if start == goal and anchor:
        return f"#{quote(anchor)}"
    here, there = start.split("/")[:-1], goal.split("/")
    shared = 0
    for own, other in zip(here, there[:-1], strict=False):
        if own != other:
            break
        shared += 1
    address = "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"
    return quote(address) + (f"#{quote(anchor)}" if anchor else "")
