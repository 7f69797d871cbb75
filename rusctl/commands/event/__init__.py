"""Events: show, add, change, confirm, cancel, remove."""
