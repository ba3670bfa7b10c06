"""Claims on equipment and installations: destroyed, captured, abandoned, damaged, lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.claims.nouns import Noun, span_of
from onrecord.claims.places import is_force, subject
from onrecord.claims.quantities import count, one
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.lines import Clause
from onrecord.claims.verbs import VerbHit
from onrecord.record import Disposition, Span
from onrecord.text import Token, compile_phrases, lexicon

_SENSES: tuple[str, ...] = ("destroyed", "damaged", "abandoned", "captured", "lost")
_FIXED = frozenset(["bridge", "depot", "installation"])
_ALONE = frozenset(
    ["sink", "explode", "crash", "burn", "burn out", "burn down", "stay behind", "remain behind", "go under", "collapse", "burst into flames", "go up in flames", "stand abandoned", "stand empty", "lie around"]  # noqa: E501
)
_HITTERS = frozenset(["missile", "drone", "aircraft", "artillery", "helicopter", "small_arms", "mlrs"])


def materiel(passage: Passage, clause: Clause) -> list[Draft]:
    """The claims on equipment in one clause."""
    items = [noun for noun in passage.nouns(clause) if noun.kind == "item"]
    if not items:
        return _of_subject_before(passage, clause) or _unnamed(passage, clause)
    drafts: list[Draft] = []
    chained: tuple[Noun, _Found] | None = None
    for noun in items:
        found = _fate(passage, clause, noun, items) or _in_list(clause, noun, chained)
        if found is not None:
            chained = (noun, found)
            fate, anchor, verb = found
            drafts.append(_draft(passage, clause, noun, fate, anchor, verb))
    return _share_spans(passage, clause, drafts or _unnamed(passage, clause))


_Found = tuple[str, Span, VerbHit | None]


def _in_list(clause: Clause, noun: Noun, before: tuple[Noun, _Found] | None) -> _Found | None:
    """A counted item that only "and" or a comma parts from one whose fate is known."""
    if before is None or noun.figure is None or before[0].figure is None:
        return None
    between = [t.lower for t in clause.tokens[before[0].head + 1 : noun.first]]
    return before[1] if between and all(w in ("and", ",", "as", "well", "plus", "or", "another") for w in between) else None


def _fate(passage: Passage, clause: Clause, noun: Noun, items: Sequence[Noun]) -> _Found | None:
    return (
        _by_adjective(clause, noun)
        or _by_verb(passage, clause, noun, items)
        or _by_noun(passage, clause, noun)
        or _by_predicate(passage, clause, noun, items)
    )


def _by_adjective(clause: Clause, noun: Noun) -> _Found | None:
    for index in range(max(0, noun.start - 4), noun.head):
        word = clause.lowered[index]
        for fate in lexicon("equipment")["adjectives"]:
            if word in _adjectives()[fate]:
                between = clause.tokens[index + 1 : noun.start]
                if index >= noun.first - 1 and all(t.is_word and t.lower not in _BREAKS for t in between):
                    before = clause.lowered[index - 1] if index else ""
                    if before in ("has", "have", "had", "having", "not") or _object_of_past(clause, index, noun):
                        return None
                    return fate, span_of(clause.tokens, index, noun.head), None
    return None


_BREAKS = frozenset(["the", "a", "an", "its", "their", "his", "our", "in", "on", "at", "by", "from", "and", "with", "to", "of"])


def _object_of_past(clause: Clause, index: int, noun: Noun) -> bool:
    """Whether the participle is really a past tense: "they destroyed Russian tanks"."""
    hit = next((v for v in clause.verbs if v.head == index), None)
    if hit is None or index == 0 or index >= noun.first + 1 and noun.figure is not None:
        return False
    before = clause.tokens[index - 1]
    return before.is_word and (before.is_capitalised or before.lower in _SUBJECTS or before.lower.endswith("s"))


_SUBJECTS = frozenset(["we", "they", "he", "she", "it", "who", "which", "army", "forces", "troops", "and", "military", "also", "navy"])


def _by_verb(passage: Passage, clause: Clause, noun: Noun, items: Sequence[Noun]) -> _Found | None:
    for verb in clause.verbs:
        fates = [sense for sense in _SENSES if sense in verb.senses]
        if not fates or verb.mood == "imperative":
            continue
        fate = _fitting(fates, noun, verb)
        if verb.lemma in _LIGHT and not verb.passive and noun.first > verb.head and not _taken_by_force(clause, verb, noun):
            continue
        if fate is not None and _governs(clause, verb, noun, items):
            return fate, span_of(clause.tokens, verb.first, verb.last), verb
    return None


_LIGHT = frozenset(["take", "secure", "recover", "collect", "take over", "grab", "snatch", "haul away", "tow away"])


def _taken_by_force(clause: Clause, verb: VerbHit, noun: Noun) -> bool:
    """Whether an everyday verb of taking has an armed subject ("took a helicopter to the coast")."""
    who = subject(clause.tokens, verb.first, frozenset())
    if who is None:
        return True
    pronoun = clause.lowered[who[1]] in ("they", "we", "he", "she", "it", "who", "i", "you")
    counted = noun.figure is not None and noun.figure.value != 1.0
    return is_force(clause.tokens, *who, frozenset()) and (counted or not pronoun)


def _fitting(fates: Sequence[str], noun: Noun, verb: VerbHit) -> str | None:
    fate = fates[0]
    if noun.group in _FIXED and fate in ("captured", "abandoned", "lost"):
        return None
    if verb.lemma == "get" or verb.lemma == "crash" and noun.group not in ("aircraft", "helicopter", "drone", "train"):
        return None
    return fate


def _governs(clause: Clause, verb: VerbHit, noun: Noun, items: Sequence[Noun]) -> bool:
    if noun.head < verb.first:
        if not _adjoins(clause, noun, verb, items):
            return False
        if verb.passive or verb.lemma in _ALONE:
            return True
        return _reduced_passive(clause, verb, noun)
    if noun.first <= verb.head:
        return False
    if verb.passive:
        return verb.lemma == "leave" or _postposed(clause, verb, noun)
    if "ing" in verb.form and noun.start == verb.head + 1 and noun.first == noun.start and verb.head > 0 and clause.lowered[verb.head - 1] in ("the", "a"):  # noqa: E501
        return False
    if not ({"past", "s", "base", "ing", "participle"} & verb.form):
        return False
    gap = clause.tokens[verb.head + 1 : noun.first]
    return _is_object(clause, gap, verb, items)


def _postposed(clause: Clause, verb: VerbHit, noun: Noun) -> bool:
    """"were destroyed seven trucks": the subject after its verb, as in translated reports."""
    if noun.first != verb.last + 1 or noun.figure is None:
        return False
    return not any(t.is_word and t.lower in ("they", "we", "it", "he", "she", "who", "which") for t in clause.tokens[: verb.first])


def _is_object(clause: Clause, gap: Sequence[Token], verb: VerbHit, items: Sequence[Noun]) -> bool:
    for offset, token in enumerate(gap):
        index = verb.head + 1 + offset
        if index <= verb.particle:
            continue
        if any(n.first <= index <= n.head for n in items):
            continue
        if token.lower in _PREPOSITIONS or token.text in ";:":
            return False
        if any(v.head == index for v in clause.verbs if v is not verb):
            return False
    return True


_PREPOSITIONS = frozenset(["in", "on", "at", "from", "with", "for", "to", "into", "by", "near", "against", "around", "over", "using", "aboard", "through", "across", "along", "after", "before", "under", "without"])  # noqa: E501


def _adjoins(clause: Clause, noun: Noun, verb: VerbHit, items: Sequence[Noun]) -> bool:
    """Whether the noun is the verb's subject: no other verb or comma-bound subject between."""
    for index in range(noun.head + 1, verb.first):
        if any(v.head == index and v is not verb for v in clause.verbs):
            return False
        token = clause.tokens[index]
        if token.lower in ("which", "who") or token.text == ";":
            return False
    del items
    return True


