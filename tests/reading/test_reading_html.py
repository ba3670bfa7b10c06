"""HTML: the visible text, its blocks, and what the page declares about itself."""
# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading import read
from onrecord.reading.markup import read_page
from onrecord.record import Document

LONG = (
    "Government troops have left the town of Halm, the ministry said on Monday, and two bridges "
    "were blown up during the retreat."
)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "cases"

# ------------------------------------------------------------------ the rule, stated once more

HIDDEN = {"script", "style", "head", "template", "noscript", "svg", "iframe"}
JOINED = {
    "a", "b", "i", "em", "strong", "span", "u", "s", "small", "sup", "sub", "abbr", "q", "cite",
    "mark", "code", "time", "label", "font", "bdi", "wbr", "data", "kbd",
}  # fmt: skip
BLOCKS = [
    "p", "div", "h1", "h2", "ul", "li", "table", "tr", "td", "blockquote", "figure", "figcaption",
    "section", "custom-tag", "button",
]  # fmt: skip


class Visible(HTMLParser):
    """The rule as a reader would state it: hidden elements left out, inline ones join."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = ""
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag in HIDDEN:
            self.hidden.append(tag)
        elif tag not in JOINED:
            self.shown += " "

    def handle_startendtag(self, tag: str, _: object) -> None:
        self.shown += "" if tag in JOINED else " "

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and self.hidden[-1] == tag:
            self.hidden.pop()
        elif tag not in JOINED:
            self.shown += " "

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.shown += data


def visible(markup: str) -> str:
    parser = Visible()
    parser.feed(markup)
    parser.close()
    return " ".join(parser.shown.replace("\u00ad", "").split())


TEXTS = st.text(
    alphabet=st.sampled_from(list("ab é\u00ad \n\t\u00a0\u2003ש\u0301“„")), max_size=8
) | st.sampled_from(["&amp;", "&nbsp;", "&lt;p&gt;", "&#8220;", "&shy;", "&eacute;t"])
TAGS = st.sampled_from(sorted(JOINED | HIDDEN - {"head", "script", "style"}) + BLOCKS)
VOIDS = st.sampled_from(
    ["<br>", "<img alt='x > y' src=a>", "<hr/>", "<input type=text>", "<!-- a > b -->"]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="ad box"',
        " id=x",
        " data-x='a \"b\" > c'",
        ' title="a > b"',
        " hidden",
        ' href="/a?b&c"',
    ]
)
NODES = st.recursive(
    TEXTS | VOIDS,
    lambda inner: st.builds(
        lambda tag, attributes, children: f"<{tag}{attributes}>{''.join(children)}</{tag}>",
        TAGS,
        ATTRIBUTES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(deadline=None)
@given(st.lists(NODES, max_size=6).map("".join))
def test_the_text_is_the_visible_text(markup: str) -> None:
    page = read_page(f"<html><head><title>x</title></head><body>{markup}</body></html>")
    assert " ".join(page.text.split()) == visible(f"<body>{markup}</body>")
    assert re.sub(r"\n+", " ", page.text) == visible(markup)


@settings(deadline=None)
@given(st.lists(NODES, max_size=6).map("".join))
def test_lines_stand_where_the_page_says(markup: str) -> None:
    page = read_page(markup)
    at = 0
    for line in page.lines:
        assert page.text[at : line.start].isspace() or at == line.start
        assert page.text[line.start : line.end].strip() == page.text[line.start : line.end] != ""
        at = line.end
    assert at == len(page.text)


@pytest.mark.shared
def test_the_text_is_that_of_the_shared_scorer() -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    for path in sorted(SHARED.glob("*/*.html")):
        markup = path.read_text(encoding="utf-8")
        assert " ".join(read_page(markup).text.split()) == score.visible_text(markup, True)


# ------------------------------------------------------------------ blocks


def page(body: str, head: str = "") -> Document:
    return read(
        f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html"
    )


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


def test_an_article_and_the_page_around_it() -> None:
    document = page(
        '<div class="cookie">We use cookies.</div><header><a href="/">Lake Post</a><nav><ul><li>'
        '<a href="/w">World</a></li></ul></nav></header><main><article><h1>Halm falls</h1>'
        '<p class="byline">By Ilse Brenner</p><figure><img src="a.jpg"><figcaption>A bridge. Photo: LP'
        f"</figcaption></figure><p>{LONG}</p><h2>The losses</h2><ul><li>12 lorries</li><li>3 tanks</li>"
        f'</ul><p>{LONG}</p></article><aside class="related"><h3>More</h3><a href="/1">Why?</a></aside>'
        "</main><footer>© Lake Post</footer>"
    )
    assert kinds(document) == [
        ("boilerplate", "We use cookies."),
        ("boilerplate", "Lake Post\n\nWorld"),
        ("title", "Halm falls"),
        ("boilerplate", "By Ilse Brenner"),
        ("caption", "A bridge. Photo: LP"),
        ("paragraph", LONG),
        ("heading", "The losses"),
        ("list", "12 lorries\n3 tanks"),
        ("paragraph", LONG),
        ("boilerplate", "More\n\nWhy?"),
        ("boilerplate", "© Lake Post"),
    ]


@pytest.mark.parametrize(
    ("opening", "platform"),
    [
        ('<blockquote class="twitter-tweet">', "X"),
        ('<blockquote class="social-post" data-network="x">', "X"),
        ('<blockquote class="embed telegram-post">', "Telegram"),
        ('<blockquote class="instagram-media" data-network="instagram">', "Instagram"),
        ('<blockquote class="embed fb-post">', "Facebook"),
        ('<blockquote cite="https://www.tiktok.com/@a/video/1">', "TikTok"),
        ('<blockquote class="bluesky-embed">', "Bluesky"),
        ('<blockquote class="embed">', None),
    ],
)
def test_embedded_posts_know_their_network(opening: str, platform: str | None) -> None:
    document = page(
        f"<article><h1>Halm</h1><p>{LONG}</p>{opening}<p>The bridge is gone.</p>— River Log"
        f"</blockquote><p>{LONG}</p></article>"
    )
    block = document.blocks[2]
    assert (block.kind, block.platform) == ("embedded_post", platform)
    assert block.span.of(document.text) == "The bridge is gone.\n\n— River Log"


def test_the_link_of_a_post_names_its_network() -> None:
    document = page(
        f'<article><p>{LONG}</p><blockquote class="embed"><p>Gone.</p><a href="https://t.me/river/7">'
        f"3 February</a></blockquote><p>{LONG}</p></article>"
    )
    assert document.blocks[1].platform == "Telegram"


def test_a_quotation_is_no_post() -> None:
    document = page(f"<article><p>{LONG}</p><blockquote><p>We stay.</p></blockquote></article>")
    assert {block.kind for block in document.blocks} == {"paragraph"}


def test_a_page_that_marks_no_article_is_still_parted() -> None:
    paragraphs = "".join(
        f"<p>{LONG} This is paragraph number {n} of the report.</p>" for n in range(8)
    )
    document = page(
        '<div id="x"><div><a href="/1">One</a> <a href="/2">Two</a></div></div>'
        f"<div><h1>Halm falls</h1>{paragraphs}</div><div><a href='/9'>Imprint of this site</a></div>"
    )
    found = {words: kind for kind, words in kinds(document)}
    assert found["One Two"] == "boilerplate"
    assert found["Imprint of this site"] == "boilerplate"
    assert sum(kind == "paragraph" for kind, _ in kinds(document)) == 8


def test_teasers_marked_as_articles_do_not_hide_the_report() -> None:
    paragraphs = "".join(f"<p>{LONG} Paragraph {n}.</p>" for n in range(6))
    document = page(
        f"<div><h1>Halm falls</h1>{paragraphs}</div><article><a href='/2'>Another story</a></article>"
    )
    assert sum(kind == "paragraph" for kind, _ in kinds(document)) >= 6


def test_markup_is_never_text() -> None:
    document = page(
        "<script>alert('gone')</script><style>p{}</style><noscript>on</noscript><template>t</template>"
        f'<p onclick="steal()">{LONG}</p><iframe>i</iframe><svg><text>s</text></svg>'
    )
    assert document.text == LONG


def test_text_joins_and_parts_as_on_the_page() -> None:
    document = page("<p>sol<b>di</b>er<br>two&shy;fold&nbsp;x</p><div>a<p>b</p>c</div>")
    assert document.text == "soldier\ntwofold x\n\na\n\nb\n\nc"


# ------------------------------------------------------------------ metadata


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-03-14T21:05:00+01:00">', "2024-03-14"),
        ('<meta name="date" content="14 March 2024">', "2024-03-14"),
        ('<meta name="pubdate" content="Thu, 14 Mar 2024 21:05:00 GMT">', "2024-03-14"),
        ('<meta itemprop="datePublished" content="20240314">', "2024-03-14"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-14"}</script>', "2024-03-14"),
        ('<script type="application/ld+json">[{"@type":"WebSite"},{"@graph":[{"@type":["NewsArticle"],"datePublished":"2024-03-14T01:00Z"}]}]</script>', "2024-03-14"),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<meta name="date" content="soon">', None),
        ('<meta property="article:modified_time" content="2024-03-15">', None),
        ('<meta name="date" content="2024-02-31">', None),
    ],
)  # fmt: skip
def test_publication_dates(head: str, day: str | None) -> None:
    document = page(f"<article><h1>Halm</h1><p>{LONG}</p></article>", head)
    assert document.published == (dt.date.fromisoformat(day) if day else None)
    assert document.published_source == ("metadata" if day else None)


def test_the_time_element_is_the_last_resort() -> None:
    body = f'<article><h1>Halm</h1><time datetime="2024-03-14">today</time><p>{LONG}</p></article>'
    assert page(body).published == dt.date(2024, 3, 14)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="Lake Post">', "Lake Post"),
        ('<script type="application/ld+json">{"@type":"Article","publisher":{"name":" Lake\\nPost"}}</script>', "Lake Post"),
        ('<script type="application/ld+json">{"@type":"Article","author":{"name":"Ilse Brenner"}}</script>', None),
        ('<meta name="author" content="Ilse Brenner">', None),
        ("<title>Halm falls | Lake Post</title>", None),
    ],
)  # fmt: skip
def test_the_outlet_is_printed_and_never_the_author(head: str, outlet: str | None) -> None:
    assert page(f"<p>{LONG}</p>", head).outlet == outlet


def test_the_shown_title_comes_before_the_stated_one() -> None:
    head = '<meta property="og:title" content="Halm stated"><title>Halm | Lake Post</title>'
    assert page(f"<article><h1>Halm shown</h1><p>{LONG}</p></article>", head).title == "Halm shown"
    assert page(f"<article><p>{LONG}</p></article>", head).title == "Halm stated"
    assert page(f"<p>{LONG}</p>", "<title>Halm\n only</title>").title == "Halm only"


def test_a_logo_is_not_the_title() -> None:
    document = page(
        f"<header><h1>Lake Post</h1></header><article><h1>Halm falls</h1><p>{LONG}</p></article>"
    )
    assert document.title == "Halm falls"


def test_declared_character_sets_hold() -> None:
    markup = (
        '<html><head><meta charset="windows-1251"></head><body><p>Войска ушли</p></body></html>'
    )
    assert read(markup.encode("cp1251"), "a.html").text == "Войска ушли"
    wrong = '<html><head><meta charset="windows-1251"></head><body><p>Войска ушли</p></body></html>'
    assert read(wrong.encode("utf-8"), "a.html").text == "Войска ушли"


@pytest.mark.parametrize("name", ["-", "report", "http://a.example/x"])
def test_html_is_known_without_a_name(name: str) -> None:
    assert read(f"<!DOCTYPE html><p>{LONG}</p>".encode(), name).text == LONG
    assert read(f"<div><p>{LONG}</p></div>".encode(), name).text == LONG
    assert read(b"1 < 2 and 3 > 2, said the minister.", name).text.startswith("1 < 2")
