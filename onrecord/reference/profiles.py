"""Conflict profiles: parties, places and references of one conflict, kept as TOML files."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.record import Party
from onrecord.reference.types import Profile, Region


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...] = ()


class _PartyTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class _RegionTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    kind: Literal["country", "region"] = "region"
    names: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    area_km2: float | None = None


class _ProfileTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    title: str
    start: dt.date
    parties: tuple[_PartyTable, ...]
    end: dt.date | None = None
    country: str | None = None
    references: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()
    bodies: _Words = _Words()
    region_words: _Words = _Words()
    regions: tuple[_RegionTable, ...] = ()
    settlements: dict[str, tuple[tuple[str, ...], ...]] = {}


def profiles() -> tuple[str, ...]:
    """The names of the profiles that ship with the package, sorted.

    >>> profiles()
    ('russia_ukraine_2022',)
    """
    return tuple(sorted(p.stem for p in _folder().glob("*.toml") if not p.stem.startswith("_")))


def load_profile(name_or_path: str | Path) -> Profile:
    """The profile of that name, or the one in that ``.toml`` file.

    References of a profile file are looked for in its own folder first.

    Raises:
        ReferenceDataError: where there is no such profile, or its file is not one.

    >>> [party.id for party in load_profile("russia_ukraine_2022").parties]
    ['ukraine', 'russia']
    """
    if str(name_or_path) in profiles():
        return _shipped(str(name_or_path))
    path = Path(name_or_path)
    if path.suffix != ".toml":
        raise ReferenceDataError(
            f"profile {str(name_or_path)!r}",
            "no profile of that name ships with OnRecord",
            f"name one of {', '.join(profiles())}, or the path of a .toml file",
        )
    return _read(path, home=str(path.absolute().parent))


@cache
def _shipped(name: str) -> Profile:
    return _read(_folder() / f"{name}.toml", home=None)


def _folder() -> Path:
    return Path(str(resources.files("onrecord"))) / "data" / "profiles"


def _read(path: Path, *, home: str | None) -> Profile:
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return _profile(msgspec.convert(table, _ProfileTable), home)
    except OSError as error:
        raise ReferenceDataError(
            str(path), f"the file cannot be read ({error.strerror})", "check the path"
        ) from error
    except (ValueError, msgspec.ValidationError, RecursionError) as error:
        raise ReferenceDataError(
            str(path), f"it is not a conflict profile ({error})", "see docs/references.md"
        ) from error


def _profile(table: _ProfileTable, home: str | None) -> Profile:
    return Profile(
        name=table.name,
        title=table.title,
        start=table.start,
        end=table.end,
        parties=tuple(_party(party, table.bodies.words) for party in table.parties),
        places=(*_regions(table), *_settlements(table)),
        seats=tuple((seat, party.id) for party in table.parties for seat in party.seats),
        keywords=table.keywords,
        localities=table.localities,
        references=table.references,
        country=table.country,
        home=home,
    )


def _party(party: _PartyTable, bodies: tuple[str, ...]) -> Party:
    made = (f"{adjective} {body}" for adjective in party.adjectives for body in bodies)
    names = tuple(dict.fromkeys((*party.names, *made)))
    return Party(id=party.id, name=party.name, names=names, adjectives=party.adjectives)


def _regions(table: _ProfileTable) -> tuple[Region, ...]:
    return tuple(
        Region(
            id=region.id,
            name=region.name,
            names=tuple(
                dict.fromkeys((*region.names, *_with_words(region, table.region_words.words)))
            ),
            kind=region.kind,
            within=table.country if region.kind == "region" else None,
            area_km2=region.area_km2,
        )
        for region in table.regions
    )


def _with_words(region: _RegionTable, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        form
        for spelling in region.spellings
        for word in words
        for form in (f"{spelling} {word}", f"{word} of {spelling}")
    )


def _settlements(table: _ProfileTable) -> tuple[Region, ...]:
    return tuple(
        Region(
            id=f"{within}:{spellings[0]}",
            name=spellings[0],
            names=spellings,
            kind="settlement",
            within=within,
        )
        for within, settlements in table.settlements.items()
        for spellings in settlements
        if spellings
    )
