"""Who acts, who suffers and where: the participants of a claim, with their party."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.claims.evidence import Attributed
from onrecord.claims.ground import Names
from onrecord.claims.places import is_force
from onrecord.claims.roles import by_phrase, holder, subject_of
from onrecord.claims.scene import Draft, Scene
from onrecord.claims.verbs import VerbHit
from onrecord.record import Agent, Participant, Party, Span
from onrecord.text import Token, fold


class Parts(NamedTuple):
    """The participants of one claim."""

    actor: Participant | None
    target: Participant | None
    place: Participant | None


def participants(scene: Scene, one: Attributed, names: Names) -> Parts:
    """The participants of a claim: as printed, "we" by who speaks, "they" by who came before.

    ``target`` is the place of a claim on ground, else the side that suffers or owns the item.
    """
    draft = one.draft
    actor = _resolved(scene, one, _doer(scene, draft))
    place = _named(scene, draft.place) if draft.place else None
    if draft.kind == "territory":
        return Parts(actor or _from_parent(scene, one), _comparand_side(scene, draft) or place, place)
    if draft.kind in ("control", "withdrawal"):
        return Parts(actor, place, place)
    owner = _owner(scene, one, names)
    if owner is None and draft.disposition == "abandoned":
        owner = actor
    return Parts(actor, owner, place)


def _from_parent(scene: Scene, one: Attributed) -> Participant | None:
    parent = one.draft.parent
    if parent is None:
        return None
    return _resolved(scene, Attributed(parent, one.statement, one.publisher, one.literal), _doer(scene, parent))


# ---------------------------------------------------------------- who acts


_NO_DOER = frozenset(["fall", "change hands", "die", "perish", "drown", "explode", "sink", "crash", "burn", "collapse", "go missing", "disappear", "vanish", "go under", "go up in flames", "burst into flames", "stay behind", "remain behind", "stand empty", "stand abandoned", "surrender"])  # noqa: E501
_INSTRUMENTS = frozenset(["shrapnel", "fire", "shelling", "drone", "drones", "missile", "missiles", "rocket", "rockets", "explosion", "blast", "strike", "strikes", "attack", "attacks", "bomb", "bombs", "shell", "shells", "debris", "toll", "bombardment", "mine", "mines", "it"])  # noqa: E501


def _doer(scene: Scene, draft: Draft) -> Span | None:
    """The words of who acts: holder, "by" phrase of a passive, subject of an active verb."""
    held = holder(draft) if draft.kind in ("control", "territory") else None
    verb = draft.verb
    if held is not None or verb is None or verb.lemma in _NO_DOER:
        return held
    reduced = "participle" in verb.form and verb.first == verb.head
    after = draft.clause.lowered[verb.last + 1 : verb.last + 2]
    if verb.passive or reduced and (after == ("by",) or _follows_object(draft, verb)):
        who = by_phrase(draft.clause, verb)
    else:
        who = subject_of(draft.passage, draft.clause, verb)
    if who is None or any(who.meets(other) for other in _not_doers(draft)):
        return None
    last = who.of(scene.text).split()[-1].casefold()
    return None if last in _INSTRUMENTS and len(who.of(scene.text).split()) > (last == "it") else who


def _not_doers(draft: Draft) -> list[Span]:
    spans = [draft.place, draft.quantity.span if draft.quantity is not None else None]
    if draft.kind == "casualties" and draft.group != "lost":
        spans.append(draft.target)
    return [span for span in spans if span is not None]


def _follows_object(draft: Draft, verb: VerbHit) -> bool:
    return draft.target is not None and draft.target.end <= draft.clause.tokens[verb.head].start and draft.disposition != "abandoned"


# ---------------------------------------------------------------- who suffers


def _owner(scene: Scene, one: Attributed, names: Names) -> Participant | None:
    draft = one.draft
    if draft.group == "lost" or draft.kind == "materiel" and draft.disposition is None:
        verb = draft.verb
        if verb is not None and verb.lemma == "lose" and not verb.passive:
            return _resolved(scene, one, subject_of(draft.passage, draft.clause, verb))
    if draft.target is not None:
        owner = _owner_in_phrase(scene, one, draft.target, names) or _owner_after(scene, draft, names)
        if owner is not None:
            return owner
    if draft.group in _BUILT and draft.target is not None:
        return _named(scene, _with_place(scene, draft))
    if draft.kind == "casualties":
        return _losses_of(scene, draft, names) or _people(scene, draft)
    if draft.parent is not None:
        return _owner(scene, Attributed(draft.parent, one.statement, one.publisher, one.literal), names)
    return None


_BUILT = frozenset(["bridge", "depot", "installation"])


def _with_place(scene: Scene, draft: Draft) -> Span:
    """A building with where it stands: "the bridge at Orlen Ford"."""
    target = draft.target or draft.anchor
    figure = draft.quantity.span if draft.quantity is not None else None
    start = figure.end if figure is not None and target.holds(figure) else target.start
    where = re.match(r"\s+(?:at|in|near|over|across|of)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*", scene.text[target.end : draft.clause.span.end])
    lead = re.match(r"\s*of\s+", scene.text[start : target.end])
    start += lead.end() if lead else 0
    return Span(start, target.end + (where.end() if where else 0)).trimmed(scene.text)


_SIDES = frozenset(["enemy", "army", "government", "rebel", "navy", "police", "militia", "separatist"])
_THEIR = frozenset(["its", "their", "our", "his", "her", "my"])


def _owner_in_phrase(scene: Scene, one: Attributed, target: Span, names: Names) -> Participant | None:
    """The side named inside or just before the noun phrase: "Ruritanian tanks", "the navy's flagship"."""
    toks = one.draft.clause.tokens
    last = next((i for i in reversed(range(len(toks))) if toks[i].end <= target.end), None)
    if last is None:
        return None
    for index in range(last, max(-1, last - 8), -1):
        token = toks[index]
        low = token.lower.removesuffix("'s")
        if index < last and token.start < target.start and not token.lower.endswith("'s") and token.lower not in _THEIR:
            break
        if low in _THEIR:
            resolved = _resolved(scene, one, token.span)
            return resolved if resolved is None or fold(resolved.name) not in _THEIR else None
        sided = token.is_capitalised and low in names.bodies or party_of(scene, token.text) is not None
        if sided or token.lower.endswith("'s") and is_force(toks, index, index, names.bodies):
            return _named(scene, _with_genitive(token))
        if low in _SIDES and index < last:
            return _named(scene, token.span)
    return None


def _with_genitive(token: Token) -> Span:
    return Span(token.start, token.end - 2) if token.lower.endswith("'s") else token.span


def _owner_after(scene: Scene, draft: Draft, names: Names) -> Participant | None:
    """"… of the 8th Brigade" after the noun."""
    if draft.target is None:
        return None
    toks = [t for t in draft.clause.tokens if t.start >= draft.target.end][:7]
    for index, token in enumerate(toks[:-1]):
        if token.lower != "of":
            continue
        end = index + 1
        while end < len(toks) and (toks[end].is_capitalised or toks[end].lower in ("the", "government") or toks[end].text[0].isdigit()):
            end += 1
        span = Span(toks[index + 1].start, toks[end - 1].end) if end > index + 1 else None
        if span is not None and (is_force(toks, index + 1, end - 1, names.bodies) or party_of(scene, span.of(scene.text))):
            return _named(scene, span)
    return None


def _losses_of(scene: Scene, draft: Draft, names: Names) -> Participant | None:
    """"Ruritanian losses at nine killed": the side before the noun."""
    match = re.search(r"([\w’'-]+)\s+(?:army\s+|own\s+)?(?:losses|casualties|dead|death toll)\b", draft.clause.text(scene.text))
    if match is None or match.group(1).casefold().removesuffix("’s").removesuffix("'s") not in names.bodies | _SIDES:
        return None
    start = draft.clause.span.start + match.start(1)
    return _named(scene, Span(start, start + len(match.group(1).removesuffix("’s").removesuffix("'s"))))


def _people(scene: Scene, draft: Draft) -> Participant | None:
    """The people counted, without their figure."""
    if draft.target is None:
        return None
    figure = draft.quantity.span if draft.quantity is not None else None
    start = figure.end if figure is not None and draft.target.holds(figure) else draft.target.start
    words = re.match(r"\s*(?:of\s+)?(?:the\s+|no\s+|a\s+|an\s+)?", scene.text[start : draft.target.end], re.IGNORECASE)
    span = Span(start + (words.end() if words else 0), draft.target.end)
    return _named(scene, span) if span.end > span.start else None


def _comparand_side(scene: Scene, draft: Draft) -> Participant | None:
    if draft.comparison is None:
        return None
    other = draft.comparison.other.span
    who = re.match(r"((?:the\s+)?(?:[A-Z][\w’'-]+\s+){0,3}[\w-]+)\s+(?:have|has|had|controlled|held|hold|gained|lost)\b", other.of(scene.text))
    if who is None or fold(who.group(1)) in ("it", "they", "we", "he"):
        return None
    return _named(scene, Span(other.start, other.start + who.end(1)))


# ---------------------------------------------------------------- names and parties


_OWN = frozenset(["we", "our", "us", "i", "my", "one", "ours"])
_THIRD = frozenset(["they", "their", "them", "it", "its", "he", "she", "his", "her"])


def _resolved(scene: Scene, one: Attributed, span: Span | None) -> Participant | None:
    """A participant behind its words: the speaker's side for "we", who came before for "they"."""
    if span is None:
        return None
    words = {fold(w) for w in re.findall(r"[\w’']+", span.of(scene.text))}
    agent = scene.agent(one.statement.speaker) if one.statement is not None else None
    if agent is not None and one.statement is not None:
        indirect = one.statement.form != "direct"
        theirs = {"it", "its", "his", "her", "their", "they"}
        if words & _OWN or indirect and words & theirs and not _named_before(scene, one, span):
            return Participant(name=agent.name, span=span, party=_agent_party(scene, agent))
    if words & _THIRD:
        earlier = _earlier(scene, span)
        if earlier is not None:
            return Participant(name=earlier.of(scene.text), span=span, party=party_of(scene, earlier.of(scene.text)))
    return _named(scene, span)


