"""Two plans beside each other: what was added, removed, moved and changed."""
