"""Who acts, who suffers and where: the participants of a claim, with their party."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.claims.evidence import Attributed
from onrecord.claims.ground import Names
from onrecord.claims.lines import Clause
from onrecord.claims.places import subject
from onrecord.claims.scene import Draft, Scene
from onrecord.claims.verbs import VerbHit
from onrecord.record import Participant, Party, Span
from onrecord.text import Token, fold


class Parts(NamedTuple):
    """The participants of one claim."""

    actor: Participant | None
    target: Participant | None
    place: Participant | None


def participants(scene: Scene, one: Attributed, names: Names) -> Parts:
    """The participants of a claim: named as printed, ``our`` and ``we`` by who speaks."""
    draft = one.draft
    doer = _doer(scene, draft)
    place = _participant(scene, draft.place) if draft.place else None
    if draft.kind in ("territory", "control", "withdrawal"):
        return Parts(_resolved(scene, one, doer), _loser(scene, one, draft) or place, place)
    suffering = _owner(scene, one, draft, names)
    return Parts(_resolved(scene, one, doer) if doer else None, suffering, place)


def _main_verb(draft: Draft) -> VerbHit | None:
    for verb in draft.clause.verbs:
        toks = draft.clause.tokens
        if Span(toks[verb.first].start, toks[verb.last].end).meets(draft.anchor):
            return verb
    real = [v for v in draft.clause.verbs if v.mood != "unreal"]
    return real[0] if real else None


def _doer(scene: Scene, draft: Draft) -> Span | None:
    """The words of who acts: subject of an active verb, "by" phrase of a passive one."""
    clause, verb = draft.clause, _main_verb(draft)
    if verb is None:
        return None
    if verb.passive:
        return _by_phrase(clause, verb)
    who = _subject_of(clause, verb)
    if who is None and clause.before is not None and clause.opener in ("and", "", "but"):
        before = clause.before
        first = before.verbs[0] if before.verbs else None
        who = _subject_of(before, first) if first is not None and not first.passive else None
    return who if who is None or not _is_thing(draft, who, scene) else None


def _subject_of(clause: Clause, verb: VerbHit) -> Span | None:
    found = subject(clause.tokens, verb.first, frozenset())
    if found is None:
        return None
    first, last = found
    toks = clause.tokens[first : last + 1]
    while toks and (toks[0].lower in _LEADS or not toks[0].is_word):
        toks = toks[1:]
    toks = _head_phrase(toks)
    return Span(toks[0].start, toks[-1].end) if toks else None


_LEADS = frozenset(["and", "but", "that", "then", "also", "on", "in", "at", "since", "when", "while", "after", "as", "in", "meanwhile", "today", "yesterday", "overnight"])
_CUT = frozenset(["on", "in", "at", "near", "who", "which", "from", "since", "with", "during", "by", "after", "before"])


def _head_phrase(toks: tuple[Token, ...]) -> tuple[Token, ...]:
    for index, token in enumerate(toks):
        if index and token.lower in _CUT:
            return toks[:index]
    return toks[-8:]


def _by_phrase(clause: Clause, verb: VerbHit) -> Span | None:
    toks = clause.tokens
    for index in range(verb.last + 1, len(toks) - 1):
        if toks[index].lower == "by":
            end = index + 1
            while end < len(toks) and end - index < 6 and toks[end].is_word and toks[end].lower not in _CUT | {"and", "this", "last"}:
                end += 1
            return Span(toks[index + 1].start, toks[end - 1].end) if end > index + 1 else None
    return None


def _is_thing(draft: Draft, who: Span, scene: Scene) -> bool:
    return draft.target is not None and who.meets(draft.target) and scene.text[who.start : who.end].islower()


def _participant(scene: Scene, span: Span, name: str | None = None) -> Participant:
    words = name or re.sub(r"\s+", " ", span.of(scene.text)).strip()
    return Participant(name=words, span=span, party=party_of(scene, words))


def party_of(scene: Scene, words: str) -> str | None:
    """The id of the party that a name belongs to, by the profile's names and adjectives."""
    found = [(p.id, _position(words, p)) for p in scene.parties]
    hits = [(at, party) for party, at in found if at >= 0]
    return min(hits)[1] if hits else None


