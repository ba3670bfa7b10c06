"""Errors as entries of a stream: one item fails, the rest comes."""

from __future__ import annotations

from onrecord.errors import OnRecordError, ReadingError
from onrecord.reading.sources.types import Failure


def failure(name: str, error: OnRecordError) -> Failure:
    """The entry for an item that an error took out of the stream."""
    return Failure(name=name, step=error.step, why=error.why, remedy=error.remedy)


def refused(name: str, why: str, remedy: str) -> Failure:
    """The entry for an item that cannot be read, in the words of a ReadingError.

    >>> refused("a.txt", "it is empty", "give another").step
    'reading'
    """
    return failure(name, ReadingError(name, why, remedy))
