"""Who makes a claim, how surely, literally or not, and on what evidence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onrecord.claims import Findings, find_claims
from onrecord.record import Agent, Block, Channel, Claim, Document, Party, Span, Statement

PUBLISHED = dt.date(2024, 5, 16)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


class Report:
    """A report with statements, written down by their words."""

    def __init__(self, text: str, **document: Any) -> None:
        self.text = text
        self.document = Document(id="sha256:0", text=text, published=PUBLISHED, **document)
        self.agents: list[Agent] = []
        self.statements: list[Statement] = []

    def agent(self, name: str, kind: Any = "organisation", role: str | None = None) -> str:
        identity: Any = "described" if kind == "anonymous" else "named"
        mentions = (span(self.text, name),) if name in self.text else ()
        number = f"a{len(self.agents) + 1}"
        self.agents.append(
            Agent(id=number, name=name, kind=kind, role=role, identity=identity, mentions=mentions)
        )
        return number

    def says(self, content: str, speaker: str | None, **fields: Any) -> Report:
        given = {"form": "indirect"} | fields
        agent = next((a for a in self.agents if a.id == speaker), None)
        self.statements.append(
            Statement(
                id=f"s{len(self.statements) + 1}",
                content=(span(self.text, content),),
                speaker=speaker,
                source=agent.mentions if agent else (),
                **given,
            )
        )
        return self

    def findings(self, parties: tuple[Party, ...] = ()) -> Findings:
        return find_claims(self.document, self.agents, self.statements, parties)

    def claim(self) -> Claim:
        (claim,) = self.findings().claims
        return claim

    def kinds(self) -> set[str]:
        findings = self.findings()
        kinds = {e.id: e.kind for e in findings.evidence}
        return {kinds[e] for claim in findings.claims for e in claim.evidence}


def said(
    text: str,
    content: str,
    speaker: str,
    kind: Any = "organisation",
    role: str | None = None,
    **fields: Any,
) -> Report:
    report = Report(text)
    return report.says(content, report.agent(speaker, kind, role), **fields)


def test_a_claim_inside_a_statement_is_the_statements() -> None:
    text = "Two tanks were lost, the Orlen army said. Five trucks were destroyed."
    claims = said(text, "Two tanks were lost", "the Orlen army").findings().claims
    assert [claim.by for claim in claims] == ["s1", "author"]


def test_the_innermost_statement_makes_the_claim() -> None:
    text = "A shopkeeper said a guard had told him the dam was gone."
    report = Report(text)
    outer, inner = report.agent("A shopkeeper", "anonymous"), report.agent("a guard", "anonymous")
    report.says("a guard had told him the dam was gone", outer)
    report.says("the dam was gone", inner, via=outer)
    assert report.claim().by == "s2"


def test_a_body_that_publishes_footage_makes_the_claim() -> None:
    report = Report("The Orlen Defence Ministry released photographs of abandoned enemy tanks.")
    ministry = report.agent("Orlen Defence Ministry")
    assert report.claim().by == ministry
    assert report.kinds() == {"recording", "official"}


@pytest.mark.parametrize("certainty", ["certain", "probable", "possible", "denied"])
def test_a_statements_certainty_is_its_claims(certainty: Any) -> None:
    text = "The Orlen army spoke of it: nine tanks had been captured."
    report = said(text, "nine tanks had been captured", "Orlen army", certainty=certainty)
    assert report.claim().certainty == certainty


@pytest.mark.parametrize(
    ("speaker", "kind", "role", "evidence"),
    [
        ("Orlen Defence Ministry", "organisation", None, {"official"}),
        ("Colonel Ada Venn", "person", "army spokeswoman", {"official"}),
        ("Ada Venn", "person", "imagery analyst", {"expert"}),
        ("the research group Farsight", "organisation", "research group", {"expert"}),
        ("a lorry driver", "anonymous", "driver", {"eyewitness"}),
        ("the town hospital", "organisation", "hospital", {"eyewitness"}),
        ("the Liberation Front", "organisation", "rebel group", set()),
        ("Ada Venn", "person", "spokeswoman of the Liberation Front", set()),
        ("a diplomat", "anonymous", "diplomat", set()),
    ],
)
def test_what_a_speaker_is_as_evidence(
    speaker: str, kind: Any, role: str | None, evidence: set[str]
) -> None:
    text = f"Nine tanks were captured, said {speaker}."
    assert said(text, "Nine tanks were captured", speaker, kind, role).kinds() == evidence


def test_a_speaker_who_saw_it_is_an_eyewitness() -> None:
    text = "“I counted four burned trucks,” Dorin Sool said."
    report = said(text, "I counted four burned trucks", "Dorin Sool", "person", form="direct")
    assert report.kinds() == {"eyewitness"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Video shows three abandoned tanks on a road.", {"recording"}),
        ("Satellite images show nine burnt-out aircraft.", {"satellite"}),
        ("The dam was destroyed. Satellite images of Friday show a gap.", {"satellite"}),
        ("Many tanks were left behind – photos suggest as much.", {"recording"}),
        ("Satellite images prove it. On them, nine destroyed trucks are visible.", {"satellite"}),
        ("The dam was destroyed. But the video of the feast shows nothing of it.", set()),
        ("The army lost nine tanks. The minister watched a film.", set()),
    ],
)
def test_evidence_is_tied_to_the_claim_it_backs(text: str, kinds: set[str]) -> None:
    assert Report(text).kinds() == kinds


def test_a_statement_heard_in_a_video_rests_on_it() -> None:
    text = "In a video, a woman says: “Look, they ran away!”"
    report = Report(text)
    man = report.agent("a woman", "anonymous")
    channel = Channel(name="video", span=span(text, "video"))
    report.says("Look, they ran away!", man, form="direct", channel=channel)
    assert report.kinds() == {"recording"}


def test_depicted_words_are_not_literal_and_prove_nothing() -> None:
    text = "A montage shows the admiral with the words: “We will cede the northern port.”"
    report = Report(text).says(
        "We will cede the northern port.",
        None,
        form="direct",
        manner="depicted",
        certainty="unknown",
    )
    claim = report.claim()
    assert (claim.kind, claim.literal, claim.certainty) == ("control", False, "unknown")
    assert report.kinds() == set()


def joke(text: str, content: str, basis: str = "reporter") -> Report:
    report = Report(text)
    speaker = report.agent("The ministry")
    return report.says(content, speaker, form="direct", manner="ironic", manner_basis=basis)


@pytest.mark.parametrize(
    "content",
    [
        "Many thanks for the free delivery of tanks.",
        "Every soldier can get his own tank for free.",
        "The first invoices for the tanks have been sent.",
    ],
)
def test_a_joke_of_trade_is_a_claim_not_meant_literally(content: str) -> None:
    claim = joke(f"The ministry joked: “{content}”", content).claim()
    assert (claim.kind, claim.literal) == ("materiel", False)


def test_a_plain_assertion_beside_a_joke_stays_literal() -> None:
    content = "Nine tanks captured. Many thanks for the gift."
    claims = joke(f"The ministry joked about the tanks: “{content}”", content).findings().claims
    assert [(c.literal, c.disposition) for c in claims] == [(True, "captured"), (False, None)]


def test_an_asserted_increase_is_literal_though_its_reason_is_a_joke() -> None:
    content = "The number of our tanks grew by way of enemy ‘deliveries’"
    claim = joke(f"“{content},” The ministry wrote.", content, "speaker").claim()
    assert (claim.item, claim.literal, claim.disposition) == ("tank", True, "captured")


def test_participants_carry_the_party_of_their_name_or_adjective() -> None:
    parties = (
        Party(id="OR", name="Orlen", names=("Orlen army",), adjectives=("Orlenian",)),
        Party(id="VE", name="Venn", adjectives=("Vennish",)),
    )
    (claim,) = Report("Orlenian troops captured nine Vennish tanks.").findings(parties).claims
    assert claim.actor is not None
    assert claim.target is not None
    assert (claim.actor.party, claim.target.party) == ("OR", "VE")


def test_we_are_the_speakers_side() -> None:
    text = "“We have retaken 340 square kilometres,” the Orlen General Staff said."
    report = said(
        text, "We have retaken 340 square kilometres", "Orlen General Staff", form="direct"
    )
    claim = report.claim()
    assert claim.actor is not None
    assert claim.actor.name == "Orlen General Staff"


def test_a_correction_claims_the_new_figure_and_denies_the_old() -> None:
    text = "We reported on Monday that 14 sailors had been captured. The correct figure is 41."
    claims = Report(text).findings().claims
    values = [(c.quantity.value, c.certainty, c.item) for c in claims if c.quantity]
    assert values == [(14, "denied", "sailors captured"), (41, "certain", "sailors captured")]


def test_a_corrected_first_version_is_denied() -> None:
    text = "19 bodies were found on Friday. An earlier version of this article said 91."
    claims = Report(text).findings().claims
    assert [(c.quantity.value, c.certainty) for c in claims if c.quantity] == [
        (19, "certain"),
        (91, "denied"),
    ]


def test_headlines_give_way_to_the_body_and_advertising_is_left_out() -> None:
    title, body = "Rebels take Velm", "Rebels captured the town of Velm on Monday."
    advertising = "Win one of 12 tanks destroyed in our game!"
    text = "\n\n".join([title, body, advertising])
    blocks = tuple(
        Block(start=text.index(part), end=text.index(part) + len(part), kind=kind)
        for part, kind in ((title, "title"), (body, "paragraph"), (advertising, "advertising"))
    )
    claim = Report(text, blocks=blocks).claim()
    assert claim.span.of(text).startswith("Rebels captured")


def test_each_claim_stands_once() -> None:
    text = "Nine tanks were destroyed near Velm. The army had destroyed nine tanks, it was said."
    assert len(Report(text).findings().claims) == 1
