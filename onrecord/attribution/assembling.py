"""From drafts to Statements and Agents: speakers named, manner, channel and certainty read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.agents import Entry, Resolved, Resolver
from onrecord.attribution.agents.finishing import finish_agents
from onrecord.attribution.certainty import certainty_of
from onrecord.attribution.channel import channel_of
from onrecord.attribution.drafts import Draft
from onrecord.attribution.found import Found
from onrecord.attribution.frames import Paragraph
from onrecord.attribution.manner import manner_of
from onrecord.attribution.relay import relayed_by
from onrecord.record import Agent, Channel, Document, Party, Span, Spans, Statement, hull

_SURE_OF_SPEAKER = 0.75


@dataclass(frozen=True)
class Named:
    """A draft with its people: still entries of the registry, not yet agents."""

    draft: Draft
    speaker: Entry | None
    candidates: tuple[Entry, ...]
    depicts: tuple[Entry, ...]
    via: Entry | None


def assemble(
    document: Document,
    read: Sequence[Paragraph],
    drafts: Sequence[Draft],
    parties: Sequence[Party],
) -> tuple[tuple[Agent, ...], tuple[Statement, ...]]:
    """The agents and statements of the drafts, with ids counted by offset."""
    named = _named(document, read, drafts)
    agents, ids = finish_agents(document, _entries(named), parties)
    desk = _Desk(document.text, read, named, ids)
    return agents, tuple(desk.statement(at) for at in range(len(named)))


class _Desk:
    """Writes the statements in reading order, remembering by which way each speaker came."""

    def __init__(
        self,
        text: str,
        read: Sequence[Paragraph],
        named: Sequence[Named],
        ids: dict[int, str],
    ) -> None:
        self.text = text
        self.read = read
        self.named = named
        self.ids = ids
        self._beside: dict[int, list[Found]] = defaultdict(list)
        for one in named:
            self._beside[one.draft.paragraph].append(one.draft.found)
        self._channels: dict[tuple[int, int], Channel | None] = {}

    def statement(self, at: int) -> Statement:
        """The statement of the draft at that place."""
        one = self.named[at]
        found, depiction = one.draft.found, one.draft.depiction
        siblings = tuple(self._beside[one.draft.paragraph])
        paragraph = self.read[one.draft.paragraph]
        certainty = certainty_of(self.text, found)
        manner = manner_of(self.text, found, paragraph, siblings)
        return Statement(
            id=f"s{at + 1}",
            act="attitude" if _is_attitude(self.text, found) else "speech",
            content=found.content,
            cue=found.cue,
            source=found.source,
            speaker=self._id(one.speaker),
            candidates=tuple(self.ids[id(entry)] for entry in one.candidates),
            depicts=tuple(self.ids[id(entry)] for entry in one.depicts),
            via=self._id(one.via),
            form=found.form,
            manner="depicted" if depiction else manner.manner,
            manner_basis="reporter" if depiction else manner.basis,
            manner_marks=_outermost(depiction.marks if depiction else manner.marks),
            channel=depiction.channel if depiction else self._channel(one, siblings),
            certainty="unknown" if depiction else certainty.certainty,
            certainty_marks=() if depiction else certainty.marks,
        )

    def _id(self, entry: Entry | None) -> str | None:
        return self.ids[id(entry)] if entry is not None else None

    def _channel(self, one: Named, siblings: tuple[Found, ...]) -> Channel | None:
        """The channel named here, or that of the same speaker before in the paragraph."""
        paragraph = self.read[one.draft.paragraph]
        key = (id(one.speaker), one.draft.paragraph)
        goes_on = one.speaker is not None and key in self._channels
        channel = channel_of(
            self.text, one.draft.found, self._channels.get(key), goes_on, paragraph, siblings
        )
        if channel is None and paragraph.platform is not None:
            channel = Channel(name=paragraph.platform)
        self._channels[key] = channel
        return channel


def _named(document: Document, read: Sequence[Paragraph], drafts: Sequence[Draft]) -> list[Named]:
    resolver = Resolver(document, read)
    named: list[Named] = []
    earlier: list[Found] = []
    for draft in drafts:
        named.append(_name(document.text, read, resolver, draft, named, earlier))
        earlier.append(draft.found)
    return named


def _name(
    text: str,
    read: Sequence[Paragraph],
    resolver: Resolver,
    draft: Draft,
    before: Sequence[Named],
    earlier: Sequence[Found],
) -> Named:
    if draft.depiction is not None:
        shown = tuple(_entry(resolver, span) for span in draft.depiction.source)
        maker = draft.depiction.maker
        via = _entry(resolver, maker) if maker is not None else None
        if via is None or via.identity != "named":
            via = _passed_on(draft, before) or via
        return Named(draft, None, (), tuple(e for e in shown if e is not None), via)
    if draft.post is not None:
        author, poster = draft.post.author, draft.post.via
        by = resolver.poster(author) if author is not None else None
        via = resolver.poster(poster) if poster is not None else None
        return Named(draft, by, (), (), via if via is not by else None)
    said = _resolved(resolver, draft)
    speaker = said.entry
    via = _passed_on(draft, before)
    if via is None and draft.outer is None:
        before_it = read[draft.paragraph - 1] if draft.paragraph > 0 else None
        relayer = relayed_by(text, draft.found, earlier, read[draft.paragraph], before_it)
        via = _entry(resolver, relayer) if relayer is not None else None
    return Named(draft, speaker, said.candidates, (), via if via is not speaker else None)


def _passed_on(draft: Draft, before: Sequence[Named]) -> Entry | None:
    """In whose words the draft stands; in those of nobody known, who passed these on."""
    if draft.outer is None:
        return None
    outer = before[draft.outer]
    return outer.speaker or (outer.via if outer.draft.post is not None else None)


def _resolved(resolver: Resolver, draft: Draft) -> Resolved:
    if not draft.found.source:
        return Resolved(None)
    resolved = resolver.resolve(hull(draft.found.source), inner=draft.found.inner)
    if resolved.entry is not None and draft.found.sure < _SURE_OF_SPEAKER:
        return Resolved(None, (resolved.entry,))
    return resolved


def _entry(resolver: Resolver, span: Span) -> Entry | None:
    return resolver.resolve(span).entry


def _entries(named: Sequence[Named]) -> list[Entry]:
    """Everybody the statements refer to, each once."""
    seen: dict[int, Entry] = {}
    for one in named:
        for entry in (one.speaker, one.via, *one.candidates, *one.depicts):
            if entry is not None:
                seen.setdefault(id(entry), entry)
    return list(seen.values())


def _is_attitude(text: str, found: Found) -> bool:
    """Whether somebody wants or fears, without saying so; "wants to have seen" claims."""
    if found.verb is None or not found.verb.is_attitude or found.form == "direct":
        return False
    return not found.content[0].of(text).casefold().startswith("to have ")


def _outermost(spans: Spans) -> Spans:
    """The marks that lie in no other mark."""
    return tuple(s for s in spans if not any(o != s and o.holds(s) for o in spans))
