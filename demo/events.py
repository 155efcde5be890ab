"""What can happen in the story: each event does, on its day, what people and the forge would do."""

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lydelse.canonical import canonical_yaml
from lydelse.corpus import LEDGER, read_schemas
from lydelse.decisions.underlag import NAME as UNDERLAG
from lydelse.documents import COMING
from lydelse.editing import SLAG
from lydelse.ledger import FOLDER
from lydelse.signers import PATH as SIGNERS
from lydelse.tree import working_tree
from lydelse.yamltext import Value, read_yaml
from town import StoryError, Town
from writing import Edits, changed, decided_by_role, replace, reviewed, written

SIGNER = "nämndsekreterare"
BOARD = "nämnd"


def adopt(town: Town) -> None:
    """The documents are brought in; when the day is over they are taken over."""
    for arguments in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("config", "user.name", "Exempelstad"),
        ("config", "user.email", "kvalitet@exempelstad.example"),
        ("config", "gpg.format", "ssh"),
        ("config", "gc.auto", "0"),
    ):
        town.git(*arguments)
    town.commit("För in riktlinjer, rutiner och register")


def key(town: Town, *, name: str, replaces: str = "") -> None:
    """A signing key is made and listed; the one that it replaces gets an end."""
    made = town.keys / name
    command = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(made))
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    branch = f"andring/nyckel-{name}"
    town.begin(branch)
    file, day = town.root / SIGNERS, town.day.replace("-", "")
    before = file.read_text("utf-8") if file.exists() else ""
    if replaces:
        old = _public(town.keys / replaces)
        before = re.sub(rf'"(?= {re.escape(old)})', f'",valid-before="{day}"', before)
    line = f'{SIGNER} valid-after="{day}" {_public(made)}\n'
    file.write_text(f"{before}{line}", "utf-8", newline="\n")
    town.commit("Lista nyckeln")
    town.land(branch, "Lista den nya nyckeln" if replaces else "Lista nyckeln för beslut")
    town.git("config", "user.signingkey", str(made))


def change(town: Town, *, document: str, **told: Any) -> None:  # noqa: ANN401  as the story tells
    """A document gets a new version by whoever may decide it, and the proposal lands."""
    branch = f"andring/{document.lower()}"
    town.begin(branch)
    file = changed(town, document, **told)
    front = town.front(file)
    if SLAG[told["kind"]]:
        decided_by_role(town, file)
    if str(front["gäller_från"]) > town.day:
        later = file.with_name(file.name.removesuffix(".md") + COMING)
        later.write_bytes(file.read_bytes())
        town.git("checkout", "--quiet", "--", str(file))
    _landed(town, branch, f"{front['titel']}: {told['kind']}")


def new(town: Town, *, branch: str = "", **told: Any) -> None:  # noqa: ANN401
    """A new document: decided by a role and landed, or left on a proposal's branch."""
    own = branch or f"andring/{told['document'].lower()}"
    town.begin(own)
    file = written(town, **told)
    if branch:
        town.lydelse("check", "--since", "main")
        town.commit(f"Föreslå {told['document']}")
        town.git("switch", "--quiet", "main")
        return
    decided_by_role(town, file)
    _landed(town, own, f"Ny: {town.front(file)['titel']}")


def propose(town: Town, *, branch: str, document: str, **told: Any) -> None:  # noqa: ANN401
    """A change that the nämnd is to decide is left on a branch; again on the same one, anew."""
    town.begin(branch)
    changed(town, document, **told)
    town.lydelse("check", "--since", "main")
    town.commit(f"Föreslå en ändring av {document}")
    town.git("switch", "--quiet", "main")


def review(  # noqa: PLR0913  what a review says
    town: Town,
    *,
    document: str,
    by: str,
    due: str,
    outcome: str = "utan ändring",
    basis: str = "",
) -> None:
    """A document is reviewed; what a review changes comes as a change of its own."""
    branch = f"andring/oversyn-{document.lower()}"
    town.begin(branch)
    file = town.path_of(document)
    for one in (file, file.with_name(file.name.removesuffix(".md") + COMING)):
        if one.exists():
            reviewed(town, one, by=by, due=due, outcome=outcome, basis=basis)
    _landed(town, branch, f"Översyn av {document}: {outcome}")


def role_renamed(town: Town, *, role: str, to: str, pages: Edits = ()) -> None:
    """A role gets another name in the register, and the pages that explain follow."""
    branch = f"andring/roll-{role}"
    town.begin(branch)
    file = town.root / "register/roller.yml"
    text = file.read_text("utf-8")
    found = re.search(rf"  - id: {role}\n    namn: (.+)\n", text)
    if not found:
        raise StoryError(f"{town.day} rollen {role} finns inte.")
    old = found[1]
    new_lines = f"  - id: {role}\n    namn: {to}\n    tidigare_namn: [{old}]\n"
    file.write_text(text.replace(found[0], new_lines), "utf-8", newline="\n")
    for page in sorted((town.root / "docs").rglob("*.md")):
        replace(page, pages, demand=False)
    _landed(town, branch, f"{old} heter nu {to.lower()}")


