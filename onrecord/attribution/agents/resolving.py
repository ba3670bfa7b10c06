"""Names the source of each attribution, or says whom it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.agents.naming import NameRun, name_runs
from onrecord.attribution.agents.phrases import Phrase, parse_phrase
from onrecord.attribution.agents.registry import Entry, Registry, gender_of
from onrecord.attribution.frames import Paragraph
from onrecord.record import AgentKind, Document, Span
from onrecord.text import tokens, words

_READ = frozenset({"paragraph", "list", "caption", "embedded_post", "title", "heading"})
_SINGULAR = {"he": "m", "she": "f"}
_REACH = 3


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
        stretches = [block.span for block in document.blocks if block.kind in _READ]
        self.runs: tuple[NameRun, ...] = name_runs(document.text, stretches)
        self.registry = Registry(document.text, self.runs)
        self._said: list[tuple[Span, Entry]] = []

    def resolve(self, source: Span, quotes: Sequence[Span] = ()) -> Resolved:
        """The agent of a source phrase; earlier sources of the document count as context."""
        phrase = parse_phrase(self.text, source, self.runs)
        resolved = self._resolve(phrase, source)
        if resolved.entry is not None:
            self.registry.mention(
                resolved.entry, source if phrase.kind == "pronoun" else phrase.span
            )
            resolved.entry.speaks = True
            self._said.append((source, resolved.entry))
        return resolved

    def _resolve(self, phrase: Phrase, source: Span) -> Resolved:
        if phrase.kind == "pronoun":
            return self._pronoun(phrase, source)
        if phrase.run is not None:
            entry = self.registry.of_run(phrase.run)
            entry.heads.update(t.lower for t in tokens(self.text, source) if t.is_word)
            entry.gender = entry.gender or gender_of(entry.heads)
            return Resolved(entry)
        if phrase.definite:
            return self._described(phrase, source)
        return Resolved(self._new(phrase))

    def _new(self, phrase: Phrase) -> Entry:
        identity = "hedged" if phrase.hedged else "described"
        entry = Entry(phrase.agent_kind, identity)
        entry.mentions.append(phrase.span)
        entry.heads.update(t.lower for t in tokens(self.text, phrase.span) if t.is_word)
        entry.gender = gender_of(entry.heads)
        return self.registry.add(entry)

    def _described(self, phrase: Phrase, source: Span) -> Resolved:
        """ "the minister": the latest agent that is called so."""
        same = self._same_words(phrase, source)
        if same is not None:
            return Resolved(same)
        kinds: tuple[AgentKind, ...] = (phrase.agent_kind,)
        if phrase.agent_kind in {"person", "anonymous"}:
            kinds = ("person", "anonymous")
        found = self.registry.by_head(phrase.head, source.start, kinds)
        fitting = [entry for entry in found if self._fits(phrase, entry)]
        if not fitting:
            return Resolved(self._new(phrase))
        speaking = [entry for entry in fitting if entry.speaks]
        chosen = speaking[0] if speaking else fitting[0]
        if phrase.kind == "spokesperson" and chosen.kind == "person":
            return Resolved(self._new(phrase))
        return Resolved(chosen)

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
        candidates = self._antecedents(phrase.head, source)
        if not candidates:
            return Resolved(None)
        return Resolved(candidates[0])

    def _antecedents(self, pronoun: str, source: Span) -> list[Entry]:
        """Agents a pronoun can mean, best first: who spoke last, then subjects before it."""
        sure: list[Entry] = []
        paragraph = self._paragraph_of(source)
        for said, entry in reversed(self._said[-_REACH:]):
            near = paragraph is not None and paragraph.span.holds(said)
            if near and self._can_be(pronoun, entry):
                sure.append(entry)
        sure.extend(self._subjects_before(pronoun, source))
        for said, entry in reversed(self._said[-_REACH:]):
            if self._can_be(pronoun, entry) and source.start - said.start < 1500:
                sure.append(entry)
        return list(dict.fromkeys(map(_Key, sure))) and [
            k.entry for k in dict.fromkeys(map(_Key, sure))
        ]

    def _subjects_before(self, pronoun: str, source: Span) -> list[Entry]:
        """The first fitting agent of each sentence before the pronoun, nearest sentence first."""
        found: list[Entry] = []
        for frame_span in self._sentences_before(source):
            inside = [
                (span.start, entry)
                for entry in self.registry.entries
                for span in entry.mentions
                if frame_span.holds(span)
                and span.start < source.start
                and self._can_be(pronoun, entry)
            ]
            if inside:
                found.append(min(inside, key=lambda pair: pair[0])[1])
        return found

    def _sentences_before(self, source: Span) -> list[Span]:
        spans = [
            frame.span
            for paragraph in self.paragraphs
            for frame in paragraph.frames
            if frame.span.start <= source.start
        ]
        return spans[::-1][:_REACH]

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
            return entry.kind in {"group", "organisation"} or self._is_plural(entry)
        return False

    def _is_plural(self, entry: Entry) -> bool:
        return bool(entry.heads & words("roles", "unnamed_many")) and entry.kind == "anonymous"


@dataclass(frozen=True)
class _Key:
    """Identity of a mutable entry, so that entries can be kept unique in order."""

    entry: Entry

    def __hash__(self) -> int:
        return id(self.entry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.entry is self.entry


def _content_words(text: str, span: Span) -> set[str]:
    closed = words("grammar", "determiners") | words("grammar", "prepositions")
    return {t.lower.removesuffix("'s") for t in tokens(text, span) if t.is_word} - closed
