"""What is said to the person at the terminal: on standard error, so that reports can be piped."""

import sys
import time

from lydelse.yamltext import harmless


def say(sentence: str) -> None:
    """One line to the person who runs the command."""
    sys.stderr.write(f"{harmless(sentence)}\n")
    sys.stderr.flush()


class Progress:
    """``Läser 240 av 1 000``: on one line in a terminal, now and then in a log; silent if quick."""

    def __init__(self, what: str, patience: float = 1.0) -> None:
        self._what = what
        self._begun = time.monotonic()
        self._patience = patience
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Show how many are done, when a second has passed since the last word."""
        now = time.monotonic()
        pause = 0.1 if sys.stderr.isatty() else 5.0
        if now - self._begun < self._patience or (now - self._last < pause and done < total):
            return
        self._last = now
        line = f"{self._what} {_figure(done)} av {_figure(total)}"
        end = "\n" if not sys.stderr.isatty() or done == total else ""
        sys.stderr.write(f"\r{line}{end}" if sys.stderr.isatty() else f"{line}\n")
        sys.stderr.flush()


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
