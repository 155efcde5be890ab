"""``asof`` in real repositories: one test for each way that git is used, with the whole answer."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conftest import make_project
from histories import (
    ADOPTION,
    DAY,
    Commit,
    Repository,
    Row,
    Writing,
    asof,
    frame,
    imported,
    ledger,
    moment,
    run_git,
    said,
)
from lydelse.wording import l1, read_wording

NIGHT = "rutiner/halso-och-sjukvard/lakemedel-natt.md"
COMING = "rutiner/halso-och-sjukvard/lakemedel-natt.kommande.md"
HANDS = "rutiner/hygien/rena-hander.md"
GOALS = "riktlinjer/kvalitet/god-vard.md"

ONE = Writing(start=date(2026, 2, 10), decided=date(2026, 2, 2))
ONE_ONE = replace(ONE, version="1.1", start=date(2026, 3, 1), body="Ring sjuksköterskan genast.")
TWO = replace(
    ONE, version="2.0", start=date(2026, 4, 1), decided=date(2026, 3, 20), body="Ring MAS."
)
DRAFT = replace(TWO, body="Ring någon.", decided=None)
EARLY_DRAFT = replace(TWO, body="Ring någon.")
OTHER = Writing(id="RU-102", start=date(2026, 2, 20), decided=date(2026, 2, 2), title="Rena händer")
GOAL = Writing(
    id="RL-101", start=date(2026, 3, 1), decided=date(2026, 2, 12), title="God vård", paragraph="14"
)


def hash_of(data: bytes) -> str:
    return l1(read_wording(data), {})


def row(
    writing: Writing,
    commit: str,
    published: str,
    *,
    until: str | None = None,
    proof: str = "rollbeslut",
) -> Row:
    """The whole row of the writing."""
    return {
        "id": writing.id,
        "titel": writing.title,
        "version": writing.version,
        "gäller_från": str(writing.start),
        "gäller_till_och_med": until,
        "beslut": writing.decision,
        "publicerad": published,
        "commit": commit,
        "hash": hash_of(writing.data),
        "bevis": proof,
    }


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Main holds version 1.0 since 3 February 2026."""
    repository = Repository(tmp_path / "project").begin()
    repository.save("2026-02-03", {NIGHT: ONE})
    return repository


@pytest.fixture
def first(repository: Repository) -> Row:
    """Version 1.0 as it is told while nothing follows it."""
    return row(ONE, repository.head, "2026-02-03")


Proposed = Callable[[Writing], None]


@pytest.fixture
def proposed(repository: Repository) -> Proposed:
    """Makes a branch ``forslag/natt`` with an early draft, and version 2.0 as decided."""

    def make(draft: Writing) -> None:
        repository.branch()
        repository.save("2026-03-10", {NIGHT: draft})
        repository.save("2026-03-21", {NIGHT: TWO})
        repository.switch()

    return make


def two_followed_one(repository: Repository, first: Row, commit: str, published: str) -> None:
    """Version 1.0 was in force up to 31 March, and 2.0 since."""
    assert asof(repository.project, "2026-02-09") == []
    assert asof(repository.project, "2026-02-10") == [first | {"gäller_till_och_med": "2026-03-31"}]
    assert asof(repository.project, "2026-03-31") == [first | {"gäller_till_och_med": "2026-03-31"}]
    assert asof(repository.project, "2026-04-01") == [row(TWO, commit, published)]
    assert asof(repository.project, "2126-04-01") == [row(TWO, commit, published)]


# --- how a proposal lands ------------------------------------------------------------------------


@pytest.mark.parametrize("draft", [DRAFT, EARLY_DRAFT])
def test_squash_merge(
    draft: Writing, repository: Repository, first: Row, proposed: Proposed
) -> None:
    proposed(draft)
    repository.git("merge", "--quiet", "--squash", "forslag/natt")
    landed = repository.commit("2026-03-25")
    two_followed_one(repository, first, landed, "2026-03-25")


@pytest.mark.parametrize("draft", [DRAFT, EARLY_DRAFT])
def test_merge_commit(
    draft: Writing, repository: Repository, first: Row, proposed: Proposed
) -> None:
    proposed(draft)
    repository.save("2026-03-12", {"docs/index.md": "# Start\n"})
    landed = repository.merge("forslag/natt", at="2026-03-25")
    two_followed_one(repository, first, landed, "2026-03-25")


def test_rebase_merge(repository: Repository, first: Row, proposed: Proposed) -> None:
    proposed(DRAFT)
    repository.save("2026-03-12", {"docs/index.md": "# Start\n"})
    repository.switch("forslag/natt")
    repository.git("rebase", "--quiet", "main", at="2026-03-25")
    repository.switch()
    landed = repository.merge("forslag/natt", at="2026-03-28", options=("--ff-only",))
    assert repository.git("rev-list", "--count", "main") == "5"
    two_followed_one(repository, first, landed, "2026-03-25")


def test_a_proposal_on_main_counts_from_the_commit_that_decides_it(
    repository: Repository, first: Row
) -> None:
    repository.save("2026-03-10", {NIGHT: replace(TWO, decided=None)})
    assert asof(repository.project, "2026-04-01") == [first]
    landed = repository.save("2026-03-21", {NIGHT: TWO})
    two_followed_one(repository, first, landed, "2026-03-21")


@pytest.mark.parametrize("draft", [DRAFT, EARLY_DRAFT])
@pytest.mark.parametrize("name", ["main", "origin/main"])
def test_swapped_parents(
    draft: Writing, name: str, repository: Repository, first: Row, proposed: Proposed
) -> None:
    """Main is merged into the branch, and main then moved to the branch."""
    proposed(draft)
    repository.save("2026-03-12", {HANDS: OTHER})
    hands = row(OTHER, repository.head, "2026-03-12")
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    repository.switch("forslag/natt")
    landed = repository.merge(name, at="2026-03-25")
    repository.git("branch", "--force", "main", "forslag/natt")
    parents = repository.git("show", "--no-patch", "--format=%P", landed).split()
    assert parents[1] == hands["commit"]
    first["gäller_till_och_med"] = "2026-03-31"
    assert asof(repository.project, "2026-03-31") == [first, hands]
    assert asof(repository.project, "2026-04-01") == [row(TWO, landed, "2026-03-25"), hands]


