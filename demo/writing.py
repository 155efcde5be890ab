"""How a document in the demo's working tree is changed, written anew, reviewed and decided."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lydelse.yamltext import Value
from town import StoryError, Town

Edits = Sequence[Sequence[str]]
"""Passages, each with what takes its place."""

TEXTS = Path(__file__).resolve().parent / "texts"

_SHARED = (
    *("dokumenttyp", "dokumentansvarig", "beslutas_av", "gäller_för", "riktar_sig_till"),
    *("lagrum", "hör_till", "kvalitetsdimensioner"),
)
"""What a temporary rutin has in common with the one that it sets aside."""

_TOLD = {"slag": "slag", "kort": "text", "samråd": "samråd"}
"""What the story says of a new document that belongs to its entry in ``ändringar``."""


def changed(  # noqa: PLR0913  what an author says of a change
    town: Town,
    id_: str,
    *,
    kind: str,
    reason: str,
    text: str,
    edits: Edits = (),
    starts: str = "",
    consulted: Sequence[str] = (),
    judgement: str = "",
    front: Mapping[str, Value] | None = None,
) -> Path:
    """The document in the working tree with its passages changed, and its next version."""
    file = town.path_of(id_)
    replace(file, edits)
    if front:
        town.write_front(file, {**town.front(file), **front})
    told = ("--slag", kind, "--reason", reason, "--text", text, "--from", starts or town.day)
    asked = ("--consulted", *consulted) if consulted else ()
    judged = ("--judgement", judgement) if judgement else ()
    town.lydelse("bump", id_, *told, *asked, *judged)
    return file


def written(  # noqa: PLR0913  where a new document comes from, and what it says of itself
    town: Town,
    *,
    document: str,
    path: str,
    front: Mapping[str, Value],
    like: str = "",
    edits: Edits = (),
    text: str = "",
) -> Path:
    """A new document in the working tree: a text of the demo's own, or another's, changed."""
    file = town.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if like:
        model = town.path_of(like)
        file.write_bytes(model.read_bytes())
        replace(file, edits)
        own = town.front(model)
        kept = {key: own[key] for key in _SHARED if key in own}
    else:
        body = (TEXTS / text).read_text("utf-8")
        file.write_text(f"---\nid: {document}\n---\n\n{body}", "utf-8", newline="\n")
        kept = {}
    starts = front.get("gäller_från", town.day)
    first: dict[str, Value] = {"version": "1.0", "gäller_från": starts, "slag": "i sak"}
    told = dict(front)
    entry = {**first, "orsak": "ny"}
    entry |= {name: told.pop(key) for key, name in _TOLD.items() if key in told}
    own_words: dict[str, Value] = {"id": document, "version": "1.0", "gäller_från": starts}
    town.write_front(file, {**kept, **own_words, **told, "ändringar": [entry]})
    return file


def reviewed(town: Town, file: Path, **told: str) -> None:
    """Note a review in the file: by whom, what came of it, and when the next is due."""
    front = town.front(file)
    entry = {"datum": town.day, "av": told["by"], "utfall": told["outcome"]}
    if told["basis"]:
        entry["underlag"] = told["basis"]
    front["översyner"] = [entry, *front.get("översyner", [])]
    town.write_front(file, {**front, "översyn_senast": told["due"]})


def decided_by_role(town: Town, file: Path) -> None:
    """Write into the document that its role has decided it, by the pull request at hand."""
    front = town.front(file)
    number = f"Ändringsförslag {town.number + 1}"
    decision = {"datum": town.day, "av": front["beslutas_av"], "referens": number}
    town.write_front(file, {**front, "beslut": decision})


def replace(file: Path, edits: Edits, *, demand: bool = True) -> None:
    """Change passages of the file; each must be there, if that is demanded."""
    text = file.read_text("utf-8")
    for old, instead in edits:
        if demand and old not in text:
            raise StoryError(f"{file.name} har inte längre texten ”{old}”.")
        text = text.replace(old, instead)
    file.write_text(text, "utf-8", newline="\n")
