"""Scores OnRecord against reports whose record people wrote by hand; see ``docs/evaluation.md``."""
