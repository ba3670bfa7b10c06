"""The folders of reports that belong together are well formed; pairs are what they are called."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from evaluation.copy_pairs import COPIES, pairs
from evaluation.corroboration import CopySet, GoldFolder, TogetherSet, missing_words

FOLDERS = TogetherSet().folders()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_annotated_word_stands_in_its_report(folder: Path):
    assert list(missing_words(folder)) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_annotations_name_what_there_is(folder: Path):
    gold = msgspec.json.decode((folder / "gold.json").read_bytes(), type=GoldFolder)
    claims = {claim.id for claim in gold.claims}
    assert {one for group in gold.same for one in group} | {o.claim for o in gold.origins} <= claims
    assert len(gold.published) >= 6


def test_pairs_are_the_same_each_time_and_of_both_kinds():
    texts = CopySet().texts()
    made = list(pairs(texts))
    assert made == list(pairs(texts))
    counts = Counter(pair.copied for pair in made)
    assert counts[True] == len(COPIES) * len(texts)
    assert counts[False] > 100
