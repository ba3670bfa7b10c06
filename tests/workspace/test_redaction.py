"""What was taken out stands nowhere in a copy: no byte of it, in any spelling, in any file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import onrecord
from onrecord.custody import verify_folder
from onrecord.errors import UsageError
from onrecord.publishing import exports
from onrecord.record import Check, Record
from onrecord.workspace import Filed, Workspace
from onrecord.workspace.decisions import make_decision
from onrecord.workspace.decisions_making import Reviewer, undo
from onrecord.workspace.redaction import Redaction, name_target, published, words_target
from onrecord.workspace.redaction_copy import Copied, make_copy
from onrecord.workspace.redaction_making import Chosen, preview, redacting
from onrecord.workspace.redaction_words import BLOCK, Wanted, folded

NOON = dt.datetime(2031, 5, 10, 12, tzinfo=dt.UTC)
CHAT = "the prisoners are kept in the cellar of the old mill, tell nobody about 37 of them"
STORY = f"""What Osk Veld saw

Osk Veld, a baker from Tarn, watched the column. “I saw them cross the bridge,” said Osk Veld. He
said that twelve tanks were destroyed on Monday. Veld’s sister, Ana Holm, stayed.

“They lost more than 40 tanks in May,” said Colonel Ada Ba of the Kelmar army.

In a private chat he wrote: {CHAT}.
"""
OTHER = f"""Reader letters

OSK VELD was seen by many; Osk Weld, wrote a reader. Ве́льд is how they spell him: Оск Вельд.
See #OskVeld and https://mill.example/osk-veld?by=veld.

“{CHAT},” another message read. Ada Ba said that the ford was lost.
"""
UNTOUCHED = "Mayor Ilva Brandt spoke. “We hold the bridge,” said Ilva Brandt.\n"
PIECES = (
    "osk", "veld", "weld", "вельд", "оск", "baker", "tarn",
    "prisoners", "cellar", "old mill", "tell nobody", "37 of them",
)  # fmt: skip


@cache
def made_of(text: str) -> Record:
    return onrecord.check_text(text, published="2031-05-10")


def read(text: str, **fields) -> Record:
    record = made_of(text)
    return replace(record, document=replace(record.document, **fields)) if fields else record


def filled(workspace: Workspace) -> Workspace:
    """Three reports; names in addresses, titles, outlets and names of files; decisions about."""
    story = read(STORY, url="https://mill.example/%6Fsk-veld", outlet="The Veld Gazette")
    workspace.file("osk-veld.html", story, STORY.encode(), source="/reports/veld")
    workspace.file("letters.txt", read(OTHER), OTHER.encode())
    workspace.file("brandt.txt", read(UNTOUCHED), UNTOUCHED.encode(), source="/from/osk-veld")
    reviewer = Reviewer(workspace, "osk-veld.html", "Osk Veld", "Veld told us so")
    claims = {claim.span.of(STORY): claim.id for claim in reviewer.read.claims}
    reviewer.grade(next(id_ for words, id_ in claims.items() if "40 tanks" in words), "2")
    reviewer.graphic("watched the column")
    reviewer.graphic(CHAT)
    return workspace


@pytest.fixture
def full(workspace: Workspace) -> Workspace:
    return filled(workspace)


@dataclass(frozen=True)
class Both:
    """A workspace whose words were taken out, what it was before, and its copy."""

    workspace: Workspace
    copy: Workspace
    made: Copied
    archive: dict[str, bytes]
    records: list[Record]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("both")
    with Workspace.create(folder / "ws") as workspace:
        filled(workspace)
        archive = {path.name: path.read_bytes() for path in (folder / "ws/archive").iterdir()}
        records = [filed.record for filed in workspace.filed()]
        chosen(workspace)
        made = make_copy(workspace, folder / "copy", "ada")
        with Workspace.open(folder / "copy") as copy:
            yield Both(workspace, copy, made, archive, records)


def chosen(workspace: Workspace, *, report: str | None = None) -> None:
    picked = Chosen(
        names=("Osk Veld", "Оск Вельд"), words=(CHAT,), reports=(report,) if report else ()
    )
    workspace.decide(*redacting(workspace, picked, "ada", "Veld asked for it"))


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def every_byte(folder: Path) -> dict[str, str]:
    """Names and contents of all files, as text that words are looked for in, in any case."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        content = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".parquet":
            import pyarrow.parquet

            content += repr(pyarrow.parquet.read_table(path).to_pylist()).encode()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            found[f"{name} {encoding}"] = content.decode(encoding, "ignore").casefold()
        escapes = re.sub(r"\\u([0-9a-fA-F]{4})", _unescaped, content.decode("utf-8", "ignore"))
        found[f"{name} unescaped"] = escapes.casefold()
        found[f"name {name}"] = name.casefold()
    return found


