"""The articles of the attribution corpus (beside the repository), and the product's answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from evaluation.cases import digest, shared_folder
from evaluation.product import Answer, answer_file
from evaluation.protocol.attribution import Attributed, count_attributions
from evaluation.protocol.counting import Counts
from onrecord.record import Record

FAST = 20


@dataclass(frozen=True)
class Article:
    """One article and the attributions people marked in it."""

    name: str
    path: Path
    gold: tuple[Attributed, ...]

    def text(self) -> str:
        """The article, its line ends as they are."""
        with self.path.open(encoding="utf-8", newline="") as file:
            return file.read()


@dataclass(frozen=True)
class ArticleSet:
    """The development part; ``limit`` takes its first articles only, as a set of its own."""

    limit: int | None = None

    @property
    def name(self) -> str:
        """The set's name in tables and floors."""
        return "attribution_dev" if self.limit is None else f"attribution_dev_{self.limit}"

    @property
    def folder(self) -> Path:
        """Where the corpus lies."""
        return shared_folder() / "attribution"

    @property
    def present(self) -> bool:
        """Whether the corpus is there."""
        return (self.folder / "gold_dev.jsonl").is_file()

    def articles(self) -> tuple[Article, ...]:
        """The articles, in the order of the corpus."""
        lines = (self.folder / "gold_dev.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()][: self.limit]
        return tuple(
            Article(
                row["doc_id"],
                self.folder / "texts_dev" / f"{row['doc_id']}.txt",
                tuple(
                    Attributed(_pairs(one["content"]), _pairs(one["source"]))
                    for one in row["attributions"]
                ),
            )
            for row in rows
        )

    def digest(self) -> str:
        """sha256 over the gold file and all texts used."""
        texts = [article.path for article in self.articles()]
        return digest([self.folder / "gold_dev.jsonl", *texts])


def attributed(record: Record) -> tuple[Attributed, ...]:
    """The Record's statements of both acts, as the corpus counts them."""
    names = {agent.id: agent.name for agent in record.agents}
    return tuple(
        Attributed(s.content, s.source, names.get(s.speaker or "")) for s in record.statements
    )


def count_article(article: Article, answer: Answer) -> Counts:
    """The counts of one article; an answer over another text (offsets moved) counts as none."""
    text = article.text()
    record = answer.record
    usable = record is not None and record.document.text == text
    found = attributed(record) if record is not None and usable else ()
    return count_attributions(text, article.gold, found) + Counts(
        reports=1, whole=int(usable), failures=int(record is None)
    )


def answer_article(article: Article) -> Answer:
    """The product's answer to one article."""
    return answer_file(article.name, article.path)


def _pairs(spans: list[list[int]] | None) -> tuple[tuple[int, int], ...]:
    return tuple((a, b) for a, b in spans or [])
