"""Passages are read as the guide says, and what is written otherwise is named with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passages.agreement import agreement
from passages.marks import Passage
from passages.reading import HOME, SPLITS, PassageError, read_passage, read_split

GUIDE = (HOME / "GUIDE.md").read_text(encoding="utf-8")


def passage(written: str) -> Passage:
    return read_passage(written.split("\n"), "here")


def example() -> Passage:
    block = re.search(r"```\n(=== .*?)\n```", GUIDE, re.DOTALL)
    assert block is not None
    return passage(block.group(1))


def test_the_guides_own_example_reads():
    found = example()
    first, second, third = found.statements
    assert found.words(first.of("content")) == ("we hold the bridge, I think",)
    assert found.words(second.of("content")) == (
        "And we will paint it,",
        "if anybody lends us a brush.",
    )
    assert second.value("manner") == "ironic/reporter"
    assert third.of("content") == found.claims[0].of("claim")
    assert found.words(found.unknowns) == ("How many boats were lost is not known.",)
    assert found.names("people") == ("Ilva Brandt", "Tomas Renn")


@pytest.mark.parametrize("split", SPLITS)
def test_every_passage_reads_and_no_name_stands_twice(split: str):
    names = [(one.place.split(":")[0], one.name) for one in read_split(split)]
    assert len(names) == len(set(names))


def test_no_family_stands_in_two_folders():
    files = [path.name for split in SPLITS for path in (HOME / split).glob("*.txt")]
    assert len(files) == len(set(files))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("=== a\n---\nHello", "two lines of ---"),
        ("=== a\n---\n{1 Go} now.\n---\n", "has no line"),
        ("=== a\n---\n{1 Go now.\n---\n1: -", "never closed"),
        ("=== a\n---\nGo} now.\n---\n", "closes nothing"),
        ("=== a\n---\n{hm Go} now.\n---\n", "no label"),
        ("=== a\n---\n{1 Go} now.\n---\n1: Ada Ba", "not printed"),
        ("=== a\n---\n{1 Go} now.\n---\n1: -; manner=sad", "manner cannot be"),
        ("=== a\n---\n{1 Go} now.\n---\n1: -; colour=red", "no key"),
        ("=== a\n---\n{Ka Gone} now.\n---\na: weather", "no kind of claim"),
        ("=== a\n---\n{Ka Gone} now.\n---\na: control; by=4", "by no statement"),
        ("=== a\n---\nGone.\n---\n1: -", "no content"),
        ("=== a\npublished: soon\n---\nGone.\n---\n", "no day"),
    ],
)
def test_what_is_written_otherwise_is_named(written: str, why: str):
    with pytest.raises(PassageError, match=why):
        passage(written)


words = st.text("ab .“”\n", min_size=1, max_size=12).map(lambda t: f"x{t}x")


@given(st.lists(st.tuples(words, st.booleans()), min_size=1, max_size=6))
def test_marks_leave_the_text_and_point_at_their_words(pieces: list[tuple[str, bool]]):
    marked = "".join(f"{{U {text}}}" if is_marked else text for text, is_marked in pieces)
    found = passage(f"=== a\n---\n{marked}\n---\n")
    assert found.text == "".join(text for text, _ in pieces)
    assert list(found.words(found.unknowns)) == [text for text, is_marked in pieces if is_marked]


def test_two_readings_agree_with_themselves_and_not_with_others(tmp_path: Path):
    found = example()
    assert "statements: F1 1.000 (3 of 3 and 3)" in list(agreement([found], [found]))
    other = passage(
        "=== ferry-03\n---\n"
        + found.text.replace("we hold the bridge, I think", "{1 we hold the bridge, I think}")
        + "\n---\n1: Tomas Renn; certainty=certain".replace("Tomas Renn", "Harbour Radio")
    )
    lines = list(agreement([found], [other]))
    assert "statements: F1 0.500 (1 of 3 and 1)" in lines
    assert "speaker: 0 of 1" in lines
