"""The teaching kit."""
