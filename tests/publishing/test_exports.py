"""Exports: validated against the published schemas, complete, without what was taken out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from shapely import from_geojson

from onrecord.cli import group
from onrecord.errors import UsageError, WorkspaceError
from onrecord.publishing.exports import Format, Wanted, export
from onrecord.publishing.exports.features import located
from onrecord.publishing.exports.rows import TABLES
from onrecord.record import Participant, Record
from onrecord.workspace import Workspace
from onrecord.workspace.carrying import parsed, take_in
from onrecord.workspace.decisions import make_decision
from onrecord.workspace.decisions_making import Reviewer
from onrecord.workspace.redaction import name_target

DATA = Path(__file__).parent / "data"
NOON = dt.datetime(2031, 5, 12, 12, tzinfo=dt.UTC)
DEPICTED = "President Marek Toll"


@pytest.fixture
def workspace(tmp_path: Path, record: Record) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "ws") as made:
        made.file("orsa.html", record)
        yield made


def exported(workspace: Workspace, form: Format, tmp_path: Path, **more: Any) -> Any:
    """What an export holds: objects of lines, one object, or rows by table."""
    target = tmp_path / f"out.{form}"
    export(workspace, Wanted(form, **more), target, "ada")
    if form == "csv":
        texts = {path.stem: path.read_bytes().decode() for path in target.iterdir()}
        return {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}
    if form == "parquet":
        return {p.stem: pq.read_table(p) for p in target.iterdir()}
    text = target.read_text(encoding="utf-8")
    return json.loads(text) if form == "geojson" else [json.loads(x) for x in text.splitlines()]


def test_tables_join_and_hold_every_statement_claim_and_check(
    workspace: Workspace, tmp_path: Path, record: Record
) -> None:
    tables = exported(workspace, "csv", tmp_path)
    assert {name: len(rows) for name, rows in tables.items()} == {
        "reports": 1, "agents": 7, "statements": 6, "claims": 3, "evidence": 1, "unknowns": 1,
        "checks": 3, "figures": 2,
    }  # fmt: skip
    for name, rows in tables.items():
        assert tuple(rows[0]) == TABLES[name].__struct_fields__
        assert {row["report"] for row in rows} == {record.document.id}
    agents = {row["agent"] for row in tables["agents"]}
    statements = {row["statement"] for row in tables["statements"]}
    claims = {row["claim"] for row in tables["claims"]}
    assert {row["speaker"] for row in tables["statements"]} <= agents | {""}
    assert {row["statement"] for row in tables["claims"]} <= statements
    assert {row["claim"] for row in (*tables["checks"], *tables["figures"])} <= claims
    first = tables["claims"][0]
    assert (first["low"], first["best"], first["unit"]) == ("1200", "", "km2")
    assert (first["date_start"], first["date_end"]) == ("2031-05-03", "2031-05-09")
    assert first["verdict"] == "depends_on_reading"
    assert tables["claims"][2]["literal"] == "false"
    for row in tables["statements"]:
        pieces = [slice(*map(int, place.split("-"))) for place in row["spans"].split()]
        assert row["words"] == " … ".join(record.document.text[piece] for piece in pieces)


def test_depicted_words_stand_under_nobody_they_show(workspace: Workspace, tmp_path: Path) -> None:
    rows = exported(workspace, "csv", tmp_path)["statements"]
    shown = [row for row in rows if row["manner"] == "depicted"]
    assert [(row["speaker_name"], row["depicts"]) for row in shown] == [
        ("", DEPICTED),
        ("", "a general"),
    ]
    invented = {row["words"] for row in shown}
    lines = exported(workspace, "claimreview", tmp_path)
    assert not any(DEPICTED in json.dumps(line) for line in lines)
    entities = exported(workspace, "ftm", tmp_path)
    president = next(e for e in entities if e["properties"].get("name") == [DEPICTED])
    for entity in entities:
        if set(entity["properties"].get("description", ())) & invented:
            assert president["id"] not in entity["properties"]["entity"]


def test_parquet_has_the_same_rows_with_types(workspace: Workspace, tmp_path: Path) -> None:
    written = exported(workspace, "csv", tmp_path)
    typed = exported(workspace, "parquet", tmp_path)
    for name, rows in written.items():
        assert typed[name].column_names == list(rows[0])
        assert typed[name].num_rows == len(rows)
    claims = typed["claims"].to_pylist()
    assert claims[0]["date_start"] == dt.date(2031, 5, 3)
    assert claims[0]["low"] == 1200.0
    assert claims[1]["evidence"] == [written["evidence"][0]["evidence"]]


def test_parquet_without_the_extra_names_the_command(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    done = run(workspace, "--format", "parquet", "-o", str(tmp_path / "p"))
    assert done.exit_code == 2
    assert "pip install 'onrecord[parquet]'" in done.output


def approve(workspace: Workspace) -> None:
    Reviewer(workspace, "orsa.html", "Rina Holt").approve("c1", "Example Fact Desk")


def test_only_an_approved_check_is_a_claim_review(workspace: Workspace, tmp_path: Path) -> None:
    types = [one["@type"] for one in exported(workspace, "claimreview", tmp_path)]
    assert types == ["Claim", "Claim"]
    approve(workspace)
    made = exported(workspace, "claimreview", tmp_path, published_at="https://desk.example/checks")
    assert [one["@type"] for one in made] == ["ClaimReview", "Claim"]
    review = made[0]
    assert review["author"] == {"@type": "Organization", "name": "Example Fact Desk"}
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "depends on how the words are read",
    }
    assert review["claimReviewed"].startswith("more than 1,200 km²")
    assert review["itemReviewed"]["author"]["name"] == "Colonel Dorn Haske"
    assert review["itemReviewed"]["appearance"][0]["url"] == "https://news.example/orsa"
    assert review["url"].startswith("https://desk.example/checks#sha256:")


def test_claim_reviews_use_the_vocabulary_of_schema_org(
    workspace: Workspace, tmp_path: Path
) -> None:
    approve(workspace)
    known = json.loads((DATA / "schemaorg.json").read_text())["types"]

    def check(node: Any) -> None:
        for value in node if isinstance(node, list) else [node]:
            if isinstance(value, dict):
                names = {name for name in value if not name.startswith("@")}
                assert names <= set(known[value["@type"]]), names - set(known[value["@type"]])
                for part in value.values():
                    check(part)

    for one in exported(workspace, "claimreview", tmp_path):
        assert one["@context"] == "https://schema.org"
        check(one)


def test_annotations_follow_the_recommendation(
    workspace: Workspace, tmp_path: Path, record: Record
) -> None:
    approve(workspace)
    made = exported(workspace, "annotation", tmp_path)
    assert len({one["id"] for one in made}) == len(made) == 6 + 3 + 3 + 1 + 1
    text = record.document.text
    for one in made:
        assert one["@context"] == "http://www.w3.org/ns/anno.jsonld"  # MUST, section 3.1
        assert one["type"] == "Annotation"
        assert one["motivation"] in {"identifying", "classifying", "assessing", "linking"}
        assert dt.datetime.fromisoformat(one["created"]).utcoffset() == dt.timedelta(0)  # 3.3.1
        for body in one["body"]:
            assert body["type"] == "TextualBody"  # 3.2.4
            assert body["value"]
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        for target in targets:
            quote, position = target["selector"]  # 4.2.4 and 4.2.5
            assert quote["exact"] == text[position["start"] : position["end"]]
            start, end = position["start"], position["end"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert target["source"] == "https://news.example/orsa"
            assert target["state"]["type"] == "TimeState"
    assessed = next(one for one in made if one["motivation"] == "assessing")
    assert assessed["creator"] == {"type": "Person", "name": "Rina Holt"}


def test_entities_fit_the_model_of_followthemoney(workspace: Workspace, tmp_path: Path) -> None:
    model = json.loads((DATA / "followthemoney.json").read_text())["schemata"]
    made = exported(workspace, "ftm", tmp_path)
    schemata = {one["id"]: one["schema"] for one in made}
    assert len(schemata) == len(made)
    assert {"Article", "Person", "Event", "Documentation", "Note", "Mention"} <= set(
        schemata.values()
    )
    for one in made:
        schema = model[one["schema"]]
        assert set(schema["required"]) <= set(one["properties"])
        for name, values in one["properties"].items():
            known = schema["properties"][name]
            assert values
            assert all(isinstance(value, str) and value == value.strip() for value in values)
            if known["type"] == "entity":
                assert all(known["range"] in model[schemata[value]]["is_a"] for value in values)
            if known["type"] == "date":
                assert all(dt.datetime.fromisoformat(value) for value in values)
            if known["type"] == "url":
                assert all(value.startswith("http") for value in values)
    events = [one for one in made if one["schema"] == "Event"]
    assert len(events) == 2  # the joke is none
    assert events[0]["properties"]["startDate"] == ["2031-05-03"]
    assert events[0]["properties"]["recordId"][0].startswith("sha256:")


def placed(workspace: Workspace, record: Record, name: str, profile: str | None) -> None:
    first, *others = record.claims
    moved = replace(first, place=Participant(name=name))
    document = replace(record.document, id="sha256:" + "1" * 64)
    made_with = replace(record.made_with, profile=profile)
    workspace.file(
        "placed.html",
        replace(record, claims=(moved, *others), document=document, made_with=made_with),
    )


def test_features_lie_where_their_settlement_does(
    workspace: Workspace, tmp_path: Path, record: Record
) -> None:
    placed(workspace, record, "Izyum", "russia_ukraine_2022")
    made = exported(workspace, "geojson", tmp_path)
    assert made["type"] == "FeatureCollection"
    points = [one for one in made["features"] if one["geometry"] is not None]
    assert [one["properties"]["place"] for one in points] == ["Izyum"]
    longitude, latitude = points[0]["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (37, 49)  # longitude first, RFC 7946 3.1.1
    assert points[0]["properties"]["precision_m"] >= 1000
    assert made["bbox"] == [longitude, latitude, longitude, latitude]
    assert not from_geojson(json.dumps(points[0])).is_empty
    assert all(set(one) == {"type", "id", "geometry", "properties"} for one in made["features"])
    assert len(made["features"]) == 4  # two reports, without the joke of each


def test_a_name_of_several_places_lies_nowhere() -> None:
    assert located("Springfield", None) is None
    assert located("Nowhere at all", None) is None
    for words in ("Kharkiv and Luhansk regions", "the Kharkiv front", "near Izyum", "Russia"):
        assert located(words, "russia_ukraine_2022") is None


def test_a_region_lies_in_its_middle_with_its_reach() -> None:
    place = located("most of the Kharkiv region", "russia_ukraine_2022")
    assert place is not None
    assert place.kind == "region"
    assert place.precision_m > 50_000


def run(workspace: Workspace, *given: str) -> Any:
    folder = ["--workspace", str(workspace.folder)]
    return CliRunner().invoke(group, ["export", *given, *folder])


def test_json_lines_make_an_equal_workspace(workspace: Workspace, tmp_path: Path) -> None:
    workspace.file("note.txt", Record.from_json(_read("The bridge stands.")), b"The bridge stands.")
    approve(workspace)
    lines = tmp_path / "all.jsonl"
    assert run(workspace, "--format", "jsonl", "-o", str(lines), "--no-content").exit_code == 0
    done = CliRunner().invoke(group, ["restore", str(lines), str(tmp_path / "again")])
    assert (done.exit_code, done.output) == (0, f"2 reports restored in {tmp_path / 'again'}\n")
    with Workspace.open(tmp_path / "again") as again:
        assert list(again.filed(as_made=True)) == list(workspace.filed(as_made=True))
        assert list(again.statements()) == list(workspace.statements())
        assert list(again.claims()) == list(workspace.claims())
        assert again.decisions() == workspace.decisions()
        assert again.sightings("note.txt") == workspace.sightings("note.txt")
        twice = tmp_path / "twice.jsonl"
        export(again, Wanted("jsonl", content=False), twice, "ada")
    assert twice.read_bytes() == lines.read_bytes()


def _read(text: str) -> str:
    import onrecord

    return onrecord.check_text(text).to_json()


def test_bytes_travel_and_are_checked(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a") as first:
        first.file("n.txt", Record.from_json(_read("The bridge stands.")), b"The bridge stands.")
        lines = tmp_path / "all.jsonl"
        export(first, Wanted("jsonl"), lines, "ada")
        sha256 = first.report("n.txt").sha256
    assert CliRunner().invoke(group, ["restore", str(lines), str(tmp_path / "b")]).exit_code == 0
    assert (tmp_path / "b" / "archive" / sha256).read_bytes() == b"The bridge stands."
    forged = lines.read_bytes().replace(b'"sha256":"' + sha256[:4].encode(), b'"sha256":"ffff')
    lines.write_bytes(forged)
    done = CliRunner().invoke(group, ["restore", str(lines), str(tmp_path / "c")])
    assert done.exit_code == 1
    assert "not those that were exported" in done.output


def test_what_is_no_export_is_an_error(workspace: Workspace, tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "empty") as empty:
        for lines in ([], [b"{}"], [b"no"], [b'{"line":"report"}'], [b"\xff"]):
            with pytest.raises(WorkspaceError) as caught:
                take_in(empty, parsed(lines, "x.jsonl"), "x.jsonl")
            assert caught.value.remedy
        assert list(empty.reports()) == []
    with pytest.raises(UsageError, match="holds reports already"):
        take_in(workspace, (), "x")


def test_what_was_taken_out_is_in_no_export(workspace: Workspace, tmp_path: Path) -> None:
    workspace.decide(make_decision("redact", "ada", NOON, [name_target("Ilva Brandt")]))
    for form in ("jsonl", "csv", "claimreview", "annotation", "geojson", "ftm"):
        export(workspace, Wanted(form), tmp_path / "out" / form, "ada")  # type: ignore[arg-type]
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(files) == 5 + len(TABLES)
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "Brandt" not in text
        assert "Haske" in text or path.stem in ("evidence", "unknowns", "checks", "figures")


def test_an_export_is_an_event_of_custody(workspace: Workspace, tmp_path: Path) -> None:
    import hashlib

    target = tmp_path / "out.jsonl"
    export(workspace, Wanted("annotation"), target, "ada")
    last = list(workspace.custody.lines())[-1]
    event = json.loads(last if isinstance(last, bytes | str) else last.line)
    assert (event["event"], event["actor"]) == ("exported", "ada")
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    assert event["detail"] == {
        "format": "annotation",
        "reports": "1",
        "sha256 out.jsonl": digest,
    }


def test_a_delay_leaves_out_what_is_newer(workspace: Workspace, tmp_path: Path) -> None:
    day = dt.date(2031, 5, 10)
    for until, count in ((day, 1), (day - dt.timedelta(days=1), 0)):
        target = tmp_path / f"{until}.jsonl"
        assert export(workspace, Wanted("ftm", until), target, "ada").reports == count
        lines = tmp_path / f"{until}.lines"
        assert export(workspace, Wanted("jsonl", until), lines, "ada").reports == count
    assert run(workspace, "--format", "ftm", "--publish-delay", "0").exit_code == 0


def test_wrong_use_and_a_place_that_cannot_be_written(workspace: Workspace, tmp_path: Path) -> None:
    assert run(workspace, "--format", "csv").exit_code == 2
    assert run(workspace, "--format", "ftm", "-o", str(tmp_path)).exit_code == 2
    (tmp_path / "file").write_text("kept")
    done = run(workspace, "--format", "csv", "-o", str(tmp_path / "file"))
    assert done.exit_code == 1
    assert "Try:" in done.output
    assert (tmp_path / "file").read_text() == "kept"


def test_hostile_reports_stay_data(tmp_path: Path, hostile: Record) -> None:
    with Workspace.create(tmp_path / "ws") as made:
        made.file("hostile.html", hostile)
        for form in ("claimreview", "annotation", "geojson", "ftm", "jsonl", "csv", "parquet"):
            exported(made, form, tmp_path)  # type: ignore[arg-type]
        entities = exported(made, "ftm", tmp_path)
    assert not any("sourceUrl" in one["properties"] for one in entities)
