"""The tour: its stops listed."""
