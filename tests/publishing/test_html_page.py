"""The self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.publishing import html_page, notebook_view
from onrecord.publishing.cleaning import visible
from onrecord.record import Agent, Block, Document, MadeWith, Record, Span, Statement

_VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """A page as a reader's machine sees it: elements, attributes, and text by enclosing class."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(source)
        self.close()
        assert not self._open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag not in _VOID:
            self._open.append((tag, found.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(f"{tag}.{name}" for tag, name in self._open), data))

    def values(self, attribute: str) -> list[str]:
        return [found[attribute] or "" for _, found in self.elements if attribute in found]

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def prose(self) -> str:
        """The report's own words, without links, labels and summaries."""
        chrome = ("a.tag", "span.label", "summary.")
        return "".join(
            text
            for path, text in self.texts
            if "div.prose" in path and not any(part.startswith(chrome) for part in path)
        )


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture
def page(record: Record) -> Page:
    return Page(html_page(record))


def test_the_report_stands_in_the_page_word_for_word(page: Page, record: Record):
    assert bare(page.prose()) == bare(record.document.text)


def test_every_item_has_a_card_and_a_place_in_the_text(page: Page, record: Record):
    ids = page.values("id")
    for item in (*record.statements, *record.claims):
        assert item.id in ids
        assert f"in-{item.id}" in ids


def test_every_link_inside_the_page_leads_somewhere(page: Page):
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = [href[1:] for href in page.values("href") if href.startswith("#")]
    assert len(inside) > 10
    assert set(inside) <= set(ids)


def test_the_page_fetches_and_runs_nothing(page: Page):
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(page.tags())
    assert not page.values("src")
    policy = next(value for value in page.values("content") if "default-src" in value)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_policy_allows_exactly_the_style_that_is_there(record: Record):
    source = html_page(record)
    style = re.search(r"<style>(.*)</style>", source, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"sha256-{digest}" in source
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_landmarks_headings_and_language_guide_a_screen_reader(page: Page):
    assert {"header", "main", "footer"} <= set(page.tags())
    assert page.tags().count("h1") == 1
    levels = [int(tag[1]) for tag in page.tags() if re.fullmatch(r"h[1-6]", tag)]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert page.elements[0] == ("html", {"lang": "en"})
    assert set(page.values("aria-labelledby")) <= set(page.values("id"))


def test_jest_and_invention_are_told_in_words_not_only_in_colour(page: Page):
    labels = page.values("aria-label")
    assert any(label.startswith("statement s2") and "in jest" in label for label in labels)
    invented = [label for label in labels if label.startswith("statement s5")]
    assert invented == [
        "statement s5: Put into the mouth of President Marek Toll by Joss Wendt, shown on X, "
        "invented words"
    ]


def test_advertising_is_set_apart(page: Page):
    assert any(
        "aside.block advertising" in path and "Solar roofs" in text for path, text in page.texts
    )


def test_markup_in_a_report_is_never_live(hostile: Record):
    source = html_page(hostile)
    page = Page(source)
    assert "script" not in page.tags()
    assert "img" not in page.tags()
    assert "svg" not in page.tags()
    for _, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes)
        assert not (attributes.get("href") or "").startswith("javascript:")
    assert "\x1b" not in source
    assert "\x00" not in source
    assert "</script>" not in source


def test_hostile_ids_stay_inside_their_attributes(record: Record):
    evil = msgspec.structs.replace(record.statements[0], id='x"]{}</style><script>')
    source = html_page(msgspec.structs.replace(record, statements=(evil,)))
    assert "script" not in Page(source).tags()


def test_a_notebook_frame_holds_the_page_escaped(record: Record):
    frame = Page(notebook_view(record))
    assert frame.tags() == ["iframe"]
    assert frame.values("sandbox") == [""]
    assert frame.values("srcdoc")[0].startswith("<!doctype html>")


def test_right_to_left_text_keeps_its_own_direction():
    text = "קרב על הגשר. “נשארנו,” אמרה ראש העיר."
    document = Document(
        id="sha256:0",
        text=text,
        language="he",
        blocks=(Block(start=0, end=len(text), kind="paragraph"),),
    )
    page = Page(html_page(Record(made_with=MadeWith(onrecord="0"), document=document)))
    assert page.prose() == text
    assert ("p", {"class": "block paragraph", "dir": "auto"}) in page.elements
    assert "he" in page.values("lang")


texts = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=80)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any text, with statements whose spans nest, overlap and touch in every way."""
    text = draw(texts)
    edges = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(edges, edges).filter(lambda p: p[0] < p[1]), max_size=5))
    cut = draw(edges)
    blocks = [
        Block(start=0, end=cut, kind="paragraph"),
        Block(start=cut, end=len(text), kind="list"),
    ]
    return Record(
        made_with=MadeWith(onrecord="0"),
        document=Document(id="sha256:0", text=text, language="en", blocks=tuple(blocks)),
        agents=(Agent(id="a1", name=draw(texts), kind="person", identity="named"),),
        statements=tuple(
            Statement(id=f"s{n}", content=(Span(*pair),), speaker="a1", form="direct")
            for n, pair in enumerate(pairs, 1)
        ),
    )


@settings(max_examples=60, deadline=None)
@given(records())
def test_overlapping_spans_never_change_the_words(record: Record):
    assert bare(Page(html_page(record)).prose()) == bare(visible(record.document.text))
