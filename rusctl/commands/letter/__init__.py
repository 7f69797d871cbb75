"""The texts of letters: which there are, and the shipped ones to begin from."""
