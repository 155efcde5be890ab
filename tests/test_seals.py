"""The proof of a decision: twelve kinds of tampering, each named; clones, keys and later events."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import replaced
from decisions import (
    GUIDE,
    SECOND,
    SIGNERS,
    decide,
    decided_project,
    merge,
    propose,
    release,
    sign_with,
    with_key,
)
from histories import Said, asof, said
from lydelse.project import Project
from lydelse.rules import RULES
from repository import Repository

FIRST, LAST = "2026-12-15-namnd-112", "2026-12-28-namnd-7"
WAITING = GUIDE.replace(".md", ".kommande.md")
IMAGE = "riktlinjer/hygien/bilagor/handsprit.png"
ADDED = ("Nämnden följer upp riktlinjen varje år.", "Nämnden följer upp riktlinjen varje halvår.")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two decisions with their seals; the second one's text shows a picture."""
    root = tmp_path_factory.mktemp("sealed") / "project"
    repository = decided_project(root)
    with_key(repository)
    repository.commit("lista nyckeln", "2026-03-02")
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    decide(repository, "forslag/halvar")
    merge(repository, f"beslutat/{FIRST}")
    seal(repository, FIRST, "2026-12-18")
    repository.git("switch", "--quiet", "--create", "forslag/bild")
    (root / IMAGE).parent.mkdir()
    (root / IMAGE).write_bytes((root / "rutiner/hygien/bilagor/handsprit.png").read_bytes())
    shown = f"{ADDED[1]}\n\n![Flaska med handsprit](bilagor/handsprit.png)"
    propose(repository, "forslag/bild", SECOND, (ADDED[0], shown))
    decide(repository, "forslag/bild", paragraph="7", day="2026-12-28")
    merge(repository, f"beslutat/{LAST}", day="2026-12-29")
    seal(repository, LAST, "2026-12-30")
    return root


@pytest.fixture
def repository(sealed: Path, tmp_path: Path) -> Repository:
    """A copy of it to tamper with; its keys lie beside it."""
    subprocess.run(("cp", "-R", sealed.parent, tmp_path / "copy"), check=True)
    return Repository(tmp_path / "copy" / "project")


def seal(repository: Repository, name: str, day: str, *extra: str) -> Said:
    return release(repository, "tag", name, "--sign", "--justerat", day, *extra, today=day, at=day)


def verified(repository: Repository, today: str = "2027-03-01") -> Said:
    return release(repository, "verify", today=today)


def test_what_is_whole_is_said_to_be(repository: Repository) -> None:
    answer = verified(repository)
    assert answer.code == 0, answer
    assert "Allt stämmer." in answer.out
    rows = json.loads(release(repository, "verify", "--format", "json", today="2027-03-01").out)
    assert [row["läge"] for row in rows["beslut"]] == ["bevisat", "bevisat"]
    assert rows["fynd"] == []


def text(repository: Repository) -> None:
    replaced(repository.project / WAITING, "varje halvår", "varje år")
    repository.commit("ändra", "2027-01-05")


def attachment(repository: Repository) -> None:
    (repository.project / IMAGE).write_bytes((repository.project / IMAGE).read_bytes() + b"x")
    repository.commit("byt bild", "2027-01-05")


def ledger_file(repository: Repository) -> None:
    replaced(repository.project / f"register/beslut/{FIRST}.yml", "VON 2026/0456", "VON 2026/0999")
    repository.commit("ändra liggaren", "2027-01-05")


def moved(repository: Repository) -> None:
    former = repository.git("rev-parse", f"refs/tags/beslut/{FIRST}").strip()
    repository.git("update-ref", f"refs/tags/beslut/{LAST}", former)


def removed(repository: Repository) -> None:
    repository.git("tag", "--delete", f"beslut/{FIRST}")


def removed_last(repository: Repository) -> None:
    repository.git("tag", "--delete", f"beslut/{LAST}")


def created_anew(repository: Repository) -> None:
    message = repository.git("tag", "--list", "--format=%(contents)", f"beslut/{FIRST}")
    commit = repository.git("rev-parse", f"refs/tags/beslut/{FIRST}^{{commit}}").strip()
    words = message.partition("-----BEGIN")[0]
    repository.git("tag", "--delete", f"beslut/{FIRST}")
    refused = seal(repository, FIRST, "2026-12-19")
    assert refused.code == 1
    assert "är borttagen" in refused.err
    repository.git("tag", "--sign", "--message", words, f"beslut/{FIRST}", commit, day="2026-12-19")


