"""Who is who: merged where it is sure, suggested where it may be, decided by people."""

from __future__ import annotations

import datetime as dt

import pytest
from reports_across import agent, report

from onrecord.corroboration import AgentKey, People, PeopleDecision, ReportFacts, find_people
from onrecord.record import Identity

SPOKESMAN = "army spokesman"


def merged(people: People) -> list[set[str]]:
    return [{m.report for m in one.members} for one in people.entities if len(one.members) > 1]


def pair(one: ReportFacts, other: ReportFacts) -> People:
    return find_people([one, other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Major Petr Hollen", "Major Hollen"),
        ("Petr Hollen", "Maj. Petr Hollen"),
        ("Aleksey Zhoravin", "Alexei Zoravin"),
        ("Oleksandr Vesniuk", "Oleksandr Vesnyuk"),
        ("Tessa Brandtner", "Tessa Brantner"),
        ("Павло Верещук", "Pavlo Vereshchuk"),
    ],
)
def test_one_person_however_spelt(one: str, other: str):
    people = pair(
        report("a", agent(one, role=SPOKESMAN)), report("b", agent(other, role=SPOKESMAN))
    )
    assert merged(people) == [{"a", "b"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Petr Hollen", "Petra Hollen"),
        ("Oleksandr Vesniuk", "Oleksandra Vesniuk"),
        ("Ana Torv", "Una Torv"),
        ("Petr Hollen", "Karel Hollen"),
    ],
)
def test_two_persons_of_like_names_are_neither_merged_nor_suggested(one: str, other: str):
    people = pair(
        report("a", agent(one, role=SPOKESMAN)), report("b", agent(other, role=SPOKESMAN))
    )
    assert not merged(people)
    assert not people.suggestions


def test_namesakes_with_different_roles_stay_apart():
    mayor = report("b", agent("Ilva Brandt", role="mayor"), names=())
    assert not merged(pair(report("a", agent("Ilva Brandt", role="surgeon")), mayor))


def test_namesakes_of_different_parties_are_not_even_suggested():
    people = pair(
        report("a", agent("Ilva Brandt", party="oldrania")),
        report("b", agent("Ilva Brandt", party="tarn")),
    )
    assert not merged(people)
    assert not people.suggestions


def test_an_equal_name_alone_is_a_suggestion():
    later = report("b", agent("Ilva Brandt"), names=(), published=dt.date(2035, 1, 1))
    people = pair(report("a", agent("Ilva Brandt")), later)
    assert not merged(people)
    assert len(people.suggestions) == 1


@pytest.mark.parametrize("identity", ["hedged"])
def test_a_hedged_identity_is_never_merged(identity: Identity):
    people = pair(
        report("a", agent("Ilva Brandt")), report("b", agent("Ilva Brandt", identity=identity))
    )
    assert not merged(people)
    assert not people.suggestions


def test_somebody_only_depicted_is_never_merged():
    people = pair(
        report("a", agent("Ilva Brandt")), report("b", agent("Ilva Brandt", depicted=True))
    )
    assert not merged(people)


def test_a_body_by_all_its_names():
    one = report("a", agent("Oldranian Defence Ministry", kind="organisation"))
    other = report("b", agent("Ministry of Defense of Oldrania", kind="organisation"))
    assert merged(pair(one, other)) == [{"a", "b"}]


def test_a_general_name_is_a_suggestion_only():
    one = report("a", agent("General Staff", kind="organisation"))
    people = pair(one, report("b", agent("General Staff", kind="organisation")))
    assert not merged(people)
    assert people.suggestions


# ------------------------------------------------------------------ decisions

ONE, OTHER = (
    report("a", agent("Ilva Brandt", role="mayor")),
    report("b", agent("I. Brandt", role="mayor")),
)
KEYS = (
    AgentKey(document="sha256:a", name="Ilva Brandt"),
    AgentKey(document="sha256:b", name="I. Brandt"),
)


def test_a_person_splits_and_without_the_decision_all_is_as_before():
    assert merged(find_people([ONE, OTHER])) == [{"a", "b"}]
    split = PeopleDecision(verb="split", agents=KEYS[1:])
    people = find_people([ONE, OTHER], decisions=[split])
    assert not merged(people)
    assert not people.suggestions


def test_a_person_merges_whom_nothing_else_would():
    far = report("c", agent("The Falcon", role="singer"), names=())
    merge = PeopleDecision(
        verb="merge", agents=(KEYS[0], AgentKey(document="sha256:c", name="The Falcon"))
    )
    assert merged(find_people([ONE, far], decisions=[merge])) == [{"a", "c"}]


def test_decisions_about_nobody_here_change_nothing():
    gone = PeopleDecision(verb="merge", agents=(AgentKey(document="sha256:z", name="Z"), KEYS[0]))
    assert find_people([ONE], decisions=[gone]) == find_people([ONE])
