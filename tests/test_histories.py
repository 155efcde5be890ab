"""Generated histories: at most one lydelse a day, no holes, and the answer of a slow reference."""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from histories import (
    ADOPTION,
    DAY,
    STOCKHOLM,
    Carried,
    Commit,
    Reference,
    Row,
    Writing,
    asof,
    carried,
    differing,
    frame,
    imported,
    ledger,
    number,
)
from lydelse.asof import rows, wanted
from lydelse.project import Project
from lydelse.wording import l1, read_wording

Answers = dict[date, list[Row]]
OFFSETS = (-5, 0, 1, 2, 9)
IDS = ("RL-101", "RU-101", "RU-102")
FOLDERS = ("kvalitet", "hygien", "halso-och-sjukvard")


def hash_of(data: bytes) -> str:
    return l1(read_wording(data), {})


# --- telling a history ---------------------------------------------------------------------------


@dataclass
class Paper:
    """A document as its authors see it: its file, the one that waits, and what was written."""

    id: str
    stem: str
    current: Writing
    waiting: Writing | None = None
    highest: int = 0

    @property
    def path(self) -> str:
        return f"{self.stem}.md"

    @property
    def coming(self) -> str:
        return f"{self.stem}.kommande.md"


class Story:
    """A history while it is told: each event lands on main a little later than the last."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.now = datetime(2025, 9, 1, 12, tzinfo=UTC)
        self.files = {**frame()}
        self.papers: dict[str, Paper] = {}
        self.commits: list[Commit] = []
        self.tip = -1
        self.written = 0
        self._commit((), self.now)
        self.tip = 0

    @property
    def today(self) -> date:
        return self.now.astimezone(STOCKHOLM).date()

    def wait(self, most: int = 25) -> None:
        """Let time pass, to any hour: some of them are another day in Stockholm."""
        later = self.now + timedelta(minutes=self.draw(st.integers(1, most * 24 * 60)))
        if self.draw(st.booleans()):  # late in the evening, when it is tomorrow in Stockholm
            late = later.replace(hour=22 + self.draw(st.integers(0, 1)), minute=30)
            later = late if late > self.now else late + DAY
        self.now = later

    def days(self, first: int, last: int) -> date:
        """A day between so many days from today, but never before adoption when it has been."""
        day = self.today + self.draw(st.integers(first, last)) * DAY
        return max(day, ADOPTION) if self.today >= ADOPTION else day

    def put(self, path: str, writing: Writing | None) -> None:
        if writing:
            self.files[path] = writing.data
        else:
            self.files.pop(path, None)

    def reworded(self, writing: Writing) -> Writing:
        """The writing with words that no other text has."""
        self.written += 1
        return replace(writing, body=f"Ring {self.written} gånger.")

    def land(self, path: str = "", drafts: tuple[Writing, ...] = ()) -> None:
        """The files as they are now, on main: straight, squashed, merged or rebased."""
        how = self.draw(st.sampled_from(("squash", "merge", "rebase"))) if drafts else "squash"
        began = self.tip
        final = self.files
        for draft in drafts:
            if how == "rebase" and draft.decided:
                continue  # on main that would be the decision itself
            base = self.commits[began].files if how != "rebase" else self._main_files()
            parent = self.tip if how == "rebase" else began
            self.files = {**base, path: draft.data}
            began = self._commit((parent,), self.now)
            self.tip = began if how == "rebase" else self.tip
            self.wait(3)
        self.files = final
        parents = (self.tip, began) if how == "merge" and began != self.tip else (self.tip,)
        self.tip = self._commit(parents, self.now)

    def _main_files(self) -> dict[str, bytes]:
        return dict(self.commits[self.tip].files)

    def _commit(self, parents: tuple[int, ...], at: datetime) -> int:
        offset = timezone(timedelta(hours=self.draw(st.sampled_from(OFFSETS))))
        commit = Commit(files=dict(self.files), at=at.astimezone(offset), parents=parents)
        self.commits.append(commit)
        return len(self.commits) - 1


# --- what can happen -----------------------------------------------------------------------------


def new_document(story: Story) -> None:
    """A first version, decided or (before adoption, or of the nämnd by mistake) not."""
    unused = [id_ for id_ in IDS if id_ not in story.papers]
    if not unused:
        return
    id_ = story.draw(st.sampled_from(unused))
    top = "riktlinjer" if id_.startswith("RL") else "rutiner"
    folder = story.draw(st.sampled_from(FOLDERS))
    writing = _decision(story, Writing(id=id_, version="1.0", start=story.today, decided=None))
    paper = Paper(id_, f"{top}/{folder}/{id_.lower()}", writing, highest=1)
    story.papers[id_] = paper
    story.put(paper.path, writing)
    story.land(paper.path, _drafts(story, writing))


def correction(story: Story) -> None:
    """A minor version of the wording in force, or of the one that waits."""
    if not (paper := _some(story)):
        return
    waits = bool(paper.waiting and story.draw(st.booleans()))
    old = paper.waiting if waits and paper.waiting else paper.current
    first, second = number(old.version)
    version, start = f"{first}.{second + 1}", story.days(-4, 20)
    new = replace(story.reworded(old), version=version, start=start)
    path = paper.coming if waits else paper.path
    if waits:
        paper.waiting = new
    else:
        paper.current = new
    story.put(path, new)
    story.land(path, _drafts(story, new))


def decision(story: Story) -> None:
    """A new first number, for now or for a later day; sometimes one that repeals the document."""
    if not (paper := _some(story)):
        return
    at_last = _proposal(paper.current) and paper.current.version.endswith(".0")
    if at_last and story.draw(st.booleans()):
        plan = paper.current  # what main held as a proposal is decided under its number
    else:
        paper.highest += 1
        plan = replace(paper.current, version=f"{paper.highest}.0", ceases=None)
    new = _decision(story, plan, repeal=story.draw(st.integers(0, 3)) == 0)
    later = new.start > story.today and not _proposal(paper.current)
    if later:
        paper.waiting = new
    else:
        paper.current, paper.waiting = new, None
        story.put(paper.coming, None)
    path = paper.coming if later else paper.path
    story.put(path, new)
    story.land(path, _drafts(story, new))


def fold(story: Story) -> None:
    """The waiting wording takes the file's place: a matter of files, never of law."""
    paper = _some(story)
    if paper and paper.waiting:
        paper.current, paper.waiting = paper.waiting, None
        story.put(paper.path, paper.current)
        story.put(paper.coming, None)
        story.land()


