"""The attribution corpus as values, and edits of its texts that keep every span right."""

from __future__ import annotations

import gzip
import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

Span = tuple[int, int]
"""[start, end) in code points."""


class Gold(NamedTuple):
    """One annotated attribution; each part is a tuple of spans, possibly empty."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its attributions and machine-found entities (start, end, type)."""

    name: str
    text: str
    attributions: tuple[Gold, ...]
    entities: tuple[tuple[int, int, str], ...]


class Edit(NamedTuple):
    """Replace `text[start:end]` (start < end) by `new`."""

    start: int
    end: int
    new: str


def load(corpus: Path, part: str) -> list[Article]:
    """The articles of `part` ("train" or "dev") in `corpus`, in file order. Raises OSError."""
    entities: dict[str, list[tuple[int, int, str]]] = {}
    with gzip.open(corpus / f"corenlp_{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            entities[row["doc_id"]] = [(s, e, kind) for s, e, kind in row["entities"]]
    articles = []
    for line in (corpus / f"gold_{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = corpus / f"texts_{part}" / f"{row['doc_id']}.txt"
        gold = tuple(
            Gold(*(tuple((s, e) for s, e in a[key]) for key in Gold._fields))
            for a in row["attributions"]
        )
        text = path.read_bytes().decode("utf-8")
        name = row["doc_id"]
        articles.append(Article(name, text, gold, tuple(entities.get(name, ()))))
    return articles


def digest(corpus: Path, part: str) -> str:
    """sha256 over the annotations and texts of a part, for the model card."""
    total = hashlib.sha256((corpus / f"gold_{part}.jsonl").read_bytes())
    for path in sorted((corpus / f"texts_{part}").iterdir()):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return "sha256:" + total.hexdigest()


def edited(article: Article, edits: Sequence[Edit]) -> Article:
    """The article with edits made and every span moved along.

    Edits are sorted and disjoint here: of two that overlap the later one is dropped. A span
    border inside a replaced stretch moves to the outer border of its replacement; spans that
    become empty vanish.
    """
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    if not kept:
        return article
    pieces, place, length = [], 0, 0
    news: list[Span] = []
    for edit in kept:
        pieces += [article.text[place : edit.start], edit.new]
        length += edit.start - place
        news.append((length, length + len(edit.new)))
        length += len(edit.new)
        place = edit.end
    text = "".join([*pieces, article.text[place:]])
    move = _Mover([e.start for e in kept], [e.end for e in kept], news)
    attributions = tuple(Gold(*map(move.spans, gold)) for gold in article.attributions)
    entities = tuple((*move.span((s, e)), kind) for s, e, kind in article.entities)
    return Article(article.name, text, attributions, entities)


class _Mover:
    """Moves spans of the old text to the new one."""

    def __init__(self, starts: list[int], ends: list[int], news: list[Span]) -> None:
        self.starts, self.ends, self.news = starts, ends, news

    def spans(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        moved = (self.span(span) for span in spans)
        return tuple((start, end) for start, end in moved if start < end)

    def span(self, span: Span) -> Span:
        return self._start(span[0]), self._end(span[1])

    def _start(self, place: int) -> int:
        i = bisect_right(self.ends, place)  # edits that end at or before the place
        if i < len(self.starts) and self.starts[i] < place:
            return self.news[i][0]
        return place + (self.news[i - 1][1] - self.ends[i - 1] if i else 0)

    def _end(self, place: int) -> int:
        i = bisect_left(self.ends, place)  # edits that end before the place
        if i < len(self.starts) and self.starts[i] < place:
            return self.news[i][1]
        return place + (self.news[i - 1][1] - self.ends[i - 1] if i else 0)
