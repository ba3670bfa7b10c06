"""Whatever comes in: a document whose blocks hold, or a clear error. Never anything else."""
# ruff: noqa: E501

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import ReadingError
from onrecord.reading import read
from onrecord.reading.layout import MAX_CHARACTERS
from onrecord.reading.reader import MAX_BYTES
from onrecord.record import Document

SOUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='ad'>", "</div>", "<", ">", "<!--", "-->", "<![CDATA[", "]]>", "<?",
         "<script>", "</script>", "<a href=\"", "\"", "'", "=", "<h1>", "</h1>", "<ul><li>", "&#0;", "&#xD800;",
         "&amp", "\0", "\u202e", "e\u0301", "שלום", "<li", "</", "<head>", "<body>", "<svg>", "</svg>",
         "<title>", "<blockquote class='twitter-tweet'>", "Sponsored", "save 20 % now", "\r\n", "\u00ad",
         "<main>", "<article>", "<style>", "text. ", "\u2028"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def check(document: Document) -> None:
    """Blocks are ordered and disjoint, and cover every character that is not white space."""
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        assert not document.text[at : block.start].strip()
        words = document.text[block.start : block.end]
        assert words == words.strip() != ""
        at = block.end
    assert not document.text[at:].strip()


def read_or_error(source: bytes, item: str) -> None:
    try:
        document = read(source, item)
    except ReadingError:
        return
    check(document)


@settings(deadline=None)
@given(st.text())
@example("\x85a\x1c\n\u2029b")
def test_any_text(text: str) -> None:
    source = text.encode("utf-8", "surrogatepass")
    read_or_error(source, "a.txt")
    read_or_error(source, "a.html")


@settings(deadline=None)
@given(st.binary())
def test_any_bytes(source: bytes) -> None:
    read_or_error(source, "a.txt")
    read_or_error(source, "-")


@settings(deadline=None)
@given(SOUP)
def test_any_tags(markup: str) -> None:
    read_or_error(markup.encode(), "a.html")
    read_or_error(f"<html>{markup}".encode(), "-")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["- a", "* b", "", "Anzeige", "1. c", "  d", "Hello there. Order now!", "Q: x?"]
        )
    )
)
def test_any_lines(lines: list[str]) -> None:
    read_or_error("\n".join(lines).encode(), "a.txt")


@pytest.mark.parametrize(
    "tag", ["div", "p", "b", "ul", "blockquote", "section class='ad'", "table", "svg"]
)
@pytest.mark.parametrize("closed", [True, False])
def test_nesting_ten_thousand_deep(tag: str, closed: bool) -> None:
    name = tag.split()[0]
    markup = f"<{tag}>" * 10_000 + "Halm falls." + f"</{name}>" * (10_000 if closed else 0)
    read_or_error(f"<html><body>{markup}</body></html>".encode(), "a.html")


@pytest.mark.parametrize(
    "unit",
    ["<", "<a ", "<!--", "</", "<![CDATA[", "<?", "&", '<a x="', "<a b='", "</p>", "<a =='", "“", "(", "* ",
     "<script>", "<p>Save 20 % ", "\0", "a.b", "Ad ", "🔥", "1/ ", "- "],
)  # fmt: skip
def test_repetition_takes_linear_time(unit: str) -> None:
    source = (unit * (60_000 // len(unit))).encode()
    read_or_error(source, "a.html")
    read_or_error(source, "a.txt")


def test_a_truncated_page_keeps_what_came() -> None:
    markup = '<html><body><article><h1>Halm falls</h1><p>The troops left on Monday.</p><p class="x'
    document = read(markup.encode(), "a.html")
    assert document.text == "Halm falls\n\nThe troops left on Monday."


def test_a_head_that_never_closes_hides_nothing() -> None:
    document = read(b"<html><head><title>Halm</title><body><p>The troops left.</p>", "a.html")
    assert (document.text, document.title) == ("The troops left.", "Halm")


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(ReadingError, match="shows no text"):
        read(b"<html><body><script>render()</script></body></html>", "app.html")


def test_fifty_megabytes_of_page_around_a_report() -> None:
    padding = b"<script>" + b"var a = 1; " * 4_700_000 + b"</script>"
    document = read(b"<html><body>" + padding + b"<p>The troops left.</p></body></html>", "a.html")
    assert document.text == "The troops left."


def test_fifty_megabytes_of_text_are_refused() -> None:
    with pytest.raises(ReadingError, match="characters"):
        read(b"The troops left Halm. " * 2_400_000, "a.txt")
    assert MAX_CHARACTERS < 50_000_000 < MAX_BYTES


def test_a_page_with_too_many_elements_is_refused() -> None:
    with pytest.raises(ReadingError, match="elements"):
        read(b"<div></div>" * 250_000 + b"The troops left.", "a.html")


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(ReadingError, match="bytes"):
        read(b" " * (MAX_BYTES + 1), "a.txt")


def test_reading_is_the_same_each_time() -> None:
    source = (
        "<h1>Halm</h1><p>Die Truppen haben am Montag die Stadt verlassen, hieß es.</p>".encode()
    )
    assert read(source, "a.html") == read(source, "a.html")


def test_importing_the_room_is_light() -> None:
    heavy = "('trafilatura', 'py3langid', 'lxml', 'urllib3', 'numpy', 'charset_normalizer')"
    code = f"import sys, onrecord.reading; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
