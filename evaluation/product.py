"""Runs the product on reports, in this process, and lets no report stop the others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import onrecord
from evaluation.cases import Case
from evaluation.passage_sets import PassageCase
from onrecord.record import Record


@dataclass(frozen=True)
class Answer:
    """What the product made of one report: a Record, or the error it raised."""

    name: str
    record: Record | None
    error: str | None = None


def answer_case(case: Case) -> Answer:
    """The product's answer to a case as it lies on disk; a passage is given as a text."""
    if isinstance(case, PassageCase):
        return answer_text(case.name, case.text, case.published)
    return answer_file(case.name, case.path, case.published)


def answer_file(name: str, path: Path, published: str | None = None) -> Answer:
    """The product's answer to one file."""
    try:
        return Answer(name, onrecord.check(path, published=published))
    except Exception as error:
        return Answer(name, None, f"{type(error).__name__}: {error}")


def answer_text(name: str, text: str, published: str | None = None) -> Answer:
    """The product's answer to a text in memory."""
    try:
        return Answer(name, onrecord.check_text(text, published=published))
    except Exception as error:
        return Answer(name, None, f"{type(error).__name__}: {error}")
