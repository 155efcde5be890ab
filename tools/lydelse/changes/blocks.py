"""A body to its blocks: headings, paragraphs, list items, rows, notes, each with its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from lydelse import markdown
from lydelse.changes.model import Form
from lydelse.changes.tokens import Token, clean, joined, tokens_of

if TYPE_CHECKING:
    from markdown_it.token import Token as Parsed

_FORMATTING = re.compile(r"</?(?:b|i|u|em|strong|br|p|div|span|sub|sup|small)\s*/?>", re.IGNORECASE)
_DEEPEST = 16
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


# What a token of the parser shows: its own content, or a space or break in its place.
_TEXT = {"text": "", "code_inline": "", "softbreak": " ", "hardbreak": "\n"}


class Address(NamedTuple):
    """Where a link or image leads, and the text that shows it."""

    text: str
    href: str
    image: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block's words and what they stand in.

    ``parent`` is the position of the list item around it, ``None`` outside lists; ``shape`` is
    what differs when only the form does: emphasis, the kind of list, the level of a heading.
    """

    form: Form
    level: int
    tokens: tuple[Token, ...]
    number: int | None = None
    section: str = ""
    line: int = 1
    parent: int | None = None
    shape: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()

    @property
    def text(self) -> str:
        """The block's text, as pieces of a comparison join to it."""
        return joined(self.tokens)


