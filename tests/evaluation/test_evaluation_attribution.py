"""The attribution protocol on sentences made by hand."""

from __future__ import annotations

import pytest

from evaluation.protocol.attribution import ATTRIBUTION_FIGURES, Attributed, count_attributions

TEXT = "Ilva Brandt said “we hold the bridge”. Ivo Teller wants the road to stay open."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


GOLD = (
    Attributed((at("“we hold the bridge”"),), (at("Ilva Brandt"),)),
    Attributed((at("the road to stay open"),), (at("Ivo Teller"),)),
)


def figures(found: tuple[Attributed, ...], gold: tuple[Attributed, ...] = GOLD) -> dict[str, float]:
    counts = count_attributions(TEXT, gold, found)
    return {figure.key: figure.of(counts).value for figure in ATTRIBUTION_FIGURES}


def test_the_gold_itself_scores_full_marks_in_every_part():
    assert set(figures(GOLD).values()) == {1.0}


def test_quotation_marks_left_out_cost_nothing():
    bare = Attributed((at("we hold the bridge"),), (at("Brandt"),))
    found = figures((bare,))
    assert found["quoted_end_to_end_F1"] == found["quoted_exact_F1"] == 1
    assert found["unquoted_end_to_end_R"] == 0


def test_a_wrong_source_is_a_span_but_not_end_to_end():
    wrong = Attributed((at("the road to stay open"),), (at("Ilva Brandt"),))
    found = figures((wrong,))
    assert found["unquoted_span_F1"] == 1
    assert found["unquoted_end_to_end_F1"] == 0


@pytest.mark.parametrize(("speaker", "right"), [("Mr. Teller", 1), ("the mayor", 0), (None, 0)])
def test_a_name_serves_where_the_source_has_no_span(speaker, right):
    found = figures((Attributed((at("the road to stay open"),), (), speaker),))
    assert found["unquoted_end_to_end_R"] == right


def test_a_gold_without_source_wants_none():
    gold = (Attributed((at("the road to stay open"),)),)
    assert figures(gold, gold)["all_end_to_end_F1"] == 1
    assert figures(GOLD[1:], gold)["all_end_to_end_F1"] == 0


def test_a_half_covered_content_matches_and_a_quarter_does_not():
    half = Attributed((at("road to stay"),), (at("Teller"),))
    quarter = Attributed((at("open"),), (at("Teller"),))
    assert figures((half,), GOLD[1:])["all_end_to_end_F1"] == 1
    assert figures((quarter,), GOLD[1:])["all_end_to_end_F1"] == 0


def test_spans_beyond_the_text_do_no_harm():
    stray = Attributed(((-5, 3), (len(TEXT), len(TEXT) + 50)), ((900, 1000),))
    assert figures((*GOLD, stray))["all_end_to_end_R"] == 1
