"""Who is reported to have said what: statements, agents, manner, channel and certainty."""

from onrecord.attribution.correction_file import load_corrections
from onrecord.attribution.corrections import apply_corrections
from onrecord.attribution.learned import model_digest
from onrecord.attribution.room import LANGUAGES, Attribution, attribute

__all__ = [
    "LANGUAGES",
    "Attribution",
    "apply_corrections",
    "attribute",
    "load_corrections",
    "model_digest",
]
