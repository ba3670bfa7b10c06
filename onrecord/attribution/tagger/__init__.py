"""The attribution tagger: one small model that finds content, cue and source in English news."""

from .attribution import Attribution
from .model import ModelTagger

__all__ = ["Attribution", "ModelTagger"]
