"""Who the sources are: names, offices, bodies and pronouns of a report, joined into agents."""

from onrecord.attribution.agents.naming import NameRun, name_runs
from onrecord.attribution.agents.phrases import Phrase, parse_phrase
from onrecord.attribution.agents.registry import Entry, Registry
from onrecord.attribution.agents.resolving import Resolved, Resolver

__all__ = [
    "Entry",
    "NameRun",
    "Phrase",
    "Registry",
    "Resolved",
    "Resolver",
    "name_runs",
    "parse_phrase",
]