def test_swapped_parents_are_told(repository: Repository, proposed: Proposed) -> None:
    proposed(DRAFT)
    repository.save("2026-03-12", {HANDS: OTHER})
    repository.switch("forslag/natt")
    landed = repository.merge("main", at="2026-03-25")
    repository.git("branch", "--force", "main", "forslag/natt")
    answer = said("asof", "2026-04-01", "--project", repository.project)
    assert f"i omvänd ordning ({landed[:12]})" in answer.err


def test_swapped_parents_by_a_pull_on_a_clones_own_main(
    repository: Repository, first: Row, tmp_path: Path
) -> None:
    """Somebody commits to main in a clone, pulls what the others did, and pushes."""
    clone = repository.clone(tmp_path / "klon")
    clone.save("2026-03-10", {NIGHT: EARLY_DRAFT})
    clone.save("2026-03-21", {NIGHT: TWO})
    hands = row(OTHER, repository.save("2026-03-12", {HANDS: OTHER}), "2026-03-12")
    pull = ("pull", "--quiet", "--no-rebase", "--no-edit", f"file://{repository.root}", "main")
    clone.git(*pull, at="2026-03-25")
    first["gäller_till_och_med"] = "2026-03-31"
    assert asof(clone.project, "2026-03-31") == [first, hands]
    assert asof(clone.project, "2026-04-01") == [row(TWO, clone.head, "2026-03-25"), hands]


def test_swapped_parents_lose_nothing_that_main_no_longer_holds(
    repository: Repository, first: Row
) -> None:
    """A version that only main ever held, between the branch's beginning and the swapped merge."""
    repository.branch()
    repository.save("2026-02-20", {HANDS: OTHER})
    repository.switch()
    corrected = row(ONE_ONE, repository.save("2026-02-25", {NIGHT: ONE_ONE}), "2026-02-25")
    repository.save("2026-03-21", {NIGHT: TWO})
    two = row(TWO, repository.head, "2026-03-21")
    repository.switch("forslag/natt")
    landed = repository.merge("main", at="2026-03-25")
    repository.git("branch", "--force", "main", "forslag/natt")
    hands = row(OTHER, landed, "2026-03-25")
    first["gäller_till_och_med"] = "2026-02-28"
    corrected["gäller_till_och_med"] = "2026-03-31"
    assert asof(repository.project, "2026-02-19") == [first]
    assert asof(repository.project, "2026-03-01") == [corrected, hands]
    assert asof(repository.project, "2026-04-01") == [two, hands]


@pytest.mark.xfail(reason="only the merge's message tells which parent was main")
def test_swapped_parents_under_another_message_lose_nothing_either(
    repository: Repository, first: Row
) -> None:
    repository.branch()
    repository.save("2026-02-20", {HANDS: OTHER})
    repository.switch()
    repository.save("2026-02-25", {NIGHT: ONE_ONE})
    repository.save("2026-03-21", {NIGHT: TWO})
    repository.switch("forslag/natt")
    repository.merge("main", at="2026-03-25", options=("--no-ff", "--message", "Nattens rutin"))
    repository.git("branch", "--force", "main", "forslag/natt")
    days = ("2026-02-10", "2026-03-01", "2026-04-01")
    found = [(r["version"], r["hash"]) for day in days for r in asof(repository.project, day)[:1]]
    assert found == [(w.version, hash_of(w.data)) for w in (ONE, ONE_ONE, TWO)]
    assert asof(repository.project, "2026-02-10", "RU-101")[0]["commit"] == first["commit"]


def test_octopus_merge(repository: Repository, first: Row) -> None:
    third = replace(OTHER, id="RU-103", title="Rena golv")
    for name, files in (
        ("forslag/natt", {NIGHT: TWO}),
        ("forslag/hand", {HANDS: OTHER}),
        ("forslag/golv", {"rutiner/hygien/golv.md": third}),
    ):
        repository.branch(name)
        repository.save("2026-02-15", files)
    repository.switch()
    landed = repository.merge("forslag/natt", "forslag/hand", "forslag/golv", at="2026-02-18")
    assert len(repository.git("show", "--no-patch", "--format=%P", landed).split()) == 4
    first["gäller_till_och_med"] = "2026-03-31"
    others = [row(OTHER, landed, "2026-02-18"), row(third, landed, "2026-02-18")]
    assert asof(repository.project, "2026-02-19") == [first]
    assert asof(repository.project, "2026-02-20") == [first, *others]
    assert asof(repository.project, "2026-04-01") == [row(TWO, landed, "2026-02-18"), *others]


def test_revert_commit(repository: Repository, first: Row) -> None:
    landed = repository.save("2026-03-21", {NIGHT: TWO})
    repository.git("revert", "--no-edit", "HEAD", at="2026-04-05")
    assert (repository.project / NIGHT).read_bytes() == ONE.data
    two_followed_one(repository, first, landed, "2026-03-21")
    repository.git("revert", "--no-edit", "HEAD", at="2026-04-06")
    two_followed_one(repository, first, landed, "2026-03-21")


def test_cherry_pick(repository: Repository, first: Row) -> None:
    """A correction made on a branch is picked to main; the branch itself is merged later."""
    repository.branch()
    picked = repository.save("2026-02-20", {NIGHT: ONE_ONE})
    repository.save("2026-02-21", {HANDS: OTHER})
    repository.switch()
    repository.save("2026-02-22", {GOALS: replace(GOAL, decided=None)})
    repository.git("cherry-pick", picked, at="2026-02-25")
    corrected = row(ONE_ONE, repository.head, "2026-02-25")
    merged = repository.merge("forslag/natt", at="2026-03-05")
    first["gäller_till_och_med"] = "2026-02-28"
    hands = row(OTHER, merged, "2026-03-05")
    assert asof(repository.project, "2026-02-28") == [first, hands]
    assert asof(repository.project, "2026-03-01") == [corrected, hands]


