"""Bodies, such as the council, and the days on which they meet: list, add, set, remove."""