def lightweight(repository: Repository) -> None:
    commit = repository.git("rev-parse", f"refs/tags/beslut/{LAST}^{{commit}}").strip()
    repository.git("tag", "--delete", f"beslut/{LAST}")
    repository.git("tag", f"beslut/{LAST}", commit)


def unsigned(repository: Repository) -> None:
    repository.git("tag", "--delete", f"beslut/{LAST}")
    options = ("--justerat", "2026-12-30")
    assert release(repository, "tag", LAST, *options, today="2026-12-30").code == 0


def foreign(repository: Repository) -> None:
    before = (repository.project / SIGNERS).read_text("utf-8")
    with_key(repository, "framling")
    (repository.project / SIGNERS).write_text(before, "utf-8")
    sealed_past_the_command(repository, "står inte i register/beslutssignaturer på main")


def expired(repository: Repository) -> None:
    replaced(
        repository.project / SIGNERS,
        'valid-after="20260101"',
        'valid-after="20260101",valid-before="20261220"',
    )
    repository.commit("nyckeln slutar gälla", "2026-12-29")
    sealed_past_the_command(repository, "gäller inte 2026-12-30")


def sealed_past_the_command(repository: Repository, why_not: str) -> None:
    """The last tag made anew by git itself, with the key at hand: the command refuses to."""
    message = repository.git("tag", "--list", "--format=%(contents)", f"beslut/{LAST}")
    words = message.partition("-----BEGIN")[0]
    commit = repository.git("rev-parse", f"refs/tags/beslut/{LAST}^{{commit}}").strip()
    repository.git("tag", "--delete", f"beslut/{LAST}")
    refused = seal(repository, LAST, "2026-12-30")
    assert refused.code == 1
    assert why_not in refused.err
    assert repository.git("tag", "--list", f"beslut/{LAST}") == "", "nothing is left to mend"
    repository.git("tag", "--sign", "--message", words, f"beslut/{LAST}", commit, day="2026-12-30")


def rewritten(repository: Repository) -> None:
    repository.git("commit", "--quiet", "--amend", "--message", "omskriven", day="2026-12-29")


def without_documents(repository: Repository) -> None:
    path = repository.project / "register/beslut/2027-02-01-namnd-9.yml"
    path.write_text(
        'instans: nämnd\ndatum: 2027-02-01\ndiarienummer: VON 2027/1\nparagraf: "9"\n'
        "utfall: beslutat\ndokument: []\n",
        "utf-8",
    )
    repository.commit("beslut utan dokument", "2027-02-02")


def backdated(repository: Repository) -> None:
    fold = said("fold", "--today", "2027-01-02", "--project", repository.project)
    assert fold.code == 0, fold
    repository.commit("låt texterna ta sin plats", "2027-01-02")
    change = ("varje halvår", "varje kvartal")
    propose(repository, "forslag/sent", GUIDE, change, starts="2027-02-21", day="2027-02-10")
    done = decide(repository, "forslag/sent", paragraph="90", day="2026-12-10", today="2027-02-20")
    assert done.code == 0, done
    merge(repository, "beslutat/2026-12-10-namnd-90", day="2027-02-20")
    refused = seal(repository, "2026-12-10-namnd-90", "2027-02-20")
    assert refused.code == 1
    assert "S109" in refused.err


def broken(repository: Repository) -> None:
    data = repository.git("cat-file", "tag", f"beslut/{LAST}").replace("paragraf: 7", "paragraf: 8")
    made = subprocess.run(
        ("git", "hash-object", "-t", "tag", "-w", "--stdin"),
        cwd=repository.root,
        input=data,
        text=True,
        capture_output=True,
        check=True,
    ).stdout.strip()
    repository.git("update-ref", f"refs/tags/beslut/{LAST}", made)


def tag_alone(repository: Repository) -> None:
    repository.git("tag", "-a", "-m", "Beslut\n\ninstans: nämnd", "beslut/2027-01-09-namnd-3")


