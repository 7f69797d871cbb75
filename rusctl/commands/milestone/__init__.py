"""A milestone: show, add, set, move, done, outcome, postpone, give up, reopen, remove."""
