"""What is said beside every check of losses: official figures, ratios, types, coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.checking.case import Case, unique
from onrecord.checking.days import Window
from onrecord.checking.inquiry import Inquiry
from onrecord.checking.items import class_name
from onrecord.checking.measuring import Measured
from onrecord.checking.rules import rules
from onrecord.checking.tallies import Asked, grown, total
from onrecord.checking.wording import day, listed, number, plural
from onrecord.record import Unit
from onrecord.reference.ledgers import RECORDED, Ledger

_NOBODY = "no party of this conflict"
_WHAT: dict[Unit, str] = {"items": "equipment", "people": "people"}


def said_beside(inquiry: Inquiry, spans: Sequence[Window]) -> tuple[str, ...]:
    """The lines, in order: official beside documented, by type, and whom each list covers."""
    return (
        *_ratios(inquiry, spans[:1]),
        *_by_type(inquiry),
        *coverage(inquiry.case, inquiry.unit, inquiry),
    )


def coverage(case: Case, unit: Unit, inquiry: Inquiry | None = None) -> tuple[str, ...]:
    """Which list speaks of whose losses, what its days mean, and which figures are missing.

    With an ``inquiry`` the documented totals of every party are named: they are uneven.
    """
    ledgers = [one for one in case.library.ledgers if one.reference.unit == unit]
    lines = [_listed(case, one, inquiry) for one in ledgers]
    parties = [party.id for party in case.profile.parties]
    missing = []
    for of in parties:
        speaking = {one.reference.party for one in ledgers if one.items(of)}
        if not speaking:
            missing.append(f"any count of {_WHAT[unit]} lost by {case.party_name(of)}")
        elif not speaking & set(parties):
            missing.append(f"official figures of {case.party_name(of)}'s losses, by either party")
        elif not speaking >= set(parties):
            silent = listed([case.party_name(one) for one in parties if one not in speaking], "or")
            missing.append(f"figures of {case.party_name(of)}'s losses by {silent}")
    if missing:
        lines.append(f"Not among the references: {'; '.join(missing)}.")
    return unique(lines)


def _listed(case: Case, ledger: Ledger, inquiry: Inquiry | None) -> str:
    reference = ledger.reference
    counted = [party.id for party in case.profile.parties if ledger.items(party.id)]
    if reference.bias != "lower_bound":
        whose = listed([case.party_name(party) for party in counted]) or _NOBODY
        if reference.bias == "official_claim" or reference.party is not None:
            return f"{_name(ledger)} covers {whose}: a party's own count, which never decides."
        return f"{_name(ledger)} covers {whose}: an estimate."
    whose = listed([_with_count(case, ledger, one, inquiry) for one in counted]) or _NOBODY
    even = (
        "documented unevenly between the parties" if len(counted) > 1 else "and of no other party"
    )
    return f"{_name(ledger)} covers {whose}: a lower bound, {even}{_lag(ledger)}."


def _with_count(case: Case, ledger: Ledger, party: str, inquiry: Inquiry | None) -> str:
    """A party, and what a list counts of it by the claim's day, where one thing is asked for."""
    name = case.party_name(party)
    asked = inquiry.asked(ledger, (None,)) if inquiry else ()
    if inquiry is None or len(asked) != 1:
        return name
    found = total(ledger, replace(asked[0], party=party), inquiry.last)
    return f"{name} ({number(found.value)} {_class(asked[0])})" if found else name


def _lag(ledger: Ledger) -> str:
    """What a day means in a list that is dated by its recording."""
    means = ledger.reference.date_means
    if means not in RECORDED:
        return ""
    usual = plural(rules().lag.get(means, 0), "day")
    return f"; dated by recording, up to {usual} after the loss as a rule, at times months"


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
        f"{_capital(_class(asked))}, {when}: {number(claimed.value)} claimed officially "
        f"({_name(ledgers[0])}), {number(seen.value)} documented ({_name(ledgers[1])}){times}."
    )


def _by_type(inquiry: Inquiry) -> list[str]:
    """Where a claim names equipment and no type: what is documented and claimed of each type."""
    official = [one for one in inquiry.ledgers if one.reference.bias == "official_claim"]
    lines = []
    for ledger in inquiry.ledgers:
        asked = inquiry.asked(ledger, (None,))
        if ledger in official or [one.item for one in asked] != ["all"]:
            continue
        types = [replace(asked[0], item=one) for one in ledger.items(inquiry.loser) - {"all"}]
        seen = [(one, found) for one in types if (found := total(ledger, one, inquiry.last))]
        seen = [(one, found) for one, found in seen if found.value > 0]
        seen.sort(key=lambda pair: (-pair[1].value, pair[0].item))
        told = "; ".join(_type(inquiry, one, found, official) for one, found in seen)
        if told:
            lines.append(
                f"By type, up to {day(inquiry.last)} ({_name(ledger)}; a type may count in two "
                f"classes): {told}."
            )
    return lines


def _type(inquiry: Inquiry, asked: Asked, found: Measured, official: Sequence[Ledger]) -> str:
    """A type with its documented count, and how many are claimed: "tanks 10, with 20 claimed"."""
    words = f"{_class(asked)} {number(found.value)}"
    for ledger in official:
        claimed = total(ledger, asked, inquiry.last)
        if claimed is not None:
            times = claimed.value / found.value
            words += f", with {number(claimed.value)} claimed ({times:.1f} times)"
    return words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _class(asked: Asked) -> str:
    return class_name(asked.item)


def _name(ledger: Ledger) -> str:
    return ledger.short_title or ledger.reference.short_title or ledger.reference.title
