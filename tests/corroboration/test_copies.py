"""Copies are found whatever was put around them; what only looks so is no copy."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_across import TAIL, TOP, WIRE, text

from onrecord.corroboration import Index, Text, compare, sketch
from onrecord.corroboration.alignment import align
from onrecord.record import Block, Document

SPEECH = (
    "“We will open every book, every drawer and every cellar of this brigade, and whoever ordered "
    "the burning will stand before a court in Ilvasund before the first snow of next winter, "
    "whatever rank he holds and whoever his father may be,” the minister told parliament."
)
LICENCE = (
    "This article may be republished free of charge, provided that the name of the author and of "
    "this site are given, that nothing is changed, and that a link to the original stands at the "
    "top of the page. Pictures are not covered. For other uses write to the editors."
)
OTHER = (
    "The fishing fleet stayed in port for a third day while the wind tore the roofs off two sheds. "
    "Harbour master Jonna Wick counted nine boats damaged and asked for sandbags from the county."
)


def test_a_copy_with_a_new_top_and_tail_is_found():
    found = compare(text("wire", WIRE), text("paper", TOP + WIRE + TAIL))
    assert found is not None
    assert found.share_first > 0.9
    assert len(found.added) == 2


def test_a_changed_figure_is_told_with_its_place_on_both_sides():
    changed = TOP + WIRE.replace("14 lorries", "41 lorries").replace("hospital", "clinic")
    one, other = text("wire", WIRE), text("paper", changed)
    found = compare(one, other)
    assert found is not None
    figures = [change for change in found.changes if change.figures]
    assert [(c.before, c.after) for c in figures] == [("14", "41")]
    assert figures[0].first.of(one.document.text) == "14"
    assert figures[0].second.of(other.document.text) == "41"


def test_a_changed_bound_is_a_changed_figure():
    found = compare(text("a", WIRE), text("b", WIRE.replace("of 14", "of about 14")))
    assert found is not None
    assert [c.after for c in found.changes if c.figures] == ["about"]


def test_house_style_changes_nothing_that_counts():
    styled = WIRE.replace("kilometres", "kilometers").replace("eleven", "11")
    found = compare(text("a", WIRE), text("b", styled))
    assert found is not None
    assert not [change for change in found.changes if change.figures]


@pytest.mark.parametrize("shared", [SPEECH, LICENCE], ids=["speech", "licence"])
def test_a_quoted_speech_and_terms_of_use_make_no_copy(shared: str):
    assert compare(text("a", f"{WIRE}\n{shared}"), text("b", f"{OTHER}\n\n{shared}")) is None


def test_a_short_post_that_is_forwarded_whole_is_a_copy():
    post = "14 lorries burnt on the Oldra road, says the border police. Three drivers are in Tarn."
    found = compare(text("a", post), text("b", f"{post}\n"))
    assert found is not None
    assert found.extent == "whole"


def test_texts_without_words_are_no_copies():
    assert compare(text("a", "…!"), text("b", "…!")) is None


# ------------------------------------------------------------------ which came first


def test_the_earlier_day_comes_first_whatever_the_order():
    early, late = dt.date(2031, 5, 2), dt.date(2031, 5, 3)
    found = compare(text("late", WIRE, 0, published=late), text("early", WIRE, 1, published=early))
    assert found is not None
    assert (found.first, found.first_by) == ("early", "published")


def test_the_source_that_is_named_comes_first():
    credited = WIRE.replace("BRENN, May 2 (XNA) - ", "") + "\n\nFirst published by XNA\n"
    found = compare(text("paper", credited, 0, outlet="The Marrow Post"), text("wire", WIRE, 1))
    assert found is not None
    assert (found.first, found.first_by) == ("wire", "credit")


def test_the_order_of_adding_decides_last_and_else_nothing_does():
    assert getattr(compare(text("a", WIRE, 1), text("b", WIRE, 0)), "first", "") == "b"
    found = compare(text("a", WIRE), text("b", WIRE))
    assert found is not None
    assert found.first_by is None


def test_a_report_is_compared_with_its_candidates_only():
    index = Index()
    for number in range(40):
        index.add(f"other {number}", sketch(text("x", f"{OTHER} {number} " * 3).document))
    index.add("wire", sketch(text("wire", WIRE).document))
    assert index.candidates(sketch(text("paper", TOP + WIRE + TAIL).document)) == ("wire",)


# ------------------------------------------------------------------ any texts

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_what_is_aligned_is_equal_and_nowhere_twice(first: list[str], second: list[str]):
    seen_first: set[int] = set()
    seen_second: set[int] = set()
    for passage in align(first, second):
        for run in passage.runs:
            here = range(run.first, run.first + run.length)
            there = range(run.second, run.second + run.length)
            assert [first[i] for i in here] == [second[j] for j in there]
            assert not seen_first & set(here)
            assert not seen_second & set(there)
            seen_first |= set(here)
            seen_second |= set(there)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared(one: str, other: str):
    first, second = plain("a", one), plain("b", other)
    found = compare(first, second)
    for passage in found.passages if found else ():
        assert passage.first.end <= len(one)
        assert passage.second.end <= len(other)


def plain(name: str, words: str) -> Text:
    block = Block(start=0, end=len(words), kind="paragraph")
    return Text(name, Document(id=name, text=words, blocks=(block,) if words else ()))
