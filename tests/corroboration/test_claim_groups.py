"""Groups by what claims are about, origins by what they rest on, digits by the written rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from reports_across import agent, killed, recording, report

from onrecord.corroboration import Copy, Corroboration, Group, Passage, corroborate
from onrecord.corroboration.grading import propose
from onrecord.record import Participant, Span

ARMY = agent("Oldranian army", kind="organisation")
TARN = agent("Tarnish general staff", kind="organisation")
SURGEON = agent("Ilva Brandt", role="surgeon")
CLINIC = agent("Lantern Clinic", kind="organisation")


def only(found: Corroboration) -> Group:
    (group,) = found.groups
    return group


def said(*sources: Any, **fields: Any) -> Group:
    return only(
        corroborate(
            [report(f"r{i}", who, claims=[killed(**fields)]) for i, who in enumerate(sources)]
        )
    )


def test_figures_do_not_decide_what_a_claim_is_about():
    one, other = report("a", ARMY, claims=[killed(9)]), report("b", TARN, claims=[killed(200)])
    group = only(corroborate([one, other]))
    assert (group.low, group.high) == (9, 200)
    assert group.testimonies[0].conflicts == (1,)
    assert not corroborate([one, other]).same_claim


def test_compatible_figures_are_linked():
    found = corroborate(
        [report("a", ARMY, claims=[killed(9)]), report("b", TARN, claims=[killed(8, "at_least")])]
    )
    assert found.same_claim == ((("a", "c1"), ("b", "c1")),)


@pytest.mark.parametrize(
    "change",
    [
        {"target": Participant(name="Tarnish")},
        {"item": "soldiers wounded"},
        {"item": "civilians killed"},
        {"literal": False},
        {"manner": "depicted"},
    ],
    ids=["side", "fate", "people", "joke", "depicted"],
)
def test_another_side_fate_or_people_is_another_claim(change: dict[str, Any]):
    found = corroborate(
        [report("a", ARMY, claims=[killed()]), report("b", TARN, claims=[killed(**change)])]
    )
    assert not [group for group in found.groups if group.documents > 1]


def test_reports_far_apart_in_time_are_about_other_events():
    later = report("b", TARN, claims=[killed()], published=dt.date(2033, 1, 1))
    assert len(corroborate([report("a", ARMY, claims=[killed()]), later]).groups) == 2


# ------------------------------------------------------------------ denied, taken back, said again


def test_a_denial_by_another_is_a_denial():
    denied = report("b", TARN, claims=[killed(certainty="denied")])
    group = only(corroborate([report("a", ARMY, claims=[killed()]), denied]))
    assert [one.stance for one in group.testimonies] == ["asserts", "denies"]
    assert group.grade.digit == "4"


def test_the_same_speaker_takes_back():
    speaker = agent("Ilva Brandt", role="surgeon")
    again = report("b", speaker, claims=[killed(certainty="denied")], published=dt.date(2031, 5, 3))
    group = only(corroborate([report("a", speaker, claims=[killed()]), again]))
    assert group.testimonies[1].stance == "retracts"


def test_a_correction_is_no_denial():
    old = killed(12, certainty="denied", speaker=None, by_author=True)
    new = killed(21, id="c2", speaker=None, by_author=True)
    group = only(corroborate([report("a", claims=[old, new])]))
    assert [one.stance for one in group.testimonies] == ["retracts", "asserts"]
    assert group.contradictions == ("a takes back 12, now 21",)


def test_a_headline_repeats_and_is_no_testimony():
    headline = killed(id="c1", heading=True, speaker=None, by_author=True)
    body = killed(id="c2")
    group = only(corroborate([report("a", ARMY, claims=[headline, body])]))
    assert [(one.claim, one.repeats) for one in group.testimonies] == [("c2", ("c1",))]


# ------------------------------------------------------------------ origins


def test_two_bodies_of_two_sides_are_two_origins():
    group = said(ARMY, TARN)
    assert (group.established, group.undetermined) == (2, 0)
    assert group.grade.digit == "1"


def test_one_speaker_in_many_outlets_is_one_origin():
    reports = [report(f"r{i}", SURGEON, claims=[killed()], outlet=f"Paper {i}") for i in range(4)]
    group = only(corroborate(reports))
    assert (group.outlets, group.established) == (4, 1)


def test_two_voices_of_one_side_are_one_origin():
    minister = agent("Ilva Brandt", role="Oldranian defence minister")
    assert said(ARMY, minister).established == 1


def test_a_copy_is_no_second_origin():
    passage = Passage(first=Span(0, 9), second=Span(0, 9))
    copy = Copy(
        first="r0", second="r1", first_by="published", extent="whole", shared=90, share_first=1.0,
        share_second=1.0, passages=(passage,),
    )  # fmt: skip
    reports = [
        report(f"r{i}", claims=[killed(speaker=None, by_author=True)], outlet=f"P{i}")
        for i in (0, 1)
    ]
    group = only(corroborate(reports, [copy]))
    assert len(group.origins) == 1
    assert group.testimonies[1].copied_from == "r0"


def test_one_recording_is_one_origin():
    video = recording(url="https://video.example/1")
    claims = [killed(speaker=None, by_author=True, evidence=(video,))]
    group = only(corroborate([report(f"r{i}", claims=claims) for i in range(3)]))
    assert (group.established, len(group.origins)) == (1, 1)
    assert [rung.kind for rung in group.ladder] == ["recording"]
    assert group.grade.digit == "2"


@pytest.mark.parametrize(
    "who",
    [
        agent("a resident", kind="anonymous", identity="described"),
        agent("Residents", kind="group", identity="described"),
        agent("a man believed to be Ilva Brandt", identity="hedged"),
        agent("Ilva Brandt"),
        agent("Northern News Agency", kind="medium"),
    ],
    ids=["unnamed", "group", "hedged", "nothing known", "agency"],
)
def test_sources_whose_dependence_is_unknown_are_shown_and_not_counted(who: Any):
    group = said(ARMY, who)
    assert (group.established, group.undetermined) == (1, 1)
    assert group.grade.digit == "3"


def test_outlets_in_their_own_words_are_not_counted():
    claims = [killed(speaker=None, by_author=True)]
    group = only(corroborate([report(f"r{i}", claims=claims, outlet=f"P{i}") for i in range(5)]))
    assert group.established == 0
    assert group.grade.digit == "6"


def test_evidence_stands_beside_the_count():
    with_video = report("b", TARN, claims=[killed(evidence=(recording(url="https://v.example"),))])
    group = only(corroborate([report("a", ARMY, claims=[killed()]), with_video]))
    assert group.established == 2
    assert [rung.testimonies for rung in group.ladder] == [(1,)]


# ------------------------------------------------------------------ the written rule


@pytest.mark.parametrize(
    ("established", "examinable", "contradicted", "retracted", "digit"),
    [
        (2, False, 0, False, "1"), (5, True, 0, False, "1"), (1, True, 0, False, "2"),
        (1, False, 0, False, "3"), (2, True, 1, False, "3"), (1, True, 1, False, "4"),
        (0, True, 0, False, "6"), (0, False, 0, True, "5"),
    ],
)  # fmt: skip
def test_digits(established: int, examinable: bool, contradicted: int, retracted: bool, digit: str):
    found = propose(
        established=established,
        examinable=examinable,
        contradicted=contradicted,
        retracted=retracted,
    )
    assert found.digit == digit
    assert found.why


def test_who_publishes_reports_here_hands_on_what_others_say():
    paper = agent("Marrow Tidings", kind="organisation")
    reports = [
        report("a", paper, claims=[killed()]),
        report("b", ARMY, claims=[killed()], outlet="Marrow Tidings"),
    ]
    group = only(corroborate(reports))
    assert (group.established, group.undetermined) == (1, 1)


def test_a_government_and_its_speaker_are_one_voice():
    government = agent("The Tarnish government", kind="organisation", identity="described")
    speaker = agent("Ilva Brandt", role="a spokeswoman for the Tarnish government")
    assert said(government, speaker).established == 1


def test_a_figure_changed_in_copying_is_not_its_sources():
    passage = Passage(first=Span(0, 9), second=Span(0, 9))
    copy = Copy(
        first="r0", second="r1", first_by="published", extent="whole", shared=90, share_first=1.0,
        share_second=1.0, passages=(passage,),
    )  # fmt: skip
    reports = [report("r0", ARMY, claims=[killed(12)]), report("r1", ARMY, claims=[killed(14)])]
    group = only(corroborate(reports, [copy]))
    assert group.supports is not None
    assert group.testimonies[group.supports].figure == "12"
    assert group.contradictions == ("r1 prints 14 where its source has 12",)
