"""GeoJSON (RFC 7946): claims that are meant, where the settlement or region lies that they name."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from onrecord.publishing.exports.material import Exported
from onrecord.record import Claim
from onrecord.reference import Region, find_place, load_profile
from onrecord.reference.places import place_key, position_of, settlements_of
from onrecord.text import words as lexicon_words

_SETTLEMENT_M = 5_000
"""How far from a settlement's point what happened there may lie, in metres."""

_DEGREE_M = 111_320
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)*")
_MOST = 10_000

Json = dict[str, Any]


class Place(NamedTuple):
    """Where a name lies: longitude, latitude, and how far off that may be in metres."""

    longitude: float
    latitude: float
    precision_m: int
    kind: str
    name: str


def feature_collection(reports: Iterable[Exported]) -> Iterator[str]:
    """One FeatureCollection in pieces, a feature a line.

    A claim whose place is not named, not known, or the name of several, has no geometry.
    """
    import msgspec

    yield '{"type":"FeatureCollection","features":['
    west = south = 180.0
    east = north = -180.0
    first = True
    for one in reports:
        for claim in one.record.claims:
            if not one.is_earnest(claim):
                continue
            made, place = _feature(one, claim)
            if place is not None:
                west, east = min(west, place.longitude), max(east, place.longitude)
                south, north = min(south, place.latitude), max(north, place.latitude)
            yield ("\n" if first else ",\n") + msgspec.json.encode(made).decode()
            first = False
    box = f',"bbox":[{west:g},{south:g},{east:g},{north:g}]' if west <= east else ""
    yield f"\n]{box}}}\n"


def _feature(one: Exported, claim: Claim) -> tuple[Json, Place | None]:
    document, speaker = one.record.document, one.speaker_of(claim)
    check = next((one for one in one.record.checks if one.claim == claim.id), None)
    named = claim.place.name if claim.place is not None else None
    profile = one.record.made_with.profile
    place = located(named, profile) if named is not None else None
    quantity, window = claim.quantity, claim.window
    properties: Json = {
        "kind": claim.kind,
        "words": one.words(claim),
        "place": named,
        "place_kind": place.kind if place else None,
        "precision_m": place.precision_m if place else None,
        "actor": claim.actor.name if claim.actor else None,
        "target": claim.target.name if claim.target else None,
        "item": claim.item,
        "disposition": claim.disposition,
        "low": quantity.low if quantity else None,
        "best": quantity.value if quantity else None,
        "high": quantity.high if quantity else None,
        "unit": quantity.unit if quantity else None,
        "date_start": window.start if window else None,
        "date_end": window.end if window else None,
        "certainty": claim.certainty,
        "speaker": speaker.name if speaker else None,
        "outlet": document.outlet,
        "published": document.published,
        "verdict": check.verdict if check else None,
        "grade": one.grades.get(claim.id, "F6"),
        "report": document.id,
        "report_name": one.name,
        "url": one.url,
    }
    point = [place.longitude, place.latitude] if place else None
    geometry = {"type": "Point", "coordinates": point} if point else None
    made = {
        "type": "Feature",
        "id": one.ids[claim.id],
        "geometry": geometry,
        "properties": properties,
    }
    return made, place


@lru_cache(maxsize=_MOST)
def located(words: str, profile: str | None) -> Place | None:
    """Where the one settlement or region lies that words name ("most of the Kharkiv region").

    None where they name none, or what could be several.

    >>> located("the town of Izyum", "russia_ukraine_2022").name
    'Izyum'
    """
    country = None
    if profile is not None:
        known = load_profile(profile)
        country = known.country
        regions = _regions_named(words, known.places)
        if regions:
            return _middle(regions[0], country) if len(regions) == 1 else None
    found = find_place(words, country) or find_place(_only_name(words) or "", country)
    where = position_of(found[0]) if len(found) == 1 else None
    if where is None:
        return None
    return Place(where[1], where[0], _SETTLEMENT_M, "settlement", found[0].name)


def _only_name(words: str) -> str | None:
    """The one name in words that say nothing else of a place: "Izyum" of "the town of Izyum"."""
    names = _NAME.findall(words)
    if len(names) != 1:
        return None
    rest = words.replace(names[0], " ").casefold().split()
    return names[0] if set(rest) <= lexicon_words("export_places", "around") else None


def _regions_named(words: str, places: Iterable[Region]) -> list[Region]:
    """The regions whose names stand in the words."""
    text = f" {place_key(words)} "
    return [
        place
        for place in places
        if place.kind == "region"
        and any(f" {place_key(name)} " in text for name in (place.name, *place.names))
    ]


def _middle(region: Region, country: str | None) -> Place | None:
    """The middle of a region's settlements, and how far the farthest lies from it."""
    if country is None:
        return None
    inside = (place for place in settlements_of(country) if place.within == region.id)
    points = [where for place in inside if (where := position_of(place)) is not None]
    if not points:
        return None
    latitude = sum(point[0] for point in points) / len(points)
    longitude = sum(point[1] for point in points) / len(points)
    narrow = math.cos(math.radians(latitude))
    farthest = max(
        math.hypot(point[0] - latitude, (point[1] - longitude) * narrow) for point in points
    )
    reach = int(round(farthest * _DEGREE_M, -3))
    return Place(round(longitude, 2), round(latitude, 2), reach, "region", region.name)
