"""Who may sign decisions, and from when to when: the lines of ``register/beslutssignaturer``.

The form is git's and OpenSSH's own ``allowed_signers``: a name, days, and a public key. A line for
a key of gpg has ``gpg`` and the key's fingerprint instead of a type and a key.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

PATH = "register/beslutssignaturer"
"""The file, from the project's root."""

GPG = "gpg"

_OPTION = re.compile(r'(?:valid-(after|before)|namespaces)="([^"]*)"(?:,|$)')
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LINE = re.compile(
    r'(?P<name>"[^"]+"|[^\s"]+)\s+(?:(?P<options>(?:[a-z-]+="[^"]*",?)+)\s+)?'
    r"(?P<type>[a-z0-9@.-]+)\s+(?P<key>[A-Za-z0-9+/=]+)(?:\s+(?P<comment>.*))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One line: a function's name, its key's fingerprint, and the days when it may sign.

    ``until`` is the first day when it may not. ``line`` counts from 1.
    """

    name: str
    kind: str
    key: str
    since: date | None
    until: date | None
    line: int

    def may_sign(self, day: date) -> bool:
        """Whether the day is one of the signer's."""
        return (not self.since or self.since <= day) and (not self.until or day < self.until)


def read_signers(text: str) -> tuple[Signer, ...]:
    """The signers of the lines that can be read."""
    rows = enumerate(text.split("\n"), start=1)
    return tuple(signer for number, line in rows if (signer := _signer(line, number)))


def listed(told: Iterable[tuple[date, str]]) -> tuple[Signer, ...]:
    """Everybody that main has listed, by what the file said from each day on.

    A key counts from the day when main listed it, whatever its line says, and no longer than the
    earliest end it was ever given: nobody is let in, or lets another in, after the fact.
    """
    found: dict[str, Signer] = {}
    for day, text in told:
        for signer in read_signers(text):
            before = found.get(signer.key)
            since = before.since if before else max(signer.since or day, day)
            ends = [one for one in (before and before.until, signer.until) if one]
            found[signer.key] = replace(signer, since=since, until=min(ends, default=None))
    return tuple(found.values())


def unreadable(text: str) -> Iterator[tuple[int, str]]:
    """The number and text of each line that says nothing, comments and empty lines left out."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.lstrip().startswith("#") and not _signer(line, number):
            yield number, line


def _signer(line: str, number: int) -> Signer | None:
    found = _LINE.fullmatch(line.strip())
    if not found or line.lstrip().startswith("#"):
        return None
    options = found["options"] or ""
    told = list(_OPTION.finditer(options))
    days = {one[1]: one[2] for one in told if one[1]}
    spaces = [one[2] for one in told if not one[1]]
    elsewhere = any("git" not in space.split(",") for space in spaces)
    if _OPTION.sub("", options) or elsewhere or set("*?!") & set(found["name"]):
        return None
    key = (
        found["key"].upper() if found["type"] == GPG else _fingerprint(found["type"], found["key"])
    )
    since, until = (_day(days.get(word, "")) for word in ("after", "before"))
    if not key or (since is None and days.get("after")) or (until is None and days.get("before")):
        return None
    return Signer(
        name=found["name"].strip('"'),
        kind=found["type"],
        key=key,
        since=since,
        until=until,
        line=number,
    )


def _fingerprint(kind: str, key: str) -> str:
    """The fingerprint of a public key of OpenSSH, as ``ssh-keygen -l`` shows it.

    Empty for what is no key of the kind.
    """
    try:
        data = base64.b64decode(key, validate=True)
    except binascii.Error:
        return ""
    name = kind.encode()
    if data[: 4 + len(name)] != len(name).to_bytes(4, "big") + name:
        return ""
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    return f"SHA256:{digest}"


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
