"""The parts of a sentence around a cue: what follows it, where a clause begins and ends."""

from __future__ import annotations

from onrecord.attribution.found import Found
from onrecord.attribution.scenes import Scene
from onrecord.attribution.sources import subject_before
from onrecord.attribution.spotting import Cue
from onrecord.text import words


def after_cue(scene: Scene, at: int, cue: Cue) -> int:
    """Where the content begins after a cue: behind an object, adverbs and "on Thursday"."""
    if cue.verb.takes("telling"):
        at = _skip_object(scene, at)
    while at < scene.stop:
        step = _skip_adjunct(scene, at)
        if step == at:
            break
        at = step
    return at


def _skip_object(scene: Scene, at: int) -> int:
    word = scene.lower(at)
    if word in words("grammar", "object_pronouns"):
        return at + 1
    if word in words("people", "speakers"):
        return at + 1
    if word in words("grammar", "determiners"):
        return _after_noun_phrase(scene, at + 1)
    if scene.items[at].capitalised if at < scene.stop else False:
        while at < scene.stop and scene.items[at].capitalised:
            at += 1
        return at
    return at


def _after_noun_phrase(scene: Scene, at: int) -> int:
    first = at
    while at < scene.stop and scene.items[at].is_word and at - first < 6:
        word = scene.lower(at)
        closed = word in words("grammar", "determiners") or word in words(
            "grammar", "subject_pronouns"
        )
        if (
            closed
            or word in words("grammar", "relatives")
            or word in words("grammar", "prepositions")
        ):
            break
        at += 1
    return at


def _skip_adjunct(scene: Scene, at: int) -> int:
    word = scene.lower(at)
    if word in words("grammar", "time_words") or (
        word in words("grammar", "adverbs") and word != "in"
    ):
        return at + 1
    if word.endswith("ly") and scene.lower(at + 1) not in words("grammar", "relatives") | {"a"}:
        return at + 1
    if word == "," and _adjunct_end(scene, at + 1) > at + 1:
        return at + 1
    return _adjunct_end(scene, at)


def _adjunct_end(scene: Scene, at: int) -> int:
    """Past a phrase such as "in a statement on Monday"; ``at`` where none begins there."""
    if scene.lower(at) not in words("grammar", "prepositions"):
        return at
    if scene.lower(at) == "at" and scene.lower(at + 1) in {"least", "most"}:
        return at
    end = at + 1
    if scene.lower(end) in words("grammar", "determiners"):
        end += 1
    end = _after_noun_phrase(scene, end)
    phrase = {scene.lower(i) for i in range(at + 1, end)}
    known = phrase & (
        words("grammar", "time_words")
        | words("channels", "occasions")
        | words("channels", "platform_words")
    )
    object_like = scene.lower(at) == "to" and phrase
    place_like = (
        scene.lower(at) in {"in", "from", "outside", "near"}
        and end - at <= 3
        and scene.items[min(at + 1, len(scene.items) - 1)].capitalised
    )
    return end if known or object_like or place_like else at


def clause_end(scene: Scene, start: int, cues: tuple[Cue, ...]) -> int:
    """Where a clause of content that begins at ``start`` ends: before a new attribution."""
    for at in range(start + 1, scene.stop):
        if scene.lower(at) == ";" and _new_attribution(scene, at, cues):
            return at
        if scene.lower(at) != ",":
            continue
        following = scene.lower(at + 1)
        if any(_adverbs_only(scene, at + 1, cue.start) for cue in cues if cue.start > at):
            return at
        if following in {"and", "but"} and _begins_new_subject(scene, at + 2, cues):
            return at
        if following in {
            "adding",
            "noting",
            "saying",
            "warning",
            "insisting",
            "claiming",
            "stressing",
            "arguing",
            "according",
        }:
            return at
        if following in {"while", "whereas"} and any(cue.start > at for cue in cues):
            return at
    return scene.stop


def _new_attribution(scene: Scene, at: int, cues: tuple[Cue, ...]) -> bool:
    """Whether a clause with a subject and a cue of its own begins behind the semicolon."""
    if scene.lower(at + 1) in {"that", "and"}:
        return False
    following = next((cue for cue in cues if cue.start > at), None)
    return following is not None and following.start - at < 20


def _begins_new_subject(scene: Scene, start: int, cues: tuple[Cue, ...]) -> bool:
    """Whether "residents said" begins right behind ", and"."""
    cue = next((cue for cue in cues if cue.start > start), None)
    if cue is None or cue.verb.is_attitude:
        return False
    source = subject_before(scene.items, cue.start, start)
    return source is not None and source.start == start


def _adverbs_only(scene: Scene, start: int, end: int) -> bool:
    return all(
        scene.lower(at) in words("grammar", "adverbs") or scene.lower(at).endswith("ly")
        for at in range(start, end)
    )


def before_adverbs(scene: Scene, at: int) -> int:
    """The first item at or before ``at`` that is no adverb; -1 where there is none."""
    while at >= 0 and (
        scene.lower(at) in words("grammar", "adverbs") or scene.lower(at).endswith("ly")
    ):
        at -= 1
    return at


def coordinated_at(scene: Scene, cue: Cue) -> int | None:
    """The item of "and", "but" directly before a cue without a subject of its own, else None."""
    at = before_adverbs(scene, cue.start - 1)
    return at if scene.lower(at) in {"and", "but", "or", "yet"} else None


def looks_like_clause(scene: Scene, start: int, end: int) -> bool:
    """Whether the items hold a verb, as a content clause must."""
    if end - start > 1 and scene.lower(start) in {"he", "she", "it", "they", "we", "i", "you"}:
        return True
    for at in range(start, end):
        word = scene.lower(at)
        if word in words("grammar", "auxiliaries") or word in words("clause_words", "finite"):
            return True
        past = word.endswith("ed") and word not in words("clause_words", "no_past")
        if at > start and past and not scene.items[at].capitalised:
            return True
    return False


def has_figure(scene: Scene, start: int, end: int) -> bool:
    """Whether the items hold a number in figures or words."""
    return any(
        scene.lower(at)[:1].isdigit() or scene.lower(at) in words("clause_words", "numbers")
        for at in range(start, end)
    )


def is_third_person(text: str, found: Found) -> bool:
    """Whether the source is somebody other than the one who is being quoted."""
    source = " ".join(span.of(text).casefold() for span in found.source)
    return source not in {"i", "we", "you", "", "one"}
