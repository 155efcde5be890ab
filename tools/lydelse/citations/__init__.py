"""Swedish legal citations: text to parsed, and parsed to text.

``grammar`` reads a text, and is imported where that is done; ``provisions``, ``lists`` and
``statutes`` each hold a part of the grammar, written out in their docstrings. It is made by hand:
whether a number is a point or begins the next section shows only further on (``8 kap. 1 § 2 och 3
och 5 §``), which one token of lookahead cannot tell, and time must stay in proportion to the text,
which a parser of ambiguous grammars does not promise.
"""

from lydelse.citations.model import COMING, FORMER, SAME_STATUTE, Citation, Parsed, Provision
from lydelse.citations.names import Names, is_abbreviation, is_of_statute
from lydelse.citations.writing import fragment, written, written_provision

__all__ = [
    "COMING",
    "FORMER",
    "SAME_STATUTE",
    "Citation",
    "Names",
    "Parsed",
    "Provision",
    "fragment",
    "is_abbreviation",
    "is_of_statute",
    "written",
    "written_provision",
]
