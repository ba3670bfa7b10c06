"""The Record as JSON: what is written is read back, and satisfies the published schema."""

import datetime as dt
import json

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import (
    Agent,
    Block,
    Channel,
    Claim,
    Comparand,
    Comparison,
    Document,
    MadeWith,
    Participant,
    Quantity,
    Record,
    Span,
    Statement,
    TimeWindow,
    Unknown,
    hull,
    record_schema,
)

TEXT = "“We hold the mill,” said Ana Rell. Some 40 carts were lost."
SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: Span(min(p), max(p)))


def full_record() -> Record:
    window = TimeWindow(
        start=dt.date(2031, 5, 1), end=dt.date(2031, 5, 4), span=Span(0, 4), resolved="as printed"
    )
    quantity = Quantity(value=40, unit="items", modifier="about", span=Span(35, 42))
    claim = Claim(
        id="c1",
        span=Span(35, 58),
        by="author",
        kind="materiel",
        actor=Participant(name="Ana Rell", span=Span(25, 33), party="tarn"),
        item="cart",
        quantity=quantity,
        comparison=Comparison(
            relation="more", other=Comparand(span=Span(0, 4), measure="held", window=window)
        ),
        window=window,
    )
    statement = Statement(
        id="s1",
        content=(Span(1, 17),),
        cue=(Span(20, 24),),
        source=(Span(25, 33),),
        speaker="a1",
        form="direct",
        channel=Channel(name="Telegram", span=Span(0, 1)),
    )
    return Record(
        made_with=MadeWith(onrecord="0.0"),
        document=Document(
            id="sha256:0", text=TEXT, blocks=(Block(start=0, end=len(TEXT), kind="paragraph"),)
        ),
        agents=(Agent(id="a1", name="Ana Rell", kind="person", identity="named"),),
        statements=(statement,),
        claims=(claim,),
        unknowns=(Unknown(span=Span(0, 3)),),
    )


def test_what_is_written_is_read_back() -> None:
    record = full_record()
    assert Record.from_json(record.to_json()) == record
    assert Record.from_json(record.to_json(indent=2)) == record


def test_the_json_satisfies_the_published_schema() -> None:
    schema = record_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(full_record().to_json()), schema)


def test_spans_are_pairs_and_the_comparison_says_with() -> None:
    printed = json.loads(full_record().to_json())
    assert printed["statements"][0]["content"] == [[1, 17]]
    assert printed["claims"][0]["comparison"]["with"]["measure"] == "held"
    assert printed["schema"] == "onrecord/record/1"


def test_absent_values_are_null_and_absent_lists_empty() -> None:
    printed = json.loads(full_record().to_json())
    assert printed["document"]["outlet"] is None
    assert printed["checks"] == []


def test_readers_ignore_unknown_keys_but_not_another_version() -> None:
    printed = json.loads(full_record().to_json())
    printed["later"] = {"anything": 1}
    assert Record.from_json(json.dumps(printed)) == full_record()
    printed["schema"] = "onrecord/record/2"
    with pytest.raises(msgspec.ValidationError):
        Record.from_json(json.dumps(printed))


def test_looking_up_by_id() -> None:
    record = full_record()
    assert record.agent("a1").name == "Ana Rell"
    assert record.statement("s1").form == "direct"
    assert record.claim("c1").item == "cart"
    with pytest.raises(KeyError):
        record.claim("c9")


def test_a_notebook_view_only_where_one_is_set() -> None:
    before = Record.html_view
    try:
        Record.html_view = None
        assert full_record()._repr_html_() is None
        Record.html_view = lambda record: record.document.id
        assert full_record()._repr_html_() == "sha256:0"
    finally:
        Record.html_view = before


@given(st.lists(SPANS, min_size=1, max_size=5))
def test_the_hull_holds_every_span(spans: list[Span]) -> None:
    whole = hull(tuple(spans))
    assert all(whole.holds(span) for span in spans)


@given(SPANS, SPANS)
def test_meeting_is_mutual_and_holding_implies_meeting(one: Span, other: Span) -> None:
    assert one.meets(other) == other.meets(one)
    if one.holds(other) and other.start < other.end:
        assert one.meets(other)


@given(st.text(max_size=30), SPANS)
def test_trimming_stays_inside_and_leaves_no_white_space(text: str, span: Span) -> None:
    inside = Span(min(span.start, len(text)), min(span.end, len(text)))
    trimmed = inside.trimmed(text)
    assert inside.holds(trimmed)
    assert trimmed.of(text) == trimmed.of(text).strip()
