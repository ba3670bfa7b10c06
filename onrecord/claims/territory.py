"""Claims on ground: areas, shares of an area, and comparisons of the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.closed import closed
from onrecord.claims.lines import Clause
from onrecord.claims.names import Names
from onrecord.claims.place_counts import in_hands_pattern
from onrecord.claims.places import place_nouns
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Comparand, Comparison, Measure, Quantity, Relation, Span
from onrecord.text import compile_phrases, lexicon

_GROUND = frozenset(["gain", "hold", "lose", "leave", "repel", "fall"])


def territory(passage: Passage, clause: Clause, names: Names) -> list[Draft]:
    """The claims on areas, shares of an area and comparisons of ground in one clause."""
    measured = [q for q in passage.shares if clause.span.start <= q.span.start < clause.span.end]
    verbs = [v for v in clause.verbs if v.senses & _GROUND]
    compared = _comparison(passage, clause)
    drafts: list[Draft] = []
    for quantity in measured:
        said = verbs or _held(passage, clause) or _assigned(clause)
        if not said or not (
            _is_ground(passage, quantity, names) or _restates(passage, quantity, drafts)
        ):
            continue
        if compared is not None and quantity.span.start >= compared.other.span.start:
            continue
        drafts.append(_territory(passage, clause, quantity, verbs, compared))
    if not drafts and compared is not None and verbs and _has_ground(passage, clause):
        drafts.append(_territory(passage, clause, None, verbs, compared))
    return drafts


def compared_again(passage: Passage, clause: Clause, last: Draft) -> list[Draft]:
    """As "It is more than they took last spring", after a claim on ground."""
    if clause.lowered[0] not in ("that", "this", "it", "which", "more", "less", "and"):
        return []
    compared = _comparison(passage, clause)
    if compared is None or last.kind != "territory" or compared.other.measure is None:
        return []
    draft = _territory(passage, clause, None, [], compared)
    return [_leaning(draft, last)]


def shares_again(passage: Passage, clause: Clause, last: Draft) -> list[Draft]:
    """As "in spring it was 40 percent", after a share of ground."""
    if last.kind != "territory" or last.quantity is None:
        return []
    for quantity in passage.shares:
        same_unit = quantity.unit == last.quantity.unit and quantity.span != last.quantity.span
        if (
            same_unit
            and clause.span.start <= quantity.span.start < clause.span.end
            and not clause.verbs
        ) and set(clause.lowered) & {
            "been",
            "was",
            "were",
            "is",
            "are",
            "from",
            "up",
            "compared",
            "against",
        }:
            return [_leaning(_territory(passage, clause, quantity, [], None), last)]
    return []


def _leaning(draft: Draft, last: Draft) -> Draft:
    return replace(draft, place=draft.place or last.place, parent=last.rooted())


def _territory(
    passage: Passage,
    clause: Clause,
    quantity: Quantity | None,
    verbs: Sequence[VerbHit],
    compared: Comparison | None,
) -> Draft:
    verb = verbs[0] if verbs else None
    anchor = quantity.span if quantity else (compared.other.span if compared else clause.span)
    place = _ground_place(clause, quantity)
    if place is not None and any(w.span.meets(place) for w in passage.windows):
        place = None
    return Draft(
        "territory",
        passage,
        clause,
        clause.span,
        anchor,
        quantity=quantity,
        comparison=compared,
        place=place,
        negated=verb.negated if verb else False,
        unreal=verb is not None and verb.mood in ("unreal", "imperative"),
        possible=verb is not None and verb.mood == "possible",
        verb=verb,
    )


def _ground_place(clause: Clause, quantity: Quantity | None) -> Span | None:
    if quantity is None:
        return None
    toks = clause.tokens
    start = next((i for i, t in enumerate(toks) if t.start >= quantity.span.end), len(toks))
    while start < len(toks) and (
        toks[start].lower
        in ("of", "in", "along", "around", "territory", "land", "ground", "across")
        or toks[start].text in "()"
        or toks[start].text[0].isdigit()
        or toks[start].lower in ("square", "miles", "km", "sq")
    ):
        start += 1
    end = start
    while (
        end < len(toks)
        and end - start < 6
        and toks[end].is_word
        and (
            toks[end].is_capitalised
            or toks[end].lower in ("the", "of", "entire", "whole")
            or toks[end].lower in place_nouns()
        )
    ):
        end += 1
    while end > start and toks[end - 1].lower in ("the", "of"):
        end -= 1
    return (
        Span(toks[start].start, toks[end - 1].end)
        if end > start and toks[start].lower != "since"
        else None
    )


def _is_ground(passage: Passage, quantity: Quantity, names: Names) -> bool:
    if quantity.unit == "km2":
        return True
    after = passage.text[quantity.span.end : passage.line.span.end]
    match = re.match(
        r"\s+(?:of\s+)?((?:the|its|their|our|his|this|that|"
        r"all)?\s*(?:[\w’'-]+\s*){1,5})",
        after,
    )
    if match is None:
        return False
    taken = []
    for word in re.findall(r"[\w’'-]+", match.group(1)):
        taken.append(word)
        low = word.casefold()
        if low in place_nouns() or low in lexicon("territory")["areas"]["nouns"]:
            return True
        if (
            word[0].isupper()
            and len(word) > 1
            and low.removesuffix("’s").removesuffix("'s") not in names.persons
        ):
            return not _thing_follows(passage, quantity, word)
        if low not in closed("territory", "before_ground"):
            return False
    return False


def _thing_follows(passage: Passage, quantity: Quantity, name: str) -> bool:
    after = passage.text[quantity.span.end : quantity.span.end + 80]
    following = re.match(rf"[^.]*?{re.escape(name)}(?:['’]s)?\s+(\w+)", after)
    word = following.group(1).casefold() if following else ""
    return word in closed("territory", "things")


def _held(passage: Passage, clause: Clause) -> bool:
    return in_hands_pattern().search(passage.text, *clause.span) is not None


_RESTATES = re.compile(
    r"\s*[,(–-]?\s*(?:that\s+is(?:\s+to\s+say)?|or|i\.e\.|equal\s+to|which\s+is)?\s*"
    r"(?:about\s+|some\s+|roughly\s+)?",
    re.IGNORECASE,
)


def _restates(passage: Passage, quantity: Quantity, drafts: Sequence[Draft]) -> bool:
    """As "900 sq km of the province, that is to say 35 percent"."""
    last = drafts[-1].quantity if drafts else None
    if last is None or last.unit == quantity.unit or last.span.end > quantity.span.start:
        return False
    between = passage.text[last.span.end : quantity.span.start]
    tail = re.split(r"[,(–]", between)[-1]
    return "," in between and len(between) < 60 and _RESTATES.fullmatch(tail) is not None


def _assigned(clause: Clause) -> bool:
    """As "the map gives the north 12 sq km": a share or an area given to a side."""
    return bool(set(clause.lowered) & set(lexicon("territory")["comparison"]["assigned"]))


def _has_ground(passage: Passage, clause: Clause) -> bool:
    nouns = compile_phrases(lexicon("territory")["areas"]["nouns"])
    return nouns.search(passage.text, *clause.span) is not None


def _comparison(passage: Passage, clause: Clause) -> Comparison | None:
    lowered = clause.lowered
    for index, word in enumerate(lowered):
        if word != "than" and not (word == "as" and index > 1 and lowered[index - 2] == "as"):
            continue
        relation = _relation(lowered[:index])
        rest = clause.tokens[index + 1 :]
        if (
            relation is None
            or not rest
            or (index + 1 < len(lowered) and _is_number(passage, rest[0].start))
        ):
            return None
        span = Span(rest[0].start, rest[-1].end)
        return Comparison(
            relation=relation, other=_comparand(passage, span, [t.lower for t in rest])
        )
    return None


def _is_number(passage: Passage, offset: int) -> bool:
    figures = [*(a.span for a in passage.figures), *(q.span for q in passage.shares)]
    return any(s.start <= offset < s.end for s in figures)


def _relation(before: Sequence[str]) -> Relation | None:
    table: dict[Relation, list[str]] = {
        r: lexicon("territory")["comparison"][r] for r in ("more", "less")
    }
    for word in reversed(before):
        for relation, forms in table.items():
            if word in forms:
                return relation
    return "same" if "as" in before else None


def _comparand(passage: Passage, span: Span, lowered: Sequence[str]) -> Comparand:
    measure: Measure | None = None
    for candidate in ("gained", "lost", "held"):
        if set(lowered) & set(lexicon("territory")["comparison"][candidate]) and measure is None:
            measure = candidate
    span = span.trimmed(passage.text, ".,;")
    window = next((w for w in passage.windows if span.holds(w.span)), None)
    quantity = next((q for q in passage.shares if span.holds(q.span)), None)
    return Comparand(span=span, measure=measure, window=window, quantity=quantity)
