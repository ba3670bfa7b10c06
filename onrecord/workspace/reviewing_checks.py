"""Checks of claims that a person changed."""

from __future__ import annotations

from onrecord.errors import OnRecordError
from onrecord.record import Check, Record


def checks_again(record: Record, anew: set[str]) -> tuple[Check, ...]:
    """The checks of a Record whose claims ``anew`` were changed: theirs are made again.

    They get none where the references are others now than those the Record was made with.
    """
    made = {check.claim: check for check in _made_again(record)}
    kept = {check.claim: check for check in record.checks if check.claim not in anew}
    found = kept | {claim: check for claim, check in made.items() if claim in anew}
    return tuple(found[claim.id] for claim in record.claims if claim.id in found)


def _made_again(record: Record) -> tuple[Check, ...]:
    if record.made_with.profile is None:
        return ()
    from onrecord.checking import check_claims
    from onrecord.reference import load_library, load_profile

    try:
        profile = load_profile(record.made_with.profile)
        library = load_library(profile)
        same = {(one.name, one.sha256) for one in library.references} == {
            (one.name, one.sha256) for one in record.made_with.references
        }
        if not same:
            return ()
        return check_claims(
            record.document,
            record.agents,
            record.statements,
            record.claims,
            record.evidence,
            profile,
            library,
        )
    except OnRecordError:
        return ()
