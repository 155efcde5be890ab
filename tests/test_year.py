"""The yearly extract: its counts against a slow reference, its words, and its files."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import make_project, replaced
from decisions import SECOND, decide, decided_project, merge, propose
from former import HYGIENE
from histories import Said, said
from lydelse.documents import Change, Decision, Review
from lydelse.history import Depth, Event, History, Outline, Revision
from lydelse.ledger import LedgerFile, Named
from lydelse.register import Register
from lydelse.timeline import Lydelse, Proof, Timeline
from lydelse.wording import Number, version_text
from lydelse.yearly import words
from lydelse.yearly.counting import Past, days_to_count, year_of
from lydelse.yearly.data import as_json
from lydelse.yearly.markdown import as_markdown
from lydelse.yearly.model import Began, Due, Point, Subject, Year
from lydelse.yearly.pictures import Bar, columns, rows
from lydelse.yearly.plots import plots
from lydelse.yearly.reading import refusal, tellings
from lydelse.yearly.telling import Telling, from_row, to_row
from repository import Repository, committed
from yearly_project import project_with_year

ADOPTION = date(2025, 3, 10)
TODAY = date(2027, 5, 20)
DAY = timedelta(days=1)
GOLDEN = Path(__file__).parent / "year.md"
NASTY = '<img src=x onerror="alert(1)"> | [x](javascript:alert(2)) **fet** @alla #1'


# --- a past in memory ------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """A text that main got on a day: its version, and the review that it asks for."""

    day: date
    version: Number
    review_by: date | None
    reviews: tuple[Review, ...] = ()
    slag: str = "i sak"
    reason: str = "avvikelse"


@dataclass(frozen=True)
class Story:
    """A document: the versions that were decided, and every text of it that main got."""

    lydelser: tuple[Lydelse, ...]
    texts: tuple[Text, ...]


def lydelse(id_: str, version: Number, starts: date, **more: object) -> Lydelse:
    values: dict[str, Any] = {
        "title": f"Dokument {id_}",
        "ceases": None,
        "proof": Proof.MERGED,
        "decision": Decision(on=starts - 5 * DAY, by="mas"),
        "published": starts,
    }
    return Lydelse(
        id=id_,
        version=version,
        path=f"rutiner/{id_}.md",
        hash=f"l1:{id_}{version}",
        starts=starts,
        blob=f"{id_} {version_text(version)} 0",
        **(values | more),
    )


def past(stories: Mapping[str, Story], adoption: date = ADOPTION) -> Past:
    """The stories as one history, with a commit for each day on which something came."""
    days = sorted({text.day for story in stories.values() for text in story.texts})
    found: dict[str, Telling] = {}
    events: dict[str, tuple[Event, ...]] = {}
    for id_, story in stories.items():
        seen: dict[Number, int] = {}
        rows_: list[Event] = []
        for text in sorted(story.texts, key=lambda one: one.day):
            number = seen[text.version] = seen.get(text.version, -1) + 1
            blob = f"{id_} {version_text(text.version)} {number}"
            outline = Outline(id=id_, version=version_text(text.version))
            revision = Revision(days.index(text.day), f"rutiner/{id_}.md", blob, outline, "l1:")
            rows_.append(Event(revision.step, revision.path, revision))
            change = Change(
                version=version_text(text.version),
                in_force_from=text.day,
                kind=text.slag,
                reason=text.reason,
                text="Texten är tydligare.",
            )
            found[blob] = Telling(
                title=f"Dokument {id_}",
                type="rutin",
                owner="mas",
                units=("hemtjänst",),
                review_by=text.review_by,
                changes=(change,),
                reviews=text.reviews,
            )
        events[id_] = tuple(rows_)
    history = History(depth=Depth.WHOLE, days=tuple(days), events=events)
    lydelser = {id_: story.lydelser for id_, story in stories.items()}
    return Past(Timeline(history=history, adoption=adoption, lydelser=lydelser), found)


DAYS = st.dates(date(2024, 6, 1), date(2027, 6, 30))
VERSIONS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(0, 2)), min_size=1, max_size=5, unique=True
)
SLAG = st.sampled_from(["", "redaktionell", "följdändring", "i sak", "principiell"])


@st.composite
def story(draw: st.DrawFn, id_: str) -> Story:
    versions = sorted(draw(VERSIONS))
    starts = sorted(draw(st.lists(DAYS, min_size=len(versions), max_size=len(versions))))
    found, texts = [], []
    for version, start in zip(versions, starts, strict=True):
        taken = start <= ADOPTION and draw(st.booleans())
        came = start + draw(st.integers(-20, 20)) * DAY
        lasts = draw(st.none() | st.none() | st.none() | st.integers(1, 600))
        found.append(
            lydelse(
                id_,
                version,
                start,
                ceases=start + lasts * DAY if lasts else None,
                withdrawn=draw(DAYS) if draw(st.integers(0, 7)) == 0 else None,
                proof=Proof.TAKEN_OVER if taken else Proof.MERGED,
                counts=date.min if taken else ADOPTION,
                published=came,
            )
        )
        days = [came, *(came + n * DAY for n in draw(st.lists(st.integers(1, 500), max_size=3)))]
        texts += [
            Text(day, version, draw(st.none() | DAYS), slag=draw(SLAG)) for day in sorted(days)
        ]
    return Story(tuple(found), tuple(texts))


PASTS = st.tuples(story("RU-001"), story("RU-002"), story("RL-001")).map(
    lambda found: past(dict(zip(("RU-001", "RU-002", "RL-001"), found, strict=True)))
)


def late_by_day(one: Past, day: date) -> tuple[int, int]:
    """How many applied and how many were late: main followed day by day, version by version."""
    in_force = late = 0
    for id_, lydelser in one.timeline.lydelser.items():
        applies: Lydelse | None = None
        for lydelse_ in lydelser:
            begun = max(lydelse_.starts, lydelse_.counts) <= day
            if begun and not (lydelse_.withdrawn and lydelse_.withdrawn <= day):
                applies = lydelse_
        if applies is None or (applies.ceases and applies.ceases <= day):
            continue
        in_force += 1
        said_: Telling = one.tellings[applies.blob]
        for step, when in enumerate(one.timeline.history.days):
            if when > day:
                break
            for event in one.timeline.history.events[id_]:
                revision = event.revision
                if revision and event.step == step and revision.outline.number == applies.version:
                    said_ = one.tellings[revision.blob]
        late += bool(said_.review_by and said_.review_by < day)
    return in_force, late


@given(PASTS, st.sampled_from([2025, 2026, 2027]))
def test_overdue_is_what_main_said_each_day(one: Past, year: int) -> None:
    found = year_of(one, year, TODAY)
    assert [(point.in_force, point.late) for point in found.points] == [
        late_by_day(one, point.day) for point in found.points
    ]
    assert len(found.in_force) == found.points[-1].in_force
    assert len(found.overdue) == found.points[-1].late


@given(PASTS, st.sampled_from([2025, 2026, 2027]))
def test_months_add_up_to_the_year(one: Past, year: int) -> None:
    found = year_of(one, year, TODAY)
    months = found.months
    assert sum(month.new for month in months) == len(found.new)
    assert sum(month.weighty for month in months) == len(found.in_substance)
    assert sum(month.light for month in months) == len(found.in_form)
    assert sum(month.reviewed for month in months) == len(found.reviewed)
    assert sum(month.ceased for month in months) == len(found.ceased)
    assert sum(count for _, count in words.by_slag(found)) == len(found.changed)
    assert sum(count for _, count in words.reasons(found)) == len(found.changed)
    for share in found.shares(lambda _: ("alla",)):
        assert (share.in_force, share.new, share.changed, share.reviewed, share.ceased) == tuple(
            map(len, (found.in_force, found.new, found.changed, found.reviewed, found.ceased))
        )


@given(PASTS)
def test_each_version_begins_in_one_year(one: Past) -> None:
    years = [year_of(one, year, TODAY) for year in (2025, 2026, 2027)]
    counted = [(row.subject.id, row.version) for year in years for row in year.began]
    assert len(counted) == len(set(counted))
    for lydelser in one.timeline.lydelser.values():
        for lydelse_ in lydelser:
            plain = lydelse_.ceases is None and lydelse_.withdrawn is None
            known = lydelse_.proof is Proof.TAKEN_OVER and lydelse_.first <= ADOPTION
            if plain and not known and ADOPTION <= lydelse_.first <= TODAY:
                assert (lydelse_.id, lydelse_.version) in counted


@given(PASTS, st.sampled_from([2025, 2026, 2027]))
def test_what_came_and_went_explains_what_applies(one: Past, year: int) -> None:
    """From the first day to the last only new, returned and ceased documents differ."""
    found = year_of(one, year, TODAY)
    before = {span.lydelse.id for span in one.timeline.in_force(found.first)}
    after = {subject.id for subject in found.in_force}
    ceased = {row.subject.id for row in found.ceased}
    began = {row.subject.id for row in found.began}
    assert before - after <= ceased
    back = {
        span.lydelse.id
        for spans in one.timeline.spans.values()
        for span in spans
        if found.first <= span.first <= found.last
    }
    assert after - before <= began | back


@given(PASTS, st.sampled_from([2025, 2026, 2027]))
def test_every_year_can_be_written(one: Past, year: int) -> None:
    found = year_of(one, year, TODAY)
    text = as_markdown(found, Register())
    assert text.startswith(f"# Året {year} ")
    assert json.loads(as_json(found, Register()))["år"] == year
    for plot in plots(found):
        assert plot.title
        if plot.picture:
            ET.fromstring(plot.picture)  # noqa: S314  our own


# --- what counts -----------------------------------------------------------------------------


def told(*texts: Text, lydelser: tuple[Lydelse, ...], year: int = 2026) -> Year:
    return year_of(past({"RU-001": Story(lydelser, texts)}), year, TODAY)


ONE = lydelse("RU-001", (1, 0), date(2025, 6, 1))
FIRST = Text(date(2025, 6, 1), (1, 0), date(2026, 6, 1))


def test_a_review_that_is_entered_moves_the_day() -> None:
    review = Review(on=date(2026, 6, 20), by="mas", outcome="utan ändring")
    after = Text(date(2026, 6, 22), (1, 0), date(2028, 6, 1), reviews=(review,))
    found = told(FIRST, after, lydelser=(ONE,))
    late = {point.day.month: point.late for point in found.points if point.day.day == 1}
    assert [month for month, count in late.items() if count] == []
    (row,) = found.reviewed
    assert (row.due, row.late, row.outcome) == (date(2026, 6, 1), 19, "utan ändring")


def test_an_overdue_review_counts_until_it_is_entered() -> None:
    after = Text(date(2026, 9, 5), (1, 0), date(2028, 6, 1))
    found = told(FIRST, after, lydelser=(ONE,))
    assert [point.day.month for point in found.points if point.late] == [7, 8, 9]
    assert words.on_overdue(found) == (
        "Som mest var en översyn försenad, 1 juli 2026; vid årets slut ingen"
    )


def test_a_version_that_only_ends_the_document_is_no_change() -> None:
    last = lydelse("RU-001", (2, 0), date(2026, 8, 31), ceases=date(2026, 9, 1))
    text = Text(date(2026, 8, 20), (2, 0), date(2026, 6, 1), reason="organisationsändring")
    found = told(FIRST, text, lydelser=(ONE, last))
    assert found.changed == ()
    (row,) = found.ceased
    assert (row.day, row.reason) == (date(2026, 9, 1), "organisationsändring")
    assert found.in_force == ()


def test_a_document_that_was_temporary_from_the_start_gives_no_reason() -> None:
    temporary = replace(ONE, ceases=date(2026, 3, 1))
    (row,) = told(replace(FIRST, reason="ny"), lydelser=(temporary,)).ceased
    assert (row.reason, row.text, row.temporary) == ("", "", True)
    assert words.why_ceased(row) == "Det var tidsbegränsat från början."


def test_a_withdrawn_decision_can_end_a_document() -> None:
    (row,) = told(FIRST, lydelser=(replace(ONE, withdrawn=date(2026, 4, 1)),)).ceased
    assert row.withdrawn
    assert row.day == date(2026, 4, 1)


def test_two_versions_of_one_day_both_count() -> None:
    second = lydelse("RU-001", (2, 0), date(2026, 4, 1))
    third = lydelse("RU-001", (2, 1), date(2026, 4, 1))
    texts = (
        Text(date(2026, 3, 20), (2, 0), None),
        Text(date(2026, 3, 22), (2, 1), None, slag="redaktionell"),
    )
    found = told(FIRST, *texts, lydelser=(ONE, second, third))
    assert [row.number for row in found.in_substance] == ["2.0"]
    assert [row.number for row in found.in_form] == ["2.1"]
    assert found.in_form[0].within_mandate


def test_late_publication_is_told_with_its_days() -> None:
    second = lydelse("RU-001", (2, 0), date(2026, 4, 1), published=date(2026, 4, 8))
    found = told(FIRST, Text(date(2026, 4, 8), (2, 0), None), lydelser=(ONE, second))
    (row,) = found.late_to_readers
    assert row.late == 7
    assert "7 dagar sent" in as_markdown(found, Register())


def test_what_was_taken_over_is_not_new() -> None:
    taken = replace(ONE, starts=ADOPTION - DAY, proof=Proof.TAKEN_OVER)
    same_day = replace(taken, starts=ADOPTION)
    for one in (taken, same_day):
        found = told(replace(FIRST, day=ADOPTION - DAY), lydelser=(one,), year=2025)
        assert (found.began, found.at_adoption, found.first) == ((), 1, ADOPTION)
    assert words.period(found).startswith("Från och med 2025-03-10, då systemet infördes")


def test_a_decision_of_the_year_is_told_with_its_proof() -> None:
    file = LedgerFile(
        name="2026-05-05-namnd-40",
        event="beslut",
        by="nämnd",
        on=date(2026, 5, 5),
        register_number="VON 2026/1",
        paragraph="40",
        outcome="beslutat",
        documents=(Named(id="RL-001", version=(1, 0), hash="l1:x"),),
    )
    one = past({"RU-001": Story((ONE,), (FIRST,))})
    timeline = replace(one.timeline, ledger={file.path: file})
    (made,) = year_of(Past(timeline, one.tellings), 2026, TODAY).made
    assert (made.file, made.proof) == (file, "Beviset prövas inte här")


def test_days_are_the_first_of_each_month_and_the_ends() -> None:
    assert days_to_count(date(2025, 3, 10), date(2025, 5, 20)) == [
        date(2025, 3, 10),
        date(2025, 4, 1),
        date(2025, 5, 1),
        date(2025, 5, 20),
    ]
    assert days_to_count(date(2026, 1, 1), date(2026, 1, 1)) == [date(2026, 1, 1)]


def test_a_telling_outlives_the_cache() -> None:
    review = Review(on=date(2026, 1, 2), by="mas", outcome="ändras", basis="Egenkontroll")
    change = Change(
        version="1.0", in_force_from=date(2026, 1, 1), kind="i sak", reason="ny", text=NASTY
    )
    one = Telling("T", "rutin", "mas", "mas", ("a", "b"), ("RU-9",), TODAY, (change,), (review,))
    assert from_row(json.loads(json.dumps(to_row(one)))) == one


# --- sentences -------------------------------------------------------------------------------


def bare(**more: object) -> Year:
    values: dict[str, Any] = {
        "year": 2026,
        "first": date(2026, 1, 1),
        "last": date(2026, 12, 31),
        "today": date(2027, 2, 1),
        "adoption": ADOPTION,
    }
    return Year(**(values | more))


def due(*months: int) -> tuple[Due, ...]:
    subject = Subject(id="RU-001", title="A")
    return tuple(Due(subject, date(2027, month, 3)) for month in months)


@pytest.mark.parametrize(
    ("months", "said_"),
    [
        ((), "Inget dokument ska ses över 2027"),
        ((5,), "Ett dokument ska ses över 2027"),
        ((1, 2, 3), "Tre dokument ska ses över före april 2027"),
        ((1, 2, 3, 9), "Tre dokument ska ses över före april 2027, av 4 under året"),
        ((5, 9, 9), "Tre dokument ska ses över 2027, flest i september"),
    ],
)
def test_the_picture_of_reviews_says_what_matters(months: tuple[int, ...], said_: str) -> None:
    assert words.on_due(bare(due=due(*months))) == said_


@pytest.mark.parametrize(
    ("counts", "said_"),
    [
        ((0, 0, 0), "Ingen översyn var försenad"),
        ((0, 3, 9), "Försenade översyner ökade från ingen till nio"),
        ((4, 2, 1), "Försenade översyner minskade från fyra till en"),
        ((2, 2, 2), "Två översyner försenade i början och lika många vid årets slut"),
        ((1, 5, 2), "Som mest var fem översyner försenade, 1 februari 2026; vid årets slut två"),
    ],
)
def test_the_picture_of_overdue_reviews_says_how_it_went(
    counts: tuple[int, ...], said_: str
) -> None:
    points = tuple(Point(date(2026, n + 1, 1), 20, count) for n, count in enumerate(counts))
    assert words.on_overdue(bare(points=points)) == said_


def change_in(month: int, slag: str = "i sak", reason: str = "tillsyn") -> Began:
    return Began(
        subject=Subject(id="RU-001", title="A"),
        version=(2, 0),
        day=date(2026, month, 2),
        new=False,
        slag=slag,
        reason=reason,
    )


def test_the_picture_of_months_names_the_peak() -> None:
    assert words.on_months(bare()) == "Inget dokument blev nytt eller ändrades i sak"
    one = bare(began=(change_in(4),))
    assert words.on_months(one) == "Ett dokument blev nytt eller ändrades i sak, i april"
    peak = bare(began=(change_in(4), change_in(10), change_in(10)))
    most = "Flest dokument blev nya eller ändrades i sak i"
    assert words.on_months(peak) == f"{most} oktober: två av tre"
    two = bare(began=(change_in(4), change_in(10)))
    assert words.on_months(two) == f"{most} april och oktober: ett i varje"


def test_what_is_late_is_left_to_review() -> None:
    subject = Subject(id="RU-001", title="A")
    late, soon = Due(subject, date(2026, 9, 1)), Due(subject, date(2026, 12, 3))
    one = bare(last=date(2026, 11, 30), today=date(2026, 11, 30), overdue=(late,), due=(soon,))
    assert one.left == (late, soon)
    assert one.left_this_year == (soon,)


def test_the_picture_of_reasons_names_the_most_common() -> None:
    rows_ = (change_in(1, reason="avvikelse"), change_in(2, reason="avvikelse"), change_in(3))
    assert words.on_reasons(bare(began=rows_)) == (
        "Vanligaste orsaken till ändring var avvikelse: två av tre"
    )


# --- pictures --------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.text(max_size=12), st.integers(0, 10**6)), max_size=14))
def test_a_picture_is_whole_and_true(found: list[tuple[str, int]]) -> None:
    plain = "".join
    bars = [
        Bar(plain(sign for sign in label if sign.isprintable()), value, "snart")
        for label, value in found
    ]
    for draw, side in ((columns, "height"), (rows, "width")):
        tree = ET.fromstring(draw("x", NASTY, NASTY, bars))  # noqa: S314  our own
        assert tree.attrib["role"] == "img"
        title, description, *_ = tree
        assert (title.text, description.text) == (NASTY, NASTY)
        drawn = [float(shape.attrib[side]) for shape in tree.iter("rect")]
        values = [bar.value for bar in bars if bar.value]
        assert len(drawn) == len(values)
        for size, value in zip(drawn, values, strict=True):
            assert size == pytest.approx(value / max(values) * max(drawn), abs=0.02)


# --- a real repository -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return project_with_year(tmp_path_factory.mktemp("year") / "project")


def report(where: Path, *arguments: str, year: int = 2026, today: str = "2026-11-22") -> Said:
    return said("report", "--year", str(year), "--today", today, "--project", where, *arguments)


def test_the_report_of_a_real_repository(repository: Repository) -> None:
    answer = report(repository.project)
    assert answer.code == 0, answer.err
    if os.environ.get("LYDELSE_ACCEPT"):
        GOLDEN.write_text(answer.out, "utf-8")
    assert answer.out == GOLDEN.read_text("utf-8")
    assert report(repository.project).out == answer.out, "the cache changes nothing"


def test_the_report_as_data(repository: Repository) -> None:
    found = json.loads(report(repository.project, "--format", "json").out)
    assert found["till_och_med"] == "2026-11-22"
    assert found["hela_året"] is False
    assert [(row["id"], row["version"]) for row in found["ändrade"]] == [
        ("RU-003", "1.1"),
        ("RU-001", "2.0"),
        ("RU-001", "2.1"),
        ("RU-001", "3.0"),
        ("RU-001", "3.1"),
    ]
    assert [(row["id"], row["dag"]) for row in found["upphörde"]] == [("RU-003", "2026-11-20")]
    assert [row["id"] for row in found["försenade"]] == ["RL-001"]
    assert [row["utfall"] for row in found["översyner"]] == [
        "utan ändring",
        "ändras",
        "utan ändring",
    ]
    assert [row["version"] for row in found["beslutade_för_senare"]] == ["4.0"]
    assert [row["grenar"] for row in found["förslag"]] == [["forslag/handskar"]]


def test_the_report_in_a_file(repository: Repository, tmp_path: Path) -> None:
    answer = report(repository.project, "--out", str(tmp_path / "år.md"))
    assert (answer.code, answer.out) == (0, "")
    assert (tmp_path / "år.md").read_text("utf-8") == report(repository.project).out
    assert report(repository.project, "--out", str(tmp_path)).code == 2
    missing = report(repository.project, "--out", str(tmp_path / "saknas" / "år.md"))
    assert missing.code == 2
    assert "finns inte" in missing.err


def test_a_bare_clone_answers_the_same(repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "--quiet", "--mirror", str(repository.root), str(tmp_path / "a.git"))
    answer = report(tmp_path / "a.git")
    assert answer.code == 0, answer.err
    assert answer.out == report(repository.project).out


def test_a_shallow_clone_says_that_it_cannot_know(repository: Repository, tmp_path: Path) -> None:
    source = f"file://{repository.root}"
    repository.git("clone", "--quiet", "--depth", "1", source, str(tmp_path / "shallow"))
    answer = report(tmp_path / "shallow")
    assert (answer.code, answer.out) == (2, "")
    assert "går inte att räkna här" in answer.err
    assert "git fetch --unshallow" in answer.err


def test_outside_git_nothing_is_counted(tmp_path: Path) -> None:
    answer = report(make_project(tmp_path / "project"))
    assert (answer.code, answer.out) == (2, "")
    assert "ligger inte i git" in answer.err


def test_a_decision_counts_when_it_is_proven(tmp_path: Path) -> None:
    """As on the site: what waits for its signature is told as a decision, and not yet as a text."""
    repository = decided_project(tmp_path / "project")
    propose(repository, "forslag/hygien", SECOND, ("God hygien", "Mycket god hygien"))
    decided = decide(repository, "forslag/hygien")
    assert decided.code == 0, decided
    branch = next(
        name
        for name in repository.git("branch", "--format=%(refname:short)").split()
        if name.startswith("beslutat/")
    )
    merge(repository, branch)
    found = json.loads(report(repository.project, "--format", "json", today="2026-12-20").out)
    (made,) = [row for row in found["nämndens_beslut"] if row["datum"] == "2026-12-15"]
    assert (made["bevis"], made["dokument"]) == ("Väntar på justering", ["RL-002"])
    assert found["beslutade_för_senare"] == []


@pytest.mark.parametrize(
    ("year", "today", "why"),
    [
        (2025, "2026-11-22", "2025 ligger före införandet 2026-01-01"),
        (2027, "2026-11-22", "2027 har inte börjat"),
        (2025, "2025-11-22", "Införandet är först 2026-01-01"),
    ],
)
def test_a_year_that_cannot_be_told_is_refused(
    repository: Repository, year: int, today: str, why: str
) -> None:
    answer = report(repository.project, year=year, today=today)
    assert (answer.code, answer.out) == (2, "")
    assert why in answer.err


def test_the_year_of_the_adoption_has_an_extract() -> None:
    assert not refusal(ADOPTION, 2025, ADOPTION)
    assert refusal(ADOPTION, 2024, ADOPTION)
    assert refusal(ADOPTION, 2025, ADOPTION - DAY)


def test_a_year_that_is_over_stays_the_same(repository: Repository) -> None:
    """Only the day of the count, and what awaits then, may differ later."""
    one, two = (
        json.loads(report(repository.project, "--format", "json", today=day).out)
        for day in ("2027-01-10", "2028-06-01")
    )
    assert [row["version"] for row in one.pop("beslutade_för_senare")] == ["4.0"]
    for rows_ in (one, two):
        for key in ("räknat", "förslag", "beslutade_för_senare"):
            rows_.pop(key, None)
    assert one == two


def test_nothing_that_a_document_says_is_live(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    replaced(root / HYGIENE, "titel: Basal hygien", f"titel: '{NASTY}'")
    committed(root, "2026-01-01")
    path = root / HYGIENE
    text = path.read_text("utf-8")
    assert NASTY in text
    out = report(root).out
    assert "<img" not in out
    assert "[x](" not in out
    assert "**fet**" not in out
    row = next(line for line in out.split("\n") if "javascript" in line)
    assert "\\|" in row
    assert "@alla" not in row


def test_texts_are_read_once(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    assert report(repository.project).code == 0
    read: list[int] = []

    def none(_root: Path, blobs: Iterable[str], _tell: object) -> Iterator[tuple[str, bytes]]:
        read.append(len(list(blobs)))
        return iter(())

    monkeypatch.setattr("lydelse.yearly.reading.tell_all", none)
    assert report(repository.project).code == 0
    assert read == [0]
    assert tellings(repository.project, []) == {}