def _reduced_passive(clause: Clause, verb: VerbHit, noun: Noun) -> bool:
    """"14 armoured vehicles destroyed": a participle without auxiliary and without object."""
    if "participle" not in verb.form or verb.finite and verb.first < verb.head:
        return False
    if verb.first < verb.head:
        return False
    following = clause.tokens[verb.last + 1] if verb.last + 1 < len(clause.tokens) else None
    if following is not None and following.is_word and following.lower in ("the", "a", "an", "its", "their", "our", "his", "at", "more") and following.lower != "at":  # noqa: E501
        return False
    if following is not None and (following.text[0].isdigit() or following.is_capitalised):
        return False
    near = all(not t.is_word or t.lower in ("also", "were", "both", "all") for t in clause.tokens[noun.head + 1 : verb.head])
    return near or noun.figure is not None


def _by_noun(passage: Passage, clause: Clause, noun: Noun) -> _Found | None:
    """"the loss of two tanks", "wrecks of tanks", "direct hits on the depot"."""
    before = clause.tokens[max(0, noun.first - 10) : noun.first]
    if not before:
        return None
    lead = Span(before[0].start, clause.tokens[noun.first].start)
    words_before = lead.of(passage.text)
    for fate, pattern in _nominal().items():
        match = list(pattern.finditer(words_before))
        if match and _LINK.fullmatch(words_before[match[-1].end() :]):
            if noun.group in _FIXED and fate in ("captured", "lost"):
                continue
            return fate, Span(lead.start + match[-1].start(), clause.tokens[noun.head].end), None
    return None