def _named_before(scene: Scene, one: Attributed, span: Span) -> bool:
    """Whether the statement itself names a force before the pronoun."""
    if one.statement is None:
        return False
    start = min(piece.start for piece in one.statement.content)
    return start < span.start and _FORCE.search(scene.text[start : span.start]) is not None


_FORCE = re.compile(
    r"(?:[A-Z][\w’'-]+\s+)+(?:army|military|forces|troops|soldiers|navy|fighters|rebels|units|brigades?|government|militia)\b|\b[Tt]he\s+(?:[A-Z][\w-]+(?:ans|ians|ese|ish|s)|rebels|army|militia|insurgents|separatists|enemy|government|troops|fighters|marines|soldiers|attackers|defenders|guerrillas)\b"  # noqa: E501
)


def _earlier(scene: Scene, span: Span) -> Span | None:
    """The last force named before a pronoun, in its paragraph."""
    floor = max(scene.text.rfind("\n\n", 0, span.start), span.start - 400, 0)
    found = list(_FORCE.finditer(scene.text, floor, span.start))
    return Span(*found[-1].span()) if found else None


def _agent_party(scene: Scene, agent: Agent) -> str | None:
    return agent.party.id if agent.party else party_of(scene, f"{agent.name} {agent.role or ''}")


def _named(scene: Scene, span: Span) -> Participant:
    if "(" in span.of(scene.text) and ")" not in span.of(scene.text):
        span = Span(span.start, scene.text.index("(", span.start)).trimmed(scene.text)
    span = span.trimmed(scene.text)
    words = re.sub(r"\s+", " ", span.of(scene.text)).strip()
    return Participant(name=words, span=span, party=party_of(scene, words))


def party_of(scene: Scene, words: str) -> str | None:
    """The id of the party that words name first, by the profile's names and adjectives."""
    found = [(_position(words, party), party.id) for party in scene.parties]
    hits = [(at, party) for at, party in found if at >= 0]
    return min(hits)[1] if hits else None


def _position(words: str, party: Party) -> int:
    folded = fold(words)
    places = []
    for name in (party.name, *party.names, *party.adjectives):
        match = re.search(rf"(?<!\w){re.escape(fold(name))}(?:s|'s)?(?!\w)", folded)
        if match:
            places.append(match.start())
    return min(places, default=-1)
