"""The kinds of published data that can be added, and the adapter that reads each."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from onrecord.reference.adapters.adapted import Adapted, Task
from onrecord.reference.adapters.claims import read_claims
from onrecord.reference.adapters.events import read_events
from onrecord.reference.adapters.losses import read_losses
from onrecord.reference.adapters.territory import read_territory

Adapter = Callable[[Task], Adapted]

TABLE_KINDS: MappingProxyType[str, Adapter] = MappingProxyType(
    {
        "territory": read_territory,
        "losses": read_losses,
        "loss-events": read_events,
        "claims": read_claims,
    }
)

KINDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "territory": "area totals, a day a row (CSV or JSON)",
        "polygons": "control polygons: a GeoJSON a day, windowed or collected (file, folder, ZIP)",
        "losses": "documented losses: counts by party and type as of a day (CSV or JSON)",
        "loss-events": "documented losses: a row for each item and its evidence (CSV or JSON)",
        "claims": "a party's official cumulative claims, a day a row (CSV or JSON)",
        "package": "a Data Package for OnRecord, as it is (folder)",
    }
)
"""What can be added with ``onrecord reference add --as KIND``, in words."""