# --- files that come, go and change --------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "rutiner/halso-och-sjukvard/natt.md",
        "rutiner/hygien/lakemedel-natt.md",
        "rutiner/natt.md",
        "rutiner/halso-och-sjukvard/på natten/läkemedel.md",
        'rutiner/hygien/natt\t"och" dag.md',
        "rutiner/hygien/natt\\n.md",
    ],
)
def test_a_document_moved_or_renamed_is_the_same(
    target: str, repository: Repository, first: Row
) -> None:
    (repository.project / target).parent.mkdir(parents=True, exist_ok=True)
    repository.git("mv", NIGHT, target)
    repository.commit("2026-02-20")
    assert asof(repository.project, "2026-03-01") == [first]
    corrected = row(ONE_ONE, repository.save("2026-02-25", {target: ONE_ONE}), "2026-02-25")
    first["gäller_till_och_med"] = "2026-02-28"
    assert asof(repository.project, "2026-02-28") == [first]
    assert asof(repository.project, "2026-03-01") == [corrected]


def test_a_file_name_with_every_sign_from_the_start(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "mappen å").begin()
    name = "rutiner/hygien/å ä \"ö\"\t'$x' {y} #1.md"
    commit = repository.save("2026-02-03", {name: ONE})
    assert asof(repository.project, "2026-02-10") == [row(ONE, commit, "2026-02-03")]


def test_two_documents_change_places(repository: Repository, first: Row) -> None:
    hands = row(OTHER, repository.save("2026-02-05", {HANDS: OTHER}), "2026-02-05")
    repository.save("2026-02-25", {NIGHT: OTHER, HANDS: ONE})
    assert asof(repository.project, "2026-03-01") == [first, hands]


def test_a_vanished_file_is_in_force_until_it_ceases(repository: Repository, first: Row) -> None:
    last = replace(TWO, ceases=date(2026, 6, 1))
    landed = repository.save("2026-03-21", {NIGHT: last})
    (repository.project / NIGHT).unlink()
    repository.commit("2026-04-10")
    ended = row(last, landed, "2026-03-21", until="2026-05-31")
    assert asof(repository.project, "2026-03-31") == [first | {"gäller_till_och_med": "2026-03-31"}]
    assert asof(repository.project, "2026-04-01") == [ended]
    assert asof(repository.project, "2026-05-31") == [ended]
    assert asof(repository.project, "2026-06-01") == []


def test_a_vanished_file_without_an_end_is_in_force_still(
    repository: Repository, first: Row
) -> None:
    (repository.project / NIGHT).unlink()
    repository.commit("2026-02-20")
    assert asof(repository.project, "2026-11-22") == [first]


def as_latin(text: str) -> bytes:
    return text.encode("latin-1")


def as_windows(text: str) -> bytes:
    return text.replace("Ring", "”Ring”").encode("cp1252")


def as_utf16(text: str) -> bytes:
    return text.encode("utf-16")


def as_big_utf16(text: str) -> bytes:
    return b"\xfe\xff" + text.encode("utf-16-be")


def with_bom(text: str) -> bytes:
    return text.encode("utf-8-sig")


def with_crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    "encoded", [as_latin, as_windows, as_utf16, as_big_utf16, with_bom, with_crlf]
)
def test_an_old_text_in_another_encoding(encoded: Callable[[str], bytes], tmp_path: Path) -> None:
    repository = Repository(tmp_path / "project").begin()
    repository.git("config", "core.autocrlf", "false")
    commit = repository.save("2026-02-03", {NIGHT: encoded(ONE.text)})
    old = row(ONE, commit, "2026-02-03", until="2026-02-28")
    if encoded is as_windows:
        old["hash"] = hash_of(ONE.text.replace("Ring", "”Ring”").encode())
    corrected = row(ONE_ONE, repository.save("2026-02-25", {NIGHT: ONE_ONE}), "2026-02-25")
    assert asof(repository.project, "2026-02-28") == [old]
    assert asof(repository.project, "2026-03-01") == [corrected]


@pytest.mark.parametrize(
    "broken",
    [
        ONE_ONE.data.replace(b"titel: ", b"titel: a: b: "),
        ONE_ONE.data.replace(b"---\n", b"", 1),
        ONE_ONE.data.replace(b'version: "1.1"', b"version:", 1),
        ONE_ONE.data.replace(b'version: "1.1"', b'version: "1.1.1"', 1),
        ONE_ONE.data.replace(b'"1.1"', b'"' + b"9" * 5000 + b'.1"', 1),
        ONE_ONE.data.replace(b'version: "1.1"', b"version: [1, 1]", 1),
        ONE_ONE.data.replace(b"id: RU-101", b"id: {a: b}", 1),
        ONE_ONE.data.replace(b"2026-03-01", b"2026-02-30"),
        ONE_ONE.data.replace(b"2026-03-01", b"snart"),
        ONE_ONE.data[:40],
        b"<<<<<<< HEAD\n" + ONE.data + b"=======\n" + ONE_ONE.data + b">>>>>>> forslag\n",
        b"---\n- a\n---\n",
        b"---\n" + b"[" * 3000 + b"\n---\n",
        b"---\nid: &a [*a]\n---\n",
        b"\xff\xfe\x00",
        b"\x00" * 100,
        b"",
    ],
)
def test_broken_front_matter_for_one_commit(
    broken: bytes, repository: Repository, first: Row
) -> None:
    repository.save("2026-02-25", {NIGHT: broken})
    assert asof(repository.project, "2026-11-22") == [first]
    mended = row(ONE_ONE, repository.save("2026-02-26", {NIGHT: ONE_ONE}), "2026-02-26")
    assert asof(repository.project, "2026-02-28") == [first | {"gäller_till_och_med": "2026-02-28"}]
    assert asof(repository.project, "2026-03-01") == [mended]


