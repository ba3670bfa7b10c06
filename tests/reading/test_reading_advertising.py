"""Paid text: found in many disguises, and not seen where a report only speaks of money."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from onrecord.reading import read, read_path
from onrecord.text import lexicon

DATA: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "data" / "advertising.toml").read_text(encoding="utf-8")
)
BEFORE = (
    "Government troops have left the town of Halm, the ministry said on Monday. Two bridges were "
    "blown up during the retreat, according to residents."
)
AFTER = (
    "The mediators want to meet both sides again on Thursday. “We are not giving up,” said their "
    "spokeswoman, Nera Tolvik."
)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "cases"


def paid_text(source: str, item: str = "a.txt") -> str:
    document = read(source.encode(), item)
    found = [b.span.of(document.text) for b in document.blocks if b.kind == "advertising"]
    return " ".join(" ".join(found).split())


def in_the_middle(passage: str) -> str:
    return f"Troops leave Halm\n\n{BEFORE}\n\n{passage}\n\n{AFTER}\n"


def at_the_end(passage: str) -> str:
    return f"Troops leave Halm\n\n{BEFORE}\n\n{AFTER}\n\n{passage}\n"


def on_a_page(passage: str) -> str:
    return (
        f"<html><body><nav>Home</nav><article><h1>Troops leave Halm</h1><p>{BEFORE}</p>"
        f"<p>{passage}</p><p>{AFTER}</p></article></body></html>"
    )


@pytest.mark.parametrize("passage", DATA["paid"])
def test_paid_text_is_found_wherever_it_stands(passage: str) -> None:
    wanted = " ".join(passage.split())
    assert paid_text(in_the_middle(passage)) == wanted
    assert paid_text(at_the_end(passage)) == wanted
    assert paid_text(on_a_page(passage.replace("&", "&amp;")), "a.html") == wanted


@pytest.mark.parametrize("passage", DATA["unpaid"])
def test_reports_and_own_notices_are_not_paid_text(passage: str) -> None:
    assert paid_text(in_the_middle(passage)) == ""
    assert paid_text(at_the_end(passage)) == ""
    assert paid_text(on_a_page(passage.replace("&", "&amp;")), "a.html") == ""


@pytest.mark.parametrize(("before", "paid", "after"), DATA["inside"])
def test_a_paid_sentence_inside_a_paragraph_is_a_block_of_its_own(
    before: str, paid: str, after: str
) -> None:
    passage = f"{before} {paid} {after}".strip()
    document = read(in_the_middle(passage).encode(), "a.txt")
    pieces = [b.span.of(document.text) for b in document.blocks]
    assert paid_text(in_the_middle(passage)) == paid
    assert [piece for piece in (before, paid, after) if piece] == pieces[2:-1]


@pytest.mark.parametrize(
    "label", ["Advertisement", "[Anzeige]", "— Sponsored —", "Реклама", "Sponsored by Lumo"]
)
def test_a_label_line_takes_what_it_labels_with_it(label: str) -> None:
    passage = f"{label}\n\nNew in our range: coats that shine in the dark, for small and large."
    assert paid_text(in_the_middle(passage)) == " ".join(passage.split())


def test_a_label_without_its_box_takes_no_report_with_it() -> None:
    assert paid_text(in_the_middle("ADVERTISEMENT")) == "ADVERTISEMENT"


@pytest.mark.parametrize("name", sorted(lexicon("advertising")["cues"]))
def test_what_a_cue_needs_never_hides_a_match(name: str) -> None:
    cue = lexicon("advertising")["cues"][name]
    for passage in [*DATA["paid"], *DATA["unpaid"]]:
        straight = passage.replace("’", "'")
        if any(re.search(pattern, straight, re.IGNORECASE) for pattern in cue.get("patterns", ())):
            assert not cue.get("needs") or any(n in straight.casefold() for n in cue["needs"])


@pytest.mark.parametrize(
    "box",
    [
        '<aside class="ad-box"><span>Sponsored</span><p>{}</p></aside>',
        '<div class="x17"><small>Anzeige</small><p>{}</p></div>',
        '<div><p>Paid post</p><p>{}</p></div>',
        '<div class="native"><b>Presented by Lumo</b> <p>{}</p></div>',
        '<section aria-label="Advertisement"><p>{}</p></section>',
        '<div data-ad-slot="7"><p>{}</p></div>',
        '<p class="sponsored">{}</p>',
        "<p><strong>Advertisement</strong> {}</p>",
    ],
)  # fmt: skip
def test_marked_boxes_are_paid_text_with_their_label(box: str) -> None:
    words = "Coats that shine in the dark, for small and large."
    page = (
        f"<html><body><article><h1>Troops leave Halm</h1><p>{BEFORE}</p>{box.format(words)}"
        f"<p>{AFTER}</p></article></body></html>"
    )
    found = paid_text(page, "a.html")
    assert found.endswith(words)
    assert "ministry" not in found
    assert "mediators" not in found


@pytest.mark.parametrize(
    "box",
    [
        '<form class="newsletter"><h3>Halm at Seven</h3><p>The best of the night, free.</p></form>',
        '<div class="promo"><h4>Our podcast</h4><p>Hear the new episode of our podcast.</p></div>',
        '<div class="cookie-banner"><p>We and our partners store data.</p></div>',
        '<footer><a href="/ads">Advertising</a> <a href="/i">Imprint</a></footer>',
        '<aside class="related"><h3>Read next</h3><a href="/1">Deals at the front</a></aside>',
        '<div class="ad-free"><p>Read without distraction: become a member.</p></div>',
    ],
)  # fmt: skip
def test_furniture_is_not_paid_text(box: str) -> None:
    page = (
        f"<html><body><article><h1>Troops leave Halm</h1><p>{BEFORE}</p><p>{AFTER}</p>{box}"
        "</article></body></html>"
    )
    assert paid_text(page, "a.html") == ""


def test_a_class_on_the_whole_page_marks_nothing() -> None:
    page = (
        f'<html><body class="ads sponsored"><div class="ad-layout"><h1>Halm</h1><p>{BEFORE}</p>'
        f"<p>{AFTER}</p></div></body></html>"
    )
    assert paid_text(page, "a.html") == ""


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["seed", "open"])
def test_the_shared_cases(folder: str) -> None:
    if not SHARED.is_dir():
        pytest.skip("the evaluation cases do not stand beside the repository")
    sys.path.insert(0, str(SHARED))
    try:
        from score import bag, size  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(SHARED))
    counts: Counter[str] = Counter()
    for gold_path in sorted((SHARED / folder).glob("*.json")):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        path = next(
            p for p in sorted(gold_path.parent.glob(gold_path.stem + ".*")) if p != gold_path
        )
        document = read_path(path)
        wanted = bag(gold["advertising"])
        found = bag([b.span.of(document.text) for b in document.blocks if b.kind == "advertising"])
        counts["wanted"] += size(wanted)
        counts["found"] += size(wanted & found)
        counts["extra"] += size(found - wanted - bag(gold.get("optional") or []))
        counts["words"] += size(bag(document.text))
    assert counts["found"] >= 0.95 * counts["wanted"]
    assert counts["extra"] < 0.01 * counts["words"]
