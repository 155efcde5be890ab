"""The picture of a set's duties as inline SVG: a tile for each, with its state's shape and colour.

Colours are those of the states, by class, so that the picture follows the page in dark and in
print. A tile whose entry is not checked has a broken edge.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

WIDTH = 360
"""The drawing's width; a phone shows it one to one."""

_SIZE, _PITCH, _LINE, _LABEL = 30, 34, 58, 52
_SIGN = 16
_SHAPES = {
    "galler": Markup('<circle cx="8" cy="8" r="6"/>'),
    "forsenad": Markup('<path d="M2 2h12v12H2z"/>'),
    "saknas": Markup(
        '<path d="M3.5 1.5L8 6l4.5-4.5 2 2L10 8l4.5 4.5-2 2L8 10l-4.5 4.5-2-2L6 8 1.5 3.5z"/>'
    ),
}
_HEAD = Markup(
    '<svg class="ly-plot" role="img" viewBox="0 0 {wide} {tall}"'
    ' aria-labelledby="{name}-titel" aria-describedby="{name}-text">'
    '<title id="{name}-titel">{title}</title><desc id="{name}-text">{text}</desc>'
)
_KEY = Markup(
    '<svg class="ly-tile-key" viewBox="0 0 {size} {size}" width="{size}" height="{size}"'
    ' aria-hidden="true" focusable="false">{tile}</svg>'
)
_TILE = Markup(
    '<g class="ly-tile ly-is-{look}{edge}"><rect x="{left}" y="{top}" width="{size}"'
    ' height="{size}" rx="4"/><g transform="translate({x} {y})">{shape}</g></g>'
)
_TEXT = Markup('<text class="{}" x="{}" y="{}" aria-hidden="true">{}</text>')


class Tile(NamedTuple):
    """A duty of the picture: its label, and its state's look."""

    label: str
    look: str
    checked: bool = True


def tiles(
    name: str, title: str, description: str, lines: Sequence[tuple[str, Sequence[Tile]]]
) -> Markup:
    """The tiles, a line for each label at the left; ``name`` is an id of the page's own."""
    left = _LABEL if any(label for label, _ in lines) else 0
    room = (WIDTH - left + _PITCH - _SIZE) // _PITCH
    broken = [
        (label if start == 0 else "", row[start : start + room])
        for label, row in lines
        for start in range(0, len(row), room)
    ]
    head = _HEAD.format(
        name=name, wide=WIDTH, tall=_LINE * len(broken), title=title, text=description
    )
    return Markup("").join([head, *_lines(broken, left), Markup("</svg>")])


def tile(look: str, *, checked: bool = True) -> Markup:
    """One tile alone, for the words that tell what it means."""
    return _KEY.format(size=_SIZE, tile=_tile(Tile("", look, checked=checked), 1, 1, _SIZE - 2))


def _lines(lines: Sequence[tuple[str, Sequence[Tile]]], left: int) -> Iterator[Markup]:
    for place, (label, row) in enumerate(lines):
        top = place * _LINE + 1
        if label:
            yield _TEXT.format("ly-plot-quiet", 0, top + 20, label)
        for position, one in enumerate(row):
            start = left + position * _PITCH
            middle = start + _SIZE / 2
            yield _tile(one, start + 1, top, _SIZE - 2)
            yield _TEXT.format("ly-plot-quiet ly-plot-middle", f"{middle:g}", top + 43, one.label)


def _tile(one: Tile, left: float, top: float, size: int) -> Markup:
    inside = (size - _SIGN) / 2
    return _TILE.format(
        look=one.look,
        edge="" if one.checked else " ly-tile-unchecked",
        left=left,
        top=top,
        size=size,
        x=f"{left + inside:g}",
        y=f"{top + inside:g}",
        shape=_SHAPES.get(one.look, Markup()),
    )
