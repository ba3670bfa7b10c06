"""What people decided to take out, and what is left of a workspace without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from rapidfuzz.fuzz import ratio

from onrecord.attribution.agents.naming import name_runs
from onrecord.record import Agent, Record, Span
from onrecord.text import fold, lexicon
from onrecord.workspace.decisions import EVERYWHERE, standing
from onrecord.workspace.redaction_records import Cut, cut_record, text_id
from onrecord.workspace.redaction_words import Wanted, folded, name_parts, name_words
from onrecord.workspace.types import Decision, Filed, Target

if TYPE_CHECKING:
    from onrecord.workspace.workspace import Workspace

_NAME = re.compile(r"[^\W\d_]{2,}")


class Redaction:
    """What goes: names with all their spellings, passages, whole reports.

    Args:
        decisions: all of a workspace; those that stand and take something out count.
        filed: the effective Records of the workspace, in which spellings of names are looked for.
    """

    def __init__(self, decisions: Sequence[Decision], filed: Iterable[Filed]) -> None:
        made = [one for one in standing(decisions) if one.kind == "redact"]
        targets = [target for one in made for target in one.targets]
        self.names = tuple(t.words[0] for t in targets if t.item == "names" and t.words)
        self.passages = tuple(w for t in targets if t.item == "text" for w in t.words)
        self.places = {(t.document, span) for t in targets if t.item == "text" for span in t.spans}
        self.left_out = frozenset(t.document for t in targets if t.item == "document")
        self._whole = [words for name in self.names if (words := frozenset(name_words(name)))]
        self._sequences = [[*name_words(name)] for name in self.names if len(name_words(name)) > 1]
        self.parts = frozenset(part for name in self.names for part in name_parts(name))
        spellings = self._spellings(filed) if self.names else set()
        self.spellings = tuple(sorted(spellings))
        self.wanted = Wanted((*self.names, *spellings), self.parts, self.passages)

        self._alike: dict[str, list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self.names or self.passages or self.left_out)

    def applied(self, filed: Filed) -> Filed | None:
        """The report without what goes; itself where nothing goes; None where all of it goes."""
        document = filed.record.document
        if document.id in self.left_out:
            return None
        made = self.left(filed.record, self.cut(filed.record))
        left = Filed(name=self.name(filed.name), record=made)
        as_before = replace(made.document, id=document.id, text=made.document.text.rstrip("\n"))
        before = replace(document, text=document.text.rstrip("\n"))
        same = replace(made, document=as_before) == replace(filed.record, document=before)
        return filed if same and left.name == filed.name else left

    def left(self, record: Record, cut: Cut) -> Record:
        """What is left of a Record. Reports of one text stay apart, by line feeds at their ends."""
        made = cut_record(record, cut)
        alike = self._alike.setdefault(made.document.id, [])
        if record.document.id not in alike:
            alike.append(record.document.id)
        text = made.document.text + "\n" * alike.index(record.document.id)
        return replace(made, document=replace(made.document, id=text_id(text), text=text))

    def hides(self, words: str | None) -> bool:
        """Whether an address, a path or a name holds what goes."""
        return words is not None and self.wanted.hides_in(words)

    def cut(self, record: Record) -> Cut:
        """What goes from one Record."""
        text, document = record.document.text, record.document.id
        chosen = [span for where, span in self.places if where == document]
        agents = [agent for agent in record.agents if self._is_meant(agent, text)]
        mentions = [span for agent in agents for span in agent.mentions if _tells(span.of(text))]
        roles = [span for agent in agents for span in _printed(agent.role, text)]
        return Cut(
            wanted=self.wanted,
            passages=(*chosen, *self.wanted.passages_in(text)),
            names=(*mentions, *roles, *self.wanted.names_in(text)),
            agents=frozenset(agent.id for agent in agents),
        )

    def name(self, name: str) -> str:
        """The report's name in a copy: the same, or one that tells nothing."""
        if not self.wanted.hides_in(name):
            return name
        return self.wanted.blacked(name) if not self.wanted.hides_in(self.wanted.blacked(name)) \
            else "report"  # fmt: skip

    def _spellings(self, filed: Iterable[Filed]) -> set[str]:
        """Other names under which the reports print those who go; their words go too."""
        found: set[str] = set()
        for one in filed:
            text = one.record.document.text
            found.update(self._misspelt(text))
            for agent in one.record.agents:
                if self._is_meant(agent, text):
                    found.update(self._names_of(agent, text))
        for name in found:
            self.parts |= name_parts(name)
        return found

    def _misspelt(self, text: str) -> Iterator[str]:
        """Names of as many words as one that goes, of which a word is it and the rest like it."""
        words = list(_NAME.finditer(text))
        plain = [folded(word.group()) for word in words]
        for name in self._sequences:
            for at in range(len(words) - len(name) + 1):
                said = plain[at : at + len(name)]
                if any(map(str.__eq__, said, name)) and said != name and _like(said, name):
                    yield text[words[at].start() : words[at + len(name) - 1].end()]

    def _names_of(self, agent: Agent, text: str) -> Iterator[str]:
        """The names an agent is mentioned by; of bodies named after it, only those words."""
        for said in {agent.name, *(span.of(text) for span in agent.mentions)}:
            for run in name_runs(said, [Span(0, len(said))]):
                words = name_words(" ".join(run.core))
                known = [word for word in words if self._is_part(word)]
                if run.kind == "person" and (known or _leads(said, run.span)):
                    yield " ".join(run.core)
                elif known:
                    yield " ".join(known)

    def _is_part(self, word: str) -> bool:
        return any(word == part or _alike(word, part) for part in self.parts)

    def _is_meant(self, agent: Agent, text: str) -> bool:
        """Whether an agent bears one of the names, in any spelling."""
        for said in {agent.name, *(span.of(text) for span in agent.mentions)}:
            words = name_words(said)
            for name in self._whole:
                if all(any(w == part or _alike(w, part) for w in words) for part in name):
                    return True
        return False