def test_two_ids_swapped_in_one_commit_change_no_answer(repository: Repository, first: Row) -> None:
    hands = row(OTHER, repository.save("2026-02-05", {HANDS: OTHER}), "2026-02-05")
    swapped = {NIGHT: replace(ONE, id="RU-102"), HANDS: replace(OTHER, id="RU-101")}
    repository.save("2026-02-25", swapped)
    assert asof(repository.project, "2026-03-01") == [first, hands]


def test_two_ids_swapped_in_new_versions_follow_the_id(repository: Repository, first: Row) -> None:
    hands = row(OTHER, repository.save("2026-02-05", {HANDS: OTHER}), "2026-02-05")
    night = replace(OTHER, id="RU-101", version="2.0", start=date(2026, 3, 1))
    clean = replace(ONE, id="RU-102", version="2.0", start=date(2026, 3, 1))
    commit = repository.save("2026-02-25", {NIGHT: clean, HANDS: night})
    ended = {"gäller_till_och_med": "2026-02-28"}
    assert asof(repository.project, "2026-02-28") == [first | ended, hands | ended]
    assert asof(repository.project, "2026-03-01") == [
        row(night, commit, "2026-02-25"),
        row(clean, commit, "2026-02-25"),
    ]


@pytest.mark.parametrize("copy", ["rutiner/a.md", "rutiner/z.md"])
def test_a_copy_under_the_same_id_changes_no_answer(
    copy: str, repository: Repository, first: Row
) -> None:
    repository.save("2026-02-25", {copy: replace(ONE, body="Ring ingen.", start=date(2026, 2, 11))})
    assert asof(repository.project, "2026-02-11") == [first]
    assert asof(repository.project, "2026-11-22") == [first]


def test_two_files_with_one_id_from_the_start_give_one_row(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "project").begin()
    commit = repository.save("2026-02-03", {NIGHT: ONE, HANDS: replace(ONE, body="Ring ingen.")})
    (found,) = asof(repository.project, "2026-03-01")
    assert (found["id"], found["commit"]) == ("RU-101", commit)


def test_another_text_under_the_same_version_changes_no_answer(
    repository: Repository, first: Row
) -> None:
    other = replace(ONE, body="Ring ingen.", title="Natt", start=date(2026, 2, 5))
    repository.save("2026-02-25", {NIGHT: other})
    assert asof(repository.project, "2026-02-09") == []
    assert asof(repository.project, "2026-03-01") == [first]


def test_versions_are_numbers(repository: Repository) -> None:
    for minor in range(1, 11):
        day = date(2026, 3, minor)
        text = replace(ONE, version=f"1.{minor}", start=day, body=f"Ring {minor}.")
        repository.save(str(day), {NIGHT: text})
    (found,) = asof(repository.project, "2026-03-09")
    assert (found["version"], found["gäller_till_och_med"]) == ("1.9", "2026-03-09")
    assert asof(repository.project, "2026-11-22")[0]["version"] == "1.10"


def test_a_symbolic_link_in_place_of_a_document(repository: Repository, first: Row) -> None:
    (repository.project / "docs").mkdir()
    (repository.project / "docs/ny.md").write_bytes(TWO.data)
    (repository.project / NIGHT).unlink()
    (repository.project / NIGHT).symlink_to("../../docs/ny.md")
    (repository.project / "rutiner/hygien").symlink_to("../docs")
    repository.commit("2026-03-21")
    assert asof(repository.project, "2026-11-22") == [first]


def test_a_submodule_in_place_of_a_document(repository: Repository, first: Row) -> None:
    head = repository.head
    (repository.project / NIGHT).unlink()
    repository.git("rm", "--quiet", "--cached", NIGHT)
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},{NIGHT}")
    repository.git("commit", "--quiet", "--message", "undermodul", at="2026-03-21")
    assert asof(repository.project, "2026-11-22") == [first]


def test_a_folder_in_place_of_a_document(repository: Repository, first: Row) -> None:
    (repository.project / NIGHT).unlink()
    landed = repository.save("2026-03-21", {f"{NIGHT}/ny.md": TWO})
    two_followed_one(repository, first, landed, "2026-03-21")


# --- wordings that wait --------------------------------------------------------------------------


@pytest.mark.parametrize("folded", [False, True])
def test_a_waiting_wording_is_in_force_on_its_day(
    folded: bool,  # noqa: FBT001  a case
    repository: Repository,
    first: Row,
) -> None:
    landed = repository.save("2026-03-21", {COMING: TWO})
    if folded:
        repository.git("mv", "--force", COMING, NIGHT)
        repository.commit("2026-04-01")
    two_followed_one(repository, first, landed, "2026-03-21")


def test_the_wording_in_force_is_corrected_while_another_waits(
    repository: Repository, first: Row
) -> None:
    waiting = repository.save("2026-02-20", {COMING: TWO})
    corrected = repository.save("2026-02-25", {NIGHT: ONE_ONE})
    repository.git("mv", "--force", COMING, NIGHT)
    repository.commit("2026-04-02")
    first["gäller_till_och_med"] = "2026-02-28"
    middle = row(ONE_ONE, corrected, "2026-02-25", until="2026-03-31")
    assert asof(repository.project, "2026-02-28") == [first]
    assert asof(repository.project, "2026-03-01") == [middle]
    assert asof(repository.project, "2026-03-31") == [middle]
    assert asof(repository.project, "2026-04-01") == [row(TWO, waiting, "2026-02-20")]


def test_a_repeal_that_never_comes_into_force_ends_the_version_before(
    repository: Repository, first: Row
) -> None:
    repository.save("2026-03-21", {NIGHT: replace(TWO, ceases=TWO.start)})
    assert asof(repository.project, "2026-03-31") == [first | {"gäller_till_och_med": "2026-03-31"}]
    assert asof(repository.project, "2026-04-01") == []


