"""Figures side by side, and over time."""