def redaction_of(workspace: Workspace) -> Redaction:
    """What is to be taken out of copies and exports of a workspace."""
    return Redaction(workspace.decisions(), workspace.filed())


def published(workspace: Workspace) -> Iterator[Filed]:
    """Every report as it may leave the house: with what people decided, without what goes."""
    redaction = redaction_of(workspace)
    for filed in workspace.filed():
        left = redaction.applied(filed) if redaction else filed
        if left is not None:
            yield left


def name_target(name: str) -> Target:
    """A name that goes, wherever it stands."""
    return Target(document=EVERYWHERE, item="names", words=(name,))


def words_target(words: str) -> Target:
    """Words that go, wherever they stand."""
    return Target(document=EVERYWHERE, item="text", words=(words,))


def _alike(first: str, second: str) -> bool:
    """Whether two words of names are spellings of one (none of the short ones are)."""
    short = min(len(first), len(second)) < 4
    return (
        not short
        and first[0] == second[0]
        and ratio(first, second) >= lexicon("redaction")["alike"]
    )


def _leads(said: str, run: Span) -> bool:
    """Whether a name stands at the head of a mention ("Mayor Ilva", not "a friend of Ilva")."""
    return not any(word[0].islower() for word in said[: run.start].split())


def _like(said: Sequence[str], name: Sequence[str]) -> bool:
    """Whether printed words are a misspelling of a name, given that one of them is right."""
    least = lexicon("redaction")["misspelt"]
    return all(ratio(word, meant) >= least for word, meant in zip(said, name, strict=True))


def _tells(words: str) -> bool:
    """Whether a mention tells who is meant: a pronoun does not."""
    return fold(words) not in _pronouns()


def _pronouns() -> frozenset[str]:
    grammar = lexicon("grammar")
    return frozenset((*grammar["subject_pronouns"], *grammar["object_pronouns"]))


def _printed(words: str | None, text: str) -> list[Span]:
    """Where a role stands in the text: it tells as much as the name."""
    found, start = [], text.find(words) if words else -1
    while words and start >= 0:
        found.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return found
