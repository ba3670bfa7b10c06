"""What a speaker is as a witness: official, expert, eyewitness, or none of these."""

from __future__ import annotations

import re
from functools import cache

from onrecord.claims.scene import Scene
from onrecord.record import Agent, EvidenceKind, Span, Statement
from onrecord.text import compile_phrases, lexicon


def standing(scene: Scene, statement: Statement) -> tuple[frozenset[EvidenceKind], Span] | None:
    """What kinds of evidence a statement's speaker is by themselves, and the words that say so.

    The word of an armed group that is no state's is not an official one.
    """
    agent = scene.agent(statement.speaker)
    span = (
        statement.source[0]
        if statement.source
        else (agent.mentions[0] if agent and agent.mentions else None)
    )
    if span is None:
        return None
    if statement.id not in scene.standings:
        scene.standings[statement.id] = kinds_of(scene, agent, statement)
    kinds = scene.standings[statement.id]
    return (kinds, span) if kinds else None


def kinds_of(
    scene: Scene, agent: Agent | None, statement: Statement | None = None
) -> frozenset[EvidenceKind]:
    """Official, expert and eyewitness, by role, name and the words at the attribution."""
    described = _described(scene, agent, statement)
    if _has("expert", described):
        return frozenset(["expert"])
    kinds: set[EvidenceKind] = set()
    content = " ".join(p.of(scene.text) for p in statement.content) if statement else ""
    if (
        (_pattern("saw").search(content) and not _has("relaying", described))
        or (statement is not None and _watched(scene, statement))
        or (_has("eyewitness", described) and not _has("official", described))
    ):
        kinds.add("eyewitness")
    if _is_official(scene, agent, statement, described):
        kinds.add("official")
    elif _has("eyewitness", described):
        kinds.add("eyewitness")
    return frozenset(kinds)


def _watched(scene: Scene, statement: Statement) -> bool:
    """Whether the words around the source say that they saw it happen."""
    for source in statement.source:
        after = re.match(r"[^.!?]{0,120}", scene.text[source.end : source.end + 121])
        if re.search(
            r"\b(?:watched|witnessed|looked on|saw it)\b",
            source.of(scene.text) + (after.group() if after else ""),
        ):
            return True
    return False


def _is_official(
    scene: Scene, agent: Agent | None, statement: Statement | None, described: str
) -> bool:
    if agent is None or _has("private", described):
        return False
    if agent.kind == "group":
        return _has("officials", described)
    if _has("nonstate", described) and not _has("leading", described):
        return False
    if agent.kind == "anonymous":
        private = statement is not None and statement.via is not None
        return not private and _has("official", described) and not _has("eyewitness", described)
    if agent.party is not None or _has("official", described):
        return True
    return agent.kind == "organisation" and _is_state(scene, agent.name)


def _described(scene: Scene, agent: Agent | None, statement: Statement | None) -> str:
    parts = []
    if agent is not None:
        parts += [agent.name, agent.role or ""]
    if statement is not None:
        parts += [span.of(scene.text) for span in statement.source]
    if agent is not None and not any(
        _has(kind, " | ".join(parts)) for kind in ("expert", "nonstate", "official", "eyewitness")
    ):
        parts += [_apposition(scene.text, span) for span in agent.mentions[:3]]
    parts += [_spelled_out(scene.text, short) for short in _SHORT.findall(" ".join(parts))]
    return " | ".join(parts)


_SHORT = re.compile(r"\b[A-Z]{2,6}\b")


def _spelled_out(text: str, short: str) -> str:
    """The words before "(LSA)", which say what an abbreviated body is."""
    at = text.find(f"({short})")
    return text[max(0, at - 45) : at] if at >= 0 else ""


_AFTER_NAME = re.compile(
    r"(?:\s*\([^)]{0,60}\))?(?:,\s+([a-z][^,.;:\"“”«»]{3,80})[,.;:]|\s+((?:of|from|at|in|with)\s[^,.;:\"“”«»]{3,60}))"
)
_BEFORE_NAME = re.compile(r"(?:[\w’'-]+\s+){1,4}$")


def _apposition(text: str, mention: Span) -> str:
    """The words beside a name that may say what its bearer is: before it, "of …", ", a …,"."""
    after = _AFTER_NAME.match(text, mention.end, mention.end + 140)
    before = _BEFORE_NAME.search(text, max(0, mention.start - 45), mention.start)
    words = [before.group() if before else ""]
    words += [group for group in (after.groups() if after else ()) if group]
    return " | ".join(words)


def _has(kind: str, words: str) -> bool:
    return _pattern(kind).search(words) is not None


def _is_state(scene: Scene, name: str) -> bool:
    """Whether a bare name is a state's: the report gives it a government, army or office."""
    if " " in name.strip() and not name.startswith("the "):
        return False
    offices = (
        r"(?:president|prime minister|government|army|navy|ministry|minister|war office|"
        r"admiralty|high command|command|servicemen|marines|"
        r"air force|capital|foreign|defen[cs]e|drone|coastguard|border|king|"
        r"parliament|chancellor|troops|soldiers|armed forces|military)"
    )
    stem = re.escape(name.strip())
    pattern = rf"\b{stem}(?:n|an|ian|i)?(?:['’]s?)?\s+(?:\w+\s+)?{offices}"
    return re.search(pattern, scene.text, re.IGNORECASE) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return compile_phrases(lexicon("evidence")["speakers"][kind])
