"""Series whose defects people have labelled: those that ship, and the files as published.

``reference/known_breaks.csv`` says of a series and its days: an artefact, a reclassification or a
structural break (the rules must flag it), or a real jump (they must not). A real jump of all
series does not cover the days on which a series has a row of its own.
"""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

import onrecord
from evaluation.cases import HOME, digest, shared_folder
from onrecord.reference import Series, load_library, load_profile
from onrecord.reference.adapters import About
from onrecord.reference.adding import add_reference
from onrecord.reference.described import DescribedSeries
from onrecord.reference.flag_rules import flag_rules
from onrecord.reference.flags import flag_series
from onrecord.reference.packages import read_package
from onrecord.reference.tables import read_series
from onrecord.reference.user_data import added_folders, data_folder_at

REFERENCES = Path(onrecord.__file__).parent / "data" / "references"
LABELS = HOME / "reference" / "known_breaks.csv"
CONFLICT = "russia_ukraine_2022"
TO_BE_FLAGGED = ("artefact", "reclassification", "structural break")
LEAST_KM2 = 1000.0


@dataclass(frozen=True)
class Label:
    """What people say of a series' days; ``size`` is None where none is known."""

    series: str
    start: dt.date
    end: dt.date
    kind: str
    size: float | None
    label: str

    @property
    def must_be_flagged(self) -> bool:
        """Whether the rules have to find it."""
        return self.label in TO_BE_FLAGGED and self.size is not None and abs(self.size) > LEAST_KM2

    @property
    def is_real(self) -> bool:
        """Whether the rules must leave it alone."""
        return self.label == "real"


def labels(path: Path = LABELS) -> tuple[Label, ...]:
    """The labelled days, in the order of the file."""
    with path.open(newline="", encoding="utf-8") as file:
        return tuple(
            Label(
                row["series"],
                dt.date.fromisoformat(row["date_from"]),
                dt.date.fromisoformat(row["date_to"] or row["date_from"]),
                row["kind"],
                float(row["size_km2"]) if row["size_km2"] else None,
                row["label"],
            )
            for row in csv.DictReader(file)
        )


@dataclass(frozen=True)
class AuditSet:
    """Flagged series by the names that labels use for them."""

    name: str
    called: Mapping[str, tuple[str, ...]]
    """The ids of series, by the names labels have for them; "all" is every series."""
    published: bool = False

    @property
    def folder(self) -> Path:
        """Where the published files lie."""
        return shared_folder() / "reference" if self.published else LABELS.parent

    @property
    def present(self) -> bool:
        """Whether the files are there."""
        return LABELS.is_file() and self.folder.is_dir()

    def digest(self) -> str:
        """sha256 over the labels and every table."""
        if self.published:
            tables: Iterable[Path] = [self.folder / path for path, _, _ in _PUBLISHED]
        else:
            tables = [path for name in _LABELLED for path in sorted(REFERENCES.glob(name))]
        return digest([LABELS, *tables])

    def series(self) -> tuple[Series, ...]:
        """Every series of territory held, with its flags."""
        if not self.published:
            held = load_library(load_profile(CONFLICT)).series
        else:
            held = _as_published(self.folder)
        return tuple(one for one in held if one.reference.unit == "km2")


SHIPPED = AuditSet(
    "audit",
    {
        "liveuamap": ("liveuamap-daily/total",),
        "isw_control": ("isw-economist-control/control", "isw-economist-control-advances/control"),
    },
)
PUBLISHED = AuditSet(
    "audit_published",
    {
        "liveuamap": ("liveuamap/total",),
        "isw_control": ("isw/total",),
        "nzz_as_published": ("nzz/total",),
        "nzz_polygons": ("nzz-polygons/total",),
        "nzz_all": ("nzz/total", "nzz-polygons/total"),
    },
    published=True,
)


def audit_sets() -> tuple[AuditSet, ...]:
    """The series that ship, and those made of the published files by the adapters."""
    return SHIPPED, PUBLISHED


_LABELLED = ("*/liveuamap_daily.csv", "*/isw_economist_*.csv", "*/derived_*.csv")
_NZZ = ("liveuamap.com", "nzz.ch")
_PUBLISHED: Sequence[tuple[str, str, About]] = (
    (
        "territory/liveuamap_daily.csv",
        "territory",
        About(name="liveuamap", publisher="Liveuamap", derived_from=("liveuamap.com",)),
    ),
    (
        "territory/isw_economist_assessed_control_daily.csv",
        "territory",
        About(name="isw", publisher="ISW", leaves_out=("advances",)),
    ),
    (
        "territory/nzz_daily_as_published.csv",
        "territory",
        About(name="nzz", publisher="NZZ", derived_from=_NZZ),
    ),
    (
        "territory/derived_deepstate_area_daily.csv",
        "territory",
        About(name="deepstate", publisher="DeepState"),
    ),
    (
        "polygons/nzz_windows_simplified_500m.geojson",
        "polygons",
        About(name="nzz-polygons", publisher="NZZ", derived_from=_NZZ),
    ),
)


def _as_published(folder: Path) -> tuple[Series, ...]:
    """The series that the adapters make of the published files, flagged beside each other."""
    profile = load_profile(CONFLICT)
    described: list[DescribedSeries] = []
    with tempfile.TemporaryDirectory() as temporary, data_folder_at(Path(temporary)):
        for path, kind, about in _PUBLISHED:
            whole = msgspec.structs.replace(about, holder="russia", licence="see the source")
            add_reference(folder / path, kind, whole, profile)
        for one in added_folders(profile.name):
            described += read_series(read_package(one))
    return flag_series(described, flag_rules())
