"""Labelled pairs of texts: copies by realistic edits of our reports, and what only looks so.

Every edit is one that desks make: a new top and tail, paragraphs cut or moved, figures changed,
another headline, house style. The hard negatives share what no copy makes: a speech both quote,
a press release both quote, terms of use, a paragraph of standing background.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.cases import HOME

Paragraphs = list[str]
Edit = Callable[[Paragraphs, random.Random], Paragraphs]

SEED = 20310507

TEXTS = tomllib.loads((HOME / "copy_texts.toml").read_text(encoding="utf-8"))

_STYLE = (
    (r"\bper cent\b", "percent"), (r"\bkilometres\b", "kilometers"), (r"\barmoured\b", "armored"),
    (r"\bneighbour", "neighbor"), (r"\bharbour", "harbor"), (r"\bdefence\b", "defense"),
    (r"\bDefence\b", "Defense"), (r"\bsaid on (\w+day)\b", r"said \1"), (r"[“”]", '"'),
    (r"’", "'"), (r"\bcentre\b", "center"), (r"\btwo\b", "2"), (r"\bthree\b", "3"),
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two texts, whether one copies the other, and how they were made."""

    first: str
    second: str
    copied: bool
    made_by: str


def pairs(texts: Sequence[str]) -> Iterator[Pair]:
    """All pairs, the same ones each time: copies by every edit, then hard negatives."""
    dice = random.Random(SEED)
    reports = [_paragraphs(text) for text in texts]
    for name, edits in COPIES.items():
        for paragraphs in reports:
            edited = paragraphs
            for edit in edits:
                edited = edit(edited, dice)
            yield Pair(_text(paragraphs), _text(edited), True, name)
    for name, extra in TEXTS["shared"].items():
        for one, other in _neighbours(reports):
            yield Pair(
                _text(_with(one, extra, dice)), _text(_with(other, extra, dice)), False, name
            )
    for one, other in _neighbours(reports):
        yield Pair(_text(one), _text(other), False, "other report")
    for told in TEXTS["told_twice"]:
        yield Pair(told["one"], told["other"], False, "told by other hands")


def new_top_and_tail(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """Another beginning and another end around the agency's copy."""
    return [
        dice.choice(TEXTS["headlines"]),
        dice.choice(TEXTS["tops"]),
        *text[1:],
        dice.choice(TEXTS["tails"]),
    ]


def cut(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """The lower half left out, as for a short item."""
    return text[: max(4, (len(text) * dice.choice((5, 6, 7))) // 10)]


def pruned(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """Every third paragraph or so left out."""
    kept = [text[0], *(part for part in text[1:] if dice.random() > 0.35)]
    return kept if len(kept) > 3 else text[:4]


def reordered(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """The middle paragraphs in another order."""
    middle = text[2:]
    dice.shuffle(middle)
    return [*text[:2], *middle]


def other_figures(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """Some figures changed, by mistake or by an update."""

    def changed(match: re.Match[str]) -> str:
        return (
            str(int(match.group()) + dice.choice((1, 2, 10)))
            if dice.random() < 0.5
            else match.group()
        )

    return [re.sub(r"\b\d{1,3}\b", changed, part) for part in text]


def other_headline(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """Another headline."""
    return [dice.choice(TEXTS["headlines"]), *text[1:]]


def house_style(text: Paragraphs, dice: random.Random) -> Paragraphs:  # noqa: ARG001
    """Another spelling, other quotation marks, figures as digits."""
    for pattern, replacement in _STYLE:
        text = [re.sub(pattern, replacement, part) for part in text]
    return text


def tightened(text: Paragraphs, dice: random.Random) -> Paragraphs:
    """A word cut here and there, as a sub-editor does."""
    return [
        " ".join(word for word in part.split(" ") if len(word) > 6 or dice.random() > 0.06)
        for part in text
    ]


COPIES: dict[str, tuple[Edit, ...]] = {
    "whole": (),
    "top and tail": (new_top_and_tail,),
    "cut": (cut,),
    "pruned": (pruned,),
    "reordered": (reordered,),
    "figures": (other_figures,),
    "headline": (other_headline,),
    "house style": (house_style,),
    "tightened": (tightened,),
    "top and tail, cut, house style": (cut, house_style, new_top_and_tail),
    "pruned, figures, headline": (pruned, other_figures, other_headline),
    "reordered, tightened, house style": (reordered, tightened, house_style),
}


def _paragraphs(text: str) -> Paragraphs:
    return [part.strip() for part in re.split(r"\n\s*\n|\n", text) if part.strip()]


def _text(paragraphs: Paragraphs) -> str:
    return "\n\n".join(paragraphs)


def _with(text: Paragraphs, extra: str, dice: random.Random) -> Paragraphs:
    at = dice.randrange(1, len(text) + 1)
    return [*text[:at], extra, *text[at:]]


def _neighbours(reports: Sequence[Paragraphs]) -> Iterator[tuple[Paragraphs, Paragraphs]]:
    for step in (1, 3):
        for at, one in enumerate(reports):
            yield one, reports[(at + step) % len(reports)]
