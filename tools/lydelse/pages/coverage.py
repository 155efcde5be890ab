"""The pages of the requirement sets: what each duty asks, how it stands, and which documents."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from lydelse.coverage import words as said
from lydelse.coverage.model import Carrier, Coming, Coverage, Duty, SetCoverage, State, Step
from lydelse.documents import Status
from lydelse.pages import words
from lydelse.pages.model import Library
from lydelse.pages.page import Page
from lydelse.pages.templating import render
from lydelse.pages.tiles import Tile, tile, tiles
from lydelse.pages.versions import coming, proposed
from lydelse.requirements import NOT_CHECKED, Beside, Requirement, RequirementSet

INDEX = "krav/index.md"
TITLE = "Krav och dokument"
LEAD = "Vad föreskrifterna kräver, vilka dokument som svarar mot kraven och vilka krav som saknar."

LOOKS = {State.COVERED: "galler", State.ONLY_LATE: "forsenad", State.NONE: "saknas"}
"""The state's name in classes and shapes."""

MOST = 8
"""How many documents a cell shows before the rest are folded."""

_STEPS = {Step.DECIDED: "beslutad", Step.WITHHELD: "beslutad", Step.PROPOSED: "forslag"}
_UNCHECKED_TILE = "okontrollerad"


@dataclass(frozen=True, slots=True)
class Linked:
    """A document in a cell: its state in look and words, and a staged path when it has a page."""

    title: str
    path: str
    look: str
    state: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A duty as a row: its entry, its state, and the documents that apply or are on their way."""

    entry: Requirement
    anchor: str
    look: str
    state: str
    documents: tuple[Linked, ...]
    coming: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of a chapter; ``title`` is empty in a regulation without chapters."""

    title: str
    checked: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What a tile of the picture means, and how many there are."""

    picture: Markup
    count: int
    text: str


def coverage_pages(library: Library, coverage: Coverage) -> Iterator[Page]:
    """The list of requirement sets and a page for each; nothing where there are no sets."""
    if not coverage.sets:
        return
    sets = [
        (one, library.requirement_paths[one.set.id], _keys(one), said.unchecked(one))
        for one in coverage.sets
    ]
    html = render(
        "coverages.html",
        INDEX,
        library=library,
        title=TITLE,
        lead=LEAD,
        sets=[(*row, said.standing(row[0])) for row in sets],
        means=said.MEANS,
    )
    yield Page(path=INDEX, title=TITLE, description=LEAD, html=html)
    for one in coverage.sets:
        yield _page(library, one)


def _page(library: Library, one: SetCoverage) -> Page:
    path, set_ = library.requirement_paths[one.set.id], one.set
    rows = {duty.requirement.id: _row(library, duty) for duty in one.duties}
    title, summary = f"Krav i {set_.number}", said.standing(one)
    html = render(
        "coverage.html",
        path,
        library=library,
        title=title,
        trail=[(TITLE, INDEX)],
        set=set_,
        repealed=bool(set_.repealed and set_.repealed <= library.today),
        begins=bool(set_.in_force and set_.in_force > library.today),
        summary=summary,
        unchecked=said.unchecked(one),
        picture=_picture(one, said.summary(one)),
        keys=_keys(one),
        todo=[
            (said.STATES[state], LOOKS[state], [rows[duty.requirement.id] for duty in found])
            for state in (State.NONE, State.ONLY_LATE)
            if (found := one.of(state))
        ],
        groups=tuple(_groups(set_, rows)),
        others=[
            (entry, library.requirement_anchors[entry.id])
            for entry in set_.requirements
            if not entry.is_duty
        ],
        basis=[_beside(row) for row in set_.basis],
        amendments=[_beside(row) for row in set_.amendments],
        related=[_beside(row) for row in set_.related],
        means=said.MEANS,
        most=MOST,
        not_checked=NOT_CHECKED,
    )
    return Page(path=path, title=title, description=f"{set_.title}. {summary}", html=html)


def _row(library: Library, duty: Duty) -> Row:
    return Row(
        entry=duty.requirement,
        anchor=library.requirement_anchors[duty.requirement.id],
        look=LOOKS[duty.state],
        state=said.STATES[duty.state],
        documents=tuple(_carrier(library, one) for one in duty.carriers),
        coming=tuple(_coming(library, one) for one in duty.coming),
    )


def _carrier(library: Library, one: Carrier) -> Linked:
    document = library.by_id.get(one.id)
    state = _state(library, one)
    return Linked(
        title=one.title,
        path=library.staged[document.path] if document else "",
        look=words.LOOKS[state],
        state=words.NAMES[state],
        more=f"svarar mot kravet till och med {one.last}" if one.last else "",
    )


def _state(library: Library, one: Carrier) -> Status:
    """The document's own state, by its next review."""
    if one.late:
        return Status.REVIEW_LATE
    left = (one.review_by - library.today).days if one.review_by else None
    soon = left is not None and left <= library.settings.soon_days
    return Status.REVIEW_SOON if soon else Status.IN_FORCE


