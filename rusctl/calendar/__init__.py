"""iCalendar out of a plan."""
