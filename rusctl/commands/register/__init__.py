"""The register itself: make, log, undo, copies, move."""