# --- the ledger ----------------------------------------------------------------------------------


def test_the_nämnds_first_number_counts_by_the_ledger(repository: Repository, first: Row) -> None:
    named = ledger((GOAL, hash_of(GOAL.data)))
    assert list(named) == ["register/beslut/2026-02-12-namnd-14.yml"]
    landed = repository.save("2026-02-13", {GOALS: GOAL, **named})
    assert asof(repository.project, "2026-02-28") == [first]
    goal = row(GOAL, landed, "2026-02-13", proof="liggaren")
    assert asof(repository.project, "2026-03-01") == [goal, first]


def test_the_nämnds_first_number_does_not_count_without_the_ledger(
    repository: Repository, first: Row
) -> None:
    repository.save("2026-02-13", {GOALS: GOAL})
    repository.save("2026-02-14", {GOALS: replace(GOAL, version="1.1", body="Gör gott.")})
    assert asof(repository.project, "2026-11-22") == [first]


@pytest.mark.parametrize("outcome", ["bordlagt", "återremitterat", "avslaget"])
def test_another_outcome_decides_nothing(outcome: str, repository: Repository, first: Row) -> None:
    repository.save(
        "2026-02-13", {GOALS: GOAL, **ledger((GOAL, hash_of(GOAL.data)), outcome=outcome)}
    )
    assert asof(repository.project, "2026-11-22") == [first]


@pytest.mark.parametrize("gone", [False, True])
def test_what_the_ledger_once_said_stands(
    gone: bool,  # noqa: FBT001  a case
    repository: Repository,
) -> None:
    named = ledger((GOAL, hash_of(GOAL.data)))
    landed = repository.save("2026-02-13", {GOALS: GOAL, **named})
    (path,) = named
    if gone:
        (repository.project / path).unlink()
    else:
        repository.write(ledger((GOAL, hash_of(ONE.data)), start=date(2030, 1, 1)))
    repository.commit("2026-02-20")
    goal = row(GOAL, landed, "2026-02-13", proof="liggaren")
    assert asof(repository.project, "2026-11-22", "RL-101") == [goal]


def test_the_ledger_points_out_a_later_text_under_the_same_version(repository: Repository) -> None:
    early = replace(GOAL, body="Gör ont.")
    repository.save("2026-02-13", {GOALS: early})
    named = ledger((GOAL, hash_of(GOAL.data)))
    landed = repository.save("2026-02-15", {GOALS: GOAL, **named})
    repository.save("2026-02-16", {GOALS: early})
    goal = row(GOAL, landed, "2026-02-15", proof="liggaren")
    assert asof(repository.project, "2026-11-22", "RL-101") == [goal]


def test_the_ledgers_first_day_wins(repository: Repository) -> None:
    named = ledger((GOAL, hash_of(GOAL.data)), start=date(2026, 3, 15))
    landed = repository.save("2026-02-13", {GOALS: GOAL, **named})
    goal = row(GOAL, landed, "2026-02-13", proof="liggaren") | {"gäller_från": "2026-03-15"}
    assert asof(repository.project, "2026-03-14", "RL-101") == []
    assert asof(repository.project, "2026-03-15", "RL-101") == [goal]


def test_a_minor_number_follows_its_first(repository: Repository) -> None:
    named = ledger((GOAL, hash_of(GOAL.data)))
    landed = repository.save("2026-02-13", {GOALS: GOAL, **named})
    minor = replace(GOAL, version="1.1", body="Gör gott.", start=date(2026, 4, 1))
    corrected = repository.save("2026-03-20", {GOALS: minor})
    before = row(GOAL, landed, "2026-02-13", proof="liggaren", until="2026-03-31")
    assert asof(repository.project, "2026-03-31", "RL-101") == [before]
    (found,) = asof(repository.project, "2026-04-01", "RL-101")
    assert found == row(minor, corrected, "2026-03-20", proof=found["bevis"])


# --- adoption ------------------------------------------------------------------------------------


OLD = replace(ONE, start=date(2025, 3, 1), decided=date(2025, 2, 1))


def many(count: int) -> dict[str, Writing]:
    ids = [f"RU-{number}" for number in range(100, 100 + count - 1)]
    texts = [replace(OLD, id=id_, body=f"Ring {id_}.") for id_ in ["RL-100", *ids]]
    return {
        f"{'riktlinjer' if text.board else 'rutiner'}/kvalitet/{text.id.lower()}.md": text
        for text in texts
    }


@pytest.mark.parametrize("day", [ADOPTION - DAY, ADOPTION])
def test_500_documents_imported_in_one_commit_are_all_taken_over(day: date, tmp_path: Path) -> None:
    documents = many(500)
    files = {path: text.data for path, text in documents.items()}
    commits = [
        Commit(files=frame(), at=moment("2025-12-01"), parents=()),
        Commit(files={**frame(), **files}, at=moment(str(day)), parents=(0,)),
    ]
    root = imported(tmp_path / "project", commits)
    head = run_git(root, "rev-parse", "main").decode().strip()
    every = [row(text, head, str(day), proof="övertagen") for text in documents.values()]
    assert asof(root, "2025-02-28") == []
    assert asof(root, "2025-03-01") == every
    assert asof(root, ADOPTION) == every
    assert asof(root, "2026-11-22") == every


@pytest.fixture
def drafted(tmp_path: Path) -> Repository:
    """Before adoption: a draft, another under the same version, and one version more."""
    repository = Repository(tmp_path / "project").begin()
    repository.save("2025-04-01", {NIGHT: OLD})
    repository.save("2025-05-01", {NIGHT: replace(OLD, body="Ring igen.")})
    text = replace(OLD, version="3.2", body="Ring nu.", start=date(2025, 6, 15))
    repository.save("2025-06-01", {NIGHT: text})
    return repository


