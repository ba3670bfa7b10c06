"""What the record of the first real report must give, demand by demand.

The report is a news text of September 2022 and lies beside the repository. Words that only the
report has are taken from its annotation; here stand the days and figures that open data give for
its two claims on territory (``docs/evaluation.md`` says where they come from).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.protocol.matching import speaker_right
from evaluation.protocol.words import plain, same_name
from evaluation.seed_figures import figure_demands
from evaluation.seed_report import Demand, SeedReport

MARKED_BASIS = ("reporter", "speaker")


def demands(report: SeedReport) -> tuple[Demand, ...]:
    """Every demand on the seed report's Record, passed or not, with what was found."""
    return tuple(
        demand
        for group in (_quotes, _agents, _jokes, _montage, _claims, _rest, figure_demands)
        for demand in group(report)
    )


def _quotes(report: SeedReport) -> Iterator[Demand]:
    for i, said in enumerate(report.gold.statements):
        if said.form == "direct" and said.manner != "depicted":
            found = report.said(i)
            name = f"quote “{_head(said.content)}” has its speaker"
            right = found is not None and speaker_right(said, found) and not found.abstained
            yield Demand(name, right, found.speaker or "no speaker" if found else "not found")
    following = next(i for i, said in enumerate(report.gold.statements) if said.cue == "continues")
    quote = report.statement(following)
    yield Demand(
        "the quote after a joke is not itself called a joke",
        quote is not None and quote.manner == "earnest",
        quote.manner if quote else "not found",
    )


def _agents(report: SeedReport) -> Iterator[Demand]:
    for i, said in enumerate(report.gold.statements):
        agent = report.speaker(i)
        if said.speaker_kind == "anonymous":
            yield Demand(
                "the man in the video has a hedged identity",
                agent is not None and agent.identity == "hedged",
                f"{agent.name}: {agent.identity}" if agent else "no agent",
            )
        if said.speaker_kind == "organisation":
            named = [
                one
                for one in report.record.agents
                if one.kind == "organisation"
                and same_name(one.name, said.speaker)
                and "ministry" in one.name.casefold()
            ]
            mentions = {m.of(report.text) for one in named for m in one.mentions}
            yield Demand(
                "the ministry is one agent under its two names",
                agent is not None and len(named) == 1 and len(mentions) > 1,
                "; ".join(f"{one.id} {one.name}" for one in named) or "no such agent",
            )


def _jokes(report: SeedReport) -> Iterator[Demand]:
    for i, said in enumerate(report.gold.statements):
        if said.manner == "ironic":
            quote = report.statement(i)
            right = (
                quote is not None
                and quote.manner == "ironic"
                and quote.manner_basis == said.manner_marked_by
            )
            yield Demand(
                f"“{_head(said.content)}” is ironic on the {said.manner_marked_by}'s word",
                right,
                f"{quote.manner}, basis {quote.manner_basis}" if quote else "not found",
            )
    gold = report.gold.claims
    joking = [c for c in gold if not c.literal and c.certainty != "unknown"]
    found = [(c, report.claimed(gold.index(c))) for c in joking]
    wrong = [plain(c.text or "") for c, other in found if other is not None and other.literal]
    seen = sum(other is not None for _, other in found)
    yield Demand(
        "joking claims are not literal",
        seen > 0 and not wrong,
        f"{seen} of {len(joking)} found; literal: {'; '.join(map(_head, wrong)) or 'none'}",
    )


def _montage(report: SeedReport) -> Iterator[Demand]:
    agents = {agent.id: agent.name for agent in report.record.agents}
    for i, said in enumerate(report.gold.statements):
        if said.manner != "depicted":
            continue
        quote = report.statement(i)
        right = (
            quote is not None
            and quote.manner == "depicted"
            and quote.speaker is None
            and any(same_name(agents.get(one), said.speaker) for one in quote.depicts)
            and same_name(agents.get(quote.via or ""), said.quoted_via)
        )
        found = "not found"
        if quote is not None:
            shown = ", ".join(agents.get(one, one) for one in quote.depicts) or "nobody"
            maker = agents.get(quote.via or "", "nobody")
            found = f"{quote.manner}, speaker {quote.speaker}, shows {shown}, via {maker}"
        yield Demand(f"“{_head(said.content)}” is depicted, not said", right, found)


def _claims(report: SeedReport) -> Iterator[Demand]:
    for said in report.gold.statements:
        if said.channel == "X" and said.manner == "ironic" and said.manner_marked_by == "reporter":
            quote = report.statement(report.gold.statements.index(said))
            channel = quote.channel.name if quote and quote.channel else None
            yield Demand("the misspelt platform is X", channel == "X", str(channel))
    for i, claim in enumerate(report.gold.claims):
        found = report.claimed(i)
        if claim.kind == "materiel" and set(claim.evidence) == {"video", "expert"}:
            kinds = set(found.evidence) if found else set()
            yield Demand(
                "weapons left behind are backed by recordings and an expert",
                {"video", "expert"} <= kinds,
                ", ".join(sorted(kinds)) or ("no evidence" if found else "not found"),
            )
        if claim.certainty == "probable":
            yield Demand(
                f"“{_head(claim.text)}” is hedged",
                found is not None and found.certainty in ("probable", "possible"),
                str(found.certainty) if found else "not found",
            )


def _rest(report: SeedReport) -> Iterator[Demand]:
    given = [plain(one) for one in report.found.unknowns]
    for unknown in report.gold.unknowns:
        matched = [one for one in given if one in plain(unknown) or plain(unknown) in one]
        yield Demand(
            f"unknown: “{_head(unknown)}”", bool(matched), _head("; ".join(given)) or "no unknown"
        )
    wanted = [plain(one) for one in report.gold.advertising]
    flagged = [plain(one) for one in report.found.advertising]
    yield Demand(
        "the last line, and nothing else, is advertising",
        flagged == wanted,
        _head("; ".join(flagged)),
    )
    outlet = report.record.document.outlet
    yield Demand("no outlet is taken from the advertisement", outlet is None, str(outlet))
    translated = report.record.document.translated
    yield Demand("signs of translation are noted", translated is not None, str(translated))


def _head(content: str | Sequence[str] | None, length: int = 40) -> str:
    whole = plain(content if isinstance(content, str) else " … ".join(content or ()))
    return whole if len(whole) <= length else whole[: length - 1].rstrip() + "…"
