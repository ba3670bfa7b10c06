"""From a report's bytes to a Document: text, labelled blocks, title, outlet, date, language."""

from onrecord.reading.fetching import FetchLimits, fetch
from onrecord.reading.reader import read, read_path

__all__ = ["FetchLimits", "fetch", "read", "read_path"]
