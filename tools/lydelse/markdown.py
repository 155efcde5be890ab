"""The one Markdown parser and its HTML: CommonMark, tables, task lists, footnotes and notes.

No raw HTML and no attribute syntax: what looks like HTML is shown as text. The parser marks each
link, image and HTML fragment with its position in the text, so that a finding can point at it.
"""

from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from lydelse.links import LAW, SCHEMES, scheme

Env = MutableMapping[str, Any]

_LOCATED = {"link_open", "image", "html_inline", "code_inline"}
"""Tokens that know where in their block's text they begin."""

NOTES = {
    "NOTE": "Obs",
    "TIP": "Tips",
    "IMPORTANT": "Viktigt",
    "WARNING": "Varning",
    "CAUTION": "Fara",
}


def parse(text: str) -> list[Token]:
    """The text's block tokens; line maps count from 0 within the text."""
    env: Env = {}
    return _parser().parse(text, env)


def render(tokens: Sequence[Token]) -> str:
    """The tokens as HTML of a few strictly written elements."""
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {}))


class _Parser(MarkdownIt):
    """Keeps every link, so that one that leads astray becomes a finding instead of silence."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  the library's name
        """Every address is a link here; the rules and the renderer judge it."""
        return bool(url) or True


class _Renderer(RendererHTML):
    """Writes elements without inline style, script or author-given class."""

    def heading_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        slug = tokens[idx].meta.get("slug", "")
        return f'<{tokens[idx].tag} id="{escapeHtml(slug)}">'

    def link_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        href = str(tokens[idx].attrGet("href") or "")
        if scheme(href) not in ("", *SCHEMES):
            return "<a>"
        return f'<a href="{escapeHtml(href)}">'

    def citation_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        return f'<a href="{LAW}:{int(tokens[idx].meta["number"])}">'

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Env) -> str:  # noqa: ANN401
        token = tokens[idx]
        alt = escapeHtml(self.renderInlineAsText(token.children or [], options, env))
        src = str(token.attrGet("src") or "")
        return alt if scheme(src) else f'<img src="{escapeHtml(src)}" alt="{alt}">'

    def html_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        return f"<p>{escapeHtml(tokens[idx].content.strip())}</p>\n"

    def html_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        return escapeHtml(tokens[idx].content)

    def fence(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        return f'<pre tabindex="0"><code>{escapeHtml(tokens[idx].content)}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        return self.fence(tokens, idx)

    def hr(self, *_: Any) -> str:  # noqa: ANN401
        return "<hr>\n"

    def hardbreak(self, *_: Any) -> str:  # noqa: ANN401
        return "<br>\n"

    def table_open(self, *_: Any) -> str:  # noqa: ANN401
        return '<div class="ly-table"><table>\n'

    def table_close(self, *_: Any) -> str:  # noqa: ANN401
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        return f'<th scope="col"{_alignment(tokens[idx])}>'

    def td_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        return f"<td{_alignment(tokens[idx])}>"

    def bullet_list_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        tasks = "contains-task-list" in str(tokens[idx].attrGet("class") or "")
        return '<ul class="ly-tasks">\n' if tasks else "<ul>\n"

    def ordered_list_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        start = tokens[idx].attrGet("start")
        return "<ol>\n" if start is None else f'<ol start="{int(start)}">\n'

    def list_item_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        checked = tokens[idx].meta.get("checked")
        if checked is None:
            return "<li>"
        words = "Klart" if checked else "Att göra"
        return f'<li class="ly-task"><span class="ly-box" role="img" aria-label="{words}"></span> '

    def alert_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
        kind = str(tokens[idx].meta["kind"])
        return f'<div class="ly-note ly-note-{kind.lower()}" role="note">\n'

    def alert_title_open(self, *_: Any) -> str:  # noqa: ANN401
        return '<p class="ly-note-title">'


def _alignment(token: Token) -> str:
    style = str(token.attrGet("style") or "")
    side = style.removeprefix("text-align:")
    return f' class="ly-{side}"' if side in {"left", "right", "center"} else ""


@cache
def _parser() -> _Parser:
    parser = _Parser(
        "commonmark",
        {"html": True, "xhtmlOut": False, "tasklists": True, "alerts": True},
        renderer_cls=_Renderer,
    )
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    rules: dict[str, Any] = parser.renderer.rules  # type: ignore[attr-defined]  # the protocol lacks it
    rules["footnote_block_open"] = lambda *_: '<section class="ly-notes">\n<ol>\n'
    rules["footnote_open"] = _footnote_open
    rules["footnote_ref"] = _footnote_reference
    rules["footnote_anchor"] = _footnote_anchor
    for name, function in (
        ("link", _rule("link")),
        ("image", _rule("image")),
        ("autolink", _rule("autolink")),
        ("html_inline", _rule("html_inline")),
        ("backticks", _rule("backticks")),
    ):
        parser.inline.ruler.at(name, function)
    parser.core.ruler.push("swedish_notes", _swedish_notes)
    return parser


def _rule(name: str) -> Callable[[StateInline, bool], bool]:
    """The library's inline rule, noting where in the text its tokens began."""
    from markdown_it.rules_inline import autolink, backtick, html_inline, image, link

    rule = {
        "link": link,
        "image": image,
        "autolink": autolink,
        "html_inline": html_inline,
        "backticks": backtick,
    }[name]

    def located(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  the library's signature
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and len(state.tokens) > count:
            for token in state.tokens[count:]:
                if token.type in _LOCATED and "pos" not in token.meta:
                    token.meta["pos"] = start
                    break
            state.tokens[-1].meta.setdefault("end", state.pos)
        return found

    return located


def _swedish_notes(state: Any) -> None:  # noqa: ANN401  the library's state
    kind = ""
    for token, after in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "alert_open":
            kind = str(token.meta["kind"])
        elif token.type == "alert_title_open":
            for child in after.children or []:
                child.content = NOTES.get(kind, child.content)


def _footnote(tokens: Sequence[Token], idx: int) -> int:
    return int(tokens[idx].meta["id"]) + 1


def _footnote_open(tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
    return f'<li id="fn{_footnote(tokens, idx)}">'


def _footnote_reference(tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
    number, again = _footnote(tokens, idx), int(tokens[idx].meta["subId"])
    anchor = f"fnref{number}" + (f"-{again}" if again else "")
    return (
        f'<sup><a href="#fn{number}" id="{anchor}" aria-label="Fotnot {number}">{number}</a></sup>'
    )


def _footnote_anchor(tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401
    number, again = _footnote(tokens, idx), int(tokens[idx].meta["subId"])
    anchor = f"fnref{number}" + (f"-{again}" if again else "")
    return f' <a href="#{anchor}" class="ly-back">Tillbaka till texten</a>'
