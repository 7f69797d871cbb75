"""Minutes on the road between municipalities: list, set, remove."""
