"""Validity: that documents are reviewed in time."""

import calendar
from collections.abc import Iterator
from datetime import date

from lydelse.corpus import Corpus
from lydelse.documents import Document
from lydelse.findings import Problem
from lydelse.rules.model import rule


@rule("G201")
def review_overdue(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Ett dokument ska ses över senast på sin översynsdag.

    Dokumentet gäller ändå. Den dokumentansvariga ser över det och för in det under översyner.

    Fel:  översyn_senast: 2020-01-01
    Rätt: översyn_senast: 2027-01-31
    """
    for document in corpus.in_force(today):
        late = (today - document.review_by).days
        if late > 0:
            days = "en dag" if late == 1 else f"{late} dagar"
            yield Problem(
                document.place("översyn_senast"),
                f"översynen är {days} sen",
                "se över dokumentet och för in det under översyner",
            )


@rule("G202", "warning")
def review_soon(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Ett dokument som snart ska ses över ger en varning i förväg.

    Hur lång tid i förväg står i register/regler.yml.

    Fel:  översyn_senast om en månad
    Rätt: översyn_senast om ett år
    """
    for document in corpus.in_force(today):
        left = (document.review_by - today).days
        if 0 <= left <= corpus.register.settings.soon_days:
            when = {0: "i dag", 1: "i morgon"}.get(left, f"inom {left} dagar")
            yield Problem(
                document.place("översyn_senast"),
                f"dokumentet ska ses över {when}",
                f"{corpus.register.role_name(document.owner)} planerar översynen",
            )


@rule("G203")
def review_interval(corpus: Corpus, today: date) -> Iterator[Problem]:
    """Nästa översyn ska inte ligga längre fram än dokumenttypens tid mellan översyner.

    Tiden räknas från det senaste beslutet eller den senaste översynen.

    Fel:  beslut 2026-09-01 och översyn_senast: 2036-09-01
    Rätt: beslut 2026-09-01 och översyn_senast: 2028-09-01
    """
    for document in corpus.every_document:
        type_ = corpus.register.types.get(document.type)
        if type_ is None:
            continue
        latest = _months_after(_last_look(document, today), type_.review_months)
        if document.review_by > latest:
            yield Problem(
                document.place("översyn_senast"),
                f"översyn_senast {document.review_by} ligger för långt fram",
                f"skriv senast {latest}: {type_.review_months} månader efter beslut eller översyn",
            )


def _last_look(document: Document, today: date) -> date:
    looks = [review.on for review in document.reviews]
    if document.decision:
        looks.append(document.decision.on)
    return max(looks, default=max(today, document.in_force_from))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
