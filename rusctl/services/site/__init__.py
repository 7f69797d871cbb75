"""The public site: what its pages are made of, what is missing there, and the folder it is written to."""
