"""Templates to HTML: one block without blank lines, everything escaped but a body's own HTML."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from lydelse.pages import addresses, words

FOLDER = Path(__file__).parent / "templates"

_DATE = re.compile(
    r"""(?<!ly-date">)(?<![\w-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])(?=[^<>]*<)""", re.ASCII
)
"""A date in the text between tags, where it must not break at a hyphen.

What lies in a flex box must have an element of its own around its words, or a date in them would
become a box too.
"""


def render(template: str, page: str, **values: object) -> str:
    """The template's HTML for the staged page; ``url`` gives an address as seen from it."""

    def url(target: str, anchor: str = "") -> str:
        return addresses.relative(page, target, anchor)

    html = _environment().get_template(template).render(url=url, **values)
    html = _DATE.sub(r'<span class="ly-date">\g<0></span>', html)
    return "".join(f"{bare}\n" for line in html.split("\n") if (bare := line.strip()))


def one_line(text: str) -> Markup:
    """The text with its line breaks written as references, so that they outlive the rendering."""
    return Markup(escape(text).replace("\n", Markup("&#10;")))  # noqa: S704  escaped here


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    helpers: dict[str, Any] = {
        "long_day": words.long_day,
        "counted": words.counted,
        "capital": words.capital,
        "first_sentence": words.first_sentence,
        "one_line": one_line,
    }
    environment.globals.update(helpers)
    return environment
