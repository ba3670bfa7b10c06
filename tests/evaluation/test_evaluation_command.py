"""The command as a whole, on sets made in a temporary folder."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from evaluation import command
from evaluation.cases import CaseSet
from evaluation.command import CHANGED, FELL, Wanted, evaluate, main
from evaluation.floors import SetFloors, load_floors, save_floors

REPORT = "“We hold the bridge,” said Ilva Brandt. Nobody knows how many boats were lost.\n"
GOLD = {
    "published": "2031-05-02",
    "statements": [
        {"content": "We hold the bridge", "speaker": "Ilva Brandt", "form": "direct",
         "manner": "earnest", "manner_marked_by": "none", "certainty": "certain"}
    ],
    "claims": [],
    "unknowns": ["a sentence that no report holds"],
    "advertising": [],
}  # fmt: skip


@pytest.fixture
def bench(tmp_path):
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "bridge.txt").write_text(REPORT, encoding="utf-8")
    (folder / "bridge.json").write_text(json.dumps(GOLD), encoding="utf-8")

    class Bench:
        cases = folder
        floors = tmp_path / "floors.toml"
        out = tmp_path / "out" / "report.json"

        def run(self, *, secret=False, update=False, errors=False, show=False, folder=folder):
            wanted = Wanted(
                sets=(CaseSet("mine", folder, secret=secret),),
                variations=None,
                update=update,
                errors=errors,
                by_report=errors,
                everything=False,
                show_held_out=show,
            )
            text = io.StringIO()
            code = evaluate(wanted, Console(file=text, width=110), self.floors, self.out)
            return code, text.getvalue()

    return Bench()


def test_without_floors_it_prints_and_ends_well(bench):
    code, text = bench.run()
    assert code == 0
    assert "statements, F1" in text
    assert "No floors: mine" in text


def test_the_report_holds_figures_with_their_counts(bench):
    bench.run()
    report = json.loads(bench.out.read_text(encoding="utf-8"))
    figures = {one["key"]: one for one in report["sets"][0]["figures"]}
    assert figures["unknowns_R"]["whole"] == 1
    assert figures["unknowns_R"]["value"] == 0


def test_a_fallen_figure_ends_in_failure(bench):
    bench.run(update=True)
    known = load_floors(bench.floors)["mine"]
    save_floors({"mine": SetFloors(known.digest, {"unknowns_R": 1.0})}, bench.floors)
    code, text = bench.run()
    assert code == FELL
    assert "unknowns_R fell to 0.0000; its floor is 1.000" in text


def test_an_update_sets_floors_that_then_hold(bench):
    assert bench.run(update=True)[0] == 0
    code, text = bench.run()
    assert code == 0
    assert "All floors hold." in text


def test_an_update_does_not_lower_a_floor(bench):
    bench.run(update=True)
    known = load_floors(bench.floors)["mine"]
    save_floors({"mine": SetFloors(known.digest, {"unknowns_R": 1.0})}, bench.floors)
    assert bench.run(update=True)[0] == FELL
    assert load_floors(bench.floors)["mine"].figures["unknowns_R"] == 1.0


def test_a_changed_set_is_an_error_even_for_an_update(bench):
    bench.run(update=True)
    (bench.cases / "bridge.txt").write_text(REPORT + "\nOne more line.\n", encoding="utf-8")
    code, text = bench.run(update=True)
    assert code == CHANGED
    assert "has changed since its floors were set" in text


def test_an_absent_set_is_skipped_and_said(bench, tmp_path):
    code, text = bench.run(folder=tmp_path / "nowhere")
    assert code == 0
    assert "mine: skipped" in text


def test_mistakes_are_listed_where_asked(bench):
    text = bench.run(errors=True)[1]
    assert "missed unknown" in text
    assert "a sentence that no report holds" in text


def test_a_held_out_set_lists_nothing_unless_told_twice(bench):
    code, text = bench.run(secret=True, errors=True)
    report = bench.out.read_text(encoding="utf-8")
    for hidden in ("bridge", "no report holds"):
        assert hidden not in text
        assert hidden not in report
    assert code == 0
    assert "a sentence that no report holds" in bench.run(secret=True, errors=True, show=True)[1]


def test_a_report_that_raises_is_counted_and_fails(bench):
    (bench.cases / "bridge.txt").write_text("", encoding="utf-8")
    code, text = bench.run()
    assert code == FELL
    assert "1 reports raised" in text


def test_an_unknown_set_is_refused(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["--set", "nothing-of-the-kind"])
    assert "no set nothing-of-the-kind" in capsys.readouterr().err


def test_all_sets_are_known_by_name():
    names = [one.name for one in command.available(fast=False)]
    assert names == [
        "dev", "fresh", "held_out", "open", "seed", "passages_dev", "passages_test",
        "attribution_dev", "audit", "audit_published", "claim1", "together", "copies",
    ]  # fmt: skip


def test_an_update_sets_floors_for_the_fast_run_too():
    fast = {one.name for one in command.available(fast=True)}
    whole = {one.name for one in command.available(fast=False)}
    assert {one.name for one in command.available(fast=False, update=True)} == fast | whole
