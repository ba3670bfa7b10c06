"""A figure for the killed and wounded together is not cut to the killed."""

import pytest

import onrecord


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("2,000 soldiers were killed or wounded in June.", ["soldiers killed or wounded"]),
        ("At least 40 people were killed or injured.", ["people killed or injured"]),
        ("The army lost 2,000 dead and wounded.", ["soldiers killed or wounded"]),
        ("300 soldiers were killed and 500 wounded.", ["soldiers killed", "people wounded"]),
        ("300 soldiers were killed. Wounded men lay in the square.", ["soldiers killed"]),
    ],
)
def test_both_fates_are_kept_together(text, items):
    claims = [one for one in onrecord.check_text(text).claims if one.kind == "casualties"]
    assert [claim.item for claim in claims] == items
    for claim in claims:
        if " or " in (claim.item or ""):
            assert claim.span.of(text).rstrip(".").endswith(("wounded", "injured", "in June"))
