"""Plain text: characters, blocks, title, outlet and date."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from onrecord.errors import ReadingError
from onrecord.reading import read, read_path
from onrecord.record import Document

LONG = (
    "Government troops have left the town of Halm, the ministry said on Monday, and two bridges "
    "were blown up during the retreat."
)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


def test_only_the_mark_and_carriage_returns_go() -> None:
    source = b"\xef\xbb\xbfA  b\r\n\r\n\tc\r\nd \n"
    document = read(source, "a.txt")
    assert document.text == "A  b\n\n\tc\nd \n"
    assert document.id == "sha256:" + hashlib.sha256(source).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_known_by_its_bytes(encoding: str) -> None:
    assert read(LONG.encode(encoding), "a.txt").text == LONG


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Die Brücke wurde in der Nacht gesprengt, erklärte das Büro des Gouverneurs.", "cp1252"),
        ("Правительственные войска оставили город, сообщило министерство обороны.", "cp1251"),
        ("Żołnierze wycofali się z miasta, a mieszkańcy mówią o pożarze mostu.", "iso8859-2"),
        ("Żołnierze wycofali się z miasta, a mieszkańcy mówią o pożarze mostu.", "cp1250"),
    ],
)  # fmt: skip
def test_older_character_sets_are_guessed(text: str, encoding: str) -> None:
    assert read((text * 6).encode(encoding), "a.txt").text == text * 6


def test_stray_bytes_in_utf8_are_read_as_windows() -> None:
    source = "The café “Überfall” in Łódź and Kraków – ".encode() + b"caf\xe9."
    assert read(source, "a.txt").text.endswith("café.")


@pytest.mark.parametrize(
    "source",
    [b"", b" \n\t ", b"\xef\xbb\xbf", b"%PDF-1.7 ...", b"PK\x03\x04aa", bytes(range(32)) * 20,
     b"\x1f\x8b\x08\x00", b"\x89PNG\r\n\x1a\n", b"\x00" * 500],
)  # fmt: skip
def test_what_is_no_text_is_an_error_that_helps(source: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read(source, "report.bin")
    assert caught.value.item == "report.bin"
    assert caught.value.remedy


def test_a_few_null_bytes_cost_nothing() -> None:
    assert read(LONG.encode() + b"\x00\x00", "a.txt").text == LONG + "\0\0"


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="No such file"):
        read_path(tmp_path / "none.txt")
    with pytest.raises(ReadingError):
        read_path(tmp_path)


def test_title_paragraphs_and_headings() -> None:
    text = f"Troops leave Halm\n\n{LONG}\n\nWhat is known\n\n{LONG}\n"
    assert kinds(read(text.encode(), "a.txt")) == [
        ("title", "Troops leave Halm"),
        ("paragraph", LONG),
        ("heading", "What is known"),
        ("paragraph", LONG),
    ]


def test_a_first_sentence_is_no_title() -> None:
    document = read(f"Troops have left Halm.\n\n{LONG}".encode(), "a.txt")
    assert document.title is None
    assert {block.kind for block in document.blocks} == {"paragraph"}


def test_a_label_is_no_title() -> None:
    text = f"Advertisement\n\nSave 20 % on tyres now with the code TYRE20.\n\nHalm falls\n\n{LONG}"
    document = read(text.encode(), "a.txt")
    assert document.title is None or document.title == "Halm falls"
    assert kinds(document)[0][0] == "advertising"


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "HALM, Feb 3 (RLP) - Government troops have left the town\n"
        "of Halm, the ministry said on Monday, and two bridges were\n"
        "blown up during the retreat. Nobody could say how many of\n"
        "them had been wounded.\n"
    )
    document = read(f"{wrapped}\n{wrapped}".encode(), "a.txt")
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "paragraph"]


def test_indented_wrapped_paragraphs_part_without_blank_lines() -> None:
    text = (
        "   Government troops have left the town of Halm, the ministry\n"
        "said on Monday, and two bridges were blown up meanwhile as the\n"
        "army went.\n"
        "   Residents spoke of a column of forty lorries on the road to\n"
        "the south, and of fires in the barracks during the same night.\n"
    )
    assert len(read(text.encode(), "a.txt").blocks) == 2


def test_single_lines_are_paragraphs() -> None:
    assert len(read(f"{LONG}\n{LONG}\n{LONG}\n".encode(), "a.txt").blocks) == 3


def test_a_chat_export_parts_by_message() -> None:
    text = (
        "[03.02.2024, 10:11] Ilke: The bridge is gone\n"
        "and the road too.\n"
        "[03.02.2024, 10:12] Ostrik: Who says so?\n"
        "[03.02.2024, 10:15] Ilke: I stood there.\n"
    )
    found = [words for _, words in kinds(read(text.encode(), "a.txt"))]
    assert len(found) == 3
    assert found[0].endswith("and the road too.")


def test_lists_stand_together_and_alone() -> None:
    text = f"Losses by village:\n- Halm: 12\n- Lenth: 3\n  and two missing\n- Ebry: none\n{LONG}\n"
    assert kinds(read(text.encode(), "a.txt")) == [
        ("paragraph", "Losses by village:"),
        ("list", "- Halm: 12\n- Lenth: 3\n  and two missing\n- Ebry: none"),
        ("paragraph", LONG),
    ]


def test_questions_and_turns_of_talk_are_no_headings() -> None:
    text = f"Briefing in Halm\n\nQ: Who blew up the bridge?\n\nIlke: We don't know.\n\n{LONG}"
    assert [kind for kind, _ in kinds(read(text.encode(), "a.txt"))][1:] == ["paragraph"] * 3


def test_markdown_is_plain_text_with_headings() -> None:
    text = f"# Halm falls\n\n{LONG}\n\n## Losses\n\n* 12 lorries\n* 3 tanks\n"
    document = read(text.encode(), "a.md")
    assert document.title == "Halm falls"
    assert [kind for kind, _ in kinds(document)] == ["title", "paragraph", "heading", "list"]
    assert document.text == text


def test_the_head_matter_of_markdown_is_furniture() -> None:
    text = f"---\ntitle: Halm\ndate: 2024-03-14\n---\n\n# Halm falls\n\n{LONG}\n"
    document = read(text.encode(), "a.md")
    assert (document.title, document.published) == ("Halm falls", dt.date(2024, 3, 14))
    assert [kind for kind, _ in kinds(document)] == ["boilerplate"] * 4 + ["title", "paragraph"]


def test_the_title_stands_after_paid_text_too() -> None:
    text = f"Advertisement\n\nSave 20 % on tyres with the code TYRE20.\n\nHalm falls\n\n{LONG}\n"
    assert read(text.encode(), "a.txt").title == "Halm falls"


def test_a_signed_post_is_one_block() -> None:
    text = f"{LONG}\n\nThe bridge is gone.\n— River Log (@river_log) 3 February\n\n{LONG}"
    document = read(text.encode(), "a.txt")
    assert kinds(document)[1][0] == "embedded_post"
    assert "The bridge is gone" in kinds(document)[1][1]


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("RIVER DIGEST | 14 March 2024", dt.date(2024, 3, 14)),
        ("Halm falls\n\nPublished on March 3rd, 2024", dt.date(2024, 3, 3)),
        ("Halm falls\n\nBy Ilse Brenner, 2024-03-03", dt.date(2024, 3, 3)),
        ("Halm falls\n\nBy Ilse Brenner in Halm\n3 March 2024", dt.date(2024, 3, 3)),
        ("Halm falls\n\nBy Ilse Brenner in Halm 3 March 2024", dt.date(2024, 3, 3)),
        ("Halm falls\n\nRead more: the raids before 3 March 2024", None),
        ("HALM, 3 March 2024 (RLP) - " + LONG, dt.date(2024, 3, 3)),
        ("HALM, March 3 (RLP) - " + LONG, None),
        ("What happened on 3 March 2022", None),
        ("Halm since 3 March 2022", None),
        ("Halm falls\n\nReporting period: 1 March - 3 March 2024", None),
        ("Halm falls, 03/04/2024", None),
        ("Halm falls | 14 March 2024\n\n15 March 2024", None),
    ],
)
def test_only_an_unmistakable_date_counts(opening: str, day: dt.date | None) -> None:
    document = read(f"{opening}\n\n{LONG}\n\n{LONG}".encode(), "a.txt")
    assert document.published == day
    assert document.published_source == ("text" if day else None)


def test_a_date_in_the_report_is_not_its_own() -> None:
    text = f"Halm falls\n\n{LONG} The last retreat was on 24 February 2022.\n"
    assert read(text.encode(), "a.txt").published is None


def test_a_given_date_wins() -> None:
    document = read(
        b"DIGEST | 14 March 2024\n\nText of it.", "a.txt", published=dt.date(2024, 3, 9)
    )
    assert (document.published, document.published_source) == (dt.date(2024, 3, 9), "given")


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("By KARL OST for the Evening Beacon", "Evening Beacon"),
        ("By Karl Ost", None),
        ("By Karl Ost in Halm", None),
        ("By Karl Ost in the Upper Valley", None),
        ("By Karl Ost in Halm\n3 March 2024", None),
        ("Source: Lake Post", "Lake Post"),
        ("HALM (RLP) - the agency’s text begins here.", None),
    ],
)
def test_the_outlet_is_what_the_text_prints_never_the_author(line: str, outlet: str | None) -> None:
    assert read(f"Halm falls\n\n{line}\n\n{LONG}".encode(), "a.txt").outlet == outlet


def test_bylines_and_notices_are_furniture() -> None:
    text = (
        f"Halm falls\n\nBy Ilse Brenner\n\n{LONG}\n\nRead more: Why it mattered\n\n{LONG}\n\n"
        "(Reporting by Ilse Brenner; editing by Karl Ost)\n"
    )
    found = [kind for kind, _ in kinds(read(text.encode(), "a.txt"))]
    assert found == ["title", "boilerplate", "paragraph", "boilerplate", "paragraph", "boilerplate"]
