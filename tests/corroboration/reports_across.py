"""Small reports about invented people, made into documents and facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onrecord.corroboration import AgentFacts, ClaimFacts, EvidenceFacts, ReportFacts, Text
from onrecord.pipeline import read_bytes
from onrecord.record import Participant, Quantity, Span

SPAN = Span(0, 1)
EVENT = ("brenn", "ilvasund", "karst", "oldra", "tarn", "wessel")

WIRE = """\
Lorries burn on the Oldra road

BRENN, May 2 (XNA) - A column of 14 lorries was set on fire on the Oldra road on Sunday night,
the border police said, and the drivers walked eleven kilometres to Brenn through the snow.

Three of them were taken to the hospital of Tarn with frostbite. The police found shells of a
calibre that only the mountain brigade uses, and a burnt field telephone.

The brigade's commander, Colonel Wessel Karst, said that none of his people had been near the
road. He offered to open the brigade's books to the prosecutor of Ilvasund.
"""
TOP = "The council of Marrow met in the dark on Monday, because the power was gone again.\n\n"
TAIL = "\n\nThe council of Marrow meets again on Thursday; the public is asked to bring candles.\n"


def text(name: str, words: str, order: int | None = None, **fields: Any) -> Text:
    from msgspec.structs import replace

    return Text(name, replace(read_bytes(words.encode(), name), **fields), order)


def agent(name: str, *, kind: Any = "person", **fields: Any) -> AgentFacts:
    return AgentFacts(**({"identity": "named", "id": "a1"} | fields | {"name": name, "kind": kind}))


def report(name: str, *agents: AgentFacts, claims: Any = (), **fields: Any) -> ReportFacts:
    given = {"names": EVENT, "published": dt.date(2031, 5, 2), "outlet": None} | fields
    given |= {"document": f"sha256:{name}", "agents": agents, "claims": tuple(claims)}
    return ReportFacts(name=name, **given)


def killed(value: float | None = 9, modifier: Any = "exact", **fields: Any) -> ClaimFacts:
    quantity = None
    if value is not None:
        low = value if modifier in ("exact", "at_least") else None
        high = value if modifier == "exact" else None
        quantity = Quantity(
            low=low, value=value, high=high, unit="people", modifier=modifier, span=SPAN
        )
    given: dict[str, Any] = {
        "id": "c1", "span": SPAN, "words": f"{value} Oldranian soldiers killed", "speaker": "a1",
        "item": "soldiers killed", "target": Participant(name="Oldranian"), "quantity": quantity,
        "figure": str(value),
    }  # fmt: skip
    return ClaimFacts(kind="casualties", **(given | fields))


def recording(by: str | None = None, url: str | None = None) -> EvidenceFacts:
    return EvidenceFacts(kind="recording", words="a video", by=by, url=url)
