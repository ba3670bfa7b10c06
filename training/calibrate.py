"""Measure the model on the dev part and fit the score of an attribution to its chance to be right.

    PYTHONPATH=. python -m training.calibrate --corpus /path/to/attribution --model FOLDER

Right means what the corpus's scorer calls end-to-end: content at IoU 0.5 and the right source. The
six numbers go to `score` in model.json, the figures to `dev`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.tagger import ModelTagger
from onrecord.attribution.tagger.linking import Linked
from onrecord.attribution.tagger.pieces import Pieces
from onrecord.attribution.tagger.scoring import evidence

from .corpus import Article, load
from .examples import paragraphs_of

Floats = NDArray[np.float64]


def scorer(corpus: Path) -> Any:
    """The corpus's own score.py as a module."""
    spec = importlib.util.spec_from_file_location("scorer", corpus / "score.py")
    if spec is None or spec.loader is None:
        raise OSError(f"no score.py in {corpus}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_row(pieces: Pieces, linked: Linked) -> dict[str, Any]:
    """An attribution as the scorer reads it."""
    content = [(pieces.starts[c.first], pieces.ends[c.last]) for c in linked.contents]
    source = linked.source
    where = [(pieces.starts[source.first], pieces.ends[source.last])] if source else []
    return {"content": content, "source": where}


def judged(article: Article, rows: list[dict[str, Any]], tools: Any) -> list[bool]:
    """For each attribution found whether it is right."""
    document = tools.Doc(article.text)
    gold = tools.prep(document, [g._asdict() for g in article.attributions], False)
    predicted = [tools.prep(document, [row], True) for row in rows]
    flat = [p[0] for p in predicted if p]
    _, matched = tools.match(document, gold, flat)
    right = {i for i, g in matched.items() if tools.src_ok(document, gold[g], flat[i])}
    numbers = iter(range(len(flat)))
    return [bool(p) and next(numbers) in right for p in predicted]


def figures(articles: list[Article], rows: dict[str, list[dict[str, Any]]], tools: Any) -> Any:
    """The scorer's figures for all and for quoted attributions, in percent."""
    gold = {a.name: [g._asdict() for g in a.attributions] for a in articles}
    found = tools.score(gold, rows, {a.name: a.text for a in articles})
    kinds = ("content_token", "span_iou50", "span_exact", "end2end")
    return {
        name: {kind: {k: found[part][kind][k] for k in ("P", "R", "F1")} for kind in kinds}
        for part, name in (("all", "all"), ("q", "quoted"))
    }


def fit(inputs: Floats, right: Floats, steps: int = 50, ridge: float = 1.0) -> Floats:
    """Ridge logistic regression by Newton's method; the constant is the last column of inputs."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - right) + ridge * weights
        bend = (inputs.T * (chance * (1 - chance))) @ inputs + ridge * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def report(chance: Floats, right: Floats) -> list[dict[str, float]]:
    """For thresholds: share kept, share of the kept that is right; Brier score in the first row."""
    rows = [
        {"brier": round(float(((chance - right) ** 2).mean()), 4), "right": float(right.mean())}
    ]
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = chance >= threshold
        share = float(right[kept].mean()) if kept.any() else 0.0
        found = float(right[kept].sum() / right.sum())
        rows.append(
            {"threshold": threshold, "precision": round(share, 3), "of_right": round(found, 3)}
        )
    return rows


def calibrate(corpus: Path, folder: Path | None) -> dict[str, Any]:
    """The weights (`score`), the table (`score_fit`) and the figures (`dev`)."""
    tagger, tools = ModelTagger.load(folder), scorer(corpus)
    articles = load(corpus, "dev")
    inputs: list[tuple[float, ...]] = []
    right: list[bool] = []
    rows: dict[str, list[dict[str, Any]]] = {}
    for article in articles:
        found = list(tagger.linked(article.text, paragraphs_of(article.text)))
        inputs += [(*evidence(linked), 1.0) for _, linked in found]
        rows[article.name] = [as_row(*pair) for pair in found]
        right += judged(article, rows[article.name], tools)
    x, y = np.array(inputs), np.array(right, dtype=np.float64)
    weights = fit(x, y)
    return {
        "score": np.round(weights, 4).tolist(),
        "score_fit": report(1 / (1 + np.exp(-x @ weights)), y),
        "dev": figures(articles, rows, tools),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Fit the score on the dev part.")
    default = os.environ.get("ONRECORD_ATTRIBUTION_CORPUS")
    parser.add_argument("--corpus", type=Path, default=default, required=default is None)
    parser.add_argument("--model", type=Path, required=True, help="folder with model.json")
    chosen = parser.parse_args()
    path = chosen.model / "model.json"
    row = json.loads(path.read_text(encoding="utf-8"))
    row.update(calibrate(chosen.corpus, chosen.model))
    path.write_text(json.dumps(row, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for key in ("score", "score_fit", "dev"):
        print(key, json.dumps(row[key]))


if __name__ == "__main__":
    main()
