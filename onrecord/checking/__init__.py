"""Comparing claims with reference data: every figure with its working, under every reading."""

from onrecord.checking.check import check_claims
from onrecord.checking.explaining import Row, explain

__all__ = ["Row", "check_claims", "explain"]
