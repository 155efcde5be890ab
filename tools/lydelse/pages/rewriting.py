"""A body's HTML for the site: links and pictures lead to built pages and copied files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import unquote

from lydelse.allowed import not_allowed
from lydelse.body import Body
from lydelse.law import Reference
from lydelse.links import LAW, Target, resolve, scheme
from lydelse.pages import addresses
from lydelse.pages.model import Library
from lydelse.tree import ProjectError

LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')
_PRE = re.compile(r"<pre.*?</pre>", re.DOTALL)
_SECTION = re.compile(r'^(?=<h2 id=")', re.MULTILINE)
_NESTING = re.compile(r"<(/?)(?:blockquote|ul|ol|li|div|section|table)\b")
FOOTNOTE = re.compile(r"fn(ref)?\d+(-\d+)?")


@dataclass(frozen=True, slots=True)
class Rewriter:
    """Rewrites what is written in the file ``base`` for the staged ``page``.

    ``copies`` collects the files that the page needs: staged path to path in the repository.
    ``kept`` tells where files lie on the site that the text shows as they were, by path.
    ``cited`` are the citations of law in the text, by their number in it.
    """

    library: Library
    base: str
    page: str
    copies: dict[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[int, Reference] = field(default_factory=dict)

    def html(self, body: Body) -> str:
        """The body's HTML with addresses of the site, every ``pre`` on one line.

        Raises ``ProjectError`` when it holds more than the allow-list: the renderer is at fault.
        """
        text = IMAGE.sub(self._image, body.html)
        text = flat(LINK.sub(self._link, text))
        for found in not_allowed(text):
            raise ProjectError(
                f"{self.base} skulle ge sidan {found!r}, som inte är tillåtet. "
                "Ingenting byggdes. Skriv om stället, och anmäl felet i Lydelse."
            )
        return text

    def file(self, target: str, *, image: bool) -> str:
        """The address of a file to copy; empty when the project has no such file."""
        if target in self.kept and addresses.can_be_copied(target, image=image):
            return addresses.relative(self.page, self.kept[target])
        if target not in self.library.corpus.files:
            return ""
        if not addresses.can_be_copied(target, image=image):
            return ""
        staged = addresses.staged_path(target)
        self.copies[staged] = target
        return addresses.relative(self.page, staged)

    def _link(self, found: re.Match[str]) -> str:
        href, rest, inner = unescape(found[1]), found[2], found[3]
        if scheme(href) == LAW:
            return self._law(href, inner)
        if scheme(href):
            return found[0]
        target = resolve(self.base, unquote(href))
        address = self._address(target)
        return f'<a href="{escape(address)}"{rest}>{inner}</a>' if address else inner

    def _law(self, href: str, inner: str) -> str:
        """A citation, leading to its section on its statute's page; else its words."""
        number = href.partition(":")[2]
        reference = self.cited.get(int(number)) if number.isdecimal() else None
        statute = reference.statute if reference else None
        if reference is None or statute is None:
            return inner
        place = self.library.law.place(statute, reference.citation.provision)
        if place is None:
            return inner
        address = addresses.relative(self.page, *place)
        return f'<a href="{escape(address)}" class="ly-law">{inner}</a>'

    def _address(self, target: Target) -> str:
        text = self.library.corpus.by_path.get(target.path)
        if text is None or target.path not in self.library.staged:
            return self.file(target.path, image=False)
        known = target.anchor in text.body.anchors or FOOTNOTE.fullmatch(target.anchor)
        if target.path == self.base and not known:
            return ""
        staged = self.library.staged[target.path]
        return addresses.relative(self.page, staged, target.anchor if known else "")

    def _image(self, found: re.Match[str]) -> str:
        target = resolve(self.base, unquote(unescape(found[1])))
        address = self.file(target.path, image=True)
        return f'<img src="{escape(address)}" alt="{found[2]}">' if address else found[2]


def sections(html: str) -> Iterator[str]:
    """The HTML cut before each ``h2`` that stands on its own, not inside a list or a quote."""
    held, depth = "", 0
    for piece in _SECTION.split(html):
        held += piece
        depth += sum(-1 if found[1] else 1 for found in _NESTING.finditer(piece))
        if depth == 0:
            if held.strip():
                yield held
            held = ""
    if held.strip():
        yield held


def flat(html: str) -> str:
    """The HTML with every ``pre`` on one line, so that no template changes its space."""
    return _PRE.sub(_one_line, html)


def _one_line(found: re.Match[str]) -> str:
    return found[0].replace("\n", "&#10;").replace("\t", "&#9;")