def search_words(story: Story) -> None:
    """A key that is free: it needs no version and changes no answer."""
    if paper := _some(story):
        words = (f"ord {story.draw(st.integers(1, 9))}",)
        paper.current = replace(paper.current, keywords=words)
        story.put(paper.path, paper.current)
        story.land()


def another_text(story: Story) -> None:
    """Other words under the same version: an error that changes no answer."""
    if paper := _some(story):
        story.put(paper.path, story.reworded(paper.current))
        story.land()


def move(story: Story) -> None:
    """Another folder and another file name."""
    if paper := _some(story):
        top = paper.stem.split("/")[0]
        for path in (paper.path, paper.coming):
            story.files.pop(path, None)
        folder = story.draw(st.sampled_from(FOLDERS))
        paper.stem = f"{top}/{folder}/{paper.id.lower()}-{len(story.commits)}"
        story.put(paper.path, paper.current)
        story.put(paper.coming, paper.waiting)
        story.land()


def vanish(story: Story) -> None:
    """A file is removed: what was decided stands."""
    if paper := _some(story):
        story.files.pop(paper.path, None)
        story.files.pop(paper.coming, None)
        story.land()


def revert(story: Story) -> None:
    """Main's files as they were a commit before, the ledger apart."""
    if not story.tip:
        return
    before = story.commits[story.commits[story.tip].parents[0]].files
    kept = {path: data for path, data in story.files.items() if path.startswith("register/")}
    documents = {path: data for path, data in before.items() if not path.startswith("register/")}
    now, story.files = story.files, {**kept, **documents}
    story.land()
    story.files = now
    if story.draw(st.booleans()):  # and the revert reverted
        story.wait(3)
        story.land()


def late_ledger(story: Story) -> None:
    """The ledger names a text that main already holds."""
    for paper in story.papers.values():
        writing = paper.current
        if writing.board and writing.decided and writing.decided > ADOPTION:
            named = ledger((writing, hash_of(writing.data)))
            if writing.version.endswith(".0") and not named.keys() & story.files.keys():
                story.files |= named
                story.land()
                return


Event = Callable[[Story], None]
EVENTS: tuple[Event, ...] = (
    *(new_document, new_document, correction, correction, correction, decision, decision),
    *(decision, fold, search_words, another_text, move, vanish, revert, late_ledger),
)
DRAFTING: tuple[Event, ...] = (
    *(new_document, new_document, correction, decision, fold, another_text, move),
)


def _some(story: Story) -> Paper | None:
    papers = [story.papers[id_] for id_ in sorted(story.papers)]
    return story.draw(st.sampled_from(papers)) if papers else None


def _proposal(writing: Writing) -> bool:
    return writing.decided is None


def _decision(story: Story, writing: Writing, *, repeal: bool = False) -> Writing:
    """The writing decided today or a little before, in the ledger too when the nämnd decides.

    Now and then the decision, or the ledger, is forgotten.
    """
    start = story.days(-3, 50)
    writing = replace(story.reworded(writing), start=start)
    if repeal:
        writing = replace(writing, ceases=start + story.draw(st.integers(0, 40)) * DAY)
    kept = story.draw(st.integers(0, 4))
    if not kept and (story.today < ADOPTION or not writing.board):
        return replace(writing, decided=None)
    decided = min(story.today, start) - story.draw(st.integers(0, 5)) * DAY
    writing = replace(writing, decided=decided, paragraph=str(100 + story.written))
    if writing.board and kept and story.today > ADOPTION:
        later = start + 7 * DAY if kept == 1 and not writing.ceases else None
        story.files |= ledger((writing, hash_of(writing.data)), start=later)
    return writing