def _coming(library: Library, one: Coming) -> Linked:
    return Linked(
        title=one.title,
        path=_coming_path(library, one),
        look=_STEPS[one.step],
        state=words.capital(said.on_the_way(one)),
        more=f"version {one.version}",
    )


def _coming_path(library: Library, one: Coming) -> str:
    """The page of the version that is on its way; else the document's own."""
    later = [(found.version, found.path) for found in coming(library, one.id)]
    offered = [(found.version, found.path) for found in proposed(library, one.id)]
    known = dict(later if one.step is Step.DECIDED else offered if one.branches else [])
    document = library.by_id.get(one.id)
    return known.get(one.version) or (library.staged[document.path] if document else "")


def _groups(set_: RequirementSet, rows: dict[str, Row]) -> Iterator[Group]:
    """The rows by chapter, in the set's own order."""
    chapters: dict[str, list[Row]] = {}
    for entry in set_.duties:
        chapters.setdefault(entry.chapter, []).append(rows[entry.id])
    for number, found in chapters.items():
        chapter = set_.headings.get(number)
        name = f"{number} kap." if number else ""
        title = f"{name} {chapter.heading}" if chapter else name
        yield Group(title, chapter is None or chapter.checked, tuple(found))


def _beside(one: Beside) -> tuple[Beside, tuple[str, ...]]:
    """A regulation beside the set, and its days and places in words."""
    days = (
        (one.decided, "Beslutad {}."),
        (one.printed, "Tryckt {}."),
        (one.first, "Gäller från {}." if not one.last else "Från {}."),
        (one.last, "Till och med {}."),
        (one.repealed, "Gäller inte sedan {}."),
    )
    found = [text.format(day) for day, text in days if day]
    if one.concerns:
        found.insert(0, f"Rör {words.joined(one.concerns)}.")
    return one, tuple(found)


# The picture


def _picture(one: SetCoverage, summary: str) -> Markup:
    chapters: dict[str, list[Tile]] = {}
    for duty in one.duties:
        entry = duty.requirement
        label = entry.section.rpartition(" kap. ")[2]
        chapters.setdefault(entry.chapter, []).append(
            Tile(label, LOOKS[duty.state], checked=entry.checked)
        )
    lines = [(f"{number} kap." if number else "", found) for number, found in chapters.items()]
    return tiles(f"ly-bild-{one.set.id}", summary, " ".join(_described(one)), lines)


def _described(one: SetCoverage) -> Iterator[str]:
    """What the picture shows, for who cannot see it."""
    for state, name in said.STATES.items():
        found = [duty.requirement.section for duty in one.of(state)]
        if found and state is not State.COVERED:
            yield f"{name}: {words.joined(found)}."
        elif found:
            yield f"{name}: {len(found)} krav."
    if one.unchecked:
        found = [duty.requirement.section for duty in one.unchecked]
        yield f"{words.capital(_not_checked(len(found)))}: {words.joined(found)}."


def _keys(one: SetCoverage) -> tuple[Key, ...]:
    """What the tiles mean, the gravest first."""
    keys = [
        Key(tile(LOOKS[state]), len(one.of(state)), name[:1].lower() + name[1:])
        for state, name in said.STATES.items()
    ]
    text = _not_checked(len(one.unchecked))
    if one.unchecked:
        keys.append(Key(tile(_UNCHECKED_TILE, checked=False), len(one.unchecked), text))
    return tuple(keys)


def _not_checked(count: int) -> str:
    """The mark of so many duties."""
    return NOT_CHECKED.replace("kontrollerad ", f"kontrollera{'t' if count == 1 else 'de'} ")
