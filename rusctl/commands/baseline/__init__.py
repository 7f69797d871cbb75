"""The dates as they once stood: set, list, compare."""