def key_removed(repository: Repository) -> None:
    (repository.project / SIGNERS).write_text("# tom\n", "utf-8")
    repository.commit("ta bort nyckeln", "2027-01-05")


def says_otherwise(repository: Repository) -> None:
    commit = repository.git("rev-parse", f"refs/tags/beslut/{LAST}^{{commit}}").strip()
    message = repository.git("tag", "--list", "--format=%(contents)", f"beslut/{LAST}")
    words = message.partition("-----BEGIN")[0].replace("paragraf: 7", "paragraf: 8")
    repository.git("tag", "--delete", f"beslut/{LAST}")
    repository.git("tag", "--sign", "--message", words, f"beslut/{LAST}", commit, day="2026-12-30")


def unreadable_key(repository: Repository) -> None:
    signers = repository.project / SIGNERS
    signers.write_text(signers.read_text("utf-8") + "någon får signera\n", "utf-8")
    repository.commit("lägg till en rad", "2027-01-05")


def adoption_moved(repository: Repository) -> None:
    rules = repository.project / "register/regler.yml"
    replaced(rules, "införande: 2026-03-01", "införande: 2029-12-31")
    repository.commit("flytta införandet", "2027-01-05")


def decided_gone(repository: Repository) -> None:
    (repository.project / WAITING).unlink()
    repository.commit("ta bort", "2027-01-05")


def tag_made_by(repository: Repository, change: Callable[[str], str], day: str) -> None:
    """The last decision's tag made anew by git itself, with another message or day."""
    commit = repository.git("rev-parse", f"refs/tags/beslut/{LAST}^{{commit}}").strip()
    message = repository.git("tag", "--list", "--format=%(contents)", f"beslut/{LAST}")
    words = change(message.partition("-----BEGIN")[0])
    repository.git("tag", "--delete", f"beslut/{LAST}")
    repository.git("tag", "--sign", "--message", words, f"beslut/{LAST}", commit, day=day)


def dated_back(repository: Repository) -> None:
    tag_made_by(repository, str, "2026-12-01")


def adjusted_before(repository: Repository) -> None:
    tag_made_by(repository, lambda text: text.replace("2026-12-30", "2026-12-01"), "2026-12-30")


def said_twice(repository: Repository) -> None:
    tag_made_by(repository, lambda text: f"{text.strip()}\nparagraf: 9\n", "2026-12-30")


def without_former(repository: Repository) -> None:
    def change(text: str) -> str:
        return "\n".join(line for line in text.split("\n") if not line.startswith("föreg"))

    tag_made_by(repository, change, "2026-12-30")


def listed_afterwards(repository: Repository) -> None:
    tag = f"beslut/{LAST}"
    commit = repository.git("rev-parse", f"refs/tags/{tag}^{{commit}}").strip()
    message = repository.git("tag", "--list", "--format=%(contents)", tag).partition("-----BEGIN")
    repository.git("tag", "--delete", tag)
    with_key(repository, "framling", since="20200101")
    repository.commit("lista en nyckel i efterhand", "2027-02-01")
    repository.git("tag", "--sign", "--message", message[0], tag, commit, day="2026-12-30")


def end_moved(repository: Repository) -> None:
    signers = repository.project / SIGNERS
    for end in ('"20260101",valid-before="20270101"', '"20260101",valid-before="20290101"'):
        text = signers.read_text("utf-8").split("\n")
        text[0] = (
            text[0].partition("valid-after=")[0]
            + f"valid-after={end} "
            + " ".join(text[0].split()[-2:])
        )
        signers.write_text("\n".join(text), "utf-8")
        repository.commit("flytta slutet", "2027-01-05")


