"""A change of law, told on its day: what cites a repealed statute is silent before, found after."""

import json
import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from test_cli import lydelse

ROUTINE = "rutiner/kvalitet/lokal-test.md"
BEFORE, AFTER = "2025-06-30", "2025-07-01"

DOCUMENT = """\
---
id: RU-901
titel: Så provar vi lagen
dokumenttyp: rutin
version: "1.0"
dokumentansvarig: kvalitetssamordnare
beslutas_av: mas
beslut:
  datum: 2024-01-15
  av: mas
  referens: Ändringsförslag 1
gäller_från: 2024-02-01
översyn_senast: 2026-01-15
gäller_för:
  - hemtjänst
riktar_sig_till:
  - enhetschef
lagrum:
  - 5 kap. 1 § HSL (2017:30)
  - 14 kap. 3 § SoL (2001:453)
hör_till:
  - RL-001
ändringar:
  - version: "1.0"
    gäller_från: 2024-02-01
    slag: i sak
    orsak: ny
    text: Rutinen är ny.
---

## I korthet

Rapportera genast, som det står i 14 kap. 3 § socialtjänstlagen (2001:453), och ring.

## Gör så här

| Vad | Stöd |
| --- | --- |
| Utred | 14 kap. 6 § **SoL** |
| Anmäl | [14 kap. 7 § SoL](https://example.org/) |

Avgiften tas ut enligt
8 kap. 2 § SoL, och beslutas enligt 8 kap. 9 § samma lag.

Den tidigare socialtjänstlagen (2001:453) nämns bara.
"""


@pytest.fixture(name="copy", scope="module")
def the_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own documents, and one that was in force when the law changed."""
    root = tmp_path_factory.mktemp("law") / "project"
    for name in ("register", "schemas", "docs", "riktlinjer", "rutiner"):
        shutil.copytree(ROOT / name, root / name)
    (root / ROUTINE).parent.mkdir(parents=True, exist_ok=True)
    (root / ROUTINE).write_text(DOCUMENT, "utf-8")
    return root


def found(root: Path, day: str, only: str = "L2") -> list[dict[str, object]]:
    """The findings of the families on the day, as the command reports them."""
    done = lydelse(root, "check", "--format", "json", "--only", only, "--today", day, day="")
    rows: list[dict[str, object]] = json.loads(done.stdout)
    assert done.returncode == int(any(row["severity"] == "error" for row in rows))
    return rows


def place(text: str, after: str = "") -> tuple[int, int]:
    """The line and column of the text in the document, first met after another one."""
    start = DOCUMENT.index(text, DOCUMENT.index(after))
    before = DOCUMENT[:start]
    return before.count("\n") + 1, start - before.rfind("\n")


def test_the_document_has_no_other_fault(copy: Path) -> None:
    rows = found(copy, AFTER, "F,R,L1")
    assert [row for row in rows if row["path"] == ROUTINE] == []


def test_nobody_hears_of_it_the_day_before(copy: Path) -> None:
    assert [row for row in found(copy, BEFORE) if row["path"] == ROUTINE] == []


def test_everything_is_found_on_the_day(copy: Path) -> None:
    rows = [row for row in found(copy, AFTER) if row["path"] == ROUTINE]
    assert {row["code"] for row in rows} == {"L202"}
    assert {row["severity"] for row in rows} == {"error"}
    assert [(row["line"], row["column"]) for row in rows] == [
        place("14 kap. 3 § SoL"),
        place("14 kap. 3 § socialtjänstlagen"),
        place("14 kap. 6 §"),
        place("14 kap. 7 §"),
        place("8 kap. 2 §"),
        place("8 kap. 9 §"),
    ]
    hints = [str(row["hint"]) for row in rows]
    assert "27 kap. 2 § SoL (2025:400)" in hints[0]
    assert "32 kap. SoL (2025:400)" in hints[-1]


def test_the_documents_of_the_repository_stand_the_change(copy: Path) -> None:
    for day in (BEFORE, AFTER):
        repealed = [row for row in found(copy, day) if row["code"] == "L202"]
        assert {row["path"] for row in repealed} <= {ROUTINE}
