"""What tests of every room share: where things are, and which skips are allowed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

collect_ignore_glob = ["conftest.py", "*/conftest.py"]
"""Fixtures are no doctests: looked at as such, conftest files of one name would clash."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what needs the data beside the repository, where they are absent."""
    if SHARED.is_dir():
        return
    reason = pytest.mark.skip(reason="needs ../shared, which is not beside this clone")
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(reason)


@pytest.fixture(scope="session", autouse=True)
def _no_data_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> None:
    """References that somebody added on this machine take no part in the tests."""
    os.environ["ONRECORD_DATA"] = str(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data beside the repository."""
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium."""
    return system_program("chromium", "apt-get install chromium")


@pytest.fixture(scope="session")
def git() -> str:
    """The path of git, in a clone."""
    if not (ROOT / ".git").exists():
        absent("needs a git clone; this is an unpacked archive")
    return system_program("git", "apt-get install git")


def system_program(name: str, remedy: str) -> str:
    """The path of a program, or a skip that says what to install (a failure under ONRECORD_CI)."""
    path = shutil.which(name)
    if path is None:
        absent(f"needs {name}: {remedy}")
    return str(path)


def absent(reason: str) -> None:
    """Skips the test; where CI has promised everything, fails it."""
    if os.environ.get("ONRECORD_CI"):
        pytest.fail(reason)
    pytest.skip(reason)
