"""Addresses, lists of them and feeds as sources, from a real server on this machine."""

from __future__ import annotations

import datetime as dt
import ipaddress
from pathlib import Path
from typing import Any

from onrecord.reading import FetchLimits
from onrecord.reading.sources import (
    Container,
    Entry,
    Failure,
    Item,
    Options,
    Skipped,
    SourceLimits,
    document_of,
    open_source,
)

PAGE = "<html><body><article><h1>Dam holds</h1><p>The dam held on {}.</p></article></body></html>"


def options(**given: Any) -> Options:
    local = ipaddress.ip_address("127.0.0.1")
    fetch = FetchLimits(allow=lambda ip: ip == local, seconds=10, bytes_received=2_000_000)
    return Options(fetch=fetch, **given)


def names(found: list[Entry]) -> list[str]:
    return [entry.name for entry in found if isinstance(entry, Item)]


def test_an_address_is_fetched(web: Any) -> None:
    address = web.answer("/dam", PAGE.format("Monday"))
    (item,) = open_source(address, options())
    assert isinstance(item, Item)
    assert (item.name, item.url, item.media_type) == (address, address, "text/html")
    assert item.retrieved_at is not None
    assert document_of(item).title == "Dam holds"


def test_the_character_set_that_the_server_states_is_used(web: Any) -> None:
    web.answers["/note"] = (
        "Мост взорван, заявило ведомство.".encode("koi8-r"),
        "text/plain; charset=koi8-r",
    )
    (item,) = open_source(web.address("/note"), options())
    assert isinstance(item, Item)
    assert document_of(item).text == "Мост взорван, заявило ведомство."


def test_a_private_address_is_refused_unasked(web: Any) -> None:
    (failure,) = open_source(web.answer("/dam", PAGE))
    assert isinstance(failure, Failure)
    assert failure.step == "fetching"
    assert web.asked == []


def test_other_schemes_are_refused() -> None:
    for address in ("file:///etc/passwd", "ftp://a.example/x", "javascript://x"):
        (failure,) = open_source(address)
        assert isinstance(failure, Failure)


def test_a_list_of_addresses_each_failing_alone(web: Any, tmp_path: Path) -> None:
    first, second = (web.answer(f"/{n}", PAGE.format(n)) for n in (1, 2))
    gone = web.address("/gone")
    listed = tmp_path / "list.txt"
    listed.write_text(f"# today\n{first}\n{gone}\n\n{second}\n{first}\n")
    found = list(open_source(str(listed), options()))
    assert [type(entry).__name__ for entry in found] == ["Item", "Failure", "Item"]
    assert names(found) == [first, second]
    web.asked.clear()
    skip = {first, gone}.__contains__
    assert names(list(open_source(str(listed), options(skip=skip)))) == [second]
    assert web.asked == ["/2"]


def test_a_list_in_a_folder_is_not_fetched(web: Any, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(web.answer("/1", PAGE))
    (failure,) = open_source(str(tmp_path), options())
    assert isinstance(failure, Failure)
    assert "give the list by itself" in failure.remedy
    assert web.asked == []


def rss(*entries: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Lake Post</title>{''.join(entries)}</channel></rss>"
    )


def entry(number: int, link: str, content: str = "") -> str:
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        f"<item><title>Dam {number}</title><link>{link}</link><guid>g{number}</guid>"
        f"<description>In short.</description><author>a@b.example (Ada Ba)</author>"
        f"<pubDate>Mon, 12 May 2031 23:30:00 -0400</pubDate>{whole}</item>"
    )


def test_a_feed_gives_whole_entries_and_the_pages_of_others(web: Any) -> None:
    page = web.answer("/page", PAGE.format("Tuesday"))
    body = '<p onclick="x()">The dam held, the ministry said.</p><script>x()</script>'
    text = rss(entry(1, "https://a.example/1", body), entry(2, page), entry(3, web.address("/no")))
    address = web.answer("/feed", text, "application/rss+xml")
    container, whole, followed, failure = open_source(address, options())
    assert isinstance(container, Container)
    assert container.content == text.encode()
    assert isinstance(whole, Item)
    assert whole.content == body.encode()
    assert (whole.name, whole.title, whole.outlet) == (f"{address}#g1", "Dam 1", "Lake Post")
    assert (whole.published, whole.author) == (dt.date(2031, 5, 13), "a@b.example (Ada Ba)")
    assert whole.container_sha256 == container.sha256
    assert document_of(whole).text == "The dam held, the ministry said."
    assert isinstance(followed, Item)
    assert (followed.name, followed.url) == (f"{address}#g2", page)
    assert document_of(followed).published == dt.date(2031, 5, 13)
    assert isinstance(failure, Failure)
    assert failure.name == f"{address}#g3"


def test_an_atom_feed(web: Any) -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake Post</title><entry>'
        "<title>Dam</title><id>urn:1</id><updated>2031-05-12T10:00:00Z</updated>"
        '<content type="html">&lt;p&gt;The dam held.&lt;/p&gt;</content></entry></feed>'
    )
    found = list(open_source(web.answer("/atom", text, "application/atom+xml"), options()))
    assert [document_of(e).text for e in found if isinstance(e, Item)] == ["The dam held."]


def test_a_feed_in_a_folder_fetches_nothing(web: Any, tmp_path: Path) -> None:
    body = "<p>The dam held.</p>"
    text = rss(entry(1, "https://a.example/1", body), entry(2, web.answer("/2", PAGE)))
    (tmp_path / "feed.xml").write_text(text)
    found = list(open_source(str(tmp_path), options()))
    assert names(found) == ["feed.xml#g1"]
    assert [e.count for e in found if isinstance(e, Skipped)] == [1]
    assert web.asked == []
    assert names(list(open_source(str(tmp_path / "feed.xml"), options()))) == [
        "feed.xml#g1",
        "feed.xml#g2",
    ]


def test_a_long_feed_is_bounded(web: Any) -> None:
    body = "<p>The dam held.</p>"
    text = rss(*(entry(number, "https://a.example", body) for number in range(30)))
    address = web.answer("/feed", text, "application/rss+xml")
    found = list(open_source(address, options(limits=SourceLimits(feed_entries=10))))
    assert len(names(found)) == 10
    (told,) = [entry for entry in found if isinstance(entry, Skipped)]
    assert (told.what, told.count) == ("entries behind the first 10", 20)


def test_a_feed_that_never_ends_is_cut_and_said(web: Any) -> None:
    address = web.answer("/feed", '<rss version="2.0"><channel>', "application/rss+xml")
    web.endless.add("/feed")
    (failure,) = open_source(address, options())
    assert isinstance(failure, Failure)
    assert "larger than" in failure.why


def test_hostile_feeds_raise_nothing_and_reach_nothing(web: Any, tmp_path: Path) -> None:
    entity = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{web.address("/secret")}">]>'
        "<rss version='2.0'><channel><title>&x;</title></channel></rss>"
    )
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(9)
    )
    for hostile in (entity, f"{laughs}]><rss><channel><title>&j;</title></channel></rss>", "<rss>"):
        (tmp_path / "feed.xml").write_text(hostile)
        for found in open_source(str(tmp_path / "feed.xml"), options()):
            assert isinstance(found, Container | Failure | Skipped)
    assert web.asked == []
