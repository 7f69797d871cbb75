"""Lists that people send: the table found in a sheet, its headings and words understood, and what has to be asked."""
