"""The rules a plan is checked by, one file per family."""