_LINK = re.compile(r"\s*(?:of|on|to|at|:|[\w\s’'-]{0,60}?\b(?:amount(?:ed|ing)?\s+to|totall?(?:ed|ing)?|include[sd]?|stand\s+at|stood\s+at)|(?:(?:at|on|in|over)\s[\w\s’'-]{0,40})?\bcovers?(?:ed|ing)?)?\s*(?:about|roughly|some)?\s*(?:the|a|an|its|their)?\s*", re.IGNORECASE)  # noqa: E501


def _by_predicate(passage: Passage, clause: Clause, noun: Noun, items: Sequence[Noun]) -> _Found | None:
    tail = Span(clause.tokens[noun.head].end, clause.span.end)
    for fate, pattern in _predicates().items():
        match = pattern.search(passage.text, tail.start, tail.end)
        if match is None or noun.group in _FIXED and fate in ("captured", "abandoned"):
            continue
        between = [t for t in clause.tokens if tail.start <= t.start < match.start() and t.is_word]
        others = {t for n in items for t in clause.tokens[n.first : n.head + 1]}
        linking = {"are", "is", "were", "was", "has", "have", "had"}
        plain = all(t in others or t.lower in _BETWEEN_PREDICATE or t.is_capitalised for t in between)
        after_link = bool(between) and between[-1].lower in linking and not any(v.head for v in clause.verbs if noun.head < v.head < len(clause.tokens) and clause.tokens[v.head].start < match.start())  # noqa: E501
        if plain or after_link:
            return fate, Span(*match.span()), None
    return None


_BETWEEN_PREDICATE = frozenset(["and", "are", "is", "were", "was", "a", "now", "still", "all"])


def _unnamed(passage: Passage, clause: Clause) -> list[Draft]:
    pattern = compile_phrases(lexicon("equipment")["unnamed"]["phrases"])
    match = pattern.search(passage.text, clause.span.start, clause.span.end)
    if match is None:
        return _left_thing(passage, clause)
    return [
        Draft("materiel", passage, clause, clause.span, Span(*match.span()), item="equipment", disposition="abandoned", group="all")
    ]


_NOT_THINGS = frozenset(["them", "him", "her", "us", "it", "everything", "nothing", "all", "wounded", "dead", "families", "family", "homes", "home", "people", "children", "men", "women", "mark", "world", "war", "past", "trail", "behind", "comrades", "life", "lives", "friends", "wife", "country", "parents"])  # noqa: E501


