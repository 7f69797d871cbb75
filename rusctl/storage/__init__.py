"""TOML files to plan and back: load, source lines, edits, atomic writes."""
