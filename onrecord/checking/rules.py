"""The tables checking stands on: ``onrecord/data/checking/*.toml``, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from onrecord.record import Disposition, Unit


class Allowance(msgspec.Struct, frozen=True):
    """How far a value may lie from a printed figure (share of it; points for percentages)."""

    exact: float
    about: float
    bound: float
    fraction: float | None = None


class ShareWord(msgspec.Struct, frozen=True):
    """Words for a share ("most of") and the percentages they allow; none where they are vague."""

    name: str
    percent: tuple[float, ...]
    phrases: tuple[str, ...]


class Carry(msgspec.Struct, frozen=True):
    """How old a value may be, in days, and still speak for a later day."""

    share: float
    least: int
    most: int
    level: int
    count: int

    def over(self, days: int) -> int:
        """The oldest value, in days, that may speak for an end of a window of ``days`` days.

        >>> Carry(share=0.1, least=1, most=7, level=7, count=7).over(5)
        1
        """
        return min(self.most, max(self.least, int(self.share * days)))


class Since(msgspec.Struct, frozen=True):
    """How "since April" is read."""

    words: tuple[str, ...]
    start_of: tuple[str, ...]
    mid_of: int
    middle: tuple[str, ...]
    lengths: tuple[str, ...]
    turning_share: float
    turning_run: float


class Recent(msgspec.Struct, frozen=True):
    """Where a withdrawal without dates is looked for, and what "left" and "hold" ask for."""

    days: tuple[int, ...]
    report_window: int
    report_least: int
    left_at_most: float
    held_at_least: float


class Shifts(msgspec.Struct, frozen=True):
    """By how many days a window's end may be read differently."""

    to_publication: tuple[int, ...]
    dated: tuple[int, ...]


class Rules(msgspec.Struct, frozen=True):
    """Every constant of checking, as the data files state them."""

    allowances: dict[Unit, Allowance]
    fraction_words: tuple[str, ...]
    sides: dict[Literal["under", "over"], tuple[str, ...]]
    shares: tuple[ShareWord, ...]
    carry: Carry
    shifts: Shifts
    since: Since
    recent: Recent
    lag: dict[str, int]
    margin: dict[str, float]
    measure: dict[str, tuple[str, ...]]
    leaving: tuple[str, ...]
    entering: tuple[str, ...]
    falling: tuple[str, ...]
    part_of_place: tuple[str, ...]
    map_lag: int
    total: tuple[str, ...]
    bodies: tuple[str, ...]
    class_names: dict[str, str]
    dispositions: dict[Disposition, tuple[tuple[Disposition, ...], ...]]


@cache
def rules() -> Rules:
    """The tables of ``tolerances.toml`` and ``readings.toml``.

    >>> rules().allowances["km2"].about
    0.15
    """
    allowed, readings = _table("tolerances"), _table("readings")
    units = ("km2", "percent", "items", "people")
    return msgspec.convert(
        {
            "allowances": {unit: allowed[unit] for unit in units},
            "fraction_words": allowed["words"]["fraction"],
            "sides": allowed["sides"],
            "shares": allowed["share"],
            "leaving": readings["leaving"]["words"],
            "entering": readings["entering"]["words"],
            "falling": readings["falling"]["words"],
            "part_of_place": readings["part_of_place"]["words"],
            "map_lag": readings["map"]["lag_days"],
            "total": readings["total"]["words"],
            "bodies": readings["bodies"]["words"],
            **{
                key: readings[key]
                for key in (
                    "carry",
                    "shifts",
                    "since",
                    "recent",
                    "lag",
                    "margin",
                    "measure",
                    "class_names",
                    "dispositions",
                )
            },
        },
        Rules,
    )


def _table(name: str) -> dict[str, Any]:
    path = resources.files("onrecord") / "data" / "checking" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
