"""A person's corrections of claims: every value is printed in the report, or one of a few words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, get_args

import msgspec

from onrecord.record import (
    Certainty,
    Claim,
    ClaimKind,
    Disposition,
    Participant,
    Quantity,
    Record,
    Span,
    TimeWindow,
)

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|/|to)\s*(\d{4}-\d\d-\d\d))?")


class UnfitError(Exception):
    """Why a decision cannot be applied to this Record, in words."""


def with_claim(record: Record, item: str, field: str, value: str | None) -> Record:
    """The Record with one field of a claim as a person has it; itself where it is so already.

    Raises:
        UnfitError: where the value is none of the field, or is not printed in the report.
    """
    if field not in CLAIM_FIELDS:
        known = ", ".join(CLAIM_FIELDS)
        raise UnfitError(f"a claim's {field} cannot be corrected (but {known} can)")
    if value is None and field not in _CLEARED:
        raise UnfitError(f"a claim is not without {field}")
    claim = record.claim(item)
    if claim_value(record, claim, field) == value:
        return record
    made = CLAIM_FIELDS[field](record, claim, value) if value is not None else None
    changed = msgspec.structs.replace(claim, **{field: made})
    claims = tuple(changed if one.id == item else one for one in record.claims)
    return msgspec.structs.replace(record, claims=claims)


def claim_value(record: Record, claim: Claim, field: str) -> str | None:
    """The value of a claim's field as a decision would state it."""
    held: Any = getattr(claim, field)
    if field == "window" and held is not None:
        return f"{held.start}..{held.end}" if held.start and held.end else None
    if isinstance(held, Participant):
        return held.name
    if isinstance(held, Quantity):
        return held.span.of(record.document.text)
    if isinstance(held, bool):
        return "true" if held else "false"
    return None if held is None else str(held)


def _one_of(*allowed: str) -> Callable[[Record, Claim, str], Any]:
    def chosen(_: Record, __: Claim, value: str) -> Any:
        if value not in allowed:
            raise UnfitError(f"{value!r} is none of {', '.join(allowed)}")
        return value == "true" if allowed == ("true", "false") else value

    return chosen


def _participant(record: Record, claim: Claim, value: str) -> Participant:
    span = _nearest(record.document.text, claim.span, value)
    name = " ".join(span.of(record.document.text).split())
    return Participant(name=name, span=span, party=_party(record, name))


def _party(record: Record, name: str) -> str | None:
    """The party that the Record knows under that name; nothing is guessed."""
    for agent in record.agents:
        said = (agent.name, *(mention.of(record.document.text) for mention in agent.mentions))
        if agent.party is not None and name in said:
            return agent.party.id
    for claim in record.claims:
        for one in (claim.actor, claim.target, claim.place):
            if one is not None and one.party is not None and one.name == name:
                return one.party
    return None


def _item(record: Record, _: Claim, value: str) -> str:
    if value.casefold() not in record.document.text.casefold():
        raise UnfitError(f"“{value}” is not printed in the report")
    return value


def _quantity(record: Record, claim: Claim, value: str) -> Quantity:
    """The figure that the printed words state, read as all figures are."""
    from onrecord.claims.amounts import amounts
    from onrecord.claims.quantities import count, measures

    text = record.document.text
    span = _nearest(text, claim.span, value)
    measured = measures(text, span)
    if len(measured) == 1:
        return measured[0]
    counted = amounts(text, span)
    if measured or len(counted) != 1:
        raise UnfitError(f"“{value}” is not one figure")
    unit = claim.quantity.unit if claim.quantity else _UNITS.get(claim.kind)
    if unit is None:
        raise UnfitError(f"“{value}” has no unit")
    return count(counted[0], unit)


_UNITS: dict[str, Any] = {"materiel": "items", "casualties": "people"}


def _window(_: Record, claim: Claim, value: str) -> TimeWindow:
    found = _DAYS.fullmatch(value.strip())
    try:
        start = dt.date.fromisoformat(found[1]) if found else None
        end = dt.date.fromisoformat(found[2] or found[1]) if found else None
    except ValueError:
        start = end = None
    if start is None or end is None or end < start:
        raise UnfitError(f"{value!r} is no day and no days (2031-05-01..2031-05-10)")
    span = claim.window.span if claim.window else claim.span
    return TimeWindow(start=start, end=end, span=span, resolved="a person decided it")


def _nearest(text: str, near: Span, value: str) -> Span:
    """Where the report prints the words as whole words, nearest to a claim."""
    body = r"\s+".join(re.escape(word) for word in value.split())
    found = [Span(*m.span()) for m in re.finditer(rf"(?<!\w){body}(?!\w)", text)] if body else []
    if not found:
        raise UnfitError(f"“{value}” is not printed in the report")
    return min(found, key=lambda span: (max(near.start - span.end, span.start - near.end, 0), span))


CLAIM_FIELDS: dict[str, Callable[[Record, Claim, str], Any]] = {
    "kind": _one_of(*get_args(ClaimKind)),
    "actor": _participant,
    "target": _participant,
    "place": _participant,
    "item": _item,
    "disposition": _one_of(*get_args(Disposition)),
    "quantity": _quantity,
    "window": _window,
    "certainty": _one_of(*get_args(Certainty)),
    "literal": _one_of("true", "false"),
}
"""The fields of a claim that a person can correct, and how each value is read."""

_CLEARED = ("actor", "target", "place", "item", "disposition", "quantity", "window")