def test_history_before_adoption_is_drafting(drafted: Repository) -> None:
    commit = drafted.head
    text = replace(OLD, version="3.2", body="Ring nu.", start=date(2025, 6, 15))
    taken = row(text, commit, "2025-06-01", proof="övertagen")
    assert asof(drafted.project, "2025-06-14") == []
    assert asof(drafted.project, "2025-06-15") == [taken]
    assert asof(drafted.project, "2026-11-22") == [taken]


def test_the_text_taken_over_is_the_last_before_adoption(tmp_path: Path) -> None:
    """The day turns at midnight in Stockholm, which is 23:00 UTC in winter."""
    repository = Repository(tmp_path / "project").begin()
    repository.save("2025-12-30T12:00:00+01:00", {NIGHT: OLD})
    last = replace(OLD, body="Ring nu.")
    commit = repository.save("2025-12-31T22:59:59+00:00", {NIGHT: last})
    repository.save("2025-12-31T23:00:00+00:00", {NIGHT: replace(OLD, body="För sent.")})
    taken = row(last, commit, "2025-12-31", proof="övertagen")
    assert asof(repository.project, "2025-12-31") == [taken]
    assert asof(repository.project, "2026-11-22") == [taken]


def test_a_version_that_lands_on_adoption_day_follows_the_one_taken_over(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "project").begin()
    taken = row(
        OLD,
        repository.save("2025-04-01", {NIGHT: OLD}),
        "2025-04-01",
        until="2026-01-09",
        proof="övertagen",
    )
    text = replace(TWO, decided=ADOPTION, start=date(2026, 1, 10))
    commit = repository.save(str(ADOPTION), {NIGHT: text})
    assert asof(repository.project, "2025-03-01") == [taken]
    assert asof(repository.project, "2026-01-09") == [taken]
    assert asof(repository.project, "2026-01-10") == [row(text, commit, str(ADOPTION))]


def test_the_nämnds_documents_are_taken_over_without_a_ledger(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "project").begin()
    old = replace(GOAL, version="2.3", start=date(2025, 3, 1), decided=date(2025, 2, 1))
    commit = repository.save("2025-04-01", {GOALS: old})
    repository.save("2026-04-01", {GOALS: replace(GOAL, version="3.0", start=date(2026, 4, 1))})
    assert asof(repository.project, "2026-11-22") == [
        row(old, commit, "2025-04-01", proof="övertagen")
    ]
    minor = replace(old, version="2.4", start=date(2026, 5, 1), body="Gör gott.")
    landed = repository.save("2026-04-20", {GOALS: minor})
    (found,) = asof(repository.project, "2026-05-01")
    assert found == row(minor, landed, "2026-04-20", proof=found["bevis"])


def test_a_proposal_is_not_taken_over(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "project").begin()
    repository.save("2025-04-01", {NIGHT: OLD})
    repository.save("2025-12-01", {NIGHT: replace(OLD, version="2.0", decided=None)})
    assert asof(repository.project, "2025-11-01") == []
    assert asof(repository.project, "2026-11-22") == []


def test_a_waiting_wording_is_taken_over_from_its_own_day(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "project").begin()
    commit = repository.save("2025-12-01", {NIGHT: OLD, COMING: TWO})
    taken = row(OLD, commit, "2025-12-01", until="2026-03-31", proof="övertagen")
    assert asof(repository.project, "2025-12-31") == [taken]
    assert asof(repository.project, "2026-03-31") == [taken]
    assert asof(repository.project, "2026-04-01") == [
        row(TWO, commit, "2025-12-01", proof="övertagen")
    ]


def test_adoption_in_the_future(tmp_path: Path) -> None:
    """All is drafting still; answers are what would be taken over today."""
    repository = Repository(tmp_path / "project", adoption=date(2099, 1, 1)).begin()
    repository.save("2026-02-03", {NIGHT: ONE})
    repository.save("2026-02-04", {HANDS: OTHER})
    (repository.project / HANDS).unlink()
    commit = repository.save("2026-02-25", {NIGHT: ONE_ONE, GOALS: GOAL})
    taken = [
        row(GOAL, commit, "2026-02-25", proof="övertagen"),
        row(ONE_ONE, commit, "2026-02-25", proof="övertagen"),
    ]
    assert asof(repository.project, "2026-02-28") == []
    assert asof(repository.project, "2026-03-01") == taken
    assert asof(repository.project, "2099-06-01") == taken


def test_days_before_adoption_know_only_what_was_taken_over(tmp_path: Path) -> None:
    """A decision after adoption, however early its first day, does not reach back before it."""
    repository = Repository(tmp_path / "project").begin()
    repository.save("2025-04-01", {NIGHT: OLD})
    repository.save("2026-02-03", {NIGHT: replace(TWO, start=date(2025, 6, 1), decided=ADOPTION)})
    found = {
        day: asof(repository.project, day)[0]["version"] for day in ("2025-12-31", "2026-01-01")
    }
    assert found == {"2025-12-31": "1.0", "2026-01-01": "2.0"}


# --- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "published"),
    [
        ("2026-02-03T23:30:00+00:00", "2026-02-04"),
        ("2026-02-03T22:30:00+00:00", "2026-02-03"),
        ("2026-02-03T20:00:00-05:00", "2026-02-04"),
        ("2026-02-04T07:00:00+09:00", "2026-02-03"),
        ("2026-07-03T22:30:00+00:00", "2026-07-04"),
        ("2026-07-03T21:30:00+00:00", "2026-07-03"),
        ("2026-03-29T00:30:00+01:00", "2026-03-29"),
    ],
)
def test_published_is_the_day_in_stockholm(at: str, published: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "project").begin()
    commit = repository.save(at, {NIGHT: ONE})
    assert asof(repository.project, "2026-02-10") == [row(ONE, commit, published)]


def test_a_commit_dated_in_the_future_counts_by_its_text(
    repository: Repository, first: Row
) -> None:
    landed = repository.save("2031-05-01", {NIGHT: TWO})
    two_followed_one(repository, first, landed, "2031-05-01")


