"""The attribution tagger: offsets, robustness, determinism. Skipped without onnxruntime."""

from __future__ import annotations

import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("tokenizers")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.attribution.tagger import Attribution, ModelTagger

NEWS = "“We hold the town,” the mayor, Olha Drach, said on Friday. She denied any losses."


@pytest.fixture(scope="module")
def tagger() -> ModelTagger:
    return ModelTagger.load()


def words(text: str, found: Attribution) -> tuple[list[str], list[str], list[str]]:
    parts = (found.content, found.cue, found.source)
    content, cue, source = ([text[s:e] for s, e in part] for part in parts)
    return content, cue, source


def test_quote_with_speaker(tagger: ModelTagger) -> None:
    first = tagger.tag(NEWS, [(0, len(NEWS))])[0]
    assert words(NEWS, first) == (["“We hold the town,”"], ["said"], ["the mayor, Olha Drach,"])
    assert 0.5 < first.score <= 1


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(), max_size=300), cut=st.integers(-3, 400))
def test_any_text_and_regions(tagger: ModelTagger, text: str, cut: int) -> None:
    for found in tagger.tag(text, [(-2, cut), (cut, len(text) + 7)]):
        assert found.content
        assert 0 <= found.score <= 1
        for start, end in (*found.content, *found.cue, *found.source):
            assert 0 <= start < end <= len(text)


def test_lone_surrogate_and_special_pieces(tagger: ModelTagger) -> None:
    text = "\ud800“Go [SEP] home,” he said [CLS]."
    [found] = tagger.tag(text, [(0, len(text))])
    assert words(text, found)[2] == ["he"]


def test_same_answer_with_more_threads(tagger: ModelTagger) -> None:
    text = "\n".join([NEWS] * 40)
    regions = [(i * (len(NEWS) + 1), i * (len(NEWS) + 1) + len(NEWS)) for i in range(40)]
    assert ModelTagger.load(threads=2).tag(text, regions) == tagger.tag(text, regions)


def test_threads_below_one() -> None:
    with pytest.raises(ValueError, match="threads"):
        ModelTagger.load(threads=0)
