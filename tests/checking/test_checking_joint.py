"""Several regions in one claim are measured together."""

import datetime as dt

import pytest
from checking_world import PROFILE, redone, reference, series
from msgspec.structs import replace

from onrecord.checking import check_claims, explain
from onrecord.checking.regions import regions_together
from onrecord.record import Claim, Document, Participant, Quantity, Span, TimeWindow
from onrecord.reference import Library, Region


def region(id_, name, area):
    names = tuple(f"{name} {kind}" for kind in ("region", "province"))
    return Region(
        id=id_,
        name=f"{name} region",
        names=(*names, f"region of {name}", f"province of {name}"),
        kind="region",
        area_km2=area,
    )


WORLD = replace(
    PROFILE,
    places=(
        Region(id="V", name="Vesk", kind="country", area_km2=100_000.0),
        region("V-1", "Aster", 10_000.0),
        region("V-2", "Brock", 8_000.0),
        region("V-3", "Corl", 5_000.0),
        Region(id="V-1:Aster", name="Aster", kind="settlement", within="V-1"),
    ),
)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("the Aster and Brock regions", ["V-1", "V-2"]),
        ("the Aster, Brock and Corl provinces", ["V-1", "V-2", "V-3"]),
        ("Aster region and the Brock region", ["V-1", "V-2"]),
        ("Aster and Brock", []),  # two towns, for all that is said
        ("Aster in the Brock region", []),
        ("the Aster region", []),
        ("the Aster region and the sea", []),
        ("", []),
    ],
)
def test_regions_named_in_one_breath(words, ids):
    assert [one.id for one in regions_together(words, WORLD)] == ids


TEXT = "Norland retook 500 square kilometres of the Aster and Brock regions from 5 to 10 September."


def claim(value):
    start = TEXT.index("the Aster")
    when = Span(TEXT.index("from 5"), len(TEXT) - 1)
    return Claim(
        id="c1",
        span=Span(0, len(TEXT) - 1),
        by="author",
        kind="territory",
        actor=Participant(name="Norland", span=Span(0, 7)),
        place=Participant(name="the Aster", span=Span(start, start + 9)),
        quantity=Quantity(value=value, unit="km2", modifier="exact", span=Span(15, 37)),
        window=TimeWindow(start=dt.date(2031, 9, 5), end=dt.date(2031, 9, 10), span=when),
    )


def held(name, place, before, after, **changes):
    levels = {"2031-08-01": before, "2031-09-07": after}
    known = {"reference": reference(name), "id": f"{name}/{place}", "place": place, **changes}
    return series(name, levels, **known)


def checked(value, *found):
    document = Document(id="sha256:0", text=TEXT, published=dt.date(2031, 9, 12))
    library = Library(series=found)
    (check,) = check_claims(document, (), (), (claim(value),), (), WORLD, library)
    return check, explain(document, (), (), (claim(value),), WORLD, library, "c1")


def test_the_gains_in_each_region_add_up_and_are_redone_from_the_rows_of_both():
    both = (held("atlas", "V-1", 900.0, 600.0), held("atlas", "V-2", 700.0, 500.0))
    check, explanation = checked(500.0, *both)
    assert check.verdict == "consistent"
    (step, *_) = explanation.readings[0].steps
    assert [row.value for row in step.rows] == [900.0, 700.0, 600.0, 500.0]
    assert redone(step)[1] == 500.0
    assert checked(300.0, *both)[0].verdict == "inconsistent"


def test_a_maker_who_measures_one_of_the_regions_says_nothing_of_both():
    only = held("atlas", "V-1", 900.0, 400.0)
    assert checked(500.0, only)[0].verdict == "no_reference"
    other = held("chart", "V-2", 700.0, 700.0)
    assert checked(500.0, only, other)[0].verdict == "no_reference"
