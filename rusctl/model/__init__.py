"""Records alone, in the field's words: no input, no output, no sentences."""
