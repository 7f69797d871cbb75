"""Inputs: taken in from lines, forms and lists, looked at before they are stored, listed and corrected."""
