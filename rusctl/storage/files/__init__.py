"""Files of a folder: written whole or not at all, locked, logged, undone; what is private under register/."""
