"""Claims on ground: areas and shares (territory), the hold on named places (control)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.claims.lines import Clause
from onrecord.claims.quantities import count
from onrecord.claims.places import Place, is_force, place_nouns, places, subject
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Comparand, Comparison, Measure, Quantity, Relation, Span
from onrecord.text import compile_phrases, lexicon

_GROUND = frozenset(["gain", "hold", "lose", "leave", "repel", "fall"])


class Names:
    """The words of a report that name bodies (parties, organisations) and those known as names."""

    def __init__(self, bodies: frozenset[str], known: frozenset[str], persons: frozenset[str]) -> None:
        self.bodies = bodies
        self.known = known
        self.persons = persons


# ---------------------------------------------------------------- territory


def territory(passage: Passage, clause: Clause, names: Names) -> list[Draft]:
    """The claims on areas, shares of an area and comparisons of ground in one clause."""
    measured = [q for q in passage.shares if clause.span.start <= q.span.start < clause.span.end]
    verbs = [v for v in clause.verbs if v.senses & _GROUND]
    compared = _comparison(passage, clause)
    drafts = []
    for quantity in measured:
        if not _is_ground(passage, clause, quantity, names) or not (verbs or _held(passage, clause)):
            continue
        if compared is not None and quantity.span.start >= compared.other.span.start:
            continue
        drafts.append(_territory(passage, clause, quantity, verbs, compared))
    if not drafts and compared is not None and verbs and _has_ground(passage, clause):
        drafts.append(_territory(passage, clause, None, verbs, compared))
    return drafts


def compared_again(passage: Passage, clause: Clause, last: Draft) -> list[Draft]:
    """"That is more than they gained in the whole of last year", after a claim on ground."""
    if clause.lowered[0] not in ("that", "this", "it", "which", "more", "less", "and"):
        return []
    compared = _comparison(passage, clause)
    if compared is None or last.kind != "territory" or compared.other.measure is None:
        return []
    draft = _territory(passage, clause, None, [], compared)
    return [_leaning(draft, last)]


def shares_again(passage: Passage, clause: Clause, last: Draft) -> list[Draft]:
    """"before the offensive it had been 55 percent", after a share of ground."""
    if last.kind != "territory" or last.quantity is None:
        return []
    for quantity in passage.shares:
        same_unit = quantity.unit == last.quantity.unit and quantity.span != last.quantity.span
        if same_unit and clause.span.start <= quantity.span.start < clause.span.end and not clause.verbs:
            if set(clause.lowered) & {"been", "was", "were", "is", "are", "from", "up", "compared", "against"}:
                return [_leaning(_territory(passage, clause, quantity, [], None), last)]
    return []


def _leaning(draft: Draft, last: Draft) -> Draft:
    return replace(draft, place=draft.place or last.place, parent=last)


def _territory(
    passage: Passage, clause: Clause, quantity: Quantity | None, verbs: Sequence[VerbHit], compared: Comparison | None
) -> Draft:
    verb = verbs[0] if verbs else None
    anchor = quantity.span if quantity else (compared.other.span if compared else clause.span)
    place = _ground_place(clause, quantity)
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
    while start < len(toks) and (toks[start].lower in ("of", "in", "along", "around", "territory", "land", "ground", "across") or toks[start].text in "()" or toks[start].text[0].isdigit() or toks[start].lower in ("square", "miles", "km", "sq")):  # noqa: E501
        start += 1
    end = start
    while end < len(toks) and end - start < 6 and toks[end].is_word and (toks[end].is_capitalised or toks[end].lower in ("the", "of", "entire", "whole") or toks[end].lower in place_nouns()):
        end += 1
    while end > start and toks[end - 1].lower in ("the", "of"):
        end -= 1
    return Span(toks[start].start, toks[end - 1].end) if end > start and toks[start].lower != "since" else None


def _is_ground(passage: Passage, clause: Clause, quantity: Quantity, names: Names) -> bool:
    if quantity.unit == "km2":
        return True
    after = passage.text[quantity.span.end : passage.line.span.end]
    match = re.match(r"\s+(?:of\s+)?((?:the|its|their|our|his|this|that|all)?\s*(?:[\w’'-]+\s*){1,5})", after)
    if match is None:
        return False
    taken = []
    for word in re.findall(r"[\w’'-]+", match.group(1)):
        taken.append(word)
        low = word.casefold()
        if low in place_nouns() or low in lexicon("territory")["areas"]["nouns"]:
            return True
        if word[0].isupper() and len(word) > 1 and low.removesuffix("’s").removesuffix("'s") not in names.persons:
            return not _thing_follows(passage, quantity, word)
        if low not in ("the", "its", "their", "of", "our", "all", "this", "that", "eastern", "western", "northern", "southern", "disputed", "occupied", "entire", "whole", "central", "upper", "lower"):  # noqa: E501
            return False
    return False


def _thing_follows(passage: Passage, quantity: Quantity, name: str) -> bool:
    after = passage.text[quantity.span.end : quantity.span.end + 80]
    following = re.match(rf"[^.]*?{re.escape(name)}(?:['’]s)?\s+(\w+)", after)
    word = following.group(1).casefold() if following else ""
    return word in ("tanks", "army", "fleet", "soldiers", "troops", "forces", "equipment", "aircraft", "population", "people", "economy", "budget", "vehicles", "ships")


def _held(passage: Passage, clause: Clause) -> bool:
    return _hands().search(passage.text, *clause.span) is not None


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
        if relation is None or not rest or index + 1 < len(lowered) and _is_number(passage, rest[0].start):
            return None
        span = Span(rest[0].start, rest[-1].end)
        return Comparison(relation=relation, other=_comparand(passage, span, [t.lower for t in rest]))
    return None


def _is_number(passage: Passage, offset: int) -> bool:
    figures = [*(a.span for a in passage.figures), *(q.span for q in passage.shares)]
    return any(s.start <= offset < s.end for s in figures)


def _relation(before: Sequence[str]) -> Relation | None:
    table: dict[Relation, list[str]] = {r: lexicon("territory")["comparison"][r] for r in ("more", "less")}
    for word in reversed(before):
        for relation, forms in table.items():
            if word in forms:
                return relation
    return "same" if "as" in before else None


def _comparand(passage: Passage, span: Span, lowered: Sequence[str]) -> Comparand:
    measure: Measure | None = None
    for candidate in ("gained", "lost", "held"):
        if set(lowered) & set(lexicon("territory")["comparison"][candidate]) and measure is None:
            measure = candidate  # type: ignore[assignment]
    window = next((w for w in passage.windows if span.holds(w.span)), None)
    quantity = next((q for q in passage.shares if span.holds(q.span)), None)
    return Comparand(span=span, measure=measure, window=window, quantity=quantity)


# ---------------------------------------------------------------- control


def control(passage: Passage, clause: Clause, names: Names) -> list[Draft]:
    """The claims on who holds, takes or loses a named place, in one clause."""
    if any(q.unit == "km2" and clause.span.start <= q.span.start < clause.span.end for q in passage.shares):
        return []
    if _not_claims().search(passage.text, *clause.span):
        return []
    found = places(clause.tokens, names.known, names.persons)
    held = _in_hands(passage, clause, found) or _under_flag(passage, clause, found) or _named(passage, clause, found)
    if held is not None:
        return [held]
    for verb in clause.verbs:
        draft = _by_verb(passage, clause, verb, found, names)
        if draft is not None:
            return [draft]
    return _included(passage, clause, found)


def _in_hands(passage: Passage, clause: Clause, found: Sequence[Place]) -> Draft | None:
    match = _hands().search(passage.text, *clause.span)
    if match is None:
        return None
    place = next((p for p in reversed(found) if p.span(clause.tokens).end <= match.start()), None)
    if place is None:
        place = next((p for p in found if p.span(clause.tokens).start >= match.end() - 1), None)
        if place is None or "over" not in match.group().casefold():
            return None
    if set(clause.lowered) & {"will", "would", "must", "should"}:
        return None
    negated = bool(set(clause.lowered) & {"not", "never", "no"})
    return _control(passage, clause, place.span(clause.tokens), Span(*match.span()), negated=negated)


def held_again(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """"The army left two outposts. The rebels say they hold five": a count without its noun."""
    last = next((d for d in reversed(before) if d.kind in ("control", "withdrawal") and d.item is not None and d.quantity is not None), None)
    verb = next((v for v in clause.verbs if v.senses & {"hold", "gain", "lose"} and v.mood == "real" and not v.passive), None)
    if last is None or verb is None:
        return []
    for figure in passage.figures:
        adjoins = 0 <= figure.span.start - clause.tokens[verb.last].end <= 2
        if adjoins and re.match(r"\s*(?:$|[.,;)\"'”’»“])", passage.text[figure.span.end : clause.span.end]):
            anchor = Span(clause.tokens[verb.first].start, figure.span.end)
            held = _control(passage, clause, None, anchor, verb=verb)
            return [replace(held, quantity=count(figure, "items"), item=last.item)]
    return []


def _under_flag(passage: Passage, clause: Clause, found: Sequence[Place]) -> Draft | None:
    """"In Velm the army's flag was flying from the tower": a named place and a flag over it."""
    match = _flags().search(passage.text, *clause.span)
    if match is None or not found:
        return None
    named = next((p for p in found if any(t.is_capitalised for t in clause.tokens[p.first : p.last + 1]) and not p.span(clause.tokens).meets(Span(*match.span()))), found[-1])  # noqa: E501
    return _control(passage, clause, named.span(clause.tokens), Span(*match.span()))


_ADMITS = re.compile(
    r"\b(?:announc|confirm|claim|report|admit|acknowledg|accept|concede|celebrat|declar|proclaim)\w*\s+(?:\w+\s+){0,2}?(?:the\s+|its\s+|their\s+)?(?P<noun>capture|recapture|seizure|liberation|loss|fall|taking|conquest)\s+of\s+",  # noqa: E501
    re.IGNORECASE,
)


_ADMITTED = re.compile(
    r"\b(?P<noun>capture|recapture|seizure|liberation|loss|fall|taking|conquest)\s+of\s+[^.;]{2,60}?\b(?:was|has been|had been|is)\s+(?:\w+ly\s+)?(?:announced|confirmed|claimed|reported|acknowledged|admitted|complete|completed)\b",  # noqa: E501
    re.IGNORECASE,
)


def _named(passage: Passage, clause: Clause, found: Sequence[Place]) -> Draft | None:
    """"announced the capture of Velm", "has accepted the loss of three districts"."""
    match = _ADMITS.search(passage.text, *clause.span) or _ADMITTED.search(passage.text, *clause.span)
    if match is None:
        return None
    after = match.end("noun")
    place = next((p for p in found if 0 <= p.span(clause.tokens).start - after <= 28), None)
    return _control(passage, clause, place.span(clause.tokens), Span(*match.span("noun"))) if place else None


def _by_verb(passage: Passage, clause: Clause, verb: VerbHit, found: Sequence[Place], names: Names) -> Draft | None:
    toks = clause.tokens
    after = next((p for p in found if p.first > verb.head and _is_object(clause, verb, p)), None)
    before = next((p for p in reversed(found) if p.last < verb.first), None)
    who = subject(toks, verb.first, frozenset())
    forced = who is None or is_force(toks, *who, names.bodies) or verb.first == 0 or _named_body(clause, who, names)
    place: Place | None = None
    if verb.passive and verb.senses & {"leave"}:
        return None
    if verb.passive and verb.senses & {"gain", "lose"} and before is not None:
        place = before
    elif verb.passive and verb.senses & {"repel"} and verb.lemma != "beat back":
        place = next((p for p in found if p.first > verb.head), None)
    elif verb.senses & {"fall"} and before is not None and not verb.passive and "ing" not in verb.form:
        place = before if before.last >= verb.first - 2 and not _falls_elsewhere(clause, verb) else None
    elif not verb.passive and verb.senses & {"gain", "hold", "lose"} and after is not None and forced:
        place = after
    elif not verb.passive and verb.senses & {"enter", "repel"} and forced and who is not None:
        if after is not None:
            place = after
        elif verb.lemma in ("move in",):
            return _control(passage, clause, None, _span(clause, verb), verb=verb)
    if place is None or _other_object(clause, place, verb):
        return None
    return _control(passage, clause, place.span(toks), _span(clause, verb), verb=verb)


def _named_body(clause: Clause, who: tuple[int, int], names: Names) -> bool:
    """Whether a subject is a proper name that is no person's: a state, a town, a movement."""
    own = clause.tokens[who[0] : who[1] + 1]
    return all(t.is_capitalised and (t.lower in names.known or len(own) == 1 and not t.lower.endswith("s")) and t.lower not in names.persons for t in own)


