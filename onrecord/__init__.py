"""OnRecord: reports about a conflict, turned into a record that can be checked.

>>> import onrecord
>>> record = onrecord.check_text("“We hold the bridge,” said Mayor Ilva Brandt.")
>>> record.document.language
'en'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord._version import __version__

if TYPE_CHECKING:
    from onrecord.errors import (
        CorrectionsError,
        FetchError,
        ModelError,
        OnRecordError,
        ReadingError,
        ReferenceDataError,
        UnmatchedCorrectionWarning,
        UsageError,
        WritingError,
    )
    from onrecord.pipeline import check, check_text, explain, read
    from onrecord.record import Document, Record

__all__ = [
    "CorrectionsError", "Document", "FetchError", "ModelError", "OnRecordError", "ReadingError",
    "Record", "ReferenceDataError", "UnmatchedCorrectionWarning", "UsageError", "WritingError",
    "__version__", "check", "check_text", "explain", "read",
]  # fmt: skip

_HOMES = {
    "Document": "onrecord.pipeline",
    "Record": "onrecord.pipeline",
    "check": "onrecord.pipeline",
    "check_text": "onrecord.pipeline",
    "explain": "onrecord.pipeline",
    "read": "onrecord.pipeline",
}


def __getattr__(name: str) -> Any:
    """Loads a public name on its first use, so that importing the package costs next to nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "onrecord.errors")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
