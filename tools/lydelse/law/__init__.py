"""Law by date: which statute a citation means, where it is cited, and what a change of law does."""

from lydelse.law.moved import Target, targets
from lydelse.law.naming import Statutes
from lydelse.law.references import (
    Reference,
    answers_of,
    named_on,
    references_of,
    references_of_text,
)
from lydelse.law.sections import has

__all__ = [
    "Reference",
    "Statutes",
    "Target",
    "answers_of",
    "has",
    "named_on",
    "references_of",
    "references_of_text",
    "targets",
]
