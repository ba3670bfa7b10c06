"""Stated answers to one claim (beside the repository), and the same figures out of the product.

``checks/claim1_answers.csv`` states what published files come to: areas held, falls, net gains,
ever gained. Each is computed anew from the files as published, through the product's own adapters,
polygons and measures. A figure is reproduced where it lies within half a per cent.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from evaluation.cases import digest, shared_folder
from evaluation.seed_report import Demand
from onrecord.checking.gains import net_gain
from onrecord.checking.measuring import Measured, change, level
from onrecord.reference import Reference, Series, Value, load_profile
from onrecord.reference.adapters.about import About
from onrecord.reference.adapters.adapted import Task
from onrecord.reference.adapters.kinds import TABLE_KINDS
from onrecord.reference.adapters.opening import published_file
from onrecord.reference.adapters.writing import write_package
from onrecord.reference.flag_rules import flag_rules
from onrecord.reference.flags import DescribedSeries, flag_series
from onrecord.reference.packages import Added, read_package
from onrecord.reference.polygons import (
    Maps,
    MapState,
    Outlines,
    ever_gained,
    read_maps,
    read_outlines,
)
from onrecord.reference.tables import read_series

NEAR = 0.005
PEAKED_BY = dt.date(2022, 9, 6)
"""The last day before the ground was lost that the claim speaks of."""
REGION = "UA-63"
PROFILE = "russia_ukraine_2022"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WINDOW = re.compile(r"(\d{4})-\d{2}-\d{2}/(\d{2}-\d{2})")


WHOLE, IN_REGION = "nzz_nochange_plus_gains", "nzz_kharkiv_oblast"
LATER = "nzz_kharkiv_oblast_later"
"""Windows after those whose outlines are at hand: as computed by those who published them."""


class Tables(NamedTuple):
    """A published table and the columns whose sum is the area held."""

    file: str
    columns: tuple[str, ...]
    scale: float = 1.0


TABLES = {
    "liveuamap": Tables("liveuamap_daily.csv", ("area_km2",)),
    "nzz_as_published_csv": Tables(
        "nzz_daily_as_published.csv", ("area_km2_incl_losses_and_crimea",)
    ),
    LATER: Tables("derived_nzz_windows_2022-02_2023-02.csv", ("occupied_kharkiv_oblast_km2",)),
    "isw_control_v1": Tables("isw_economist_assessed_control_daily.csv", ("area_m2",), 1e-6),
    "isw_control_plus_advances_v2": Tables(
        "isw_economist_control_and_advances_selected_days.csv",
        ("assessed_control_km2", "assessed_advances_km2"),
    ),
}


@dataclass(frozen=True)
class Stated:
    """One row: the source, what is measured, in which days, and the figure stated."""

    source: str
    measure: str
    definition: str
    value: float

    @property
    def days(self) -> list[dt.date]:
        """The days that the definition names; a window ("2022-03-30/04-02") by its last one."""
        named = _WINDOW.sub(r"\1-\2", self.definition)
        return [dt.date.fromisoformat(one) for one in _DAY.findall(named)]

    @property
    def as_published(self) -> bool:
        """Whether it is of the values as they stand, artefacts and all."""
        return "RAW" in self.definition or "WRONG" in self.definition

    @property
    def name(self) -> str:
        """The row in words."""
        return f"{self.source}, {self.measure}: {self.definition}"


@dataclass(frozen=True)
class AnswerSet:
    """The stated answers and the published files that they come from."""

    name: str = "claim1"

    @property
    def folder(self) -> Path:
        """Where the published files lie."""
        return shared_folder() / "reference"

    @property
    def present(self) -> bool:
        """Whether they are there."""
        return (self.folder / "checks" / "claim1_answers.csv").is_file()

    def rows(self) -> tuple[Stated, ...]:
        """Every stated answer."""
        path = self.folder / "checks" / "claim1_answers.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(
                Stated(row["source"], row["measure"], row["definition"], float(row["value_km2"]))
                for row in csv.DictReader(file)
            )

    def digest(self) -> str:
        """sha256 over the answers and all files used."""
        tables = [self.folder / "territory" / one.file for one in TABLES.values()]
        maps = sorted((self.folder / "polygons" / "nzz_windows_2022").glob("*.json.gz"))
        return digest([self.folder / "checks" / "claim1_answers.csv", *tables, *maps])


def answers(stated: AnswerSet) -> Iterator[Demand]:
    """Each row with the figure that the product comes to."""
    published = Published(stated.folder)
    for row in stated.rows():
        found = published.figure(row)
        near = found is not None and abs(found - row.value) <= NEAR * max(abs(row.value), 1.0)
        told = "no figure" if found is None else f"{found:,.1f}"
        yield Demand(row.name, near, f"{told} km², stated {row.value:,.1f}")


@dataclass(frozen=True)
class Published:
    """The published files, read through the product when they are first asked for."""

    folder: Path

    def figure(self, row: Stated) -> float | None:
        """What the product makes of the files for one row; None where it has no figure."""
        measure: dict[str, Callable[[Stated], float | None]] = {
            "held": self._held,
            "retaken_5d": self._retaken,
            "net_gain": self._net,
            "net_gain_to_peak": self._to_peak,
            "gross_gain_ever_new": self._ever_new,
            "sum_of_window_gains": self._window_gains,
        }
        return measure[row.measure](row)

    def _held(self, row: Stated) -> float | None:
        """By the map of the day; after the last one, by the table computed from later maps."""
        after = row.source == IN_REGION and row.days[0] > self._maps.states[-1].day
        return _first(level(self._series(LATER if after else row.source), row.days[0]))

    def _retaken(self, row: Stated) -> float | None:
        """The fall from the first day to the second, by sound values or as published."""
        series, days = self._series(row.source), row.days
        if "replaced by" in row.definition:  # "DAY with artefact day replaced by DAY"
            days = [days[1] + dt.timedelta(days=1), days[0]]
        found = change(series, days[0], days[1], -1, "retaken")
        return found[-1].value if row.as_published and found else _first(found)

    def _net(self, row: Stated) -> float | None:
        return _first(change(self._series(row.source), row.days[0], row.days[1], 1, "gained"))

    def _to_peak(self, row: Stated) -> float | None:
        return _first(net_gain(self._series(row.source), row.days[0], PEAKED_BY, 1))

    def _ever_new(self, row: Stated) -> float | None:
        base = self._maps.at(min(row.days))
        if base is None:
            return None
        later = [state for state in self._maps.states if base.day < state.day <= PEAKED_BY]
        clip = self._outlines.shape(REGION) if row.source == IN_REGION else None
        return ever_gained(base, later, clip)

    def _window_gains(self, row: Stated) -> float | None:
        first, last = row.days
        inside = [state for state in self._maps.states if first < state.day <= last]
        return sum(float(state.gains.area) for state in inside) / 1e6

    def _series(self, source: str) -> Series:
        if source in TABLES:
            return self._published[source]
        region = REGION if source == IN_REGION else None
        values = tuple(
            Value(day=one.day, value=self._area(one, region)) for one in self._maps.states
        )
        reference: Reference = self._published["liveuamap"].reference
        return Series(
            reference=reference,
            id=source,
            definition="area held, computed from map windows",
            holder="russia",
            place=region or "UA",
            values=values,
            between="last_state",
        )

    def _area(self, state: MapState, region: str | None) -> float:
        if region is None:
            return state.area_km2
        return float(state.held.intersection(self._outlines.shape(region)).area) / 1e6

    @cached_property
    def _published(self) -> dict[str, Series]:
        """The tables as packages of the product, flagged beside one another."""
        with tempfile.TemporaryDirectory() as folder:
            read = {name: _adapted(self.folder, Path(folder), name) for name in TABLES}
            flagged = flag_series([one for found in read.values() for one in found], flag_rules())
        return dict(zip(read, flagged, strict=True))

    @cached_property
    def _outlines(self) -> Outlines:
        return read_outlines(self.folder / "boundaries" / "ukraine_oblasts_natural_earth.geojson")

    @cached_property
    def _maps(self) -> Maps:
        return read_maps(self.folder / "polygons" / "nzz_windows_2022", self._outlines)


def _adapted(published: Path, folder: Path, name: str) -> tuple[DescribedSeries, ...]:
    """One table through the adapter into a package, and read again from there."""
    table = TABLES[name]
    about = About(
        name=name.replace("_", "-"),
        title=name,
        publisher=name,
        licence="see there",
        source=table.file,
        place="UA",
        holder="russia",
        columns=table.columns,
        scale=table.scale,
        retrieved=dt.date(2026, 11, 22),
    )
    file = published_file(published / "territory" / table.file)
    task = Task(item=table.file, files=(file,), about=about, profile=load_profile(PROFILE))
    adapted = TABLE_KINDS["territory"](task)
    (folder / name).mkdir()
    write_package(
        folder / name, adapted, about, "UA", Added(kind="territory", about={"name": about.name})
    )
    return read_series(read_package(folder / name))


def _first(found: tuple[Measured, ...]) -> float | None:
    """The figure by sound values."""
    return found[0].value if found else None
