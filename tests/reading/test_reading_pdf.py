"""PDF files, written here byte by byte."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.errors import ReadingError
from onrecord.pipeline import check_document
from onrecord.reading import read, read_path
from onrecord.reading.sources import Item, document_of, open_source


def pdf(*pages: list[str], title: str = "") -> bytes:
    """A PDF (ISO 32000) whose pages show lines of text in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown}ET".encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< /Title ({title}) >>".encode())
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF"
    return out + trailer % (len(objects) + 1, len(objects), table)


FIRST = ["Dam holds at Lenth", "", "The dam at Lenth held on Monday, the ministry said."]
SECOND = ["Rebels captured 12 tanks near Orlen, Mayor Ilo Baret said."]


def test_the_pages_of_a_pdf_are_its_text() -> None:
    document = read(pdf(FIRST, SECOND, title="Dam holds"), "dam.pdf")
    assert "The dam at Lenth held on Monday, the ministry said." in document.text
    assert "\x0c" in document.text
    assert document.title
    record = check_document(document)
    assert any(claim.quantity and claim.quantity.value == 12 for claim in record.claims)


def test_the_bytes_decide_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(pdf(SECOND))
    assert "12 tanks" in read_path(tmp_path / "report.txt").text
    (item,) = open_source(str(tmp_path))
    assert isinstance(item, Item)
    assert item.media_type == "application/pdf"
    assert "12 tanks" in document_of(item).text


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.4 and nothing more", pdf(), pdf([]), pdf(FIRST)[:300], b"%PDF-1.7\n" + b"\xff" * 500],
)
def test_a_pdf_without_text_or_whole_pages_is_an_error(content: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        read(content, "dam.pdf")
    assert caught.value.remedy


def test_without_the_extra_the_error_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ReadingError, match=r"pip install 'onrecord\[pdf\]'"):
        read(pdf(FIRST), "dam.pdf")
