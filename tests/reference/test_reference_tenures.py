"""Tables of holders: who held a place on a day, and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import ReferenceDataError
from onrecord.reference import Library, Tenure, Tenures, find_place
from onrecord.reference.packages import read_package
from onrecord.reference.tables import read_series
from onrecord.reference.tenures import read_tenures

if TYPE_CHECKING:
    from conftest import PackageMaker

MEANING = {
    "tenures": {
        "id": "holders",
        "definition": "villages as drawn",
        "days": "windows",
        "until": "2030-06-20",
    }
}
WINDOWS = "date\n2030-05-01\n2030-05-10\n2030-06-01\n"
TABLE = """place,date,holder,near_line
V:Low,2030-05-01,south,0
V:Low,2030-05-10,south,1
V:Low,2030-06-01,north,0
V:High,2030-05-01,north,0
"""


def day(month: int, number: int) -> dt.date:
    return dt.date(2030, month, number)


@pytest.fixture
def tenures(make_package: PackageMaker) -> Tenures:
    return read(make_package, TABLE)


def read(make_package: PackageMaker, table: str, windows: str = WINDOWS) -> Tenures:
    folder: Path = make_package("villages", table, meaning=MEANING, more={"windows.csv": windows})
    (found,) = read_tenures(read_package(folder))
    return found


class TestAsking:
    def test_a_window_holds_until_the_next(self, tenures: Tenures) -> None:
        assert tenures.at("V:Low", day(5, 9)) == Tenure(
            since=day(5, 1), holder="south", near_line=False
        )
        assert tenures.at("V:Low", day(5, 31)) == Tenure(
            since=day(5, 10), holder="south", near_line=True
        )
        found = tenures.at("V:Low", day(6, 20))
        assert found is not None
        assert found.holder == "north"

    def test_outside_its_days_it_says_nothing(self, tenures: Tenures) -> None:
        assert tenures.at("V:Low", day(4, 30)) is None
        assert tenures.at("V:Low", day(6, 21)) is None
        assert tenures.at("V:None", day(5, 9)) is None

    def test_the_windows_around_a_day(self, tenures: Tenures) -> None:
        assert (tenures.drawn(day(5, 9)), tenures.redrawn(day(5, 9))) == (day(5, 1), day(5, 10))
        assert (tenures.drawn(day(5, 10)), tenures.redrawn(day(5, 10))) == (day(5, 10), day(5, 10))
        assert tenures.redrawn(day(6, 2)) is None

    def test_since_when_it_was_held_however_near_the_line(self, tenures: Tenures) -> None:
        assert tenures.held_since("V:Low", day(5, 20)) == day(5, 1)
        assert tenures.held_since("V:Low", day(6, 2)) == day(6, 1)
        assert tenures.held_since("V:Low", day(4, 1)) is None


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (TABLE.replace("2030-05-10", "2030-05-11"), "none of the windows"),
        (TABLE.replace(",1\n", ",yes\n"), "neither 1"),
        (TABLE.replace("2030-06-01,north", "2030-05-01,north"), "do not ascend"),
        (TABLE.replace("2030-06-01,north", "June,north"), "no ISO day"),
        (TABLE.replace("holder", "party"), "no column 'holder'"),
    ],
)
def test_a_bad_cell_is_named(make_package: PackageMaker, table: str, why: str) -> None:
    with pytest.raises(ReferenceDataError, match=why) as caught:
        read(make_package, table).at("V:Low", day(5, 9))
    assert "table.csv" in caught.value.item


def test_windows_ascend(make_package: PackageMaker) -> None:
    with pytest.raises(ReferenceDataError, match="do not ascend"):
        read(make_package, TABLE, "date\n2030-05-10\n2030-05-01\n2030-06-01\n")


class TestShipped:
    def test_names_settlements_of_the_gazetteer_by_id(self, library: Library) -> None:
        (tenures,) = library.tenures
        (place,) = find_place("Vovchansk", country="UA")
        before = tenures.at(place.id, dt.date(2022, 9, 8))
        after = tenures.at(place.id, dt.date(2022, 9, 12))
        assert before is not None
        assert after is not None
        assert (before.holder, after.holder) == ("russia", "ukraine")

    def test_regions_carry_what_the_line_leaves_open(self, library: Library) -> None:
        series = next(s for s in library.series_for("russia", "UA-63") if s.id.endswith("UA-63"))
        value = series.at(dt.date(2022, 9, 6))
        assert value is not None
        assert value.low is not None
        assert value.high is not None
        assert value.value - value.low == pytest.approx(0.06 * value.value, rel=0.05)
        assert value.high - value.value == pytest.approx(0.06 * value.value, rel=0.05)


def test_a_value_outside_its_own_bounds_is_refused(make_package: PackageMaker) -> None:
    line = {"resource": "line", "low": "low", "high": "high"}
    meaning = {
        "series": [
            {"id": "s", "definition": "d", "holder": "south", "place": "V", "columns": ["km2"]}
            | {"line": line}
        ]
    }
    more = {"line.csv": "date,low,high\n2030-05-01,90,110\n2030-05-02,90,95\n"}
    table = "date,km2\n2030-05-01,100\n2030-05-02,100\n"
    folder = make_package("area", table, meaning=meaning, more=more)
    with pytest.raises(ReferenceDataError, match="2030-05-02 does not lie between"):
        read_series(read_package(folder))


@pytest.mark.shared
def test_the_shipped_figures_come_out_of_the_published_polygons(
    shared: Path, library: Library
) -> None:
    pytest.importorskip("shapely")
    from onrecord.reference.polygons import holds_of, read_maps, read_outlines, share_held

    outlines = read_outlines(shared / "boundaries" / "ukraine_oblasts_natural_earth.geojson")
    published = shared / "polygons" / "nzz_windows_2022"
    states = [
        read_maps(published / f"{day}.json.gz", outlines).states[0]
        for day in ("2022-09-08", "2022-09-11")
    ]
    low, _, high = (
        share / 100 * outlines.area_km2("UA-63")
        for share in share_held(states[0], outlines, "UA-63")
    )
    series = next(s for s in library.series_for("russia", "UA-63") if s.id.endswith("UA-63"))
    value = series.at(states[0].day)
    assert value is not None
    assert (value.low, value.high) == pytest.approx((low, high), abs=0.2)
    (izyum,), (tenures,) = find_place("Izyum", country="UA"), library.tenures
    (holds,) = holds_of({izyum.id: (37.26, 49.21)}, states, outlines).values()
    assert [hold.inside for hold in holds] == [True, False]
    shown = [tenures.at(izyum.id, state.day) for state in states]
    assert [tenure.holder for tenure in shown if tenure] == ["russia", "ukraine"]
