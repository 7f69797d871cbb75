"""Reports: the status, the year, an event's papers."""
