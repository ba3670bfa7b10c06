from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.frames import Paragraph
from onrecord.attribution.posts import signed_posts
from onrecord.record import Span


def _posts(text: str, kind: str = "embedded_post") -> list[tuple[str, str]]:
    found = signed_posts(text, [Paragraph(Span(0, len(text)), kind, ())])
    return [(one.source[0].of(text), one.content[0].of(text)) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "We are home. All of us. — Ada Ba (@ada_ba) June 12, 2024",
        "We are home. All of us.\n— Ada Ba (@ada_ba) 12 June 2024",
        "Ada Ba @ada_ba · 12 June\nWe are home. All of us.",
        "We are home. All of us. Ada Ba, 12 June",
        "We are home. All of us.\nAda Ba (@ada_ba)",
    ],
)
def test_an_embedded_post_and_who_signed_it(text: str) -> None:
    assert _posts(text) == [("Ada Ba", "We are home. All of us.")]


def test_a_signed_quote_and_a_line_with_a_handle() -> None:
    assert _posts("“We are home.” — Ada Ba, nurse", "paragraph") == [("Ada Ba", "We are home.")]
    assert _posts("😂 @ada_ba: we are home, who needs rest", "paragraph") == [
        ("@ada_ba", "we are home, who needs rest")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We are home. All of us.",
        "The front moved – nobody knows why – on Monday.",
        "— 12 June 2024",
        "",
    ],
)
def test_words_without_a_name_are_no_signed_post(text: str) -> None:
    assert _posts(text) == []
    assert _posts(text, "paragraph") == []


@given(st.text(max_size=120), st.sampled_from(["embedded_post", "paragraph"]))
def test_any_text_gives_spans_inside_it(text: str, kind: str) -> None:
    for one in signed_posts(text, [Paragraph(Span(0, len(text)), kind, ())]):
        for span in (*one.content, *one.source, one.scene):
            assert 0 <= span.start <= span.end <= len(text)
