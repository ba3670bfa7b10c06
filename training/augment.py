"""Augmentation: the same articles in other dress.

The tagger is to learn the grammar of attribution, not the quotation marks, names and subjects of
US politics. Everything is an `Edit`; cue words are left alone. Chances are per article, those of
DROP_ONE, JOIN and SPLIT per mark or paragraph.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from .corpus import Article, Edit, Gold, Span, edited

STYLES: dict[str, tuple[str, str]] = {
    "straight": ('"', '"'),
    "curly": ("“", "”"),
    "low": ("„", "“"),
    "low-high": ("„", "”"),
    "guillemets": ("«", "»"),
    "spaced guillemets": ("«\u00a0", "\u00a0»"),
    "reversed guillemets": ("»", "«"),
    "single": ("‘", "’"),
    "straight single": ("'", "'"),
}
STYLE_WEIGHTS = (6, 6, 4, 1, 4, 1, 1, 4, 2)
RESTYLE, DROP_MARKS, DROP_ONE, NAMES, BODIES, SUBJECTS = 0.55, 0.15, 0.12, 0.4, 0.3, 0.25
REGROUP, JOIN, SPLIT = 0.2, 0.15, 0.15
INVERT, INVERT_ONE = 0.25, 0.5

PRONOUNS = {"he", "she", "it", "they", "i", "we", "you", "who"}
_DOUBLE = re.compile('["“”]')
_PARAGRAPHS = re.compile(r"(?<=\S)\n+(?=\S)")
_SENTENCES = re.compile(r"(?<=[.!?”\"]) (?=[A-Z“\"])")


@cache
def _lexicon() -> Any:
    return json.loads(Path(__file__).with_name("names.json").read_text(encoding="utf-8"))


def augmented(article: Article, rng: random.Random) -> Article:
    """A random variant of the article; spans stay right. Deterministic for a given `rng`."""
    if rng.random() < INVERT:
        article = _inverted(article, rng)
    if rng.random() < NAMES:
        article = edited(article, _names(article, rng))
    if rng.random() < BODIES:
        article = edited(article, _bodies(article, rng))
    if rng.random() < SUBJECTS:
        article = edited(article, _subjects(article, rng))
    if rng.random() < RESTYLE:
        style = rng.choices(list(STYLES), STYLE_WEIGHTS)[0]
        article = edited(article, _restyled(article.text, style))
    if rng.random() < DROP_MARKS:
        marks = re.finditer('["“”„«»]', article.text)
        article = edited(
            article, [Edit(m.start(), m.end(), "") for m in marks if rng.random() < DROP_ONE]
        )
    if rng.random() < REGROUP:
        article = edited(article, _regrouped(article, rng))
    return article


def opens(text: str, place: int) -> bool:
    """Whether the double mark at `place` opens a quotation, by its form or its neighbours."""
    if text[place] != '"':
        return text[place] == "“"
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (not before or before.isspace() or before in "([-–—'‘") and not after.isspace()


def _restyled(text: str, style: str) -> list[Edit]:
    left, right = STYLES[style]
    return [
        Edit(m.start(), m.end(), left if opens(text, m.start()) else right)
        for m in _DOUBLE.finditer(text)
    ]


def _inverted(article: Article, rng: random.Random) -> Article:
    """After some contents "X said" becomes "said X", as much news from Europe has it."""
    text = article.text
    spans = {span for gold in article.attributions for part in gold for span in part}
    moved: dict[Span, Span] = {}
    for content, cue, source in article.attributions:
        if not (len(cue) == len(source) == 1 and content) or rng.random() > INVERT_ONE:
            continue
        (start, middle), (next_start, end) = source[0], cue[0]
        last = max(e for _, e in content)
        simple = " " not in text[next_start:end] and text[middle:next_start] == " "
        plain = text[start:middle].lower() not in PRONOUNS
        if not (simple and plain and last <= start and text[last:start].strip(' ,”"’') == ""):
            continue
        if any(s < end and start < e and (s, e) not in (source[0], cue[0]) for s, e in spans):
            continue
        turned = text[next_start:end] + " " + text[start:middle]
        text = text[:start] + turned + text[end:]
        moved[cue[0]] = (start, start + end - next_start)
        moved[source[0]] = (start + end - next_start + 1, end)
    attributions = tuple(
        Gold(*(tuple(moved.get(span, span) for span in part) for part in gold))
        for gold in article.attributions
    )
    entities = tuple(
        e for e in article.entities if not any(s < e[1] and e[0] < t for s, t in moved)
    )
    return Article(article.name, text, attributions, entities)


def place_name(rng: random.Random) -> str:
    """An invented place."""
    return str(rng.choice(_lexicon()["stem"])) + str(rng.choice(_lexicon()["ending"]))


def _swap(text: str, chosen: dict[str, str]) -> list[Edit]:
    """Edits that replace whole words (or phrases), longest first."""
    if not chosen:
        return []
    words = "|".join(re.escape(w) for w in sorted(chosen, key=len, reverse=True))
    found = re.finditer(rf"(?<![\w.])(?:{words})(?!\w)", text)
    return [Edit(m.start(), m.end(), chosen[m.group()]) for m in found]


def _names(article: Article, rng: random.Random) -> list[Edit]:
    """Each person's first and last names become others, the same throughout the article."""
    skip = set(_lexicon()["titles"])
    chosen: dict[str, str] = {}
    people = sorted((e for e in article.entities if e[2] == "PERSON"), key=lambda e: e[0] - e[1])
    for start, end, _ in people:
        words = re.findall(r"[A-Z][\w’'-]*[\w]", article.text[start:end])
        words = [re.sub(r"[’']s$", "", w) for w in words]
        for i, word in enumerate(words):
            if word in skip or word in chosen or len(word) < 3:
                continue
            first = i < len(words) - 1
            chosen[word] = rng.choice(_lexicon()["first" if first else "last"])
    return _swap(article.text, chosen)