def test_commits_with_falling_days_count_in_their_order(repository: Repository, first: Row) -> None:
    """A clock that was behind; which day its commits then reached main is not said anywhere."""
    landed = repository.save("2026-01-20", {NIGHT: ONE_ONE})
    repository.save("2026-01-15", {NIGHT: replace(ONE_ONE, body="För sent.")})
    first["gäller_till_och_med"] = "2026-02-28"
    (before,), (after,) = (asof(repository.project, day) for day in ("2026-02-28", "2026-03-01"))
    possible = {"2026-01-20", "2026-02-03"}
    assert {before["publicerad"], after["publicerad"]} <= possible
    assert before == first | {"publicerad": before["publicerad"]}
    assert after == row(ONE_ONE, landed, after["publicerad"])


def test_a_last_commit_with_a_clock_far_behind_moves_nothing(
    repository: Repository, first: Row
) -> None:
    repository.save("2015-01-01", {"docs/index.md": "# Start\n"})
    assert asof(repository.project, "2026-11-22") == [first]


# --- clones and places ---------------------------------------------------------------------------


def test_bare_clone(repository: Repository, first: Row, tmp_path: Path) -> None:
    bare = repository.clone(tmp_path / "rutiner.git", "--bare")
    assert asof(bare.root, "2026-11-22") == [first]


def test_bare_clone_of_a_mirror(repository: Repository, first: Row, tmp_path: Path) -> None:
    repository.branch()
    repository.save("2026-03-10", {NIGHT: TWO})
    repository.switch()
    bare = repository.clone(tmp_path / "spegel.git", "--mirror")
    assert asof(bare.root, "2026-11-22") == [first]


def test_a_bare_repository_whose_head_was_never_born(
    repository: Repository, first: Row, tmp_path: Path
) -> None:
    """As a server makes it: HEAD says master, and only main was ever pushed."""
    server = Repository(tmp_path / "server.git")
    server.root.mkdir()
    server.git("init", "--quiet", "--bare", "--initial-branch", "master")
    repository.git("push", "--quiet", str(server.root), "main")
    assert asof(server.root, "2026-11-22") == [first]


def test_a_shallow_clone_says_what_it_cannot_know(repository: Repository, tmp_path: Path) -> None:
    repository.save("2026-03-21", {NIGHT: TWO})
    shallow = repository.clone(tmp_path / "grund", "--depth=1")
    answer = said("asof", "2026-03-01", "--format", "json", "--project", shallow.root)
    assert answer.code in {0, 2}
    assert "git fetch --unshallow" in answer.err


