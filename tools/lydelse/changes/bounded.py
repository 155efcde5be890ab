"""Comparisons that end in time: of texts that are too large it is only told that they differ."""

from dataclasses import replace

from lydelse.changes import comparing
from lydelse.changes.comparing import NO_NAMES
from lydelse.changes.model import BlockChange, Comparison, Piece, Reason
from lydelse.changes.names import Names
from lydelse.wording import Wording, read_wording

LARGEST_COMPARED = 200_000
"""Signs in a body: a hundred pages. The time grows with the square, and this takes seconds."""

_WORDS = (
    "Texten har mer än 200 000 tecken och jämförs inte ord för ord. Den räknas som ändrad i sak. "
    "Dela dokumentet."
)


def compare(old: Wording, new: Wording, names: Names = NO_NAMES) -> Comparison:
    """What differs between the wordings, and of what slag; a large body that differs is i sak."""
    if max(len(old.body), len(new.body)) <= LARGEST_COMPARED:
        return comparing.compare(old, new, names)
    keys = comparing.compare(replace(old, body=""), replace(new, body=""), names)
    if old.body == new.body:
        return keys
    pieces = (Piece("removed", "Den förra texten."), Piece("added", "Den nya texten."))
    return Comparison(
        keys=keys.keys,
        blocks=(BlockChange("changed", "paragraph", 0, pieces, None, "", new.body_line),),
        slag="i sak",
        reasons=(Reason("för stor", _WORDS, new.body_line), *keys.reasons),
    )


def compare_files(old: bytes, new: bytes, names: Names = NO_NAMES) -> Comparison:
    """The comparison of two files' bytes; files without front matter work too."""
    return compare(read_wording(old), read_wording(new), names)
