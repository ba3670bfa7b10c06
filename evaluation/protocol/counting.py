"""What is counted when the prediction for one report is laid beside its annotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.protocol.annotation import Annotation, ClaimedWords, SaidWords
from evaluation.protocol.matching import (
    Pairs,
    claim_weight,
    in_optional,
    pairs,
    speaker_right,
    statement_weight,
    unknown_weight,
)
from evaluation.protocol.words import bag, folded, overlap, plain, same_name, same_number, size

Counts = Counter[str]

STATEMENT_FIELDS = (
    "speaker", "form", "manner", "manner_marked_by", "certainty", "speaker_kind", "channel",
    "quoted_via",
)  # fmt: skip
CLAIM_FIELDS = (
    "by", "certainty", "literal", "unit", "item", "disposition", "bounds", "window", "evidence",
)  # fmt: skip
DOCUMENT_FIELDS = ("published", "outlet", "title")
MARKED_BY = ("reporter", "speaker")


@dataclass(frozen=True)
class Comparison:
    """One report's counts, and which prediction answered which annotation."""

    counts: Counts
    statements: Pairs
    kept_statements: tuple[int, ...]
    claims: Pairs
    kept_claims: tuple[int, ...]
    unknowns: Pairs


def compare(gold: Annotation, found: Annotation) -> Comparison:
    """Counts for one report.

    >>> gold = Annotation(unknowns=("No figures were given.",))
    >>> compare(gold, gold).counts["u_tp"]
    1
    """
    said = pairs(gold.statements, found.statements, statement_weight)
    claimed = pairs(gold.claims, found.claims, claim_weight)
    unknown = pairs(gold.unknowns, found.unknowns, unknown_weight)
    kept = _kept([s.content for s in found.statements], said, gold.optional)
    kept_claims = _kept([c.text for c in found.claims], claimed, gold.optional)
    counts: Counts = Counter()
    counts += _statements(gold, found, said, kept)
    counts += _manners(gold, found, said, kept)
    counts += _claims(gold, found, claimed, kept_claims)
    counts += _rest(gold, found)
    counts += Counter(u_gold=len(gold.unknowns), u_pred=len(found.unknowns), u_tp=len(unknown))
    return Comparison(counts, said, kept, claimed, kept_claims, unknown)


def statement_fields(gold: SaidWords, found: SaidWords) -> dict[str, bool]:
    """For each described field of a matched statement, whether it is right."""
    right = {
        name: (getattr(gold, name) or None) == (getattr(found, name) or None)
        for name in STATEMENT_FIELDS
    }
    right["speaker"] = speaker_right(gold, found)
    right["quoted_via"] = bool(gold.quoted_via) == bool(found.quoted_via) and (
        not gold.quoted_via or same_name(gold.quoted_via, found.quoted_via)
    )
    return right


def claim_fields(gold: ClaimedWords, found: ClaimedWords) -> dict[str, bool]:
    """For each described field of a matched claim, whether it is right."""
    wordless = not (gold.window or found.window)
    return {
        "by": same_name(gold.by, found.by) or gold.by == "unknown",
        "certainty": gold.certainty == found.certainty,
        "literal": gold.literal == found.literal,
        "unit": gold.unit == found.unit
        or (gold.value is None and gold.low is None and gold.high is None),
        "item": same_name(gold.item, found.item),
        "disposition": gold.disposition == found.disposition,
        "bounds": _same_bound(gold.low, found.low) and _same_bound(gold.high, found.high),
        "window": wordless or overlap(bag(gold.window), bag(found.window)) >= 0.5,
        "evidence": set(gold.evidence) == set(found.evidence),
    }


def _kept(
    contents: Sequence[str | Sequence[str] | None], matched: Pairs, optional: Sequence[str]
) -> tuple[int, ...]:
    used = set(matched.values())
    return tuple(
        j for j, words in enumerate(contents) if j in used or not in_optional(words, optional)
    )


def _statements(gold: Annotation, found: Annotation, said: Pairs, kept: Sequence[int]) -> Counts:
    counts: Counts = Counter(s_gold=len(gold.statements), s_pred=len(kept), s_tp=len(said))
    for i, j in said.items():
        one, other = gold.statements[i], found.statements[j]
        right = statement_fields(one, other)
        counts.update(f"s_ok_{name}" for name, is_right in right.items() if is_right)
        named = bool(other.speaker) and not other.abstained
        counts["s_wrong_speaker"] += named and not right["speaker"]
        counts["depicted_leaks"] += (
            one.manner == "depicted"
            and other.manner != "depicted"
            and same_name(one.speaker, other.speaker)
        )
    counts["depicted_leaks"] += found.leaks
    return counts


def _manners(gold: Annotation, found: Annotation, said: Pairs, kept: Sequence[int]) -> Counts:
    counts: Counts = Counter()
    for manner in ("ironic", "depicted"):
        counts[f"m_{manner}_gold"] = sum(s.manner == manner for s in gold.statements)
        counts[f"m_{manner}_pred"] = sum(found.statements[j].manner == manner for j in kept)
        counts[f"m_{manner}_tp"] = sum(
            gold.statements[i].manner == manner and found.statements[j].manner == manner
            for i, j in said.items()
        )
    marked = {
        i
        for i, s in enumerate(gold.statements)
        if s.manner == "ironic" and s.manner_marked_by in MARKED_BY
    }
    counts["m_marked_gold"] = len(marked)
    counts["m_marked_tp"] = sum(
        i in marked and found.statements[j].manner == "ironic" for i, j in said.items()
    )
    return counts


def _claims(gold: Annotation, found: Annotation, claimed: Pairs, kept: Sequence[int]) -> Counts:
    counts: Counts = Counter(c_gold=len(gold.claims), c_pred=len(kept), c_tp=len(claimed))
    for i, j in claimed.items():
        right = claim_fields(gold.claims[i], found.claims[j])
        counts.update(f"c_ok_{name}" for name, is_right in right.items() if is_right)
    return counts


def _rest(gold: Annotation, found: Annotation) -> Counts:
    counts: Counts = Counter()
    wanted, flagged = bag(gold.advertising), bag(found.advertising)
    beside = (flagged - wanted) - bag(gold.optional)
    counts["ad_gold"], counts["ad_tp"] = size(wanted), size(wanted & flagged)
    counts["ad_fp"] = size(beside)
    for name in DOCUMENT_FIELDS:
        if getattr(gold, name):
            counts[f"d_gold_{name}"] += 1
            counts[f"d_ok_{name}"] += _line(getattr(gold, name)) == _line(getattr(found, name))
    counts["syn_gold"] = bool(gold.syndicated_from)
    counts["syn_pred"] = bool(found.syndicated_from)
    counts["syn_tp"] = bool(gold.syndicated_from) and gold.syndicated_from == found.syndicated_from
    return counts


def _line(text: str | None) -> str:
    return plain(folded(text))


def _same_bound(one: float | None, other: float | None) -> bool:
    return (one is None and other is None) or same_number(one, other)
