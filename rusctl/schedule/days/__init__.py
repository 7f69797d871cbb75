"""What a working day is: holidays, days off, counting, the calendar of a year."""
