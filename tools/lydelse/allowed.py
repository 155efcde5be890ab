"""What a document may put into a page: an allow-list of elements, attributes and addresses.

The renderer writes a few elements in one strict way; whatever else has a ``<`` or ``>`` in it is
refused. So a fault in the renderer or a library stops a build instead of reaching a reader.
"""

import re
from collections.abc import Iterator

from lydelse.links import SCHEMES, scheme

_CLASSES = re.compile(r"ly-[a-z-]+( ly-[a-z-]+)*")
_TEXT = re.compile(r"[^<>\"]*")
_NUMBER = re.compile(r"[0-9]+")
_ADDRESS = re.compile(r"[^<>\"\s]*")

_PLAIN = (
    *("p", "em", "strong", "s", "code", "sup", "br", "hr", "blockquote", "section"),
    *("ul", "table", "thead", "tbody", "tr", "td"),
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ANY = {"class": _CLASSES}
ELEMENTS: dict[str, dict[str, re.Pattern[str]]] = {
    **{name: {**_ANY} for name in _PLAIN},
    **{name: {"id": _TEXT} for name in _HEADINGS},
    "a": {"href": _ADDRESS, "id": _TEXT, "aria-label": _TEXT, **_ANY},
    "img": {"src": _ADDRESS, "alt": _TEXT},
    "li": {"id": _TEXT, **_ANY},
    "ol": {"start": _NUMBER},
    "pre": {"tabindex": re.compile("0")},
    "th": {"scope": re.compile("col"), **_ANY},
    "div": {"role": re.compile("note"), **_ANY},
    "span": {"role": re.compile("img"), "aria-label": _TEXT, **_ANY},
}
"""Element -> attribute -> what its value may be."""

_TAG = re.compile(r'<(?:/([a-z][a-z0-9]*)|([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*))>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


def not_allowed(html: str) -> Iterator[str]:
    """What the HTML holds beyond the allow-list: a short description of each, empty when clean."""
    end = 0
    for tag in _TAG.finditer(html):
        yield from _stray(html[end : tag.start()])
        end = tag.end()
        closing, opening, attributes = tag.groups()
        if closing:
            if closing not in ELEMENTS:
                yield f"</{closing}>"
        elif opening not in ELEMENTS:
            yield f"<{opening}>"
        else:
            yield from _attributes(opening, attributes)
    yield from _stray(html[end:])


def _attributes(element: str, text: str) -> Iterator[str]:
    for name, value in _ATTRIBUTE.findall(text):
        pattern = ELEMENTS[element].get(name)
        if not pattern or not pattern.fullmatch(value):
            yield f"<{element} {name}>"
        elif name in {"href", "src"} and scheme(value) not in _allowed_schemes(name):
            yield f"<{element} {name}={value[:20]}>"


def _allowed_schemes(attribute: str) -> tuple[str, ...]:
    return ("", *SCHEMES) if attribute == "href" else ("",)  # an image is a file of the project


def _stray(text: str) -> Iterator[str]:
    if "<" in text or ">" in text:
        position = min(place for sign in "<>" if (place := text.find(sign)) >= 0)
        yield text[position : position + 20]
