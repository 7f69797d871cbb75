"""One file per command or noun: load, compute, print, exit."""
