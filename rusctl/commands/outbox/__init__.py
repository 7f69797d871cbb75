"""The messages: list, show, send, settle."""
