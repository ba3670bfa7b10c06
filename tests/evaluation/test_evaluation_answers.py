"""Stated answers and the same figures out of the product."""

import datetime as dt

import pytest

from evaluation.answers import AnswerSet, Published, Stated, answers


def test_a_window_is_named_by_its_last_day():
    row = Stated("map", "gross_gain_ever_new", "baseline state 2022-03-30/04-02", 1.0)
    assert row.days == [dt.date(2022, 4, 2)]


def test_without_the_published_files_the_set_is_absent(monkeypatch, tmp_path):
    monkeypatch.setenv("ONRECORD_SHARED", str(tmp_path))
    assert not AnswerSet().present


class TestPublished:
    @pytest.fixture
    def published(self, tmp_path, monkeypatch):
        """A folder as published, with invented levels."""
        from evaluation import answers as module

        folder = tmp_path / "reference"
        (folder / "territory").mkdir(parents=True)
        (folder / "checks").mkdir()
        levels = {4: 1000.0, 5: 1000.0, 6: 5000.0, 7: 990.0, 8: 900.0}
        rows = "".join(f"2022-09-0{day},{level}\n" for day, level in levels.items())
        (folder / "territory" / "invented.csv").write_text("date,area_km2\n" + rows)
        stated = [
            "liveuamap,retaken_5d,level 2022-09-05 minus 2022-09-08,100",
            "liveuamap,retaken_5d,level 2022-09-06 minus 2022-09-08 RAW,4100",
            "liveuamap,retaken_5d,2022-09-08 with artefact day replaced by 2022-09-05,100",
            "liveuamap,retaken_5d,level 2022-09-04 minus 2022-09-07,12",
        ]
        head = "source,measure,definition,value_km2\n"
        (folder / "checks" / "claim1_answers.csv").write_text(head + "\n".join(stated) + "\n")
        tables = {"liveuamap": module.Tables("invented.csv", ("area_km2",))}
        monkeypatch.setattr(module, "TABLES", tables)
        monkeypatch.setenv("ONRECORD_SHARED", str(tmp_path))
        return folder

    @pytest.mark.usefixtures("published")
    def test_a_row_that_is_not_reproduced_is_told(self):
        found = tuple(answers(AnswerSet()))
        assert [one.passed for one in found] == [True, True, True, False]
        assert found[-1].found == "10.0 km², stated 12.0"

    def test_a_day_out_of_the_table_gives_no_figure(self, published):
        row = Stated("liveuamap", "retaken_5d", "level 2021-09-05 minus 2021-09-08", 1.0)
        assert Published(published).figure(row) is None


@pytest.mark.shared
def test_the_published_tables_give_the_stated_answers(shared):
    published = Published(shared / "reference")
    rows = [row for row in AnswerSet().rows() if row.source.startswith(("liveuamap", "isw_"))]
    assert len(rows) > 20
    for row in rows:
        assert published.figure(row) == pytest.approx(row.value, rel=0.005, abs=0.05), row.name
