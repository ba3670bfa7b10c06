"""What people decided wins over what was read, survives a newer reading, and is told when it fits
nothing any more."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import onrecord
from onrecord.errors import UsageError
from onrecord.record import Agent, Check, Record, Span
from onrecord.workspace import Decision, Target, Workspace
from onrecord.workspace.decisions import decision_id, decision_of, make_decision, standing
from onrecord.workspace.decisions_making import (
    Reviewer,
    decision_lines,
    proposed_grade,
    stale_lines,
    undo,
)
from onrecord.workspace.decisions_targets import found_item, target_of
from onrecord.workspace.reviewing import admiralty, effective, outlet_grades, review

NOON = dt.datetime(2031, 5, 10, 12, tzinfo=dt.UTC)
TEXT = """The river front

Mayor Ilva Brandt spoke at the mill. “We hold the bridge,” said Ilva Brandt.

“They lost more than 40 tanks in May,” said Captain Oto Haske of the river guard. Captain Haske
said that twelve soldiers were killed on Monday. Sera Lund waited at the ford.
"""


def read(text: str = TEXT) -> Record:
    return onrecord.check_text(text, published="2031-05-10")


def decided(record: Record, kind: str, item: str, field: str | None = None, value=None) -> Decision:
    target = target_of(record, item, field)
    return make_decision(kind, "ada", NOON, [target], value=value)


def statement_id(record: Record, words: str) -> str:
    return next(
        one.id
        for one in record.statements
        if words in " ".join(span.of(record.document.text) for span in one.content)
    )


def claim_id(record: Record, words: str) -> str:
    return next(one.id for one in record.claims if words in one.span.of(record.document.text))


def speaker(record: Record, words: str) -> str | None:
    found = record.statement(statement_id(record, words)).speaker
    return record.agent(found).name if found else None


def moved(record: Record, by: int = 7) -> Record:
    """The same report as a newer version might read it: further down, with other ids."""
    text = "x" * (by - 1) + "\n" + record.document.text

    def shifted(value):
        if isinstance(value, Span):
            return Span(value.start + by, value.end + by)
        if isinstance(value, tuple):
            return tuple(map(shifted, value))
        if hasattr(value, "__struct_fields__"):
            changes = {name: shifted(getattr(value, name)) for name in value.__struct_fields__}
            return replace(value, **changes)
        return value

    document = replace(record.document, text=text, blocks=())
    first = Agent(id="a0", name="x", kind="person", identity="named", mentions=(Span(0, 1),))
    return replace(shifted(replace(record, document=record.document)), document=document,
                   agents=(first, *shifted(record.agents)))  # fmt: skip


def test_a_corrected_speaker_wins():
    record = read()
    item = statement_id(record, "hold the bridge")
    after, unmatched = effective(record, [decided(record, "correct", item, "speaker", "Sera Lund")])
    assert speaker(after, "hold the bridge") == "Sera Lund"
    assert unmatched == ()
    assert speaker(record, "hold the bridge") != "Sera Lund"


def test_it_survives_a_newer_reading_that_moved_everything():
    record = read()
    item = statement_id(record, "hold the bridge")
    made = [decided(record, "correct", item, "speaker", "Sera Lund")]
    after, unmatched = effective(moved(record), made)
    assert unmatched == ()
    assert speaker(after, "hold the bridge") == "Sera Lund"


def test_what_a_person_confirmed_stands_against_a_newer_reading():
    record = read()
    item = statement_id(record, "hold the bridge")
    made = [decided(record, "confirm", item, "speaker", "Ilva Brandt")]
    other = replace(
        record,
        statements=tuple(
            replace(one, speaker=None) if one.id == item else one for one in record.statements
        ),
    )
    assert "Ilva Brandt" in (speaker(effective(other, made)[0], "hold the bridge") or "")


def test_what_fits_nothing_any_more_is_told_not_dropped():
    record = read()
    item = statement_id(record, "hold the bridge")
    made = [decided(record, "correct", item, "speaker", "Sera Lund")]
    without = replace(
        record, statements=tuple(one for one in record.statements if one.id != item), claims=()
    )
    after, unmatched = effective(without, made)
    assert after == without
    assert unmatched == tuple(made)
    assert "hold the bridge" in review(without, made).unmatched[0].why


def test_a_name_that_the_report_does_not_print_is_not_accepted():
    record = read()
    item = statement_id(record, "hold the bridge")
    after, unmatched = effective(record, [decided(record, "correct", item, "speaker", "Una Fell")])
    assert after == record
    assert len(unmatched) == 1


def test_a_rejected_statement_takes_its_claims_along_and_ids_stay():
    record = read()
    item = statement_id(record, "40 tanks")
    claim = claim_id(record, "40 tanks")
    kept = {one.id for one in record.statements} - {item}
    after, _ = effective(record, [decided(record, "reject", item)])
    assert {one.id for one in after.statements} == kept
    assert claim not in {one.id for one in after.claims}
    assert all(check.claim != claim for check in after.checks)


def test_a_rejected_claim_leaves_its_statement():
    record = read()
    claim = claim_id(record, "40 tanks")
    after, _ = effective(record, [decided(record, "reject", claim)])
    assert statement_id(after, "40 tanks")
    assert claim not in {one.id for one in after.claims}


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("disposition", "destroyed", "destroyed"),
        ("certainty", "denied", "denied"),
        ("literal", "false", False),
        ("item", None, None),
    ],
)
def test_a_claim_s_field_is_corrected(field: str, value, expected):
    record = read()
    claim = claim_id(record, "40 tanks")
    after, unmatched = effective(record, [decided(record, "correct", claim, field, value)])
    assert unmatched == ()
    assert getattr(after.claim(claim), field) == expected


def test_a_claim_s_participant_figure_and_days_are_corrected_with_printed_words():
    record = read()
    claim = claim_id(record, "40 tanks")
    made = [
        decided(record, "correct", claim, "target", "river guard"),
        decided(record, "correct", claim, "quantity", "40"),
        decided(record, "correct", claim, "window", "2031-04-01..2031-04-30"),
    ]
    after, unmatched = effective(record, made)
    found = after.claim(claim)
    assert unmatched == ()
    assert found.target.span.of(record.document.text) == found.target.name == "river guard"
    assert (found.quantity.value, found.quantity.modifier) == (40, "exact")
    assert (found.window.start, found.window.end) == (dt.date(2031, 4, 1), dt.date(2031, 4, 30))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("target", "northern fleet"),
        ("quantity", "55"),
        ("quantity", "tanks"),
        ("item", "helicopter"),
        ("kind", "weather"),
        ("window", "last May"),
        ("window", "2031-05-10..2031-05-01"),
        ("literal", "maybe"),
        ("certainty", None),
        ("span", "x"),
    ],
)
def test_what_is_not_printed_or_no_value_is_refused(field: str, value):
    record = read()
    made = decided(record, "correct", claim_id(record, "40 tanks"), field, value)
    after, unmatched = effective(record, [made])
    assert (after, unmatched) == (record, (made,))


def test_the_last_word_wins_and_a_taking_back_can_be_taken_back():
    record = read()
    item = statement_id(record, "hold the bridge")
    first = decided(record, "correct", item, "speaker", "Sera Lund")
    second = decided(record, "correct", item, "speaker", "Oto Haske")
    gone = make_decision("undo", "bo", NOON, undoes=second.id)
    back = make_decision("undo", "bo", NOON, undoes=gone.id)
    assert speaker(effective(record, [first, second])[0], "bridge").endswith("Haske")
    assert speaker(effective(record, [first, second, gone])[0], "bridge") == "Sera Lund"
    assert speaker(effective(record, [first, second, gone, back])[0], "bridge").endswith("Haske")


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=10))
def test_only_what_nobody_took_back_stands(steps: list[tuple[bool, int]]):
    log: list[Decision] = []
    stands: dict[str, bool] = {}
    for number, (undoes, which) in enumerate(steps):
        if undoes and log:
            before = log[which % len(log)]
            made = make_decision("undo", str(number), NOON, undoes=before.id)
        else:
            made = make_decision("confirm", str(number), NOON)
        log.append(made)

    def alive(made: Decision) -> bool:
        if made.id not in stands:
            stands[made.id] = not any(
                other.undoes == made.id and alive(other) for other in log if other.kind == "undo"
            )
        return stands[made.id]

    expected = [made.id for made in log if made.kind != "undo" and alive(made)]
    assert [made.id for made in standing(log)] == expected


READ = read()
ITEMS = [one.id for one in (*READ.statements, *READ.claims, *READ.agents)]
FIELDS = (
    None, "speaker", "via", "manner", "certainty", "kind", "actor", "target", "place", "item",
    "disposition", "quantity", "window", "literal", "grade", "nonsense",
)  # fmt: skip
VALUES = (
    None, "Sera Lund", "Ilva Brandt", "the mill", "ironic", "depicted", "denied", "destroyed",
    "40", "2031-05-01", "true", "2", "", "\x00",
)  # fmt: skip
any_decision = st.builds(
    lambda kind, item, field, value, number: make_decision(
        kind, str(number), NOON, [target_of(READ, item, field)], value=value
    ),
    st.sampled_from(["confirm", "correct", "reject", "grade", "approve", "graphic", "merge"]),
    st.sampled_from(ITEMS),
    st.sampled_from(FIELDS),
    st.sampled_from(VALUES),
    st.integers(0, 999),
)


@settings(deadline=None)
@given(st.lists(any_decision, max_size=8))
def test_whatever_is_decided_leaves_a_whole_record(decisions: list[Decision]):
    reviewed = review(READ, decisions)
    after = reviewed.record
    assert Record.from_json(after.to_json()) == after
    assert after.document == READ.document
    agents = {one.id for one in after.agents}
    statements = {one.id for one in after.statements}
    for one in after.statements:
        assert {one.speaker, one.via, *one.candidates, *one.depicts} - {None} <= agents
        assert one.manner != "depicted" or one.speaker is None
    assert {claim.by for claim in after.claims} <= agents | statements | {"author"}
    assert {check.claim for check in after.checks} <= {claim.id for claim in after.claims}
    assert {one.by for one in after.evidence} - {None} <= agents
    for agent in after.agents:
        assert agent.name in {span.of(after.document.text) for span in agent.mentions}
    told = [one.decision.id for one in reviewed.unmatched]
    assert set(told) <= {made.id for made in decisions}
    assert review(READ, decisions) == reviewed


def test_a_decision_is_named_by_what_it_says():
    made = make_decision("grade", "ada", NOON, [Target(document="d", item="i")], value="2")
    assert decision_id(made) == made.id
    assert decision_id(replace(made, value="3")) != made.id
    assert decision_of([made], made.id[:8]) == made
    with pytest.raises(UsageError):
        decision_of([made], "")


def test_claims_of_other_ids_follow_when_a_correction_makes_a_new_agent():
    record = read()
    item = statement_id(record, "hold the bridge")
    after, _ = effective(record, [decided(record, "correct", item, "speaker", "Sera Lund")])
    known = {one.id for one in after.agents} | {one.id for one in after.statements} | {"author"}
    assert {claim.by for claim in after.claims} <= known
    assert {one.by for one in after.evidence if one.by} <= known
    assert speaker(after, "40 tanks") == speaker(record, "40 tanks")


def test_a_grade_is_a_letter_for_the_source_and_a_digit_for_the_claim():
    record = read()
    claim = claim_id(record, "40 tanks")
    agent = record.statement(statement_id(record, "40 tanks")).speaker
    letter = decided(record, "grade", agent, "grade", "B")
    digit = decided(record, "grade", claim, "grade", "2")
    gone = decided(record, "reject", claim, "grade")
    assert admiralty(review(record, []), claim) == "F6"
    assert admiralty(review(record, [letter, digit]), claim) == "B2"
    assert admiralty(review(record, [letter, digit, gone]), claim) == "B6"


def test_a_grade_stays_with_its_agent_when_a_later_correction_moves_the_ids():
    record = read(TEXT.replace("Mayor Ilva", "Near the weir, Mayor Ilva"))
    claim = claim_id(record, "40 tanks")
    agent = record.statement(statement_id(record, "40 tanks")).speaker
    letter = decided(record, "grade", agent, "grade", "B")
    item = statement_id(record, "hold the bridge")
    named = decided(record, "correct", item, "speaker", "weir")
    reviewed = review(record, [letter, named])
    assert reviewed.unmatched == ()
    assert reviewed.record.statement(statement_id(reviewed.record, "40 tanks")).speaker != agent
    assert admiralty(reviewed, claim) == "B6"


def test_an_outlet_s_letter_holds_for_what_reports_of_it_claim_themselves():
    record = read("Twelve tanks were destroyed on Monday.")
    record = replace(record, document=replace(record.document, outlet="The Tarn Post"))
    target = Target(document="sha256:other", item="document.outlet", words=("The TARN Post",))
    grades = outlet_grades([make_decision("grade", "ada", NOON, [target], value="C")])
    assert admiralty(review(record, []), record.claims[0].id, grades) == "C6"


def test_an_approval_is_of_one_verdict_with_one_working():
    record = read()
    claim = claim_id(record, "40 tanks")
    check = Check(claim=claim, verdict="inconsistent", working="30 were counted")
    record = replace(record, checks=(check,))
    named = target_of(record, claim)
    made = make_decision(
        "approve",
        "ada",
        NOON,
        [
            replace(named, item="checks.inconsistent"),
            Target(document=named.document, item="checks.working", words=("30 were counted",)),
        ],
        value="Tarn Desk",
    )
    assert review(record, [made]).marked("approve", claim) == made
    for other in (
        replace(check, verdict="consistent"),
        replace(check, working="31 were counted"),
    ):
        changed = review(replace(record, checks=(other,)), [made])
        assert changed.marked("approve", claim) is None
        assert changed.unmatched[0].decision == made


def test_a_claim_that_was_changed_keeps_no_check_that_was_made_before():
    record = read()
    claim = claim_id(record, "40 tanks")
    check = Check(claim=claim, verdict="inconsistent", working="30 were counted")
    record = replace(record, checks=(check,))
    after, _ = effective(record, [decided(record, "correct", claim, "certainty", "denied")])
    assert after.checks == ()
    after, _ = effective(record, [decided(record, "confirm", claim)])
    assert after.checks == (check,)


def test_a_changed_claim_is_compared_with_the_same_references_anew():
    record = onrecord.check_text(
        "“Ukraine gained more than 3,000 square kilometres in September 2022,” said Oto Haske.",
        published="2022-10-05",
        conflict="russia_ukraine_2022",
    )
    (claim,) = record.claims
    (check,) = record.checks
    made = decided(record, "correct", claim.id, "window", "2022-08-01..2022-08-31")
    after, unmatched = effective(record, [made])
    assert unmatched == ()
    assert after.checks[0].working != check.working
    older = replace(record, made_with=replace(record.made_with, references=()))
    assert effective(older, [made])[0].checks == ()


def test_a_changed_claim_s_new_check_can_be_approved(workspace: Workspace):
    words = "“Ukraine gained more than 3,000 square kilometres in September 2022,” said Oto Haske."
    made = onrecord.check_text(words, published="2022-10-05", conflict="russia_ukraine_2022")
    workspace.file("gain.txt", made, words.encode())
    Reviewer(workspace, "gain.txt", "ada").correct("c1", "window", "2022-08-01..2022-08-31")
    approved = Reviewer(workspace, "gain.txt", "ada").approve("c1", "Tarn Desk")
    reviewed = Reviewer(workspace, "gain.txt", "ada").reviewed
    assert reviewed.marked("approve", "c1") == approved
    assert reviewed.unmatched == ()


def test_an_agent_is_not_rejected(workspace: Workspace):
    workspace.file("river.txt", read(), TEXT.encode())
    with pytest.raises(UsageError, match="correct its statements"):
        Reviewer(workspace, "river.txt", "ada").reject("a1")


def test_an_item_is_found_by_place_and_words_and_never_where_two_fit():
    text = "“We hold the bridge,” said Ilva Brandt.\n\n“We hold the bridge,” said Oto Haske.\n"
    record = read(text)
    assert len(record.statements) == 2
    second = target_of(record, record.statements[1].id)
    assert found_item(record, second) == record.statements[1].id
    assert found_item(record, replace(second, spans=())) is None
    assert found_item(moved(record), second) is None


@pytest.fixture
def filed(workspace: Workspace) -> Workspace:
    workspace.file("river.txt", read(), TEXT.encode())
    return workspace


def test_a_reviewer_decides_lists_and_takes_back(filed: Workspace):
    reviewer = Reviewer(filed, "river.txt", "ada", "she told us")
    item = statement_id(reviewer.read, "hold the bridge")
    made = reviewer.correct(item, "speaker", "Sera Lund")
    (line,) = decision_lines(filed, "river.txt")
    assert (line.by, line.report, line.value, line.state) == (
        "ada", "river.txt", "Sera Lund", "stands",
    )  # fmt: skip
    undo(filed, made.id[:10], "bo")
    assert [line.state for line in decision_lines(filed)] == ["taken back", "stands"]
    with pytest.raises(UsageError, match="taken back already"):
        undo(filed, made.id[:10], "bo")
    assert [entry.event for entry in filed.custody.lines()].count("reviewed") == 2


def test_a_confirmed_grade_keeps_what_the_rule_proposed_and_why(filed: Workspace):
    reviewer = Reviewer(filed, "river.txt", "ada", "seen")
    made = reviewer.confirm(claim_id(reviewer.read, "40 tanks"), "grade")
    proposed = proposed_grade(filed, "river.txt", claim_id(reviewer.read, "40 tanks"))
    assert (made.kind, made.value) == ("grade", proposed.digit)
    assert made.note == f"seen; proposed: {proposed.digit}, {proposed.why}"
    with pytest.raises(UsageError, match="no rule proposes"):
        reviewer.confirm("a1", "grade")


def test_a_decision_that_fits_nothing_is_refused_and_not_kept(filed: Workspace):
    reviewer = Reviewer(filed, "river.txt", "ada")
    item = statement_id(reviewer.read, "hold the bridge")
    for decide in (
        lambda: reviewer.correct(item, "speaker", "Una Fell"),
        lambda: reviewer.correct(item, "colour", "red"),
        lambda: reviewer.correct("s99", "speaker", "Ilva Brandt"),
        lambda: reviewer.grade(item, "B"),
        lambda: reviewer.grade(claim_id(reviewer.read, "40 tanks"), "B"),
        lambda: reviewer.grade("outlet", "B"),
        lambda: reviewer.approve(claim_id(reviewer.read, "40 tanks"), "Tarn Desk"),
        lambda: reviewer.graphic("no such words"),
        lambda: reviewer.reject("a1", "name"),
        lambda: Reviewer(filed, "absent.txt", "ada"),
    ):
        with pytest.raises(UsageError):
            decide()
    assert filed.decisions() == ()


def test_graphic_material_is_a_mark_on_a_passage_an_item_or_the_report(filed: Workspace):
    reviewer = Reviewer(filed, "river.txt", "ada")
    reviewer.graphic("twelve soldiers were killed")
    reviewer.graphic(item=statement_id(reviewer.read, "40 tanks"))
    reviewer.graphic()
    record = reviewer.read
    marks = review(record, filed.decisions()).marks
    assert [mark.item for mark in marks] == ["text", statement_id(record, "40 tanks"), "document"]
    assert marks[0].spans[0].of(record.document.text) == "twelve soldiers were killed"


def test_a_decision_about_what_was_since_rejected_is_stale(filed: Workspace):
    reviewer = Reviewer(filed, "river.txt", "ada")
    item = statement_id(reviewer.read, "hold the bridge")
    corrected = reviewer.correct(item, "certainty", "possible")
    assert list(stale_lines(filed)) == []
    Reviewer(filed, "river.txt", "bo").reject(item)
    filed.decide(make_decision("correct", "ada", NOON, corrected.targets, value="probable"))
    (line,) = stale_lines(filed)
    assert "rejected" in (line.why or "")


def test_decisions_and_custody_events_cannot_be_changed_or_removed(filed: Workspace):
    import sqlite3

    Reviewer(filed, "river.txt", "ada").graphic()
    raw = sqlite3.connect(filed.folder / "onrecord.db")
    try:
        for table in ("decision", "decision_target", "custody_event"):
            for change in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = 99"):  # noqa: S608
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    raw.execute(change)
    finally:
        raw.close()