def test_outside_git_it_is_said(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    answer = said("asof", "2026-11-22", "--format", "json", "--project", project)
    assert answer.code in {0, 2}
    assert "git" in answer.err


def test_a_repository_without_a_commit_is_said(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    run_git(project, "init", "--quiet", "--initial-branch", "main")
    answer = said("asof", "2026-11-22", "--format", "json", "--project", project)
    assert answer.code in {0, 2}
    assert "ligger inte i git" not in answer.err
    assert "git commit" in answer.err


def test_a_detached_head_in_ci(repository: Repository, first: Row, tmp_path: Path) -> None:
    """As CI checks out a proposal: no local branch, the proposal's commit in the working tree."""
    repository.branch()
    repository.save("2026-03-10", {NIGHT: TWO})
    robot = Repository(tmp_path / "ci")
    robot.root.mkdir()
    robot.git("init", "--quiet")
    robot.git("remote", "add", "origin", f"file://{repository.root}")
    robot.git("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*")
    robot.git("checkout", "--quiet", "--detach", "origin/forslag/natt")
    assert robot.git("for-each-ref", "refs/heads") == ""
    assert asof(robot.project, "2026-11-22") == [first]


def test_a_clone_where_only_origin_main_is(
    repository: Repository, first: Row, tmp_path: Path
) -> None:
    repository.branch()
    repository.save("2026-03-10", {NIGHT: TWO})
    repository.switch()
    clone = repository.clone(tmp_path / "klon", "--branch", "forslag/natt")
    assert clone.git("branch", "--list", "main") == ""
    assert asof(clone.project, "2026-11-22") == [first]


def test_another_name_than_main(repository: Repository, first: Row) -> None:
    """A proposal's branch is never taken for main, nor is a detached HEAD."""
    repository.git("branch", "--move", "main", "stam")
    repository.branch("forslag/natt", "stam")
    repository.save("2026-03-10", {NIGHT: TWO})
    assert asof(repository.project, "2026-11-22") == [first]
    repository.git("branch", "beslutat/natt")
    repository.git("switch", "--quiet", "--detach")
    assert asof(repository.project, "2026-11-22") == [first]


def test_a_clone_of_another_name_than_main(
    repository: Repository, first: Row, tmp_path: Path
) -> None:
    repository.git("branch", "--move", "main", "stam")
    repository.branch("forslag/natt", "stam")
    repository.save("2026-03-10", {NIGHT: TWO})
    clone = repository.clone(tmp_path / "klon")
    clone.git("remote", "set-head", "origin", "--delete")
    assert asof(clone.project, "2026-11-22") == [first]


@pytest.mark.parametrize("names", [("stam", "gren"), ("forslag/natt",)])
def test_no_branch_that_must_be_main(names: tuple[str, ...], repository: Repository) -> None:
    for name in names:
        repository.git("branch", name)
    repository.git("switch", "--quiet", "--detach")
    repository.git("branch", "--delete", "--force", "main")
    answer = said("asof", "2026-11-22", "--project", repository.project)
    assert answer.code == 2
    assert "git remote set-head origin --auto" in answer.err


def test_a_branch_or_a_tag_with_a_confusing_name(repository: Repository, first: Row) -> None:
    repository.branch("forslag/main")
    repository.save("2026-03-10", {NIGHT: TWO})
    repository.git("tag", "main")
    assert asof(repository.project, "2026-11-22") == [first]


def test_a_project_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "allt", "vård och omsorg").begin()
    commit = repository.save("2026-02-03", {NIGHT: ONE})
    (repository.root / "rutiner").mkdir()
    (repository.root / "rutiner/annat.md").write_bytes(OTHER.data)
    (repository.root / "rutiner/natt.md").write_bytes(TWO.data)
    repository.commit("2026-02-04")
    assert asof(repository.project, "2026-11-22") == [row(ONE, commit, "2026-02-03")]


def test_a_project_moved_into_a_folder_is_read_there(tmp_path: Path) -> None:
    """The repository was the project, and is now one folder among others."""
    repository = Repository(tmp_path / "allt").begin()
    repository.save("2026-02-03", {NIGHT: ONE})
    (repository.root / "vård").mkdir()
    for name in ("register", "schemas", "rutiner"):
        repository.git("mv", name, f"vård/{name}")
    repository.commit("2026-02-20")
    (found,) = asof(repository.root / "vård", "2026-11-22")
    assert (found["version"], found["hash"]) == ("1.0", hash_of(ONE.data))


def test_what_is_not_on_main_does_not_count(repository: Repository, first: Row) -> None:
    (repository.project / NIGHT).write_bytes(TWO.data)
    (repository.project / "rutiner/ny.md").write_bytes(OTHER.data)
    assert asof(repository.project, "2026-11-22") == [first]
    repository.git("add", "--all")
    assert asof(repository.project, "2026-11-22") == [first]


@pytest.mark.parametrize("name", ["regler", "roller"])
@pytest.mark.parametrize("added", ["okänd: 1\n", "  x: [\n", None])
@pytest.mark.parametrize("committed", [False, True])
def test_a_broken_register_never_changes_an_answer_without_a_word(
    name: str,
    added: str | None,
    committed: bool,  # noqa: FBT001  a case
    drafted: Repository,
) -> None:
    """The day of adoption and who is an instans stand there: the answer hangs on them."""
    drafted.save("2026-02-03", {GOALS: GOAL})
    before = asof(drafted.project, "2026-11-22")
    register = drafted.project / f"register/{name}.yml"
    if added is None:
        register.unlink()
    else:
        register.write_text(register.read_text("utf-8") + added, "utf-8")
    if committed:
        drafted.commit("2026-03-01")
    answer = said("asof", "2026-11-22", "--format", "json", "--project", drafted.project)
    assert answer.code == 2 or json.loads(answer.out) == before, answer.err
    assert answer.code == 0 or answer.err


def test_only_the_documents_asked_for(repository: Repository, first: Row) -> None:
    hands = row(OTHER, repository.save("2026-02-05", {HANDS: OTHER}), "2026-02-05")
    assert asof(repository.project, "2026-11-22", "RU-102") == [hands]
    assert asof(repository.project, "2026-11-22", "RU-102", "RU-101") == [first, hands]


def test_a_graft_does_not_cut_the_history(repository: Repository, first: Row) -> None:
    landed = repository.save("2026-03-21", {NIGHT: TWO})
    grafts = repository.root / ".git/info/grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text(f"{landed}\n")
    two_followed_one(repository, first, landed, "2026-03-21")


def test_fmt_in_a_bare_repository(repository: Repository, tmp_path: Path) -> None:
    bare = repository.clone(tmp_path / "rutiner.git", "--bare")
    answer = said("fmt", "--project", bare.root)
    assert answer.code == 2
    assert "Kör kommandot i en arbetskopia" in answer.err


def test_the_settings_of_git_do_not_disturb(
    repository: Repository, first: Row, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.branch()
    repository.save("2026-03-10", {NIGHT: TWO})
    repository.switch()
    landed = repository.merge("forslag/natt", at="2026-03-25")
    trap = tmp_path / "kördes"
    for name, value in (
        ("core.quotepath", "true"),
        ("color.ui", "always"),
        ("diff.renames", "copies"),
        ("diff.external", f"touch '{trap}'"),
        ("diff.ignoreSubmodules", "all"),
        ("core.fsmonitor", f"touch '{trap}'"),
        ("log.showSignature", "true"),
        ("log.date", "relative"),
        ("log.diffMerges", "off"),
        ("log.follow", "true"),
        ("format.pretty", "oneline"),
        ("core.abbrev", "4"),
        ("log.decorate", "full"),
        ("i18n.logOutputEncoding", "UTF-16"),
    ):
        repository.git("config", name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "annat"))
    for name in ("GIT_LITERAL_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_GLOB_PATHSPECS"):
        monkeypatch.setenv(name, "1")
    two_followed_one(repository, first, landed, "2026-03-25")
    assert not trap.exists()


def test_a_clock_set_back_past_the_adoption_takes_nothing_over(tmp_path: Path) -> None:
    first = Writing(start=date(2025, 7, 1), decided=date(2025, 6, 1))
    second = Writing(
        version="2.0", start=date(2026, 5, 2), decided=date(2026, 5, 1), body="Ring läkaren."
    )
    other = Writing(id="RU-102", start=date(2026, 5, 3), decided=date(2026, 5, 3))
    path = "rutiner/kvalitet/natt.md"
    project = imported(
        tmp_path / "project",
        [
            Commit(at=moment("2025-07-01"), files={**frame(), path: first.data}, parents=()),
            Commit(at=moment("2026-05-02"), files={**frame(), path: second.data}, parents=(0,)),
            Commit(
                at=moment("2025-12-20"),
                files={**frame(), path: second.data, "rutiner/kvalitet/annan.md": other.data},
                parents=(1,),
            ),
        ],
    )
    before, after = (asof(project, day, "RU-101")[0] for day in ("2026-01-15", "2026-05-10"))
    assert (before["version"], before["bevis"]) == ("1.0", "övertagen")
    assert (after["version"], after["bevis"]) == ("2.0", "rollbeslut")
