"""A project with decisions of every state: what the pages of decisions are tested on."""

import shutil
from datetime import date
from pathlib import Path

from conftest import ROOT, replaced
from decisions import GUIDE, SECOND, decide, decided_project, merge, propose, release, with_key
from repository import Repository

SEALED, UNSEALED = "2026-12-15-namnd-112", "2027-01-04-namnd-3"
SENT_BACK = "2027-01-06-namnd-4"
IMAGE = "riktlinjer/hygien/bilagor/handsprit.png"
NEW = "riktlinjer/kvalitet/ny-inriktning.md"
DAY = date(2027, 1, 10)
ADDED = ("Nämnden följer upp riktlinjen varje år.", "Nämnden följer upp riktlinjen varje halvår.")
WEEKLY = (ADDED[0], "Nämnden följer upp riktlinjen varje vecka.")
SHOWN = ("\n\n![Handsprit](bilagor/handsprit.png)", "")
MONTHLY = (ADDED[1], "Nämnden följer upp riktlinjen varje månad.")
NASTY = "Fel <script>alert(1)</script> i &amp; <b>protokollet</b>"
UNTOLD = "Det här har ingen hört förut."


def project_with_decisions(root: Path) -> Repository:
    """One decision sealed, with a later event; one without its seal; one sent back; a proposal."""
    repository = decided_project(root)
    menu = (ROOT / "mkdocs.yml").read_text("utf-8").split("\n")
    kept = [line for line in menu if "ledningssystemet" not in line.lower()]
    (root / "mkdocs.yml").write_text("\n".join(kept), "utf-8")
    (root / "docs/index.md").unlink()  # so that the start page is the generated one
    replaced(root / "docs/roller.md", "(index.md)", "(../rutiner/hygien/basal-hygien.md)")
    (root / IMAGE).parent.mkdir()
    shutil.copy(root / "rutiner/hygien/bilagor/handsprit.png", root / IMAGE)
    replaced(root / SECOND, WEEKLY[0], f"{WEEKLY[0]}{SHOWN[0]}")
    repository.commit("visa en bild", "2026-02-21")
    with_key(repository, "namndsekreterare")
    repository.commit("lista nyckeln", "2026-03-02")
    _first(repository)
    _second(repository)
    _third(repository)
    propose(repository, "forslag/manad", GUIDE, MONTHLY, starts="2027-06-01", day="2027-01-05")
    return repository


def seal(repository: Repository, name: str, adjusted: str, today: str) -> None:
    """Sign the decision's tag."""
    done = release(repository, "tag", name, "--sign", "--justerat", adjusted, today=today)
    assert done.code == 0, done


def _first(repository: Repository) -> None:
    """RL-001 2.0 is decided and sealed, and RL-002 postponed; then the protokoll is corrected."""
    propose(repository, "forslag/host", GUIDE, ADDED)
    propose(repository, "forslag/host", SECOND, ADDED)
    _decided(repository, "forslag/host", "112", "2026-12-15", "--bordlagt RL-002")
    seal(repository, SEALED, "2026-12-18", "2026-12-19")
    event = f"avser: {SEALED}\ninstans: nämnd\ndatum: 2026-12-22\ntext: '{NASTY}'\n"
    path = repository.project / "register/beslut/2026-12-22-rattelse.yml"
    path.write_text(f"händelse: rättelse\n{event}", "utf-8")
    repository.git("branch", "--quiet", "-D", "forslag/host")
    waiting = repository.project / GUIDE.replace(".md", ".kommande.md")
    waiting.rename(repository.project / GUIDE)
    repository.commit("rätta protokollet, och lägg riktlinjen på plats", "2027-01-01")


def _second(repository: Repository) -> None:
    """RL-002 2.0 and the new RL-003 are decided, and wait for their seal."""
    propose(
        repository,
        "forslag/vecka",
        SECOND,
        SHOWN,
        WEEKLY,
        starts="2027-01-05",
        day="2027-01-02",
    )
    repository.git("switch", "--quiet", "forslag/vecka")
    file = repository.project / NEW
    text = (repository.project / GUIDE).read_text("utf-8")
    front, _, body = text.partition("\n---\n")
    kept = front[: front.index("beslut:\n")] + front[front.index("gäller_från: ") :]
    changes = kept[: kept.index("ändringar:\n")] + (
        'ändringar:\n  - version: "1.0"\n    gäller_från: 2027-01-05\n    slag: principiell\n'
        "    orsak: ny\n    text: Inriktningen är ny."
    )
    file.write_text(f"{changes}\n---\n{body}", "utf-8")
    for old, new in (
        ("id: RL-001", "id: RL-003"),
        ("titel: Ledningssystem för kvalitet", "titel: Ny inriktning"),
        ('version: "2.0"\ndok', 'version: "1.0"\ndok'),
        ("gäller_från: 2027-01-01\növer", "gäller_från: 2027-01-05\növer"),
        (ADDED[1], UNTOLD),
    ):
        replaced(file, old, new)
    repository.commit("föreslå en ny", "2027-01-02")
    repository.git("switch", "--quiet", "main")
    _decided(repository, "forslag/vecka", "3", "2027-01-04")


def put_in_place(repository: Repository) -> None:
    """Let main's own file of RL-002 hold the text that waits for its seal, without the picture."""
    waiting = repository.project / SECOND.replace(".md", ".kommande.md")
    waiting.rename(repository.project / SECOND)
    (repository.project / IMAGE).unlink()
    repository.commit("lägg på plats", "2027-01-08")


def _third(repository: Repository) -> None:
    """A proposal for RL-001 is sent back."""
    propose(repository, "forslag/ater", GUIDE, MONTHLY, starts="2027-02-01", day="2027-01-05")
    _decided(repository, "forslag/ater", "4", "2027-01-06", "--utfall återremitterat")
    repository.git("branch", "--quiet", "-D", "forslag/ater")


def _decided(
    repository: Repository, branch: str, paragraph: str, day: str, extra: str = ""
) -> None:
    done = decide(repository, branch, paragraph=paragraph, day=day, extra=extra)
    assert done.code == 0, done
    merge(repository, f"beslutat/{day}-namnd-{paragraph}", day=day)
