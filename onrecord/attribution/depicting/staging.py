"""What a paragraph shows: the things in it, whether they are invented, and who is shown in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal

from onrecord.attribution.depicting.people import Person, persons_of
from onrecord.attribution.frames import Frame, Item
from onrecord.attribution.quotes import Quote
from onrecord.record import Span
from onrecord.text import fold, phrases, words

Nature = Literal["fiction", "doubted", "story", "picture", "carrier"]
_PART_REACH = 5  # words
_TURNING = frozenset({"turns", "turned", "transforms"})
_REAL_BEFORE = 4  # words before a word of doubt in which it is taken back
_NO_NOUN_AFTER = frozenset(
    {"to", "he", "she", "they", "we", "i", "you", "it", "who", "will", "would", "can", "could",
     "may", "might", "must", "not", "should", "which"}
)  # fmt: skip


@dataclass(frozen=True)
class Prop:
    """A thing that can show or carry words; ``at`` is its place among the sentence's items."""

    span: Span
    nature: Nature
    at: int

    @property
    def weight(self) -> int:
        """How far the thing alone says that its words are invented."""
        return {"fiction": 2, "doubted": 2, "story": 1, "picture": 1, "carrier": 0}[self.nature]


@dataclass(frozen=True)
class Doubt:
    """Words that say, or only suggest, that something is invented."""

    span: Span
    weight: int


def named(table: str, word: str) -> bool:
    """Whether a folded word, or its singular, stands in one table of the list."""
    return _bare(word) in _with_plurals(table)


@lru_cache(maxsize=1 << 14)
def _bare(word: str) -> str:
    """A folded word without its possessive ending."""
    return re.sub(r"['’]s?$", "", word)


@cache
def _with_plurals(table: str) -> frozenset[str]:
    listed = words("staging", table)
    return listed | {f"{word}s" for word in listed}


@cache
def _prop_words() -> frozenset[str]:
    """A sentence without quotes and without any of these names no thing."""
    nouns = (_with_plurals(table) for table in ("fiction", "pictures", "carriers", "stories"))
    adjectives = (words("staging", table) for table in ("portraying", "made_up", "doubted"))
    return _TURNING.union(*nouns, *(map(_bare, listed) for listed in adjectives))


@cache
def _doubt_words() -> frozenset[str]:
    """A sentence without any of these doubts nothing."""
    listed = (words("staging", table) for table in ("made_up", "doubted", "seeming"))
    return frozenset({"never", "not", "said"}.union(_phrases_by_first(), *listed))


def props_of(text: str, frame: Frame) -> tuple[Prop, ...]:
    """The things of one sentence outside its quotes, in order."""
    if not frame.quotes and _prop_words().isdisjoint(_bare(item.lower) for item in frame.items):
        return ()
    found: list[Prop] = []
    for at, item in enumerate(frame.items):
        nature = _nature(frame.items, at)
        if item.quote is not None and _is_doubted(text, item.quote):
            nature = "doubted"
        if nature is None and _is_called(frame.items, at, "made_up"):
            nature = "doubted"
        if nature is None and _is_called(frame.items, at, "doubted"):
            nature = "carrier"
        if nature is None or _is_part(frame.items, at, found):
            continue
        if found and found[-1].at == at - 1 and item.quote is None:
            whole = Span(found[-1].span.start, item.span.end)  # "a spoof advertisement"
            found[-1] = Prop(whole, "fiction" if found[-1].nature == "fiction" else nature, at)
        else:
            found.append(Prop(item.span, nature, at))
    return tuple(found)


def _is_called(items: Sequence[Item], at: int, table: str) -> bool:
    """Whether a noun of any kind has such a word for its adjective: "a doctored banknote"."""
    if at < 1 or not items[at].is_word or items[at].capitalised:
        return False
    if _closes_noun(items[at]) and not items[at].lower.endswith("s"):
        return False
    ends = at + 1 >= len(items) or not items[at + 1].is_word or _closes_noun(items[at + 1])
    for back in (1, 2):
        if at - back < 1 or items[at - back].lower not in words("staging", table):
            continue
        led = items[at - back - 1].lower in {"a", "an", "the", "this", "that", "one", "another"}
        return led and ends and items[at].lower not in words("grammar", "prepositions")
    return False


def _closes_noun(item: Item) -> bool:
    listed = ("prepositions", "auxiliaries", "relatives", "conjunctions")
    closed = any(item.lower in words("grammar", table) for table in listed)
    return closed or item.capitalised or item.lower.endswith("s")


def _is_verb(items: Sequence[Item], at: int) -> bool:
    """Whether a form in -s has its object behind it: "a page quotes Ba", "calls it"."""
    if not items[at].lower.endswith("s") or at + 1 >= len(items) or at == 0:
        return False
    after = items[at + 1]
    return (
        after.capitalised
        or after.quote is not None
        or after.lower in words("grammar", "determiners")
        or after.lower in words("grammar", "object_pronouns")
    )


