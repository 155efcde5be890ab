"""A small project with a past: one rutin in five versions, one that moved, and a proposal."""

from pathlib import Path

from conftest import ROOT, make_project, replaced
from repository import Repository, committed

HYGIENE = "rutiner/hygien/basal-hygien.md"
FALL = "rutiner/halso-och-sjukvard/fall.md"
MOVED = "rutiner/hygien/fall.md"
IMAGE = "rutiner/hygien/bilagor/handsprit.png"
LATER = "rutiner/hygien/basal-hygien.kommande.md"


def project_with_past(root: Path) -> Repository:
    """The small project: RU-001 is in force in 3.1 on 2026-11-22, and 4.0 is decided for 2027."""
    make_project(root)
    _menu(root)
    fresh = (root / IMAGE).read_bytes()
    (root / IMAGE).write_bytes(fresh + b"old")
    repository = committed(root, "2026-01-01")
    _spelling(root)
    repository.commit("rätta stavning", "2026-10-05")
    _in_substance(root)
    (root / IMAGE).write_bytes(fresh)
    repository.commit("ändra i sak", "2026-10-20")
    _moved(root)
    repository.commit("flytta fallrutinen", "2026-11-02")
    _later(root)
    repository.commit("besluta om nästa år", "2026-11-10")
    repository.git("switch", "--quiet", "--create", "forslag/handskar")
    _proposed(root)
    repository.commit("föreslå handskar", "2026-11-15")
    repository.git("switch", "--quiet", "main")
    return repository


def new_version(  # noqa: PLR0913, PLR0917  what an entry of ändringar holds
    path: Path, old: str, new: str, start: str, kind: str, text: str, decided: str = ""
) -> None:
    """Raise the version in the file, with an entry in ``ändringar``."""
    before = path.read_text("utf-8")
    first = next(line for line in before.split("\n") if line.startswith("gäller_från: "))
    replaced(path, f'version: "{old}"\ndok', f'version: "{new}"\ndok')
    replaced(path, first, f"gäller_från: {start}")
    if decided:
        day = next(line for line in before.split("\n") if line.startswith("  datum: "))
        replaced(path, f"beslut:\n{day}", f"beslut:\n  datum: {decided}")
    entry = f'  - version: "{new}"\n    gäller_från: {start}\n    slag: {kind}\n'
    entry += f"    orsak: egenkontroll\n    text: {text}\n"
    replaced(path, "\nändringar:\n", f"\nändringar:\n{entry}")


def _menu(root: Path) -> None:
    menu = (ROOT / "mkdocs.yml").read_text("utf-8").split("\n")
    kept = [line for line in menu if "ledningssystemet" not in line.lower()]
    (root / "mkdocs.yml").write_text("\n".join(kept), "utf-8")


def _spelling(root: Path) -> None:
    path = root / HYGIENE
    new_version(path, "2.0", "2.1", "2026-10-01", "redaktionell", "Ett ord är rättat.")
    replaced(path, "Ta av ringar och klocka.", "Ta av ringar och klockan.")


def _in_substance(root: Path) -> None:
    path = root / HYGIENE
    new_version(path, "2.1", "3.0", "2026-11-01", "i sak", "Naglarna ska vara korta.", "2026-10-15")
    replaced(path, "2. Sprita i 30 sekunder.", "2. Sprita i minst 40 sekunder.")
    replaced(path, "3. Låt händerna torka.", "3. Låt händerna torka.\n4. Håll naglarna korta.")
    replaced(path, "titel: Checklista för arbetskläder", "titel: Checklista för händer och kläder")
    replaced(path, "Rutinen ska hindra att smitta sprids.", "Rutinen hindrar att smitta sprids.")


def _moved(root: Path) -> None:
    (root / FALL).rename(root / MOVED)
    path = root / HYGIENE
    new_version(path, "3.0", "3.1", "2026-11-05", "redaktionell", "En länk är rättad.")
    replaced(path, "../halso-och-sjukvard/fall.md", "fall.md")


def _later(root: Path) -> None:
    text = (root / HYGIENE).read_text("utf-8")
    (root / LATER).write_text(text, "utf-8")
    what = "Handskar byts mellan varje moment."
    new_version(root / LATER, "3.1", "4.0", "2027-01-01", "i sak", what, "2026-11-05")
    first, second = (
        "- Sprita händerna före och efter varje moment.\n",
        "- Ta av ringar och klockan.\n",
    )
    gloves = "- Byt handskar mellan varje moment.\n"
    replaced(root / LATER, first + second, second + gloves + first)


def _proposed(root: Path) -> None:
    text = (root / LATER).read_text("utf-8")
    (root / LATER).write_text(text, "utf-8")
    what = "Handskar används inte vid måltider."
    new_version(root / LATER, "4.0", "5.0", "2027-03-01", "i sak", what)
    start, end = "beslut:\n", "gäller_från:"
    text = (root / LATER).read_text("utf-8")
    (root / LATER).write_text(text[: text.index(start)] + text[text.index(end) :], "utf-8")
    replaced(root / LATER, "mellan varje moment.\n- Sp", "mellan varje moment, inte vid mat.\n- Sp")
