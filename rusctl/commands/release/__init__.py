"""Releases of the schedule: list, show what was new."""
