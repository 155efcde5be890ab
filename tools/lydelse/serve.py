"""``lydelse serve``: the site on this computer, built again when a file is saved."""

import contextlib
import html
import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar

from lydelse.console import say
from lydelse.publish import WORK
from lydelse.tree import FOLDERS, ProjectError

STATUS = "/__lydelse/status.json"
SCRIPT = "/__lydelse/serve.js"
PAUSE = 0.3
"""Seconds of quiet after a save before the site is built."""


class Builder:
    """Builds in a process of its own, so that one bad build never harms the server."""

    def __init__(self, root: Path, out: Path, options: Sequence[str]) -> None:
        self.out = out
        self.report = ""
        self.number = 0
        self._command = [sys.executable, "-m", "lydelse", "build", "--project", str(root)]
        self._command += ["--out", str(out), *options]
        self._process: subprocess.Popen[str] | None = None

    def build(self) -> None:
        """Build, and keep the report when it fails: the last good site stays."""
        self._process = subprocess.Popen(
            self._command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        said: list[str] = []
        assert self._process.stdout  # noqa: S101  for the type checker
        assert self._process.stderr  # noqa: S101  for the type checker
        reader = threading.Thread(target=_relay, args=(self._process.stderr, said))
        reader.start()
        found = self._process.stdout.readlines()
        reader.join()
        code = self._process.wait()
        for line in found:
            sys.stdout.write(line)
        sys.stdout.flush()
        self.report = "" if code == 0 else "".join(found or said[-14:]).strip()
        self.number += 1

    def stop(self) -> None:
        """End a build that is under way."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def status(self) -> dict[str, Any]:
        """What the page's script asks for."""
        return {"bygge": self.number, "rapport": self.report}


def serve(root: Path, port: int, options: Sequence[str], out: Path | None = None) -> int:
    """Serve the project at ``http://127.0.0.1:port`` until Ctrl+C. Returns the exit code.

    Raises ``ProjectError`` when the port is taken.
    """
    (root / WORK).mkdir(exist_ok=True)
    builder = Builder(root, out or root / WORK / "preview", options)
    handler = partial(_Handler, directory=str(builder.out))
    _Handler.builder = builder
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except (OSError, OverflowError):
        raise ProjectError(
            f"Port {port} är upptagen eller går inte att använda. "
            "Välj en annan: --port 8001 (make site PORT=8001)."
        ) from None
    saved = threading.Event()
    with server, _watched(root, saved):
        builder.build()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"Webbplatsen visas på http://127.0.0.1:{server.server_port} (avsluta med Ctrl+C).")
        try:
            while True:
                saved.wait()
                while saved.is_set():
                    saved.clear()
                    saved.wait(PAUSE)
                say("En fil har ändrats. Bygger om …")
                builder.build()
        except KeyboardInterrupt:
            builder.stop()
            server.shutdown()
            say("Avslutat.")
    return 0


@contextlib.contextmanager
def _watched(root: Path, saved: threading.Event) -> Any:  # noqa: ANN401  a context manager
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    class Saved(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type in {"created", "modified", "moved", "deleted"}:
                saved.set()

    observer = Observer()
    for name in FOLDERS:
        if (root / name).is_dir():
            observer.schedule(Saved(), str(root / name), recursive=True)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """The built files, with a script on each page that follows the builds."""

    builder: ClassVar[Builder]
    server_version = "Lydelse"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a page, a file, or what the script asks for."""
        path = self.path.partition("?")[0]
        if path == STATUS:
            self._answer(json.dumps(self.builder.status()).encode(), "application/json")
        elif path == SCRIPT:
            script = resources.files("lydelse").joinpath("pages/serve.js").read_bytes()
            self._answer(script, "text/javascript; charset=utf-8")
        elif (page := self._page()) is not None:
            found = page.is_file()
            status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
            text = page.read_text("utf-8") if found else self._missing()
            text = text.replace("</body>", f'<script src="{SCRIPT}"></script></body>')
            self._answer(text.encode(), "text/html; charset=utf-8", status)
        else:
            super().do_GET()

    def _page(self) -> Path | None:
        """The HTML file that is asked for (it may be missing); ``None`` for any other file."""
        target = Path(self.translate_path(self.path))
        if target.is_dir() and self.path.partition("?")[0].endswith("/"):
            return target / "index.html"
        return (
            target if target.suffix == ".html" or not (target.exists() or target.suffix) else None
        )

    def _missing(self) -> str:
        page = self.builder.out / "404.html"
        if page.is_file() and (self.builder.out / "index.html").is_file():
            return page.read_text("utf-8")
        report = html.escape(self.builder.report or "Webbplatsen byggs.")
        return (
            '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Lydelse</title>'
            f"</head><body><h1>Ingen webbplats än</h1><pre>{report}</pre></body></html>"
        )

    def _answer(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing for each request."""


def _relay(stream: Any, kept: list[str]) -> None:  # noqa: ANN401  a text stream
    for line in stream:
        kept.append(line)
        sys.stderr.write(line)
        sys.stderr.flush()
