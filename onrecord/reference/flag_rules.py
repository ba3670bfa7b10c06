"""The constants of the rules that flag reference data, as ``flag_rules.toml`` states them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec


class SpikeRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    least_km2: float
    reverts: float
    most_days_apart: int


class StepRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    least_km2: float
    more_a_day_km2: float
    shared: float
    lag_days: int
    most_days_apart: int


class BoundRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    tolerance: float


class StaleRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    least_days: int


class GapRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    least_days: int
    daily_share: float
    least_days_recorded: int


class FallRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    least: int
    share: float
    undone_days: int


class ExcursionRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    most_days: int


class LateRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    least_window: int
    lag_days: int
    most_own: float
    alike: float
    most_days_back: int


class PartsRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    least_km2: float
    share: float
    least_regions: int
    outside_km2: float
    inverted_km2: float
    shared: float
    lag_days: int


class CountPartsRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    least: int
    share: float
    least_days: int


class FlagRules(msgspec.Struct, frozen=True):
    """The constants of all rules."""

    spike: SpikeRule
    step: StepRule
    bound: BoundRule
    stale: StaleRule
    gap: GapRule
    fall: FallRule
    excursion: ExcursionRule
    late: LateRule
    parts: PartsRule
    count_parts: CountPartsRule


@cache
def flag_rules() -> FlagRules:
    """The constants that ship with the package."""
    path = resources.files("onrecord") / "data" / "references" / "flag_rules.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return msgspec.convert(table, FlagRules)