def blocks_of(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """The blocks of a body that begins on the file's line ``first_line``, in reading order.

    The parser leaves out what is nested too deep; such a body is compared line by line instead.
    """
    parsed = markdown.parse(text)
    if max((token.level for token in parsed), default=0) >= _DEEPEST:
        return tuple(
            Block("paragraph", 0, tuple(tokens_of(clean(line))), line=number)
            for number, line in enumerate(text.split("\n"), first_line)
            if line.strip()
        )
    return tuple(_Reader(parsed, first_line).blocks())


@dataclass(slots=True)
class _List:
    """An open list: the number its next item gets (``None`` for bullets)."""

    next_number: int | None
    item: int | None = None


@dataclass(slots=True)
class _Item:
    """An open list item that has not yet become a block."""

    number: int | None
    line: int
    checked: bool | None


class _Reader:
    """Walks the parser's tokens once; one per body."""

    def __init__(self, parsed: Sequence["Parsed"], first_line: int) -> None:
        self._parsed = parsed
        self._first = first_line
        self._blocks: list[Block] = []
        self._lists: list[_List] = []
        self._item: _Item | None = None
        self._around: list[Form] = []
        self._notice = ""
        self._notices: list[str] = []
        self._quotes = 0
        self._ruled = False
        self._section = ""
        self._line = first_line

    def blocks(self) -> list[Block]:
        """All blocks; an item without words of its own is a block too."""
        skipped = False
        for index, token in enumerate(self._parsed):
            self._line = token.map[0] + self._first if token.map else self._line
            skipped = {"alert_title_open": True, "alert_title_close": False}.get(
                token.type, skipped
            )
            if skipped:
                continue
            if token.type == "tr_open":
                self._row(index)
            elif token.type == "inline" and not self._in_cell(index):
                self._inline(token, self._parsed[index - 1])
            elif token.type in {"fence", "code_block", "html_block"}:
                self._literal(token)
            elif token.type in {"blockquote_open", "blockquote_close"}:
                self._quotes += token.nesting
            elif token.type == "hr":
                self._flush()
                self._ruled = True
            else:
                self._structure(token)
        if self._ruled and self._blocks:
            last = self._blocks[-1]
            self._blocks[-1] = replace(last, shape=(*last.shape, "hr after"))
        return self._blocks

    def _in_cell(self, index: int) -> bool:
        return self._parsed[index - 1].type in {"th_open", "td_open"}

    def _structure(self, token: "Parsed") -> None:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self._flush()
            start = token.attrGet("start")
            first = int(1 if start is None else start)
            self._lists.append(_List(first if token.type.startswith("ordered") else None))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif token.type == "list_item_open":
            self._open_item(token)
        elif token.type == "list_item_close":
            self._flush()
            self._lists[-1].item = None
        elif token.type == "alert_open":
            self._around.append("note")
            self._notice = str(token.meta.get("kind", ""))
            self._notices.append(self._notice)
        elif token.type == "footnote_open":
            self._around.append("footnote")
        elif token.type in {"alert_close", "footnote_close"}:
            self._around.pop()
            self._notice = ""
            self._notices = self._notices[: self._around.count("note")]

    def _open_item(self, token: "Parsed") -> None:
        inside = self._lists[-1]
        self._item = _Item(inside.next_number, self._line, token.meta.get("checked"))
        if inside.next_number is not None:
            inside.next_number += 1

    def _flush(self) -> None:
        """Lets an item that begins with something else than words be a block of its own."""
        if self._item:
            self._add("item", (), ())

    def _inline(self, token: "Parsed", before: "Parsed") -> None:
        run = _Run(token.children or [])
        if before.type == "heading_open":
            self._section = clean(" ".join(joined(run.tokens).split()))
            self._flush()
            self._add("heading", run.tokens, run.addresses, int(before.tag[1:]), run.shape)
        else:
            around: Form = self._around[-1] if self._around else "paragraph"
            form: Form = "item" if self._item else around
            self._add(form, run.tokens, run.addresses, shape=run.shape)

    def _literal(self, token: "Parsed") -> None:
        self._flush()
        words = tuple(tokens_of(clean(token.content)))
        self._add("paragraph" if token.type == "html_block" else "code", words, ())

    def _row(self, index: int) -> None:
        self._flush()
        words: list[Token] = []
        addresses: list[Address] = []
        shape: list[str] = []
        for place in range(index + 1, len(self._parsed)):
            token = self._parsed[place]
            if token.type == "tr_close":
                break
            if token.type == "inline":
                run = _Run(token.children or [])
                words += [*_spaced(run.tokens), Token("cell", "|", " ")]
                addresses += run.addresses
                shape += run.shape
        header = self._parsed[index - 1].type == "thead_open"
        shape += ["th"] if header else []
        self._add("row", tuple(words[:-1]), tuple(addresses), shape=tuple(shape))

    def _add(
        self,
        form: Form,
        words: tuple[Token, ...],
        addresses: tuple[Address, ...],
        level: int = 0,
        shape: tuple[str, ...] = (),
    ) -> None:
        item, lists = self._item, self._lists
        nearest = lists[-1].item if lists else None
        parent = lists[-2].item if item and len(lists) > 1 else None if item else nearest
        if self._notice:
            words = (
                Token("notice", f"{markdown.NOTES.get(self._notice, self._notice)}:", " "),
                *words,
            )
            self._notice = ""
        if item and item.checked is not None:
            words = (Token("box", "[x]" if item.checked else "[ ]", " "), *words)
        kind = "" if not lists else "-" if lists[-1].next_number is None else "1."
        dress = (*self._notices[-1:], *["quote"] * self._quotes, *["hr"] * self._ruled)
        self._ruled = False
        self._blocks.append(
            Block(
                form=form,
                level=level or len(lists),
                tokens=words,
                number=item.number if item else None,
                section=self._section,
                line=item.line if item else self._line,
                parent=parent,
                shape=(kind, *dress, *shape),
                addresses=addresses,
            )
        )
        if item:
            lists[-1].item = len(self._blocks) - 1
            self._item = None


@dataclass(slots=True)
class _Run:
    """The words of inline content, gathered so that a word set half in bold stays one word."""

    children: Sequence[Any]
    found: list[Token] = field(default_factory=list)
    links: list[Address] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _struck: int = 0
    _open: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for child in self.children:
            self._child(child)
        self._gather()

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words and signs."""
        return tuple(self.found)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Where the links and images lead."""
        return tuple(self.links)

    @property
    def shape(self) -> tuple[str, ...]:
        """The emphasis in the text."""
        return tuple(self.marks)

    def _child(self, child: Any) -> None:  # noqa: ANN401  the library's token
        if child.type in _TEXT:
            self._text.append(_TEXT[child.type] or child.content)
        elif child.type == "html_inline":
            self._html(child.content)
        elif child.type == "footnote_ref":
            self._gather()
            self.found.append(Token("reference", f"[fotnot {int(child.meta['id']) + 1}]"))
        elif child.type in {"s_open", "s_close"}:
            self._gather()
            self._struck += child.nesting
        else:
            self._link(child)
        if child.type in {"strong_open", "em_open", "code_inline", "link_open", "image"}:
            self.marks.append(child.type)

    def _link(self, child: Any) -> None:  # noqa: ANN401  the library's token
        if child.type == "image":
            alt = _plain(child.children or [])
            if alt.strip():
                self._text.append(alt)
            else:  # that a picture came or went is seen even when nothing says what it shows
                self._gather()
                self.found.append(Token("image", "[bild]"))
            self.links.append(Address(alt, str(child.attrGet("src") or ""), image=True))
        elif child.type == "link_open":
            self._open.append((str(child.attrGet("href") or ""), len(self._text)))
        elif child.type == "link_close" and self._open:
            href, start = self._open.pop()
            self.links.append(Address("".join(self._text[start:]), href))

    def _html(self, content: str) -> None:
        if _LINE_BREAK.fullmatch(content):
            self._text.append("\n")
        elif _FORMATTING.fullmatch(content):
            self._gather()
            self.found.append(Token("tag", content))
        else:
            self._text.append(content)

    def _gather(self) -> None:
        """Turns the text so far into tokens; what comes after is a word of its own."""
        text = clean("".join(self._text))
        if self.found and text[:1].isspace():
            led = text[: len(text) - len(text.lstrip())]
            self.found[-1] = self.found[-1]._replace(space=_narrow(led))
        for token in tokens_of(text, struck=self._struck > 0):
            plain = token.space in {"", " "}
            self.found.append(token if plain else token._replace(space=_narrow(token.space)))
        self._text.clear()


def _narrow(space: str) -> str:
    """Space as it shows: nothing, one blank, or a line break that the author wrote."""
    return "\n" if "\n" in space else " " if space else ""


def _spaced(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words with a blank after the last, so that what follows stands apart."""
    return (*words[:-1], words[-1]._replace(space=" ")) if words else ()


def _plain(children: Sequence[Any]) -> str:
    return "".join(_TEXT[child.type] or child.content for child in children if child.type in _TEXT)
