"""Whether tables are as they should be."""
