"""The plan: its events changed (a date becomes keys, a change is proved), imported, checked, and what would follow."""
