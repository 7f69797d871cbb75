"""The milestones, as a list and as a graph."""
