"""The one tree of errors. Each says which step failed on which item, why, and what to try."""

from __future__ import annotations


class OnRecordError(Exception):
    """Root of everything OnRecord raises on purpose.

    ``str(error)`` reads "STEP failed on ITEM: WHY. Try: REMEDY."

    >>> str(ReadingError("report.txt", "the file is empty", "give a file with text in it"))
    'reading failed on report.txt: the file is empty. Try: give a file with text in it.'
    """

    step = "onrecord"

    def __init__(self, item: str, why: str, remedy: str) -> None:
        super().__init__(f"{self.step} failed on {item}: {why}. Try: {remedy}.")
        self.item = item
        self.why = why
        self.remedy = remedy


class ReadingError(OnRecordError):
    """A report that cannot be turned into a document (empty, binary, too large, not decodable)."""

    step = "reading"


class FetchError(ReadingError):
    """An address that cannot be, or may not be, fetched."""

    step = "fetching"


class CorrectionsError(OnRecordError):
    """A corrections file that cannot be used."""

    step = "correcting"


class ReferenceDataError(OnRecordError):
    """Reference data or a conflict profile that is missing, malformed or altered."""

    step = "reference data"


class ModelError(OnRecordError):
    """A model whose files are missing, altered or of another version."""

    step = "model"


class WorkspaceError(OnRecordError):
    """A workspace that is not there, cannot be written, or was made by a newer version."""

    step = "workspace"


class CustodyError(OnRecordError):
    """A custody log that cannot be read, continued or timestamped."""

    step = "custody"


class UsageError(OnRecordError):
    """A call that cannot be meant as it stands."""

    step = "usage"


class WritingError(OnRecordError):
    """A result that cannot be written where it was asked for."""

    step = "writing"


class UnmatchedCorrectionWarning(UserWarning):
    """A person's correction that fits nothing in the report: told, never dropped in silence."""


class BrokenReferenceWarning(UserWarning):
    """A reference that a user added and that cannot be used: left out, and told."""
