"""What is said beside every check of losses: official figures, ratios, types, coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.checking.case import Case, unique
from onrecord.checking.days import Window
from onrecord.checking.inquiry import Inquiry
from onrecord.checking.measuring import Measured
from onrecord.checking.rules import rules
from onrecord.checking.tallies import Asked, grown, total
from onrecord.checking.wording import day, listed, number, plural
from onrecord.record import Unit
from onrecord.reference.types import RECORDED, Ledger

_WHAT: dict[Unit, str] = {"items": "equipment", "people": "people"}


def said_beside(inquiry: Inquiry, spans: Sequence[Window]) -> tuple[str, ...]:
    """The lines, in order: official beside documented, by type, the lag, and the coverage."""
    return (
        *_ratios(inquiry, spans[:1]),
        *_by_type(inquiry),
        *_lags(inquiry),
        *_both_parties(inquiry),
        *coverage(inquiry.case, inquiry.unit),
    )


def coverage(case: Case, unit: Unit) -> tuple[str, ...]:
    """Which list speaks of whose losses, by whom it is made, and which figures are missing."""
    ledgers = [one for one in case.library.ledgers if one.reference.unit == unit]
    lines = [_listed(case, one) for one in ledgers]
    parties = [party.id for party in case.profile.parties]
    uncounted = [p for p in parties if not any(one.items(p) for one in ledgers)]
    if uncounted:
        names = listed([case.party_name(party) for party in uncounted], "or")
        lines.append(f"No reference counts {_WHAT[unit]} lost by {names}.")
    unclaimed = [
        f"{case.party_name(of)}'s losses as {case.party_name(by)} states them"
        for of in parties
        for by in parties
        if of not in uncounted
        and not any(one.reference.party == by and one.items(of) for one in ledgers)
    ]
    if unclaimed and ledgers:
        lines.append(f"Not among the references: {listed(unclaimed)}.")
    return unique(lines)


def _listed(case: Case, ledger: Ledger) -> str:
    reference = ledger.reference
    counted = [party.id for party in case.profile.parties if ledger.items(party.id)]
    whose = listed([case.party_name(party) for party in counted]) or "no party of this conflict"
    name = reference.short_title or reference.title
    if reference.bias == "lower_bound":
        uneven = (
            "documented unevenly between the parties"
            if len(counted) != 1
            else "and of no other party"
        )
        return f"{name} covers {whose}: a lower bound, {uneven}."
    if reference.bias == "official_claim" or reference.party is not None:
        return f"{name} covers {whose}: a count by a party to the conflict, which never decides."
    return f"{name} covers {whose}: an estimate."


def _pairs(inquiry: Inquiry) -> Iterator[tuple[Ledger, Ledger, Asked]]:
    """Each official list beside each documented one, by the classes that both count."""
    official = [one for one in inquiry.ledgers if one.reference.bias == "official_claim"]
    documented = [one for one in inquiry.ledgers if one.reference.bias == "lower_bound"]
    for claims in official:
        for photos in documented:
            asked = set(inquiry.asked(photos, (None,)))
            yield from ((claims, photos, a) for a in inquiry.asked(claims, (None,)) if a in asked)


def _ratios(inquiry: Inquiry, spans: Sequence[Window]) -> list[str]:
    """How many times as many losses are claimed officially as are documented, by class."""
    lines = []
    for claims, photos, asked in _pairs(inquiry):
        for span in spans:
            found = grown(claims, asked, span), grown(photos, asked, span)
            lines.append(_ratio(asked, span.name, found, (claims, photos)))
        both = total(claims, asked, inquiry.last), total(photos, asked, inquiry.last)
        lines.append(_ratio(asked, f"up to {day(inquiry.last)}", both, (claims, photos)))
    return [line for line in lines if line]


def _ratio(
    asked: Asked,
    when: str,
    found: tuple[Measured | None, Measured | None],
    ledgers: tuple[Ledger, Ledger],
) -> str:
    claimed, seen = found
    if claimed is None or seen is None:
        return ""
    times = f": {claimed.value / seen.value:.1f} times as many" if seen.value > 0 else ""
    return (
        f"{_class(asked)}, {when}: {number(claimed.value)} claimed officially "
        f"({_name(ledgers[0])}), {number(seen.value)} documented ({_name(ledgers[1])}){times}."
    )


def _by_type(inquiry: Inquiry) -> list[str]:
    """Where a claim names equipment and no type: what each list counts of each type."""
    if inquiry.unit != "items":
        return []
    lines = []
    for ledger in inquiry.ledgers:
        if [asked.item for asked in inquiry.asked(ledger, (None,))] != ["all"]:
            continue
        types = sorted(ledger.items(inquiry.loser) - {"all"})
        found = [
            (one, total(ledger, Asked(inquiry.loser, one, (None,)), inquiry.last)) for one in types
        ]
        told = [
            f"{one.replace('_', ' ')} {number(measured.value)}"
            for one, measured in sorted(found, key=lambda pair: -(pair[1].value if pair[1] else 0))
            if measured is not None and measured.value > 0
        ]
        if told:
            lines.append(f"By type, up to {day(inquiry.last)}, {_name(ledger)}: {', '.join(told)}.")
    return lines


def _lags(inquiry: Inquiry) -> list[str]:
    """What a day means in a list that is dated by its recording."""
    lags = rules().lag
    return [
        f"{_name(one)} is dated by the day of recording: an entry follows the loss by up to "
        f"{plural(lags.get(one.reference.date_means, 0), 'day')} as a rule, at times by months; "
        "the day of the loss is not recorded."
        for one in inquiry.ledgers
        if one.reference.date_means in RECORDED and one.reference.bias == "lower_bound"
    ]


def _both_parties(inquiry: Inquiry) -> list[str]:
    """The documented totals of every party by one list: they are no measure of one another."""
    lines = []
    for ledger in inquiry.ledgers:
        if ledger.reference.bias != "lower_bound":
            continue
        for asked in inquiry.asked(ledger, (None,)):
            counted = [
                (party.name, total(ledger, Asked(party.id, asked.item, (None,)), inquiry.last))
                for party in inquiry.case.profile.parties
            ]
            told = [f"{name} {number(one.value)}" for name, one in counted if one is not None]
            if len(told) > 1:
                lines.append(
                    f"{_class(asked)} documented by {day(inquiry.last)}, {_name(ledger)}: "
                    f"{listed(told)}. What is photographed and found differs between the parties, "
                    "so these do not compare their losses."
                )
    return lines


def _class(asked: Asked) -> str:
    return "all items" if asked.item == "all" else asked.item.replace("_", " ")


def _name(ledger: Ledger) -> str:
    return ledger.short_title or ledger.reference.short_title or ledger.reference.title
