"""The five kinds, as war reporting phrases them, and what is none of them."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claims import find_claims
from onrecord.record import Claim, Document

THURSDAY = dt.date(2024, 5, 16)


def claims(text: str) -> list[tuple[object, ...]]:
    return [summary(claim) for claim in found(text)]


def found(text: str) -> tuple[Claim, ...]:
    return find_claims(Document(id="sha256:0", text=text, published=THURSDAY)).claims


def summary(claim: Claim) -> tuple[object, ...]:
    return (
        claim.kind,
        claim.item,
        claim.disposition,
        claim.quantity.value if claim.quantity else None,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shot down a transport plane near Harun.", [("transport plane", "destroyed", 1)]),
        ("The army said it had intercepted 14 of 18 drones.", [("drone", "destroyed", 14)]),
        ("Air defences downed two cruise missiles.", [("cruise missile", "destroyed", 2)]),
        ("Protesters torched three police vehicles.", [("police vehicle", "destroyed", 3)]),
        ("They set the fuel depot ablaze.", [("fuel depot", "destroyed", None)]),
        (
            "Two helicopters were hit and one crashed.",
            [("helicopter", "damaged", 2), ("helicopter", "destroyed", 1)],
        ),
        ("Drones hit two oil depots.", [("oil depot", "damaged", 2)]),
        ("The dam was blown up by retreating troops.", [("dam", "destroyed", None)]),
        (
            "The frigate was hit by two missiles and sank.",
            [("frigate", "damaged", None), ("frigate", "destroyed", None)],
        ),
        (
            "Soldiers abandoned four tanks and a howitzer.",
            [("tank", "abandoned", 4), ("howitzer", "abandoned", 1)],
        ),
        ("The marines left half of their gear behind.", [("gear", "abandoned", 50)]),
        ("The column left a baking trough behind.", [("trough", "abandoned", 1)]),
        (
            "Five tanks, two trucks and a bridge were destroyed.",
            [("tank", "destroyed", 5), ("truck", "destroyed", 2), ("bridge", "destroyed", 1)],
        ),
        (
            "The brigade destroyed six armoured vehicles and captured two more.",
            [("armoured vehicle", "destroyed", 6), ("armoured vehicle", "captured", 2)],
        ),
        (
            "Nine jeeps have been captured and 14 guns destroyed.",
            [("jeep", "captured", 9), ("gun", "destroyed", 14)],
        ),
        (
            "The division's losses amount to 25 tanks and 40 trucks.",
            [("tank", None, 25), ("truck", None, 40)],
        ),
        ("Five of the seven bridges are unusable.", [("bridge", "damaged", 5)]),
        ("By the well stood six burned pickups.", [("pickup", "destroyed", 6)]),
        ("Ten tanks were lost, most of them to mines.", [("tank", None, 10)]),
    ],
)
def test_materiel(text: str, expected: list[tuple[object, ...]]) -> None:
    assert claims(text) == [("materiel", *row) for row in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nine people were killed and about 60 wounded.",
            [("people killed", 9), ("people wounded", 60)],
        ),
        ("The attack left 12 dead.", [("people killed", 12)]),
        ("At least 31 perished.", [("people killed", 31)]),
        ("They had repelled two attacks and killed over 80.", [("people killed", 80)]),
        ("The death toll rose to 31.", [("people killed", 31)]),
        (
            "Nine bodies were found, bringing the total to 40.",
            [("people killed", 9), ("people killed", 40)],
        ),
        ("The strike claimed 12 lives.", [("people killed", 12)]),
        (
            "Twelve wounded civilians, among them three children, arrived.",
            [("civilians wounded", 12), ("children wounded", 3)],
        ),
        (
            "Thirty-six were wounded, three quarters of them women.",
            [("people wounded", 36), ("women wounded", 75)],
        ),
        ("Some 300 soldiers were taken prisoner.", [("soldiers captured", 300)]),
        ("Fifty soldiers laid down their weapons.", [("soldiers captured", 50)]),
        ("Five soldiers are missing.", [("soldiers missing", 5)]),
        ("Orlen lost 40 men.", [("soldiers lost", 40)]),
        ("A shell hit the yard, killing three technicians.", [("technicians killed", 3)]),
        ("The shelling killed two teachers.", [("teachers killed", 2)]),
        ("Nobody was hurt.", [("people wounded", None)]),
    ],
)
def test_casualties(text: str, expected: list[tuple[object, ...]]) -> None:
    people = [
        (c.item, c.quantity.value if c.quantity else None)
        for c in found(text)
        if c.kind == "casualties"
    ]
    assert people == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Government troops recaptured the town of Sorna.", "the town of Sorna"),
        ("Insurgents overran three army bases.", "three army bases"),
        ("The city of Mirek fell to the rebels.", "The city of Mirek"),
        ("The port is in the hands of the Coastal Militia.", "The port"),
        ("Fighters now hold the airport.", "the airport"),
        ("Rebels ceded two villages.", "two villages"),
        ("The army announced the capture of Velm.", "Velm"),
        ("Fighters pushed government forces out of Adra.", "Adra"),
        ("The town is back under government control.", "The town"),
        ("The town changed hands twice.", "The town"),
    ],
)
def test_control(text: str, place: str) -> None:
    (claim,) = found(text)
    assert claim.kind == "control"
    assert claim.place is not None
    assert claim.place.name == place


@pytest.mark.parametrize(
    ("text", "actor", "place"),
    [
        (
            "The army pulled back from the east bank of the Orla.",
            "The army",
            "the east bank of the Orla",
        ),
        ("Orlenian troops fled the village.", "Orlenian troops", "the village"),
        ("The militia withdrew its fighters from the capital.", "The militia", "the capital"),
        ("The marines left at ten.", "The marines", None),
        ("The town of Brin was evacuated by its defenders.", "its defenders", "The town of Brin"),
    ],
)
def test_withdrawal(text: str, actor: str, place: str | None) -> None:
    (claim,) = found(text)
    assert claim.kind == "withdrawal"
    assert claim.actor is not None
    assert claim.actor.name == actor
    assert (claim.place.name if claim.place else None) == place


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Orlen's army has lost 1,200 square kilometres.", 1200, "km2"),
        ("The rebels control about 70 per cent of the region.", 70, "percent"),
        ("The rebels gained 100 square miles.", 258.9988, "km2"),
        ("More than half of the territory is under rebel control.", 50, "percent"),
        ("About 12,000 hectares changed hands.", 120, "km2"),
    ],
)
def test_territory(text: str, value: float, unit: str) -> None:
    (claim,) = found(text)
    assert claim.kind == "territory"
    assert claim.quantity is not None
    assert (claim.quantity.value, claim.quantity.unit) == (value, unit)


def test_comparison_of_what_was_gained_with_what_was_held() -> None:
    text = "In nine days, the army has seized more ground than the rebels have held since April."
    (claim,) = found(text)
    assert claim.kind == "territory"
    assert claim.comparison is not None
    other = claim.comparison.other
    assert (claim.comparison.relation, other.measure) == ("more", "held")
    assert claim.window is not None
    assert claim.window.span.of(text) == "In nine days"
    assert other.window is not None
    assert other.window.start == dt.date(2024, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "The army will seize the town by June.",
        "The general ordered his men to take the bridge.",
        "They tried to capture the bridge.",
        "The plan is to destroy the bridge.",
        "Should the bridge be destroyed, the town would starve.",
        "If the rebels take the port, the war is over.",
        "Who destroyed the bridge?",
        "The state will deliver 14 tanks to its neighbour.",
        "The country received 31 tanks from its ally.",
        "The factory makes 40 tanks a month.",
        "The army has 400 tanks.",
        "The two sides held talks on Tuesday.",
        "The minister took office in 2021.",
        "He left the meeting early.",
        "The president took a helicopter to the coast.",
        "The team took the lead.",
        "Shares fell to a two-year low.",
        "Snow fell on the capital.",
        "About 60,000 people have fled the region.",
        "The film captures the mood of the country.",
        "The party lost 12 seats in parliament.",
        "Turnout fell to 40 percent.",
        "The museum holds 30 tanks.",
        "The two armies exchanged 50 prisoners.",
        "Police seized 200 kilograms of cocaine.",
        "The company withdrew its offer.",
        "The band captured the mood of a generation.",
        "The doctor left the hospital at midnight.",
        "The soldiers were given leave.",
        "The president left the capital for talks.",
    ],
)
def test_plans_conditions_deliveries_and_everyday_life_are_no_claims(text: str) -> None:
    assert found(text) == ()


def test_elliptical_counts_lean_on_the_claim_before() -> None:
    text = "I count 31 abandoned vehicles here, eleven of them tanks."
    assert claims(text) == [
        ("materiel", "vehicle", "abandoned", 31),
        ("materiel", "tank", "abandoned", 11),
    ]


def test_a_time_at_the_end_of_a_list_holds_for_all_of_it() -> None:
    text = "The service counts 17 villagers killed and 23 injured between 28 April and 4 May."
    windows = [c.window.span.of(text) if c.window else None for c in found(text)]
    assert windows == ["between 28 April and 4 May"] * 2


def test_negation_is_the_positive_claim_denied() -> None:
    for text in (
        "No soldiers were killed.",
        "Not one tank was lost.",
        "The town was not captured.",
    ):
        (claim,) = found(text)
        assert claim.certainty == "denied"


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The troops apparently left tanks behind.", "probable"),
        ("The rebels reportedly left tanks behind.", "probable"),
        ("Perhaps a dozen men were killed.", "possible"),
        ("The jet may have been shot down.", "possible"),
        ("Four posts are gone, with nine men captured, if the list is right.", "possible"),
        ("Nine men were captured.", "certain"),
    ],
)
def test_the_authors_hedges_set_the_certainty(text: str, certainty: str) -> None:
    assert {c.certainty for c in found(text)} == {certainty}
