"""``lydelse serve``: builds again when a file is saved, and keeps the last good site."""

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

DOCUMENT = "rutiner/hygien/basal-hygien.md"
PAGE = "rutiner/hygien/basal-hygien/"
PATIENCE = 180.0


class Served:
    """A running server, asked over HTTP as a browser would."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said: list[str] = []
        self.address = self._wait_for_address()

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:  # noqa: S310  loopback
            return str(answer.read().decode())

    def report(self) -> str:
        return str(json.loads(self.get("__lydelse/status.json"))["rapport"])

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, self.said
            time.sleep(0.1)

    def _wait_for_address(self) -> str:
        assert self.process.stderr
        for line in self.process.stderr:
            self.said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                return f"{found.group()}/"
        raise AssertionError(self.said)


def start(project: Path, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "lydelse", "serve", "--project", str(project)]
    return subprocess.Popen(
        [*command, "--today", "2026-11-22", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def served(site_project: Path) -> Iterator[Served]:
    process = start(site_project, "--port", "0")
    try:
        yield Served(process)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_a_saved_file_shows_and_a_broken_one_says_why(served: Served, site_project: Path) -> None:
    path = site_project / DOCUMENT
    good = path.read_text("utf-8")
    assert "Förhandsvisning" in served.get(PAGE)
    assert "/__lydelse/serve.js" in served.get(PAGE)

    path.write_text(good.replace("## Uppföljning", "## Uppfoljning"), "utf-8")
    served.wait_until(lambda: "T101" in served.report())
    assert "rubriken ”Uppföljning” saknas" in served.report()
    assert "Uppföljning</h2>" in served.get(PAGE), "the last good site is still shown"

    path.write_text(good.rstrip() + "\n\nEn alldeles ny mening.\n", "utf-8")
    served.wait_until(lambda: "En alldeles ny mening." in served.get(PAGE))
    served.wait_until(lambda: served.report() == "")


def test_a_missing_page_is_answered_in_swedish(served: Served) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        served.get("finns/inte/")
    assert missing.value.code == 404
    text = missing.value.read().decode()
    missing.value.close()
    assert 'lang="sv"' in text


def test_files_outside_the_site_are_not_served(served: Served) -> None:
    for path in ("..%2f..%2fregister/roller.yml", "%2e%2e/%2e%2e/mkdocs.yml", "//etc/passwd"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            served.get(path)
        assert refused.value.code == 404
        refused.value.close()


def test_a_broken_project_is_served_with_its_report(site_project: Path) -> None:
    (site_project / DOCUMENT).write_text("trasig", "utf-8")
    process = start(site_project, "--port", "0")
    try:
        served = Served(process)
        with pytest.raises(urllib.error.HTTPError) as answer:
            served.get("")
        text = answer.value.read().decode()
        answer.value.close()
        assert "F201" in text
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_a_taken_port_is_one_sentence(served: Served, site_project: Path) -> None:
    port = served.address.rstrip("/").rsplit(":", 1)[1]
    second = start(site_project, "--port", port)
    said = second.communicate(timeout=60)[1]
    assert second.returncode == 2
    assert said.startswith(f"Port {port} är upptagen")
    assert "Traceback" not in said
