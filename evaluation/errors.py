"""What the product missed, added or got wrong in a report, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.protocol.counting import claim_fields, statement_fields
from evaluation.protocol.words import plain
from evaluation.scoring import CaseScore

_SHOWN_FIELDS = ("speaker", "manner", "certainty", "channel", "quoted_via", "form")
_CLAIM_FIELDS = ("by", "certainty", "literal", "bounds", "disposition")


@dataclass(frozen=True)
class Mistake:
    """One mistake: in which report, of which kind, and the words (wanted, then given)."""

    report: str
    kind: str
    words: str


def mistakes(score: CaseScore) -> Iterator[Mistake]:
    """The mistakes in one report: statements, then claims, unknowns and broken rules."""
    name = score.case.name
    if score.error:
        yield Mistake(name, "raised", score.error)
    for kind, words in (*_statements(score), *_claims(score), *_unknowns(score)):
        yield Mistake(name, kind, words)
    for breach in score.broken:
        yield Mistake(name, "broken rule", breach)


def _statements(score: CaseScore) -> Iterator[tuple[str, str]]:
    gold, found, pairs = score.case.gold, score.found, score.comparison.statements
    for i, said in enumerate(gold.statements):
        if i not in pairs:
            yield "missed statement", f"{said.speaker}: {_text(said.content)}"
    for j in score.comparison.kept_statements:
        if j not in pairs.values():
            extra = found.statements[j]
            yield "extra statement", f"{extra.speaker}: {_text(extra.content)}"
    for i, j in pairs.items():
        one, other = gold.statements[i], found.statements[j]
        right = statement_fields(one, other)
        for field in _SHOWN_FIELDS:
            if not right[field]:
                kind = f"wrong {field.replace('_', ' ')}"
                if field == "speaker" and other.abstained:
                    kind = "open speaker"
                yield (
                    kind,
                    f"{getattr(one, field)} / {getattr(other, field)}: {_text(one.content)}",
                )


def _claims(score: CaseScore) -> Iterator[tuple[str, str]]:
    gold, found, pairs = score.case.gold, score.found, score.comparison.claims
    for i, claim in enumerate(gold.claims):
        if i not in pairs:
            yield "missed claim", f"{claim.kind} {_amount(claim.value)}: {_text(claim.text)}"
    for j in score.comparison.kept_claims:
        if j not in pairs.values():
            extra = found.claims[j]
            yield "extra claim", f"{extra.kind} {_amount(extra.value)}: {_text(extra.text)}"
    for i, j in pairs.items():
        one, other = gold.claims[i], found.claims[j]
        right = claim_fields(one, other)
        for field in _CLAIM_FIELDS:
            if not right[field]:
                shown = ("low", "high") if field == "bounds" else (field,)
                wanted = ", ".join(str(getattr(one, key)) for key in shown)
                given = ", ".join(str(getattr(other, key)) for key in shown)
                yield f"wrong claim {field}", f"{wanted} / {given}: {_text(one.text)}"


def _unknowns(score: CaseScore) -> Iterator[tuple[str, str]]:
    gold, found, pairs = score.case.gold, score.found, score.comparison.unknowns
    for i, words in enumerate(gold.unknowns):
        if i not in pairs:
            yield "missed unknown", plain(words)
    for j, words in enumerate(found.unknowns):
        if j not in pairs.values():
            yield "extra unknown", plain(words)


def _text(content: str | Sequence[str] | None) -> str:
    return plain(content if isinstance(content, str) else " … ".join(content or ()))


def _amount(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
