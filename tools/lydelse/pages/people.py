"""The pages of roles: what a role answers for, decides and follows."""

from collections.abc import Iterable, Iterator, Sequence

from lydelse.pages.lists import FILTER_FROM, Card, Group, cards_page, document_count
from lydelse.pages.model import Library
from lydelse.pages.news import News, brief, named
from lydelse.pages.page import Page
from lydelse.pages.templating import render
from lydelse.pages.words import joined
from lydelse.register import Right, Role, swedish_order

_KINDS = (
    ("yrkesroll", "Yrkesroller"),
    ("chef", "Chefer"),
    ("funktion", "Särskilda funktioner"),
    ("grupp", "Grupper"),
    ("instans", "Beslutande instanser"),
)


def role_pages(library: Library, changes: Sequence[News]) -> Iterator[Page]:
    """The page of all roles, and one for each; ``changes`` are all that have come into force."""
    yield _index(library)
    for role in library.roles():
        yield _role(library, role, changes)


def _index(library: Library) -> Page:
    known = dict(_KINDS)
    kinds = (
        *_KINDS,
        *((role.kind, "Övriga") for role in library.roles() if role.kind not in known),
    )
    groups = [
        (heading, tuple(_card(library, role) for role in _sorted(library, kind)))
        for kind, heading in dict.fromkeys(kinds)
    ]
    lead = "Välj din roll, så ser du vad du ska följa, vad du ansvarar för och vad du beslutar om."
    return cards_page(library, "roll/index.md", "Min roll", lead, groups)


def _sorted(library: Library, kind: str) -> list[Role]:
    found = [role for role in library.roles() if role.kind == kind]
    return sorted(found, key=lambda role: swedish_order(role.name))


def _card(library: Library, role: Role) -> Card:
    mine = library.corpus.register.held_with[role.id]
    count = document_count(doc for doc in library.listed if not mine.isdisjoint(named(doc)))
    return Card(role.title, library.role_paths[role.id], role.description, count)


def _role(library: Library, role: Role, changes: Sequence[News]) -> Page:
    path, shown = library.role_paths[role.id], library.listed
    mine = library.corpus.register.held_with[role.id]
    owned = [document for document in shown if document.owner in mine]
    decided = [document for document in shown if document.decided_by in mine]
    followed = [document for document in shown if not mine.isdisjoint(document.roles)]
    groups = (
        Group(
            "Jag ansvarar för",
            "ly-ansvarar",
            library.rows_of(owned),
            "Du håller texterna aktuella och ser över dem i tid.",
        ),
        Group("Jag beslutar om", "ly-beslutar", library.rows_of(decided)),
        Group(
            "Jag följer",
            "ly-foljer",
            library.rows_of(followed),
            _followed_as(library, mine - {role.id}),
        ),
    )
    html = render(
        "role.html",
        path,
        library=library,
        role=role,
        news=brief(library, changes, role=role.id),
        rights=[_right(library, right) for right in role.rights if library.today in right.days],
        groups=[group for group in groups if group.rows],
        filter=len(owned) + len(decided) + len(followed) >= FILTER_FROM,
    )
    return Page(path=path, title=role.title, description=role.description, html=html)


def _followed_as(library: Library, others: Iterable[str]) -> str:
    """To whom the documents that the role follows are directed."""
    names = sorted(map(library.corpus.register.role_name, others), key=swedish_order)
    also = f", eller till dig som {joined([name.lower() for name in names])}" if names else ""
    return f"Dokument som riktar sig till rollen{also}."


def _right(library: Library, right: Right) -> tuple[str, str]:
    """What the role may decide, and on what ground."""
    type_ = library.corpus.register.types.get(right.type)
    name = type_.plural if type_ else right.type
    where = library.units_text(right.units).lower() if right.units else "alla verksamheter"
    ground = f"{right.support} ({right.ground})" if right.support else right.ground
    return f"{name} för {where}", ground
