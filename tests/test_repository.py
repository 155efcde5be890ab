"""The repository's own documents and registers, by the tool's own rules."""

from pathlib import Path

import pytest
import yaml

from conftest import ROOT, SCHEMAS, TODAY
from lydelse.corpus import Corpus, read_corpus
from lydelse.formatting import formatted
from lydelse.reading import DOCUMENT, read
from lydelse.rules import check
from lydelse.tree import working_tree

FACTS = ROOT.parent / "shared" / "facts" / "lagrum.yml"
CARRIED = {"in_force": "i_kraft", "repealed": "upphävd", "replaced_by": "ersatt_av"}
DOCUMENTS = sorted(
    path for folder in ("riktlinjer", "rutiner") for path in (ROOT / folder).rglob("*.md")
)


@pytest.fixture(name="corpus", scope="module")
def the_corpus() -> Corpus:
    """The repository, read without its cache."""
    tree = working_tree(ROOT)
    sizes = {path: (ROOT / path).stat().st_size for path in tree.paths}
    return read_corpus(
        tree, lambda items, names: [read(*item, SCHEMAS, names) for item in items], sizes
    )


def test_there_are_four_guidelines_and_ten_routines(corpus: Corpus) -> None:
    types = [document.type for document in corpus.documents]
    assert (types.count("riktlinje"), types.count("rutin")) == (4, 10)


def test_nothing_is_wrong_with_them(corpus: Corpus) -> None:
    assert [finding for finding in check(corpus, TODAY) if finding.severity == "error"] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_can_be_read_in_a_few_minutes(path: Path, corpus: Corpus) -> None:
    words = corpus.by_path[path.relative_to(ROOT).as_posix()].body.words
    assert 400 <= words <= 900


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_has_the_canonical_form(path: Path) -> None:
    data = path.read_bytes()
    assert formatted(data, SCHEMAS[DOCUMENT]).data == data


def test_every_document_belongs_to_a_role_that_can_be_reached(corpus: Corpus) -> None:
    for document in corpus.documents:
        assert corpus.register.roles[document.owner].mailbox


def test_the_statutes_are_those_of_the_facts() -> None:
    if not FACTS.exists():
        return
    register = yaml.safe_load((ROOT / "register" / "lagrum.yml").read_text("utf-8"))
    ours = {row["nummer"]: row for row in register["författningar"]}
    for fact in yaml.safe_load(FACTS.read_text("utf-8")):
        row = ours[fact["number"]]
        for theirs, name in CARRIED.items():
            assert str(row.get(name) or "") == str(fact[theirs] or ""), fact["number"]
