"""Rows of listings that one command has: their members in --json."""
