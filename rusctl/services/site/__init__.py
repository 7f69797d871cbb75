"""The public site: what its pages are made of, what it lacks, and the folder it is written to."""