TAMPERED = (
    (adoption_moved, "S111", "införande är 2029-12-31, men var 2026-03-01 när det första beslutet"),
    (decided_gone, "S112", "RL-001 version 2.0, som beslutades i 2026-12-15-namnd-112, finns inte"),
    (dated_back, "S103", "är daterad 2026-12-01, före beslutet eller dagen då det kom till main"),
    (adjusted_before, "S105", "taggen säger att protokollet justerades ”2026-12-01”"),
    (said_twice, "S105", f"taggen beslut/{LAST} har rader som inte hör dit"),
    (without_former, "S106", f"taggen beslut/{LAST} nämner inte den som gjordes före den"),
    (listed_afterwards, "S103", "är signerad 2026-12-30 av ”framling”, som inte fick signera"),
    (end_moved, "S107", "slutdatumet för sekreterare är flyttat från 2027-01-01"),
    (text, "S108", "RL-001 version 2.0 fick 2027-01-05 en annan text än den som beslutades"),
    (attachment, "S108", "RL-002 version 2.0 fick 2027-01-05 en annan text än den som beslutades"),
    (ledger_file, "R205", "filen är inte som den var när den kom till main"),
    (moved, "S102", f"taggen beslut/{LAST} är gjord som beslut/{FIRST}: den är flyttad"),
    (removed, "S110", f"taggen beslut/{FIRST} är borttagen: beslut/{LAST} gjordes efter den"),
    (removed_last, "S101", f"beslutet saknar sin tagg beslut/{LAST}"),
    (created_anew, "S106", f"taggen beslut/{FIRST} är gjord på nytt sedan beslut/{LAST} gjordes"),
    (lightweight, "S102", f"taggen beslut/{LAST} är en enkel tagg utan text och signatur"),
    (unsigned, "S103", f"taggen beslut/{LAST} saknar signatur"),
    (foreign, "S103", f"taggen beslut/{LAST} är signerad med en nyckel som ingen har rätt till"),
    (
        expired,
        "S103",
        f"taggen beslut/{LAST} är signerad 2026-12-30 av ”sekreterare”, som inte fick",
    ),
    (rewritten, "S104", "sitter på en ändring som inte finns på main"),
    (without_documents, "F", "2027-02-01-namnd-9.yml"),
    (backdated, "S109", "beslutet är daterat 2026-12-10, men kom till main först 2027-02-20"),
    (broken, "S103", f"taggen beslut/{LAST} är ändrad efter att den signerades"),
    (tag_alone, "S110", "taggen beslut/2027-01-09-namnd-3 finns, men inte beslutet på main"),
    (key_removed, "S107", "är borttagen"),
    (says_otherwise, "S105", "taggen säger paragraf ”8”, men liggaren ”7”"),
    (unreadable_key, "S107", "raden går inte att läsa: ”någon får signera”"),
)
"""What is done, the rule that finds it, and what it says."""


@pytest.mark.parametrize(
    ("tamper", "code", "words"), TAMPERED, ids=[tamper.__name__ for tamper, _, _ in TAMPERED]
)
def test_tampering_is_named(
    repository: Repository, tamper: Callable[[Repository], None], code: str, words: str
) -> None:
    tamper(repository)
    answer = verified(repository)
    assert answer.code == 1, answer
    assert words in answer.out
    assert f"  {code}" in answer.out


def test_every_rule_about_seals_finds_something() -> None:
    assert {code for code in RULES if code.startswith("S")} <= {code for _, code, _ in TAMPERED}


def test_a_clone_without_tags_is_told_apart_from_removed_ones(
    repository: Repository, tmp_path: Path
) -> None:
    def clone(name: str) -> Repository:
        target = tmp_path / name
        repository.git("clone", "--quiet", "--no-tags", str(repository.root), str(target))
        return Repository(target)

    bare_of_tags = clone("utan")
    answer = verified(bare_of_tags)
    assert answer.code == 1
    assert (
        "origin har. Hämta dem: git fetch origin 'refs/tags/beslut/*:refs/tags/beslut/*'"
        in answer.out
    )
    assert "beviset finns inte här" in answer.out
    assert asof(bare_of_tags.project, "2027-01-01", "RL-001")[0]["version"] == "2.0"
    bare_of_tags.git("fetch", "--quiet", "origin", "refs/tags/beslut/*:refs/tags/beslut/*")
    assert verified(bare_of_tags).code == 0

    for name in (FIRST, LAST):
        repository.git("tag", "--delete", f"beslut/{name}")
    assert "Varken klonen eller origin har några beslutstaggar" in verified(clone("borta")).out
    bare_of_tags.git("remote", "set-url", "origin", str(tmp_path / "finns-inte"))
    for name in (FIRST, LAST):
        bare_of_tags.git("tag", "--delete", f"beslut/{name}")
    assert "origin svarar inte" in verified(bare_of_tags).out


