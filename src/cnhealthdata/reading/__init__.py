"""From a text to tables."""
