"""schema.org ClaimReview and Claim, as JSON-LD, one object a line.

A check becomes a ClaimReview only where a named person approved it, under their organisation, with
the verdict in words and no number. Every other claim that is meant literally is a plain Claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.publishing.exports.material import Approval, Exported
from onrecord.publishing.wording import VERDICTS
from onrecord.record import Agent, Check, Claim

_CONTEXT = "https://schema.org"
_TYPES = {"person": "Person", "organisation": "Organization", "medium": "Organization"}

Json = dict[str, Any]


def claim_reviews(one: Exported, published_at: str | None = None) -> Iterator[Json]:
    """The claims of one report, reviewed or plain; jokes and invented words are left out.

    ``published_at`` is the address under which the organisation publishes its checks; a review's
    ``url`` is that with the claim's id behind "#".
    """
    checks = {check.claim: check for check in one.record.checks}
    for claim in one.record.claims:
        if not one.is_earnest(claim):
            continue
        approval, check = one.approvals.get(claim.id), checks.get(claim.id)
        made = _claim(one, claim)
        if approval is not None and check is not None:
            made = _review(one, claim, check, approval, made, published_at)
        yield {"@context": _CONTEXT, **made}


def _claim(one: Exported, claim: Claim) -> Json:
    document = one.record.document
    appearance: Json = {"@type": "CreativeWork", "identifier": document.id}
    if one.url is not None:
        appearance["url"] = one.url
    if document.title is not None:
        appearance["headline"] = document.title
    made: Json = {
        "@type": "Claim",
        "@id": one.ids[claim.id],
        "text": one.words(claim),
        "appearance": [appearance],
    }
    author = _author(one, claim)
    if author is not None:
        made["author"] = author
    if document.published is not None:
        made["datePublished"] = document.published.isoformat()
        appearance["datePublished"] = document.published.isoformat()
    if document.language is not None:
        made["inLanguage"] = document.language
    return made


def _author(one: Exported, claim: Claim) -> Json | None:
    """Whose claim it is: the speaker, the outlet of a report's own; None where nobody is named."""
    speaker = one.speaker_of(claim)
    if speaker is not None:
        return _named(speaker)
    if claim.by == "author" and one.record.document.outlet:
        return {"@type": "Organization", "name": one.record.document.outlet}
    return None


def _named(agent: Agent) -> Json | None:
    kind = _TYPES.get(agent.kind)
    if kind is None or agent.identity != "named":
        return None
    made = {"@type": kind, "name": agent.name}
    if agent.role is not None and kind == "Person":
        made["jobTitle"] = agent.role
    return made


def _review(
    one: Exported,
    claim: Claim,
    check: Check,
    approval: Approval,
    item: Json,
    published_at: str | None,
) -> Json:
    made: Json = {
        "@type": "ClaimReview",
        "@id": f"{one.ids[claim.id]}/review",
        "datePublished": approval.at.date().isoformat(),
        "author": {"@type": "Organization", "name": approval.organisation},
        "contributor": {"@type": "Person", "name": approval.reviewer},
        "claimReviewed": one.words(claim),
        "reviewBody": check.working,
        "reviewRating": {"@type": "Rating", "alternateName": VERDICTS[check.verdict]},
        "itemReviewed": item,
    }
    if published_at is not None:
        made["url"] = f"{published_at}#{one.ids[claim.id].replace('#', '/')}"
    return made
