"""Dates as people write them, read into days, weeks and windows, or refused with a reason."""
