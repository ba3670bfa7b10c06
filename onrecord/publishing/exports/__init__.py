"""Exports of a workspace: JSON Lines, tables, ClaimReview, annotations, GeoJSON, FollowTheMoney."""

from onrecord.publishing.exports.exporting import FORMATS, TABULAR, Done, Format, Wanted, export
from onrecord.publishing.exports.material import Approval, Exported, exported

__all__ = [
    "FORMATS",
    "TABULAR",
    "Approval",
    "Done",
    "Exported",
    "Format",
    "Wanted",
    "export",
    "exported",
]
