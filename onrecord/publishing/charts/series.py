"""Series and ledgers as curves, with what the rules found in them."""

from __future__ import annotations

from onrecord.checking.measuring import is_flagged
from onrecord.publishing.charts.rows import Curve, Mark, Point, Standing
from onrecord.publishing.cleaning import one_line
from onrecord.reference import Flag, Ledger, Reference, Series


def series_curve(series: Series) -> Curve:
    """The values of a series as published, with what the rules found."""
    return Curve(
        reference=series.reference.name,
        title=title_of(series),
        definition=one_line(series.definition),
        standing=standing_of(series.reference),
        stepwise=series.between == "last_state",
        points=tuple(
            Point(
                value.day,
                value.value,
                tuple(dict.fromkeys(flag_words(flag) for flag in value.flags)),
                not is_flagged(value),
            )
            for value in series.values
        ),
        marks=tuple(_mark(flag) for flag in series.flags),
    )


def count_curve(ledger: Ledger, party: str, item: str, owner: str = "") -> Curve:
    """The total of one party's losses of an item; ``owner`` is what the party is called."""
    entry = (party, item, None)
    history = [one for one in ledger.counts if (one.party, one.item, one.disposition) == entry]
    found = [flag for flag in ledger.flags if flag.about in (None, entry)]
    points = []
    for count in history:
        flags = [flag for flag in found if flag.start <= count.as_of <= flag.end]
        barring = any(not flag.informational and not flag.change for flag in flags)
        words = tuple(dict.fromkeys(flag_words(flag) for flag in flags))
        points.append(Point(count.as_of, float(count.count), words, not barring))
    what = "all items" if item == "all" else item
    return Curve(
        reference=ledger.reference.name,
        title=one_line(f"{ledger.short_title or ledger.id}: {owner or party}, {what}"),
        definition=one_line(ledger.definition),
        standing=standing_of(ledger.reference),
        stepwise=True,
        points=tuple(points),
        marks=tuple(map(_mark, found)),
    )


def title_of(series: Series) -> str:
    """What a reader calls a series."""
    return one_line(series.short_title or series.reference.short_title or series.id)


def standing_of(reference: Reference) -> Standing:
    """Whether a reference's figures may decide, or are a party's own."""
    own = reference.party is not None or reference.bias == "official_claim"
    return "own" if own else "decides"


def _mark(flag: Flag) -> Mark:
    rule = flag.rule.replace("_", " ")
    bars = not flag.informational
    return Mark(rule, flag.start, flag.end, flag.size, one_line(flag.why), bars)


def flag_words(flag: Flag) -> str:
    """A finding in words."""
    return f"{flag.rule.replace('_', ' ')}: {one_line(flag.why)}"
