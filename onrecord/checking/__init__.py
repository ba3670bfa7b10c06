"""Comparing claims with reference data: every figure with its working, under every reading."""

from onrecord.checking.check import check_claims
from onrecord.checking.explaining import (
    ExplainedReading,
    Explanation,
    OtherVerdict,
    Source,
    Step,
    explain,
)
from onrecord.checking.rows import Row

__all__ = [
    "ExplainedReading", "Explanation", "OtherVerdict", "Row", "Source", "Step", "check_claims",
    "explain",
]  # fmt: skip
