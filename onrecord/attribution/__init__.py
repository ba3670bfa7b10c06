"""Who is reported to have said what: statements, agents, manner, channel and certainty."""

from onrecord.attribution.room import LANGUAGES, Attribution, attribute

__all__ = ["LANGUAGES", "Attribution", "attribute"]
