"""By which way words came: the platform, broadcast or occasion that the report names with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from onrecord.attribution.found import Found
from onrecord.attribution.frames import Paragraph
from onrecord.attribution.scenery import Scenery, scene_of, scenery, sentence_before
from onrecord.record import Channel, ChannelName, Span
from onrecord.text import compile_phrases, fold, lexicon, sentences, words

_NAME = r"[^\W\d_a-zа-я](?:[\w.’'+]*\w)?(?:[ -][^\W\d_a-zа-я]\w*){0,2}"
_ONE_OFF = 5  # letters from which a name may miss one letter and still be the platform
_TWO_OFF = 8
_HEAD = 1500  # characters in which a transcript says what it is one of
_ORDER: tuple[ChannelName, ...] = (
    "press conference", "television", "radio", "interview", "video", "statement",
)  # fmt: skip
_SLOT = r"(?:told|tells|telling|on|to|with|by|for|at|via)\s+(?:the |its |his |her )?"
_HIDDEN = "\ue000"
_ASIDE = re.compile(
    r",\s*(?:who|whose)\s+(?!spoke|speaks|was|were|had|gave|appeared|posted|wrote|reached|asked)[^,;:.]*(?:,|$)",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:reached|rang|called|phoned|telephoned|spoke to|contacted)\s+(?:him|her|them)\b"
    r"[^.]{0,30}\.?$"
    r"|\b(?:by|over the|on the) (?:tele)?phone\b[^.]{0,30}\.?$",
    re.IGNORECASE,
)


def channel_of(
    text: str,
    found: Found,
    previous: Channel | None = None,
    same_speaker_same_paragraph: bool = False,
    paragraph: Paragraph | None = None,
    siblings: Sequence[Found] = (),
) -> Channel | None:
    """The channel named where the words are introduced, else the one they carry on.

    ``previous`` is the channel of the statement before; it carries on where the same speaker goes
    on in the same paragraph and nothing names another occasion or time.
    """
    scene = _without_asides(scene_of(text, found, paragraph, siblings))
    named = named_channel(scene) or _in_source(text, found)
    if named is not None:
        return named
    occasion = _occasion_before(text, found, paragraph)
    if occasion is not None:
        return occasion
    if same_speaker_same_paragraph and previous is not None:
        thought = found.verb is not None and (
            found.verb.is_attitude or (found.verb.takes("denying") and _opens_sentence(text, found))
        )
        return None if thought or _breaks().search(scene.words) else previous
    return _reached_before(text, found) or _transcribed(text, found)


def _opens_sentence(text: str, found: Found) -> bool:
    return text[found.scene.start : found.scene.start + 1].isupper()


def _without_asides(scene: Scenery) -> Scenery:
    """The words without a clause that tells who somebody is: ", who presents the news,"."""
    masked = _ASIDE.sub(lambda m: "," + " " * (len(m.group()) - 1), scene.words)
    return Scenery(masked, scene.start)


def _occasion_before(text: str, found: Found, paragraph: Paragraph | None) -> Channel | None:
    """As in "Ba appeared on television. “…,” he said": told in the sentence before."""
    if paragraph is None or found.inner or not _goes_on_about(text, found):
        return None
    before = sentence_before(paragraph, min(found.start, found.scene.start))
    if before is None:
        return None
    hidden = [quote.outer for quote in paragraph.quotes]
    lead = _without_asides(scenery(text, before, hidden))
    if _HIDDEN in lead.words or not _appearing().intersection(fold(lead.words).split()):
        return None
    return named_channel(lead)


def _goes_on_about(text: str, found: Found) -> bool:
    """Whether the speaker is a pronoun, or nobody is named with direct speech."""
    if not found.source:
        return found.form == "direct"
    return fold(found.source[0].of(text)) in {"he", "she", "they"}


def _appearing() -> frozenset[str]:
    return words("channels", "appearing")


def named_channel(scene: Scenery) -> Channel | None:
    """The channel that words name, if any: a platform before an occasion.

    >>> named_channel(scenery("She wrote on Telegramm: no.", Span(0, 27))).name
    'Telegram'
    """
    for name, place in _platforms_in(scene):
        return Channel(name=name, span=place)
    for kind in _ORDER:
        match = _kinds(kind).search(scene.words)
        if match:
            return Channel(name=kind, span=scene.place(match))
        told = _broadcaster(scene, kind)
        if told is not None:
            return Channel(name=kind, span=told)
    return None


def _in_source(text: str, found: Found) -> Channel | None:
    """A source that is itself a way: "a Telegram channel with a million readers"."""
    for span in found.source:
        written = _written().match(text, *span)
        if written is not None and found.cue:
            return Channel(name="statement", span=Span(*written.span()))
        channel = named_channel(_without_asides(scenery(text, span)))
        if channel is None:
            continue
        speaks = channel.name in {"statement", "video"} or channel.name in _spellings().values()
        if speaks or (channel.name == "interview" and _reached_here(text, channel.span)):
            return channel
    return None


def _reached_here(text: str, place: Span | None) -> bool:
    return place is not None and place.of(text).casefold().startswith(
        ("reached", "contacted", "by ")
    )


def _transcribed(text: str, found: Found) -> Channel | None:
    """A line of a transcript ("Ba: We left at noon.") comes from the occasion its head names."""
    unquoted = text[found.start - 1 : found.start].isspace()
    ahead = found.scene.end <= found.start and "@" not in found.scene.of(text)
    if found.cue or found.form != "direct" or not unquoted or not ahead:
        return None
    head = scenery(text, Span(0, min(_HEAD, found.scene.start)))
    for kind in ("press conference", "interview"):
        match = (
            _kinds(kind).search(head.words) if kind == "interview" else _press().search(head.words)
        )
        if match:
            return Channel(name=kind, span=head.place(match))
    return None


@cache
def _press() -> re.Pattern[str]:
    return re.compile(rf"{_kinds('press conference').pattern}|\bbriefing\b", re.IGNORECASE)


def _reached_before(text: str, found: Found) -> Channel | None:
    """As in "She sounded tired when we reached her. “…,” she said."."""
    start = min(found.start, found.scene.start)
    line = text.rfind("\n", 0, start) + 1
    before = sentences(text, Span(max(line, start - 300), start))
    opening = text[before[-1].end : start].strip(' "“„«‘') if before else "x"
    match = None if opening or not before else _REACHED.search(before[-1].of(text))
    if match is None or found.inner:
        return None
    place = Span(before[-1].start + match.start(), before[-1].start + match.end())
    return Channel(name="interview", span=place.trimmed(text, "."))


def _platforms_in(scene: Scenery) -> Iterator[tuple[ChannelName, Span]]:
    """Platforms in the slots where a platform is named, in the order of the text."""
    hits: list[tuple[Span, ChannelName]] = []
    for pattern in _slots():
        for match in pattern.finditer(scene.words):
            place = scene.place(match, match.re.groupindex["name"])
            hit = _platform(match["name"], match.group(), scene.words[match.end("name") :])
            if hit is not None:
                name, part = hit
                hits.append((Span(place.start + part.start, place.start + part.end), name))
    for word_name, pattern in _by_word():
        hits.extend((scene.place(m), word_name) for m in pattern.finditer(scene.words))
    for place, name in sorted(hits):
        yield name, place


def _platform(written: str, slot: str, after: str) -> tuple[ChannelName, Span] | None:
    """The platform a name stands for, and which of its letters do so."""
    parts = re.split(r"([ -])", written)
    for first in range(0, len(parts), 2):
        for end in range(len(parts), first, -2):
            candidate = "".join(parts[first:end])
            name = platform_name(candidate)
            if name is None:
                continue
            follower = "".join(parts[end:]) + after
            common = candidate in lexicon("channels")["ambiguous"]["names"]
            if common and (first or not _is_meant(slot, follower)):
                return None
            start = len("".join(parts[:first]))
            return name, Span(start, start + len(candidate))
    return None


def _is_meant(slot: str, after: str) -> bool:
    """Whether a name that is also a common word stands for the platform here."""
    led = re.match(r"(?:on|via|through|over|took to|posted? (?:to|on))\b", slot, re.IGNORECASE)
    noun = re.match(r"[\s-]+(?:channel|account|post|page|feed|message|user|thread|profile)", after)
    return (led is not None and re.match(r"[ -][A-Z]", after) is None) or noun is not None


def platform_name(written: str) -> ChannelName | None:
    """The platform that a name, perhaps misspelt, stands for.

    >>> platform_name("Twotter"), platform_name("Telegraph")
    ('X', None)
    """
    folded = fold(written)
    if folded in _spellings():
        return _spellings()[folded]
    if folded in lexicon("channels")["not_platforms"]["names"]:
        return None
    for known, name in _spellings().items():
        reach = 0 if len(known) < _ONE_OFF + 2 else 1 if len(known) < _TWO_OFF else 2
        if reach and known[0] == folded[:1] and _distance_within(folded, known, reach):
            return name
    return None


@cache
def _spellings() -> dict[str, ChannelName]:
    table = lexicon("channels")["platforms"]
    return {fold(s): cast("ChannelName", name) for name, all_ in table.items() for s in all_}


def _distance_within(one: str, other: str, reach: int) -> bool:
    """Whether two words differ by at most ``reach`` insertions, deletions, changes or swaps."""
    if abs(len(one) - len(other)) > reach:
        return False
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1] <= reach


@cache
def _slots() -> tuple[re.Pattern[str], ...]:
    table = lexicon("channels")["slots"]
    poss = "(?:" + "|".join(table["possessives"]) + ")"
    built = []
    for body in table["patterns"]:
        lead, _, rest = body.partition("(?P<name>NAME)")
        tail = rest.replace("POSS", poss)
        lead = f"(?i:{lead.replace('POSS', poss)})"
        built.append(re.compile(rf"(?<!\w){lead}(?P<name>{_NAME}){tail}"))
    return tuple(built)


@cache
def _by_word() -> tuple[tuple[ChannelName, re.Pattern[str]], ...]:
    table = lexicon("channels")["slots"]["by_word"]
    return tuple(
        (cast("ChannelName", name), compile_phrases(forms)) for name, forms in table.items()
    )


@cache
def _kinds(kind: ChannelName) -> re.Pattern[str]:
    bodies = "|".join(lexicon("channels")["kinds"][kind])
    return re.compile(rf"(?<!\w)(?:{bodies})(?!\w)", re.IGNORECASE)


@cache
def _broadcasters(kind: str) -> re.Pattern[str] | None:
    table = lexicon("channels")["broadcasters"]
    if kind not in table["name_words"]:
        return None
    known = "|".join(re.escape(name) for name in sorted(table[kind], key=len, reverse=True))
    word = "|".join(table["name_words"][kind])
    part = r"[^\W\d_a-zа-я][\w’'-]*|\d+"
    worded = rf"(?:(?:{part})\s+){{0,3}}(?:{word})\b(?:\s+(?:{part})){{0,2}}"
    suffix = {"television": "TV", "radio": "FM"}[kind]
    made = rf"{worded}|(?:{part})-?{suffix}\d*"
    return re.compile(rf"(?<!\w){_SLOT}(?:[a-z][\w-]+\s+){{0,3}}({known}|{made})(?!\w)")


def _broadcaster(scene: Scenery, kind: str) -> Span | None:
    pattern = _broadcasters(kind)
    match = pattern.search(scene.words) if pattern is not None else None
    return scene.place(match, 1) if match is not None else None


@cache
def _written() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("channels")["written"]["patterns"]), re.IGNORECASE)


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("channels")["breaks"]["patterns"]), re.IGNORECASE)
