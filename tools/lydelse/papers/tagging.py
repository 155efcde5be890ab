"""The tags of a laid out page, mended: headers that say what they head, margins that are no text.

The library says which cells a header has, but not whether it heads a row or a column; and it tags
the words in the margins as text that no reader of the structure ever meets.
"""

from collections.abc import Iterator
from typing import Any


def finish(document: Any, pdf: Any) -> None:  # noqa: ANN401, ARG001  the library's own, untyped
    """Mend the tags, right before the file is written."""
    objects = {one.number: one for one in pdf.objects}
    root = objects[_number(pdf.catalog["StructTreeRoot"])]
    reached = set(_below(root, objects))
    tree = objects[_number(root["ParentTree"])]
    pages = [objects[_number(reference)] for reference in pdf.page_references]
    for number, one in objects.items():
        kind = one.get("Type") if hasattr(one, "get") else ""
        if kind != "/StructElem":
            continue
        if one["S"] == "/TH":
            row = objects[_number(one["P"])]
            head = objects[_number(row["P"])]["S"] == "/THead"
            one["A"]["Scope"] = "/Column" if head else "/Row"
        if number not in reached:
            for marked in (kid for kid in one["K"] if isinstance(kid, int)):
                place = [page.number for page in pages].index(_number(one["Pg"]))
                _make_artifact(objects[_number(pages[place]["Contents"])], marked)
                tree["Nums"][2 * place + 1][marked] = "null"
            one.free = "f"


def _below(element: Any, objects: dict[int, Any]) -> Iterator[int]:  # noqa: ANN401  untyped
    """The numbers of all that hangs below an element of the structure."""
    waiting = [element]
    while waiting:
        kids = waiting.pop().get("K", ())
        for number in (_number(kid) for kid in kids if not isinstance(kid, int)):
            yield number
            waiting.append(objects[number])


def _make_artifact(content: Any, marked: int) -> None:  # noqa: ANN401  untyped
    """Let the marked words of a page's content be of no account to who listens."""
    for place, part in enumerate(content.stream):
        if isinstance(part, dict) and part.get("MCID") == marked:
            content.stream[place - 1] = "/Artifact"
            part.clear()
            part["Type"] = "/Pagination"


def _number(reference: Any) -> int:  # noqa: ANN401  untyped
    """The number in a reference such as ``12 0 R``."""
    return int(reference.split()[0])
