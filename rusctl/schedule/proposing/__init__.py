"""Finding dates for events that have none, within every limit that the folder knows."""
