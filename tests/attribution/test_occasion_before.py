from __future__ import annotations

import pytest

from onrecord.attribution import attribute
from onrecord.record import Block, Document


def _channels(text: str) -> list[str | None]:
    block = Block(start=0, end=len(text), kind="paragraph")
    document = Document(id="x", text=text, language="en", blocks=(block,))
    return [one.channel.name if one.channel else None for one in attribute(document).statements]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Colonel Tarr appeared on television. “I drink tea,” he said.", "television"),
        ("Captain Ada Moss, who presents the weekly bulletin, said the ship was safe.", None),
        ("Colonel Tarr tells Delta TV: “We are staying.”", "television"),
    ],
)
def test_occasion_of_the_words_and_not_of_the_speaker(text: str, channel: str | None) -> None:
    assert _channels(text) == [channel]