def _left_thing(passage: Passage, clause: Clause) -> list[Draft]:
    """"left a whole kitchen behind": whatever a force leaves, named by any noun."""
    for verb in clause.verbs:
        gap = clause.tokens[verb.head + 1 : verb.particle] if verb.lemma == "leave behind" else ()
        if not 1 <= len(gap) <= 5 or not all(t.is_word for t in gap) or verb.passive or verb.mood == "unreal":
            continue
        thing = gap[-1].lower
        if thing in _NOT_THINGS or gap[-1].is_capitalised or gap[0].lower not in ("a", "an", "the", "their", "its", "his", "some", "several", "two", "three", "all", "our"):  # noqa: E501
            continue
        singular = thing[:-1] if thing.endswith("s") and not thing.endswith("ss") else thing
        figure = one(gap[0].span, "items") if gap[0].lower in ("a", "an") else None
        anchor = Span(clause.tokens[verb.head].start, clause.tokens[verb.particle].end)
        return [Draft("materiel", passage, clause, clause.span, anchor, item=singular, disposition="abandoned", quantity=figure, group="all", negated=verb.negated, verb=verb)]  # noqa: E501
    return []


def _draft(passage: Passage, clause: Clause, noun: Noun, fate: str, anchor: Span, verb: VerbHit | None) -> Draft:
    disposition: Disposition | None = None
    for known in ("destroyed", "captured", "abandoned", "damaged"):
        if known == fate:
            disposition = known  # type: ignore[assignment]
    negated = _negated(clause, noun, verb)
    single = noun.figure is not None and noun.figure.value == 1.0
    return Draft(
        "materiel",
        passage,
        clause,
        clause.span,
        anchor,
        item=noun.item,
        disposition=disposition,
        quantity=None if negated and single else noun.figure,
        group=noun.group,
        target=span_of(clause.tokens, noun.first, noun.head),
        negated=negated,
        unreal=verb is not None and verb.mood == "unreal",
        possible=verb is not None and verb.mood == "possible",
        verb=verb,
    )


def _negated(clause: Clause, noun: Noun, verb: VerbHit | None) -> bool:
    if verb is not None and verb.negated:
        return True
    if _NONE_OF.search(" ".join(clause.lowered[: noun.head])):
        return True
    lead = set(clause.lowered[max(0, noun.first - 2) : noun.start])
    if "than" in lead:
        return False
    return bool({"no", "neither"} & lead)


_NONE_OF = re.compile(r"\b(?:not (?:one|a single)|none of|not any)\b")


def _of_subject_before(passage: Passage, clause: Clause) -> list[Draft]:
    """"… was hit by two drones and sank": the item is the subject of the clause before."""
    before = clause.before
    if before is None or before.line is not clause.line or clause.opener not in ("and", "then", ""):
        return []
    verb = next((v for v in clause.verbs if set(v.senses) & set(_SENSES) and v.first <= 1), None)
    owner = next((n for n in passage.nouns(before) if n.kind == "item"), None)
    if verb is None or owner is None or before.verbs and owner.head > before.verbs[0].head:
        return []
    alone = verb.lemma in _ALONE or (verb.form == frozenset(["past", "participle"]) and any(v.passive for v in before.verbs) and verb.last == len(clause.tokens) - 1)  # noqa: E501
    if not alone and not verb.passive:
        return []
    fate = next(s for s in _SENSES if s in verb.senses)
    anchor = span_of(clause.tokens, verb.first, verb.last)
    disposition: Disposition | None = None if fate == "lost" else fate  # type: ignore[assignment]
    return [Draft("materiel", passage, clause, clause.span, anchor, item=owner.item, disposition=disposition, quantity=owner.figure, group=owner.group, target=span_of(before.tokens, owner.first, owner.head), negated=verb.negated, unreal=verb.mood == "unreal", possible=verb.mood == "possible")]  # noqa: E501


def _share_spans(passage: Passage, clause: Clause, drafts: list[Draft]) -> list[Draft]:
    """Gives coordinated items their own words: the first keeps the clause's beginning."""
    from dataclasses import replace

    drafts = _with_figures(drafts)
    if len(drafts) < 2:
        return [replace(d, span=_focused(clause, d)) for d in drafts]
    shared: list[Draft] = []
    for number, draft in enumerate(drafts):
        start = _focused(clause, draft).start if number == 0 else _target(draft).start
        after = drafts[number + 1] if number + 1 < len(drafts) else None
        end = clause.span.end
        if after is not None and draft.anchor.end <= _target(draft).end:
            end = _target(draft).end
        shared.append(replace(draft, span=Span(start, max(end, _target(draft).end))))
    return shared


