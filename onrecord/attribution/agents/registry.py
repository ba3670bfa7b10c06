"""The agents of one report as they are gathered: every name with all its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.attribution.agents.naming import NameRun
from onrecord.record import AgentKind, Identity, Span
from onrecord.text import Token, tokens, words

_FAR = 120
_LONGEST_OFFICE = 16
_ARTICLES = frozenset({"the", "a", "an", "of", "for", "and"})


@dataclass
class Entry:
    """One agent in the making; ``names`` are its printed names, ``words`` what it is called."""

    kind: AgentKind
    identity: Identity
    core: frozenset[str] = frozenset()
    last: str = ""
    names: list[Span] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    roles: list[Span] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    gender: str = ""
    speaks: bool = False

    def seen_before(self, place: int) -> bool:
        """Whether a mention of it stands before ``place``."""
        return any(span.start < place for span in self.mentions)

    def last_mention(self, place: int) -> int:
        """Where its last mention before ``place`` begins; -1 where there is none."""
        return max((span.start for span in self.mentions if span.start < place), default=-1)


class Registry:
    """All agents of a text, by name, short name, abbreviation and office."""

    def __init__(self, text: str, runs: Sequence[NameRun]) -> None:
        self.text = text
        self.runs = runs
        self.entries: list[Entry] = []
        self._shorts: dict[str, Entry] = {}
        for run in sorted(runs, key=lambda run: (-len(run.core), run.span)):
            if run.kind != "office" and not run.weak:
                self._enter(run)

    def of_run(self, run: NameRun) -> Entry:
        """The agent a printed name belongs to."""
        for entry in self.entries:
            if run.span in entry.mentions:
                return entry
        return self._enter(run)

    def add(self, entry: Entry) -> Entry:
        """Takes in an agent that has no name."""
        self.entries.append(entry)
        return entry

    def mention(self, entry: Entry, span: Span) -> None:
        """Notes one more mention."""
        if span not in entry.mentions:
            entry.mentions.append(span)

    def _enter(self, run: NameRun) -> Entry:
        entry = self._match(run)
        if entry is None:
            kind: AgentKind = "person" if run.kind == "person" else "organisation"
            entry = Entry(kind, "named", frozenset(run.core) - _ARTICLES, run.last)
            self.entries.append(entry)
        entry.names.append(run.span)
        self.mention(entry, run.span)
        if run.role is not None:
            entry.roles.append(run.role)
        self._note_words(entry, run)
        return entry

    def _note_words(self, entry: Entry, run: NameRun) -> None:
        spans = [run.span] if run.role is None else [run.span, run.role]
        apposition = self._apposition(run) if run.kind == "person" else None
        if apposition is not None:
            spans.append(apposition)
            entry.roles.append(apposition)
        for span in spans:
            entry.heads.update(token.lower for token in tokens(self.text, span) if token.is_word)
        entry.gender = entry.gender or gender_of(entry.heads)

    def _apposition(self, run: NameRun) -> Span | None:
        """Reads ", a spokeswoman for the army," behind a name, or "The speaker, " before it."""
        rest = self.text[run.span.end : run.span.end + _FAR]
        if rest.startswith(", "):
            line = tokens(self.text, Span(run.span.end + 2, run.span.end + _FAR))
            end = next((t.start for t in line if t.text in ",.;:–—"), line[-1].end if line else 0)
            behind = self._office(tuple(t for t in line if t.start < end), {"a", "an", "the"})
            if behind is not None:
                return behind
        before = self.text[: run.span.start]
        if not before.endswith(", "):
            return None
        start = max(before.rfind(mark, 0, len(before) - 2) for mark in '.,;:\n“”"–') + 1
        line = tokens(self.text, Span(start, len(before) - 2))
        return self._office(line, {"the", "its", "his", "her", "their"})

    def _office(self, line: Sequence[Token], openers: set[str]) -> Span | None:
        """The words as an office: with its determiner and a word for one, and without a verb."""
        if not line or line[0].lower not in openers or len(line) > _LONGEST_OFFICE:
            return None
        found = {token.lower for token in line}
        verbs = words("grammar", "auxiliaries") | words("clause_words", "finite")
        known = found & (
            words("roles", "roles") | words("roles", "bodies") | words("roles", "ranks")
        )
        return Span(line[0].start, line[-1].end) if known and not found & verbs else None

    def _match(self, run: NameRun) -> Entry | None:
        core = frozenset(run.core) - _ARTICLES
        for entry in self.entries:
            if entry.kind == "person" and run.kind in {"person", "other"}:
                if run.last == entry.last and (core <= entry.core or len(run.core) == 1):
                    return entry
                if len(run.core) == 1 and run.core[0] in entry.core and run.kind == "other":
                    return entry
            elif entry.kind == "organisation" and run.kind != "person":
                if core and (core == entry.core or self._is_short_body(core, entry)):
                    return entry
                if len(run.core) == 1 and self._abbreviates(run, entry):
                    return entry
        return None

    def _is_short_body(self, core: frozenset[str], entry: Entry) -> bool:
        """Whether "Ministry of Defence" is short for "Tarnian Defence Ministry"."""
        bodies = words("roles", "bodies")
        same_noun = core & entry.core & bodies
        if not core < entry.core or not same_noun or len(core) < 2:
            return False
        rivals = [e for e in self.entries if e is not entry and core < e.core]
        return not rivals

    def _abbreviates(self, run: NameRun, entry: Entry) -> bool:
        printed = run.span.of(self.text)
        if not printed.isupper() or len(printed) < 2:
            return False
        return any(printed == _initials(span.of(self.text)) for span in entry.names)

    def by_head(self, head: str, place: int, kinds: Iterable[AgentKind]) -> list[Entry]:
        """Agents mentioned before ``place`` whose name or office holds ``head``, latest first."""
        wanted = set(kinds)
        found = [
            entry
            for entry in self.entries
            if entry.kind in wanted and head in entry.heads and entry.seen_before(place)
        ]
        return sorted(found, key=lambda entry: -entry.last_mention(place))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def gender_of(heads: Iterable[str]) -> str:
    """Reads "f", "m" or "" by words that tell ("spokeswoman")."""
    known = set(heads)
    if known & words("roles", "feminine"):
        return "f"
    return "m" if known & words("roles", "masculine") else ""
