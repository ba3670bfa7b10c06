"""A check from the rows up, for the terminal: what a person needs to redo it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.text import Text

from onrecord.publishing import figures
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.layout import beside, indented
from onrecord.publishing.wording import SHOWN_ONLY, TONES, UNITS, VERDICTS

if TYPE_CHECKING:
    from onrecord.checking import ExplainedReading, Explanation, Row, Source, Step

_WIDEST = 120
_STYLES = {"for": "green", "against": "red", "open": "yellow", "none": "dim"}
_DATE_MEANS = {
    "day_of_state": "the day of the state shown",
    "day_of_event": "the day of the event",
    "day_of_recording": "the day of recording",
    "day_of_publication": "the day of publication",
}
_BIAS = {
    "estimate": "an estimate",
    "lower_bound": "a lower bound",
    "official_claim": "an official claim",
}


def print_explanation(explanation: Explanation, console: Console) -> None:
    """Prints a check with the rows, formula and result of every figure.

    >>> import onrecord, rich.console, sys
    >>> text = "Russia has lost 2,169 tanks since February 2022, the Ukrainian army says."
    >>> record = onrecord.check_text(text, published="2022-09-13", conflict="russia_ukraine_2022")
    >>> console = rich.console.Console(file=sys.stdout, width=80)
    >>> print_explanation(onrecord.explain(record, "c1"), console)
    ... # doctest: +ELLIPSIS
    c1   → not contradicted by a lower bound
         “Russia has lost 2,169 tanks since February 2022”
    ...
    """
    body: list[RenderableType] = [
        Text(f"→ {VERDICTS[explanation.verdict]}", style=f"bold {_tone(explanation.verdict)}"),
        Text(f"“{one_line(explanation.quote)}”"),
    ]
    for other in explanation.others:
        same = "the same" if other.verdict == explanation.verdict else VERDICTS[other.verdict]
        body.append(Text(f"{_capital(other.what)}: {same}"))
    for number, reading in enumerate(explanation.readings, start=1):
        body += _reading(number, reading)
    for other in explanation.others:
        if other.verdict != explanation.verdict:
            body += [Text(), Text(f"{_capital(other.what)}:", style="bold")]
            body += [
                indented(Text(f"{one_line(one.reading)}: {VERDICTS[one.verdict]}"), 3)
                for one in other.readings
            ]
    if explanation.working:
        body += [Text(), Text("In words", style="bold")]
        body += [
            indented(Text(one_line(line), style="dim"), 3)
            for line in explanation.working.splitlines()
        ]
    if explanation.sources:
        body += [Text(), Text("Where the rows stand", style="bold")]
        body += [indented(_source(source), 3) for source in explanation.sources]
    whole = beside(explanation.claim, Group(*body), style="cyan")
    console.print(whole, width=min(console.width, _WIDEST))


def _reading(number: int, reading: ExplainedReading) -> list[RenderableType]:
    head = Text.assemble(
        (f"{number}. {one_line(reading.reading)}: ", "bold"),
        (VERDICTS[reading.verdict], _tone(reading.verdict)),
    )
    parts: list[RenderableType] = [Text(), head]
    if reading.why:
        parts.append(indented(Text(one_line(reading.why), style="dim"), 3))
    return [*parts, *(indented(_step(step), 3) for step in reading.steps)]


def _step(step: Step) -> Group:
    figure = step.figure
    measure = one_line(figure.definition).rpartition("; ")[2]
    amount = figure.holder or figures.amount(figure.low, figure.value, figure.high, figure.unit)
    head = Text.assemble(
        (amount, "bold" if figure.decides else "dim"),
        f"  {one_line(figure.title or figure.reference)}, {measure}, ",
        figures.figure_period(figure),
    )
    if not figure.decides:
        head.append(f"; {SHOWN_ONLY}", style="dim")
        head.append(f": {one_line(figure.why)}" if figure.why else "", style="dim")
    if figure.holder:
        return Group(head, *_rows(step.rows))
    unit = UNITS[figure.unit]
    sums = [f"{step.formula} = {step.arithmetic} = {step.result:,.2f}{unit}"]
    if step.low is not None:
        sums.append(f"least: {step.low}")
    if step.high is not None:
        sums.append(f"most: {step.high}")
    return Group(head, *_rows(step.rows), *(indented(Text(line), 2) for line in sums))


def _rows(rows: Sequence[Row]) -> list[RenderableType]:
    """The rows, under the file and column they stand in."""
    shown: list[RenderableType] = []
    numbered = list(enumerate(rows, start=1))
    for place, group in groupby(numbered, key=lambda pair: _place(pair[1])):
        shown.append(indented(Text(place, style="dim"), 2))
        shown += [
            indented(beside(f"r{number}", _row(row), style="dim", width=5), 4)
            for number, row in group
        ]
    return shown


def _place(row: Row) -> str:
    columns = " + ".join(row.columns)
    scale = f" × {row.scale:g}" if row.scale != 1.0 else ""
    what = ", ".join(filter(None, (row.party, row.item, row.disposition)))
    cell = ": ".join(filter(None, (row.file, columns)))
    return one_line(f"{row.reference}, {cell}{scale}" + (f" ({what})" if what else ""))


def _row(row: Row) -> Text:
    text = Text(f"{row.day}  {row.holder or f'{row.value:.12g}'}")
    if row.as_of != row.day:
        text.append(f", unchanged as of {row.as_of}", style="dim")
    if row.flags:
        text.append(f"  {', '.join(row.flags)}", style="yellow")
    return text


def _source(source: Source) -> Text:
    lines = [
        f"{source.name} {source.version}, {source.publisher}, {source.licence}",
        f"{source.source}; datapackage.json sha256 {source.sha256}",
        f"A date is {_DATE_MEANS.get(source.date_means, source.date_means)}; "
        f"{_BIAS.get(source.bias, source.bias)}"
        + (f" of {source.party}" if source.party else "")
        + (f"; derived from {', '.join(source.derived_from)}" if source.derived_from else ""),
        *(f"Known defect: {defect}" for defect in source.defects),
    ]
    first, *rest = map(one_line, lines)
    return Text.assemble((first, "bold"), *((f"\n  {line}", "dim") for line in rest))


def _tone(verdict: str) -> str:
    return _STYLES[TONES[verdict]]  # type: ignore[index]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
