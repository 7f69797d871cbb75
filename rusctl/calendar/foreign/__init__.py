"""Calendars that others wrote: read in a sandbox, expanded, taken as busy times or events."""
