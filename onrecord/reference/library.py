"""All reference data that speaks of one conflict, loaded when it is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache, cached_property
from importlib import resources
from pathlib import Path

from onrecord.errors import ReferenceDataError
from onrecord.reference.flag_rules import flag_rules
from onrecord.reference.flags import flag_series
from onrecord.reference.packages import DESCRIPTOR, Package, read_package
from onrecord.reference.tables import read_ledgers, read_series
from onrecord.reference.tenures import Tenures, read_tenures
from onrecord.reference.types import Ledger, Profile, Reference, Series, SeriesMeasure


class Library:
    """The series, ledgers and tenures of a conflict; each kind is read when first looked at.

    Either is given as a tuple, or as a function that reads it.

    >>> Library().series
    ()
    """

    def __init__(
        self,
        *,
        series: tuple[Series, ...] | Callable[[], tuple[Series, ...]] = (),
        ledgers: tuple[Ledger, ...] | Callable[[], tuple[Ledger, ...]] = (),
        tenures: tuple[Tenures, ...] | Callable[[], tuple[Tenures, ...]] = (),
        references: tuple[Reference, ...] = (),
    ) -> None:
        self._series = series
        self._ledgers = ledgers
        self._tenures = tenures
        self._references = references

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Every series, flagged. Raises ReferenceDataError where a table is missing or altered."""
        return self._series() if callable(self._series) else self._series

    @cached_property
    def ledgers(self) -> tuple[Ledger, ...]:
        """Every ledger, flagged. Raises ReferenceDataError where a table is missing or altered."""
        return self._ledgers() if callable(self._ledgers) else self._ledgers

    @cached_property
    def tenures(self) -> tuple[Tenures, ...]:
        """Who held which place. Raises ReferenceDataError where a table is missing or altered."""
        return self._tenures() if callable(self._tenures) else self._tenures

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The metadata of every package, in the order in which the profile names them."""
        if self._references:
            return self._references
        found = [one.reference for one in self.series]
        found += [one.reference for one in self.ledgers]
        found += [one.reference for one in self.tenures]
        return tuple({reference.name: reference for reference in found}.values())

    def series_for(
        self, holder: str, place: str, measure: SeriesMeasure = "held"
    ) -> tuple[Series, ...]:
        """The series of the area that party ``holder`` holds in ``place`` (a profile's ids)."""
        return tuple(
            one
            for one in self.series
            if (one.holder, one.place, one.measure) == (holder, place, measure)
        )

    def unflagged(self) -> Library:
        """The same data with no flag on any value."""
        return Library(
            series=lambda: tuple([one.unflagged() for one in self.series]),
            ledgers=lambda: tuple([one.unflagged() for one in self.ledgers]),
            tenures=lambda: self.tenures,
            references=self.references,
        )

    def known_on(self, day: dt.date) -> Library:
        """What had been recorded by ``day``, where data are dated by their recording."""
        return Library(
            series=lambda: self.series,
            ledgers=lambda: tuple([one.known_on(day) for one in self.ledgers]),
            tenures=lambda: self.tenures,
            references=self.references,
        )

    def ledgers_for(self, party: str) -> tuple[Ledger, ...]:
        """The ledgers that count losses of ``party`` (a profile's id)."""
        return tuple(one for one in self.ledgers if one.items(party))


def load_library(profile: Profile) -> Library:
    """The reference data that ``profile`` names; only descriptors are read at once.

    Raises:
        ReferenceDataError: where a package is missing or does not say what it must; from the
            library's ``series`` and ``ledgers`` also where a table is altered.

    >>> from onrecord.reference import load_profile
    >>> library = load_library(load_profile("russia_ukraine_2022"))
    >>> [one.reference.name for one in library.series_for("russia", "UA-63")][:1]
    ['nzz-windows']
    """
    folders = tuple(_folder(name, profile) for name in profile.references)
    return _library(folders) if profile.home else _shipped(folders)


@cache
def _shipped(folders: tuple[Path, ...]) -> Library:
    return _library(folders)


def _library(folders: tuple[Path, ...]) -> Library:
    packages = tuple(read_package(folder) for folder in folders)
    return Library(
        series=lambda: _series(packages),
        ledgers=lambda: _ledgers(packages),
        tenures=lambda: tuple([one for package in packages for one in read_tenures(package)]),
        references=tuple(package.reference for package in packages),
    )


def _series(packages: tuple[Package, ...]) -> tuple[Series, ...]:
    described = [series for package in packages for series in read_series(package)]
    return flag_series(described, flag_rules())


def _ledgers(packages: tuple[Package, ...]) -> tuple[Ledger, ...]:
    return tuple(ledger for package in packages for ledger in read_ledgers(package))


def _folder(name: str, profile: Profile) -> Path:
    shipped = Path(str(resources.files("onrecord"))) / "data" / "references" / name
    own = [Path(profile.home) / name] if profile.home else []
    for folder in (*own, shipped):
        if (folder / DESCRIPTOR).is_file():
            return folder
    raise ReferenceDataError(
        f"reference {name!r} of profile {profile.name!r}",
        f"no folder of that name with a {DESCRIPTOR} was found",
        "put it beside the profile, or name a reference that ships with OnRecord",
    )
