"""Invented reporting with inline annotation: what trains the tagger and measures the product."""
