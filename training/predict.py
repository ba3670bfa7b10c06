"""Tag the articles of a corpus part and write them as the scorer reads them; print the speed.

PYTHONPATH=. python -m training.predict --corpus /path/to/attribution --out pred.jsonl
python /path/to/attribution/score.py …/gold_dev.jsonl pred.jsonl …/texts_dev
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from pathlib import Path

from onrecord.attribution.tagger import ModelTagger

from .corpus import load
from .examples import paragraphs_of


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    default = os.environ.get("ONRECORD_ATTRIBUTION_CORPUS")
    parser.add_argument("--corpus", type=Path, default=default, required=default is None)
    parser.add_argument("--part", default="dev", choices=("train", "dev"))
    parser.add_argument("--model", type=Path, default=None, help="folder; default: the package's")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    articles = load(chosen.corpus, chosen.part)
    started = time.perf_counter()
    tagger = ModelTagger.load(chosen.model)
    loaded = time.perf_counter() - started
    words, spent = 0, 0.0
    with chosen.out.open("w", encoding="utf-8") as out:
        for article in articles:
            started = time.perf_counter()
            found = tagger.tag(article.text, paragraphs_of(article.text))
            spent += time.perf_counter() - started
            words += len(article.text.split())
            rows = [
                {"content": a.content, "cue": a.cue, "source": a.source, "score": a.score}
                for a in found
            ]
            out.write(json.dumps({"doc_id": article.name, "attributions": rows}) + "\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"load {loaded:.2f} s, {words / spent:.0f} words/s, "
        f"{len(articles) / spent:.1f} articles/s, peak {peak:.0f} MB",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
