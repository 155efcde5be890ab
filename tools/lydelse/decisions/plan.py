"""What awaits a decision: what each draft changes, what blocks it, and what is to be reported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lydelse.changes import Comparison, Names, compare
from lydelse.decisions.drafts import Draft
from lydelse.documents import Change
from lydelse.findings import Finding, listed
from lydelse.ledger import DECISION
from lydelse.register import Register
from lydelse.summary import entry_of
from lydelse.timeline import Lydelse, Timeline
from lydelse.wording import Number, Wording, version_text

NEW, CHANGED, REPEALED = "nytt", "ändrat", "upphävs"
"""What is to become of a document."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A document that awaits a decision.

    ``slag`` is what its author says, ``comparison`` what the machine makes of it, and ``blocks``
    the sentences that say why it cannot be decided as it stands.
    """

    draft: Draft
    kind: str
    wording: Wording
    former: Wording | None
    change: Change | None
    comparison: Comparison
    decider: str
    blocks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def slag(self) -> str:
        """The slag by the author's word; by the machine's when there is none."""
        return self.change.kind if self.change else self.comparison.slag

    @property
    def vouched(self) -> str:
        """What an editor answered when the machine doubted the slag."""
        return self.change.judgement if self.change else ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What awaits one instance, what others decide, and what went out since it last decided.

    ``refusals`` say of a branch, or a document, what no decision can carry.
    """

    by: str
    items: tuple[Item, ...] = ()
    others: tuple[Item, ...] = ()
    refusals: tuple[tuple[str, str], ...] = ()
    reported: tuple[tuple[Lydelse, Change], ...] = ()
    since: date | None = None


def item_of(draft: Draft, names: Names, findings: Sequence[Finding]) -> Item:
    """What a draft comes to; ``findings`` are those of its file as it would stand on main."""
    wording, former = draft.wording, draft.former
    ceases = wording.ceases and (former is None or former.ceases != wording.ceases)
    return Item(
        draft=draft,
        kind=NEW if former is None else REPEALED if ceases else CHANGED,
        wording=wording,
        former=former,
        change=entry_of(wording),
        comparison=compare(former, wording, names) if former else Comparison(),
        decider=next(iter(wording.texts("beslutas_av")), ""),
        blocks=tuple(map(_sentence, (one for one in findings if one.severity == "error"))),
        warnings=tuple(map(_sentence, (one for one in findings if one.severity == "warning"))),
    )


def last_decision(timeline: Timeline, by: str) -> date | None:
    """The day of the instance's last decision in the ledger."""
    files = timeline.ledger.values()
    return max((file.on for file in files if (file.by, file.event) == (by, DECISION)), default=None)


def within_mandate(
    timeline: Timeline, entries: Mapping[tuple[str, Number], Change], by: str
) -> Iterator[tuple[Lydelse, Change]]:
    """What the förvaltning has changed in documents that the instance decides, and not reported.

    ``entries`` are what ``ändringar`` say of each version. What came to main from the day when the
    last decision's paper was written was not in it; without a paper, all that came after the
    meeting is to be reported.
    """
    files = timeline.ledger.values()
    told = [
        file.reported or file.on + timedelta(days=1)
        for file in files
        if (file.by, file.event) == (by, DECISION)
    ]
    since = max(told, default=None)
    for _, lydelser in sorted(timeline.lydelser.items()):
        for lydelse in lydelser:
            entry = entries.get((lydelse.id, lydelse.version))
            mild = lydelse.version[1] > 0 and lydelse.decided_by == by
            published = lydelse.published or lydelse.starts
            if mild and entry and (since is None or published >= since):
                yield lydelse, entry


def as_text(plan: Plan, register: Register) -> str:
    """The plan for a person at a terminal."""
    return "\n".join(_lines(plan, register)) + "\n"


def as_json(plan: Plan) -> dict[str, object]:
    """The plan for a program."""
    return {
        "instans": plan.by,
        "väntar": [_row(item) for item in plan.items],
        "beslutas_av_andra": [_row(item) for item in plan.others],
        "hinder": [{"vad": name, "varför": words} for name, words in plan.refusals],
        "att_anmäla": [
            {
                "id": lydelse.id,
                "titel": lydelse.title,
                "version": lydelse.number,
                "gäller_från": str(lydelse.starts),
                "slag": change.kind,
                "text": change.text,
            }
            for lydelse, change in plan.reported
        ],
    }


def title_of(item: Item) -> str:
    """The document's id, title and version."""
    version = version_text(item.wording.version) if item.wording.version else "okänd version"
    return f"{item.draft.id} {item.wording.title}, version {version}"


def _row(item: Item) -> dict[str, object]:
    return {
        "id": item.draft.id,
        "titel": item.wording.title,
        "version": version_text(item.wording.version) if item.wording.version else None,
        "gäller_från": str(item.wording.starts) if item.wording.starts else None,
        "vad": item.kind,
        "slag": item.slag,
        "mildaste_slag": item.comparison.slag if item.former else None,
        "bedömning": item.vouched or None,
        "grenar": list(item.draft.branches),
        "hinder": list(item.blocks),
        "varningar": list(item.warnings),
    }


def _lines(plan: Plan, register: Register) -> Iterator[str]:
    name = register.role_name(plan.by)
    count = "1 dokument" if len(plan.items) == 1 else f"{len(plan.items)} dokument"
    yield f"{name}: {count} väntar på beslut" if plan.items else f"{name}: inget väntar på beslut"
    for item in plan.items:
        yield from _item(item, register)
    if plan.refusals:
        yield from ("", "Går inte att besluta")
        yield from (f"  {name}: {words}" for name, words in plan.refusals)
    if plan.others:
        yield from ("", "Beslutas av någon annan")
        yield from (f"  {title_of(item)} ({_by(item, register)})" for item in plan.others)
    if plan.reported:
        when = f"sedan beslutet {plan.since}" if plan.since else "hittills"
        yield from ("", f"Att anmäla: ändrat inom förvaltningens mandat {when}")
        for lydelse, change in plan.reported:
            yield f"  {lydelse.id} version {lydelse.number}, {change.kind}: {change.text}"


def _item(item: Item, register: Register) -> Iterator[str]:
    yield from ("", title_of(item))
    starts = f", från {item.wording.starts}" if item.wording.starts else ""
    ends = f", upphör {item.wording.ceases}" if item.wording.ceases else ""
    yield f"  {item.kind}, {item.slag}{starts}{ends}"
    yield f"  gren: {listed(item.draft.branches, 'och')}"
    if item.change:
        yield f"  {item.change.reason}: {item.change.text}"
        if item.change.consulted:
            yield f"  samråd: {listed(map(register.role_name, item.change.consulted), 'och')}"
    if item.vouched:
        yield f"  bedömning av slaget: {item.vouched}"
    yield from (f"  hinder: {words}" for words in item.blocks)
    yield from (f"  att veta: {words}" for words in item.warnings)


def _by(item: Item, register: Register) -> str:
    return register.role_name(item.decider) or "okänd"


def _sentence(finding: Finding) -> str:
    return f"{finding.message} ({finding.code}, rad {finding.place.line}): {finding.hint}"
