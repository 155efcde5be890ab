"""A paper as an accessible PDF: tagged, with a language, a title, and headers that cells know."""

from importlib.resources import files
from typing import Any

from markupsafe import Markup

from lydelse.papers.layout import LOGO, html
from lydelse.papers.paper import Paper
from lydelse.papers.tagging import finish
from lydelse.tree import ProjectError

_MISSING = (
    "PDF:en är inte skriven: biblioteket Pango saknas. Installera det, på Debian och Ubuntu med "
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
)
_FONTS = '"Liberation Sans", "Arial", "DejaVu Sans", sans-serif'


def pdf(paper: Paper) -> bytes:
    """The paper's file. Raises ``ProjectError`` where the system cannot lay out text."""
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError):
        raise ProjectError(_MISSING) from None

    class OnlyLogo(URLFetcher):  # type: ignore[misc]  # the library is untyped
        """Serves the logo from memory, and nothing else."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401, ARG002  its own
            if url != LOGO:
                raise ValueError(url)
            return URLFetcherResponse(url, paper.look.logo, {"Content-Type": "image/png"})

    page = weasyprint.HTML(string=html(paper, _style(paper)), url_fetcher=OnlyLogo())
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1", finisher=finish))


def _style(paper: Paper) -> Markup:
    """The style sheet with the municipality's colours, and the words in the pages' margins."""
    text = files("lydelse.papers").joinpath("paper.css").read_text("utf-8")
    words = {
        '"FOOTER"': _string(paper.footer),
        '"DRAFT"': _string(paper.draft) if paper.draft else "none",
        "SANS": _FONTS,
        "GROUND": paper.look.color,
        "INK": paper.look.text_color,
    }
    for name, value in words.items():
        text = text.replace(name, value)
    return Markup(text)  # noqa: S704  ours, with strings that cannot end


def _string(text: str) -> str:
    """The text as a string of CSS, in which nothing can end the string or the style sheet."""
    return '"' + "".join(c if c.isalnum() or c in " ·" else f"\\{ord(c):x} " for c in text) + '"'
