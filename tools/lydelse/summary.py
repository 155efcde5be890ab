"""What a change does, document by document: its slag, its words, who decides, and what is left."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lydelse.bounded import compare
from lydelse.changes import Comparison, Names, as_markdown, inert
from lydelse.corpus import Corpus
from lydelse.documents import Change
from lydelse.findings import Finding, listed
from lydelse.selection import Pair
from lydelse.wording import Wording, number, version_text

_ID = re.compile(r"[A-ZÅÄÖ]{2,4}-[0-9]{3,5}")
_DECIDER = "beslutsfattaren"


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One document before and after a change; a new one has no ``before``, a lost one no ``after``.

    ``findings`` are what the check says of the file after the change.
    """

    id: str
    path: str
    before: Wording | None
    after: Wording | None
    comparison: Comparison
    moved_from: str = ""
    exchanged: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def new_version(self) -> bool:
        """Whether the change gives the document another version."""
        if self.after is None:
            return False
        return self.before is None or self.before.version != self.after.version

    @property
    def top(self) -> Change | None:
        """The entry that tells of the version after the change."""
        return entry_of(self.after) if self.after else None


def changed_documents(
    pairs: Iterable[Pair], findings: Sequence[Finding], names: Names
) -> tuple[Changed, ...]:
    """What each document's change comes to, beside what the check says of its file."""
    return tuple(
        Changed(
            id=one.id,
            path=one.path,
            before=one.before,
            after=one.after,
            comparison=compare(one.before, one.after, names)
            if one.before and one.after
            else Comparison(),
            moved_from=one.moved_from,
            exchanged=one.exchanged,
            findings=tuple(found for found in findings if found.place.path == one.path),
        )
        for one in pairs
    )


def as_comment(corpus: Corpus, rows: Sequence[Changed]) -> str:
    """The change as Markdown for a pull request; nothing that a document says is live in it."""
    if not rows:
        return "Ändringen rör inga riktlinjer eller rutiner.\n"
    count = "ett dokument" if len(rows) == 1 else f"{len(rows)} dokument"
    parts = [f"## Ändringen rör {count}"]
    for row in rows:
        parts += _document(corpus, row)
    return "\n\n".join(part for part in parts if part) + "\n"


def entry_of(wording: Wording) -> Change | None:
    """The entry in ``ändringar`` that tells of the wording's own version."""
    found = (one for one in wording.changes if number(one.version) == wording.version)
    return next(found, None)


def _document(corpus: Corpus, row: Changed) -> Iterator[str]:
    now = row.after or row.before or Wording()
    yield f"### {row.id if _ID.fullmatch(row.id) else inert(row.id)} {inert(now.title)}"
    yield "\n".join(f"- {fact}" for fact in _facts(corpus, row))
    if row.before and row.after and row.comparison.changed:
        yield as_markdown(row.comparison).strip()
    left = list(_left(row))
    if left:
        yield "**Kvar att göra**"
        yield "\n".join(f"- {line}" for line in left)
    else:
        yield "**Kvar att göra:** inget."


def _facts(corpus: Corpus, row: Changed) -> Iterator[str]:
    if row.after is None:
        yield "Filen är borttagen. Ett dokument tas aldrig bort: det får en ny version med upphör."
        return
    yield _versions(row)
    if row.moved_from:
        yield f"Filen är flyttad från {inert(row.moved_from)} till {inert(row.path)}."
    if row.exchanged:
        yield f"Utbytta filer: {inert(listed(row.exchanged, 'och'))}. Det är en ändring i sak."
    if row.before and row.comparison.changed:
        yield from _slag(row)
    elif row.before and not row.exchanged:
        yield _free(row.before, row.after)
    if row.new_version:
        yield from _reason(corpus, row)
        yield _decider(corpus, row)


def _versions(row: Changed) -> str:
    now = _version(row.after)
    if row.before is None:
        return f"Nytt dokument, version {now}."
    if row.new_version:
        return f"Version {_version(row.before)} blir {now}."
    return f"Version {now}, som förut."


def _slag(row: Changed) -> Iterator[str]:
    top = row.top if row.new_version else None
    if top:
        yield f"Slag enligt författaren: {inert(top.kind)}."
    slag = "i sak" if row.exchanged else row.comparison.slag
    yield f"Mildaste slag som kontrollen godtar: {slag}."
    if top and top.judgement:
        yield f"Bedömning av slaget: {inert(top.judgement)}"


def _reason(corpus: Corpus, row: Changed) -> Iterator[str]:
    top = row.top
    if top is None:
        return
    yield f"Orsak: {inert(top.reason)}. {inert(top.text.rstrip('.'))}."
    if top.consulted:
        names = listed((corpus.register.role_name(id_) for id_ in top.consulted), "och")
        yield f"Samråd: {inert(names)}."
    yield f"Gäller från {top.in_force_from}."


def _decider(corpus: Corpus, row: Changed) -> str:
    """Who decides the change: what the document type says of its slag, and the first number."""
    after = row.after or Wording()
    type_ = corpus.register.types.get(next(iter(after.texts("dokumenttyp")), ""))
    kind = row.top.kind if row.top else row.comparison.slag
    by_decider = type_ is None or type_.changes_decided_by.get(kind, _DECIDER) == _DECIDER
    first = row.before is None or (after.version or (0, 0))[0] > (row.before.version or (0, 0))[0]
    if not (by_decider or first):
        return "Beslutas inom förvaltningen, när ändringen godkänns."
    decider = next(iter(after.texts("beslutas_av")), "")
    name = inert(corpus.register.role_name(decider)) if decider else "den som beslutar"
    decision = after.decision
    return f"Beslutas av {name}." if decision is None else f"Beslutad {decision.on} av {name}."


def _left(row: Changed) -> Iterator[str]:
    """What must still be done before the change can land."""
    for found in row.findings:
        hint = f". Gör så här: {inert(found.hint)}" if found.hint else ""
        word = "" if found.severity == "error" else "Att ta ställning till: "
        yield f"{word}{inert(found.message)} ({found.code}, rad {found.place.line}){hint}."
    first = row.new_version and row.after and (row.after.version or (0, 0))[1] == 0
    if first and row.after and row.after.decision is None:
        yield "Beslutet saknas: förslaget ligger kvar på sin gren tills det är beslutat."


def _free(was: Wording, now: Wording) -> str:
    keys = [key for key in {**was.front, **now.front} if was.front.get(key) != now.front.get(key)]
    if not keys:
        return "Texten och uppgifterna är desamma."
    return f"Lydelsen är densamma. Ändrade uppgifter: {inert(listed(keys, 'och'))}."


def _version(wording: Wording | None) -> str:
    return version_text(wording.version) if wording and wording.version else "okänd"
