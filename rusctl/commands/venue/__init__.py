"""Venues: list, add, set, remove."""
