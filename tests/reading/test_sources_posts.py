"""Telegram's export and the X archive: whose words they are comes out in the Record."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ReadingError
from onrecord.pipeline import check_document
from onrecord.reading.posts import Account, Passage, lay_out
from onrecord.reading.reader import document_from
from onrecord.reading.sources import (
    Container,
    Entry,
    Failure,
    Item,
    Options,
    Skipped,
    document_of,
    open_source,
)
from onrecord.record import Record, Span


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    told = {
        "id": number,
        "type": "message",
        "date": "2031-05-12T23:30:00",
        "date_unixtime": "1936387800",
        "from": "Ada Ba",
        "from_id": "user5",
        "text": text,
    }
    return {**told, **more}


def export(tmp_path: Path, *messages: dict[str, Any], **chat: Any) -> list[Entry]:
    told = {"name": "Harbour Talk", "type": "private_group", "id": 77, "messages": messages}
    (tmp_path / "result.json").write_text(json.dumps({**told, **chat}, indent=1))
    return list(open_source(str(tmp_path / "result.json")))


def items(found: list[Entry]) -> list[Item]:
    return [entry for entry in found if isinstance(entry, Item)]


def told(item: Item) -> list[tuple[str, str | None, str | None]]:
    """The statements of an item's Record: words, speaker's name, name of who passed them on."""
    record: Record = check_document(document_of(item))
    names = {agent.id: agent.name for agent in record.agents}
    text = record.document.text
    for statement in record.statements:
        for span in (*statement.content, *statement.source):
            assert 0 <= span.start < span.end <= len(text)
    return [
        (
            " / ".join(span.of(text) for span in statement.content),
            names.get(statement.speaker or ""),
            names.get(statement.via or ""),
        )
        for statement in record.statements
    ]


def test_the_author_of_a_message_is_its_speaker(tmp_path: Path) -> None:
    (item,) = items(export(tmp_path, message(1, "We are home and the bridge at Orlen holds.")))
    assert told(item) == [("We are home and the bridge at Orlen holds.", "Ada Ba", None)]
    document = document_of(item)
    assert document.text == "Ada Ba\n\nWe are home and the bridge at Orlen holds."
    assert [block.kind for block in document.blocks] == ["boilerplate", "embedded_post"]
    record = check_document(document)
    assert record.statements[0].channel is not None
    assert record.statements[0].channel.name == "Telegram"


def test_of_what_is_forwarded_the_original_speaks(tmp_path: Path) -> None:
    (item,) = items(
        export(tmp_path, message(1, "The bridge at Orlen is ours.", forwarded_from="Ilo Baret"))
    )
    assert told(item) == [("The bridge at Orlen is ours.", "Ilo Baret", "Ada Ba")]
    assert dict(item.context)["forwarded from"] == "Ilo Baret"


def test_an_unknown_original_stays_null(tmp_path: Path) -> None:
    (item,) = items(
        export(tmp_path, message(1, "The bridge at Orlen is ours.", forwarded_from=None))
    )
    assert told(item) == [("The bridge at Orlen is ours.", None, "Ada Ba")]


def test_a_deleted_account_is_nobody(tmp_path: Path) -> None:
    (item,) = items(export(tmp_path, message(1, "The bridge at Orlen is ours.", **{"from": None})))
    assert told(item) == [("The bridge at Orlen is ours.", None, None)]


def test_whom_a_post_quotes_speaks_by_way_of_its_author(tmp_path: Path) -> None:
    words = "Mayor Ilo Baret said on Monday that rebels captured 12 tanks near Orlen."
    (item,) = items(
        export(
            tmp_path,
            message(1, words, **{"from": "Harbour News", "from_id": "channel77"}),
            name="Harbour News",
            type="public_channel",
        )
    )
    whole, inner = told(item)
    assert whole == (words, "Harbour News", None)
    assert inner[1:] == ("Ilo Baret", "Harbour News")
    record = check_document(document_of(item))
    assert record.claims[0].by == record.statements[1].id
    assert [agent.kind for agent in record.agents] == ["medium", "person"]
    assert item.outlet == "Harbour News"


def test_what_is_marked_as_quoted_has_an_unknown_speaker(tmp_path: Path) -> None:
    text = [
        "Read this about the bridge:\n",
        {"type": "blockquote", "text": "The bridge at Orlen has fallen at last."},
        "\nI do not believe a word of it.",
    ]
    (item,) = items(export(tmp_path, message(1, text)))
    found = told(item)
    assert ("The bridge at Orlen has fallen at last.", None, "Ada Ba") in found
    assert ("I do not believe a word of it.", "Ada Ba", None) in found


def test_a_name_that_looks_like_none_is_still_the_speaker(tmp_path: Path) -> None:
    for name in ("Кава з Адою ☕️: live!", "the harbour, daily", "@", "said the mayor"):
        (item,) = items(export(tmp_path, message(1, "Nobody was hurt.", **{"from": name})))
        assert told(item)[0][1] == name


def test_text_in_pieces_is_put_together(tmp_path: Path) -> None:
    pieces = [
        "We ",
        {"type": "bold", "text": "hold"},
        " the bridge: ",
        {"type": "link", "text": "x.y"},
    ]
    (item,) = items(export(tmp_path, message(1, pieces)))
    assert document_of(item).text.endswith("We hold the bridge: x.y")


def test_paid_text_in_a_post_is_labelled(tmp_path: Path) -> None:
    text = (
        "The bridge at Orlen holds, and the market is open again after two weeks of repairs."
        "\n\nAdvertisement: Order your sofa at SofaLand today and save 30% with free delivery!"
    )
    (item,) = items(export(tmp_path, message(1, text)))
    document = document_of(item)
    assert [block.kind for block in document.blocks][1:] == ["embedded_post", "advertising"]
    assert "SofaLand" not in told(item)[0][0]


def test_service_messages_and_bare_media_are_counted(tmp_path: Path) -> None:
    found = export(
        tmp_path,
        {"id": 1, "type": "service", "date": "2031-05-12T10:00:00", "action": "create_channel"},
        message(2, "", photo="photos/1.jpg"),
        message(
            3, "A caption tells of the bridge.", photo="photos/2.jpg", edited_unixtime="1936387900"
        ),
        message(4, "An answer about the bridge.", reply_to_message_id=3),
    )
    assert {(e.what, e.count) for e in found if isinstance(e, Skipped)} == {
        ("service messages", 1),
        ("messages without words", 1),
    }
    caption, answer = items(found)
    assert dict(caption.context)["with"] == "photo"
    assert dict(caption.context)["edited at"] == "2031-05-12T21:31:40+00:00"
    assert dict(answer.context)["in reply to"] == "chats/77/messages/3"


def test_each_message_keeps_its_own_bytes_and_its_place(tmp_path: Path) -> None:
    found = export(tmp_path, message(1, "The bridge holds."), message(2, "The bridge fell."))
    whole = (tmp_path / "result.json").read_bytes()
    container = found[0]
    assert isinstance(container, Container)
    for item in items(found):
        assert item.content in whole
        assert item.container_sha256 == container.sha256
        assert item.published == dt.date(2031, 5, 12)
    assert [item.name for item in items(found)] == [
        "result.json#chats/77/messages/1",
        "result.json#chats/77/messages/2",
    ]


def test_all_chats_of_an_account_are_read(tmp_path: Path) -> None:
    chats = [
        {"name": name, "type": "personal_chat", "id": number, "messages": [message(1, "Hello.")]}
        for number, name in enumerate(("Ada", "Ilo"))
    ]
    told = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1},
        "chats": {"about": "…", "list": chats[:1]},
        "left_chats": {"about": "…", "list": chats[1:]},
    }
    (tmp_path / "any name.json").write_text("﻿" + json.dumps(told))
    found = list(open_source(str(tmp_path)))
    assert [dict(item.context)["chat"] for item in items(found)] == ["Ada", "Ilo"]


def test_a_bad_message_fails_alone_and_a_cut_export_is_said(tmp_path: Path) -> None:
    good = message(1, "The bridge holds.")
    found = export(tmp_path, good, message(2, 5), good, message(3, "It fell.", date_unixtime="x"))
    assert [entry.name for entry in found if isinstance(entry, Failure)] == [
        "result.json#chats/77/messages/number 1",
        "result.json#chats/77/messages/1 (again)",
    ]
    assert len(items(found)) == 2
    cut = (tmp_path / "result.json").read_bytes()[:-40]
    (tmp_path / "result.json").write_bytes(cut)
    (failure,) = [e for e in open_source(str(tmp_path)) if isinstance(e, Failure)]
    assert "not a whole Telegram export" in failure.why


def test_messages_that_the_caller_has_are_left_out(tmp_path: Path) -> None:
    export(tmp_path, message(1, "The bridge holds."), message(2, "The bridge fell."))
    skip = {"result.json#chats/77/messages/1"}.__contains__
    found = list(open_source(str(tmp_path / "result.json"), Options(skip=skip)))
    assert [item.name for item in items(found)] == ["result.json#chats/77/messages/2"]


def post(number: str, text: str, **more: Any) -> dict[str, Any]:
    created = "Mon May 12 23:30:00 +0000 2031"
    return {"tweet": {"id_str": number, "full_text": text, "created_at": created, **more}}


def archive(*posts: dict[str, Any]) -> dict[str, str]:
    account = {"email": "ada@mail.example", "username": "ada_ba", "accountDisplayName": "Ada Ba"}
    return {
        "data/tweets.js": f"window.YTD.tweets.part0 = {json.dumps(posts, indent=1)}",
        "data/account.js": f"window.YTD.account.part0 = {json.dumps([{'account': account}])}",
        "data/direct-messages.js": "window.YTD.direct_messages.part0 = []",
        "Your archive.html": "<html><body><p>Open this file to see your archive.</p></body></html>",
    }


def unpacked(folder: Path, parts: dict[str, str]) -> Path:
    for name, part in parts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(part)
    return folder


POSTS = (
    post("11", "We are safe &amp; sound in Orlen tonight."),
    post("12", "RT @ilo_b: Five tanks were destroyed near Orlen today."),
    post("13", "@ilo_b Nobody believes that story.", in_reply_to_screen_name="ilo_b"),
    post(
        "14",
        "Read what the mayor writes about the bridge.",
        quoted_status={
            "full_text": "The bridge at Orlen is closed.",
            "user": {"name": "Ilo Baret", "screen_name": "ilo_b"},
        },
    ),
)


def test_posts_of_an_x_archive_reposts_replies_and_quotes(tmp_path: Path) -> None:
    found = items(list(open_source(str(unpacked(tmp_path, archive(*POSTS))))))
    own, repost, reply, quote = found
    assert told(own) == [("We are safe & sound in Orlen tonight.", "Ada Ba", None)]
    assert told(repost) == [("Five tanks were destroyed near Orlen today.", "@ilo_b", "Ada Ba")]
    assert told(reply)[0] == ("@ilo_b Nobody believes that story.", "Ada Ba", None)
    assert ("The bridge at Orlen is closed.", "Ilo Baret", "Ada Ba") in told(quote)
    assert own.url == "https://x.com/ada_ba/status/11"
    assert own.published == dt.date(2031, 5, 12)
    assert document_of(own).text.startswith("Ada Ba (@ada_ba)\n\n")


def test_of_an_x_archive_only_posts_leave_the_zip(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in archive(*POSTS).items():
            packed.writestr(name, part)
    (tmp_path / "twitter.zip").write_bytes(out.getvalue())
    container, *found = open_source(str(tmp_path / "twitter.zip"))
    assert isinstance(container, Container)
    assert container.name == "twitter.zip#data/tweets.js"
    assert container.content is not None
    assert b"mail.example" not in container.content
    assert [entry.name for entry in found] == [
        f"twitter.zip#data/tweets.js/{number}" for number in (11, 12, 13, 14)
    ]


def test_without_the_account_nobody_is_the_speaker(tmp_path: Path) -> None:
    parts = archive(POSTS[0])
    (tmp_path / "tweets.js").write_text(parts["data/tweets.js"])
    found = list(open_source(str(tmp_path / "tweets.js")))
    (item,) = items(found)
    assert told(item)[0][1:] == (None, None)
    assert any("whose posts" in entry.why for entry in found if isinstance(entry, Failure))


NAMES = st.text(min_size=1, max_size=40)
WORDS = st.text(max_size=300)


@given(NAMES, WORDS, st.one_of(st.none(), NAMES))
def test_any_name_and_words_keep_their_offsets(name: str, words: str, origin: str | None) -> None:
    lead = f"Forwarded from {origin}\n\n" if origin else ""
    place = Span(15, 15 + len(origin)) if origin else None
    passages = (
        Passage(words),
        Passage(words, passed_on=True, lead=lead, name=place),
    )
    layout = lay_out(Account(name, "handle"), passages, "X")
    document = document_from(b"x", layout, None, None, None)
    text, last = document.text, 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(text)
        assert not text[last : block.start].strip()
        last = block.end
        if block.post is not None:
            posters = [p.span.of(text) for p in (block.post.author, block.post.via) if p]
            assert set(posters) <= {" ".join(name.split()) or "@handle", origin}
    assert not text[last:].strip()


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"text": 5}', b'{"id_str": 5}'])
@pytest.mark.parametrize("kind", ["x-telegram-message", "x-x-post", "x-row"])
def test_an_item_that_holds_no_post_is_an_error(content: bytes, kind: str) -> None:
    item = Item(name="a", source="a", media_type=f"application/{kind}+json", content=content)
    with pytest.raises(ReadingError) as caught:
        document_of(item)
    assert caught.value.remedy
