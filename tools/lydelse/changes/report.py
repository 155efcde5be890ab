"""A comparison as text for a terminal, as Markdown for a pull request and as JSON."""

from typing import Any

from lydelse.changes.model import Comparison


def as_text(comparison: Comparison) -> str:
    """The comparison for a terminal."""
    return comparison.slag


def as_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown in which nothing from the documents is live."""
    return comparison.slag


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as values for JSON: ``slag``, ``skäl``, ``metadata`` and ``ändringar``."""
    return {"slag": comparison.slag, "skäl": [], "metadata": [], "ändringar": []}
