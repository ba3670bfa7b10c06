"""Words and sentences with their places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Span
from onrecord.text import compile_phrases, fold, phrase_pattern, sentences, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell. They left.", ["It fell.", "They left."]),
        ("Gen. Ana Rell left. Why?", ["Gen. Ana Rell left.", "Why?"]),
        ("The U.S. envoy came at 9 p.m. and left.", ["The U.S. envoy came at 9 p.m. and left."]),
        ("He met J. Baro. Then he slept.", ["He met J. Baro.", "Then he slept."]),
        ("She wrote it on X. Then she left.", ["She wrote it on X.", "Then she left."]),
        ("“Stop!” he cried. No one did.", ["“Stop!” he cried.", "No one did."]),
        ("It took 3.5 hours. It rained.", ["It took 3.5 hours.", "It rained."]),
        ("One line\n\nanother line", ["One line", "another line"]),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


def test_words_keep_figures_hyphens_and_apostrophes_whole() -> None:
    text = "The 8th Brigade’s pick-ups (1,200 of them) cost 3.5 million."
    found = [token.text for token in tokens(text) if token.is_word]
    assert found == [
        "The", "8th", "Brigade’s", "pick-ups", "1,200", "of", "them", "cost", "3.5", "million",
    ]  # fmt: skip


def test_folding_straightens_apostrophes() -> None:
    assert fold("Rell’S") == "rell's"


def test_phrases_match_whole_words_in_any_case_and_spacing() -> None:
    pattern = compile_phrases(["said to be", "may"])
    assert pattern.search("It is Said  to be over")
    assert not pattern.search("the mayor")
    assert not compile_phrases([]).search("anything")


def test_word_lists_are_data() -> None:
    assert "that" in words("grammar", "relatives")
    assert phrase_pattern("channels", "occasions").search("at a press conference")


@given(st.text(max_size=200))
def test_sentences_are_ordered_disjoint_and_lose_no_word(text: str) -> None:
    found = sentences(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = sum(len([t for t in tokens(text, s) if t.is_word]) for s in found)
    assert covered == len([t for t in tokens(text) if t.is_word])


@given(st.text(max_size=200))
def test_tokens_are_the_text_at_their_places(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.span == Span(token.start, token.end)
