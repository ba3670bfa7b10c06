"""Conflict profiles: what they hold, and which texts they are found in."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ReferenceDataError
from onrecord.reference import Profile, detect_profile, load_profile, profiles

INSIDE = dt.date(2023, 6, 1)


def test_the_shipped_profile_is_listed_and_loads(ukraine: Profile) -> None:
    assert profiles() == ("russia_ukraine_2022",)
    assert [party.id for party in ukraine.parties] == ["ukraine", "russia"]


def test_both_parties_are_named_by_the_same_rules(ukraine: Profile) -> None:
    one, other = ukraine.parties
    bodies = [
        {
            name.removeprefix(f"{adjective} ")
            for name in party.names
            for adjective in party.adjectives
            if re.match(f"{adjective} [a-z]", name)
        }
        for party in (one, other)
    ]
    assert bodies[0] == bodies[1]
    assert {"army", "general staff", "defence ministry", "defense ministry"} <= bodies[0]
    assert len(one.names) == pytest.approx(len(other.names), abs=3)


def test_no_name_stands_for_both_parties(ukraine: Profile) -> None:
    one, other = ({*party.names, *party.adjectives} for party in ukraine.parties)
    assert not one & other


def test_regions_have_their_spellings(ukraine: Profile) -> None:
    regions = {place.id: place for place in ukraine.places if place.kind == "region"}
    assert {"Kharkiv region", "Kharkiv oblast", "Kharkov province", "region of Kharkiv"} <= {
        *regions["UA-63"].names
    }
    assert len(regions) == 26
    assert "Kharkiv" not in regions["UA-63"].names


def test_settlements_lie_in_regions_of_the_profile(ukraine: Profile) -> None:
    ids = [place.id for place in ukraine.places]
    assert len(set(ids)) == len(ids)
    assert {place.within for place in ukraine.places if place.kind == "settlement"} <= set(ids)


ON_THE_WAR = [
    "Russian troops have withdrawn from three villages near Kupiansk, the Ukrainian general staff "
    "said on Friday. Shelling of the region went on through the night.",
    "Moscow's army lost four tanks near Avdiivka, Ukraine’s military said. A brigade holds the "
    "front line there.",
    "KHERSON — Ukrainian artillery struck a crossing near Nova Kakhovka; Russian officials spoke "
    "of two wounded soldiers.",
    "Mykolaiv, Ochakiv and the Kherson region were shelled again on Tuesday; Ukrainian air defence "
    "shot down three drones and a missile.",
]
ON_SOMETHING_ELSE = [
    "",
    "Ukraine beat Russia 2-1 in the handball qualifiers in Warsaw, with a late strike and a "
    "captain who will not forget the battle.",
    "The price of wheat fell after Ukraine and Russia reported good harvests; exports by way of "
    "Odesa rose by a fifth.",
    "A Ukrainian pianist plays Chopin in Kharkiv and Kyiv this spring.",
    "The army of Ostreva withdrew from Lake Miren; its troops left three tanks behind, the "
    "Ostrevan general staff said. Shelling stopped at noon.",
    "In 1943 the armies fought for Kharkov, Ukraine, a third time: tanks and artillery of the "
    "Russian front met in February 1943, and by August 1943 the city was retaken.",
    "The war in Ostreva goes on. " + "Its brigade shelled the town of Mirvik again; two soldiers "
    "were killed and the front line moved by a street, the army said. "
    * 8
    + "Fighters of the Wagner "
    "Group, the Russian contractor, trained the defenders, and Ukrainian drones were seen.",
    "A shipment of Russian fertiliser reached the port. The forces of the market decide.",
]


@pytest.mark.parametrize("text", ON_THE_WAR)
@pytest.mark.parametrize("published", [None, INSIDE])
def test_a_report_on_the_war_is_found(text: str, published: dt.date | None) -> None:
    found = detect_profile(text, published)
    assert found is not None
    assert found.name == "russia_ukraine_2022"


@pytest.mark.parametrize("text", ON_SOMETHING_ELSE)
@pytest.mark.parametrize("published", [None, INSIDE])
def test_a_text_that_merely_names_the_countries_is_not(
    text: str, published: dt.date | None
) -> None:
    assert detect_profile(text, published) is None


@pytest.mark.parametrize("text", ON_THE_WAR)
def test_a_report_from_before_the_span_is_not_found(text: str) -> None:
    assert detect_profile(text, dt.date(2015, 6, 1)) is None


@pytest.mark.shared
def test_reports_on_invented_countries_match_nothing(shared: Path) -> None:
    for path in sorted((shared.parent / "cases" / "open").glob("*.[th][xt][tm]*")):
        text = path.read_text(encoding="utf-8")
        assert detect_profile(text, None) is None, path.name
        assert detect_profile(text, INSIDE) is None, path.name


@pytest.mark.shared
def test_the_seed_report_is_found_with_and_without_its_date(shared: Path) -> None:
    text = (shared.parent / "cases" / "seed" / "article.txt").read_text(encoding="utf-8")
    for published in (None, dt.date(2022, 9, 12)):
        found = detect_profile(text, published)
        assert found is not None
        assert found.name == "russia_ukraine_2022"


@settings(max_examples=60)
@given(st.text(max_size=300), st.none() | st.dates())
def test_no_text_fails(text: str, published: dt.date | None) -> None:
    detect_profile(text, published)


OWN = """
name = "lake_war"
title = "The war on the lake"
start = 2030-01-01
[[parties]]
id = "north"
name = "Northmark"
names = ["Northmark"]
adjectives = ["Northern"]
[bodies]
words = ["army"]
"""


def test_a_profile_file_loads_with_its_folder_as_home(tmp_path: Path) -> None:
    path = tmp_path / "lake.toml"
    path.write_text(OWN, encoding="utf-8")
    profile = load_profile(path)
    assert profile.home == str(tmp_path)
    assert profile.parties[0].names == ("Northmark", "Northern army")
    assert load_profile(str(path)) == profile


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = ", "not a conflict profile"),
        ("name = 'x'", "title"),
        (OWN + "\n[colours]\n", "colours"),
        (OWN.replace("2030-01-01", "'soon'"), "start"),
    ],
)
def test_a_file_that_is_no_profile_is_refused(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=why):
        load_profile(path)


def test_an_unknown_name_says_which_names_there_are(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match="russia_ukraine_2022"):
        load_profile("atlantis")
    with pytest.raises(ReferenceDataError, match="cannot be read"):
        load_profile(tmp_path / "none.toml")
