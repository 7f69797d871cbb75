"""Municipalities: list, add, set, remove."""
