"""Whatever the text: claims never raise, and every span lies inside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims import Findings, find_claims
from onrecord.record import Agent, Block, Claim, Document, Span, Statement

WORDS = [
    "the",
    "a",
    "an",
    "army",
    "rebels",
    "troops",
    "forces",
    "tanks",
    "tank",
    "27",
    "dozens",
    "killed",
    "wounded",
    "captured",
    "destroyed",
    "left",
    "behind",
    "of",
    "and",
    "that",
    "which",
    ",",
    ".",
    ";",
    ":",
    "–",
    "“",
    "”",
    '"',
    "'",
    "(",
    ")",
    "?",
    "!",
    "said",
    "in",
    "on",
    "since",
    "Tuesday",
    "Velm",
    "Orlen",
    "town",
    "340",
    "square",
    "kilometres",
    "percent",
    "half",
    "more",
    "than",
    "less",
    "than",
    "at",
    "least",
    "up",
    "to",
    "has",
    "have",
    "been",
    "were",
    "was",
    "not",
    "no",
    "never",
    "retreat",
    "withdrew",
    "from",
    "fled",
    "pulled",
    "out",
    "took",
    "retaken",
    "lost",
    "held",
    "control",
    "hands",
    "our",
    "their",
    "its",
    "video",
    "satellite",
    "images",
    "show",
    "not",
    "known",
    "unclear",
    "if",
    "when",
    "while",
    "may",
    "could",
    "reportedly",
    "12,5",
    "1.200",
    "1.2.3",
    "1,2,3",
    "٣",
    "9" * 400,
    "0",
    "99999999999999",
    "31",
    "million",
    "3/",
    "5:40",
    "between",
    "3",
    "and",
    "7",
    "May",
    "by",
    "June",
    "yesterday",
    "last",
    "winter",
    "correct",
    "number",
    "is",
    "from",
    "to",
    "death",
    "toll",
    "rose",
    "bodies",
    "included",
    "including",
    "them",
    "among",
    "under",
    "flag",
    "loans",
    "free",
    "running",
    "it",
    "is",
    "they",
    "we",
    "he",
]

PUBLISHED = st.one_of(
    st.none(), st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9999, 12, 31))
)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Document, tuple[Agent, ...], tuple[Statement, ...]]:
    pieces = st.one_of(st.sampled_from(WORDS), st.text(max_size=6), st.just("\n\n"))
    text = " ".join(draw(st.lists(pieces, max_size=60)))
    cut = draw(st.integers(0, len(text)))
    spans = [Span(0, cut).trimmed(text), Span(cut, len(text)).trimmed(text)]
    kinds = draw(
        st.lists(
            st.sampled_from(["paragraph", "heading", "advertising", "embedded_post"]),
            min_size=2,
            max_size=2,
        )
    )
    blocks = tuple(
        Block(start=s.start, end=s.end, kind=k)
        for s, k in zip(spans, kinds, strict=True)
        if s.end > s.start
    )
    document = Document(
        id="sha256:0",
        text=text,
        published=draw(PUBLISHED),
        blocks=blocks if draw(st.booleans()) else (),
    )
    agent = Agent(
        id="a1",
        name="Orlen Army",
        kind="organisation",
        identity="named",
        mentions=(Span(0, min(3, len(text))),),
    )
    said = []
    for number in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        said.append(
            Statement(
                id=f"s{number}",
                content=(Span(start, end),),
                speaker=draw(st.sampled_from([None, "a1", "a9"])),
                form="indirect",
                manner=draw(st.sampled_from(["earnest", "ironic", "depicted"])),
                certainty=draw(st.sampled_from(["certain", "probable", "denied"])),
            )
        )
    return document, (agent,), tuple(said)


def spans_of(findings: Findings) -> Iterator[Span]:
    for claim in findings.claims:
        yield from claim_spans(claim)
    yield from (e.span for e in findings.evidence)
    yield from (u.span for u in findings.unknowns)


def claim_spans(claim: Claim) -> Iterator[Span]:
    yield claim.span
    parts = (claim.actor, claim.target, claim.place, claim.quantity, claim.window)
    yield from (part.span for part in parts if part is not None and part.span is not None)
    if claim.comparison is not None:
        yield claim.comparison.other.span


@settings(max_examples=150, deadline=None)
@given(reports())
def test_no_text_raises_and_every_span_lies_inside(
    report: tuple[Document, tuple[Agent, ...], tuple[Statement, ...]],
) -> None:
    document, agents, statements = report
    findings = find_claims(document, agents, statements)
    for span in spans_of(findings):
        assert 0 <= span.start < span.end <= len(document.text)
    known = {e.id for e in findings.evidence}
    assert all(set(claim.evidence) <= known for claim in findings.claims)
    assert [claim.id for claim in findings.claims] == [
        f"c{n}" for n in range(1, len(findings.claims) + 1)
    ]
    assert msgspec.json.decode(msgspec.json.encode(findings), type=Findings) == findings


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), PUBLISHED)
def test_plain_noise_is_accepted(text: str, published: dt.date | None) -> None:
    find_claims(Document(id="sha256:0", text=text, published=published))


def test_the_same_report_gives_the_same_findings() -> None:
    document = Document(
        id="sha256:0", text="Rebels shot down two jets. The army lost 40 men on Monday."
    )
    assert find_claims(document) == find_claims(document)
