"""From a report's bytes to a Document: text, labelled blocks, title, outlet, date, language."""

from onrecord.reading.reader import read, read_path

__all__ = ["read", "read_path"]
