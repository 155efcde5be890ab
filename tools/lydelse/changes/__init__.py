"""What changed between two wordings: blocks and words, and of what slag the change is."""

from lydelse.changes.comparing import compare, compare_files
from lydelse.changes.model import SLAG, BlockChange, Comparison, KeyChange, Piece, Reason
from lydelse.changes.names import Named, Names, names_of
from lydelse.changes.report import as_json, as_markdown, as_text

__all__ = [
    "SLAG",
    "BlockChange",
    "Comparison",
    "KeyChange",
    "Named",
    "Names",
    "Piece",
    "Reason",
    "as_json",
    "as_markdown",
    "as_text",
    "compare",
    "compare_files",
    "names_of",
]