def test_a_broken_register_is_no_clean_answer(repository: Repository) -> None:
    roles = repository.project / "register/roller.yml"
    roles.write_text(roles.read_text("utf-8") + "  - trasig: [\n", "utf-8")
    repository.commit("trasig", "2027-01-05")
    for command in ("verify", "plan"):
        answer = release(repository, command, today="2027-03-01")
        assert answer.code == 2
        assert "register/roller.yml går inte att läsa" in answer.err


def test_a_signature_that_cannot_be_tried_is_not_called_broken(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    failing = tools / "ssh-keygen"
    failing.write_text("#!/bin/sh\necho 'No space left on device' >&2\nexit 255\n", "utf-8")
    failing.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
        answer = verified(repository)
    assert answer.code == 1
    assert "signaturen går inte att pröva här" in answer.out
    assert "ändrad efter att den signerades" not in answer.out
    assert verified(repository).code == 0, "and nothing of it is remembered"


def test_no_tag_is_made_where_origin_has_newer_ones(repository: Repository, tmp_path: Path) -> None:
    target = tmp_path / "utan"
    repository.git("clone", "--quiet", "--no-tags", str(repository.root), str(target))
    clone = Repository(target)
    answer = seal(clone, LAST, "2026-12-30")
    assert answer.code == 2
    assert "origin har beslutstaggar som inte finns här" in answer.err


def test_an_old_key_is_end_dated_and_its_seals_hold(repository: Repository) -> None:
    replaced(
        repository.project / SIGNERS,
        'valid-after="20260101"',
        'valid-after="20260101",valid-before="20270101"',
    )
    repository.commit("nyckeln slutar gälla", "2027-01-02")
    assert verified(repository).code == 0


def test_a_late_decision_that_is_explained_is_not_called_backdated(repository: Repository) -> None:
    backdated(repository)
    (repository.project / "register/beslut/2027-02-25-sent.yml").write_text(
        "händelse: rättelse\navser: 2026-12-10-namnd-90\ninstans: nämnd\ndatum: 2027-02-25\n"
        "text: Protokollet kom bort och fördes in sent.\n",
        "utf-8",
    )
    repository.commit("förklara", "2027-02-25")
    unsealed = verified(repository)
    assert "  rättelse 2027-02-25 (2027-02-25-sent): utan tagg" in unsealed.out
    assert seal(repository, "2027-02-25-sent", "2027-02-25").code == 0
    sealed_too = verified(repository)
    assert "(2027-02-25-sent): bevisat, signerat 2027-02-25 av sekreterare" in sealed_too.out
    assert seal(repository, "2026-12-10-namnd-90", "2027-02-25").code == 0
    assert verified(repository).code == 0, verified(repository)


def test_personal_data_that_had_to_go_is_masked_and_still_holds(repository: Repository) -> None:
    waiting = repository.project / WAITING
    replaced(waiting, "varje halvår", "varje ---")
    repository.commit("maskera", "2027-01-05")
    log = json.loads(said("log", "RL-001", "--format", "json", "--project", repository.project).out)
    assert log
    masked = _hash_of(repository, WAITING)
    (repository.project / "register/beslut/2027-01-05-maskering.yml").write_text(
        f"händelse: maskering\navser: {FIRST}\ninstans: nämnd\ndatum: 2027-01-05\n"
        f'dokument:\n  - id: RL-001\n    version: "2.0"\n    hash: {masked}\n'
        "text: En persons namn är borttaget.\n",
        "utf-8",
    )
    repository.commit("berätta om maskeringen", "2027-01-05")
    waits = verified(repository)
    assert waits.code == 1
    assert "(2027-01-05-maskering): väntar på sin tagg" in waits.out
    assert "S108" in waits.out, "until then another text may hide behind the word"
    shown = Project(repository.project)
    lydelse = shown.for_readers(shown.corpus).timeline.lydelse("RL-001", (2, 0))
    assert lydelse
    assert lydelse.hash == masked, "personal data are not shown while the seal is awaited"
    assert seal(repository, "2027-01-05-maskering", "2027-01-06").code == 0
    assert verified(repository).code == 0, verified(repository)


def test_nobody_withdraws_a_decision_without_a_seal(repository: Repository) -> None:
    path = repository.project / "register/beslut/2027-01-05-aterkallat.yml"
    hash_ = _hash_of(repository, WAITING)
    path.write_text(
        f"händelse: återkallelse\navser: {FIRST}\ninstans: nämnd\ndatum: 2027-01-05\n"
        f'dokument:\n  - id: RL-001\n    version: "2.0"\n    hash: {hash_}\n',
        "utf-8",
    )
    repository.commit("återkalla", "2027-01-05")
    waits = verified(repository)
    assert waits.code == 1
    assert "filen om återkallelse saknar sin tagg" in waits.out
    project = Project(repository.project)
    lydelse = project.for_readers(project.corpus).timeline.lydelse("RL-001", (2, 0))
    assert lydelse
    assert lydelse.withdrawn is None, "what has no seal changes nothing on the site"
    assert seal(repository, "2027-01-05-aterkallat", "2027-01-06").code == 0
    assert verified(repository).code == 0
    sealed_too = Project(repository.project)
    after = sealed_too.for_readers(sealed_too.corpus).timeline.lydelse("RL-001", (2, 0))
    assert after
    assert after.withdrawn


def _hash_of(repository: Repository, path: str) -> str:
    from lydelse.wording import l1, read_wording

    return l1(read_wording((repository.project / path).read_bytes()), {})


def test_nothing_unsealed_is_published(repository: Repository) -> None:
    removed_last(repository)
    project = Project(repository.project)
    corpus = project.published.corpus
    shown = project.published.for_readers(corpus).timeline.lydelser
    assert [one.number for one in corpus.timeline.lydelser["RL-002"]] == ["1.0", "2.0"]
    assert [one.number for one in shown["RL-002"]] == ["1.0"]
    assert [one.number for one in shown["RL-001"]] == ["1.0", "2.0"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("2027-01-01-namnd-1", "--justerat", "2027-01-02"),
            "finns inte på main. De som väntar på sin tagg: inga.",
        ),
        ((FIRST, "--justerat", "2026-12-18"), "finns redan. En tagg görs aldrig om"),
    ],
)
def test_a_seal_is_refused(repository: Repository, arguments: tuple[str, ...], words: str) -> None:
    answer = release(repository, "tag", *arguments, "--sign", today="2027-02-01")
    assert answer.code == 2
    assert words in answer.err


