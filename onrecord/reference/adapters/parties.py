"""Which party, place and class of equipment a published table means."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from onrecord.errors import ReferenceDataError
from onrecord.reference.adapters.about import About
from onrecord.reference.adapters.opening import refused
from onrecord.reference.adapters.rules import column_key
from onrecord.reference.adapters.tables import Row
from onrecord.reference.types import Profile, Region

Classes = Mapping[str, tuple[str, ...]]


@cache
def equipment_classes(publisher: str) -> Classes:
    """Classes of the equipment vocabulary by a publisher's folded type names.

    >>> equipment_classes("oryx")["infantry fighting vehicles"]
    ('ifv', 'armoured_vehicle')
    """
    path = resources.files("onrecord") / "data" / "references" / "equipment_classes.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))[publisher]
    return {column_key(name): tuple(classes) for name, classes in table.items()}


def classes_for(about: About, publisher: str) -> Classes:
    """The classes that ship for a publisher's types, and those that a person says."""
    said = {column_key(name): classes for name, classes in about.items.items()}
    return {**equipment_classes(publisher), **said}


class PartyNames:
    """The ids of parties by the names a table may use."""

    def __init__(self, about: About, profile: Profile) -> None:
        self._ids = {
            column_key(name): party.id
            for party in profile.parties
            for name in (party.id, party.name, *party.names)
        }
        self._ids |= {column_key(name): id_ for name, id_ in about.parties.items()}
        self._profile = profile

    def of(self, row: Row, column: str) -> str:
        """The id of the party a row is about. Raises ReferenceDataError where it names none."""
        found = self._ids.get(column_key(row.cells[column]))
        if found is None:
            known = ", ".join(party.id for party in self._profile.parties)
            why = (
                f"{column} names {row.cells[column]!r}, no party of {self._profile.name} ({known})"
            )
            raise refused(row.where, why, "say under [parties] of --about whom the name means")
        return found


def required_party(profile: Profile, given: str, item: str, option: str) -> str:
    """The party id that was given, seen to be one of the profile.

    Raises:
        ReferenceDataError: where none was given, or the profile has no such party.
    """
    ids = [party.id for party in profile.parties]
    if given in ids:
        return given
    why = f"{given!r} is no party of {profile.name}" if given else "no party is said"
    raise ReferenceDataError(item, why, f"add {option} with one of {', '.join(ids)}")


def required_place(profile: Profile, given: str, item: str) -> Region:
    """The place that was given, or the profile's only country.

    Raises:
        ReferenceDataError: where it is no place of the profile, or none was given of several.
    """
    regions = [place for place in profile.places if place.kind != "settlement"]
    countries = [place for place in regions if place.kind == "country"]
    if not given and len(countries) == 1:
        return countries[0]
    found = next((place for place in regions if given in (place.id, place.name)), None)
    if found is not None:
        return found
    known = ", ".join(place.id for place in regions)
    why = f"{given!r} is no region of {profile.name}" if given else "no place is said"
    raise ReferenceDataError(item, why, f"add --place with one of {known}")
