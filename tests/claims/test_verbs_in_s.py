"""A noun in -s before a verb of its own is no verb: "forces have withdrawn from"."""

from __future__ import annotations

import pytest

import onrecord


@pytest.mark.parametrize(
    "words",
    [
        "Orlenian forces have withdrawn from Havnby.",
        "Orlenian forces withdrew from Havnby.",
        "The northern forces had pulled back from Havnby.",
    ],
)
def test_forces_that_withdraw_do_not_hold(words: str):
    kinds = {claim.kind for claim in onrecord.check_text(words, published="2031-05-10").claims}
    assert kinds == {"withdrawal"}


def test_an_army_that_forces_somebody_out_still_does():
    words = "The army forces the enemy from Havnby."
    (claim,) = onrecord.check_text(words, published="2031-05-10").claims
    assert claim.kind == "control"