def test_no_byte_of_a_copy_holds_what_was_taken_out(both: Both):
    assert (both.made.reports, both.made.changed, both.made.left_out) == (3, 2, 0)
    told = {
        (place, piece)
        for place, content in every_byte(both.copy.folder).items()
        for piece in PIECES
        if piece.casefold() in content
    }
    assert told == set()
    assert {path.name for path in both.copy.folder.parent.iterdir()} == {"ws", "copy"}


def test_the_words_were_there_before(both: Both):
    """The test above can fail: the workspace itself holds every piece."""
    contents = "\n".join(every_byte(both.workspace.folder).values())
    assert [piece for piece in PIECES if piece.casefold() not in contents] == []


def test_a_copy_is_a_workspace_that_verifies_lists_and_finds(both: Both):
    assert verify_folder(both.copy.folder).status == "ok"
    copy = both.copy
    records = {filed.name: filed.record for filed in copy.filed()}
    assert len(records) == 3
    assert copy.search("cellar") == copy.search("veld") == copy.search("osk*") == []
    assert copy.search("column")
    assert "Ilva Brandt" in {line.speaker for line in copy.statements()}
    for record in records.values():
        assert Record.from_json(record.to_json()) == record
        raw = copy.archive.read(record.document.id.removeprefix("sha256:"))
        assert raw.decode() == record.document.text


def test_offsets_still_hold_and_what_was_said_is_still_there(full: Workspace, tmp_path: Path):
    before = full.record("osk-veld.html")
    chosen(full)
    after = Redaction(full.decisions(), full.filed()).applied(
        Filed(name="osk-veld.html", record=before)
    )
    assert after is not None
    text, cut = before.document.text, after.record.document.text
    assert len(text) == len(cut)
    assert all(new in (old, BLOCK) for old, new in zip(text, cut, strict=True))
    kept = {one.id: one for one in after.record.statements}
    said = {span.of(cut) for one in kept.values() for span in one.content}
    assert {"I saw them cross the bridge", "They lost more than 40 tanks in May"} <= said
    assert after.record.document.url is None
    assert after.record.document.outlet is None
    witness = next(one for one in kept.values() if "I saw them" in one.content[0].of(cut)).speaker
    assert set(after.record.agent(witness).name) == {BLOCK}
    assert after.record.agent(witness).role is None


def test_a_report_without_the_words_stays_as_it_is_in_exports(both: Both):
    kept = {filed.name: filed.record for filed in published(both.workspace)}
    assert kept["brandt.txt"] in both.records


def test_what_was_read_in_a_passage_goes_with_it(full: Workspace):
    chosen(full)
    for filed in published(full):
        values = {claim.quantity.value for claim in filed.record.claims if claim.quantity}
        assert 37 not in values


def test_the_evidentiary_copy_stays_and_both_logs_tell(both: Both):
    folder = both.workspace.folder
    assert {p.name: p.read_bytes() for p in (folder / "archive").iterdir()} == both.archive
    assert [filed.record for filed in both.workspace.filed()] == both.records
    assert verify_folder(folder).status == "ok"
    told = [entry for entry in both.workspace.custody.lines() if entry.event == "redacted"]
    assert told[0].item_sha256 is None
    assert {entry.detail["copy"] for entry in told} == {both.made.copy}
    assert {entry.item_sha256 for entry in told[1:]} <= set(both.archive)
    there = [entry for entry in both.copy.custody.lines() if entry.event == "redacted"]
    assert {entry.detail["copy"] for entry in there} == {both.made.copy}
    assert {entry.detail["as"].removeprefix("sha256:") for entry in told[1:]} <= {
        entry.item_sha256 for entry in there
    }


def test_the_original_s_digest_is_not_in_the_copy(both: Both):
    """It would let anybody prove a guess of the words that are gone."""
    contents = "\n".join(every_byte(both.copy.folder).values())
    for digest, content in both.archive.items():
        assert digest not in contents or content == UNTOUCHED.encode()


def test_a_report_can_be_left_out_whole(full: Workspace, tmp_path: Path):
    chosen(full, report="letters.txt")
    assert make_copy(full, tmp_path / "copy", "ada").left_out == 1
    contents = "\n".join(every_byte(tmp_path / "copy").values())
    assert "letters" not in contents
    assert "ford" not in contents


def test_decisions_are_carried_over_but_not_those_about_what_is_gone(both: Both):
    assert both.made.decisions == 2
    kinds = {made.kind: made for made in both.copy.decisions()}
    assert set(kinds) == {"grade", "graphic"}
    assert kinds["grade"].value == "2"
    assert BLOCK in (kinds["grade"].note or "")
    report = both.copy.report_of(kinds["grade"].targets[0].document)
    assert Reviewer(both.copy, report.name, "ada").reviewed.unmatched == ()


