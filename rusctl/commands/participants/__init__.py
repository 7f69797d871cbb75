"""Who takes part in an event: add, count, import, list, export."""
