"""Phases of the process: list, add, change, remove."""
