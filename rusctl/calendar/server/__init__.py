"""Calendars on CalDAV servers: what is there, what is due, and how it is delivered."""
