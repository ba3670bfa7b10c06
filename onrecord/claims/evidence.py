"""Mentions of what claims rest on, and the claims that each mention backs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.claims.lines import Line
from onrecord.claims.scene import Draft, Scene
from onrecord.claims.speakers import kinds_of, standing
from onrecord.claims.unknowns import unknown_spans
from onrecord.record import Agent, EvidenceKind, Span, Statement
from onrecord.text import compile_phrases, lexicon


class Mention(NamedTuple):
    """Words that name evidence; ``by`` is the agent whose evidence or word it is."""

    span: Span
    kind: EvidenceKind
    by: str | None
    described_by: str


class Attributed(NamedTuple):
    """A draft with who says it: a statement, an agent id, or the author (both None)."""

    draft: Draft
    statement: Statement | None
    publisher: Agent | None
    literal: bool


def evidence_for(scene: Scene, claims: Sequence[Attributed]) -> tuple[frozenset[Mention], ...]:
    """For each claim what backs it: in its sentence, in its neighbours, by its speaker."""
    by_line: dict[int, list[int]] = {}
    for number, claim in enumerate(claims):
        by_line.setdefault(claim.draft.passage.line.index, []).append(number)
    found: list[set[Mention]] = [set() for _ in claims]
    for passage in scene.passages:
        line = passage.line
        near = [
            n for index in range(line.index - 1, line.index + 3) for n in by_line.get(index, ())
        ]
        if not near:
            continue
        unknown = unknown_spans(scene, passage)
        for mention in _mentions(scene, line, unknown):
            for number in _backed(scene, line, mention, {n: claims[n] for n in near}):
                if _ties(scene, mention, claims[number]):
                    found[number].add(mention)
    for number, claim in enumerate(claims):
        for mention in _by_speaker(scene, claim):
            if not any(
                m.kind == mention.kind and m.span.meets(mention.span) for m in found[number]
            ):
                found[number].add(mention)
    return tuple(frozenset(f) for f in found)


def _mentions(scene: Scene, line: Line, unknown: Sequence[Span]) -> list[Mention]:
    """The mentions of evidence in a sentence; not where it says that they do not tell."""
    found: list[Mention] = []
    for kind in ("satellite", "recording", "dataset", "document"):
        for match in _pattern(kind).finditer(scene.text, *line.span):
            span = Span(*match.span())
            if not any(span.meets(m.span) or _same_images(scene.text, span, m) for m in found):
                statement = scene.statement_at(span)
                teller = statement.speaker if statement and statement.speaker else "author"
                found.append(Mention(span, kind, None, teller))
    return sorted(m for m in found if not any(span.holds(m.span) for span in unknown))


def _same_images(text: str, span: Span, other: Mention) -> bool:
    """As "images from a weather satellite" is one mention, of a satellite."""
    between = text[min(span.end, other.span.end) : max(span.start, other.span.start)]
    return (
        other.kind == "satellite"
        and re.fullmatch(r"\s+(?:of|from|by)\s+(?:the\s+|a\s+)?(?:\w+\s+)?", between) is not None
    )


def _backed(
    scene: Scene, line: Line, mention: Mention, claims: Mapping[int, Attributed]
) -> list[int]:
    here = [
        n
        for n, c in claims.items()
        if c.draft.passage.line.index == line.index and _ties(scene, mention, c)
    ]
    if here:
        return here if _shows(scene, line, mention) else []
    if not _shows(scene, line, mention):
        return (
            _introduced(scene, line, mention, claims)
            if mention.kind in ("recording", "document")
            else []
        )
    if _turns(line):
        return []
    if scene.statement_at(mention.span) is not None:
        return []
    before = [
        n
        for n, c in claims.items()
        if c.draft.passage.line.index == line.index - 1 and c.draft.passage.line.block == line.block
    ]
    if before and mention.kind != "document" and mention.span.start - line.span.start <= 24:
        return before
    return [
        n
        for n, c in claims.items()
        if c.draft.passage.line.index == line.index + 1 and c.draft.passage.line.block == line.block
    ]


def _turns(line: Line) -> bool:
    """Whether the sentence turns against what was said before it."""
    return line.tokens[0].lower in ("but", "however", "yet", "though", "although")


def _ties(scene: Scene, mention: Mention, claim: Attributed) -> bool:
    """Whether nothing stands between a mention and a claim of the same sentence."""
    first, last = sorted([mention.span, claim.draft.anchor])
    if ";" in scene.text[first.end : last.start]:
        return False
    depicted = claim.statement is not None and claim.statement.manner == "depicted"
    return not depicted or mention.kind == "document"


def _shows(scene: Scene, line: Line, mention: Mention) -> bool:
    sentence = line.span.of(scene.text)
    if words_pattern("shows", "verbs").search(sentence):
        return True
    if mention.span.of(scene.text).casefold().startswith("burn scar"):
        return True
    if scene.text[mention.span.end : mention.span.end + 4] == " of ":
        return True
    before = scene.text[max(line.span.start, mention.span.start - 12) : mention.span.start]
    return (
        re.search(
            r"\b(?:in|on|from|per|these|those)\s+(?:these|those|the|this)?\s*$",
            before,
            re.IGNORECASE,
        )
        is not None
    )


def _introduced(
    scene: Scene, line: Line, mention: Mention, claims: Mapping[int, Attributed]
) -> list[int]:
    """Claims of a post or forged text that the sentence before announces ("with this post:")."""
    if mention.kind == "document":
        near = [
            n
            for n, c in claims.items()
            if c.draft.passage.line.index == line.index + 1
            and c.draft.passage.line.block == line.block
        ]
        return [n for n in near if not claims[n].literal]
    for later in scene.passages[line.index + 1 : line.index + 3]:
        if later.line.kind == "embedded_post":
            return [n for n, c in claims.items() if c.draft.passage.line.index == later.line.index]
    return []


_OWN_WITNESS = re.compile(
    r"\b(?:our|this paper[’']s|"
    r"the paper[’']s)\s+(?:own\s+)?(?:\w+\s+)?(?:correspondent|reporter|"
    r"photographer|reporters|correspondents)\b",
    re.IGNORECASE,
)


def _by_speaker(scene: Scene, claim: Attributed) -> set[Mention]:
    found: set[Mention] = set()
    statement = claim.statement
    if statement is None:
        line = claim.draft.passage.line.span
        own = _OWN_WITNESS.search(scene.text, *line)
        if own is not None:
            found.add(Mention(Span(*own.span()), "eyewitness", None, "author"))
    if claim.publisher is not None and "official" in kinds_of(scene, claim.publisher):
        found.add(
            Mention(
                _near(claim.publisher, claim.draft.clause.span),
                "official",
                claim.publisher.id,
                "author",
            )
        )
    if statement is None:
        return found
    if (
        statement.manner != "depicted"
        and statement.channel is not None
        and statement.channel.name == "video"
        and statement.channel.span is not None
    ):
        found.add(Mention(statement.channel.span, "recording", None, "author"))
    if not claim.literal:
        return found
    known = standing(scene, statement)
    if known is not None:
        kinds, span = known
        found |= {Mention(span, kind, statement.speaker, "author") for kind in kinds}
    return found


def _near(agent: Agent, span: Span) -> Span:
    inside = [m for m in agent.mentions if m.meets(span)]
    return inside[0] if inside else (agent.mentions[0] if agent.mentions else span)


def is_recording(agent: Agent | None) -> bool:
    """Whether what "says" something is evidence itself: "satellite imagery shows …"."""
    if agent is None or agent.kind in ("person", "anonymous", "group"):
        return False
    name = re.sub(r"^(?:the|a|an)\s+", "", agent.name, flags=re.IGNORECASE)
    return any(_pattern(kind).match(name) for kind in ("satellite", "recording"))


def publisher_of(scene: Scene, draft: Draft) -> Agent | None:
    """The body that a claim's own clause says has published the evidence for it."""
    clause = draft.clause
    verbs = frozenset(lexicon("evidence")["publishes"]["verbs"])
    at = next((i for i, word in enumerate(clause.lowered) if word in verbs), None)
    if (
        at is None
        or not at
        or not any(_pattern(k).search(clause.text(scene.text)) for k in ("recording", "satellite"))
    ):
        return None
    lead = Span(clause.tokens[0].start, clause.tokens[at - 1].end)
    best = [
        a
        for a in scene.agents
        if a.kind == "organisation" and any(lead.holds(m) for m in a.mentions)
    ]
    return best[0] if best else _named_in(scene, lead)


def _named_in(scene: Scene, lead: Span) -> Agent | None:
    said = lead.of(scene.text).casefold()
    for agent in scene.agents:
        if agent.kind == "organisation" and agent.name.casefold().removeprefix("the ") in said:
            return agent
    return None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return compile_phrases(lexicon("evidence")["mentions"][kind])


@cache
def words_pattern(section: str, table: str) -> re.Pattern[str]:
    """A pattern for one table of the evidence word list."""
    return compile_phrases(lexicon("evidence")[section][table])
