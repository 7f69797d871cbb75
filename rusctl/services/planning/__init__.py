"""The plan: its events changed, imported, checked, and what would follow."""
