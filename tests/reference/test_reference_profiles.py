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


# The same parties elsewhere, or named in passing, with words of war around them.
NEAR_MISSES = [
    "Malian troops and fighters of the Russian Wagner Group attacked a village near Gao. Ukraine "
    "praised the rebels, who destroyed two vehicles; dozens of soldiers were killed.",
    "Ukrainian special forces struck a convoy outside Omdurman whose Sudanese fighters were armed "
    "by the Russian Wagner Group. Kyiv did not comment on the drone attack; Moscow called it an "
    "attack on the army of Sudan.",
    "Russian jets bombed positions north of Hama while Syrian troops held the front line. A "
    "Ukrainian instructor had trained the defenders to fly drones, a fighter said.",
    "Azerbaijan's army seized three heights with Bayraktar drones. Russian soldiers withdrew; "
    "Ukraine and Moscow called for the fighting to end.",
    "The Kremlin said Russian troops would leave the base in Niger. Ukrainian weapons were "
    "captured there, Moscow said; Kyiv denied it. Soldiers of Niger guard the base.",
    "German tanks, Javelin missiles and ammunition will be bought for the army. The war between "
    "Russia and Ukraine had changed its defence, Germany said; a German brigade goes north.",
    "Soldiers of the Russian army lie beside Ukrainian volunteers in the cemetery outside Sofia. "
    "In the battle 300 were killed and 40 wounded; Bulgarian troops held the trenches.",
    "Negotiators from Russia and Ukraine met by the lake to speak of prisoners, the war and "
    "weapons. The forces of both stay where they are.",
    "Fighters of the Wagner Group shelled a town in the Central African Republic; troops and "
    "soldiers were killed. Ukraine condemned Russia.",
    "A film about the war in Kharkiv opens this week. The Polish director shows Polish soldiers, "
    "Polish troops and a battle; Ukrainian and Russian actors came to Poland for it.",
]
TRUE_ONES = [
    "Russian troops shelled Nikopol overnight; Ukrainian artillery answered, the governor said. "
    "Two soldiers were wounded.",
    "Ukrainian forces recaptured two villages near Robotyne after days of fighting. Russia's "
    "defence ministry said it had repelled the attack and destroyed six tanks.",
    "Kherson was hit by 20 shells. Russian soldiers on the left bank attacked with drones, "
    "Ukraine's military said; two were killed.",
    "The front line near Kupiansk has not moved this week. Moscow claims its army took a village; "
    "Kyiv says its troops hold it. Fighting continues.",
    "Russian missiles struck Odesa and Mykolaiv. Ukrainian air defence shot down nine drones; "
    "three people were killed and a warehouse was destroyed.",
    "In the Zaporizhzhia region Ukrainian brigades crossed a trench line. Russian artillery kept "
    "up its fire, and tanks supplied by Germany were seen in the battle.",
    "Poland scrambled jets as Russia launched missiles at Lviv. Ukraine's forces shot down five; "
    "the attack killed two, Ukrainian officials said.",
    "Luhansk, occupied since last year, is where Russian troops are being trained. Ukrainian "
    "drones struck a depot with ammunition.",
    "Kramatorsk, Sloviansk and Pokrovsk came under attack. The Ukrainian army said shelling "
    "destroyed houses and wounded five people.",
    "HIMARS rockets hit a bridge at Nova Kakhovka, Russian officials said. Ukraine's army did not "
    "confirm the strike; troops on the bank were cut off after the attack.",
]
NO_PLACE = (
    "Russian forces have lost 300 tanks, Ukraine's general staff said. Ukrainian troops captured "
    "40 of them; Russia's defence ministry denied it and spoke of losses in the fighting."
)


@pytest.mark.parametrize("text", NEAR_MISSES)
@pytest.mark.parametrize("published", [None, dt.date(2024, 8, 2)])
def test_the_parties_at_war_elsewhere_are_not_this_conflict(
    text: str, published: dt.date | None
) -> None:
    assert detect_profile(text, published) is None


def test_without_a_place_the_parties_must_weigh_enough_and_the_day_be_known() -> None:
    assert detect_profile(NO_PLACE, INSIDE) is not None
    assert detect_profile(f"{NO_PLACE} It is 2023.", None) is not None
    assert detect_profile(NO_PLACE, None) is None
    assert detect_profile(f"{NO_PLACE} Troops of Chad watched.", INSIDE) is None


def test_the_packaged_example_is_found() -> None:
    text = (Path(__file__).parents[2] / "examples" / "report.txt").read_text(encoding="utf-8")
    assert detect_profile(text, None) is not None


def test_a_seat_of_government_belongs_to_each_party_and_is_none_of_its_names(
    ukraine: Profile,
) -> None:
    seats = dict(ukraine.seats)
    assert {*seats.values()} == {party.id for party in ukraine.parties}
    assert not {*seats} & {name for party in ukraine.parties for name in party.names}


@pytest.mark.parametrize("text", ON_THE_WAR + TRUE_ONES)
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
