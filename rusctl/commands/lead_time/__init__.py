"""The region's own lead times round a meeting: list, set, remove."""
