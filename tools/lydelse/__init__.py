"""Lydelse: governing documents in Markdown and git, checked, published and provable."""

__version__ = "0.1.0"
