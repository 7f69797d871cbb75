"""Calendars: what a plan is to subscribers, servers and those invited, and what the calendars of others say."""
