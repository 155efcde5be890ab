"""The answers of ``lydelse law``, for a person and for a program."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from lydelse.citations import Citation, fragment, written, written_provision
from lydelse.findings import listed
from lydelse.law.changes import LawChange, Touched, change_words
from lydelse.law.naming import Statutes
from lydelse.law.references import ANSWERS, Reference
from lydelse.law.sections import has
from lydelse.law.uses import Use, section_of, state_words
from lydelse.register import Register, swedish_order

WHOLE = "Hela författningen"


def parsed_rows(citations: Iterable[Citation], statutes: Statutes, day: date) -> list[Any]:
    """Each citation as a program reads it: what is absent is left out."""
    rows = []
    for citation in citations:
        row = statutes.resolved(citation, day).parts()
        place = fragment(citation.provision)
        rows.append({**row, "fragment": place} if place else row)
    return rows


def parsed_text(citations: Sequence[Citation], statutes: Statutes, day: date) -> str:
    """Each citation in canonical form, and what its statute is on the day."""
    if not citations:
        return "Här finns inget lagrum.\n"
    return "".join(f"{line}\n" for one in citations for line in _parsed(one, statutes, day))


def _parsed(citation: Citation, statutes: Statutes, day: date) -> Iterator[str]:
    era = citation.era
    statute = None if citation.leans else statutes.meant(citation.statute, day, era)
    place = fragment(citation.provision)
    yield written(citation, statutes.called(statute) if statute else "") or "Inget ställe"
    if statute:
        yield f"    {statute.number}: {statute.title}"
        yield f"    {state_words(statute, day)}"
    elif citation.leans:
        yield "    Sammanhanget avgör vilken författning det är."
    else:
        yield f"    {citation.statute} finns inte i registret över författningar."
    if place:
        yield f"    fragment {place}"
    if citation.loose:
        yield "    Du skrev utan alla tecken. Första raden visar hur det ska se ut."


def uses_text(found: Sequence[Use], statutes: Statutes, today: date) -> str:
    """Every statute by use, those of most documents first."""
    if not found:
        return "Inget dokument hänvisar till någon författning.\n"
    lines = ["Dokument  Ställen  Författning"]
    for use in found:
        state = state_words(use.statute, today) if use.statute else "finns inte i registret"
        plain = state.startswith("gäller sedan") and "," not in state
        about = "" if plain else f": {state}"
        name = _name(use, statutes)
        lines.append(f"{len(use.documents):8}  {len(use.references):7}  {name}{about}")
    return "\n".join(lines) + "\n"


def uses_rows(found: Iterable[Use], statutes: Statutes) -> list[Any]:
    """Every statute by use, for a program."""
    return [
        {
            **_statute(use, statutes),
            "dokument": len(use.documents),
            "sidor": len(use.paths) - len(use.documents),
            "ställen": len(use.references),
        }
        for use in found
    ]


def use_text(use: Use, statutes: Statutes, titles: Mapping[str, str], today: date) -> str:
    """Every place that cites the statute, by section."""
    lines = [_name(use, statutes)]
    if use.statute:
        about = (use.statute.title, state_words(use.statute, today), use.statute.address)
        lines += filter(None, about)
    if not use.references:
        lines.append("Inget dokument hänvisar hit.")
    for provision, rows in use.by_provision:
        lines += ["", written_provision(provision) or WHOLE]
        lines += [f"  {_line(one, titles)}" for one in rows]
    return "\n".join(lines) + "\n"


def use_row(use: Use, statutes: Statutes, titles: Mapping[str, str]) -> dict[str, Any]:
    """Every place that cites the statute, for a program."""
    return {
        **_statute(use, statutes),
        "ställen": [_place(one, statutes, titles) for _, rows in use.by_provision for one in rows],
    }


def changed_text(
    changes: Sequence[LawChange],
    found: Sequence[Touched],
    register: Register,
    statutes: Statutes,
    titles: Mapping[str, str],
) -> str:
    """Who must act on the changes: one group for each dokumentansvarig role."""
    lines = ["Ändringar", *(f"  {_about(change, statutes)}" for change in changes)]
    groups = _by_owner(found, register)
    if not groups:
        lines += ["", "Inget dokument hänvisar till det som ändras."]
    for owner, rows in groups:
        lines += ["", _addressed(owner, register)]
        lines += [line for path in _by_path(rows) for line in _acts(path, statutes, titles)]
    return "\n".join(lines) + "\n"


def changed_row(
    changes: Sequence[LawChange],
    found: Sequence[Touched],
    register: Register,
    statutes: Statutes,
    titles: Mapping[str, str],
) -> dict[str, Any]:
    """Who must act on the changes, for a program; ``ändring`` is a change's place in the list."""
    groups = _by_owner(found, register)
    return {
        "ändringar": [_change(change, statutes) for change in changes],
        "grupper": [
            {
                "dokumentansvarig": owner or None,
                "namn": register.roles[owner].title if owner in register.roles else owner or None,
                "ställen": [
                    {
                        **_place(row.reference, statutes, titles),
                        "ändring": changes.index(row.change),
                        "motsvarar_närmast": [
                            {
                                "lagrum": written_provision(target.provision),
                                "om": target.subject,
                                "anmärkning": target.note or None,
                                "säkerhet": "egen läsning",
                            }
                            for target in row.targets
                        ],
                    }
                    for row in rows
                ],
            }
            for owner, rows in groups
        ],
    }