def _falls_elsewhere(clause: Clause, verb: VerbHit) -> bool:
    following = clause.lowered[verb.last + 1 : verb.last + 2]
    return bool(following) and following[0] in ("on", "from", "into", "by", "off", "over", "short", "silent", "under", "victim", "out", "apart", "behind", "through", "ill")


def _is_object(clause: Clause, verb: VerbHit, place: Place) -> bool:
    gap = clause.lowered[verb.particle + 1 : place.first] if verb.particle < place.first else clause.lowered[verb.head + 1 : place.first]
    own = [w for w in gap if w.isalpha()]
    if verb.senses & {"enter", "repel"}:
        return len(own) <= 6 and not set(own) & {"with", "for", "by", "at"}
    extra = {"of", "back", "over", "control", "the", "a", "an", "also", "now", "again", "most", "both", "all", "only", "even", "already", "to", "strategic", "key", "important", "small", "nearby", "neighbouring", "neighboring"}  # noqa: E501
    return all(w in extra or w.endswith("ly") for w in own) or (len(own) <= 2 and not set(own) & _PREPOSITIONS)


_PREPOSITIONS = frozenset(["in", "on", "at", "by", "from", "with", "near", "for", "against", "around", "into", "through", "about", "after", "before", "to", "under", "and", "off", "during", "since"])  # noqa: E501


