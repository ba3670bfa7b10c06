"""Published data read as they are, and turned into Data Packages that are checked against."""

from onrecord.reference.adapters.about import About, read_about, with_options
from onrecord.reference.adapters.kinds import KINDS

__all__ = ["KINDS", "About", "read_about", "with_options"]
