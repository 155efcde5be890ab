"""What a person fills in: the paragraphs under each heading of a text, by the paper's headings."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from lydelse.changes.blocks import blocks_of
from lydelse.papers.paper import Points, Text
from lydelse.register import folded
from lydelse.tree import ProjectError

OFFICER = "Handläggare"
CHILDREN = "Barnets bästa"
ECONOMY = "Ekonomiska konsekvenser"
RECEIVERS = "Beslutet skickas till"
HEADINGS = (OFFICER, CHILDREN, ECONOMY, RECEIVERS)
"""What no register knows, and somebody has to write."""

Answer = tuple[Text | Points, ...]


def read_answers(text: str, name: str) -> Mapping[str, Answer]:
    """The answers of a Markdown text with one heading for each.

    Raises ``ProjectError`` for a heading that the paper does not have.
    """
    known = {folded(heading): heading for heading in HEADINGS}
    found: dict[str, Answer] = {}
    for section, blocks in groupby(blocks_of(text), lambda block: block.section):
        if folded(section) not in known:
            what = f"rubriken ”{section}”" if section else "text före första rubriken"
            raise ProjectError(
                f"{name} har {what}, som inte hör till underlaget. "
                f"Rubrikerna är {', '.join(HEADINGS)}."
            )
        words = [(block.form == "item", block.text) for block in blocks if block.form != "heading"]
        if words:
            found[known[folded(section)]] = tuple(_blocks(words))
    return found


def _blocks(words: list[tuple[bool, str]]) -> Iterator[Text | Points]:
    for listed, group in groupby(words, lambda word: word[0]):
        texts = tuple(text for _, text in group)
        if listed:
            yield Points(texts)
        else:
            yield from map(Text, texts)
