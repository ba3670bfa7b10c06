"""Names the source of each attribution, or says whom it may be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.attribution import leads
from onrecord.attribution.agents.naming import NameRun, name_runs
from onrecord.attribution.agents.phrases import Phrase, parse_phrase
from onrecord.attribution.agents.registry import Entry, Registry, gender_of
from onrecord.attribution.frames import Frame, Paragraph
from onrecord.attribution.scenes import Scene
from onrecord.record import AgentKind, Document, Identity, Poster, Span
from onrecord.text import tokens, words

_READ = frozenset({"paragraph", "list", "caption", "embedded_post"})
_SINGULAR = {"he": "m", "she": "f"}
_POSSESSIVES = {
    "his": "he",
    "him": "he",
    "her": "she",
    "its": "it",
    "their": "they",
    "them": "they",
}
_REACH = 4
_OPENING = 60
_RECENT = 40
_MOST_CANDIDATES = 3


@dataclass(frozen=True)
class Resolved:
    """Who a source is: an agent, or candidates where it is unsure."""

    entry: Entry | None
    candidates: tuple[Entry, ...] = ()


class Resolver:
    """Resolves the sources of one document, in reading order."""

    def __init__(self, document: Document, paragraphs: Sequence[Paragraph]) -> None:
        self.text = document.text
        self.paragraphs = paragraphs
        stretches = {block.span for block in document.blocks if block.kind in _READ}
        stretches.update(_posters(document))
        self.runs: tuple[NameRun, ...] = name_runs(document.text, sorted(stretches))
        self.registry = Registry(document.text, self.runs)
        self._frames = [frame for paragraph in paragraphs for frame in paragraph.frames]
        self._starts = [frame.span.start for frame in self._frames]
        self._said: list[tuple[Span, Entry]] = []

    def resolve(self, source: Span, *, inner: bool = False) -> Resolved:
        """The agent of a source phrase; earlier sources of the document count as context.

        ``inner`` sources stand inside somebody's words: later pronouns do not mean them.
        """
        phrase = parse_phrase(self.text, source, self.runs)
        resolved = self._resolve(phrase, source)
        if resolved.entry is not None:
            self.registry.mention(
                resolved.entry, source if phrase.kind == "pronoun" else phrase.span
            )
            resolved.entry.speaks = True
            if not inner:
                self._said.append((source, resolved.entry))
        return resolved

    def poster(self, poster: Poster) -> Entry:
        """The agent whose whole name an export states, whatever the name looks like."""
        known = next((e for e in self.registry.entries if poster.span in e.mentions), None)
        if known is None:
            core = tuple(t.lower for t in tokens(self.text, poster.span) if t.is_word)
            last = core[-1] if core else ""
            known = Entry("person", "named", frozenset(core), last, names=[poster.span])
            known.heads.update(core)
            self.registry.mention(self.registry.add(known), poster.span)
        known.kind = poster.kind or known.kind
        known.speaks = True
        return known

    def _resolve(self, phrase: Phrase, source: Span) -> Resolved:
        if phrase.kind == "pronoun":
            return self._pronoun(phrase, source)
        if phrase.run is not None:
            entry = self.registry.of_run(phrase.run)
            if phrase.agent_kind == "person":
                entry.kind = "person"
            entry.heads.update(t.lower for t in tokens(self.text, source) if t.is_word)
            entry.gender = entry.gender or gender_of(entry.heads)
            return Resolved(entry)
        if phrase.definite:
            return self._described(phrase, source)
        return Resolved(self._new(phrase))

    def _new(self, phrase: Phrase) -> Entry:
        identity: Identity = "hedged" if phrase.hedged else "described"
        entry = Entry(phrase.agent_kind, identity)
        entry.mentions.append(phrase.span)
        entry.heads.update(t.lower for t in tokens(self.text, phrase.span) if t.is_word)
        entry.gender = gender_of(entry.heads)
        return self.registry.add(entry)

    def _described(self, phrase: Phrase, source: Span) -> Resolved:
        """Whom "the minister" means: the latest agent that is called so."""
        same = self._same_words(phrase, source)
        if same is not None:
            return Resolved(same)
        kinds: tuple[AgentKind, ...] = (phrase.agent_kind,)
        if phrase.agent_kind in {"person", "anonymous"}:
            kinds = ("person", "anonymous")
        found = self._called(phrase, source, kinds)
        fitting = [entry for entry in found if self._fits(phrase, entry)]
        if not fitting and phrase.head in words("roles", "general_bodies"):
            fitting = self._bodies_near(source)
            if len(fitting) > 1:
                return Resolved(None, tuple(fitting))
        if not fitting:
            others = self._might_be(phrase)
            return Resolved(None, others) if others else Resolved(self._new(phrase))
        speaking = [entry for entry in fitting if entry.speaks]
        chosen = speaking[0] if speaking else fitting[0]
        if phrase.kind == "spokesperson" and chosen.kind == "person":
            return Resolved(self._new(phrase))
        return Resolved(chosen)

    def _might_be(self, phrase: Phrase) -> tuple[Entry, ...]:
        """Who a bare "the politician" may be: those who spoke before and have no known office."""
        if phrase.agent_kind != "person" or len(_content_words(self.text, phrase.span)) > 1:
            return ()
        said = [
            entry
            for _, entry in self._said
            if entry.kind == "person" and entry.identity == "named" and not self._has_office(entry)
        ]
        return tuple({id(entry): entry for entry in reversed(said)}.values())[:_MOST_CANDIDATES]

    def _has_office(self, entry: Entry) -> bool:
        offices = words("roles", "roles") | words("roles", "ranks") | words("roles", "office_words")
        return bool(entry.roles) or bool(entry.heads & offices)

    def _called(self, phrase: Phrase, source: Span, kinds: tuple[AgentKind, ...]) -> list[Entry]:
        """Agents before the source that are called what the phrase calls its own."""
        people = words("roles", "roles") | words("roles", "ranks") | words("roles", "unnamed")
        bodies = words("roles", "bodies") | words("roles", "media")
        if phrase.head not in (people if "person" in kinds else bodies):
            return []
        return self.registry.by_head(phrase.head, source.start, kinds)

    def _bodies_near(self, source: Span) -> list[Entry]:
        """Bodies named in the paragraphs directly before: "the group" can mean one of them."""
        reach = [p.span for p in self.paragraphs if p.span.start <= source.start][-_REACH:]
        return [
            entry
            for entry in self.registry.entries
            if entry.kind == "organisation"
            and entry.heads & words("roles", "bodies")
            and any(
                p.holds(span) and span.start < source.start
                for p in reach
                for span in entry.mentions
            )
        ]

    def _same_words(self, phrase: Phrase, source: Span) -> Entry | None:
        wanted = _content_words(self.text, phrase.span)
        for entry in reversed(self.registry.entries):
            if entry.identity != "named" and any(
                span.start < source.start and _content_words(self.text, span) == wanted
                for span in entry.mentions
            ):
                return entry
        return None

    def _fits(self, phrase: Phrase, entry: Entry) -> bool:
        """Every adjective of the phrase must be among what the agent is called."""
        wanted = _content_words(self.text, phrase.span) - {phrase.head}
        return wanted <= entry.heads

    def _pronoun(self, phrase: Phrase, source: Span) -> Resolved:
        """Whom a pronoun means, sentence by sentence backwards; unsure where several fit."""
        pronoun = _POSSESSIVES.get(phrase.head, phrase.head)
        here = self._paragraph_of(source)
        for at, frame in enumerate(self._frames_before(source)):
            said = self._said_in(frame, source, pronoun)
            if said is not None:
                said.gender = said.gender or _SINGULAR.get(pronoun, "")
                return Resolved(said)
            fitting = self._fitting_in(frame, source, pronoun)
            if not fitting:
                continue
            near = here is not None and here.span.holds(frame.span)
            subject = self._is_subject(frame, fitting[0])
            alone = len(fitting) == 1 and (near or subject)
            if alone or (subject and near and at <= 1):
                return Resolved(fitting[0])
            return Resolved(None, tuple(fitting))
        return Resolved(None)

    def _said_in(self, frame: Frame, source: Span, pronoun: str) -> Entry | None:
        """The last one who spoke in the sentence, if the pronoun can mean him."""
        for said, entry in reversed(self._said[-_RECENT:]):
            if frame.span.holds(said) and said.start < source.start:
                return entry if self._can_be(pronoun, entry) else None
        return None

    def _fitting_in(self, frame: Frame, source: Span, pronoun: str) -> list[Entry]:
        """Agents the pronoun can mean that the sentence names outside quotes, in order."""
        subject = self._subject(frame, source)
        places: dict[int, tuple[int, Entry]] = {}
        for entry in self.registry.entries:
            for span in entry.mentions:
                if not frame.span.holds(span) or span.start >= source.start:
                    continue
                if not any(quote.outer.holds(span) for quote in frame.quotes):
                    first = places.get(id(entry), (span.start, entry))
                    places[id(entry)] = min(first, (span.start, entry), key=lambda pair: pair[0])
        if subject is not None:
            places[id(subject)] = (frame.span.start - 1, subject)
        ordered = sorted(places.values(), key=lambda pair: pair[0])
        return [
            entry
            for place, entry in ordered
            if self._can_be(pronoun, entry)
            and (place < frame.span.start + _OPENING or _is_surely(pronoun, entry))
        ]

    def _subject(self, frame: Frame, source: Span) -> Entry | None:
        """Whom the sentence is about, also where nobody has spoken yet: "A soldier …"."""
        scene = Scene.of(self.text, frame)
        subject = leads.subject_of(scene)
        if subject is None:
            return None
        span = scene.span(*subject)
        if span.end >= source.start:
            return None
        phrase = parse_phrase(self.text, span, self.runs)
        acts = scene.lower(subject.end) in words("grammar", "auxiliaries")
        if phrase.kind == "pronoun" or not (_is_telling(phrase) or acts):
            return None
        entry = self._resolve(phrase, span).entry
        if entry is not None:
            self.registry.mention(entry, phrase.run.span if phrase.run else phrase.span)
        return entry

    def _is_subject(self, frame: Frame, entry: Entry) -> bool:
        """Whether the agent opens the sentence."""
        return any(
            frame.span.start <= span.start <= frame.span.start + _OPENING for span in entry.mentions
        )

    def _frames_before(self, source: Span) -> list[Frame]:
        """The sentence of the source and those before it, nearest first."""
        end = bisect_right(self._starts, source.start)
        return self._frames[max(0, end - _REACH) : end][::-1]

    def _paragraph_of(self, span: Span) -> Paragraph | None:
        return next((p for p in self.paragraphs if p.span.holds(span)), None)

    def _can_be(self, pronoun: str, entry: Entry) -> bool:
        wanted = _SINGULAR.get(pronoun)
        if wanted is not None:
            person = entry.kind in {"person", "anonymous"}
            return person and entry.gender in {"", wanted} and not self._is_plural(entry)
        if pronoun == "it":
            return entry.kind in {"organisation", "medium"}
        if pronoun == "they":
            return entry.kind == "group" or self._is_plural(entry)
        return False

    def _is_plural(self, entry: Entry) -> bool:
        return bool(entry.heads & words("roles", "unnamed_many")) and entry.kind == "anonymous"


def _posters(document: Document) -> Iterator[Span]:
    """Where the names stand that an export states with its posts."""
    for block in document.blocks:
        if block.post is not None:
            named = (block.post.author, block.post.via)
            yield from (poster.span for poster in named if poster is not None)


def _is_surely(pronoun: str, entry: Entry) -> bool:
    """Whether an agent in the middle of a sentence is no place or thing with a name."""
    if entry.speaks or entry.roles or entry.identity != "named":
        return True
    ranks = words("roles", "ranks") | words("roles", "roles")
    bodies = words("roles", "bodies") | words("roles", "media")
    return bool(entry.heads & (bodies if pronoun == "it" else ranks))


def _is_telling(phrase: Phrase) -> bool:
    """Whether a phrase surely names somebody: a sure name, or a word for people or bodies."""
    if phrase.run is not None:
        return not phrase.run.weak
    known = words("roles", "roles") | words("roles", "bodies") | words("roles", "unnamed")
    return phrase.head in known | words("roles", "unnamed_many") | words("people", "speakers")


def _content_words(text: str, span: Span) -> set[str]:
    closed = words("grammar", "determiners") | words("grammar", "prepositions")
    return {t.lower.removesuffix("'s") for t in tokens(text, span) if t.is_word} - closed