def _other_object(clause: Clause, place: Place, verb: VerbHit) -> bool:
    """Whether the words taken for a place belong to something else ("took office in…")."""
    objects = set(lexicon("territory")["not_forces"]["objects"])
    window = clause.lowered[verb.head + 1 : place.last + 3]
    if not verb.passive and any(w in objects for w in window[: max(1, place.first - verb.head)]):
        return True
    nxt = clause.lowered[place.last + 1 : place.last + 2]
    return not verb.passive and bool(nxt) and (nxt[0] in objects or nxt[0] in ("tanks", "soldiers", "troops", "positions's"))


def _span(clause: Clause, verb: VerbHit) -> Span:
    return Span(clause.tokens[verb.first].start, clause.tokens[verb.last].end)


def _control(
    passage: Passage, clause: Clause, place: Span | None, anchor: Span, *, verb: VerbHit | None = None, negated: bool = False
) -> Draft:
    counted = counted_places(passage, place)
    return Draft(
        "control",
        passage,
        clause,
        clause.span,
        anchor,
        place=place,
        quantity=counted[0] if counted else None,
        item=counted[1] if counted else None,
        target=place,
        negated=negated or (verb.negated if verb else False),
        unreal=verb is not None and verb.mood in ("unreal", "imperative"),
        possible=verb is not None and verb.mood == "possible",
        verb=verb,
    )