def _bodies(article: Article, rng: random.Random) -> list[Edit]:
    """Outlets, organisations and places become invented ones."""
    outlets = set(_lexicon()["outlets"])
    kinds: dict[str, Callable[[], str]] = {
        "outlet": lambda: rng.choice(_lexicon()["outlet_place"]).format(place=place_name(rng)),
        "ORGANIZATION": lambda: rng.choice(_lexicon()["body"]).format(place=place_name(rng)),
        "LOCATION": lambda: place_name(rng),
    }
    chosen: dict[str, str] = {}
    for start, end, kind in article.entities:
        name = article.text[start:end]
        kind = "outlet" if name in outlets else kind
        if kind in kinds and name not in chosen and "\n" not in name and rng.random() < 0.8:
            chosen[name] = kinds[kind]()
    return _swap(article.text, chosen)


def _subjects(article: Article, rng: random.Random) -> list[Edit]:
    """Words of US politics become words of other news."""
    parties: dict[str, list[str]] = _lexicon()["parties"]
    chosen = {word: rng.choice(new) for word, new in parties.items() if rng.random() < 0.7}
    return _swap(article.text, chosen)


def _regrouped(article: Article, rng: random.Random) -> list[Edit]:
    """Some paragraphs joined by a space; some split after a sentence outside attributions."""
    edits = [
        Edit(m.start(), m.end(), " ")
        for m in _PARAGRAPHS.finditer(article.text, 1)
        if rng.random() < JOIN
    ]
    inside = bytearray(len(article.text) + 1)
    for gold in article.attributions:
        places = [place for spans in gold for span in spans for place in span]
        if places:
            inside[min(places) : max(places)] = b"\1" * (max(places) - min(places))
    edits += [
        Edit(m.start(), m.end(), "\n\n")
        for m in _SENTENCES.finditer(article.text)
        if not inside[m.start()] and rng.random() < SPLIT
    ]
    return edits
