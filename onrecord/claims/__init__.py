"""The claims room: what is asserted, what it rests on, and what is said to be unknown."""

from onrecord.claims.deadlines import speaks_ahead
from onrecord.claims.findings import Findings, find_claims
from onrecord.claims.nouns import item_class
from onrecord.claims.quantities import measures
from onrecord.claims.windows import windows

__all__ = ["Findings", "find_claims", "item_class", "measures", "speaks_ahead", "windows"]
