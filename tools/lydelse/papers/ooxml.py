"""What Word wants said in its own XML: tracked runs, numbering, fields, language, fixed bytes."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip can say
_LEVELS = 9
_INDENT = 425  # twentieths of a point: 7.5 mm

LANGUAGE = "sv-SE"
_PROGRAM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"><Application>Lydelse'
    b"</Application></Properties>"
)


class Tracker:
    """Makes tracked changes of one author and one day, each with its own number."""

    def __init__(self, author: str, on: date) -> None:
        self._author = author
        self._when = datetime.combine(on, time()).isoformat() + "Z"
        self._number = 0

    def change(self, kind: str) -> Any:  # noqa: ANN401  lxml is untyped
        """A ``w:ins`` or a ``w:del`` to put runs in, or to mark a paragraph or a row with."""
        self._number += 1
        return element(
            "w:ins" if kind == "added" else "w:del",
            id=str(self._number),
            author=self._author,
            date=self._when,
        )

    def runs(self, paragraph: Any, kind: str, text: str, *, bold: bool = False) -> None:  # noqa: ANN401  untyped
        """Put the text last in the paragraph, as it stands, as inserted or as deleted."""
        if not text:
            return
        run = element("w:r")
        if bold:
            run.append(element("w:rPr", [element("w:b")]))
        for n, line in enumerate(text.split("\n")):
            if n:
                run.append(element("w:br"))
            words = element("w:delText" if kind == "removed" else "w:t")
            words.text = line
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)
        if kind == "same":
            paragraph._p.append(run)  # noqa: SLF001  the library's way to its XML
            return
        change = self.change(kind)
        change.append(run)
        paragraph._p.append(change)  # noqa: SLF001

    def mark(self, paragraph: Any, kind: str) -> None:  # noqa: ANN401  untyped
        """Let the paragraph itself have come or gone."""
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        properties.append(element("w:rPr", [self.change(kind)]))

    def mark_row(self, row: Any, kind: str) -> None:  # noqa: ANN401  untyped
        """Let the table's row have come or gone."""
        row._tr.get_or_add_trPr().append(self.change(kind))  # noqa: SLF001


class Numbering:
    """Lists with numbers or bullets of their own; each one begins where it is told."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401  untyped
        self._root = document.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)
        for id_, form in ((0, "decimal"), (1, "bullet")):
            self._root.append(_abstract(id_, form))
        self._last = 0

    def new(self, level: int, start: int | None) -> int:
        """A list whose items of the level begin with ``start``; bullets without it."""
        self._last += 1
        number = element("w:num", numId=str(self._last))
        number.append(element("w:abstractNumId", val="1" if start is None else "0"))
        if start is not None:
            override = element("w:lvlOverride", ilvl=str(level))
            override.append(element("w:startOverride", val=str(start)))
            number.append(override)
        self._root.append(number)
        return self._last

    @staticmethod
    def apply(paragraph: Any, number: int, level: int) -> None:  # noqa: ANN401  untyped
        """Make the paragraph an item of the list."""
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        inside = [element("w:ilvl", val=str(level)), element("w:numId", val=str(number))]
        properties._insert_numPr(element("w:numPr", inside))  # noqa: SLF001


def element(name: str, children: Any = (), **attributes: str) -> Any:  # noqa: ANN401  untyped
    """An element of WordprocessingML with attributes of the same namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    for child in children:
        made.append(child)
    return made


def grid(place: Any, height: int, width: int, *, head: bool) -> Any:  # noqa: ANN401  untyped
    """An empty table last in the document or cell; its first row, or its first column, heads it."""
    made = place.add_table(height, width)
    made.style = "Table Grid"
    if head:
        made.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001
    look = {"firstRow": "1" if head else "0", "firstColumn": "0" if head else "1"}
    for found in made._tbl.tblPr.findall(qn("w:tblLook")):  # noqa: SLF001  untyped
        made._tbl.tblPr.remove(found)  # noqa: SLF001
    made._tbl.tblPr.append(element("w:tblLook", **look))  # noqa: SLF001
    return made


def field(paragraph: Any, code: str) -> None:  # noqa: ANN401  untyped
    """A field that Word works out, such as ``PAGE``."""
    simple = element("w:fldSimple", instr=code)
    run = element("w:r")
    words = element("w:t")
    words.text = "1"
    run.append(words)
    simple.append(run)
    paragraph._p.append(simple)  # noqa: SLF001


def speak_swedish(document: Any) -> None:  # noqa: ANN401  untyped
    """Let the whole document be in Swedish."""
    for found in document.styles.element.iter(qn("w:lang")):
        for key in ("w:val", "w:eastAsia"):
            found.set(qn(key), LANGUAGE)
    document.core_properties.language = LANGUAGE


def forget_template(document: Any) -> None:  # noqa: ANN401  untyped
    """Leave out what the library's template tells of its own maker: a picture, and a program."""
    related = document.part.package.rels
    for id_, one in list(related.items()):
        if one.reltype.endswith("/thumbnail"):
            related.pop(id_)
        elif one.reltype.endswith("/extended-properties"):
            one.target_part._blob = _PROGRAM  # noqa: SLF001  the library has no other way


def fixed(data: bytes) -> bytes:
    """The zip of the same files with no time of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(out, "w") as made:
        for name in found.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            made.writestr(entry, found.read(name))
    return out.getvalue()


def _abstract(id_: int, form: str) -> Any:  # noqa: ANN401  untyped
    made = element("w:abstractNum", abstractNumId=str(id_))
    made.append(element("w:multiLevelType", val="multilevel"))
    for level in range(_LEVELS):
        text = f"%{level + 1}." if form == "decimal" else "•"
        indent = element("w:ind", left=str(_INDENT * (level + 1)), hanging=str(_INDENT))
        made.append(
            element(
                "w:lvl",
                [
                    element("w:start", val="1"),
                    element("w:numFmt", val=form),
                    element("w:lvlText", val=text),
                    element("w:lvlJc", val="left"),
                    element("w:pPr", [indent]),
                ],
                ilvl=str(level),
            )
        )
    return made
