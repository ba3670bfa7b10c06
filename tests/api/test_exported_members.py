"""The public surface: what ``import onrecord`` offers, and that it costs nothing until used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import onrecord

PUBLIC = {
    "CorrectionsError",
    "Document",
    "FetchError",
    "ModelError",
    "OnRecordError",
    "ReadingError",
    "Record",
    "ReferenceDataError",
    "UnmatchedCorrectionWarning",
    "UsageError",
    "WritingError",
    "__version__",
    "check",
    "check_text",
    "explain",
    "read",
}


def test_all_names_what_is_promised():
    assert set(onrecord.__all__) == PUBLIC
    assert onrecord.__all__ == sorted(onrecord.__all__)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_name_is_there_and_documented(name: str):
    member = getattr(onrecord, name)
    assert name in dir(onrecord)
    assert name == "__version__" or member.__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = onrecord.nonsense


def test_importing_the_package_loads_no_room():
    program = "import sys, onrecord; print(*(m for m in sys.modules if m.startswith('onrecord')))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert set(loaded.stdout.split()) == {"onrecord", "onrecord._version"}


def test_every_error_is_one_tree_and_says_what_to_do():
    errors = [name for name in PUBLIC if name.endswith("Error")]
    for name in errors:
        error = getattr(onrecord, name)("report.txt", "it is empty", "give another")
        assert isinstance(error, onrecord.OnRecordError)
        assert str(error) == f"{error.step} failed on report.txt: it is empty. Try: give another."
