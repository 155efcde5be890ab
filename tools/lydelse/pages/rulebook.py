"""The pages about the rules that documents are checked against."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Protocol

from lydelse.pages.model import Library
from lydelse.pages.page import Page
from lydelse.pages.templating import render


class RuleText(Protocol):
    """What a rule's page shows of it."""

    @property
    def code(self) -> str:
        """A letter for the family and three figures."""

    @property
    def family(self) -> str:
        """The name of the family."""

    @property
    def severity(self) -> str:
        """``error`` or ``warning``."""

    @property
    def title(self) -> str:
        """The rule in one sentence."""

    @property
    def text(self) -> str:
        """Why, and what to do; paragraphs between blank lines."""

    @property
    def bad(self) -> str:
        """An example that breaks the rule; may be empty."""

    @property
    def good(self) -> str:
        """The same, right; may be empty."""


def rule_pages(library: Library, rules: Iterable[RuleText]) -> Iterator[Page]:
    """The page of all rules, by family, and one for each."""
    known = sorted(rules, key=lambda rule: (rule.code[:1], rule.code))
    families = [
        (name, tuple(found)) for name, found in groupby(known, key=lambda rule: rule.family)
    ]
    path, title = "regler/index.md", "Regler för dokumenten"
    lead = "Varje dokument kontrolleras mot de här reglerna innan det publiceras."
    html = render("rules.html", path, library=library, title=title, lead=lead, families=families)
    yield Page(path=path, title=title, description=lead, html=html, searchable=False)
    for rule in known:
        path = f"regler/{rule.code}.md"
        paragraphs = [part.strip() for part in rule.text.split("\n\n") if part.strip()]
        html = render("rule.html", path, library=library, rule=rule, paragraphs=paragraphs)
        yield Page(path=path, title=f"{rule.code}: {rule.title.rstrip('.')}", html=html)
