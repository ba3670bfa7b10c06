"""Control polygons: what is read, what is refused, and what is measured."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import ReferenceDataError
from onrecord.reference.polygons import (
    areas_by_region,
    change_between,
    ever_gained,
    holds_of,
    read_maps,
    read_outlines,
    share_held,
    sources,
)

pytest.importorskip("shapely")
pytest.importorskip("pyproj")

MAY, JUNE = dt.date(2031, 5, 1), dt.date(2031, 6, 1)
DEGREE_KM = 111.2


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(*geometries: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": one} for one in geometries
        ],
    }


def window(**parts: dict[str, Any]) -> dict[str, Any]:
    """As NZZ publishes a window: labelled polygons in an envelope."""
    features = [
        {"type": "Feature", "properties": {"type": label}, "geometry": geometry}
        for label, geometry in parts.items()
    ]
    return {"value": {"type": "FeatureCollection", "features": features}}


def write(folder: Path, name: str, content: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return path


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def outlines(tmp_path: Path) -> Path:
    regions = [("V-1", box(10, 50, 11, 51)), ("V-2", box(11, 50, 12, 51))]
    features = [
        {"type": "Feature", "properties": {"iso_3166_2": name}, "geometry": shape}
        for name, shape in regions
    ]
    return write(tmp_path, "regions.geojson", {"type": "FeatureCollection", "features": features})


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    return tmp_path / "maps"


class TestReading:
    def test_what_was_just_lost_is_drawn_and_not_held(self, maps: Path) -> None:
        write(
            maps,
            "2031-05-01.json.gz",
            window(
                nochange=box(10, 50, 10.5, 51),
                gains=box(10.5, 50, 10.6, 51),
                losses=box(10.6, 50, 11, 51),
            ),
        )
        (state,) = read_maps(maps).states
        assert state.day == MAY
        assert state.held.area == pytest.approx(1.5 * state.losses.area, rel=0.01)

    def test_overlaps_count_once(self, maps: Path) -> None:
        write(maps, "2031-05-01.geojson", collection(box(10, 50, 11, 51), box(10, 50, 11, 51)))
        write(maps, "2031-06-01.geojson", collection(box(10, 50, 11, 51)))
        first, second = read_maps(maps).states
        assert first.area_km2 == pytest.approx(second.area_km2)

    def test_areas_are_not_those_of_planar_degrees(self, maps: Path) -> None:
        write(maps, "2031-05-01.geojson", collection(box(10, 0, 11, 1)))
        write(maps, "2031-06-01.geojson", collection(box(10, 60, 11, 61)))
        equator, north = (state.area_km2 for state in read_maps(maps).states)
        assert equator == pytest.approx(12308.8, rel=0.002)  # a degree square, WGS 84
        assert north == pytest.approx(6102.4, rel=0.005)

    def test_several_days_in_one_file_by_their_features(self, maps: Path) -> None:
        features = [
            *collection(box(10, 50, 11, 51), file_date="2031-05-01")["features"],
            *collection(box(10, 50, 12, 51), file_date="2031-06-01")["features"],
        ]
        path = write(maps, "all.geojson", {"type": "FeatureCollection", "features": features})
        assert [state.day for state in read_maps(path).states] == [MAY, JUNE]

    def test_a_zip_is_read_as_a_folder_is(self, maps: Path) -> None:
        maps.mkdir()
        with zipfile.ZipFile(maps / "series.zip", "w") as archive:
            archive.writestr("a/2031-05-01.geojson", json.dumps(collection(box(10, 50, 11, 51))))
            archive.writestr("a/readme.txt", "no map")
        assert [state.day for state in read_maps(maps).states] == [MAY]


BAD = {
    "empty": (b"", "the file is empty"),
    "no_json": (b"{", "it is not JSON"),
    "list": (b"[]", "no collection"),
    "nothing": (json.dumps(collection()).encode(), "no polygon at all"),
    "text_feature": (b'{"features": ["x"]}', "it is no feature"),
    "short_ring": (
        json.dumps(collection({"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]})).encode(),
        "its geometry cannot be read",
    ),
    "metres": (
        json.dumps(collection(box(400000, 5500000, 500000, 5600000))).encode(),
        "no degrees of longitude and latitude",
    ),
    "inverted": (json.dumps(collection(box(50, 110, 51, 111))).encode(), "latitude seems to stand"),
    "crs": (
        json.dumps(
            collection(box(10, 50, 11, 51))
            | {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}
        ).encode(),
        "not in degrees of WGS 84",
    ),
    "label": (json.dumps(collection(box(10, 50, 11, 51), change="lost?")).encode(), "is none of"),
    "point": (
        json.dumps(collection({"type": "Point", "coordinates": [1, 2]})).encode(),
        "none of its features has a surface",
    ),
    "deep": (b'{"features":' * 100_000, "not JSON"),
}


class TestRefusing:
    @pytest.mark.parametrize("name", BAD)
    def test_a_bad_file_is_named_and_the_others_are_read(self, maps: Path, name: str) -> None:
        raw, why = BAD[name]
        write(maps, "2031-05-01.geojson", raw)
        write(maps, "2031-06-01.geojson", collection(box(10, 50, 11, 51)))
        found = read_maps(maps)
        assert [state.day for state in found.states] == [JUNE]
        (problem,) = found.problems
        assert why in str(problem)
        assert "2031-05-01.geojson" in problem.item

    def test_the_feature_is_named(self, maps: Path) -> None:
        good, bad = box(10, 50, 11, 51), {"type": "Polygon", "coordinates": "nonsense"}
        write(maps, "2031-05-01.geojson", collection(good, bad))
        (problem,) = read_maps(maps).problems
        assert problem.item.endswith("2031-05-01.geojson, feature 2")

    def test_a_self_intersection_is_repaired_and_said(self, maps: Path) -> None:
        bow = {
            "type": "Polygon",
            "coordinates": [[[10, 50], [11, 51], [11, 50], [10, 51], [10, 50]]],
        }
        write(maps, "2031-05-01.geojson", collection(bow))
        (state,) = read_maps(maps).states
        assert state.area_km2 == pytest.approx(DEGREE_KM**2 * 0.637 / 2, rel=0.01)
        assert any("self-intersection, repaired" in note for note in state.notes)

    def test_a_day_drawn_twice_and_otherwise_names_both_files(self, maps: Path) -> None:
        write(maps, "2031-05-01.geojson", collection(box(10, 50, 11, 51)))
        write(maps, "copy_2031-05-01.geojson", collection(box(10, 50, 12, 51)))
        write(maps / "same", "20310501.geojson", collection(box(10, 50, 11, 51)))
        found = read_maps(maps)
        assert len(found.states) == 1
        (problem,) = found.problems
        assert "copy_2031-05-01" in problem.item
        assert "second time" in problem.why

    def test_a_bomb_is_refused_before_it_is_unpacked(
        self, maps: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sources, "MOST_BYTES", 100_000)
        write(maps, "2031-05-01.geojson.gz", b" " * 5_000_000)
        with zipfile.ZipFile(maps / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("2031-05-02.geojson", b" " * 5_000_000)
        problems = read_maps(maps).problems
        assert len(problems) == 2
        assert all("larger, unpacked" in problem.why for problem in problems)

    @pytest.mark.parametrize("name", ["2031-05-01.json.gz", "x.zip"])
    def test_damaged_packing_is_named(self, maps: Path, name: str) -> None:
        maps.mkdir()
        raw = gzip.compress(json.dumps(collection(box(10, 50, 11, 51))).encode())
        (maps / name).write_bytes(raw[: len(raw) // 2] if name.endswith("gz") else b"PK\3\4")
        if name.endswith("zip"):
            with pytest.raises(ReferenceDataError, match="not a ZIP"):
                read_maps(maps)
        else:
            assert "gzip" in read_maps(maps).problems[0].why

    def test_a_folder_without_maps_is_an_error(self, maps: Path) -> None:
        maps.mkdir()
        with pytest.raises(ReferenceDataError, match="no file in it"):
            read_maps(maps)
        with pytest.raises(ReferenceDataError, match="no such file"):
            read_maps(maps / "none")

    def test_swapped_coordinates_show_beside_the_regions(self, maps: Path, outlines: Path) -> None:
        write(maps, "2031-05-01.geojson", collection(box(50, 10, 51, 11)))
        (problem,) = read_maps(maps, read_outlines(outlines)).problems
        assert "latitude seems to stand before longitude" in problem.why

    def test_a_foreign_polygon_is_noted_and_kept(self, maps: Path, outlines: Path) -> None:
        write(maps, "2031-05-01.geojson", collection(box(10, 50, 11, 51), box(60, 30, 61, 31)))
        (state,) = read_maps(maps, read_outlines(outlines)).states
        assert state.area_km2 > 15_000
        assert any("feature 2 lies far from every region" in note for note in state.notes)

    def test_inverted_labels_are_noted(self, maps: Path) -> None:
        parts = {"nochange": box(10, 50, 10.1, 50.1), "losses": box(10, 50, 12, 52)}
        write(maps, "2031-05-01.json", window(**parts))
        assert any("labels may be inverted" in note for note in read_maps(maps).states[0].notes)


class TestMeasuring:
    @pytest.fixture
    def two(self, maps: Path) -> Path:
        write(maps, "2031-05-01.geojson", collection(box(10, 50, 10.5, 51), box(11, 50, 11.5, 51)))
        write(maps, "2031-06-01.geojson", collection(box(10, 50, 10.25, 51), box(11, 50, 12, 51)))
        return maps

    def test_net_and_gross_clipped_to_a_region(self, two: Path, outlines: Path) -> None:
        regions = read_outlines(outlines)
        before, after = read_maps(two, regions).states
        whole = regions.area_km2("V-1")
        left = change_between(before, after, regions, "V-1")
        assert left.gross_loss == pytest.approx(whole / 4, rel=0.001)
        assert left.gross_gain == pytest.approx(0, abs=0.1)
        both = change_between(before, after)
        assert both.net[1] == pytest.approx(both.gross_gain - both.gross_loss, abs=0.1)
        assert both.gross_gain == pytest.approx(2 * both.gross_loss, rel=0.01)

    def test_a_share_carries_what_2_km_leave_open(self, two: Path, outlines: Path) -> None:
        regions = read_outlines(outlines)
        before, after = read_maps(two, regions).states
        low, value, high = share_held(before, regions, "V-1")
        strip = 100 * 2 * DEGREE_KM / regions.area_km2("V-1")  # 2 km of the one line inside
        assert value == pytest.approx(50, abs=0.1)
        assert (value - low, high - value) == pytest.approx((strip, 2 * strip), rel=0.05)
        # The outer border is no line: a region held whole is held whole, wherever the line lies.
        assert share_held(after, regions, "V-2")[0] == pytest.approx(100 - strip, abs=0.1)

    def test_ever_gained_forgets_nothing_that_was_lost_again(
        self, two: Path, outlines: Path
    ) -> None:
        write(two, "2031-07-01.geojson", collection(box(10, 50, 10.25, 51)))
        first, *later = read_maps(two, read_outlines(outlines)).states
        assert ever_gained(first, later) == pytest.approx(later[0].held.area / 2.5e6, rel=0.02)

    def test_an_unknown_region_is_an_error(self, two: Path, outlines: Path) -> None:
        regions = read_outlines(outlines)
        before, _ = read_maps(two, regions).states
        with pytest.raises(ReferenceDataError, match="no outline"):
            share_held(before, regions, "V-9")

    def test_maps_on_two_planes_do_not_mix(self, two: Path) -> None:
        before, _ = read_maps(two).states
        write(two / "far", "2031-08-01.geojson", collection(box(-60, 0, -59, 1)))
        (far,) = read_maps(two / "far").states
        with pytest.raises(ReferenceDataError, match="another plane"):
            change_between(before, far)


class TestHolding:
    def test_inside_outside_and_too_near(self, maps: Path) -> None:
        write(maps, "2031-05-01.geojson", collection(box(10, 50, 11, 51)))
        write(maps, "2031-06-01.geojson", collection(box(10, 50, 10.3, 51)))
        write(maps, "2031-07-01.geojson", collection(box(10, 50, 10.3, 51)))
        places = {"mid": (10.5, 50.5), "edge": (10.99, 50.5), "far": (12.0, 50.5)}
        found = holds_of(places, read_maps(maps).states)
        assert [(h.day, h.inside, h.near) for h in found["mid"]] == [
            (MAY, True, False),
            (JUNE, False, False),
        ]
        assert [(h.inside, h.near) for h in found["edge"]] == [(True, True), (False, False)]
        assert [(h.inside, h.near) for h in found["far"]] == [(False, False)]

    def test_a_country_s_border_is_no_line(self, maps: Path, outlines: Path) -> None:
        write(maps, "2031-05-01.geojson", collection(box(10, 50, 11, 51)))
        regions = read_outlines(outlines)
        places = {"border": (10.01, 50.5), "line": (10.99, 50.5), "beyond": (11.01, 50.5)}
        found = holds_of(places, read_maps(maps, regions).states, regions)
        near = {name: (holds[0].inside, holds[0].near) for name, holds in found.items()}
        assert near == {"border": (True, False), "line": (True, True), "beyond": (False, True)}


class TestPass:
    @pytest.fixture
    def year(self, maps: Path) -> Path:
        for number in range(1, 21):
            east = 10 + number / 20
            write(maps, f"2031-05-{number:02}.geojson", collection(box(10, 50, east, 51)))
        write(maps, "2031-05-21.geojson", b"{")
        return maps

    def test_the_same_in_any_number_of_processes(
        self, year: Path, outlines: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        one = areas_by_region(year, outlines, processes=1)
        monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "other"))
        two = areas_by_region(year, outlines, processes=2)
        assert one == two
        assert len(one.series("V-1")) == 20
        assert "2031-05-21.geojson" in one.problems[0].item
        assert one.rows[-1].held == pytest.approx(0, abs=0.1)  # V-2 on the last day

    def test_is_kept_by_what_it_was_computed_from(
        self, year: Path, outlines: Path, own_cache: Path
    ) -> None:
        first = areas_by_region(year, outlines)
        (kept,) = own_cache.glob("areas/*.json")
        assert areas_by_region(year, outlines) == first
        kept.write_bytes(b"damaged")
        assert areas_by_region(year, outlines) == first
        write(year, "2031-05-01.geojson", collection(box(10, 50, 12, 51)))
        assert areas_by_region(year, outlines) != first

    def test_the_line_s_band_holds_the_value(self, year: Path, outlines: Path) -> None:
        for row in areas_by_region(year, outlines, line=True).rows:
            assert row.low is not None
            assert row.high is not None
            assert row.low <= row.held <= row.high

    def test_a_day_twice_is_a_problem_of_the_second(self, year: Path, outlines: Path) -> None:
        write(year / "more", "2031-05-01.geojson", collection(box(10, 50, 12, 51)))
        problems = areas_by_region(year, outlines).problems
        assert any("second time" in one.error().why for one in problems)

    def test_without_a_place_to_keep_it_goes_on(
        self, year: Path, outlines: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ONRECORD_CACHE", "/proc/none")
        assert areas_by_region(year, outlines).rows


def test_without_the_extra_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, outlines: Path
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "shapely", None)
    with pytest.raises(ReferenceDataError, match=r"pip install \"onrecord\[geo\]\""):
        read_outlines(outlines)
