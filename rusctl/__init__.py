"""rusctl plans a region's strategy process: dialogue tour, calendars, participants, decisions."""

__version__ = "0.2.0.dev0"
