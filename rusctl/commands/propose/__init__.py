"""Dates for events that have none."""
