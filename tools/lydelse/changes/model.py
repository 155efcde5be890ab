"""What a comparison of two wordings holds: blocks, words, keys, the slag and the reasons for it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Slag = Literal["redaktionell", "följdändring", "i sak"]
Form = Literal["heading", "paragraph", "item", "row", "code", "note", "footnote"]

SLAG: tuple[Slag, ...] = ("redaktionell", "följdändring", "i sak")
"""The kinds of change that a machine can tell apart, mildest first."""


class Piece(NamedTuple):
    """A stretch of a block's text: ``same``, ``added`` or ``removed``."""

    kind: Literal["same", "added", "removed"]
    text: str


class Reason(NamedTuple):
    """Why the slag is what it is: a stable word, a Swedish sentence, and the line in the file.

    The line is the new file's; with ``old`` it is the old one's, of what was removed; 0 is the
    front matter.
    """

    kind: str
    text: str
    line: int
    old: bool = False


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block as it stands or stood; ``same`` and ``added`` pieces join to the new text.

    ``number`` is the step's number in its ordered list; ``section`` the nearest heading before
    the block; ``line`` counts from 1 in the new file, or in the old one when it was removed.
    A changed block whose pieces are all ``same`` differs in form or in where its links lead.
    """

    kind: Literal["same", "changed", "added", "removed", "moved"]
    form: Form
    level: int
    pieces: tuple[Piece, ...]
    number: int | None
    section: str
    line: int


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A meaning-bearing key of the front matter, its old and new value as readable text."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two wordings; ``slag`` is the mildest kind that can be accepted.

    ``blocks`` are in reading order, unchanged ones too. ``reasons`` tell why the slag is not
    milder; for a redaktionell change they tell how each difference was explained.
    """

    keys: tuple[KeyChange, ...] = ()
    blocks: tuple[BlockChange, ...] = ()
    slag: Slag = "redaktionell"
    reasons: tuple[Reason, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything that a reader sees, or a link's address, differs."""
        differs = any(block.kind != "same" for block in self.blocks)
        return bool(self.keys) or differs or self.slag != SLAG[0]
