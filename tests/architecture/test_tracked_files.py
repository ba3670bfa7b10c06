"""What is in the repository: no path of anybody's machine, nothing too big to review."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

MACHINE = re.compile(r"(?<![\w.:/\-])/(?:" + "|".join(("work", "tmp", "home", "root")) + r")/\w")
LARGEST = 30_000_000
TEXTS = {".py", ".md", ".toml", ".json", ".txt", ".html", ".css", ".sh", ".in", ".lock", ""}


@pytest.fixture(scope="module")
def tracked(git: str, root: Path) -> list[Path]:
    listed = subprocess.run([git, "ls-files", "-z"], cwd=root, capture_output=True, check=True)
    names = listed.stdout.decode().split("\0")
    return [root / name for name in names if name and (root / name).is_file()]


def test_no_file_names_a_path_of_one_machine(tracked: list[Path], root: Path):
    named = [
        str(path.relative_to(root))
        for path in tracked
        if path.suffix in TEXTS and MACHINE.search(path.read_text(encoding="utf-8"))
    ]
    assert not named


def test_no_file_is_too_big_to_clone_in_passing(tracked: list[Path], root: Path):
    assert not [str(p.relative_to(root)) for p in tracked if p.stat().st_size > LARGEST]