def _is_part(items: Sequence[Item], at: int, before: Sequence[Prop]) -> bool:
    """Whether a noun only tells of the thing before it: "a letter on headed paper"."""
    if not before or items[at].quote is not None:
        return False
    if {item.lower for item in items[max(0, at - 3) : at]} & {"like", "resembling"}:
        return True
    between = [item.lower for item in items[before[-1].at + 1 : at]]
    return (
        0 < len(between) <= _PART_REACH
        and between[0] in {"on", "with", "of", "under"}
        and all(item.is_word for item in items[before[-1].at + 1 : at])
        and not {"which", "that", "where"} & set(between)
    )


def _is_doubted(text: str, quote: Quote) -> bool:
    """Whether a noun is called into doubt by quotation marks: the "decree"."""
    word = fold(quote.inner.of(text))
    return len(word.split()) == 1 and (named("carriers", word) or named("pictures", word))


def _nature(items: Sequence[Item], at: int) -> Nature | None:
    item = items[at]
    word = item.lower
    if item.quote is not None:
        return None
    if not item.is_word or (at > 0 and items[at - 1].lower in _NO_NOUN_AFTER):
        return None
    if _is_verb(items, at):
        return None
    if item.capitalised and at > 0 and items[at - 1].capitalised and at > 1:
        return None  # part of a name: "Morning Post"
    turned = word in _TURNING and "into" in [i.lower for i in items[at:]]
    if turned or word in words("staging", "portraying"):
        return "fiction"
    table: tuple[tuple[Nature, str], ...] = (
        ("fiction", "fiction"), ("picture", "pictures"), ("carrier", "carriers"),
        ("story", "stories"),
    )  # fmt: skip
    return next((nature for nature, name in table if named(name, word)), None)


def doubts_of(frame: Frame) -> tuple[Doubt, ...]:
    """The words of one sentence that say that something is invented, in order."""
    items = [item for item in frame.items if item.quote is None]
    if _doubt_words().isdisjoint(item.lower for item in items):
        return ()
    found = tuple(_doubts(items))
    if any(item.lower in words("staging", "genuine") for item in items):
        return tuple(doubt for doubt in found if doubt.weight > 1)
    return found


def _doubts(items: Sequence[Item]) -> Iterator[Doubt]:
    lower = [item.lower for item in items]
    feared = False
    for i, word in enumerate(lower):
        before = lower[max(0, i - _REAL_BEFORE) : i]
        taken_back = feared or not words("staging", "not_doubted").isdisjoint(before)
        feared = feared or word.startswith("fear")
        phrase = _phrase_at(lower, i)
        if word == "never" and words("staging", "uttered").intersection(lower[i + 1 : i + 3]):
            yield Doubt(items[i].span, 2)
        elif (
            word == "not"
            and lower[i + 2 : i + 3] == ["by"]
            and lower[i + 1] in words("staging", "uttered")
        ):
            yield Doubt(Span(items[i].span.start, items[i + 2].span.end), 2)
        elif word == "said" and lower[i + 1 : i + 3] == ["to", "be"]:
            yield Doubt(items[i].span, 1)
        elif phrase:
            yield Doubt(Span(items[i].span.start, items[i + phrase - 1].span.end), 2)
        elif word in words("staging", "made_up") and not taken_back:
            yield Doubt(items[i].span, 2)
        elif word in words("staging", "doubted") and not taken_back:
            yield Doubt(items[i].span, 1)
        elif word in words("staging", "seeming") and _seems(lower, i):
            yield Doubt(items[i].span, 2 if _passes_itself_off(lower, i) else 1)


def _passes_itself_off(lower: Sequence[str], at: int) -> bool:
    """As in "a document that claims to be an order"."""
    claims = lower[at] in {"claims", "claiming", "purports", "purporting", "pretends", "pretending"}
    return claims and lower[at + 1 : at + 3] == ["to", "be"]


def _seems(lower: Sequence[str], at: int) -> bool:
    return lower[at] in {"resembling", "sounding"} or lower[at + 1 : at + 2] == ["to"]


def _phrase_at(lower: Sequence[str], at: int) -> int:
    """How many words of a listed phrase begin here; 0 for none."""
    for phrase in _phrases_by_first().get(lower[at], ()):
        if tuple(lower[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


@cache
def _phrases_by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases("staging", "made_up_phrases"):
        by_first.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(listed) for first, listed in by_first.items()}


@dataclass(frozen=True)
class Sentence:
    """One sentence with its things, its doubts and its people."""

    frame: Frame
    props: tuple[Prop, ...]
    doubts: tuple[Doubt, ...]

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The names and offices outside quotes, in order."""
        return persons_of(self.frame, [prop.at for prop in self.props])
