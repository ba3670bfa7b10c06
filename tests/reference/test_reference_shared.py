"""The shipped series against the published files and the figures checked by hand."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from onrecord.reference import Library, Series

pytestmark = pytest.mark.shared

SHIPPED_AS = {
    "liveuamap": ("liveuamap-daily/total",),
    "isw_control": ("isw-economist-control/control",),
}
FLAGGED_KINDS = ("artefact", "reclassification", "structural break")
LEAST_KM2 = 1000


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def series(library: Library, name: str) -> Series:
    return next(one for one in library.series if one.id == name)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def level(library: Library, name: str, text: str) -> float:
    found = series(library, name).at(day(text))
    assert found is not None
    return found.value


def test_tables_ship_byte_for_byte_as_published(shared: Path) -> None:
    import onrecord

    references = Path(onrecord.__file__).parent / "data" / "references"
    copies = [
        path for path in references.glob("*/*.csv") if (shared / "territory" / path.name).exists()
    ]
    assert len(copies) == 5
    for path in copies:
        assert path.read_bytes() == (shared / "territory" / path.name).read_bytes()


def test_every_known_break_of_a_shipped_series_is_flagged(library: Library, shared: Path) -> None:
    known = [
        row
        for row in rows(shared / "checks" / "known_breaks.csv")
        if row["series"] in SHIPPED_AS
        and row["label"] in FLAGGED_KINDS
        and abs(float(row["size_km2"])) > LEAST_KM2
    ]
    assert len(known) >= 7
    for row in known:
        for name in SHIPPED_AS[row["series"]]:
            value = series(library, name).at(day(row["date_from"]))
            assert value is not None
            assert [f for f in value.flags if not f.informational], row


def test_minor_artefacts_of_a_shipped_series_are_flagged_too(
    library: Library, shared: Path
) -> None:
    for row in rows(shared / "checks" / "known_breaks.csv"):
        if row["label"] == "minor artefact" and row["series"] in SHIPPED_AS:
            value = series(library, SHIPPED_AS[row["series"]][0]).at(day(row["date_from"]))
            assert value is not None
            assert value.flags, row


def test_no_real_jump_is_flagged(library: Library, shared: Path) -> None:
    table = rows(shared / "checks" / "known_breaks.csv")
    own = {(name, row["date_from"]) for row in table for name in SHIPPED_AS.get(row["series"], ())}
    # the same maker's other table shows the reclassification of that day too
    own |= {("isw-economist-control-advances/control", date) for _, date in own}
    for row in table:
        if row["label"] != "real":
            continue
        for one in library.series:
            for value in one.values:
                inside = row["date_from"] <= value.day.isoformat() <= row["date_to"]
                if inside and (one.id, value.day.isoformat()) not in own:
                    assert not [f for f in value.flags if not f.informational], (one.id, value)


CONTROL = "isw-economist-control/control"
BOTH = "isw-economist-control-advances/control-and-advances"
SOURCES = {
    "liveuamap": "liveuamap-daily/total",
    "nzz_nochange_plus_gains": "nzz-windows/total",
    "isw_control_v1": CONTROL,
    "isw_control_plus_advances_v2": BOTH,
    "nzz_kharkiv_oblast": "nzz-windows/UA-63",
}
TWO_DAYS = re.compile(r"(\d{4}-\d\d-\d\d) (?:minus|to peak|to) (\d{4}-\d\d-\d\d)")


def computed(library: Library, row: dict[str, str]) -> float | None:
    """The figure of a row from the shipped series alone; None where they do not hold it."""
    name, measure, words = SOURCES.get(row["source"]), row["measure"], row["definition"]
    if name is None or "artefact day replaced" in words:
        return None
    two = TWO_DAYS.search(words)
    if measure == "retaken_5d" and two:
        return level(library, name, two[1]) - level(library, name, two[2])
    if measure in ("net_gain_to_peak", "net_gain") and two:
        return level(library, name, two[2]) - level(library, name, two[1])
    if measure == "held":
        return level(library, name, words)
    if measure == "sum_of_window_gains" and two:
        values = series(library, "nzz-windows/gained").values
        return sum(v.value for v in values if day(two[1]) < v.day <= day(two[2]))
    base = re.search(r"2022-\d\d-\d\d(?!.*2022)|(?<=baseline )2022-\d\d-\d\d", words)
    if measure == "gross_gain_ever_new" and name == "nzz-windows/total":
        found = {"to 2022-09-06": "2022-04-05", "state 2022-03-30/04-02": "2022-04-02"}
        start = next((d for key, d in found.items() if key in words), base[0] if base else "")
        return level(library, f"nzz-windows/ever-gained/{start}", "2022-09-06")
    return None


def test_the_figures_for_the_comparison_since_april_are_reproduced(
    library: Library, shared: Path
) -> None:
    held = [(row, computed(library, row)) for row in rows(shared / "checks" / "claim1_answers.csv")]
    answered = [(row, value) for row, value in held if value is not None]
    assert len(answered) >= 34
    for row, value in answered:
        assert value == pytest.approx(float(row["value_km2"]), rel=0.005, abs=0.1), row


def test_there_is_no_net_gain_since_the_first_of_april(library: Library, shared: Path) -> None:
    for name in ("liveuamap-daily/total", "nzz-windows/total"):
        first, last = dt.date(2022, 4, 1), dt.date(2022, 9, 7)
        later = [v.value for v in series(library, name).values if first <= v.day <= last]
        assert max(later) <= level(library, name, "2022-04-01")
