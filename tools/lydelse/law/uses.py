"""Where each statute is cited: by statute, and within it by section."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lydelse.citations import Provision
from lydelse.law.references import Reference
from lydelse.law.sections import overlap, sort_key
from lydelse.register import swedish_order
from lydelse.statutes import Statute


@dataclass(frozen=True, kw_only=True)
class Use:
    """A statute and every place that cites it; ``statute`` is ``None`` if it is not registered.

    ``key`` is its number, or the name as written.
    """

    key: str
    statute: Statute | None
    references: tuple[Reference, ...]

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The documents and pages that cite it, by path."""
        return tuple(sorted({one.place.path for one in self.references}))

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The documents among them."""
        return tuple(sorted({one.place.path for one in self.references if one.document}))

    @cached_property
    def by_provision(self) -> tuple[tuple[Provision, tuple[Reference, ...]], ...]:
        """The places by what they cite, in the statute's order; the whole statute first."""
        found: dict[Provision, list[Reference]] = {}
        for reference in sorted(self.references, key=lambda one: one.place):
            found.setdefault(section_of(reference.citation.provision), []).append(reference)
        return tuple((key, tuple(found[key])) for key in sorted(found, key=sort_key))

    def within(self, provisions: Sequence[Provision]) -> "Use":
        """The use of the provisions, and of what holds them or is held by them."""
        kept = tuple(
            one
            for one in self.references
            if any(overlap(one.citation.provision, wanted) for wanted in provisions)
        )
        return Use(key=self.key, statute=self.statute, references=kept)


def section_of(provision: Provision) -> Provision:
    """The section or article that the provision is in: what readers look up."""
    if provision.artikel:
        return Provision(artikel=provision.artikel)
    return Provision(kap=provision.kap, par=provision.par, par_to=provision.par_to)


def uses(references: Iterable[Reference]) -> tuple[Use, ...]:
    """Every statute that is cited, those of most documents first."""
    found: dict[str, list[Reference]] = {}
    for reference in references:
        found.setdefault(reference.key, []).append(reference)
    every = [
        Use(key=key, statute=rows[0].statute, references=tuple(rows)) for key, rows in found.items()
    ]
    return tuple(
        sorted(
            every, key=lambda use: (-len(use.documents), -len(use.paths), swedish_order(use.key))
        )
    )


def state_words(statute: Statute, today: date) -> str:
    """What the statute is on the day: in force since, to come, or repealed and by what replaced."""
    if statute.repealed and statute.repealed <= today:
        by = f", ersatt av {statute.replaced_by}" if statute.replaced_by else ""
        return f"gäller inte sedan {statute.repealed}{by}"
    begins = statute.first_day
    if begins and begins > today:
        return f"gäller från {begins}"
    since = f"gäller sedan {begins}" if begins else "gäller; från vilken dag är inte kontrollerat"
    until = f", upphör {statute.repealed}" if statute.repealed else ""
    return since + until
