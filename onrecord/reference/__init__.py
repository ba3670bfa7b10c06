"""Reference data as data packages, and the conflict profiles that name them."""

from onrecord.reference.detect import detect_profile
from onrecord.reference.ledgers import Count, Ledger
from onrecord.reference.library import Library, load_library
from onrecord.reference.places import find_place
from onrecord.reference.profiles import load_profile, profiles
from onrecord.reference.tenures import Tenure, Tenures
from onrecord.reference.types import (
    Between,
    Bias,
    Coverage,
    DateMeans,
    Flag,
    Profile,
    Reference,
    Region,
    Series,
    SeriesMeasure,
    Value,
)

__all__ = [
    "Between", "Bias", "Count", "Coverage", "DateMeans", "Flag", "Ledger", "Library", "Profile",
    "Reference", "Region", "Series", "SeriesMeasure", "Tenure", "Tenures", "Value",
    "detect_profile", "find_place", "load_library", "load_profile", "profiles",
]  # fmt: skip
