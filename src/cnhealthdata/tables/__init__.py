"""What a table is, and the shipped ones."""
