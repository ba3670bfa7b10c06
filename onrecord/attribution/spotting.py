"""Where cue verbs stand in a sentence, used as verbs and not negated."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attribution.cues import CueVerb, cue_beginnings, cue_verbs
from onrecord.attribution.scenes import Scene
from onrecord.text import words

_LONGEST_CUE = 4


@dataclass(frozen=True)
class Cue:
    """A cue verb at the items ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    verb: CueVerb


def find_cues(scene: Scene) -> tuple[Cue, ...]:
    """The cue verbs of a sentence that are used as verbs and not negated, from left to right."""
    forms, found, at = cue_verbs(), [], 0
    depth = -1 if scene.lower(0) == "(" else 0
    while at < scene.stop:
        depth += {"(": 1, ")": -1}.get(scene.lower(at), 0)
        if depth > 0:
            at += 1
            continue
        cue = _cue_at(scene, at, forms)
        if cue is not None and _is_verb(scene, cue) and not _is_negated(scene, cue):
            found.append(cue)
            at = cue.end
        else:
            at += 1
    return tuple(found)


def _cue_at(scene: Scene, at: int, forms: dict[tuple[str, ...], CueVerb]) -> Cue | None:
    if scene.lowered[at] not in cue_beginnings():
        return None
    for length in range(_LONGEST_CUE, 0, -1):
        key = scene.lowered[at : at + length]
        if len(key) == length and key in forms:
            return Cue(at, at + length, forms[key])
    return None


def _is_verb(scene: Scene, cue: Cue) -> bool:
    before = scene.lower(cue.start - 1)
    if before in words("grammar", "determiners") and before not in {
        "all",
        "both",
        "many",
        "some",
        "most",
        "few",
    }:
        return False
    quoted_as = before == "as" and cue.verb.form == "saying"
    if before in words("grammar", "prepositions") and before != "to" and not quoted_as:
        return False
    if cue.verb.form in words("cues", "noun_forms") and _reads_as_noun(scene, cue, before):
        return False
    return not (
        scene.items[cue.start].capitalised and cue.start > 0 and cue.verb.form != cue.verb.lemma
    )


def _reads_as_noun(scene: Scene, cue: Cue, before: str) -> bool:
    """Whether a form that is also a noun ("claims", "report") is one here."""
    after = scene.lower(cue.end)
    named = cue.start > 0 and scene.items[cue.start - 1].capitalised and not before.endswith("'s")
    if before in words("grammar", "subject_pronouns") or named or before == ")":
        return False
    if before == "," and cue.end < scene.stop and scene.items[cue.end].capitalised:
        return False
    if before in words("grammar", "adverbs") and before != "in":
        return False
    if after in {"that", ":"} or scene.is_quote(cue.end):
        return before.endswith("'s")
    if after in {
        "of",
        "by",
        "from",
        "about",
        "against",
        "were",
        "are",
        "have",
        "on",
        "for",
        ",",
        ".",
    }:
        return True
    if cue.verb.form == cue.verb.lemma:
        return not before.endswith("s") or before.endswith(("'s", "ous", "ss"))
    return not _has_determined_noun(scene, cue.start)


def _has_determined_noun(scene: Scene, end: int) -> bool:
    """Whether a singular noun with its determiner stands directly before ``end``."""
    for at in range(end - 2, max(-1, end - 6), -1):
        if scene.lower(at) in words("grammar", "determiners"):
            return not scene.lower(end - 1).endswith("s")
        if not scene.items[at].is_word:
            return False
    return False


def _is_negated(scene: Scene, cue: Cue) -> bool:
    for at in range(cue.start - 1, max(-1, cue.start - 4), -1):
        word = scene.lower(at)
        if word in words("grammar", "negations"):
            return True
        if not word or not (
            word in words("grammar", "auxiliaries")
            or word in words("grammar", "adverbs")
            or word == "to"
        ):
            return False
    return False


def is_hedged_infinitive(scene: Scene, cue: Cue) -> bool:
    """Whether this is "believed to be", "said to have": a hedge; "Ba claimed to have" is none."""
    if cue.verb.lemma == "claim" and not is_passive(scene, cue):
        return False
    return (
        scene.lower(cue.end) == "to"
        and scene.lower(cue.end + 1) in {"be", "have"}
        and (cue.verb.form.endswith(("ed", "t", "d", "n")))
    )


def is_passive(scene: Scene, cue: Cue) -> bool:
    """Whether the cue is a passive: "was reported", "are said to have"."""
    at = cue.start - 1
    while at >= 0 and (
        scene.lower(at) in words("grammar", "adverbs")
        or scene.lower(at) in {"not", "been", "being"}
        or scene.lower(at).endswith("ly")
    ):
        at -= 1
    participle = cue.verb.form.split()[0].endswith(("ed", "aid", "old", "ten", "en", "wn", "ght"))
    return participle and scene.lower(at) in {"is", "are", "was", "were", "be", "been", "being"} | (
        {"has", "have", "had"} if scene.lower(cue.start - 1) in {"been", "being"} else set()
    )
