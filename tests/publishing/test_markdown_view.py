"""The Record as Markdown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from onrecord.publishing import markdown
from onrecord.record import Block, Document, MadeWith, Record, Span, Statement

READER = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")


def token_kinds(text: str) -> set[str]:
    tokens = READER.parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    return {token.type for token in (*tokens, *inline)}


def test_it_says_who_said_what_and_how_it_compares(record: Record):
    text = markdown(record)
    assert "- `s1` **Ilva Brandt**, mayor of Lower Orsa: “They were gone before breakfast”" in text
    assert "**Put into the mouth of President Marek Toll by Joss Wendt**" in text
    assert "**→ depends on how the words are read**" in text
    assert "- “It is not known how many soldiers were hurt.”" in text


def test_figures_are_a_table(record: Record):
    assert "table_open" in token_kinds(markdown(record))


def test_markup_in_a_report_is_never_live(hostile: Record):
    kinds = token_kinds(markdown(hostile))
    assert not kinds & {"html_block", "html_inline", "link_open", "image"}
    assert "\x1b" not in markdown(hostile)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ab *_`[]()<>!&#|~-+1.:/\n\\", min_size=1, max_size=60))
def test_no_words_of_a_report_become_markup(words: str):
    record = Record(
        made_with=MadeWith(onrecord="0"),
        document=Document(
            id="sha256:0",
            title=words,
            language="en",
            text=words,
            blocks=(Block(start=0, end=len(words), kind="paragraph"),),
        ),
        statements=(Statement(id="s1", content=(Span(0, len(words)),), form="indirect"),),
    )
    kinds = token_kinds(markdown(record))
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_block"}
