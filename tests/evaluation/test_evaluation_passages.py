"""A passage is scored as a report of its own."""

from __future__ import annotations

from pathlib import Path

from evaluation.passage_sets import PassageCase, annotated
from evaluation.product import answer_case
from evaluation.scoring import score_cases
from passages.reading import read_passage

WRITTEN = """=== pier-01
published: 2031-05-10
---
{U The number of boats is not known.}
“{1 We hold the pier,}” {1c said} {1s Mayor Ilva Brandt} {1m with a grin}.
The islanders hope {2 for rain}. {Ka Three ferries were sunk.}
---
1: Ilva Brandt; manner=ironic/reporter; role=Mayor
2: The islanders; kind=group; act=attitude
a: materiel; item=ferry; low=3; value=3; high=3; unit=items; disposition=destroyed"""


def case() -> PassageCase:
    passage = read_passage(WRITTEN.split("\n"), "pier.txt:1")
    return PassageCase(passage.name, Path("pier.txt"), annotated(passage), passage.text)


def test_marks_become_an_annotation_without_attitudes():
    gold = case().gold
    (said,) = gold.statements
    assert (said.speaker, said.manner, said.manner_marked_by) == (
        "Ilva Brandt",
        "ironic",
        "reporter",
    )
    assert gold.claims[0].value == 3
    assert gold.unknowns == ("The number of boats is not known.",)


def test_the_product_is_asked_and_scored():
    one = case()
    answer = answer_case(one)
    assert answer.record is not None
    assert answer.record.document.text == one.text
    (score,), _ = score_cases([one], [answer])
    assert score.counts["s_ok_speaker"] == 1
