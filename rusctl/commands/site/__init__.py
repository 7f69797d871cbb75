"""The public site: build it, check it."""
