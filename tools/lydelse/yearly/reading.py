"""The past of one project as the extract needs it: every text read once, and kept by content."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from lydelse.asof import WITHOUT_HISTORY
from lydelse.cache import as_text, content_name, open_cache
from lydelse.corpus import Corpus
from lydelse.history import Depth
from lydelse.pool import tell_all
from lydelse.project import Project
from lydelse.timeline import Timeline
from lydelse.tree import ProjectError
from lydelse.wording import read_wording
from lydelse.yearly.counting import Past, year_of
from lydelse.yearly.model import Year
from lydelse.yearly.telling import Telling, from_row, telling_of, to_row

CACHE = "årsutdrag"

_ANSWER = " Svaret bygger bara på arbetskopian."


def past_of(root: Path, timeline: Timeline) -> Past:
    """Everything that main has told, by blob. Raises ``ProjectError`` without a whole history."""
    if timeline.depth is not Depth.WHOLE:
        raise ProjectError(without_history(timeline))
    blobs = {
        event.revision.blob
        for events in timeline.history.events.values()
        for event in events
        if event.revision
    }
    return Past(timeline, tellings(root, blobs))


def without_history(timeline: Timeline) -> str:
    """Why nothing can be counted here."""
    why = WITHOUT_HISTORY.get(timeline.depth, "").replace(_ANSWER, "")
    return f"Årets siffror går inte att räkna här. {why}".strip()


def asked_year(project: Project, year: int, today: date) -> Year:
    """The year as readers of the site meet it. Raises ``ProjectError`` when it cannot be told."""
    timeline = project.timeline
    if timeline.depth is not Depth.WHOLE:
        raise ProjectError(without_history(timeline))
    if words := refusal(timeline.adoption, year, today):
        raise ProjectError(words)
    bare = Corpus(register=project.main_register, texts=(), files={}, timeline=timeline)
    known = project.for_readers(bare).timeline
    return year_of(past_of(project.root, known), year, today)


def years_of(root: Path, timeline: Timeline, today: date) -> tuple[Year, ...]:
    """Every year from the adoption to the day, the latest first; none where none can be told."""
    if timeline.depth is not Depth.WHOLE or refusal(timeline.adoption, today.year, today):
        return ()
    past = past_of(root, timeline)
    first = max(timeline.adoption.year, _first_year(timeline, today))
    return tuple(year_of(past, year, today) for year in range(today.year, first - 1, -1))


def refusal(adoption: date, year: int, today: date) -> str:
    """Why a year has no extract; empty when it has one."""
    if today < adoption:
        return (
            f"Införandet är först {adoption}. Det som händer före införandet är utkast, "
            "och räknas inte."
        )
    if year < adoption.year:
        return (
            f"{year} ligger före införandet {adoption}. Från den tiden finns inget att räkna: "
            "texterna togs över vid införandet."
        )
    if year > today.year:
        return f"{year} har inte börjat. Det senaste året som går att räkna är {today.year}."
    return ""


def _first_year(timeline: Timeline, today: date) -> int:
    """The first year with anything to tell, where no day of adoption is set."""
    days = [span.first for spans in timeline.spans.values() for span in spans[:1]]
    return min(days, default=today).year


def tellings(root: Path, blobs: Iterable[str]) -> Mapping[str, Telling]:
    """What each blob's text tells: from the cache, or read in one batch and kept."""
    kept = open_cache(root, CACHE)
    names = {blob: content_name(CACHE, "", blob.encode()) for blob in sorted(set(blobs))}
    known = {blob: told for blob, name in names.items() if (told := _believed(kept.get(name)))}
    fresh = dict(tell_all(root, (blob for blob in names if blob not in known), _told))
    if fresh:
        kept.keep({names[blob]: text for blob, text in fresh.items()})
        kept.tidy(list(names.values()))
    return known | {blob: from_row(json.loads(text)) for blob, text in fresh.items()}


def _told(data: bytes) -> bytes:
    """What a text tells, as JSON."""
    return as_text(to_row(telling_of(read_wording(data))))


def _believed(row: object) -> Telling | None:
    """The telling of a cache entry; ``None`` when it does not have the form of one."""
    try:
        return None if row is None else from_row(row)
    except (TypeError, ValueError):
        return None
