"""Busy calendars: list, show, add, remove."""