def test_what_people_decided_is_in_the_copy_s_records(full: Workspace, tmp_path: Path):
    reviewer = Reviewer(full, "brandt.txt", "ada")
    (statement,) = reviewer.read.statements
    reviewer.correct(statement.id, "certainty", "possible")
    chosen(full)
    make_copy(full, tmp_path / "copy", "ada")
    with Workspace.open(tmp_path / "copy") as copy:
        assert [one.certainty for one in copy.record("brandt.txt").statements] == ["possible"]


def test_a_span_is_taken_out_there_and_its_words_elsewhere(full: Workspace):
    text = full.record("letters.txt").document.text
    start = text.index("was seen by many")
    picked = Chosen(spans=(("letters.txt", start, start + 16),))
    full.decide(*redacting(full, picked, "ada"))
    texts = {filed.name: filed.record.document.text for filed in published(full)}
    assert "was seen by many" not in texts["letters.txt"]
    assert "OSK VELD" in texts["letters.txt"]


def test_without_a_decision_there_is_no_copy_and_taking_it_back_ends_it(
    full: Workspace, tmp_path: Path
):
    with pytest.raises(UsageError, match="nothing is to be taken out"):
        make_copy(full, tmp_path / "copy", "ada")
    chosen(full)
    for made in full.decisions():
        if made.kind == "redact":
            undo(full, made.id, "ada")
    with pytest.raises(UsageError):
        make_copy(full, tmp_path / "copy", "ada")
    assert not (tmp_path / "copy").exists()


def test_a_folder_that_holds_something_is_left_alone(full: Workspace, tmp_path: Path):
    chosen(full)
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds something"):
        make_copy(full, tmp_path / "copy", "ada")
    assert (tmp_path / "copy" / "notes.txt").read_text() == "mine"


def test_a_copy_that_fails_leaves_nothing(full: Workspace, tmp_path: Path, monkeypatch):
    chosen(full)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("onrecord.workspace.redaction_copy._log", refuse)
    with pytest.raises(onrecord.errors.WorkspaceError, match="No space left"):
        make_copy(full, tmp_path / "copy", "ada")
    assert {path.name for path in tmp_path.iterdir()} == {"ws"}


def test_a_preview_says_what_would_go_and_decides_nothing(full: Workspace):
    picked = redacting(full, Chosen(names=("Osk Veld",), words=(CHAT,)), "ada")
    before = full.decisions()
    found = preview(full, picked)
    assert (found.reports, found.changed) == (3, 2)
    assert any("weld" in spelling.casefold() for spelling in found.spellings)
    assert dict(found.forms)["OSK VELD"] == 1
    assert full.decisions() == before


@pytest.mark.parametrize(
    "picked",
    [
        Chosen(names=("",)),
        Chosen(names=("!",)),
        Chosen(words=(" … ",)),
        Chosen(spans=(("letters.txt", 5, 5),)),
        Chosen(spans=(("letters.txt", 0, 10_000),)),
        Chosen(spans=(("absent.txt", 0, 1),)),
        Chosen(reports=("absent.txt",)),
    ],
)
def test_what_cannot_be_taken_out_is_refused(full: Workspace, picked: Chosen):
    with pytest.raises(UsageError):
        redacting(full, picked, "ada")


def test_words_of_checks_and_windows_go_too():
    record = read(STORY)
    claim = next(one for one in record.claims if "twelve" in one.span.of(STORY))
    check = Check(claim=claim.id, verdict="inconsistent", working="Osk Veld says 12, Veld 13")
    record = replace(record, checks=(check,))
    made = make_decision("redact", "ada", NOON, [name_target("Osk Veld")])
    after = Redaction([made], [Filed(name="a", record=record)]).applied(
        Filed(name="a", record=record)
    )
    assert after is not None
    assert "veld" not in after.record.to_json().casefold()
    assert "says 12" in after.record.checks[0].working


WORDS = ["the", "prisoners", "were", "kept", "below", "an", "old", "mill", "by", "river"]
NAMES = st.tuples(
    st.sampled_from(["Osk", "Ana", "Müller", "Zoë", "Rut", "Бела", "O’Hara", "Jean-Luc"]),
    st.sampled_from(["Veld", "Holm", "van der Berg", "Щука", "Brandt-Holm", "Ng", "Łaska"]),
)


