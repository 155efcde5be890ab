"""The rules: one small generator each; its docstring is its documentation.

A rule is ``rule(corpus, today)`` and yields problems. It knows neither its own code nor how it is
printed. To add one: a function here below, with ``Fel:`` and ``Rätt:`` in its docstring, and a bad
and a good case in ``tests/cases/``.
"""

from lydelse.rules import (  # noqa: F401  they register themselves
    body,
    ceased,
    changes,
    decisions,
    form,
    law,
    ledger,
    privacy,
    references,
    registers,
    requirements,
    review,
    seals,
    stated,
    statutes,
    versions,
)
from lydelse.rules.model import RULES, Rule, check

__all__ = ["RULES", "Rule", "check"]
