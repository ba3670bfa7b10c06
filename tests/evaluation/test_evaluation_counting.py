"""What counts as found, right and wrong, on pairs made by hand."""

from __future__ import annotations

import msgspec
import pytest

from evaluation.protocol.annotation import Annotation, ClaimedWords, SaidWords
from evaluation.protocol.counting import compare
from evaluation.protocol.figures import CASE_FIGURES

QUOTE = SaidWords(
    content="We held the bridge all night and lost nobody",
    speaker="Colonel Ilva Brandt",
    speaker_kind="person",
    cue="said",
    form="direct",
    manner="earnest",
    manner_marked_by="none",
    certainty="certain",
)
JOKE = SaidWords(
    content="They were in such a hurry that they forgot their lunch",
    speaker="Ivo Teller",
    speaker_kind="person",
    form="direct",
    manner="ironic",
    manner_marked_by="reporter",
    certainty="certain",
)
INVENTED = SaidWords(
    content="Nobody told me there was a war on",
    speaker="Marshal Oran",
    speaker_kind="person",
    form="direct",
    manner="depicted",
    manner_marked_by="reporter",
    certainty="unknown",
    quoted_via="Ivo Teller",
)
CLAIM = ClaimedWords(
    text="the brigade destroyed twelve tanks near Low Holm",
    kind="materiel",
    value=12,
    low=12,
    high=12,
    unit="items",
    item="tank",
    disposition="destroyed",
    by="Colonel Ilva Brandt",
    certainty="certain",
    literal=True,
)


def figures(gold: Annotation, found: Annotation) -> dict[str, float]:
    counts = compare(gold, found).counts
    return {figure.key: figure.of(counts).value for figure in CASE_FIGURES}


def said(*statements: SaidWords, **rest: object) -> Annotation:
    return Annotation(statements=statements, **rest)


def change(annotated, /, **fields):
    return msgspec.structs.replace(annotated, **fields)


def test_the_annotation_itself_scores_full_marks():
    gold = said(
        QUOTE,
        JOKE,
        INVENTED,
        claims=(CLAIM,),
        unknowns=("No figures were given.",),
        advertising=("Buy now.",),
        published="2031-05-02",
    )
    found = figures(gold, gold)
    for key in ("statements_F1", "statement_speaker_acc", "depicted_R", "ironic_marked_R"):
        assert found[key] == 1
    assert found["claims_F1"] == found["unknowns_R"] == found["advertising_token_R"] == 1
    assert found["wrong_speaker_rate"] == found["depicted_leaks"] == 0


def test_nothing_wanted_and_nothing_given_is_no_fault():
    found = figures(Annotation(), Annotation())
    assert found["statements_F1"] == found["claims_F1"] == found["statement_speaker_acc"] == 1


def test_nothing_given_where_something_is_wanted_scores_nothing():
    found = figures(said(QUOTE), Annotation())
    assert found["statements_F1"] == found["statement_speaker_acc"] == 0
    assert found["wrong_speaker_rate"] == 0


def test_half_of_the_words_are_enough_and_less_is_not():
    half = change(QUOTE, content="We held the bridge all")
    fewer = change(QUOTE, content="We held the bridge")
    assert figures(said(QUOTE), said(half))["statements_R"] == 1
    assert figures(said(QUOTE), said(fewer))["statements_R"] == 0


def test_pieces_of_a_split_quote_count_together():
    pieces = change(QUOTE, content=("We held the bridge all night", "and lost nobody"))
    assert figures(said(pieces), said(QUOTE))["statements_F1"] == 1


def test_two_predictions_cannot_both_answer_one_statement():
    found = figures(said(QUOTE), said(QUOTE, QUOTE))
    assert found["statements_P"] == pytest.approx(0.5)
    assert found["statements_R"] == 1


def test_the_better_speaker_wins_among_equal_words():
    wrong = change(QUOTE, speaker="Ivo Teller")
    assert figures(said(QUOTE), said(wrong, QUOTE))["statement_speaker_acc"] == 1


@pytest.mark.parametrize(
    ("name", "right"),
    [("Brandt", True), ("Col. Brandt", True), ("the colonel", True), ("Teller", False)],
)
def test_half_a_name_is_the_name(name, right):
    found = figures(said(QUOTE), said(change(QUOTE, speaker=name)))
    assert found["statement_speaker_acc"] == right
    assert found["wrong_speaker_rate"] == 1 - right


