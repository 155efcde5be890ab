"""From proposal to decision: plan, decide, tag and verify, in real repositories with real keys."""

from pathlib import Path

import pytest

from conftest import replaced
from decisions import (
    GUIDE,
    SECOND,
    decide,
    decided_project,
    merge,
    propose,
    raise_version,
    release,
    with_key,
)
from histories import Said, asof, said
from repository import Repository

ADDED = ("Nämnden följer upp riktlinjen varje år.", "Nämnden följer upp riktlinjen varje halvår.")
NAME = "2026-12-15-namnd-112"
BRANCH = f"beslutat/{NAME}"
LEDGER = f"register/beslut/{NAME}.yml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return decided_project(tmp_path / "project")


def test_a_proposal_awaits_and_is_decided_for_a_later_day(repository: Repository) -> None:
    with_key(repository)
    repository.commit("lista nyckeln", "2026-03-02")
    propose(repository, "forslag/halvar", GUIDE, ADDED)

    plan = release(repository, "plan", today="2026-11-25")
    assert plan.code == 0, plan
    assert "RL-001 Ledningssystem för kvalitet, version 2.0" in plan.out
    assert "ändrat, i sak, från 2027-01-01" in plan.out

    done = decide(repository, "forslag/halvar")
    assert done.code == 0, done
    assert (
        "RL-001 2.0 gäller från 2027-01-01 (riktlinjer/kvalitet/ledningssystem.kommande.md)"
        in done.out
    )
    assert not (repository.project / LEDGER).exists(), "the working tree is as it was"

    merge(repository, BRANCH)
    waiting = repository.project / GUIDE.replace(".md", ".kommande.md")
    assert (
        "beslut:\n  datum: 2026-12-15\n  av: nämnd\n  diarienummer: VON 2026/0456"
        in waiting.read_text("utf-8")
    )
    ledger = (repository.project / LEDGER).read_text("utf-8")
    assert ledger.startswith("instans: nämnd\ndatum: 2026-12-15\n")

    assert release(repository, "verify", today="2026-12-17").code == 1, "it has no tag yet"
    sealed = release(
        repository, "tag", NAME, "--sign", "--justerat", "2026-12-18", today="2026-12-19"
    )
    assert sealed.code == 0, sealed
    proven = release(repository, "verify", today="2026-12-20")
    assert proven.code == 0, proven
    assert f"{NAME}: bevisat, signerat 2026-12-19 av sekreterare, justerat 2026-12-18" in proven.out

    versions = {
        day: asof(repository.project, day, "RL-001")[0] for day in ("2026-12-31", "2027-01-01")
    }
    assert versions["2026-12-31"]["version"] == "1.0"
    assert versions["2027-01-01"]["version"] == "2.0"
    assert versions["2027-01-01"]["bevis"] == "liggaren"
    assert release(repository, "plan", today="2026-12-20").out.startswith(
        "Vård- och omsorgsnämnden: inget väntar"
    )


# What decide does


