"""The pages that compare: a lydelse with the one it followed, a proposal with what it builds on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from lydelse.changes import SLAG
from lydelse.pages import addresses
from lydelse.pages.facts import Fact, Item
from lydelse.pages.kept import Kept, KeptComparison
from lydelse.pages.lydelser import Standing, decided, reading_path, standing, trail
from lydelse.pages.model import Library
from lydelse.pages.notices import Notice
from lydelse.pages.page import Page
from lydelse.pages.templating import render
from lydelse.pages.words import capital
from lydelse.timeline import Lydelse, Proposal
from lydelse.wording import Number

VERDICTS = {
    "redaktionell": "Redaktionell. Jämförelsen hittar inget som ändrar vad som ska göras.",
    "följdändring": "Följdändring. Namn eller nummer har bytts, enligt registren.",
    "i sak": "I sak. Jämförelsen hittar något som kan ändra vad som ska göras.",
}
"""The mildest slag that the machine accepts, in words."""


LEGEND = {
    "added": "<ins>Tillagt</ins> är understruket.",
    "removed": "<del>Borttaget</del> är överstruket.",
    "moved": "Det som är flyttat har en dubbel linje till vänster.",
}
"""What the marks mean, as HTML."""


@dataclass(frozen=True, slots=True)
class Key:
    """A changed key of the front matter as readers know it, and its values before and after."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts beside each other on a page, or (``new``) one that is compared with nothing."""

    facts: tuple[Fact, ...]
    change: Kept
    kept: KeptComparison
    keys: tuple[Key, ...] = ()
    branch: str = ""
    new: bool = False

    @property
    def html(self) -> Markup:
        """The differences."""
        return Markup(self.kept.html)  # noqa: S704  a template of ours wrote it

    @property
    def legend(self) -> Markup:
        """What the marks mean that occur."""
        marks = {*self.kept.kinds, *("added" for key in self.keys if key.new)}
        marks |= {"removed" for key in self.keys if key.old}
        found = [words for mark, words in LEGEND.items() if mark in marks and not self.new]
        return Markup(" ".join(found))  # noqa: S704  words of ours

    @property
    def milder(self) -> bool:
        """Whether the author calls the change something milder than the machine accepts."""
        kinds: tuple[str, ...] = SLAG
        known = self.change.kind in kinds and self.kept.slag in kinds and not self.new
        return known and kinds.index(self.change.kind) < kinds.index(self.kept.slag)


def comparison_page(
    library: Library, old: Lydelse, new: Lydelse, change: Kept, kept: KeptComparison
) -> Page:
    """The page that compares a lydelse with the one before it; ``change`` is of the later text."""
    timeline = library.corpus.timeline
    before, after = (standing(timeline, one, library.today) for one in (old, new))
    path = addresses.comparison_path(new.id, old.version, new.version)
    facts = (
        _version(old, before),
        _version(new, after),
        decided(library, new),
    )
    title = f"{new.title or new.id}: version {old.number} jämförd med {new.number}"
    html = render(
        "comparison.html",
        path,
        library=library,
        trail=trail(library, new.id),
        here=f"Version {old.number} och {new.number}",
        title=title,
        look="",
        state="",
        notices=(),
        others=_others(library, old, new),
        compared=(Compared(facts, change, kept, _keys(library, kept)),),
        verdicts=VERDICTS,
    )
    words = f"{new.id}: vad som skiljer version {new.number} från {old.number}."
    return Page(path=path, title=title, description=words, html=html, searchable=False)


def proposal_page(
    library: Library,
    base: Lydelse | None,
    found: Iterable[tuple[Proposal, Kept, KeptComparison]],
) -> Page:
    """The page that shows proposals for a version, one for each branch, beside what they build on.

    There is at least one; without ``base`` the document is new.
    """
    rows = tuple(found)
    outline, version = rows[0][0].outline, _version_of(rows[0][0])
    path = addresses.proposal_path(outline.id, version)
    with_what = f" jämfört med {base.number}" if base else ""
    title = f"{outline.title or outline.id}: förslag till version {outline.version}{with_what}"
    html = render(
        "comparison.html",
        path,
        library=library,
        trail=trail(library, outline.id),
        here=f"Förslag till version {outline.version}",
        title=title,
        look="forslag",
        state="Förslag",
        notices=tuple(_proposed(library, outline.id)),
        others=[_link(base)] if base else [],
        compared=tuple(
            Compared(
                tuple(_proposal_facts(library, base, one)),
                change,
                kept,
                _keys(library, kept),
                one.branch,
                base is None,
            )
            for one, change, kept in rows
        ),
        verdicts=VERDICTS,
    )
    words = f"{outline.id}: ett förslag. Det gäller inte."
    return Page(
        path=path, title=f"Förslag: {title}", description=words, html=html, searchable=False
    )


