"""Floors hold, fall and rise, and belong to one set of files only."""

from __future__ import annotations

import pytest

from evaluation.floors import (
    ChangedSetError,
    SetFloors,
    falls,
    load_floors,
    raised,
    require_same_set,
    save_floors,
)
from evaluation.protocol.counting import Counts
from evaluation.protocol.figures import CASE_FIGURES
from evaluation.scoring import Scored, scored_figures

DIGEST = "sha256:aa"


def scored(found: int, wrong: int = 0, leaks: int = 0) -> tuple[Scored, ...]:
    counts = Counts(
        s_gold=30, s_pred=30, s_tp=found, s_ok_speaker=found, s_wrong_speaker=wrong,
        depicted_leaks=leaks,
    )  # fmt: skip
    return scored_figures(CASE_FIGURES, [counts])


def test_a_figure_below_its_floor_is_named():
    floors = raised(scored(24), DIGEST, None)
    assert [fall.key for fall in falls(scored(23), floors)] == ["statements_F1"]
    assert falls(scored(24), floors) == ()
    assert falls(scored(30), floors) == ()


def test_a_figure_better_low_has_a_ceiling():
    floors = raised(scored(30, wrong=1), DIGEST, None)
    assert [fall.key for fall in falls(scored(30, wrong=2), floors)] == ["wrong_speaker_rate"]
    assert [fall.key for fall in falls(scored(30, leaks=1), floors)] == ["depicted_leaks"]


def test_an_update_raises_and_never_lowers():
    floors = raised(scored(20, wrong=1), DIGEST, None)
    better = raised(scored(25, wrong=0), DIGEST, floors)
    assert better.figures["statements_F1"] > floors.figures["statements_F1"]
    assert better.figures["wrong_speaker_rate"] == 0
    assert raised(scored(20, wrong=3), DIGEST, better) == better


def test_a_figure_with_nothing_to_rate_gets_no_floor():
    assert "claims_F1" not in raised(scored(20), DIGEST, None).figures


def test_floors_round_away_from_what_was_reached():
    floors = raised(scored(29, wrong=1), DIGEST, None).figures
    assert floors["statements_F1"] <= 29 / 30 < floors["statements_F1"] + 0.001
    assert floors["wrong_speaker_rate"] >= 1 / 29


def test_floors_come_back_from_the_file_as_they_were(tmp_path):
    floors = {"dev": raised(scored(20), DIGEST, None), "open": SetFloors("sha256:bb", {})}
    save_floors(floors, tmp_path / "floors.toml")
    assert load_floors(tmp_path / "floors.toml") == floors


def test_without_a_file_there_are_no_floors(tmp_path):
    assert load_floors(tmp_path / "floors.toml") == {}
    assert falls(scored(0), None) == ()


def test_a_changed_set_is_refused_with_what_to_do():
    floors = {"dev": SetFloors(DIGEST, {})}
    require_same_set("dev", DIGEST, floors)
    require_same_set("new", "sha256:cc", floors)
    with pytest.raises(ChangedSetError, match=r"delete the tables \[dev\]"):
        require_same_set("dev", "sha256:bb", floors)


def test_an_interval_leaves_out_draws_with_nothing_to_rate():
    tallies = [Counts(m_marked_gold=1), *(Counts() for _ in range(9))]
    found = {one.figure.key: one for one in scored_figures(CASE_FIGURES, tallies)}
    assert found["ironic_marked_R"].interval == (0.0, 0.0)
