"""Joint commitments: list, show, add, set, done, remove."""
