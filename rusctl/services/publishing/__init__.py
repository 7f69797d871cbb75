"""Calendars to folders and servers: what is published, and what may leave the house."""