def as_json(value: object) -> str:
    """The value for a program."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _by_owner(found: Iterable[Touched], register: Register) -> list[tuple[str, list[Touched]]]:
    """The places by the role that answers for them, in Swedish order; hand-written pages last."""
    groups: dict[str, list[Touched]] = {}
    for row in sorted(found, key=lambda row: (row.reference.place, row.change.on)):
        document = row.reference.document
        groups.setdefault(document.owner if document else "", []).append(row)
    return sorted(
        groups.items(),
        key=lambda group: (not group[0], swedish_order(register.role_name(group[0]))),
    )


def _addressed(owner: str, register: Register) -> str:
    """The role, and where it is written to."""
    role = register.roles.get(owner)
    if role is None:
        return owner or "Sidor, och dokument vars metadata behöver rättas"
    return f"{role.title}, {role.mailbox}" if role.mailbox else role.title


def _by_path(rows: Iterable[Touched]) -> list[list[Touched]]:
    return [list(found) for _, found in groupby(rows, key=lambda row: row.reference.place.path)]


def _acts(rows: Sequence[Touched], statutes: Statutes, titles: Mapping[str, str]) -> Iterator[str]:
    """What the changes mean for one document: each change, and the places that it concerns."""
    yield f"  {titles[rows[0].reference.place.path]}"
    for change in dict.fromkeys(row.change for row in rows):
        yield f"    {change_words(change, statutes)}:"
        for row in rows:
            if row.change == change:
                yield from _act(row, statutes)


def _about(change: LawChange, statutes: Statutes) -> str:
    unknown = "" if change.statute else " (finns inte i registret)"
    if change.statute and not has(change.statute, change.citation.provision):
        unknown = " (stället finns inte, enligt registret)"
    note = f" {change.note}" if change.note else ""
    return f"{change_words(change, statutes)}{unknown}.{note}"


def _act(row: Touched, statutes: Statutes) -> Iterator[str]:
    place = row.reference.place
    statute = row.reference.statute
    name = statutes.called(statute) if statute else ""
    where = f"{place.path}:{place.line}:{place.column}"
    answer = " (svarar mot)" if row.reference.source == ANSWERS else ""
    yield f"      {where}  {written(row.reference.citation, name)}{answer}"
    if row.targets and statute:
        successor = statutes.register.statutes.get(statute.replaced_by)
        to = statutes.called(successor) if successor else statute.replaced_by
        yield f"        motsvarar närmast {listed(_places(row), 'och')} {to}, som vi läser lagarna"


def _places(row: Touched) -> list[str]:
    return list(dict.fromkeys(written_provision(one.provision) for one in row.targets))


def _change(change: LawChange, statutes: Statutes) -> dict[str, Any]:
    return {
        "lagrum": written(
            change.citation, statutes.called(change.statute) if change.statute else ""
        ),
        "nummer": change.key,
        "slag": change.kind,
        "från": str(change.on),
        "till": change.to or None,
        "anmärkning": change.note or None,
        "känd": change.statute is not None,
        "finns": change.statute is not None and has(change.statute, change.citation.provision),
    }


def _name(use: Use, statutes: Statutes) -> str:
    return statutes.called(use.statute) if use.statute else use.key


def _statute(use: Use, statutes: Statutes) -> dict[str, Any]:
    statute = use.statute
    if statute is None:
        return {"nummer": use.key, "namn": use.key, "känd": False}
    return {
        "nummer": statute.number,
        "namn": statutes.called(statute),
        "titel": statute.title,
        "känd": True,
        "i_kraft": str(statute.in_force) if statute.in_force else None,
        "upphävd": str(statute.repealed) if statute.repealed else None,
        "ersatt_av": statute.replaced_by or None,
        "adress": statute.address or None,
    }


def _line(reference: Reference, titles: Mapping[str, str]) -> str:
    place, provision = reference.place, reference.citation.provision
    inner = "" if provision == section_of(provision) else f", {written_provision(provision)}"
    kind = reference.source
    where = f"{place.path}:{place.line}:{place.column}"
    return f"{where}  {titles[place.path]} ({kind}{inner})"


def _place(reference: Reference, statutes: Statutes, titles: Mapping[str, str]) -> dict[str, Any]:
    place, document = reference.place, reference.document
    name = statutes.called(reference.statute) if reference.statute else ""
    return {
        "fil": place.path,
        "rad": place.line,
        "kolumn": place.column,
        "id": document.id if document else None,
        "titel": document.title if document else titles[place.path],
        "dokumentansvarig": document.owner if document else None,
        "i": reference.source,
        "nummer": reference.key,
        "lagrum": written(reference.citation, name),
        **{key: text for key, text in reference.citation.parts().items() if key != "statute"},
    }