def _drafts(story: Story, writing: Writing) -> tuple[Writing, ...]:
    """Earlier words under the same version, as a proposal's branch holds them."""
    count = story.draw(st.integers(0, 2))
    words = [replace(writing, body=f"Utkast {n} till {writing.body}") for n in range(count)]
    undecided = story.draw(st.booleans())
    return tuple(replace(draft, decided=None) if undecided else draft for draft in words)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Commit, ...]:
    """The commits of a project: drafting, the day of adoption, and what came after."""
    story = Story(draw)
    for event in draw(st.lists(st.sampled_from(DRAFTING), max_size=5)):
        story.wait(15)
        event(story)
    assert story.today < ADOPTION
    if draw(st.booleans()):
        story.now = datetime(2026, 1, 1, 9, tzinfo=UTC)
        draw(st.sampled_from(DRAFTING))(story)
    story.now = max(story.now, datetime(2026, 1, 2, tzinfo=UTC))
    for event in draw(st.lists(st.sampled_from(EVENTS), min_size=3, max_size=10)):
        story.wait()
        event(story)
    assert all(a.at <= b.at for a, b in pairwise(story.commits))
    return tuple(story.commits)


# --- what must hold ------------------------------------------------------------------------------


@contextmanager
def told(commits: Sequence[Commit]) -> Iterator[tuple[Path, Reference]]:
    """The history as a repository, and the reference that has read it."""
    with tempfile.TemporaryDirectory() as folder:
        root = imported(Path(folder) / "project", commits)
        yield root, Reference(root, hash_of)


few = settings(max_examples=int(os.environ.get("HISTORIES", "25")))


@few
@given(histories())
def test_the_answer_is_the_references(commits: tuple[Commit, ...]) -> None:
    with told(commits) as (root, reference):
        answers = every_answer(root, reference.days())
        wrong = {
            str(day): found
            for day, answer in answers.items()
            if (found := differing(answer, reference.asof(day)))
        }
        assert wrong == {}


@few
@given(histories())
def test_one_lydelse_at_most_and_no_hole(commits: tuple[Commit, ...]) -> None:
    with told(commits) as (root, reference):
        days = reference.days()
        ends = {date.fromisoformat(text) for text in _ends(every_answer(root, days))}
        answers = every_answer(root, sorted({*days, *ends, *(end + DAY for end in ends)}))
    for answer in answers.values():
        assert max(Counter(row["id"] for row in answer).values(), default=0) <= 1
        assert [row["id"] for row in answer] == sorted(row["id"] for row in answer)
    for day, answer in answers.items():
        for row in answer:
            _holds_as_long_as_it_says(row, day, answers)
            _is_followed_or_has_ceased(row, answers, commits)


def _holds_as_long_as_it_says(row: Row, day: date, answers: Answers) -> None:
    """On every asked day between its first and its last, the same lydelse is the answer."""
    first, last = row["gäller_från"], row["gäller_till_och_med"] or "9999-12-31"
    assert first <= str(day) <= last
    for other, answer in answers.items():
        same_era = (other < ADOPTION) == (day < ADOPTION)
        if first <= str(other) <= last and same_era:
            assert row in answer


def _is_followed_or_has_ceased(row: Row, answers: Answers, commits: Sequence[Commit]) -> None:
    """The day after its last day another version stands there, or one says that it ceases."""
    if row["gäller_till_och_med"] is None:
        return
    after = date.fromisoformat(row["gäller_till_och_med"]) + DAY
    next_ = [other for other in answers[after] if other["id"] == row["id"]]
    if next_:
        assert number(next_[0]["version"]) > number(row["version"])
        assert next_[0]["gäller_från"] == str(after)
        return
    ceased = {text.front.get("upphör") for text in _texts(commits) if text.id == row["id"]}
    assert any(day and day <= str(after) for day in ceased)


def _texts(commits: Sequence[Commit]) -> Iterator[Carried]:
    found = (carried(data) for commit in commits for data in commit.files.values())
    return (text for text in found if text)


def _ends(answers: Answers) -> set[str]:
    every = (row["gäller_till_och_med"] for answer in answers.values() for row in answer)
    return {end for end in every if end}


def every_answer(root: Path, days: Sequence[date]) -> Answers:
    """The answer for each day, by what the command asks; one of the days by the command itself."""
    timeline = Project(root).corpus.timeline
    found = {day: rows(wanted(timeline, day, ())) for day in days}
    middle = days[len(days) // 2]
    assert asof(root, middle) == found[middle]
    return found
