"""Language, and signs of translation: seen where they are, and not in plain English."""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from onrecord.reading import read
from onrecord.reading.language import language_of, translated


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said that it had left the town of Halm on Monday, and nobody was hurt.", "en"),
        ("Die Armee hat die Stadt am Montag verlassen, und niemand ist dabei verletzt worden.", "de"),
        ("L’armée a quitté la ville de Halm lundi et les habitants sont restés dans les caves.", "fr"),
        ("El ejército abandonó la ciudad el lunes y los vecinos se quedaron en los sótanos.", "es"),
        ("Армія залишила місто Гальм у понеділок, а мешканці не виходили з підвалів.", "uk"),
        ("Армия оставила город в понедельник, а жители не выходили из подвалов.", "ru"),
        ("Hæren forlod byen mandag, og beboerne blev i kældrene, siger borgmesteren.", "da"),
        ("Ordu pazartesi günü kasabayı terk etti ve halk bodrumlarda kaldı.", "tr"),
        ("غادر الجيش البلدة يوم الاثنين وبقي السكان في الأقبية كما قال رئيس البلدية.", "ar"),
    ],
)  # fmt: skip
def test_the_language_is_known(text: str, language: str) -> None:
    assert language_of(text) == language
    assert read(text.encode(), "a.txt").language == language


@pytest.mark.parametrize(
    "text",
    ["", "OK", "Halm.", "12 34 56", "T-72 BMP-2 BTR-80", "Halm Lenth Ebry Olmgard", "!!! ???"],
)
def test_what_is_too_short_has_no_language(text: str) -> None:
    assert language_of(text) is None


def test_mixed_text_has_no_language() -> None:
    text = "Армія залишила місто Гальм у понеділок уранці. " * 12
    assert language_of(text + "The army left the town of Halm on Monday morning. " * 12) is None


def test_furniture_does_not_decide() -> None:
    page = (
        "<nav>Startseite und die Nachrichten aus der Region und der ganzen Welt</nav><article>"
        "<p>The army said that it had left the town of Halm on Monday.</p></article>"
    )
    assert read(page.encode(), "a.html").language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Halm falls\n\nTranslated from Tarvenian by Vera Solm\n\nThe troops left.",
        "The troops left. (Translation: Vera Solm)",
        "This article was automatically translated from the original.",
        "This text has been translated from Vostrian by our desk.",
        "Machine translation. The troops left.",
        "The piece was originally published in Ukrainian.",
    ],
)
def test_stated_translations(text: str) -> None:
    assert translated(text, "en") == "stated"


def test_a_page_that_a_translator_rewrote_says_so() -> None:
    page = (
        "<html class='translated-ltr'><body><p>The troops left the town of Halm.</p></body></html>"
    )
    assert read(page.encode(), "a.html").translated == "stated"


@pytest.mark.parametrize(
    "text",
    [
        "„The bridge belongs again to us“, declared the government speaker. „Who wants to cross, may "
        "cross.“ According to information of the ministry the army controls now 60 percent.",
        "The village, so the speaker of the organisation, was since weeks without light. One had "
        "„not expected that“, so Ilvar.",
        "The general supposes, that the enemy left. The ministry declared, that there are no losses. "
        "By the words of governor Ilvar, two peaceful inhabitants perished. It became known in social "
        "networks.",
    ],
)
def test_several_signs_suggest_a_translation(text: str) -> None:
    assert translated(text, "en") == "suspected"


@pytest.mark.parametrize(
    "text",
    [
        "The army said that it had left Halm on Monday. “We are not giving up,” said Colonel Ilke. "
        "So the ministry waited. Since then nobody has been seen.",
        "Shelling has gone on for months, and the town has been without power since Tuesday. He was, "
        "so far as anyone knew, the last to leave.",
        "She said so. The police said, too, that the road was closed; it is noted in the log.",
        "«We stay,» the channel wrote. «Not a step back.» «Never.» Everybody who could had left.",
        "The word „Heimat“ has no English equivalent.",
        "The interpreter translated the letter. A translation of the poem hung in the hall.",
        "He told journalists that the government now controls 60 per cent. Who wants war? Nobody does, "
        "he said. The spokesman said that, according to the ministry, two people had died .",
        "The translation took a year; machine translation tools get better every month.",
    ],
)
def test_ordinary_english_is_not_suspected(text: str) -> None:
    assert translated(text, "en") is None


def test_only_english_is_weighed() -> None:
    assert (
        translated("„Wir bleiben“, so der Sprecher. „Wer will, darf gehen“, so Ilvar.", "de")
        is None
    )