def test_the_day_of_justering_must_be_possible(repository: Repository) -> None:
    removed_last(repository)
    for day in ("2026-12-27", "2027-02-02"):
        answer = release(repository, "tag", LAST, "--justerat", day, today="2027-02-01")
        assert answer.code == 2
        assert f"Protokollet kan inte ha justerats {day}" in answer.err
    assert release(repository, "tag", LAST, "--sign", today="2027-02-01").code == 2
    sign_with(repository, Path("/finns/inte"))
    lost = release(repository, "tag", LAST, "--sign", "--omedelbart-justerat", today="2027-02-01")
    assert lost.code == 2
    assert "Signaturen gick inte att göra" in lost.err


@pytest.mark.skipif(not shutil.which("gpg"), reason="gpg is not installed")
def test_a_decision_is_sealed_with_gpg(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed_last(repository)
    with tempfile.TemporaryDirectory(prefix="gpg-") as home:  # its sockets need a short path
        monkeypatch.setenv("GNUPGHOME", home)
        Path(home).chmod(0o700)
        made = ("gpg", "--batch", "--passphrase", "", "--quick-generate-key", "sekreterare")
        subprocess.run((*made, "ed25519", "sign", "0"), check=True, capture_output=True)
        listing = subprocess.run(
            ("gpg", "--with-colons", "--list-keys"), check=True, capture_output=True, text=True
        ).stdout
        key = next(line.split(":")[9] for line in listing.split("\n") if line.startswith("fpr"))
        signers = repository.project / SIGNERS
        signers.write_text(f"{signers.read_text('utf-8')}gpg-sekreterare gpg {key}\n", "utf-8")
        repository.commit("lista en nyckel av gpg", "2026-12-29")
        for name, value in (("gpg.format", "openpgp"), ("user.signingkey", key)):
            repository.git("config", name, value)
        done = seal(repository, LAST, "2027-01-08")
        assert done.code == 0, done
        answer = verified(repository)
        assert answer.code == 0, answer
        assert "av gpg-sekreterare" in answer.out
        subprocess.run(("gpgconf", "--kill", "all"), check=False, capture_output=True)