def _with_figures(drafts: list[Draft]) -> list[Draft]:
    """Of two items under one noun of damage, the one with the figure."""
    shared = {d.anchor.start for d in drafts if d.quantity is not None}
    return [d for d in drafts if d.quantity is not None or d.anchor.start not in shared or d.target == d.anchor]


def _target(draft: Draft) -> Span:
    return draft.target or draft.anchor


_SHOWING = frozenset(["visible", "see", "show", "shows", "showed", "showing", "seen", "counted", "count", "depicts", "reveals"])


def _focused(clause: Clause, draft: Draft) -> Span:
    """"Video shows five abandoned tanks …": the claim begins after the showing."""
    target = _target(draft)
    showing = [t for t in clause.tokens if t.lower in _SHOWING and t.end <= target.start]
    shown = next((t for t in clause.tokens if t.lower in _SHOWN and t.end <= target.start), None)
    if shown is not None and _is_published(clause, shown.start):
        return Span(shown.start, clause.span.end)
    if showing and draft.anchor.start >= target.start - 24 and not any(v.head for v in clause.verbs if clause.tokens[v.head].start > target.end):
        return Span(target.start, clause.span.end)
    return clause.span


_SHOWN = frozenset(["footage", "video", "videos", "photographs", "photos", "pictures", "images", "clip", "clips", "recordings"])


def _is_published(clause: Clause, offset: int) -> bool:
    published = frozenset(lexicon("evidence")["publishes"]["verbs"])
    return any(t.lower in published and t.end <= offset for t in clause.tokens)


@cache
def _adjectives() -> dict[str, frozenset[str]]:
    return {fate: frozenset(forms) for fate, forms in lexicon("equipment")["adjectives"].items()}


@cache
def _nominal() -> dict[str, re.Pattern[str]]:
    return {fate: compile_phrases(forms) for fate, forms in lexicon("equipment")["nominal"].items()}


@cache
def _predicates() -> dict[str, re.Pattern[str]]:
    return {fate: compile_phrases(forms) for fate, forms in lexicon("equipment")["predicates"].items()}


