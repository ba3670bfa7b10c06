"""Typing a report differently changes no word of it."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evaluation
from evaluation.intervals import added, interval, samples
from evaluation.protocol.words import words
from evaluation.robustness import VARIATIONS, split

PROSE = st.text(alphabet="abc Xy.,!?“”\"'’«»\n\r\u00ad—", max_size=200)


@pytest.mark.parametrize("variation", VARIATIONS, ids=lambda one: one.name)
@given(text=PROSE)
def test_no_word_is_lost_or_added(variation, text):
    assert "".join(words(variation.change(text))) == "".join(words(text))


def test_quotes_are_not_split():
    text = "“Wait. Then go,” he said. “Or stay. I do not mind.”"
    assert all(part.count("“") == part.count("”") for part in split(text).split("\n\n"))


def test_intervals_are_the_same_on_every_run():
    tallies = [{"right": n % 3, "all": 2} for n in range(30)]

    def share(tally):
        return tally["right"] / tally["all"]

    first = interval(samples(tallies, times=200), share)
    assert first == interval(samples(tallies, times=200), share)
    assert first[0] <= share(added(tallies)) <= first[1]


MODULES = [
    module.name
    for module in pkgutil.walk_packages(evaluation.__path__, "evaluation.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
