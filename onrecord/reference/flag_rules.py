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


class FallRule(msgspec.Struct, frozen=True):
    """See flag_rules.toml."""

    least: int
    share: float
    undone_days: int


class FlagRules(msgspec.Struct, frozen=True):
    """The constants of all rules."""

    spike: SpikeRule
    step: StepRule
    bound: BoundRule
    stale: StaleRule
    gap: GapRule
    fall: FallRule


@cache
def flag_rules() -> FlagRules:
    """The constants that ship with the package."""
    path = resources.files("onrecord") / "data" / "references" / "flag_rules.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return msgspec.convert(table, FlagRules)
