"""Roles, of those who take part and of the region: list, add, set, remove."""
