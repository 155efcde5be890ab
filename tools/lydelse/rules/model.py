"""What a rule is: its code, severity and documentation; the list of all rules."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from lydelse.corpus import Corpus
from lydelse.findings import Finding, Problem, Severity
from lydelse.history import Depth
from lydelse.timeline import Proof

Check = Callable[[Corpus, date], Iterator[Problem]]

FAMILIES = {
    "F": "Form",
    "G": "Giltighet och översyn",
    "H": "Hänvisningar",
    "L": "Lag",
    "P": "Personuppgifter",
    "R": "Register",
    "S": "Signaturer",
    "T": "Text",
    "V": "Versioner och beslut",
}
"""The first letter of a code, and what its family is about."""

VERSIONS = "V"
"""The family of findings that a draft has before it is a version of its own."""

OVERDUE = "G201"
REPEALED = "L202"
STANDING = frozenset({OVERDUE, REPEALED})
"""Findings that time alone brings, and that never stop a build: the document still applies."""

EXCUSED = {
    "F302": "Äldre dokument saknar ofta lagrum.",
    "L101": "Äldre dokument har ofta skrivit lagrum på annat sätt.",
    "L102": "Äldre dokument har ofta skrivit lagrum på annat sätt.",
    "L201": "Äldre dokument kan nämna författningar som registret inte har.",
    "T101": "Äldre dokument har ofta andra rubriker.",
    "T102": "Äldre dokument har ofta rubrikerna i en annan ordning.",
    "T104": "Äldre dokument har ofta andra rubriker.",
    "V202": "Dagen kan inte rättas utan en ny version.",
    "V404": "Diarienumret och paragrafen kan saknas för äldre beslut.",
}
"""Findings that are warnings for a document taken over at the adoption, and why.

They are errors again from its next version; before the day of adoption they are warnings for all.
"""

_EXCUSE = (
    "Ett dokument som togs över vid införandet får en varning i stället för ett fel, tills det får "
    "en ny version. {} Till och med dagen för införandet gäller det alla dokument."
)

_EXAMPLE = re.compile(r"^(Fel|Rätt):[ ]?(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule as readers see it: ``title`` is one sentence, ``bad`` and ``good`` are examples."""

    code: str
    severity: Severity
    title: str
    text: str
    bad: str
    good: str
    check: Check

    @property
    def family(self) -> str:
        """The name of the rule's family."""
        return FAMILIES[self.code[0]]


RULES: dict[str, Rule] = {}


def rule(code: str, severity: Severity = "error") -> Callable[[Check], Check]:
    """Put the function in the list of rules under its code."""

    def register(function: Check) -> Check:
        if code in RULES:
            raise ValueError(f"{code} is used twice")
        RULES[code] = _documented(code, severity, function)
        return function

    return register


def check(corpus: Corpus, today: date, codes: tuple[str, ...] = ("",)) -> list[Finding]:
    """The findings on the corpus, by place, of each rule whose code begins so; preset: of all."""
    found = {
        Finding(
            problem.place,
            code,
            "warning" if _excused(corpus, code, problem, today) else entry.severity,
            problem.message,
            problem.hint,
        )
        for code, entry in RULES.items()
        if code.startswith(codes)
        for problem in entry.check(corpus, today)
    }
    return sorted(found)


def _excused(corpus: Corpus, code: str, problem: Problem, today: date) -> bool:
    """Whether the finding is about a text as it was taken over, or made before the adoption."""
    timeline = corpus.timeline
    if code not in EXCUSED or timeline.depth is not Depth.WHOLE:
        return False
    told = timeline.tree.get(problem.place.path)
    version = told.outline.number if told else None
    lydelse = timeline.lydelse(told.outline.id, version) if told and version else None
    same = lydelse is not None and told is not None and lydelse.hash == told.hash
    taken_over = same and lydelse is not None and lydelse.proof is Proof.TAKEN_OVER
    return taken_over or timeline.drafting(today)


def _documented(code: str, severity: Severity, function: Check) -> Rule:
    text = inspect.getdoc(function) or ""
    examples = {word: example.strip() for word, example in _EXAMPLE.findall(text)}
    prose = _EXAMPLE.sub("", text).strip()
    if code in EXCUSED:
        prose += "\n\n" + _EXCUSE.format(EXCUSED[code])
    title, _, rest = prose.partition("\n\n")
    return Rule(
        code=code,
        severity=severity,
        title=" ".join(title.split()),
        text=rest.strip(),
        bad=_outdented(examples["Fel"]),
        good=_outdented(examples["Rätt"]),
        check=function,
    )


def _outdented(example: str) -> str:
    """An example over several lines stands indented six columns, under the first one's text."""
    return "\n".join(line[6:] if line.startswith(" " * 6) else line for line in example.split("\n"))
