"""Files: a folder read into a plan, changed byte by byte, written whole; git, passwords and templates."""
