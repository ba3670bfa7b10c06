"""Claims that several reports share: what a folder's findings say, and how they are counted."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from evaluation.protocol.annotation import Annotation, SameClaim
from evaluation.protocol.counting import Counts
from evaluation.protocol.matching import Pairs

End = tuple[str, int]
Links = set[frozenset[End]]


class Corroboration(msgspec.Struct, frozen=True):
    """Findings across the reports of a folder (``_corroboration.json``): report and claim ids."""

    syndicated_from: dict[str, str] = {}
    same_claim: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = ()


def with_findings(found: Mapping[str, Annotation], across: Corroboration) -> dict[str, Annotation]:
    """The predictions with what was found across them, in the annotators' shape."""
    places = {
        name: {claim.id: place for place, claim in enumerate(one.claims)}
        for name, one in found.items()
    }
    shared: dict[str, list[SameClaim]] = {name: [] for name in found}
    for one, other in across.same_claim:
        for (here, mine), (there, theirs) in ((one, other), (other, one)):
            i, k = places.get(here, {}).get(mine), places.get(there, {}).get(theirs)
            if i is not None and k is not None:
                shared[here].append(SameClaim(other=there, claims=((i, k),)))
    return {
        name: msgspec.structs.replace(
            one,
            syndicated_from=one.syndicated_from or across.syndicated_from.get(name),
            same_claim_as=(*one.same_claim_as, *shared[name]),
        )
        for name, one in found.items()
    }


def count_links(
    gold: Mapping[str, Annotation],
    found: Mapping[str, Annotation],
    claims: Mapping[str, Pairs],
) -> Counts:
    """Links inside the folder; one is right where both its claims were found and linked."""
    wanted, given = _links(gold), _links(found)
    right = 0
    for link in wanted:
        ends = [(name, claims[name].get(i)) for name, i in link]
        right += all(j is not None for _, j in ends) and frozenset(ends) in given
    return Counts(l_gold=len(wanted), l_pred=len(given), l_tp=right)


def _links(reports: Mapping[str, Annotation]) -> Links:
    return {
        frozenset([(name, i), (same.other, j)])
        for name, report in reports.items()
        for same in report.same_claim_as
        if same.other in reports
        for i, j in same.claims
    }
