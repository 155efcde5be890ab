"""The coverage: what carries each duty on a day, by what is decided, and how it is told."""

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, TODAY, base_files, corpus_of, replaced
from covered import CHECKS, COMPLAINTS, ROUTINES, SET, answer_to, covered_project
from decisions import GUIDE, decide, decided_project, merge, propose, release, with_key
from former import HYGIENE, MOVED
from histories import Said, said
from lydelse.coverage import words
from lydelse.coverage.counting import Awaiting, Carrying, by_tree, counted
from lydelse.coverage.model import Carrier, Coming, Coverage, Duty, SetCoverage, State, Step
from lydelse.coverage.reading import coverage_of
from lydelse.coverage.writing import as_json, as_text
from lydelse.project import Project
from lydelse.requirements import NOT_CHECKED, RequirementSet, id_of, read_requirement_set
from repository import Repository, committed

GOLDEN = Path(__file__).parent / "coverage.txt"
FALL = "rutiner/halso-och-sjukvard/fall.md"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project made once: read it, and copy it before anything is changed."""
    return covered_project(tmp_path_factory.mktemp("coverage") / "project").root


@pytest.fixture
def repository(kept: Path, tmp_path: Path) -> Repository:
    """A copy of the project, to change."""
    shutil.copytree(kept, tmp_path / "project", symlinks=True)
    return Repository(tmp_path / "project")


def read(root: Path, day: date = TODAY) -> dict[str, Duty]:
    """Each duty on the day, as main has it and readers meet it."""
    project = Project(root).published
    found = coverage_of(project, project.for_readers(project.corpus), day)
    return duties(found)


def duties(found: Coverage) -> dict[str, Duty]:
    return {duty.requirement.id: duty for one in found.sets for duty in one.duties}


def run(root: Path, *arguments: str, day: date = TODAY) -> Said:
    return said("coverage", *arguments, "--today", str(day), "--project", root)


def carried(duty: Duty) -> list[tuple[str, str, bool, date | None]]:
    return [(one.id, one.version, one.late, one.last) for one in duty.carriers]


def ahead(duty: Duty) -> list[tuple[str, str, Step, date | None, tuple[str, ...]]]:
    return [(one.id, one.version, one.step, one.starts, one.branches) for one in duty.coming]


# By what is decided


def test_a_requirement_named_without_a_new_version_counts_from_that_day(kept: Path) -> None:
    day_before = read(kept, date(2026, 11, 11))
    assert [duty.state for duty in day_before.values()] == [State.NONE] * 3
    found = read(kept)
    assert {id_: duty.state for id_, duty in found.items()} == {
        ROUTINES: State.COVERED,
        CHECKS: State.ONLY_LATE,
        COMPLAINTS: State.NONE,
    }


def test_a_duty_that_the_next_version_drops_is_carried_until_then(kept: Path) -> None:
    assert carried(read(kept)[ROUTINES]) == [("RU-001", "3.1", False, date(2026, 12, 31))]
    later = read(kept, date(2027, 1, 1))
    assert later[ROUTINES].state is State.NONE
    assert carried(later[COMPLAINTS]) == [("RU-001", "4.0", False, None)]


def test_a_review_is_overdue_from_the_day_after(kept: Path) -> None:
    assert read(kept, date(2026, 11, 20))[CHECKS].state is State.COVERED
    assert carried(read(kept, date(2026, 11, 21))[CHECKS]) == [("RU-002", "1.0", True, None)]


def test_what_is_decided_for_later_and_proposed_is_on_its_way(kept: Path) -> None:
    decided = ("RU-001", "4.0", Step.DECIDED, date(2027, 1, 1), ())
    offered = ("RU-001", "5.0", Step.PROPOSED, date(2027, 3, 1), ("forslag/handskar",))
    found = read(kept)
    assert ahead(found[COMPLAINTS]) == [decided, offered]
    assert ahead(found[CHECKS]) == [offered]
    assert ahead(found[ROUTINES]) == []
    assert ahead(read(kept, date(2027, 1, 1))[COMPLAINTS]) == [], "the document carries it already"


def test_the_working_tree_and_a_branch_change_no_answer(repository: Repository) -> None:
    answer_to(repository.root / HYGIENE, COMPLAINTS)
    said_ = run(repository.root, "--format", "json")
    assert states(said_) == ["giltigt dokument", "bara försenad översyn", "saknar dokument"]
    assert said_.err == "Arbetskopian skiljer sig från main. Svaret gäller det som main har.\n"
    repository.commit("på main", "2026-11-20")
    assert states(run(repository.root, "--format", "json"))[2] == "giltigt dokument"


def states(answer: Said) -> list[str]:
    (found,) = json.loads(answer.out)["kravsamlingar"]
    return [row["läge"] for row in found["krav"]]


def test_a_document_that_ceased_carries_nothing(repository: Repository) -> None:
    path = repository.root / MOVED
    replaced(path, 'version: "1.0"\ndok', 'version: "2.0"\ndok')
    replaced(path, "\ngäller_från: 2026-09-15\n", "\ngäller_från: 2026-11-21\nupphör: 2026-11-22\n")
    entry = '  - version: "2.0"\n    gäller_från: 2026-11-21\n    slag: i sak\n'
    entry += "    orsak: översyn\n    text: Rutinen behövs inte.\n"
    replaced(path, "\nändringar:\n", f"\nändringar:\n{entry}")
    replaced(path, "  datum: 2026-09-01", "  datum: 2026-11-18")
    repository.commit("upphäv", "2026-11-19")
    before, after = read(repository.root, date(2026, 11, 20)), read(repository.root)
    assert carried(before[CHECKS]) == [("RU-002", "1.0", False, date(2026, 11, 21))]
    assert "RU-002" not in [one.id for one in before[CHECKS].coming], "it only ends"
    assert after[CHECKS].state is State.NONE


def test_a_document_removed_from_main_applies_all_the_same(repository: Repository) -> None:
    (repository.root / MOVED).unlink()
    repository.commit("ta bort", "2026-11-20")
    assert carried(read(repository.root)[CHECKS]) == [("RU-002", "1.0", True, None)]


def test_a_proposal_on_main_is_on_its_way_and_the_decided_text_counts(tmp_path: Path) -> None:
    repository = decided_project(tmp_path / "project")
    guide = repository.project / GUIDE
    answer_to(guide, CHECKS)
    repository.commit("svara mot egenkontroll", "2026-03-05")
    propose(repository, "forslag/a", GUIDE, day="2026-11-10")
    repository.git("switch", "--quiet", "forslag/a")
    answer_to(guide, CHECKS, COMPLAINTS)
    repository.commit("svara mot klagomål", "2026-11-11")
    repository.git("switch", "--quiet", "main")
    merge(repository, "forslag/a", day="2026-11-12")
    repository.git("branch", "--quiet", "-D", "forslag/a")
    found = read(repository.project)
    assert carried(found[CHECKS]) == [("RL-001", "1.0", False, None)]
    assert ahead(found[COMPLAINTS]) == [("RL-001", "2.0", Step.PROPOSED, date(2027, 1, 1), ())]


def test_a_decision_without_its_seal_waits(tmp_path: Path) -> None:
    repository = decided_project(tmp_path / "project")
    with_key(repository)
    repository.commit("lista nyckeln", "2026-03-02")
    propose(repository, "forslag/a", GUIDE)
    repository.git("switch", "--quiet", "forslag/a")
    answer_to(repository.project / GUIDE, CHECKS)
    repository.commit("svara mot egenkontroll", "2026-11-21")
    repository.git("switch", "--quiet", "main")
    done = decide(repository, "forslag/a")
    assert done.code == 0, done
    merge(repository, "beslutat/2026-12-15-namnd-112")
    repository.git("branch", "--quiet", "-D", "forslag/a")
    day = date(2027, 1, 2)
    waits = read(repository.project, day)[CHECKS]
    assert waits.state is State.NONE
    assert ahead(waits) == [("RL-001", "2.0", Step.WITHHELD, date(2027, 1, 1), ())]
    done = release(
        repository,
        "tag",
        "2026-12-15-namnd-112",
        "--sign",
        "--justerat",
        "2026-12-18",
        today="2026-12-19",
    )
    assert done.code == 0, done
    assert carried(read(repository.project, day)[CHECKS]) == [("RL-001", "2.0", False, None)]


# Without a past


def test_outside_git_the_documents_are_taken_at_their_word(project: Path) -> None:
    answer_to(project / FALL, ROUTINES)
    answer = run(project)
    assert answer.code == 0
    assert answer.err.startswith("Projektet ligger inte i git")
    assert "    RU-002 När någon har fallit, version 1.0, översyn senast 2028-03-01\n" in answer.out


def test_a_tree_tells_what_waits_and_what_is_proposed() -> None:
    text = base_files()[FALL].decode()
    named = text.replace("ändringar:\n", f"svarar_mot:\n  - {CHECKS}\nändringar:\n", 1)
    later = named.replace('version: "1.0"\ndok', 'version: "2.0"\ndok')
    later = later.replace("\ngäller_från: 2026-09-15\nö", "\ngäller_från: 2027-02-01\nö")
    proposed = later[: later.index("beslut:\n")] + later[later.index("gäller_från:") :]
    coming = FALL.replace(".md", ".kommande.md")
    for name, step in ((later, Step.DECIDED), (proposed, Step.PROPOSED)):
        corpus = corpus_of({**base_files(), coming: name.encode()})
        duty = duties(by_tree(corpus, TODAY))[CHECKS]
        assert ahead(duty) == [("RU-002", "2.0", step, date(2027, 2, 1), ())]
        begun = duties(by_tree(corpus, date(2027, 2, 1)))[CHECKS]
        assert (begun.state is State.COVERED) is (step is Step.DECIDED)
    ended = named.replace("översyn_senast:", "upphör: 2026-12-01\növersyn_senast:", 1)
    corpus = corpus_of({**base_files(), FALL: ended.encode()})
    last = duties(by_tree(corpus, TODAY))[CHECKS].carriers[0].last
    assert last == date(2026, 11, 30)
    assert duties(by_tree(corpus, date(2026, 12, 1)))[CHECKS].state is State.NONE


def test_without_requirement_sets_there_is_nothing_to_say(project: Path) -> None:
    (project / SET).unlink()
    (project / "schemas/krav.json").unlink()  # a municipality without sets needs none
    committed(project)
    answer = run(project)
    assert answer == Said(0, "Det finns inga kravsamlingar i register/krav/.\n", "")
    assert json.loads(run(project, "--format", "json").out) == {
        "dag": "2026-11-22",
        "kravsamlingar": [],
        "oläsbara": [],
        "oläsbara_dokument": [],
    }
    asked = run(project, "sosfs-2011-9")
    assert (asked.code, asked.out) == (2, "")
    assert "Det finns inga kravsamlingar" in asked.err


def test_a_schema_that_is_needed_is_missed(project: Path) -> None:
    (project / "schemas/krav.json").unlink()
    answer = run(project)
    assert answer.code == 2
    assert "Schemat schemas/krav.json saknas." in answer.err


# What is said


def test_the_answer_of_a_real_repository(kept: Path) -> None:
    answer = run(kept)
    assert (answer.code, answer.err) == (0, "")
    if os.environ.get("LYDELSE_ACCEPT"):
        GOLDEN.write_text(answer.out, "utf-8")
    assert answer.out == GOLDEN.read_text("utf-8")
    assert run(kept).out == answer.out, "the cache changes nothing"


def test_the_answer_as_data(kept: Path) -> None:
    found = json.loads(run(kept, "--format", "json").out)
    assert found["dag"] == "2026-11-22"
    (one,) = found["kravsamlingar"]
    assert one["antal"] == {
        "krav": 3,
        "saknar_dokument": 1,
        "bara_försenad_översyn": 1,
        "giltigt_dokument": 1,
        "inte_kontrollerade": 2,
    }
    by_id: dict[str, dict[str, Any]] = {row["id"]: row for row in one["krav"]}
    assert by_id[ROUTINES]["dokument"] == [
        {
            "id": "RU-001",
            "titel": "Basal hygien",
            "version": "3.1",
            "översyn_senast": "2028-03-01",
            "försenad": False,
            "svarar_till_och_med": "2026-12-31",
        }
    ]
    assert [by_id[id_]["kontrollerad"] for id_ in by_id] == [True, False, False]
    assert by_id[COMPLAINTS]["säkerhet"] == "allmän kännedom"
    assert [row["steg"] for row in by_id[COMPLAINTS]["på_väg"]] == ["beslutad", "förslag"]


@pytest.mark.parametrize("name", ["sosfs-2011-9", "SOSFS 2011:9", "register/krav/sosfs-2011-9.yml"])
def test_a_set_is_asked_for_by_id_number_or_file(kept: Path, name: str) -> None:
    assert run(kept, "--format", "text", name).out == run(kept).out


def test_an_unknown_set_names_the_known_ones(kept: Path) -> None:
    assert run(kept, "sosfs-2005-12") == Said(
        2,
        "",
        "Det finns ingen kravsamling som heter sosfs-2005-12. De som finns: sosfs-2011-9.\n",
    )


def test_a_set_that_cannot_be_read_is_told_and_left_out(repository: Repository) -> None:
    broken = repository.root / "register/krav/hslf-fs-2017-40.yml"
    broken.write_text("id: hslf-fs-2017-40\n", "utf-8")
    repository.commit("en trasig samling", "2026-11-20")
    answer = run(repository.root)
    assert answer.code == 0
    assert answer.err == (
        "register/krav/hslf-fs-2017-40.yml går inte att läsa och räknas inte. "
        "Se varför: lydelse check register/krav/hslf-fs-2017-40.yml.\n"
    )
    assert answer.out == run(repository.root, "sosfs-2011-9").out
    assert json.loads(run(repository.root, "--format", "json").out)["oläsbara"] == [
        "register/krav/hslf-fs-2017-40.yml"
    ]
    assert run(repository.root, "hslf-fs-2017-40").code == 2


def test_sets_that_none_can_be_read_of_are_no_answer(repository: Repository) -> None:
    (repository.root / SET).write_text("id: sosfs-2011-9\n", "utf-8")
    repository.commit("en trasig samling", "2026-11-20")
    answer = run(repository.root)
    assert answer.code == 2
    assert answer.out == (
        "Ingen kravsamling går att läsa, så inga krav är räknade. "
        "Rätta först register/krav/sosfs-2011-9.yml.\n"
    )
    answer = run(repository.root, "--format", "json")
    found = json.loads(answer.out)
    assert (answer.code, found["kravsamlingar"], found["oläsbara"]) == (2, [], [SET])


def test_a_document_that_cannot_be_read_is_told(repository: Repository) -> None:
    path = repository.root / HYGIENE
    replaced(path, "id: RU-001\n", "id: [RU-001\n")
    repository.commit("en trasig rutin", "2026-11-20")
    replaced(repository.root / MOVED, "id: RU-002\n", "")  # not on main
    answer = run(repository.root)
    assert answer.code == 0
    assert (
        f"Metadata i {HYGIENE} går inte att läsa. Dokumentet räknas efter sin senaste beslutade "
        "text som går att läsa, om det finns någon. Se varför:" in answer.err
    )
    assert MOVED not in answer.err
    assert json.loads(run(repository.root, "--format", "json").out)["oläsbara_dokument"] == [
        HYGIENE
    ]
    assert carried(read(repository.root)[ROUTINES])


def test_outside_git_a_document_that_cannot_be_read_does_not_count(project: Path) -> None:
    replaced(project / FALL, "id: RU-002\n", "")
    assert f"Metadata i {FALL} går inte att läsa. Dokumentet räknas inte." in run(project).err


def test_a_set_that_has_not_begun_says_so(kept: Path) -> None:
    answer = run(kept, day=date(2011, 12, 31))
    assert "Gäller inte än: föreskriften gäller från 2012-01-01.\n" in answer.out
    assert "Gäller inte än" not in run(kept, day=date(2012, 1, 1)).out


def test_nothing_steers_the_terminal() -> None:
    found = by_tree(corpus_of(base_files()), TODAY)
    nasty = Carrier(
        id="RU-009",
        title="\x1b[31mRöd\x1b[0m",
        version="1.0",
        path="",
        review_by=None,
        late=False,
    )
    sets = [one.set for one in found.sets]
    answer = counted(sets, TODAY, [Carrying(nasty, {ROUTINES: None})], ())
    assert "\x1b" not in as_text(answer)
    assert "RU-009 [31mRöd[0m, version 1.0\n" in as_text(answer)
    row = json.loads(as_json(answer))["kravsamlingar"][0]["krav"][0]["dokument"][0]
    assert row["översyn_senast"] is None


def set_of(*states_: State, checked: int = 99) -> SetCoverage:
    """A set whose duties stand so, of which the first few are checked."""
    values = base_files_set()
    entry = next(row for row in values["bestämmelser"] if row["slag"] == "krav")
    values["bestämmelser"] = [
        {
            **entry,
            "id": f"sosfs-2011-9:9:{n}",
            "säkerhet": "kontrollerad" if n <= checked else "delvis",
        }
        for n, _ in enumerate(states_, 1)
    ]
    carrying = [
        Carrying(
            Carrier(
                id=f"RU-{n:03}",
                title="Rutin",
                version="1.0",
                path="",
                review_by=TODAY,
                late=state is State.ONLY_LATE,
            ),
            {f"sosfs-2011-9:9:{n}": None},
        )
        for n, state in enumerate(states_, 1)
        if state is not State.NONE
    ]
    (one,) = counted([read_requirement_set(values)], TODAY, carrying, ()).sets
    return one


def base_files_set() -> dict[str, Any]:
    from lydelse.yamltext import read_yaml

    values = read_yaml(base_files()[SET].decode()).value
    assert isinstance(values, dict)
    return dict(values)


COVERED, LATE, NONE = State.COVERED, State.ONLY_LATE, State.NONE


@pytest.mark.parametrize(
    ("states_", "sentence"),
    [
        ((), "Samlingen har inga krav."),
        ((COVERED,), "Kravet har ett giltigt dokument."),
        ((NONE,), "Kravet saknar dokument."),
        ((COVERED, COVERED), "Alla 2 krav har ett giltigt dokument."),
        ((NONE, NONE), "Alla 2 krav saknar dokument."),
        ((LATE, LATE), "Alla 2 krav har bara dokument med försenad översyn."),
        ((COVERED, NONE), "Av 2 krav har 1 ett giltigt dokument och 1 inget dokument."),
        (
            (COVERED, NONE, LATE),
            (
                "Av 3 krav har 1 ett giltigt dokument, "
                "1 bara dokument med försenad översyn och 1 inget dokument."
            ),
        ),
    ],
)
def test_a_set_in_one_sentence(states_: tuple[State, ...], sentence: str) -> None:
    assert words.summary(set_of(*states_)) == sentence
    assert words.standing(set_of(*states_)) == sentence, "nothing more when all are checked"


@pytest.mark.parametrize(
    ("states_", "checked", "sentence"),
    [
        ((COVERED,), 0, "Det krav som har ett giltigt dokument är inte kontrollerat"),
        ((COVERED, NONE), 1, "Det krav som har ett giltigt dokument är kontrollerat"),
        ((COVERED, COVERED), 0, "Inget krav som har ett giltigt dokument är kontrollerat"),
        ((COVERED, COVERED, NONE), 2, "Alla krav som har ett giltigt dokument är kontrollerade"),
        ((COVERED, COVERED), 1, "Av de krav som har ett giltigt dokument är 1 kontrollerat"),
        ((COVERED,) * 3, 2, "Av de krav som har ett giltigt dokument är 2 kontrollerade"),
    ],
)
def test_the_next_sentence_says_how_many_are_checked(
    states_: tuple[State, ...], checked: int, sentence: str
) -> None:
    one = set_of(*states_, checked=checked)
    assert words.standing(one) == f"{words.summary(one)} {sentence} mot föreskriftens text."


def test_nothing_is_said_of_checks_when_nothing_is_covered() -> None:
    one = set_of(NONE, checked=0)
    assert words.standing(one) == words.summary(one)


# The repository's own set


def own_set() -> RequirementSet:
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "register").rglob("*.yml")
    }
    (one,) = corpus_of(files).register.requirement_sets
    return one


def test_the_repositorys_own_set_is_whole() -> None:
    one = own_set()
    assert [entry.id for entry in one.requirements] == [
        id_of(one.id, entry.citation) for entry in one.requirements
    ]
    assert (len(one.requirements), len(one.duties)) == (26, 22)
    unsure = [entry.id for entry in one.duties if not entry.checked]
    assert len(unsure) == 15
    assert {entry.kind for entry in one.requirements if not entry.is_duty} == {
        *("definition", "tillämpning", "undantag"),
    }
    for entry in one.requirements:
        chapter = one.headings[entry.chapter]
        assert chapter.heading


def test_every_unchecked_entry_is_marked() -> None:
    one = own_set()
    text = as_text(counted([one], TODAY, (), ()))
    assert text.count(f"({NOT_CHECKED})") == sum(not entry.checked for entry in one.duties)
    rows = json.loads(as_json(counted([one], TODAY, (), ())))["kravsamlingar"][0]["krav"]
    assert [row["kontrollerad"] for row in rows] == [entry.checked for entry in one.duties]


# Any documents at all

IDS = st.sampled_from([ROUTINES, CHECKS, COMPLAINTS, "sosfs-2011-9:2:1", "okänd:1"])
TEXTS = st.lists(
    st.tuples(st.integers(1, 5), st.sets(IDS), st.booleans(), st.sampled_from([None, TODAY])),
    max_size=8,
    unique_by=lambda row: row[0],
)
AHEAD = st.lists(
    st.tuples(st.integers(1, 9), st.sets(IDS), st.sampled_from(list(Step))), max_size=8
)


@given(TEXTS, AHEAD)
def test_each_duty_is_told_once_with_what_names_it(
    texts: list[tuple[int, set[str], bool, date | None]],
    later: list[tuple[int, set[str], Step]],
) -> None:
    one = read_requirement_set(base_files_set())
    carrying = [
        Carrying(
            Carrier(id=f"RU-{n:03}", title="R", version="1.0", path="", review_by=TODAY, late=late),
            dict.fromkeys(named, last),
        )
        for n, named, late, last in texts
    ]
    awaiting = [
        Awaiting(Coming(id=f"RU-{n:03}", title="R", version="2.0", step=step), tuple(named))
        for n, named, step in later
    ]
    found = counted([one], TODAY, carrying, awaiting)
    assert list(duties(found)) == [ROUTINES, CHECKS, COMPLAINTS]
    for id_, duty in duties(found).items():
        naming = {n: (late, last) for n, named, late, last in texts if id_ in named}
        assert {one.id for one in duty.carriers} == {f"RU-{n:03}" for n in naming}
        wanted = (
            State.NONE
            if not naming
            else State.ONLY_LATE
            if all(late for late, _ in naming.values())
            else State.COVERED
        )
        assert duty.state is wanted
        safe = {n for n, (late, last) in naming.items() if not late and last is None}
        assert sorted(one.id for one in duty.coming) == sorted(
            f"RU-{n:03}" for n, named, _ in later if id_ in named and n not in safe
        )
    (whole,) = found.sets
    assert sorted(duty.requirement.id for state in State for duty in whole.of(state)) == sorted(
        duties(found)
    )
