"""A profile of one's own, with its own data packages, is all that a second conflict needs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onrecord.reference import Library, Profile, detect_profile, load_library, load_profile

EXAMPLE = Path(__file__).parents[2] / "examples" / "second_conflict"


@pytest.fixture
def profile() -> Profile:
    return load_profile(EXAMPLE / "lake_war.toml")


@pytest.fixture
def lake(profile: Profile) -> Library:
    return load_library(profile)


def test_its_parties_are_built_by_the_same_rules(profile: Profile) -> None:
    assert [party.id for party in profile.parties] == ["norrvald", "sudemark"]
    assert "Sudemarkish army" in profile.parties[1].names
    assert "Norrvaldian army" in profile.parties[0].names


def test_its_references_load_from_its_own_folder(lake: Library) -> None:
    assert [one.name for one in lake.references] == [
        "lake-survey",
        "veld-map",
        "north-ministry-claims",
        "north-ministry-people",
        "lake-photos",
        "veld-villages",
    ]
    assert len(lake.series_for("sudemark", "TV")) == 2
    assert len(lake.series_for("sudemark", "TV-E")) == 1


def test_its_bad_day_is_flagged_and_its_retreat_is_not(lake: Library) -> None:
    daily, editions = lake.series_for("sudemark", "TV")
    assert [(flag.rule, flag.start) for flag in daily.flags] == [("spike", dt.date(2031, 5, 28))]
    assert editions.flags == ()
    assert daily.flags_against(dt.date(2031, 6, 5), dt.date(2031, 6, 11)) == ()


def test_its_ledger_belongs_to_a_party(lake: Library) -> None:
    ledger, people, photos = lake.ledgers_for("sudemark")
    assert ledger.reference.party == people.reference.party == "norrvald"
    assert photos.reference.party is None
    count = ledger.at(dt.date(2031, 6, 10), "sudemark", "tank")
    assert count is not None
    assert (count.count, count.as_of) == (17, dt.date(2031, 6, 10))


def test_its_report_is_not_taken_for_a_shipped_conflict() -> None:
    text = (EXAMPLE / "report.txt").read_text(encoding="utf-8")
    assert detect_profile(text, None) is None
    assert detect_profile(text, dt.date(2031, 6, 11)) is None
