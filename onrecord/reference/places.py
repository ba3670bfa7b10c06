"""The gazetteer: settlements of the world, by name. Never finer than a settlement."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from onrecord.reference.packages import read_package
from onrecord.reference.types import Region

_SEPARATORS = re.compile(r"[\s\-‐-–.]+")
_DROPPED = re.compile(r"['’‘`´ʼʹʻ”“\"|\t]")
_NOT_DECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def find_place(name: str, country: str | None = None) -> tuple[Region, ...]:
    """The settlements of that name, largest first; ``country`` is an ISO 3166-1 code.

    Accents, apostrophes and hyphens make no difference. Several settlements often share a name:
    more than one result means that the name alone does not say which is meant. ``within`` is
    a region's id where a profile has one ("UA-63"), else country and division ("FR.11").

    Raises:
        ReferenceDataError: where the gazetteer is missing or altered.

    >>> [(place.name, place.within) for place in find_place("Kharkov", country="UA")]
    [('Kharkiv', 'UA-63')]
    """
    found = sorted(_lines(place_key(name), country), key=lambda fields: -int(fields[4]))
    return tuple(_region(fields) for fields in found)


def settlements_of(country: str) -> tuple[Region, ...]:
    """Every settlement of a country that the gazetteer lists; ``country`` is an ISO 3166-1 code.

    Raises:
        ReferenceDataError: where the gazetteer is missing or altered.

    >>> len(settlements_of("AD"))
    5
    """
    lines = (line.split("\t") for line in _table().decode().splitlines()[1:])
    return tuple(_region(tuple(fields)) for fields in lines if fields[2] == country)


def position_of(place: Region) -> tuple[float, float] | None:
    """Latitude and longitude of a settlement (WGS 84), to a hundredth of a degree; else None.

    That is about a kilometre: where the settlement lies, never anything in it.

    Raises:
        ReferenceDataError: where the gazetteer is missing or altered.

    >>> position_of(find_place("Kharkiv", country="UA")[0])
    (49.98, 36.25)
    """
    scheme, _, number = place.id.partition(":")
    if scheme != "geonames" or not number.isdigit():
        return None
    line = next(_lines_in(_positions(), f"\n{number}\t".encode(), 1), None)
    if line is None:
        return None
    _, latitude, longitude = line.split("\t")
    return float(latitude), float(longitude)


def place_key(name: str) -> str:
    """A name as the gazetteer is searched: folded, without accents, apostrophes and hyphens.

    >>> place_key("Ivano-Frankivs’k")
    'ivano frankivsk'
    """
    lower = unicodedata.normalize("NFKD", name).casefold().translate(_NOT_DECOMPOSED)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", _DROPPED.sub("", bare)).strip()


@lru_cache(maxsize=4096)
def _lines(key: str, country: str | None) -> tuple[tuple[str, ...], ...]:
    """The fields of the lines that hold ``key`` among their spellings."""
    if not key:
        return ()
    found = (tuple(line.split("\t")) for line in _lines_with(f"|{key}|".encode()))
    return tuple(fields for fields in found if country is None or fields[2] == country)


def _lines_with(wanted: bytes) -> Iterator[str]:
    return _lines_in(_table(), wanted)


def _lines_in(table: bytes, wanted: bytes, lead: int = 0) -> Iterator[str]:
    """The lines of a table that hold ``wanted`` behind its first ``lead`` bytes."""
    place = table.find(wanted)
    while place >= 0:
        start, end = table.rfind(b"\n", 0, place + lead) + 1, table.find(b"\n", place + lead)
        yield table[start:end].decode()
        place = table.find(wanted, end)


@cache
def _table() -> bytes:
    return _resource("settlements")


@cache
def _positions() -> bytes:
    return _resource("positions")


def _resource(name: str) -> bytes:
    folder = Path(str(resources.files("onrecord"))) / "data" / "places"
    return read_package(folder).verified(name)


@cache
def _divisions() -> dict[str, dict[str, str]]:
    path = resources.files("onrecord") / "data" / "places" / "divisions.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _region(fields: tuple[str, ...]) -> Region:
    keys, name, country, division, _, number = fields
    return Region(
        id=f"geonames:{number}",
        name=name,
        names=(name, *keys.strip("|").split("|")),
        kind="settlement",
        within=_divisions().get(country, {}).get(division, f"{country}.{division}"),
    )
