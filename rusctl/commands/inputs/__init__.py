"""Inputs: recorded at the meeting, added, read from forms and lists, listed, corrected."""
