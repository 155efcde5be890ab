"""Law by date: which statute a citation means, where it is cited, and what a change of law does."""

from lydelse.law.moved import Target, targets
from lydelse.law.naming import Statutes
from lydelse.law.references import Reference, named_on, references_of, references_of_page
from lydelse.law.sections import Extent, has

__all__ = [
    "Extent",
    "Reference",
    "Statutes",
    "Target",
    "has",
    "named_on",
    "references_of",
    "references_of_page",
    "targets",
]