def _keys(library: Library, kept: KeptComparison) -> tuple[Key, ...]:
    """The changed keys, with names for the ids in them."""
    return tuple(
        Key(
            capital(change.key.replace("_", " ")),
            _value(library, change.key, change.old),
            _value(library, change.key, change.new),
        )
        for change in kept.keys
    )


def _value(library: Library, key: str, text: str) -> str:
    names = _NAMES.get(key)
    return ", ".join(names(library, id_) for id_ in text.split(", ")) if names else text


def _type(library: Library, id_: str) -> str:
    found = library.corpus.register.types.get(id_)
    return found.name if found else id_


def _role(library: Library, id_: str) -> str:
    found = library.corpus.register.roles.get(id_)
    return found.title if found else id_


def _unit(library: Library, id_: str) -> str:
    found = library.corpus.register.units.get(id_)
    return found.name if found else id_


def _document(library: Library, id_: str) -> str:
    found = library.by_id.get(id_)
    known = library.corpus.timeline.lydelser.get(id_, ())
    title = found.title if found else known[-1].title if known else ""
    return f"{title} ({id_})" if title else id_


_NAMES: dict[str, Callable[[Library, str], str]] = {
    "dokumenttyp": _type,
    "beslutas_av": _role,
    "riktar_sig_till": _role,
    "gäller_för": _unit,
    **dict.fromkeys(("hör_till", "kompletterar", "avviker_från", "ersätter"), _document),
}
"""How the ids under a key are called."""


def _version_of(proposal: Proposal) -> Number:
    return proposal.outline.number or (0, 0)


def _version(lydelse: Lydelse, state: Standing) -> Fact:
    path = addresses.lydelse_path(lydelse.id, lydelse.version)
    return Fact(f"Version {lydelse.number}", (Item(state.words, path),))


def _others(library: Library, old: Lydelse, new: Lydelse) -> list[tuple[str, str, str]]:
    """Links to both texts, and to the comparisons before and after this one."""
    known = library.corpus.timeline.lydelser.get(new.id, ())
    before = library.corpus.timeline.before(old.id, old.version)
    after = next((one for one in known if one.version > new.version), None)
    found = [_link(old), _link(new)]
    for older, newer, words in ((before, old, "Förra ändringen"), (new, after, "Nästa ändring")):
        if older and newer:
            path = addresses.comparison_path(new.id, older.version, newer.version)
            found.append((words, path, ""))
    return found


def _link(lydelse: Lydelse) -> tuple[str, str, str]:
    path = addresses.lydelse_path(lydelse.id, lydelse.version)
    return f"Läs version {lydelse.number}", path, ""


def _proposed(library: Library, id_: str) -> Iterator[Notice]:
    now = reading_path(library, id_)
    link = ("Läs den version som gäller nu", now, ".") if now else ()
    yield Notice("forslag", "Det här är ett förslag. Det gäller inte. ", *link)


def _proposal_facts(library: Library, base: Lydelse | None, one: Proposal) -> Iterator[Fact]:
    if base:
        yield _version(base, standing(library.corpus.timeline, base, library.today))
    else:
        yield Fact("Bygger på", (Item("Inget: dokumentet är nytt"),))
    days = (Item(one.outline.starts),) if one.outline.starts else ()
    if days:
        yield Fact("Föreslås gälla från", days)
    roles = library.corpus.register.roles
    by = one.outline.decided_by
    if by:
        yield Fact("Ska beslutas av", (Item(roles[by].title if by in roles else by),))


def versions_of(found: Iterable[Proposal]) -> dict[Number, list[Proposal]]:
    """The proposals of one document by the version that they would become."""
    grouped: dict[Number, list[Proposal]] = {}
    for proposal in sorted(found, key=lambda one: (one.branch, one.path)):
        grouped.setdefault(_version_of(proposal), []).append(proposal)
    return dict(sorted(grouped.items()))