def included(passage: Passage, clause: Clause, names: Names) -> list[Draft]:
    """The named places that a claim on an area takes in: "…, Velm included"."""
    found = places(clause.tokens, names.known, names.persons)
    drafts = []
    for place in found:
        span = place.span(clause.tokens)
        after = passage.text[span.end : span.end + 10]
        before = passage.text[max(clause.span.start, span.start - 34) : span.start]
        named = any(t.is_capitalised for t in clause.tokens[place.first : place.last + 1])
        if named and (re.match(r"\s+included\b", after) or re.search(r"\bincluding\s+(?:the\s+(?:town|village|city)\s+of\s+)?(?:the\s+)?$", before)):
            end = span.end + 9 if after.lstrip().startswith("included") else span.end
            drafts.append(_control(passage, clause, span, span))
            drafts[-1] = _with_span(drafts[-1], Span(span.start, end))
    return drafts


def _with_span(draft: Draft, span: Span) -> Draft:
    return replace(draft, span=span)


def _included(passage: Passage, clause: Clause, found: Sequence[Place]) -> list[Draft]:
    """"…, Veldra included": a named place beside a claim on an area."""
    if "included" in clause.lowered or clause.lowered[0] == "including":
        for place in found:
            if any(q.unit == "km2" for q in passage.shares):
                span = place.span(clause.tokens)
                return [_control(passage, clause, span, span)]
    return []


_PLURALS = re.compile(
    r"\s*(?:of\s+(?:the|its|their)\s+)?(?:[\w’']+\s+){0,3}?(villages|towns|settlements|checkpoints|positions|outposts|hamlets|cities|districts|bases|posts|islands|parishes|municipalities|regions|provinces|communities|hills|heights|neighbourhoods|strongholds|trenches)\b",  # noqa: E501
    re.IGNORECASE,
)
_SINGULAR = {"cities": "city", "communities": "community", "municipalities": "municipality", "parishes": "parish", "trenches": "trench"}


def counted_places(passage: Passage, place: Span | None) -> tuple[Quantity, str] | None:
    """How many villages, districts or posts a place phrase names, and the noun."""
    if place is None:
        return None
    for figure in passage.figures:
        if not place.start - 24 <= figure.span.start <= place.end:
            continue
        between = passage.text[figure.span.end : place.start]
        noun = _PLURALS.match(passage.text, figure.span.end)
        if noun and noun.start(1) <= place.end + 2 and not re.search(r"[,;.]", between):
            word = noun.group(1).casefold()
            return count(figure, "items"), _SINGULAR.get(word, word.removesuffix("s"))
    return None


@cache
def _hands() -> re.Pattern[str]:
    table = lexicon("territory")["in_hands"]
    phrases = compile_phrases(table["phrases"]).pattern
    return re.compile("|".join([phrases, *(rf"(?<!\w){p}(?!\w)" for p in table["patterns"])]), re.IGNORECASE)


@cache
def _flags() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("territory")["in_hands"]["flags"]), re.IGNORECASE)


@cache
def _not_claims() -> re.Pattern[str]:
    return compile_phrases(lexicon("territory")["not_claims"]["phrases"])
