"""TOML as a person keeps it: read, located by line, and changed byte by byte with proof that nothing else changed."""
