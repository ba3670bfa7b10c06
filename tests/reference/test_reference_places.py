"""The gazetteer: settlements by name."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.reference import Profile, find_place
from onrecord.reference.places import place_key

PLACES = Path(onrecord.__file__).parent / "data" / "places"


@pytest.mark.parametrize(
    ("name", "country", "within"),
    [
        ("Izyum", "UA", "UA-63"),
        ("IZIUM", "UA", "UA-63"),
        ("Mykolayiv", "UA", "UA-48"),
        ("Ivano-Frankivs’k", "UA", "UA-26"),
        ("Artemivsk", "UA", "UA-14"),
        ("Lodz", "PL", "PL.74"),
        ("Tromso", "NO", None),
    ],
)
def test_a_settlement_is_found_by_any_of_its_spellings(
    name: str, country: str, within: str | None
) -> None:
    found = find_place(name, country=country)
    assert found
    assert found[0].kind == "settlement"
    if within:
        assert found[0].within == within


def test_the_largest_of_a_name_comes_first_and_none_is_hidden() -> None:
    found = find_place("San Jose")
    assert len(found) > 5
    assert len({place.within for place in found}) > 3
    assert find_place("San Jose", country="CR")[0] in found


def test_an_unknown_name_finds_nothing() -> None:
    for name in ("Qwrtzplm", "", "|", "\t", "\n", "Kharkiv\tUA", "a|b"):
        assert find_place(name) == ()


def test_the_profiles_settlements_lie_where_the_gazetteer_says(ukraine: Profile) -> None:
    for place in ukraine.places:
        if place.kind == "settlement":
            regions = {found.within for found in find_place(place.name, country="UA")}
            assert not regions or place.within in regions, place


@given(st.text(max_size=20))
def test_any_name_may_be_asked_for(name: str) -> None:
    find_place(name)
    assert place_key(place_key(name)) == place_key(name)


def test_the_gazetteer_is_compact_and_without_coordinates() -> None:
    raw = (PLACES / "settlements.tsv").read_bytes()
    assert len(gzip.compress(raw)) < 1_500_000
    assert raw.splitlines()[0].decode().split("\t") == [
        "keys", "name", "country", "admin1", "size", "geonameid",
    ]  # fmt: skip
