"""A Record by hand about an invented conflict: every phenomenon that a view must show once."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from onrecord.record import (
    Affiliation,
    Agent,
    Block,
    Channel,
    Check,
    Claim,
    Comparand,
    Comparison,
    Document,
    Evidence,
    Figure,
    MadeWith,
    Participant,
    Quantity,
    Reading,
    Record,
    ReferenceUsed,
    Span,
    Statement,
    TimeWindow,
    Unknown,
)

PARAGRAPHS = [
    ("title", "Tarvian troops leave the Orsa valley"),
    (
        "paragraph",
        "“They were gone before breakfast,” said Ilva Brandt, mayor of Lower Orsa. “The tea was "
        "still warm,” she added with a grin.",
    ),
    (
        "paragraph",
        "Colonel Dorn Haske, speaking for the Keshian army, said on Telegram that more than 1,200 "
        "km² had been retaken since 3 May, more than the Tarvian army took in the whole spring. "
        "Photos show dozens of abandoned tanks, according to a man believed to be a deserter, whom "
        "the paper Orsa Courier quotes.",
    ),
    (
        "paragraph",
        "The satirist Joss Wendt posted a montage on X: President Marek Toll asks “Which way to "
        "the front?” and a general replies “Behind us, sir.” It is not known how many soldiers "
        "were hurt.",
    ),
    ("advertising", "Solar roofs from our partner Sunny & Sons: 20 % off <today> (advertisement)"),
]
TEXT = "\n\n".join(text for _, text in PARAGRAPHS)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _blocks() -> tuple[Block, ...]:
    return tuple(
        Block(start=span(text).start, end=span(text).end, kind=kind) for kind, text in PARAGRAPHS
    )


def _agents() -> tuple[Agent, ...]:
    brandt, haske = span("Ilva Brandt"), span("Colonel Dorn Haske")
    return (
        Agent(
            id="a1",
            name="Ilva Brandt",
            kind="person",
            role="mayor of Lower Orsa",
            identity="named",
            mentions=(brandt, span("she")),
        ),
        Agent(
            id="a2",
            name="Colonel Dorn Haske",
            kind="person",
            identity="named",
            party=Affiliation(id="kesh", span=span("speaking for the Keshian army")),
            mentions=(haske,),
        ),
        Agent(
            id="a3",
            name="a man believed to be a deserter",
            kind="anonymous",
            identity="hedged",
            mentions=(span("a man believed to be a deserter"),),
        ),
        Agent(id="a4", name="Orsa Courier", kind="medium", identity="named"),
        Agent(id="a5", name="Joss Wendt", kind="person", role="satirist", identity="named"),
        Agent(id="a6", name="President Marek Toll", kind="person", identity="named"),
        Agent(id="a7", name="a general", kind="anonymous", identity="described"),
    )


def _statements() -> tuple[Statement, ...]:
    retaken = span("more than 1,200 km² had been retaken since 3 May")
    return (
        Statement(
            id="s1",
            content=(span("They were gone before breakfast"),),
            cue=(span("said"),),
            source=(span("Ilva Brandt"),),
            speaker="a1",
            form="direct",
        ),
        Statement(
            id="s2",
            content=(span("The tea was still warm"),),
            cue=(span("added"),),
            source=(span("she"),),
            speaker="a1",
            form="direct",
            manner="ironic",
            manner_basis="reporter",
            manner_marks=(span("with a grin"),),
        ),
        Statement(
            id="s3",
            content=(retaken,),
            speaker="a2",
            form="indirect",
            channel=Channel(name="Telegram", span=span("on Telegram")),
        ),
        Statement(
            id="s4",
            content=(span("Photos show dozens of abandoned tanks"),),
            speaker="a3",
            via="a4",
            form="indirect",
            certainty="probable",
        ),
        Statement(
            id="s5",
            content=(span("Which way to the front?"),),
            depicts=("a6",),
            via="a5",
            form="direct",
            manner="depicted",
            manner_basis="reporter",
            manner_marks=(span("montage"),),
            channel=Channel(name="X", span=span("on X")),
            certainty="unknown",
        ),
        Statement(
            id="s6",
            content=(span("Behind us, sir."),),
            depicts=("a7",),
            via="a5",
            form="direct",
            manner="depicted",
            manner_basis="reporter",
            certainty="unknown",
        ),
    )


def _claims() -> tuple[Claim, ...]:
    spring = TimeWindow(
        start=dt.date(2031, 3, 1),
        end=dt.date(2031, 5, 31),
        span=span("in the whole spring"),
        resolved="meteorological spring of the publication year",
    )
    return (
        Claim(
            id="c1",
            span=span(
                "more than 1,200 km² had been retaken since 3 May, more than the Tarvian army"
            ),
            by="s3",
            kind="territory",
            actor=Participant(name="the Keshian army", party="kesh"),
            quantity=Quantity(low=1200, unit="km2", modifier="more_than", span=span("1,200 km²")),
            comparison=Comparison(
                relation="more",
                other=Comparand(
                    span=span("the Tarvian army took"), measure="gained", window=spring
                ),
            ),
            window=TimeWindow(
                start=dt.date(2031, 5, 3), end=dt.date(2031, 5, 9), span=span("since 3 May")
            ),
        ),
        Claim(
            id="c2",
            span=span("dozens of abandoned tanks"),
            by="s4",
            kind="materiel",
            item="tank",
            disposition="abandoned",
            quantity=Quantity(low=24, unit="items", modifier="vague", span=span("dozens")),
            certainty="probable",
            evidence=("e1",),
        ),
        Claim(
            id="c3", span=span("The tea was still warm"), by="s2", kind="withdrawal", literal=False
        ),
    )


def _checks() -> tuple[Check, ...]:
    spring = (dt.date(2031, 3, 1), dt.date(2031, 5, 2))
    return (
        Check(
            claim="c1",
            verdict="depends_on_reading",
            readings=(
                Reading(
                    reading="net gain over the whole spring",
                    why="the words name no base day",
                    verdict="consistent",
                    figures=(
                        Figure(
                            reference="valley-watch",
                            definition="area held by Tarvia; last day minus first",
                            window=spring,
                            low=840,
                            value=910.4,
                            high=960,
                            unit="km2",
                        ),
                        Figure(
                            reference="kesh-ministry",
                            title="Kesh ministry",
                            definition="area the ministry says was lost; level",
                            as_of=dt.date(2031, 5, 2),
                            value=-1310,
                            unit="km2",
                            flags=("own_figure",),
                            decides=False,
                            why="a party's own figures",
                        ),
                    ),
                ),
                Reading(
                    reading="all land taken on any day of spring",
                    why="“took” can also mean taken and lost again",
                    verdict="inconsistent",
                ),
            ),
            notes=("Had the flagged values decided as well: inconsistent.",),
            working="1,240 km² were retaken from 3 to 9 May; 910 km² were gained in spring.",
        ),
        Check(claim="c2", verdict="not_quantified", working="“dozens” is no number."),
        Check(claim="c3", verdict="not_literal"),
    )


@pytest.fixture
def record() -> Record:
    document = Document(
        id="sha256:" + "0" * 64,
        url="https://news.example/orsa",
        outlet="The Orsa Example",
        title="Tarvian troops leave the Orsa valley",
        published=dt.date(2031, 5, 10),
        published_source="metadata",
        language="en",
        translated="suspected",
        text=TEXT,
        blocks=_blocks(),
    )
    return Record(
        made_with=MadeWith(
            onrecord="0.1.0",
            profile=None,
            references=(
                ReferenceUsed(
                    name="valley-watch", version="2031.5", licence="CC-BY-4.0", sha256="ab" * 32
                ),
            ),
        ),
        document=document,
        agents=_agents(),
        statements=_statements(),
        claims=_claims(),
        evidence=(Evidence(id="e1", span=span("Photos"), kind="recording", described_by="a3"),),
        unknowns=(Unknown(span=span("It is not known how many soldiers were hurt.")),),
        checks=_checks(),
    )


@pytest.fixture
def hostile(record: Record) -> Record:
    """The same with markup, control characters and an address that runs script."""
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m\x00\u202e [red]bold[/]"
    text = attack + "\n\n" + TEXT + "\n\n</p></main><script>alert(3)</script>"
    shift = len(attack) + 2
    moved = msgspec.json.decode(msgspec.json.encode(record), type=Record)
    first = Statement(
        id="s0", content=(Span(0, len(attack)),), speaker="a0", form="direct", candidates=()
    )
    document = msgspec.structs.replace(
        moved.document,
        text=text,
        title=attack,
        outlet='"><script>alert(4)</script>',
        url="javascript:alert(5)",
        blocks=(
            Block(start=0, end=len(attack), kind="paragraph"),
            Block(start=shift, end=len(text), kind="paragraph"),
        ),
    )
    villain = Agent(id="a0", name="<svg onload=alert(6)>", kind="person", identity="named")
    return msgspec.structs.replace(
        moved,
        document=document,
        agents=(villain,),
        statements=(first,),
        claims=(),
        evidence=(),
        unknowns=(),
        checks=(),
    )
