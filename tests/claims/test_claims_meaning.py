"""Claims by classes of meaning: counts carried on, frames that assert nothing, times."""

import datetime as dt

import pytest

from onrecord.attribution import attribute
from onrecord.claims import find_claims, windows
from onrecord.reading import read
from onrecord.record import Claim

PUBLISHED = dt.date(2023, 7, 6)


def claims(text: str) -> list[Claim]:
    document = read(text.encode(), "report.txt", published=PUBLISHED)
    said = attribute(document)
    return list(find_claims(document, said.agents, said.statements).claims)


def values(text: str) -> list[tuple[str, float | None]]:
    return [(c.kind, c.quantity.value if c.quantity else None) for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The navy says it disabled four tugs; the other side speaks of one.",
            [("materiel", 4), ("materiel", 1)],
        ),
        (
            "The staff counted 40 enemy dead and acknowledged 41 of its own.",
            [("casualties", 40), ("casualties", 41)],
        ),
        (
            "Orel: 12 howitzers destroyed, 3 abandoned",
            [("materiel", 12), ("materiel", 3)],
        ),
        (
            "He counted 14 barges on the mud, two of them gutted by fire.",
            [("materiel", 14), ("materiel", 2)],
        ),
        (
            "The League holds 70 percent of the coast; in spring it was a fifth.",
            [("territory", 70), ("territory", 20)],
        ),
        ("A pair of tugs were wrecked at the quay.", [("materiel", 2)]),
        ("Up to 90 Orelian dead lie in the marsh.", [("casualties", 90)]),
        ("It shot down 28 of 33 gliders.", [("materiel", 28)]),
        ("Five trucks, two tents and a crane were crushed.", [("materiel", n) for n in (5, 2, 1)]),
        ("Of the 40 villagers, seven remain missing.", [("casualties", 7)]),
    ],
)
def test_figures_that_lean_on_others(text: str, expected: list[tuple[str, float]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He never claimed that 200 tanks had been destroyed.",
        "The colonel refused to confirm that 50 soldiers were killed.",
        "The spokesman neither confirmed nor denied that Orel had fallen.",
        "Nobody believes that 400 soldiers died.",
        "The brigade aims at capturing Orel.",
        "The exercise simulated the loss of 50 tanks.",
        "In the film, the army captures Orel.",
        "They nearly recaptured Orel.",
        '"Did you lose 40 tanks?" the reporter asked.',
    ],
)
def test_what_a_sentence_does_not_assert(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Orel had lost 50 tanks were wrong.",
        "It is not true that Orel lost 50 tanks.",
        "Orel denied losing 50 tanks.",
        'He called reports that Orel had lost 50 tanks "nonsense".',
    ],
)
def test_what_a_sentence_calls_false(text: str) -> None:
    (claim,) = claims(text)
    assert claim.certainty == "denied"
    assert "wrong" not in text[slice(*claim.span)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The enemy was thrown back across the river.", "withdrawal"),
        ("One brigade had, however, been pulled back from two hamlets.", "withdrawal"),
        ("General Aro Stolz, the pride of the navy, had to vacate Mount Keld.", "withdrawal"),
        ("Two ridges cleared since yesterday.", "control"),
        ("The port of Merl has on Saturday fallen into the hands of the rebels.", "control"),
    ],
)
def test_ground_taken_and_left(text: str, kind: str) -> None:
    assert [c.kind for c in claims(text)] == [kind]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("in the past week", dt.date(2023, 6, 29), PUBLISHED),
        ("last week", dt.date(2023, 6, 26), dt.date(2023, 7, 2)),
        ("in the first half of 2023", dt.date(2023, 1, 1), dt.date(2023, 6, 30)),
        ("since the start of the year", dt.date(2023, 1, 1), PUBLISHED),
        ("in early 2022", dt.date(2022, 1, 1), dt.date(2022, 4, 30)),
        ("from late May until early July 2023", dt.date(2023, 5, 21), dt.date(2023, 7, 10)),
        ("in the 24 hours to Friday", dt.date(2023, 6, 29), dt.date(2023, 6, 30)),
    ],
)
def test_stretches_of_time(words: str, start: dt.date, end: dt.date) -> None:
    (window,) = windows(words, None, PUBLISHED)
    assert (window.start, window.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Arland gained 50 sq km in January.",
        "In early 2022 Arland captured 300 sq km.",
        "Since the start of the year Arland has gained 800 sq km.",
    ],
)
def test_a_time_is_no_place_and_no_actor(text: str) -> None:
    (claim,) = claims(text)
    assert claim.place is None
    assert claim.actor is not None
    assert claim.actor.name == "Arland"
