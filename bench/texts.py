"""The texts that are timed: plain-text reports of the repository and articles beside it."""

from __future__ import annotations

from pathlib import Path

from evaluation.articles import ArticleSet
from evaluation.cases import case_sets

HOME = Path(__file__).resolve().parents[1]
EXAMPLE = HOME / "examples" / "report.txt"
OWN = ("dev", "held_out")


def texts() -> dict[str, tuple[str, ...]]:
    """The texts by where they come from; a source that is absent is left out."""
    own = tuple(
        case.source()
        for cases_of in case_sets()
        if cases_of.name in OWN and cases_of.present
        for case in cases_of.cases()
        if not case.is_html
    )
    articles = ArticleSet()
    beside = tuple(one.text() for one in articles.articles()) if articles.present else ()
    named = {"the repository's reports": own, "news articles beside it": beside}
    return {name: found for name, found in named.items() if found}


def report_of(words: int) -> str:
    """One report of about so many words: the example, then paragraphs of a development case."""
    dev = next(one for one in case_sets() if one.name == OWN[0])
    more = next(case.source() for case in dev.cases() if not case.is_html)
    parts: list[str] = []
    for paragraph in f"{EXAMPLE.read_text(encoding='utf-8').rstrip()}\n\n{more}".split("\n\n"):
        if len(" ".join((*parts, paragraph)).split()) > words:
            break
        parts.append(paragraph)
    return "\n\n".join(parts) + "\n"
