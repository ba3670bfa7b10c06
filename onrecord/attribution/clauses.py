"""The parts of a sentence around a cue: what follows it, where a clause begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.attribution.cues import CueVerb, cue_beginnings, cue_verbs
from onrecord.attribution.found import Found
from onrecord.attribution.frames import Frame, Item
from onrecord.attribution.sources import Range
from onrecord.record import Span
from onrecord.text import words

_LONGEST_CUE = 4


@dataclass(frozen=True)
class Cue:
    """A cue verb at the items ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    verb: CueVerb


@dataclass(frozen=True)
class Scene:
    """A sentence laid out for reading: the text, its items, and where its last mark stands."""

    text: str
    frame: Frame
    items: tuple[Item, ...]
    stop: int
    inside: bool = False

    @classmethod
    def of(cls, text: str, frame: Frame, *, inside: bool = False) -> Scene:
        """The scene of one sentence; ``stop`` excludes its final marks.

        ``inside`` says that the sentence is itself somebody's words.
        """
        stop = len(frame.items)
        while (
            stop and frame.items[stop - 1].quote is None and frame.items[stop - 1].lower in ".!?…"
        ):
            stop -= 1
        return cls(text, frame, frame.items, stop, inside)

    def span(self, start: int, end: int) -> Span:
        """The text of the items ``start`` to ``end`` (exclusive), without marks at its ends."""
        while start < end and self.items[start].lower in {",", ":", ";", "–", "—", "-"}:
            start += 1
        while end > start and self.items[end - 1].lower in {",", ":", ";", "–", "—", "-"}:
            end -= 1
        return self.frame.spanning(start, end) if end > start else Span(0, 0)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The folded words; empty for quotes."""
        return tuple(item.lower for item in self.items)

    def lower(self, at: int) -> str:
        """The folded word at ``at``; empty outside the sentence and for quotes."""
        return self.lowered[at] if 0 <= at < len(self.items) else ""

    def places_of(self, phrase: tuple[str, ...]) -> Iterator[int]:
        """Where the folded words of a phrase stand next to each other before the last mark."""
        if phrase[0] not in self.lowered:
            return
        for at in range(self.stop - len(phrase) + 1):
            if self.lowered[at : at + len(phrase)] == phrase:
                yield at

    def is_quote(self, at: int) -> bool:
        """Whether the item at ``at`` is a quote."""
        return 0 <= at < len(self.items) and self.items[at].quote is not None

    def next_quote(self, at: int, limit: int | None = None) -> int | None:
        """The first quote from ``at`` on."""
        end = len(self.items) if limit is None else limit
        return next((i for i in range(at, end) if self.items[i].quote), None)


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
    """Whether this is "believed to be", "said to have": a hedge, not an attribution."""
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


def _adverbs_only(scene: Scene, start: int, end: int) -> bool:
    return all(
        scene.lower(at) in words("grammar", "adverbs") or scene.lower(at).endswith("ly")
        for at in range(start, end)
    )


def coordinated_at(scene: Scene, cue: Cue) -> int | None:
    """The item of "and", "but" directly before a cue without a subject of its own, else None."""
    at = cue.start - 1
    while at >= 0 and (
        scene.lower(at) in words("grammar", "adverbs") or scene.lower(at).endswith("ly")
    ):
        at -= 1
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


def covers(outer: Range, at: int) -> bool:
    """Whether the item ``at`` lies in the range."""
    return outer.start <= at < outer.end


def is_third_person(text: str, found: Found) -> bool:
    """Whether the source is somebody other than the one who is being quoted."""
    source = " ".join(span.of(text).casefold() for span in found.source)
    return source not in {"i", "we", "you", "", "one"}
