"""The attribution room."""
