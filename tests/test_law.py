"""``lydelse law``: where a statute is cited, who must act on a change, and how a text is read."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, make_project, replaced
from lydelse.citations import Provision
from lydelse.cli import main
from lydelse.law import Statutes, targets
from lydelse.law.sections import Extent, overlap, sort_key
from lydelse.project import Project
from lydelse.statutes import Moved

GUIDELINE = "riktlinjer/kvalitet/ledningssystem.md"
HYGIENE = "rutiner/hygien/basal-hygien.md"
FALL = "rutiner/halso-och-sjukvard/fall.md"
TODAY = "2026-11-22"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project, where a rutin also cites law in its text."""
    root = make_project(tmp_path / "project")
    replaced(
        root / FALL,
        "Ring sjuksköterskan.",
        "Ring sjuksköterskan enligt 5 kap. 1 och 4 §§ hälso- och sjukvårdslagen "
        "och 5 kap. 1 § SoL.",
    )
    return root


@pytest.fixture
def law(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``lydelse law`` in the project: exit code, output, and what was said."""

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["law", *words, "--project", str(project), "--today", TODAY])
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


def answer(law: Run, *words: str) -> Any:  # noqa: ANN401  JSON
    code, out, _ = law(*words, "--format", "json")
    assert code == 0
    return json.loads(out)


def changes(folder: Path, *rows: str) -> Path:
    path = folder / "andringar.yml"
    path.write_text("ändringar:\n" + "".join(rows), "utf-8")
    return path


def test_statutes_are_listed_by_how_many_documents_cite_them(law: Run) -> None:
    code, out, _ = law()
    assert code == 0
    assert out == (
        "Dokument  Ställen  Författning\n"
        "       3        4  HSL (2017:30)\n"
        "       2        2  SoL (2025:400)\n"
    )
    rows = answer(law)
    assert [(row["nummer"], row["dokument"], row["ställen"]) for row in rows] == [
        ("SFS 2017:30", 3, 4),
        ("SFS 2025:400", 2, 2),
    ]
    assert rows[1]["i_kraft"] == "2025-07-01"


def test_one_statute_is_shown_by_section_with_line_and_column(law: Run) -> None:
    _, out, _ = law("hälso- och sjukvårdslagen")
    assert out == (
        "HSL (2017:30)\nHälso- och sjukvårdslag (2017:30)\ngäller sedan 2017-04-01\n\n"
        "5 kap. 1 §\n"
        f"  {FALL}:30:49  RU-002 När någon har fallit (text)\n"
        f"  {HYGIENE}:21:5  RU-001 Basal hygien (lagrum)\n\n"
        "5 kap. 4 §\n"
        f"  {GUIDELINE}:24:5  RL-001 Ledningssystem för kvalitet (lagrum)\n"
        f"  {FALL}:30:49  RU-002 När någon har fallit (text)\n"
    )


@pytest.mark.parametrize("asked", ["SoL", "2025:400", "SFS 2025:400", "socialtjänstlagen"])
def test_a_statute_may_be_named_in_any_way(law: Run, asked: str) -> None:
    (row,) = answer(law, asked)
    assert row["nummer"] == "SFS 2025:400"
    assert [(one["fil"], one["i"]) for one in row["ställen"]] == [
        (GUIDELINE, "lagrum"),
        (FALL, "text"),
    ]


def test_a_name_shows_what_it_meant_before_too(law: Run, project: Path) -> None:
    replaced(project / GUIDELINE, "- 5 kap. 4 § HSL (2017:30)", "- 3 kap. 3 § SoL (2001:453)")
    assert [row["nummer"] for row in answer(law, "SoL")] == ["SFS 2025:400", "SFS 2001:453"]
    assert [row["nummer"] for row in answer(law, "2001:453")] == ["SFS 2001:453"]


def test_one_section_can_be_asked_for(law: Run) -> None:
    (row,) = answer(law, "5 kap. 4 § HSL")
    assert [(one["fil"], one["par"]) for one in row["ställen"]] == [(GUIDELINE, "4"), (FALL, "4")]


def test_a_statute_that_nobody_cites_is_an_answer_and_an_unknown_one_is_not(law: Run) -> None:
    assert "Inget dokument hänvisar hit." in law("2001:453")[1]
    code, out, said = law("Socialtjenstlagen")
    assert (code, out) == (2, "")
    assert "finns varken i registret över författningar eller i något dokument" in said
    assert "Menade du socialtjänstlagen?" in said


def test_a_statute_outside_the_register_is_found_by_what_documents_call_it(
    law: Run, project: Path
) -> None:
    replaced(project / FALL, "och 5 kap. 1 § SoL.", "och 3 § lagen (1982:80) om anställningsskydd.")
    (row,) = answer(law, "SFS 1982:80")
    assert (row["känd"], [one["par"] for one in row["ställen"]]) == (False, ["3"])
    assert "SFS 1982:80: finns inte i registret" in law()[1]


def test_who_must_act_is_grouped_by_the_role_that_answers_for_the_document(
    law: Run, tmp_path: Path
) -> None:
    file = changes(
        tmp_path,
        "  - lagrum: 5 kap. 1 § HSL\n    slag: flyttad\n    från: 2027-01-01\n",
        "    till: 6 kap. 1 § HSL\n",
        "  - lagrum: SoL\n    slag: ersatt\n    från: 2027-07-01\n    till: SFS 2027:100\n",
    )
    _, out, _ = law("--changed", str(file))
    assert out == (
        "Ändringar\n"
        "  5 kap. 1 § HSL (2017:30) flyttas 2027-01-01 till 6 kap. 1 § HSL.\n"
        "  SoL (2025:400) ersätts 2027-07-01 av SFS 2027:100.\n\n"
        "Kvalitetssamordnare, kvalitet@exempelstad.example\n"
        "  RL-001 Ledningssystem för kvalitet\n"
        "    SoL (2025:400) ersätts 2027-07-01 av SFS 2027:100:\n"
        f"      {GUIDELINE}:23:5  5 kap. 1 § SoL (2025:400)\n\n"
        "Medicinskt ansvarig sjuksköterska (MAS), mas@exempelstad.example\n"
        "  RU-002 När någon har fallit\n"
        "    5 kap. 1 § HSL (2017:30) flyttas 2027-01-01 till 6 kap. 1 § HSL:\n"
        f"      {FALL}:30:49  5 kap. 1 § HSL (2017:30)\n"
        "    SoL (2025:400) ersätts 2027-07-01 av SFS 2027:100:\n"
        f"      {FALL}:30:97  5 kap. 1 § SoL (2025:400)\n"
        "  RU-001 Basal hygien\n"
        "    5 kap. 1 § HSL (2017:30) flyttas 2027-01-01 till 6 kap. 1 § HSL:\n"
        f"      {HYGIENE}:21:5  5 kap. 1 § HSL (2017:30)\n"
    )
    told = answer(law, "--changed", str(file))
    assert [change["nummer"] for change in told["ändringar"]] == ["SFS 2017:30", "SFS 2025:400"]
    assert [(group["dokumentansvarig"], len(group["ställen"])) for group in told["grupper"]] == [
        ("kvalitetssamordnare", 1),
        ("mas", 3),
    ]


def test_a_repealed_statute_that_others_say_where_it_went_gives_the_nearest(
    law: Run, tmp_path: Path
) -> None:
    """The name means what it meant the day before, so SoL is the old one here."""
    file = changes(tmp_path, "  - lagrum: SoL\n    slag: ersatt\n    från: 2025-07-01\n")
    _, out, _ = law("--changed", str(file))
    assert "SoL (2001:453) ersätts 2025-07-01 av SFS 2025:400." in out
    assert "Inget dokument hänvisar till det som ändras." in out


def test_what_answers_to_a_regulation_is_told_when_it_changes(
    law: Run, project: Path, tmp_path: Path
) -> None:
    replaced(project / FALL, "ändringar:", "svarar_mot:\n  - sosfs-2011-9:5:2\nändringar:")
    file = changes(tmp_path, "  - lagrum: SOSFS 2011:9\n    slag: ändrad\n    från: 2027-01-01\n")
    _, out, _ = law("--changed", str(file))
    assert "  5 kap. 2 § SOSFS 2011:9 (svarar mot)\n" in out


def test_a_name_in_a_later_wording_means_the_new_statute_only_where_the_old_one_ends(
    law: Run, project: Path, tmp_path: Path
) -> None:
    replaced(project / FALL, "gäller_från: 2026-09-15\növersyn", "gäller_från: 2027-08-01\növersyn")
    replaced(project / FALL, "    gäller_från: 2026-09-15", "    gäller_från: 2027-08-01")
    for kind, told in (("ersatt", False), ("ändrad", True)):
        row = f"  - lagrum: SoL\n    slag: {kind}\n    från: 2027-07-01\n"
        _, out, _ = law("--changed", str(changes(tmp_path, row)))
        assert (FALL in out) is told


def test_a_document_with_broken_metadata_is_still_told_of(
    law: Run, project: Path, tmp_path: Path
) -> None:
    replaced(project / FALL, "titel: ", "titell: ")
    _, out, said = law("SoL")
    assert f"{FALL}:30:97" in out
    assert f"{FALL} har fel i metadata" in said
    file = changes(tmp_path, "  - lagrum: SoL\n    slag: ändrad\n    från: 2027-01-01\n")
    assert "Sidor, och dokument vars metadata behöver rättas" in law("--changed", str(file))[1]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (("  - lagrum: hej\n    slag: ersatt\n    från: 2027-01-01\n",), "2:13: det här är inget"),
        (("  - lagrum: samma lag\n    slag: ersatt\n    från: 2027-01-01\n",), "2:13: det här är"),
        (("  - lagrum: SoL\n    slag: flyttad\n    från: 2027-01-01\n",), "lägg till nyckeln till"),
        (
            ("  - lagrum: SoL\n    slag: ersatt\n    från: 2027-01-01\n", "    till: blaha\n"),
            "5:11: det här är inget lagrum",
        ),
        (("  - lagrum: SoL\n    slag: borta\n    från: 2027-01-01\n",), "slag"),
        (("  - lagrum: SoL\n    slag: ersatt\n    från: 1/7 2027\n",), "4:11"),
        (("  - [1, 2\n",), ""),
        ((), ""),
    ],
)
def test_a_broken_file_of_changes_is_told_with_its_place(
    law: Run, tmp_path: Path, rows: tuple[str, ...], words: str
) -> None:
    code, out, said = law("--changed", str(changes(tmp_path, *rows)))
    assert (code, out) == (2, "")
    assert words in said
    assert "andringar.yml:" in said
    assert "Så här kan filen se ut:" in said


def test_a_text_is_read_by_day(law: Run) -> None:
    assert answer(law, "parse", "14 kap. 3–6 §§ SoL och 9 § 8", "--date", "2024-01-01") == [
        {"statute": "SFS 2001:453", "kap": "14", "par": "3", "par_to": "6"},
        {"statute": "@denna", "par": "9", "punkt": "8", "fragment": "P9S1N8"},
    ]
    assert answer(law, "parse", "Lag (2019:973).") == []
    assert answer(law, "parse", "den gamla SoL") == [{"statute": "SFS 2001:453"}]
    assert law("parse", "den gamla SoL")[1].startswith("SoL (2001:453)\n")
    code, out, _ = law("parse", "SoL 4:1")
    assert code == 0
    assert out == (
        "4 kap. 1 § SoL (2025:400)\n"
        "    SFS 2025:400: Socialtjänstlag (2025:400)\n"
        "    gäller sedan 2025-07-01\n"
        "    fragment K4P1\n"
        "    Du skrev utan alla tecken. Första raden visar hur det ska se ut.\n"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("parse",), "Skriv texten också"),
        (("SoL", "--changed", "x.yml"), "Välj en författning eller --changed FIL"),
        (("parse", "SoL", "--changed", "x.yml"), "Välj parse eller --changed FIL"),
        (("SoL", "--date", "2024-01-01"), "--date hör till lydelse law parse"),
        (("SoL och HSL",), "en författning i taget"),
        (("--changed", "finns-inte.yml"), "finns-inte.yml"),
    ],
)
def test_wrong_use_is_a_sentence(law: Run, words: tuple[str, ...], sentence: str) -> None:
    code, out, said = law(*words)
    assert (code, out) == (2, "")
    assert sentence in said


def test_a_broken_register_is_told_and_a_text_is_read_all_the_same(law: Run, project: Path) -> None:
    (project / "register" / "lagrum.yml").write_text("författningar: nej\n", "utf-8")
    code, _, said = law("SoL")
    assert code == 2
    assert "register/lagrum.yml går inte att läsa" in said
    assert answer(law, "parse", "9 § LSS") == [{"statute": "LSS", "par": "9", "fragment": "P9"}]


def test_names_mean_what_they_meant_on_the_day() -> None:
    statutes = Statutes(Project(ROOT).register)

    def meant(name: str, *day: int) -> str:
        found = statutes.meant(name, date(*day))
        return found.number if found else ""

    assert meant("SoL", 2025, 6, 30) == "SFS 2001:453"
    assert meant("SoL", 2025, 7, 1) == "SFS 2025:400"
    assert meant("FL", 2018, 6, 30) == "SFS 1986:223"
    assert meant("FL", 2018, 7, 1) == "SFS 2017:900"
    assert meant("cybersäkerhetslagen", 2020, 1, 1) == "SFS 2025:1506", "the only one, to come"
    assert meant("sekretesslagen", 2026, 1, 1) == "SFS 1980:100", "the last that was called so"
    assert meant("SoL", 1990, 1, 1) == "SFS 2001:453", "the first to come"
    assert meant("brottsbalken", 2026, 1, 1) == ""


def test_where_provisions_of_the_old_socialtjanstlag_went() -> None:
    old = Project(ROOT).register.statutes["SFS 2001:453"]

    def went(**place: str) -> list[tuple[str, str]]:
        found = targets(old, Provision(**place))
        return [(one.provision.kap, one.provision.par) for one in found]

    assert went(kap="14", par="3") == [("27", "2")]
    assert went(kap="14", par="2", par_to="7") == [
        ("5", "1"),
        ("27", "2"),
        ("27", "5"),
        ("27", "6"),
    ]
    assert went(kap="3", par="3", stycke="4") == [("5", "2")], "not where the rest went"
    assert went(kap="3", par="3") == [("5", "1"), ("5", "2"), ("5", "3")]
    assert went(kap="8", par="2") == [("32", "")], "a chapter that moved as a whole"
    assert went(kap="3", par="3 a") == [("27", "1")]
    assert went(kap="7", par="1") == []
    assert went() == [], "nobody can say where a whole statute went"
    assert all(isinstance(row, Moved) for row in old.moved)


def test_what_exists_is_known_by_chapter_and_section() -> None:
    known = Extent(
        (Provision(kap="5", par="1", par_to="3"), Provision(kap="6"), Provision(kap="2 a"))
    )
    assert known.has(Provision(kap="5", par="2"))
    assert known.has(Provision(kap="5", par="2 b")), "a range leaves letters out"
    assert not known.has(Provision(kap="5", par="3 a"))
    assert not known.has(Provision(kap="5", par="3", par_to="4"))
    assert known.has(Provision(kap="6", par="99")), "its sections are unknown"
    assert known.has(Provision(kap="2 a", par="1"))
    assert not known.has(Provision(kap="2", par="1"))
    assert Extent(()).has(Provision(kap="99"))


def test_articles_are_known_too() -> None:
    known = Extent((Provision(artikel="1"), Provision(artikel="2")))
    assert known.has(Provision(artikel="2", artikel_punkt="1 c"))
    assert not known.has(Provision(artikel="3"))
    assert Extent((Provision(kap="1"),)).has(Provision(artikel="3")), "nothing is told of articles"


def test_provisions_that_share_a_part_overlap() -> None:
    whole, part = Provision(kap="5", par="1", par_to="4"), Provision(kap="5", par="3", stycke="2")
    assert overlap(whole, part)
    assert overlap(part, whole)
    assert not overlap(part, Provision(kap="5", par="3", stycke="1"))
    assert not overlap(part, Provision(kap="6", par="3"))
    assert overlap(Provision(kap="5"), part)
    assert not overlap(Provision(artikel="6"), Provision(artikel="9"))
    assert not overlap(Provision(artikel="6"), Provision(par="6"))
    assert overlap(Provision(artikel="6"), Provision())
    assert sort_key(Provision(kap="2", par="3 a")) < sort_key(Provision(kap="2", par="10"))
