"""Finds the browser that the tests drive: named by LYDELSE_CHROMIUM, or on PATH."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """The path of a Chromium; empty when there is none."""
    named = os.environ.get("LYDELSE_CHROMIUM", "")
    if named:
        return shutil.which(named) or ""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


if __name__ == "__main__" and not chromium():
    sys.exit(
        "Testerna behöver Chromium: installera det (på Debian: apt install chromium) "
        "eller ange det med LYDELSE_CHROMIUM=/sökväg/till/chromium."
    )