def paper(town: Town, *, meeting: str, number: str, branches: Sequence[str], fill: str) -> None:
    """The secretary writes the paper for the meeting, and fills in what only people know."""
    answers = town.folder / "ifyllt.md"
    answers.write_text(fill, "utf-8")
    where = ("--meeting", meeting, "--diarienummer", number, "--fill", str(answers))
    out = ("--out", str(town.papers / meeting))
    # 2: a machine without Pango writes no PDF, but the rest
    said = town.lydelse("release", "paper", *branches, *where, *out, codes=(0, 2))
    if not (town.papers / meeting / UNDERLAG).is_file():
        raise StoryError(f"{town.day} {said}")
    answers.unlink()


def decide(  # noqa: PLR0913  what the protokoll says
    town: Town,
    *,
    meeting: str,
    paragraph: int,
    number: str,
    branches: Sequence[str],
    sent_back: Sequence[str] = (),
    amended: bool = False,
) -> None:
    """The secretary enters the decision, and its branch lands; what is sent back stays open."""
    extra = ("--aterremitterat", *sent_back) if sent_back else ()
    town.lydelse("release", "plan", *branches, "--meeting", meeting)
    said = town.lydelse(
        *("release", "decide", *branches, "--instans", BOARD, "--meeting", meeting),
        *("--diarienummer", number, "--paragraf", str(paragraph)),
        *("--paper", str(town.papers / meeting / UNDERLAG), *extra),
        *(("--amended",) if amended else ()),
        "--yes",
    )
    made = f"beslutat/{_name(meeting, paragraph)}"
    town.land(made, town.git("log", "-1", "--format=%s", made))
    left = next((line for line in said.split("\n") if "Kvar att föreslå igen" in line), "")
    for branch in branches:
        if branch not in left:
            town.git("branch", "--quiet", "-D", branch)


def seal(town: Town, *, meeting: str, paragraph: int, adjusted: str) -> None:
    """The protokoll is justerat: the decision gets its signed tag, and everything is verified."""
    name = _name(meeting, paragraph)
    town.lydelse("release", "tag", name, "--sign", "--justerat", adjusted)
    town.lydelse("release", "verify")


def postpone(  # noqa: PLR0913  what the protokoll says
    town: Town,
    *,
    about: str,
    paragraph: int,
    number: str,
    document: str,
    starts: str,
    text: str,
) -> None:
    """The nämnd lets a decided wording apply from another day: a later event in the ledger."""
    decision: Any = read_yaml((town.root / FOLDER / f"{about}.yml").read_text("utf-8")).value
    row = next(one for one in decision["dokument"] if one["id"] == document)
    value: dict[str, Value] = {
        "händelse": "ändrad ikraft",
        "avser": about,
        "instans": BOARD,
        "datum": town.day,
        "diarienummer": number,
        "paragraf": str(paragraph),
        "dokument": [
            {"id": document, "version": row["version"], "hash": row["hash"], "gäller_från": starts}
        ],
        "text": text,
    }
    name = _name(town.day, paragraph)
    branch = f"beslutat/{name}"
    town.begin(branch)
    schema = read_schemas(working_tree(town.root))[LEDGER]
    file = town.root / FOLDER / f"{name}.yml"
    file.write_text(canonical_yaml(value, schema), "utf-8", newline="\n")
    _landed(town, branch, f"{document} gäller från {starts}")


def repeal(  # noqa: PLR0913  what is told of a repeal
    town: Town, *, document: str, ends: str, by: str, text: str, consulted: Sequence[str]
) -> None:
    """A document is proposed to cease."""
    told = ("--from", ends, "--by", by, "--text", text, "--consulted", *consulted)
    town.lydelse("repeal", document, *told)


def fold(town: Town) -> None:
    """The nightly run: wordings whose day has come take their place."""
    town.lydelse("fold")
    if not town.git("status", "--porcelain"):
        raise StoryError(f"{town.day} ingen text tog sin plats.")
    town.commit("Låt beslutade texter ta sin plats")


def _landed(town: Town, branch: str, title: str) -> None:
    """Check what the branch touches, as the forge does, commit it, and bring it to main."""
    town.lydelse("check", "--since", "main")
    town.commit(title)
    town.land(branch, title)


def _public(made: Path) -> str:
    """The public key: its type and the key itself."""
    return " ".join(made.with_suffix(".pub").read_text("utf-8").split()[:2])


def _name(meeting: str, paragraph: int) -> str:
    return f"{meeting}-namnd-{paragraph}"


EVENTS: Mapping[str, Callable[..., None]] = {
    event.__name__: event
    for event in (
        adopt,
        key,
        change,
        new,
        propose,
        review,
        role_renamed,
        paper,
        decide,
        seal,
        postpone,
        repeal,
        fold,
    )
}
"""Each event by the name that the story calls it."""
