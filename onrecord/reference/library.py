"""All reference data that speaks of one conflict, loaded when it is asked for."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

from onrecord.errors import BrokenReferenceWarning, ReferenceDataError
from onrecord.reference.flag_rules import flag_rules
from onrecord.reference.flags import flag_series
from onrecord.reference.ledgers import Ledger
from onrecord.reference.packages import DESCRIPTOR, Package, read_package
from onrecord.reference.tables import read_ledgers, read_series
from onrecord.reference.tenures import Tenures, read_tenures
from onrecord.reference.types import Profile, Reference, Series, SeriesMeasure
from onrecord.reference.user_data import added_folders


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
    """The reference data that ``profile`` names, and those that a user added to its conflict.

    Only descriptors are read at once. The user's stand behind the profile's, in the order of
    their names; one that is damaged is left out with a BrokenReferenceWarning.

    Raises:
        ReferenceDataError: where a package is missing or does not say what it must; from the
            library's ``series`` and ``ledgers`` also where a table is altered.

    >>> from onrecord.reference import load_profile
    >>> library = load_library(load_profile("russia_ukraine_2022"))
    >>> [one.reference.name for one in library.series_for("russia", "UA-63")][:1]
    ['nzz-windows']
    """
    folders = tuple(_folder(name, profile) for name in profile.references)
    added = tuple(_sound(added_folders(profile.name)))
    if profile.home:
        return _library((*(read_package(folder) for folder in folders), *added))
    return _kept(folders, tuple((one.folder, one.reference.sha256) for one in added))


@lru_cache(maxsize=4)
def _kept(folders: tuple[Path, ...], added: tuple[tuple[Path, str], ...]) -> Library:
    """A library that is kept while neither its folders nor what was added to them change."""
    return _library(tuple(read_package(one) for one in (*folders, *(path for path, _ in added))))


def _sound(folders: Iterable[Path]) -> Iterator[Package]:
    """The packages that a user added, without those that are damaged; each of these is told."""
    for folder in folders:
        try:
            package = read_package(folder)
            package.verify()
        except ReferenceDataError as error:
            warnings.warn(f"left out: {error}", BrokenReferenceWarning, stacklevel=3)
            continue
        yield package


def _library(packages: tuple[Package, ...]) -> Library:
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
