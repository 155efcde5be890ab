"""A decision and its seal are made whole or not at all: killed at random, and on a real remote."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from decisions import GUIDE, decide, decided_project, merge, propose, release, with_key
from histories import asof
from repository import Repository

NAME = "2026-12-15-namnd-112"
BRANCH, TAG = f"beslutat/{NAME}", f"beslut/{NAME}"
ADDED = ("Nämnden följer upp riktlinjen varje år.", "Nämnden följer upp riktlinjen varje halvår.")
TIMES = 25
"""Kills of each command: fifty in all."""

PROTECTED = """#!/bin/sh
while read old new ref; do
  if [ "$ref" = refs/heads/main ] && [ -z "$LYDELSE_FORGE" ]; then
    echo "main is protected" >&2
    exit 1
  fi
done
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = decided_project(tmp_path / "project")
    with_key(repository)
    repository.commit("lista nyckeln", "2026-03-02")
    propose(repository, "forslag/halvar", GUIDE, ADDED)
    return repository


def killed(repository: Repository, arguments: tuple[str, ...], after: float) -> None:
    """Run the command in a process group of its own and kill all of it after some seconds."""
    command = (sys.executable, "-m", "lydelse", "release", *arguments)
    day = arguments[arguments.index("--today") + 1]
    process = subprocess.Popen(
        (*command, "--project", str(repository.project)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={
            **os.environ,
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_SYSTEM": "/dev/null",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00",  # what survives is dated as the rest is
        },
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def unlocked(repository: Repository) -> None:
    """What git asks of a person when it was killed itself: take away its lock."""
    for lock in (repository.root / ".git").rglob("*.lock"):
        lock.unlink()


def spent(repository: Repository, arguments: tuple[str, ...]) -> float:
    """How long the command takes when it is left alone."""
    begun = time.perf_counter()
    killed(repository, arguments, 60)
    return time.perf_counter() - begun


DECIDE = (
    *("decide", "forslag/halvar", "--meeting", "2026-12-15", "--diarienummer", "VON 2026/0456"),
    *("--paragraf", "112", "--yes", "--today", "2026-12-15"),
)
SEAL = ("tag", NAME, "--sign", "--justerat", "2026-12-18", "--today", "2026-12-19")


def test_a_killed_decision_is_whole_or_not_there(repository: Repository) -> None:
    main = repository.git("rev-parse", "main")
    whole = spent(repository, DECIDE)
    tree = repository.git("rev-parse", f"{BRANCH}^{{tree}}")
    chance = random.Random(112)  # noqa: S311  a place to kill, no secret
    for _ in range(TIMES):
        if repository.git("branch", "--list", BRANCH):
            assert repository.git("rev-parse", f"{BRANCH}^{{tree}}") == tree
            repository.git("branch", "--quiet", "-D", BRANCH)
        killed(repository, DECIDE, chance.uniform(0.6, 1.1) * whole)
        unlocked(repository)
        assert repository.git("rev-parse", "main") == main
        assert repository.git("status", "--porcelain") == ""
    repository.git("fsck", "--no-dangling")
    if repository.git("branch", "--list", BRANCH):
        repository.git("branch", "--quiet", "-D", BRANCH)
    assert decide(repository, "forslag/halvar").code == 0


def test_a_killed_seal_is_whole_or_not_there(repository: Repository) -> None:
    assert decide(repository, "forslag/halvar").code == 0
    merge(repository, BRANCH)
    whole = spent(repository, SEAL)
    chance = random.Random(113)  # noqa: S311  a place to kill, no secret
    for _ in range(TIMES):
        if repository.git("tag", "--list", TAG):
            kept = repository.git("cat-file", "tag", TAG)
            assert "-----END SSH SIGNATURE-----" in kept
            repository.git("tag", "--delete", TAG)
        killed(repository, SEAL, chance.uniform(0.6, 1.1) * whole)
        unlocked(repository)
    if not repository.git("tag", "--list", TAG):
        assert release(repository, *SEAL[:-2], today="2026-12-19").code == 0
    assert release(repository, "verify", today="2026-12-20").code == 0


@pytest.mark.parametrize("how", ["squash", "merge", "rebase", "ff"])
def test_a_decision_goes_through_a_protected_main(
    repository: Repository, tmp_path: Path, how: str
) -> None:
    remote = tmp_path / "forge.git"
    repository.git("clone", "--quiet", "--bare", str(repository.root), str(remote))
    hook = remote / "hooks" / "pre-receive"
    hook.write_text(PROTECTED, "utf-8")
    hook.chmod(0o755)
    repository.git("remote", "add", "origin", str(remote))
    repository.git("fetch", "--quiet", "origin")

    assert decide(repository, "forslag/halvar").code == 0
    repository.git("push", "--quiet", "origin", BRANCH)
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("push", "--quiet", "origin", f"{BRANCH}:main")

    # the forge lands the pull request
    forge = tmp_path / "landing"
    repository.git("clone", "--quiet", str(remote), str(forge))
    landing = Repository(forge)
    merge(landing, f"origin/{BRANCH}", how)
    hook.unlink()
    landing.git("push", "--quiet", "origin", "HEAD:main")
    hook.write_text(PROTECTED, "utf-8")
    hook.chmod(0o755)

    repository.git("fetch", "--quiet", "origin")
    repository.git("merge", "--quiet", "--ff-only", "origin/main")
    assert release(repository, *SEAL[:-2], today="2026-12-19").code == 0
    repository.git("push", "--quiet", "origin", TAG)
    fresh = tmp_path / "fresh"
    repository.git("clone", "--quiet", str(remote), str(fresh))
    verified = release(Repository(fresh), "verify", today="2026-12-20")
    assert verified.code == 0, verified
    assert asof(fresh, "2027-01-01", "RL-001")[0]["version"] == "2.0"
    assert "inget väntar" in release(Repository(fresh), "plan", today="2026-12-20").out