def test_a_speaker_left_open_is_not_right_but_not_wrong_either():
    open_ = change(QUOTE, speaker="he", speaker_kind="unknown", abstained=True)
    found = figures(said(QUOTE), said(open_))
    assert found["statement_speaker_acc"] == 0
    assert found["wrong_speaker_rate"] == 0


def test_the_maker_of_depicted_words_is_accepted_as_their_source():
    maker = change(INVENTED, speaker="Ivo Teller")
    assert figures(said(INVENTED), said(maker))["statement_speaker_acc"] == 1


def test_invented_words_given_to_the_person_shown_are_a_leak():
    leaked = change(INVENTED, manner="earnest")
    found = figures(said(INVENTED), said(leaked))
    assert found["depicted_leaks"] == 1
    assert found["depicted_R"] == 0


def test_a_leak_marked_in_the_prediction_counts_too():
    assert figures(said(INVENTED), said(INVENTED, leaks=2))["depicted_leaks"] == 2


def test_marked_irony_counts_only_what_somebody_marked():
    unmarked = change(JOKE, manner_marked_by="none")
    found = figures(said(unmarked), said(unmarked))
    assert found["ironic_R"] == 1
    assert compare(said(unmarked), said(unmarked)).counts["m_marked_gold"] == 0


def test_an_extra_statement_in_an_optional_passage_is_not_punished():
    passage = "The crowd cheered and somebody said that the war was over"
    extra = change(QUOTE, content="the war was over", speaker="somebody")
    gold = said(QUOTE, optional=(passage,))
    assert figures(gold, said(QUOTE, extra))["statements_P"] == 1
    assert figures(said(QUOTE), said(QUOTE, extra))["statements_P"] == pytest.approx(0.5)


def test_soft_hyphens_inside_words_do_not_matter():
    hyphenated = change(QUOTE, content=str(QUOTE.content).replace("bridge", "bri\u00addge"))
    assert figures(said(QUOTE), said(hyphenated))["statements_F1"] == 1


def claimed(*claims: ClaimedWords, **rest: object) -> Annotation:
    return Annotation(claims=claims, **rest)


@pytest.mark.parametrize(
    ("fields", "matches"),
    [
        ({}, 1),
        ({"value": 12.0}, 1),
        ({"value": 13}, 0),
        ({"value": None}, 0),
        ({"kind": "control"}, 0),
        ({"text": "twelve tanks"}, 0),
        ({"text": "the brigade destroyed twelve tanks"}, 1),
    ],
)
def test_a_claim_needs_its_kind_its_words_and_its_figure(fields, matches):
    assert compare(claimed(CLAIM), claimed(change(CLAIM, **fields))).counts["c_tp"] == matches


def test_a_claim_without_a_figure_is_matched_by_its_words():
    vague = change(CLAIM, value=None, low=24, high=None)
    assert compare(claimed(vague), claimed(CLAIM)).counts["c_tp"] == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("by", "Ivo Teller"),
        ("certainty", "denied"),
        ("literal", False),
        ("unit", "people"),
        ("item", "truck"),
        ("disposition", "captured"),
        ("window", "on Tuesday"),
        ("evidence", ("video",)),
    ],
)
def test_each_described_field_of_a_claim_is_judged(field, value):
    found = figures(claimed(CLAIM), claimed(change(CLAIM, **{field: value})))
    assert found[f"claim_{field}_acc"] == 0
    assert found["claims_F1"] == 1


def test_a_claim_by_nobody_known_may_be_anybodys():
    gold = change(CLAIM, by="unknown")
    assert figures(claimed(gold), claimed(CLAIM))["claim_by_acc"] == 1


def test_missing_bounds_differ_from_given_ones():
    bare = change(CLAIM, low=None, high=None)
    assert figures(claimed(CLAIM), claimed(bare))["claim_bounds_acc"] == 0


def test_advertising_is_counted_by_word():
    gold = Annotation(advertising=("Switch now and save (advertisement)",))
    found = compare(gold, Annotation(advertising=("and save (advertisement) The war went on",)))
    assert (found.counts["ad_tp"], found.counts["ad_fp"], found.counts["ad_gold"]) == (3, 4, 5)


def test_a_newsletter_box_may_be_flagged_or_not():
    gold = Annotation(optional=("Sign up for our newsletter",))
    found = compare(gold, Annotation(advertising=("Sign up for our newsletter",)))
    assert found.counts["ad_fp"] == 0


def test_titles_are_compared_without_case_and_diacritics():
    found = compare(Annotation(title="Brölla falls"), Annotation(title="BROLLA  FALLS"))
    assert found.counts["d_ok_title"] == 1
