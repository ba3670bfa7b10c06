"""From the JSON of a map to labelled polygons: GeoJSON, and NZZ's windows in their envelope."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.reference.polygons.geo import load_shapely, surfaces

if TYPE_CHECKING:
    import shapely

    from onrecord.reference.polygons.sources import MapFile

ChangeLabel = Literal["held", "nochange", "gains", "losses"]
HELD: frozenset[ChangeLabel] = frozenset(["held", "nochange", "gains"])
"""What is held at the end of a window. What was just lost is drawn too, and not held."""

_LABELS = frozenset(get_args(ChangeLabel))
_LABEL_KEYS = ("change", "type")
_DAY_KEYS = ("file_date", "date", "_dateto", "date_to")
_FROM_KEYS = ("_datefrom", "date_from")
_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_CRS84 = re.compile(r"CRS:?:?84$|EPSG:{1,2}4326$", re.IGNORECASE)
_REMEDY = "compare it with RFC 7946 (GeoJSON): longitude first, WGS 84"


@dataclass(frozen=True)
class Feature:
    """One polygon of one day, in degrees. ``name`` says where it stands, for errors and notes."""

    name: str
    day: dt.date
    since: dt.date | None
    label: ChangeLabel
    shape: shapely.Geometry


@dataclass(frozen=True)
class Features:
    """The polygons of a file, and what had to be repaired or was left out."""

    features: tuple[Feature, ...]
    notes: tuple[str, ...] = field(default=())


def read_features(file: MapFile) -> Features:
    """The polygons of a file.

    Raises:
        ReferenceDataError: naming the file and the feature, where the JSON or a geometry is
            malformed, its coordinates are no longitudes and latitudes, or it has no day.
    """
    collection = _collection(file)
    _require_degrees(file, collection)
    named = day_in(file.name)
    found: list[Feature] = []
    notes: list[str] = []
    try:
        listed = msgspec.json.decode(collection["features"], type=list[msgspec.Raw])
    except (KeyError, msgspec.MsgspecError):
        raise _malformed(file.item, "it lists no features") from None
    if not listed:
        raise ReferenceDataError(
            file.item, "it holds no polygon at all", "get it again, or remove it"
        )
    for number, raw in enumerate(listed, start=1):
        name = f"feature {number}"
        feature = _feature(f"{file.item}, {name}", raw, named, notes)
        if feature is not None:
            found.append(feature)
    if not found:
        raise _malformed(file.item, "none of its features has a surface")
    return Features(tuple(found), tuple(notes))


def day_in(name: str) -> dt.date | None:
    """The one day that a file's name states.

    >>> day_in("deepstatemap_data_20240708.geojson")
    datetime.date(2024, 7, 8)
    """
    days = set()
    for parts in _DAY.findall(name):
        try:
            days.add(dt.date(*map(int, parts)))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None


Members = dict[str, msgspec.Raw]
"""The members of a JSON object; what they hold is read when it is needed, if at all."""


class _Geometry(msgspec.Struct):
    type: str


class _Named(msgspec.Struct):
    name: Any = None


class _Crs(msgspec.Struct):
    properties: _Named = msgspec.field(default_factory=_Named)


def _collection(file: MapFile) -> Members:
    try:
        raw = file.text()
        members = msgspec.json.decode(raw, type=Members)
        if "features" not in members and "value" in members:
            raw = bytes(members["value"])
            members = msgspec.json.decode(raw, type=Members)
    except msgspec.ValidationError:
        raise _malformed(file.item, "it is no collection of features") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _malformed(file.item, f"it is not JSON ({error})") from None
    if "features" not in members and "geometry" in members:
        return {"features": msgspec.Raw(b"[" + raw + b"]")}
    return members


def _require_degrees(file: MapFile, collection: Members) -> None:
    try:
        name = msgspec.json.decode(collection["crs"], type=_Crs).properties.name
    except (KeyError, msgspec.MsgspecError):
        return
    if isinstance(name, str) and not _CRS84.search(name.strip()):
        why = f"its coordinates are in {name}, not in degrees of WGS 84"
        raise ReferenceDataError(file.item, why, "convert it: ogr2ogr -t_srs EPSG:4326 OUT IN")


def _feature(
    item: str, raw: msgspec.Raw, named: dt.date | None, notes: list[str]
) -> Feature | None:
    try:
        members = msgspec.json.decode(raw, type=Members)
    except (msgspec.MsgspecError, RecursionError):
        raise _malformed(item, "it is no feature") from None
    properties = _properties(members)
    day = named or _day(properties, _DAY_KEYS)
    if day is None:
        why = "neither the file's name nor the feature says of which day it is"
        raise ReferenceDataError(item, why, "name the file YYYY-MM-DD.geojson")
    shape = _shape(item, members.get("geometry"), notes)
    if shape is None:
        notes.append(f"{item} has no surface and is left out")
        return None
    return Feature(item, day, _day(properties, _FROM_KEYS), _label(item, properties), shape)


def _properties(members: Members) -> dict[str, Any]:
    try:
        return msgspec.json.decode(members["properties"], type=dict[str, Any])
    except (KeyError, msgspec.MsgspecError, RecursionError):
        return {}


def _label(item: str, properties: dict[str, Any]) -> ChangeLabel:
    for key in _LABEL_KEYS:
        label = properties.get(key)
        if label in _LABELS:
            return cast("ChangeLabel", label)
        if key == "change" and label is not None:
            raise _malformed(item, f"its change {label!r} is none of {', '.join(sorted(_LABELS))}")
    return "held"


def _day(properties: dict[str, Any], keys: tuple[str, ...]) -> dt.date | None:
    for key in keys:
        value = properties.get(key)
        if isinstance(value, str):
            try:
                return dt.date.fromisoformat(value[:10])
            except ValueError:
                continue
    return None


def _shape(item: str, geometry: msgspec.Raw | None, notes: list[str]) -> shapely.Geometry | None:
    """The polygons of a GeoJSON geometry, made valid; None where it has no surface."""
    shp = load_shapely()
    if geometry is None or bytes(geometry) == b"null":
        return None
    try:
        kind = msgspec.json.decode(geometry, type=_Geometry).type
    except (msgspec.MsgspecError, RecursionError):
        raise _malformed(item, "its geometry is no GeoJSON geometry") from None
    if kind not in ("Polygon", "MultiPolygon", "GeometryCollection"):
        return None
    try:
        shape = shp.force_2d(shp.from_geojson(bytes(geometry)))
    except (shp.errors.GEOSException, ValueError, TypeError) as error:
        raise _malformed(item, f"its geometry cannot be read ({error})") from None
    if shape.is_empty:
        return None
    _require_on_earth(item, shape)
    if not shape.is_valid:
        why = shp.is_valid_reason(shape).split("[")[0]
        notes.append(f"{item}: {why.lower()}, repaired")
        shape = shp.make_valid(shape, method="structure", keep_collapsed=False)
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        shape = surfaces(shape)
    return None if shape.is_empty else shape


def _require_on_earth(item: str, shape: shapely.Geometry) -> None:
    west, south, east, north = shape.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):  # False for NaN too
        inverted = max(abs(west), abs(east)) <= 90 and max(abs(south), abs(north)) <= 180
        why = (
            "latitude seems to stand before longitude"
            if inverted
            else "its coordinates are no degrees of longitude and latitude"
        )
        raise _malformed(item, f"{why} ({west:g} to {east:g}, {south:g} to {north:g})")


def _malformed(item: str, why: str) -> ReferenceDataError:
    return ReferenceDataError(item, why, _REMEDY)
