"""From registry entries to Agents: the fullest name, the office, the party."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribution.agents.registry import Entry
from onrecord.record import Affiliation, Agent, Document, Party, Span
from onrecord.text import compile_phrases, phrase_pattern

_ARTICLES = frozenset({"the", "a", "an", "of", "for", "and"})


def finish_agents(
    document: Document, entries: Sequence[Entry], parties: Sequence[Party]
) -> tuple[tuple[Agent, ...], dict[int, str]]:
    """The agents, numbered by their first mention, and the id of each entry (by identity)."""
    ordered = sorted(entries, key=lambda entry: min(entry.mentions))
    ids = {id(entry): f"a{number}" for number, entry in enumerate(ordered, 1)}
    agents = tuple(_agent(document, entry, ids[id(entry)], parties) for entry in ordered)
    return agents, ids


def _agent(document: Document, entry: Entry, agent_id: str, parties: Sequence[Party]) -> Agent:
    role = _role(document.text, entry)
    return Agent(
        id=agent_id,
        name=full_name(document.text, entry),
        kind=entry.kind,
        role=role,
        party=_party(document.text, entry, parties),
        identity=entry.identity,
        mentions=tuple(sorted(set(entry.mentions))),
    )


def full_name(text: str, entry: Entry) -> str:
    """The fullest printed mention of an entry, white space folded."""
    spans = entry.names or entry.mentions[:1]
    ranked = sorted(spans, key=lambda span: (-_weight(span.of(text)), span.start))
    return " ".join(ranked[0].of(text).split())


def _weight(name: str) -> int:
    return len([word for word in name.split() if word.casefold() not in _ARTICLES])


def _role(text: str, entry: Entry) -> str | None:
    spans = sorted(entry.roles, key=lambda span: (-(span.end - span.start), span.start))
    return " ".join(spans[0].of(text).split()) if spans else None


def _party(text: str, entry: Entry, parties: Sequence[Party]) -> Affiliation | None:
    """The party an agent officially speaks for, by an office or body that names it."""
    places: list[Span] = [*entry.roles, *entry.names, *entry.mentions]
    for span in sorted(set(places)):
        words = span.of(text)
        if phrase_pattern("roles", "official").search(words) is None:
            continue
        for party in parties:
            pattern = compile_phrases((*party.names, *party.adjectives))
            if pattern.search(words):
                return Affiliation(id=party.id, span=span)
    return None