def _position(words: str, party: Party) -> int:
    folded = fold(words)
    places = []
    for name in (party.name, *party.names, *party.adjectives):
        match = re.search(rf"(?<!\w){re.escape(fold(name))}(?:s|'s)?(?!\w)", folded)
        if match:
            places.append(match.start())
    return min(places, default=-1)


_OWN = frozenset(["we", "our", "us", "i", "my", "one"])
_THIRD = frozenset(["they", "their", "them", "it", "its", "he", "she", "his", "her"])


def _resolved(scene: Scene, one: Attributed, span: Span | None) -> Participant | None:
    """A participant behind its words: the speaker's side for "we", who came before for "they"."""
    if span is None:
        return None
    words = {fold(w) for w in re.findall(r"[\w’']+", span.of(scene.text))}
    if words & _OWN and one.statement is not None:
        agent = scene.agent(one.statement.speaker)
        if agent is not None:
            party = agent.party.id if agent.party else party_of(scene, f"{agent.name} {agent.role or ''}")
            return Participant(name=agent.name, span=span, party=party)
    if words & _THIRD:
        earlier = _earlier(scene, one.draft, span)
        if earlier is not None:
            return Participant(name=earlier, span=span, party=party_of(scene, earlier))
    return _participant(scene, span)


def _earlier(scene: Scene, draft: Draft, span: Span) -> str | None:
    """The last force named before a pronoun, in its sentence or the one before."""
    forces = r"((?:[A-Z][\w’'-]+\s+)+(?:army|military|forces|troops|soldiers|navy|fighters|rebels|units|brigades?)|(?:the|The)\s+[A-Z][\w-]+(?:ans|ians|ese|s))\b"  # noqa: E501
    start = max(0, span.start - 400)
    floor = scene.text.rfind("\n\n", 0, start + 1)
    found = re.findall(forces, scene.text[max(start, floor) : span.start])
    del draft
    return found[-1].strip() if found else None


def _loser(scene: Scene, one: Attributed, draft: Draft) -> Participant | None:
    if draft.kind == "territory" and draft.comparison is not None:
        who = re.match(r"((?:the\s+)?(?:[A-Z][\w’'-]+\s+)*(?:army|military|forces|troops|soldiers|rebels|navy|fighters|[A-Z][\w-]+))\s+(?:have|has|had|controlled|held|gained|lost)\b", draft.comparison.other.span.of(scene.text))  # noqa: E501
        if who:
            start = draft.comparison.other.span.start + who.start(1)
            return _participant(scene, Span(start, start + len(who.group(1))))
    del one
    return None


def _owner(scene: Scene, one: Attributed, draft: Draft, names: Names) -> Participant | None:
    """The side that suffers: by the item's adjective or genitive, else by who leaves it behind."""
    if draft.target is not None:
        toks = [t for t in draft.clause.tokens if draft.target.start - 40 <= t.start < draft.target.end]
        for token in reversed(toks):
            low = token.lower.removesuffix("'s")
            sided = low in names.bodies and token.is_capitalised or party_of(scene, token.text) is not None
            if sided:
                return _participant(scene, token.span)
            if low in ("its", "their", "our", "his") and token.start >= draft.target.start - 12:
                return _resolved(scene, one, token.span)
    if draft.disposition == "abandoned" or draft.group == "lost" or draft.kind == "materiel" and draft.disposition is None:
        doer = _doer(scene, draft)
        return _resolved(scene, one, doer) if doer else None
    return _participant(scene, draft.target) if draft.target and draft.kind == "casualties" else None
