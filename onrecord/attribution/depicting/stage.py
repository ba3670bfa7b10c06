"""The sentences of a text as depiction weighs them, each looked at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.attribution.depicting.staging import Doubt, Prop, Sentence, doubts_of, named, props_of
from onrecord.attribution.frames import Frame, Paragraph
from onrecord.record import Span
from onrecord.text import words

ENOUGH = 2  # weight of thing and doubt together
_HEADING = 8  # words
PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them"})
NEUTER = frozenset({"it", "this", "that", "one", "there", "them"})
OPENERS = frozenset(
    {"in", "on", "above", "under", "below", "beneath", "beside", "inside", "at", "underneath",
     "over", "next", "across", "behind", "according", "there", "from"}
)  # fmt: skip
SAYING = frozenset(
    {"saying", "telling", "asking", "shouting", "crying", "declaring", "ordering", "announcing",
     "promising", "replying", "begging", "confessing", "admitting"}
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """Words found to be invented: the thing, its sentence, who is shown, what debunks it."""

    prop: Prop
    frame: Frame
    shown: Span
    doubt: Doubt | None
    maker: Span | None


@dataclass
class Stage:
    """The sentences of a text as depiction weighs them, each looked at once."""

    text: str
    _seen: dict[Span, Sentence] = field(default_factory=dict)

    def sentence(self, frame: Frame, before: Frame | None = None) -> Sentence:
        """One sentence; "one in which" stands for a thing of the sentence before."""
        if frame.span not in self._seen:
            props = props_of(self.text, frame)
            if not props and before is not None:
                props = _anaphor(frame, self.sentence(before).props)
            self._seen[frame.span] = Sentence(frame, props, doubts_of(frame))
        return self._seen[frame.span]

    def paragraph(self, paragraph: Paragraph) -> list[Sentence]:
        """The sentences of a paragraph, in order."""
        frames = paragraph.frames
        return [self.sentence(f, frames[i - 1] if i else None) for i, f in enumerate(frames)]

    def may_depict(self, paragraphs: Sequence[Paragraph], at: int) -> bool:
        """Whether thing and doubt together can suffice anywhere in a paragraph."""
        here = self.paragraph(paragraphs[at])
        if not any(s.props or s.doubts for s in here):
            return False
        return (
            any(prop.weight for s in here for prop in s.props)
            or any(s.doubts for s in here)
            or bool(self.heading(paragraphs, at))
            or bool(self.following(paragraphs, at))
        )

    def heading(self, paragraphs: Sequence[Paragraph], at: int) -> tuple[Doubt, ...]:
        """The doubts of a short line over a paragraph, or of one that leads on to it."""
        if not at:
            return ()
        before = paragraphs[at - 1]
        written = before.span.of(self.text).rstrip()
        if len(written.split()) <= _HEADING or written.endswith(":"):
            return tuple(d for s in self.paragraph(before)[-1:] for d in s.doubts)
        return ()

    def following(self, paragraphs: Sequence[Paragraph], at: int) -> tuple[Doubt, ...]:
        """The doubts of the next paragraph's first sentence, where it goes on about the thing."""
        if at + 1 >= len(paragraphs) or not paragraphs[at + 1].frames:
            return ()
        first = self.sentence(paragraphs[at + 1].frames[0])
        opening = [item.lower for item in first.frame.items[:2]]
        names_it = opening[:1] == ["it"] or (
            opening[:1] in (["the"], ["this"]) and any(prop.at <= 3 for prop in first.props)
        )
        return first.doubts if names_it else ()


def _anaphor(frame: Frame, before: Sequence[Prop]) -> tuple[Prop, ...]:
    """As in "And then the collages! Ba shared one in which …"."""
    lower = [item.lower for item in frame.items]
    for at, word in enumerate(lower):
        follows = lower[at + 1 : at + 6]
        if word == "one" and before and words("staging", "relatives").intersection(follows):
            return (Prop(before[-1].span, before[-1].nature, at),)
    return ()


def offices() -> frozenset[str]:
    """Folded words for offices and ranks."""
    return words("roles", "roles") | words("roles", "ranks")


def is_prop_noun(word: str) -> bool:
    """Whether a folded word is the name of a thing that can show or carry words."""
    return any(named(table, word) for table in ("fiction", "pictures", "carriers", "stories"))
