"""Pictures of figures as inline SVG: one message each, values beside the bars, no script.

Colours are those of the states, by class, so that a picture follows the page in dark and in print.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

WIDTH = 360
"""The drawing's width; a phone shows it one to one."""

_TALL, _TOP, _BOTTOM = 132, 22, 24
_WIDEST_SLOT, _WIDEST_BAR = 56, 34
_LEAST = 4
"""What a full height stands for at the least: a single document does not fill the picture."""

_ROW, _BAR, _LONGEST = 42, 16, 300
_CORNER = 2

_HEAD = Markup(
    '<svg class="ly-plot" role="img" viewBox="0 0 {wide} {tall}"'
    ' aria-labelledby="{name}-titel" aria-describedby="{name}-text">'
    '<title id="{name}-titel">{title}</title><desc id="{name}-text">{text}</desc>'
)
_LINE = Markup('<path class="ly-plot-line" d="M0 {} H{}"/>')
_RECT = Markup('<rect class="ly-plot-bar ly-is-{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>')
_TEXT = Markup('<text class="{}" x="{}" y="{}" aria-hidden="true">{}</text>')


class Bar(NamedTuple):
    """A figure of the picture: its label, its value, and the state whose colour it has."""

    label: str
    value: int
    look: str


def columns(name: str, title: str, description: str, bars: Sequence[Bar]) -> Markup:
    """Upright bars in order of time; ``name`` is an id of the page's own."""
    height = _TOP + _TALL + _BOTTOM
    return _picture(name, title, description, height, _columns(bars))


def rows(name: str, title: str, description: str, bars: Sequence[Bar]) -> Markup:
    """Lying bars, each below its label: for labels that are words."""
    return _picture(name, title, description, _ROW * len(bars), _rows(bars))


def _picture(
    name: str, title: str, description: str, height: int, shapes: Iterable[Markup]
) -> Markup:
    head = _HEAD.format(name=name, wide=WIDTH, tall=height, title=title, text=description)
    return Markup("").join([head, *shapes, Markup("</svg>")])


def _columns(bars: Sequence[Bar]) -> Iterator[Markup]:
    most = max(_LEAST, *(bar.value for bar in bars), 0)
    slot = min(WIDTH / max(len(bars), 1), _WIDEST_SLOT)
    wide = min(slot * 0.66, _WIDEST_BAR)
    base = _TOP + _TALL
    for place, bar in enumerate(bars):
        middle = slot * (place + 0.5)
        tall = bar.value / most * _TALL
        if bar.value:
            yield _rect(bar.look, middle - wide / 2, base - tall, wide, tall)
        yield _text(middle, base - tall - 6, _figure(bar.value), middle=True, quiet=not bar.value)
        yield _text(middle, base + 17, bar.label, middle=True, quiet=True)
    yield _LINE.format(base + 0.5, _short(slot * len(bars)))


def _rows(bars: Sequence[Bar]) -> Iterator[Markup]:
    most = max((bar.value for bar in bars), default=0) or 1
    for place, bar in enumerate(bars):
        top = place * _ROW
        long = bar.value / most * _LONGEST
        yield _text(0, top + 14, bar.label, quiet=True)
        if bar.value:
            yield _rect(bar.look, 0, top + 20, long, _BAR)
        after = long + 6 if bar.value else 0
        yield _text(after, top + 20 + _BAR - 3, _figure(bar.value), quiet=not bar.value)


def _rect(look: str, left: float, top: float, wide: float, tall: float) -> Markup:
    return _RECT.format(look, *map(_short, (left, top, wide, tall, _CORNER)))


def _text(
    left: float, top: float, words: str, *, middle: bool = False, quiet: bool = False
) -> Markup:
    classes = ["ly-plot-quiet"] if quiet else ["ly-plot-value"]
    classes += ["ly-plot-middle"] if middle else []
    return _TEXT.format(" ".join(classes), _short(left), _short(top), words)


def _figure(value: int) -> str:
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")


def _short(size: float) -> str:
    """The size with at most two decimals."""
    return f"{size:.2f}".rstrip("0").rstrip(".")
