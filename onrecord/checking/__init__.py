"""Comparing claims with reference data: every figure with its working, under every reading."""

from onrecord.checking.check import check_claims

__all__ = ["check_claims"]
