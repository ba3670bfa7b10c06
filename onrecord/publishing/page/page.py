"""One file that shows a Record: no script, nothing fetched, every word of the report escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from onrecord.publishing.page.annotation import Mark, annotated_text, marks_of
from onrecord.publishing.page.cards import (
    claim_card,
    reference_list,
    statement_card,
    unknown_card,
)
from onrecord.publishing.page.markup import Html, element
from onrecord.publishing.record_view import record_view
from onrecord.publishing.view import View
from onrecord.record import Document, Party, Record

if TYPE_CHECKING:
    from onrecord.attribution.correction_file import Correction

_LEGEND = {
    "direct": "quoted",
    "mixed": "partly quoted",
    "indirect": "reported",
    "ironic": "in jest",
    "depicted": "invented words, said by nobody",
    "claim": "claim",
    "unknown": "said to be unknown",
}


def html_page(
    record: Record, parties: Sequence[Party] = (), corrections: Sequence[Correction] = ()
) -> str:
    """The Record as one HTML page: the annotated text beside statements, claims and checks.

    The page needs no network and no script, can be printed, follows the reader's light or dark
    setting, and links every span to its card and back. ``parties`` are those of a conflict whose
    profile does not ship with OnRecord, ``corrections`` those that people made in it.

    >>> import onrecord
    >>> page = html_page(onrecord.check_text("<b>It</b> rained & rained."))
    >>> page.startswith("<!doctype html>"), "<script" in page
    (True, False)
    """
    view = record_view(record, parties, corrections)
    marks = marks_of(view)
    style = page_style() + _pairing(marks)
    return "<!doctype html>\n" + element(
        "html",
        _head(view, style),
        element(
            "body",
            element("a", "Skip to the record", href="#record", class_="skip"),
            _header(view),
            element(
                "main",
                _text(record.document, marks),
                element(
                    "div",
                    *_sections(view, _pictures(record)),
                    id="record",
                    class_="record",
                    tabindex="-1",
                ),
            ),
            _footer(view),
        ),
        lang="en",
    )


def _head(view: View, style: str) -> Html:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content="OnRecord"),
        element("title", f"{view.title}: on record"),
        element("style", Html(style)),
    )


def _header(view: View) -> Html:
    address = Html("")
    if view.url:
        is_web = view.url.lower().startswith(("http://", "https://"))
        shown = (
            element("a", view.url, href=view.url, rel="noopener nofollow") if is_web else view.url
        )
        address = element("p", shown, class_="address", dir="ltr")
    rows = (
        element("div", element("dt", label), element("dd", line, dir="auto"))
        for label, line in view.summary
    )
    return element(
        "header",
        element("p", "On record", class_="kicker"),
        element("h1", view.title, dir="auto"),
        element("p", " · ".join(view.facts), class_="facts-line", dir="auto"),
        address,
        *(element("p", notice, class_="notice", role="note") for notice in view.notices),
        element("dl", *rows, class_="summary"),
    )


def _text(document: Document, marks: tuple[Mark, ...]) -> Html:
    present = {name for mark in marks for name in mark.classes}
    legend = [
        element("li", element("span", words, class_=f"mark {_group(name)} {name}"))
        for name, words in _LEGEND.items()
        if name in present
    ]
    return element(
        "section",
        element("h2", "The report", id="report-head"),
        element("ul", *legend, class_="legend", aria_label="Legend") if legend else Html(""),
        element("div", annotated_text(document, marks), class_="prose", lang=document.language),
        class_="report",
        aria_labelledby="report-head",
        tabindex="0",
    )


def _group(name: str) -> str:
    return "" if name in ("claim", "unknown") else "statement"


def _pictures(record: Record) -> Html:
    """The claims that carry a figure beside their references, a picture for each kind."""
    from onrecord.publishing.charts.pictures import pictures

    found = pictures(record)
    if not found:
        return Html("")
    return element(
        "section",
        element("h2", "Figures beside the references", id="pictures-head"),
        *found,
        aria_labelledby="pictures-head",
    )


def _sections(view: View, pictures: Html) -> list[Html]:
    unknowns = [unknown_card(number, item) for number, item in enumerate(view.unknowns, 1)]
    sections = [
        _section("statements", "Statements", [statement_card(item) for item in view.statements]),
        _section("claims", "Claims and checks", [claim_card(item) for item in view.claims]),
        pictures,
        _section("unknowns", "Said to be unknown", unknowns),
        _references(view),
    ]
    shown = [section for section in sections if section]
    return shown or [element("p", "No statement, claim or unknown was found.", class_="none")]


def _section(name: str, title: str, cards: list[Html]) -> Html:
    if not cards:
        return Html("")
    count = element("span", f" {len(cards)}", class_="count")
    return element(
        "section",
        element("h2", title, count, id=f"{name}-head"),
        *cards,
        aria_labelledby=f"{name}-head",
    )


def _references(view: View) -> Html:
    if not view.references:
        return Html("")
    return element(
        "section",
        element("h2", "What the references count", id="references-head"),
        reference_list(view.references),
        aria_labelledby="references-head",
    )


def _footer(view: View) -> Html:
    rows = (
        element("div", element("dt", label), element("dd", line)) for label, line in view.made_with
    )
    return element(
        "footer",
        element("h2", "Made with"),
        element("dl", *rows),
        element(
            "p",
            "A check says what open references say under each reading of the words. It is no "
            "verdict on the truth of a claim, nor on the people who made it.",
        ),
    )


def _pairing(marks: tuple[Mark, ...]) -> str:
    """Rules that light up a span while its card is pointed at or the target of a link."""
    anchors = dict.fromkeys(mark.anchor for mark in marks)
    return "".join(
        f':root:has(#{name}:is(:target,:hover)) [data-in~="{name}"]{{background:var(--lit)}}\n'
        for name in anchors
    )


@cache
def page_style() -> str:
    """The style sheet of pages, pictures included."""
    data = resources.files("onrecord") / "data"
    return "".join((data / name).read_text(encoding="utf-8") for name in ("page.css", "chart.css"))
