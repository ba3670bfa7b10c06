"""Claims shared between reports."""

from __future__ import annotations

from evaluation.protocol.annotation import Annotation, ClaimedWords, SameClaim
from evaluation.protocol.links import Corroboration, count_links, with_findings


def report(*ids: str, **rest: object) -> Annotation:
    return Annotation(claims=tuple(ClaimedWords(id=one, text=one) for one in ids), **rest)


GOLD = {
    "one": report("c1", "c2", same_claim_as=(SameClaim(other="two", claims=((0, 1),)),)),
    "two": report("c1", "c2", same_claim_as=(SameClaim(other="one", claims=((1, 0),)),)),
}
SAME_PLACES = {"one": {0: 0, 1: 1}, "two": {0: 0, 1: 1}}


def linked(*pairs: tuple[tuple[str, str], tuple[str, str]]) -> dict[str, Annotation]:
    bare = {"one": report("c1", "c2"), "two": report("c1", "c2")}
    return with_findings(bare, Corroboration(same_claim=pairs))


def test_a_link_is_one_link_from_both_its_ends():
    counts = count_links(GOLD, linked((("one", "c1"), ("two", "c2"))), SAME_PLACES)
    assert (counts["l_gold"], counts["l_pred"], counts["l_tp"]) == (1, 1, 1)


def test_a_link_between_other_claims_is_wrong():
    counts = count_links(GOLD, linked((("one", "c1"), ("two", "c1"))), SAME_PLACES)
    assert counts["l_tp"] == 0


def test_a_link_needs_both_its_claims_found():
    found = linked((("one", "c1"), ("two", "c2")))
    assert count_links(GOLD, found, {"one": {0: 0}, "two": {}})["l_tp"] == 0


def test_links_out_of_the_folder_are_not_counted():
    gold = {"one": GOLD["one"]}
    assert count_links(gold, {"one": report("c1")}, {"one": {}})["l_gold"] == 0


def test_findings_name_the_report_a_copy_was_made_from():
    found = with_findings({"two": report()}, Corroboration(syndicated_from={"two": "one"}))
    assert found["two"].syndicated_from == "one"