def test_nothing_is_done_without_yes(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    before = repository.git("for-each-ref", "--format=%(refname) %(objectname)")
    rehearsed = decide(repository, "forslag/halvar", extra="")
    assert rehearsed.code == 0
    repository.git("branch", "--quiet", "-D", BRANCH)
    terms = ("--meeting", "2026-12-15", "--diarienummer", "VON 2026/0456", "--paragraf", "112")
    dry = release(repository, "decide", "forslag/halvar", *terms, today="2026-12-15")
    assert dry.code == 0
    assert dry.out == rehearsed.out
    assert "övning" in dry.err
    assert repository.git("for-each-ref", "--format=%(refname) %(objectname)") == before


def test_a_correction_on_main_is_kept_and_the_proposal_is_spent(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    file = repository.project / GUIDE
    replaced(file, "av god kvalitet.", "av god kvalitet, varje dag.")
    raise_version(file, "2026-11-25", "redaktionell", first=False, text="Rättat.")
    repository.commit("rätta", "2026-11-25")
    repository.git("switch", "--quiet", "forslag/halvar")
    told = ("--since", "main", "--today", "2026-11-26", "--project", repository.project)
    behind = said("check", *told)
    assert behind.code == 0, behind
    repository.git("switch", "--quiet", "main")
    done = decide(repository, "forslag/halvar")
    assert done.code == 0, done
    for how in ("squash", "merge", "rebase", "ff"):
        repository.git("switch", "--quiet", "--force-create", "main", "main")
        start = repository.git("rev-parse", "main").strip()
        merge(repository, BRANCH, how)
        text = (repository.project / GUIDE.replace(".md", ".kommande.md")).read_text("utf-8")
        assert "varje dag." in text
        assert "varje halvår" in text
        assert [line for line in text.split("\n") if '- version: "' in line] == [
            '  - version: "2.0"',
            '  - version: "1.1"',
            '  - version: "1.0"',
        ]
        assert "inget väntar" in release(repository, "plan", today="2026-12-20").out, how
        assert asof(repository.project, "2027-01-01", "RL-001")[0]["version"] == "2.0"
        repository.git("reset", "--quiet", "--hard", start)


def test_two_proposals_for_one_document_become_one_version(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    other = ("Alla arbetar efter rutiner", "Alla på enheten arbetar efter rutiner")
    propose(repository, "forslag/enhet", GUIDE, other, slag="principiell")
    assert decide(repository, "forslag/halvar", "forslag/enhet").code == 0
    merge(repository, BRANCH)
    text = (repository.project / GUIDE.replace(".md", ".kommande.md")).read_text("utf-8")
    assert "varje halvår" in text
    assert "Alla på enheten" in text
    assert text.count('- version: "2.0"') == 1
    assert "slag: principiell" in text


def test_proposals_that_clash_in_the_text_stop(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    propose(
        repository, "forslag/manad", GUIDE, (ADDED[0], "Nämnden följer upp riktlinjen varje månad.")
    )
    plan = release(repository, "plan", today="2026-11-25")
    assert plan.code == 1
    assert "texten är ändrad på olika sätt" in plan.out
    done = decide(repository, "forslag/halvar", "forslag/manad")
    assert done.code == 1
    assert "RL-001: texten är ändrad på olika sätt" in done.err
    assert BRANCH not in repository.git("branch", "--list")


def test_one_document_of_two_is_postponed(repository: Repository) -> None:
    propose(repository, "forslag/host", GUIDE, ADDED)
    propose(repository, "forslag/host", SECOND, ADDED)
    done = decide(repository, "forslag/host", extra="--bordlagt RL-002")
    assert done.code == 0, done
    assert "RL-002 2.0: bordlagt" in done.out
    assert "Kvar att föreslå igen: forslag/host" in done.out
    merge(repository, BRANCH)
    assert not (repository.project / SECOND.replace(".md", ".kommande.md")).exists()
    assert "utfall: bordlagt" in (repository.project / LEDGER).read_text("utf-8")
    plan = release(repository, "plan", today="2026-12-20").out
    assert "1 dokument väntar" in plan
    assert "RL-002" in plan
    again = decide(repository, "forslag/host", paragraph="7", day="2026-12-28")
    assert again.code == 0, again
    merge(repository, "beslutat/2026-12-28-namnd-7", day="2026-12-29")
    assert asof(repository.project, "2027-01-01", "RL-002")[0]["version"] == "2.0"


def test_a_whole_item_is_sent_back(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    done = decide(repository, "forslag/halvar", extra="--utfall återremitterat")
    assert done.code == 0, done
    merge(repository, BRANCH)
    assert "utfall: återremitterat" in (repository.project / LEDGER).read_text("utf-8")
    assert "1 dokument väntar" in release(repository, "plan", today="2026-12-20").out
    assert release(repository, "verify", today="2026-12-20").code == 0, "it needs no tag"


def test_two_decisions_the_same_day_and_two_branches_open_at_once(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    propose(repository, "forslag/hygien", SECOND, ADDED)
    assert decide(repository, "forslag/halvar").code == 0
    assert decide(repository, "forslag/hygien", paragraph="113").code == 0
    merge(repository, BRANCH)
    merge(repository, "beslutat/2026-12-15-namnd-113", "merge")
    found = {row["id"]: row["version"] for row in asof(repository.project, "2027-01-01")}
    assert (found["RL-001"], found["RL-002"]) == ("2.0", "2.0")


def test_a_proposal_left_behind_gets_the_number_that_is_next(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    other = ("Alla arbetar efter rutiner", "Alla på enheten arbetar efter rutiner")
    propose(repository, "forslag/enhet", GUIDE, other, starts="2027-02-01")
    assert decide(repository, "forslag/halvar").code == 0
    merge(repository, BRANCH)
    done = decide(repository, "forslag/enhet", paragraph="5", day="2027-01-20")
    assert done.code == 1
    assert "lydelse fold" in done.err
    assert release(repository, "plan", today="2027-01-20").code == 1


def test_what_is_not_fit_is_refused(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED, starts="2026-12-01", day="2026-11-20")
    early = decide(repository, "forslag/halvar")
    assert early.code == 1
    assert "gäller_från 2026-12-01 ligger före sammanträdet 2026-12-15" in early.err
    future = decide(repository, "forslag/halvar", day="2026-12-15", today="2026-12-01")
    assert future.code == 2
    assert "har inte varit än" in future.err
    unknown = decide(repository, "forslag/finns-inte")
    assert unknown.code == 2
    assert "Det finns ingen förslagsgren som heter forslag/finns-inte" in unknown.err


def test_a_proposal_may_not_write_the_ledger_nor_the_tools(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "forslag/fusk")
    (repository.project / "register/beslut").mkdir(parents=True)
    (repository.project / "register/beslut/2026-12-01-namnd-1.yml").write_text("x: 1\n")
    signers = repository.project / "register/beslutssignaturer"
    signers.write_text("framling ssh-ed25519 AAAA\n", "utf-8")
    (repository.project / "tools").mkdir()
    (repository.project / "tools/x.py").write_text("print(1)\n")
    propose(repository, "forslag/fusk", GUIDE, ADDED)
    done = decide(repository, "forslag/fusk")
    assert done.code == 1
    assert "register/beslut/2026-12-01-namnd-1.yml hör inte till ett förslag" in done.err
    assert "register/beslutssignaturer hör inte till ett förslag" in done.err
    assert "tools/x.py hör inte till ett förslag" in done.err


def test_on_main_moves_main_unless_it_is_checked_out(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    refused = decide(repository, "forslag/halvar", extra="--on-main")
    assert refused.code == 2
    assert "main är utcheckad" in refused.err
    repository.git("switch", "--quiet", "--detach")
    assert decide(repository, "forslag/halvar", extra="--on-main").code == 0
    assert LEDGER in repository.git("ls-tree", "-r", "--name-only", "main")


def test_a_repeal_is_proposed_decided_and_found_in_references(repository: Repository) -> None:
    words = ("--text", "Den behövs inte.", "--consulted", "enhetschef", "mas")
    answer = said_repeal(repository, "RL-001", "--from", "2027-01-01", *words)
    assert answer.code == 0, answer
    plan = release(repository, "plan", today="2026-11-25")
    assert "samråd: Enhetschef och Medicinskt ansvarig sjuksköterska" in plan.out
    assert "upphävs, i sak, från 2026-12-31, upphör 2027-01-01" in plan.out
    assert "H301" in plan.out or "H301" in plan.err or plan.code == 0
    done = decide(repository, "forslag/upphav-rl-001")
    assert done.code == 0, done
    merge(repository, BRANCH)
    assert asof(repository.project, "2026-12-31", "RL-001")[0]["version"] == "2.0"
    assert asof(repository.project, "2027-01-01", "RL-001") == []
    found = said(
        "check", "--only", "H301", "--today", "2027-01-02", "--project", repository.project
    )
    assert "RL-001 (Ledningssystem för kvalitet) upphörde 2027-01-01" in found.out


def test_what_a_role_decides_is_no_matter_for_the_board(repository: Repository) -> None:
    propose(repository, "forslag/fall", "rutiner/halso-och-sjukvard/fall.md", starts="2027-01-01")
    plan = release(repository, "plan", "forslag/fall", today="2026-11-25")
    assert plan.code == 1
    assert "forslag/fall: grenarna föreslår inget som nämnd beslutar om" in plan.out
    assert release(repository, "plan", today="2026-11-25").code == 0


def said_repeal(repository: Repository, *arguments: str) -> Said:
    return said("repeal", *arguments, "--today", "2026-11-20", "--project", repository.project)


def test_what_cannot_be_meant_is_refused(repository: Repository) -> None:
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    assert "är ingen paragraf" in decide(repository, "forslag/halvar", paragraph="///").err
    both = decide(repository, "forslag/halvar", extra="--bordlagt RL-001 --avslaget RL-001")
    assert both.code == 2
    assert "kan bara ha ett utfall" in both.err
    itself = said_repeal(repository, "RL-001", "--from", "2027-01-01", "--by", "RL-001")
    assert itself.code == 2
    assert "kan inte ersätta sig självt" in itself.err
    nothing = decide(repository, "forslag/halvar", extra="--utfall avslaget")
    assert nothing.code == 0
    merge(repository, BRANCH)
    repository.git("branch", "--quiet", "-D", "forslag/halvar")
    repository.git("branch", "forslag/tom")
    empty = decide(repository, "forslag/tom", paragraph="113")
    assert empty.code == 1
    assert empty.err.count("\n") == 2, empty.err


def test_two_new_documents_in_one_place_stop(repository: Repository) -> None:
    path = "riktlinjer/kvalitet/ny.md"
    for branch, id_ in (("forslag/ena", "RL-003"), ("forslag/andra", "RL-004")):
        repository.git("switch", "--quiet", "--create", branch, "main")
        text = (repository.project / GUIDE).read_text("utf-8").replace("RL-001", id_)
        (repository.project / path).write_text(text, "utf-8")
        repository.commit(f"föreslå {id_}", "2026-11-20")
    repository.git("switch", "--quiet", "main")
    done = decide(repository, "forslag/ena", "forslag/andra")
    assert done.code == 1
    assert f"{path} är redan RL-003: ge filen ett annat namn" in done.err


def test_another_instance_decides_its_own(repository: Repository) -> None:
    roles = repository.project / "register/roller.yml"
    text = roles.read_text("utf-8")
    start = text.index("  - id: nämnd\n")
    end = text.index("  - id: ", start + 5)
    board = text[start:end]
    kept = [line for line in board.split("\n") if "förkortning:" not in line]
    other = "\n".join(kept).replace("id: nämnd", "id: utskott")
    roles.write_text(text[:end] + other + text[end:], "utf-8")
    repository.commit("ett utskott", "2026-11-01")
    propose(
        repository, "forslag/utskott", SECOND, ADDED, ("beslutas_av: nämnd", "beslutas_av: utskott")
    )
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    assert "Ange instansen med --instans" in release(repository, "plan", today="2026-11-25").err
    plan = release(repository, "plan", "--instans", "utskott", today="2026-11-25")
    assert "RL-002" in plan.out.partition("Beslutas av någon annan")[0]
    assert "RL-001" not in plan.out.partition("Beslutas av någon annan")[0]
    done = decide(repository, "forslag/utskott", extra="--instans utskott")
    assert done.code == 0, done
    assert decide(repository, "forslag/halvar", extra="--instans nämnd").code == 0
    merge(repository, "beslutat/2026-12-15-utskott-112")
    merge(repository, BRANCH, "merge")
    found = {row["id"]: row["beslut"]["av"] for row in asof(repository.project, "2027-01-01")}
    assert (found["RL-001"], found["RL-002"]) == ("nämnd", "utskott")
