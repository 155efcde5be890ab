"""A project in which the nämnd decides: a real repository, a key made for it, proposals."""

import os
import subprocess
from pathlib import Path

from conftest import make_project, replaced
from histories import Said, said
from lydelse.canonical import canonical
from lydelse.corpus import read_schemas
from lydelse.source import read_source
from lydelse.tree import working_tree
from repository import Repository, committed

GUIDE = "riktlinjer/kvalitet/ledningssystem.md"
SECOND = "riktlinjer/hygien/hygien.md"
SIGNERS = "register/beslutssignaturer"


def decided_project(root: Path) -> Repository:
    """The small project since 2026-01-01, with a second riktlinje that was taken over."""
    make_project(root)
    second = (root / GUIDE).read_text("utf-8")
    for old, new in (("RL-001", "RL-002"), ("Ledningssystem för kvalitet", "God hygien")):
        second = second.replace(old, new)
    (root / SECOND).parent.mkdir()
    (root / SECOND).write_text(second, "utf-8")
    # what the small project has was decided in February: adopted when that was done
    replaced(root / "register/regler.yml", "införande: 2026-01-01", "införande: 2026-03-01")
    repository = committed(root, "2026-02-20")
    repository.git("config", "user.name", "Nämndens sekreterare")
    repository.git("config", "user.email", "sekreterare@exempelstad.example")
    return repository


def with_key(repository: Repository, name: str = "sekreterare", since: str = "20260101") -> Path:
    """A signing key made for the test, set to be git's, and listed on main."""
    key = repository.root.parent / f"nyckel-{name}"
    made = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(key))
    subprocess.run(made, check=True, stdin=subprocess.DEVNULL)
    sign_with(repository, key)
    signers = repository.project / SIGNERS
    before = signers.read_text("utf-8") if signers.exists() else ""
    public = " ".join(key.with_suffix(".pub").read_text("utf-8").split()[:2])
    signers.write_text(f'{before}{name} valid-after="{since}" {public}\n', "utf-8")
    return key


def sign_with(repository: Repository, key: Path) -> None:
    """Let git sign with the key."""
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingkey", str(key)),
    ):
        repository.git("config", name, value)


def propose(  # noqa: PLR0913  what a proposal consists of
    repository: Repository,
    branch: str,
    path: str,
    *changes: tuple[str, str],
    starts: str = "2027-01-01",
    day: str = "2026-11-20",
    slag: str = "i sak",
    ceases: str = "",
    back: str = "main",
) -> None:
    """A branch ``forslag/...`` from where HEAD is, with a new first number of the document."""
    exists = branch in repository.git("branch", "--format=%(refname:short)").split()
    repository.git("switch", "--quiet", *(() if exists else ("--create",)), branch)
    file = repository.project / path
    for old, new in changes:
        replaced(file, old, new)
    raise_version(file, starts, slag, ceases=ceases)
    repository.commit(f"föreslå {path}", day)
    repository.git("switch", "--quiet", back)


def raise_version(  # noqa: PLR0913  what a version consists of
    file: Path, starts: str, slag: str, *, ceases: str = "", first: bool = True, text: str = ""
) -> None:
    """The file with its next version, canonical; a new first number has no decision."""
    source = read_source(file.read_bytes())
    front = dict(source.front or {})
    one, two = map(int, str(front["version"]).split("."))
    version = f"{one + 1}.0" if first else f"{one}.{two + 1}"
    if first:
        front.pop("beslut", None)
    entry = {
        "version": version,
        "gäller_från": starts,
        "slag": slag,
        "orsak": "egenkontroll",
        "text": text or "Texten är tydligare.",
    }
    front |= {"version": version, "gäller_från": starts}
    front["ändringar"] = [entry, *front["ändringar"]]
    if ceases:
        front["upphör"] = ceases
    schema = read_schemas(working_tree(Path(__file__).parent.parent))["dokument"]
    file.write_text(canonical(front, source.body, schema), "utf-8")


def release(repository: Repository, step: str, *arguments: str, today: str, at: str = "") -> Said:
    """``lydelse release STEP`` on a day, and what it said."""
    environment = {
        "GIT_COMMITTER_DATE": f"{at or today}T12:00:00",
        "GIT_AUTHOR_DATE": f"{at or today}T12:00:00",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
    }
    before = {key: os.environ.get(key) for key in environment}
    os.environ.update(environment)
    try:
        where = ("--today", today, "--project", str(repository.project))
        return said("release", step, *arguments, *where)
    finally:
        for key, value in before.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value


def decide(
    repository: Repository,
    *branches: str,
    paragraph: str = "112",
    day: str = "2026-12-15",
    **more: str,
) -> Said:
    """The nämnd decides the branches at a meeting; entered the same day unless ``today`` says."""
    extra = more.pop("extra", "").split()
    today = more.pop("today", day)
    return release(
        repository,
        "decide",
        *branches,
        "--meeting",
        day,
        "--diarienummer",
        "VON 2026/0456",
        "--paragraf",
        paragraph,
        "--yes",
        *extra,
        today=today,
    )


def merge(repository: Repository, branch: str, how: str = "ff", day: str = "2026-12-16") -> None:
    """The branch brought to main, as a forge does it."""
    if how == "squash":
        repository.git("merge", "--quiet", "--squash", branch)
        repository.commit("beslut", day)
    elif how == "merge":
        repository.git("merge", "--quiet", "--no-ff", "--no-edit", branch, day=day)
    elif how == "rebase":
        repository.git("cherry-pick", branch, day=day)
    else:
        repository.git("merge", "--quiet", "--ff-only", branch, day=day)
