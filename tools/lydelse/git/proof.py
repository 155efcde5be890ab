"""What git holds as proof: tags as they were made, and by which key."""

import os
import re
import tempfile
from pathlib import Path
from typing import NamedTuple

from lydelse.git.reading import blobs
from lydelse.git.running import (
    ORIGIN,
    GitError,
    answered,
    last_line,
    must,
    refuse_nameless,
    run,
)

WHOLE, BROKEN, UNSIGNED, UNCHECKED = "hel", "bruten", "osignerad", "oprövad"
"""What a signature is: on just this text; on another; missing; or not possible to check here."""


class Tag(NamedTuple):
    """A tag: its reference, its object, and what the object says; a lightweight one has no header.

    ``name`` is the reference's and ``header`` the object's own; ``time`` counts seconds since 1970.
    """

    name: str
    object: str
    annotated: bool
    header: str
    target: str
    time: int
    message: str
    signed: bool


class Signature(NamedTuple):
    """What a signature is, and the fingerprint of the key that made it."""

    state: str
    key: str = ""


def tags(root: Path, beginning: str) -> tuple[Tag, ...]:
    """The tags whose names begin so, by name."""
    listing = must(
        root,
        "for-each-ref",
        "--format=%(objectname) %(objecttype) %(refname)",
        f"refs/tags/{beginning}",
    )
    rows = [row.split(" ", 2) for row in os.fsdecode(listing).splitlines()]
    made = iter(list(blobs(root, (row[0] for row in rows if row[1] == "tag"))))
    return tuple(
        _read(name.removeprefix("refs/tags/"), object_, next(made) if kind == "tag" else None)
        for object_, kind, name in sorted(rows, key=lambda row: row[2])
    )


def signature(root: Path, tag: Tag) -> Signature:
    """Which key signed the tag. Whether its owner might is not asked here."""
    return _checked(root, "verify-tag", tag.object) if tag.signed else Signature(UNSIGNED)


def signature_at_hand(root: Path, commit: str) -> Signature:
    """Which key git signs with now, tried on an object that nothing points at.

    git may make a tag without a signature when the key cannot be used, and still say that all is
    well. Raises ``GitError`` when nothing can be signed.
    """
    status, made, said = answered(
        root, "commit-tree", "--gpg-sign", f"{commit}^{{tree}}", data=b"prov\n"
    )
    tried = made.decode().strip()
    if not status and b"\ngpgsig" in must(root, "cat-file", "commit", tried):
        return _checked(root, "verify-commit", tried)
    refuse_nameless(said)
    raise GitError(
        f"Signaturen gick inte att göra ({last_line(said)}). Ställ in nyckeln: "
        "git config gpg.format ssh, git config user.signingKey SÖKVÄG."
    )


def at_origin(root: Path, beginning: str) -> frozenset[str] | None:
    """The names of tags that origin has; ``None`` without an origin, or when it is silent."""
    patient = {"GIT_SSH_COMMAND": "ssh -oBatchMode=yes -oConnectTimeout=10"}
    wanted = ("--refs", "--quiet", ORIGIN, f"refs/tags/{beginning}*")
    status, answer, _ = answered(root, "ls-remote", *wanted, environment=patient)
    if status:
        return None
    rows = os.fsdecode(answer).splitlines()
    return frozenset(row.partition("\t")[2].removeprefix("refs/tags/") for row in rows)


def has_origin(root: Path) -> bool:
    """Whether the repository was cloned from another, or sends to it."""
    return bool(run(root, "config", "--get", f"remote.{ORIGIN}.url"))


_TAGGER = re.compile(rb"^tagger .* (\d+) [-+]\d{4}$", re.MULTILINE)
_SIGNED = re.compile(
    rb"^-----BEGIN (?:SSH SIGNATURE|PGP SIGNATURE|PGP MESSAGE)-----$", re.MULTILINE
)
_SSH = re.compile(r'^Good "git" signature (?:for .* )?with \S+ key (SHA256:\S+)$', re.MULTILINE)
_GPG = re.compile(r"^\[GNUPG:\] VALIDSIG ([0-9A-F]{40})\b", re.MULTILINE)


def _checked(root: Path, how: str, object_: str) -> Signature:
    with tempfile.TemporaryDirectory(prefix="lydelse-") as folder:
        nobody = Path(folder) / "signers"
        nobody.touch()
        settings = (
            *("-c", f"gpg.ssh.allowedSignersFile={nobody}", "-c", "gpg.ssh.revocationFile="),
            *("-c", "gpg.ssh.program=ssh-keygen", "-c", "gpg.program=gpg"),
            *("-c", "gpg.minTrustLevel=undefined"),
        )
        _, _, said = answered(root, *settings, how, "--raw", object_)
    words = os.fsdecode(said)
    found = _SSH.search(words) or _GPG.search(words)
    if found:
        return Signature(WHOLE, found[1])
    broken = ("Signature verification failed", "incorrect signature", "BADSIG", "Bad signature")
    return Signature(BROKEN if any(word in words for word in broken) else UNCHECKED)


def _read(name: str, object_: str, data: bytes | None) -> Tag:
    if data is None:
        return Tag(name, object_, False, "", object_, 0, "", False)  # noqa: FBT003  a light tag
    head, _, message = data.partition(b"\n\n")
    fields = dict(line.split(b" ", 1) for line in head.split(b"\n") if b" " in line)
    tagger = _TAGGER.search(head)
    return Tag(
        name=name,
        object=object_,
        annotated=True,
        header=os.fsdecode(fields.get(b"tag", b"")),
        target=fields.get(b"object", b"").decode("ascii", "replace"),
        time=int(tagger[1]) if tagger else 0,
        message=message.decode("utf-8", "replace"),
        signed=bool(_SIGNED.search(message)),
    )
