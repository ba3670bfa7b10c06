"""The page's colours can be read: WCAG 2.2 contrast of 4.5 to 1, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "onrecord" / "data" / "page.css"
TEXT = ("ink", "soft", "quote", "jest", "invented", "claim", "open", "against", "for")
GROUND = {"jest": "jest-bg", "invented": "invented-bg"}


def palettes() -> dict[str, dict[str, str]]:
    """The colours of each scheme; dark overrides light."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS.read_text(encoding="utf-8"), re.DOTALL)[:2]
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", rules)) for rules in (light, dark)]
    return {"light": found[0], "dark": found[0] | found[1]}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", TEXT)
def test_text_stands_out_from_its_ground(scheme: str, text: str):
    colours = palettes()[scheme]
    for ground in ("paper", "card", *filter(None, [GROUND.get(text)])):
        assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["quote-bg", "jest-bg", "invented-bg", "lit"])
def test_marked_words_stay_readable(scheme: str, ground: str):
    colours = palettes()[scheme]
    assert contrast(colours["ink"], colours[ground]) >= 7
