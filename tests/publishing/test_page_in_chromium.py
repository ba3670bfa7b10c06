"""The page in a real browser: nothing of a report runs, nothing sticks out on a small screen."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from onrecord.publishing import html_page
from onrecord.record import Record

_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def opened(chromium: str, page: Path, width: int) -> str:
    """The page's document tree after a browser has shown it."""
    done = subprocess.run(
        [
            chromium,
            *_QUIET,
            f"--user-data-dir={page.parent / 'profile'}",
            f"--window-size={width},900",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


def test_script_in_a_report_does_not_run(chromium: str, hostile: Record, tmp_path: Path):
    page = tmp_path / "page.html"
    source = html_page(hostile).replace("alert(", "document.write(")
    page.write_text(source, encoding="utf-8")
    tree = opened(chromium, page, 800)
    assert "document.write(1)" in tree
    assert "<script" not in tree


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out(chromium: str, record: Record, tmp_path: Path, width: int):
    """Measured by a script in a frame of the width, in a copy whose policy lets it run."""
    inner = re.sub(r"<meta http-equiv[^>]*>", "", html_page(record))
    measure = (
        "<script>const d=document.documentElement;"
        "document.title=`room ${d.clientWidth} used ${d.scrollWidth}`;"
        "parent.postMessage(document.title,'*')</script></body>"
    )
    (tmp_path / "inner.html").write_text(inner.replace("</body>", measure), encoding="utf-8")
    outer = tmp_path / "outer.html"
    outer.write_text(
        "<script>addEventListener('message',e=>{document.title=e.data})</script>"
        f"<iframe src='inner.html' style='border:0;width:{width}px;height:900px'></iframe>",
        encoding="utf-8",
    )
    measured = re.search(r"room (\d+) used (\d+)", opened(chromium, outer, 1400))
    assert measured is not None
    assert int(measured[1]) <= width
    assert int(measured[2]) <= int(measured[1])
