"""Calendars to where others read them, and the ledger repaired."""