def followers(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """Claims that lean on one just made: "eleven of them tanks", "25 of which were shot down"."""
    if not before:
        return []
    last = before[-1]
    drafts = []
    for noun in passage.nouns(clause):
        if noun.kind != "item" or noun.figure is None or not isinstance(noun.figure.value, float):
            continue
        if any(v.senses & {"enter", "hold"} for v in clause.verbs):
            continue
        words_here = {t.lower for t in clause.tokens}
        if _has_other_verb(clause) and not words_here & {"count", "counted", "counts", "see", "are"}:
            continue
        drafts.append(
            Draft("materiel", passage, clause, span_of(clause.tokens, noun.first, len(clause.tokens) - 1), span_of(clause.tokens, noun.first, noun.head), item=noun.item,
                  disposition=last.disposition, quantity=noun.figure, group=noun.group, target=span_of(clause.tokens, noun.first, noun.head), parent=last)
        )  # fmt: skip
    return drafts or _counted_without_noun(passage, clause, last)


def _counted_without_noun(passage: Passage, clause: Clause, last: Draft) -> list[Draft]:
    for figure in passage.figures:
        if not (clause.span.start <= figure.span.start < clause.span.end) or figure.modifier == "vague":
            continue
        verb = next((v for v in clause.verbs if (v.passive or v.lemma in _ALONE or passage.text[figure.span.end :].lstrip().startswith("more")) and set(v.senses) & set(_SENSES)), None)
        following = passage.text[figure.span.end : figure.span.end + 12].strip().casefold()
        if verb is not None and verb.lemma in _ALONE and not verb.passive:
            following = following.removeprefix(clause.lowered[verb.first]) if clause.tokens[verb.first].start > figure.span.end else following
        bare = not following or not following[0].isalpha() or following.startswith(("of ", "were", "was", "more", "others", "have", "had", "."))
        only = all(t.start >= figure.span.start or not t.is_word or t.lower in _LEADS for t in clause.tokens)
        if bare and (verb is not None or (only and figure.span.end >= clause.span.end - 1)):
            fate = next((s for s in _SENSES if verb and s in verb.senses and s != "lost"), last.disposition)
            return [
                Draft("materiel", passage, clause, clause.span, figure.span, item=last.item, disposition=fate, quantity=count(figure, "items"), group=last.group, parent=last)  # type: ignore[arg-type]  # noqa: E501
            ]
    return []


_LEADS = frozenset(["there", "were", "was", "are", "is", "speaks", "spoke", "of", "the", "correct", "number", "figure", "counts", "counted", "puts", "it", "at", "reports", "says", "only", "in", "fact", "taking", "bringing", "raising", "total", "to"])  # noqa: E501


def _has_other_verb(clause: Clause) -> bool:
    from onrecord.claims.verbs import is_verbal

    return any(is_verbal(t) for t in clause.tokens)


_HITS = re.compile(r"\b(?:direct )?hits?\b(?=\W*(?:$|by|with|from))", re.IGNORECASE)


def hits(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """""two direct hits" by drones", on an item just spoken of."""
    match = _HITS.search(passage.text, *clause.span)
    if match is None or not before or before[-1].passage is not passage:
        return []
    last = before[-1]
    return [Draft("materiel", passage, clause, clause.span, Span(*match.span()), item=last.item, disposition="damaged", group=last.group, parent=last)]


_NO_DAMAGE = re.compile(r"\bno\s+(?:\w+\s+){0,2}(?:damage|losses|hits?)\b|\b(?:undamaged|unharmed|intact|unscathed)\b", re.IGNORECASE)


def no_damage(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """"there is no visible damage", said of an item just spoken of."""
    match = _NO_DAMAGE.search(passage.text, *clause.span)
    if match is None or not before or passage.line.index - before[-1].passage.line.index > 8:
        return []
    last = before[-1]
    return [
        Draft("materiel", passage, clause, clause.span, Span(*match.span()), item=last.item, disposition="damaged", group=last.group, negated=True, parent=last)
    ]


_CONTEXT: tuple[tuple[Disposition | None, re.Pattern[str]], ...] = (
    ("captured", re.compile(r"\b(?:trophy|trophies|spoils|captured|booty|find|found|seize|seized)\b", re.IGNORECASE)),
    ("destroyed", re.compile(r"\b(?:destroyed|destruction|eliminated|shot down)\b", re.IGNORECASE)),
    ("abandoned", re.compile(r"\b(?:abandoned|left behind)\b", re.IGNORECASE)),
    (None, re.compile(r"\b(?:losses|lost)\b", re.IGNORECASE)),
)


def context_items(passage: Passage, clause: Clause) -> list[Draft]:
    """"TROPHIES. …: twenty-seven tanks": counted items under a word that says what became of them."""
    items = [n for n in passage.nouns(clause) if n.kind == "item" and n.figure is not None]
    if not items or any(v.senses & {*_SENSES, "enter", "hold"} for v in clause.verbs):
        return []
    from onrecord.claims.verbs import is_verbal

    if any(is_verbal(t) for t in clause.tokens[: items[-1].head]):
        return []
    start = max(0, passage.text.rfind("\n", 0, clause.span.start))
    lead = passage.text[max(start, clause.span.start - 120) : clause.span.start]
    asked = passage.text[max(0, start - 100) : start].rstrip()
    if asked.endswith("?"):
        lead = re.split(r"[.!?\n]", asked[:-1])[-1] + " " + lead
    for disposition, pattern in _CONTEXT:
        if pattern.search(lead):
            found = [
                Draft("materiel", passage, clause, clause.span, span_of(clause.tokens, n.first, n.head), item=n.item, disposition=disposition, group=n.group, quantity=n.figure, target=span_of(clause.tokens, n.first, n.head))  # noqa: E501
                for n in items
            ]
            return _share_spans(passage, clause, found)
    return []
