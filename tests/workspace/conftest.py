"""What tests of the workspace share: an empty one, and reports about invented people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.workspace import Workspace

BRANDT = "“We hold the bridge,” said Mayor Ilva Brandt.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace."""
    with Workspace.create(tmp_path / "ws") as made:
        yield made
