"""Templates of events: list, add, change, remove."""
