"""Drawings: charts, the network of milestones and the timeline, as text and as SVG that can be heard."""