@settings(max_examples=60, deadline=None)
@given(NAMES, st.lists(st.sampled_from(["upper", "lower", "tag", "dash", "soft", "nfd"])))
def test_a_name_goes_in_any_spelling(parts: tuple[str, str], ways: list[str]):
    import unicodedata

    name = " ".join(parts)
    spelt = {
        "upper": name.upper(),
        "lower": name.lower(),
        "tag": "#" + name.replace(" ", ""),
        "dash": name.replace(" ", "-"),
        "soft": "\u00ad".join(name),
        "nfd": unicodedata.normalize("NFD", name),
    }
    text = "They met. " + " and then ".join(spelt[way] for way in ways) + f" said {name}’s friend."
    wanted = Wanted(names=[name])
    cut = wanted.blacked(text)
    assert len(cut) == len(text)
    assert folded(name) not in folded(cut)
    assert folded(name).replace(" ", "") not in folded(cut).replace(" ", "")
    assert cut.startswith("They met. ")
    assert cut.endswith("friend.")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS),
             min_size=1, max_size=20),
    st.sampled_from([" ", "\n", "  ", ", ", " “"]),
)  # fmt: skip
def test_a_passage_goes_whatever_stands_between_its_words(words: list[str], between: str):
    passage = " ".join(words)
    text = f"Before it. {between.join(words)} After it."
    cut = Wanted(passages=[passage]).blacked(text)
    assert folded(passage) not in " ".join(folded(cut).replace(",", "").replace('"', "").split())
    assert cut.startswith("Before it.")
    assert cut.endswith("After it.")


def test_ordinary_words_and_other_people_stay():
    wanted = Wanted(names=["Ada Ba", "Una van Dorn"], parts=["ada", "ba", "una", "van", "dorn"])
    text = "In Canada a baker drove a van to the band; Barbara sold it."
    assert wanted.blacked(text) == text


def test_reports_that_become_one_text_stay_two_reports(workspace: Workspace, tmp_path: Path):
    for number, name in enumerate(("Osk Veld", "Ana Holm")):
        text = f"“We saw it,” said {name} at the ford.\n"
        workspace.file(f"{number}.txt", read(text, outlet=f"Post {number}"), text.encode())
    workspace.decide(*redacting(workspace, Chosen(names=("Osk Veld", "Ana Holm")), "ada"))
    make_copy(workspace, tmp_path / "copy", "ada")
    with Workspace.open(tmp_path / "copy") as copy:
        left = {filed.name: filed.record.document for filed in copy.filed()}
        assert {name: document.outlet for name, document in left.items()} == {
            "0.txt": "Post 0",
            "1.txt": "Post 1",
        }
        assert len({document.id for document in left.values()}) == 2
    assert verify_folder(tmp_path / "copy").status == "ok"


def test_friends_and_bodies_named_after_somebody_keep_their_other_words():
    text = (
        "“We saw it,” said Osk Veld, a friend of Una Fell. The Osk Veld Brigade left. "
        "Una Fell waited. The brigade came back."
    )
    made = make_decision("redact", "ada", NOON, [name_target("Osk Veld")])
    filed = Filed(name="a", record=read(text))
    after = Redaction([made], [filed]).applied(filed)
    assert after is not None
    assert "The ████████ Brigade left. Una Fell waited. The brigade came back." in (
        after.record.document.text
    )


def test_words_are_found_in_an_address_however_they_are_written():
    wanted = Wanted(names=["Zoë Holm"])
    for address in (
        "https://a.example/zoe-holm",
        "https://a.example/Zo%C3%AB_Holm",
        "zo&euml;holm",
    ):
        assert wanted.hides_in(address)
    assert not wanted.hides_in("https://a.example/zone")


def test_words_go_in_every_report_that_prints_them():
    made = make_decision("redact", "ada", NOON, [words_target("the old mill by the river")])
    record = read("It stood there. The old mill by the river fell.")
    after = Redaction([made], []).applied(Filed(name="a", record=record))
    assert after is not None
    assert "mill" not in after.record.document.text


def test_a_closed_copy_has_no_files_of_the_database_beside_it(full: Workspace, tmp_path: Path):
    chosen(full)
    make_copy(full, tmp_path / "copy", "ada")
    assert {path.name for path in (tmp_path / "copy").iterdir()} == {
        "archive", "custody.jsonl", "onrecord.db",
    }  # fmt: skip


@pytest.mark.parametrize(
    "form", ["jsonl", "csv", "parquet", "claimreview", "annotation", "geojson", "ftm"]
)
def test_exports_of_the_workspace_itself_honour_it(both: Both, tmp_path: Path, form: str):
    target = tmp_path / "out"
    exports.export(both.workspace, exports.Wanted(form), target, "ada")
    for place in (target, tmp_path) if target.is_dir() else (tmp_path,):
        contents = every_byte(place)
        assert contents
        told = {
            (name, piece)
            for name, content in contents.items()
            for piece in PIECES
            if piece.casefold() in content
        }
        assert told == set()
