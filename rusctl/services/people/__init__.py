"""Who takes part: the register opened, lists taken in, what may leave the house, and the rights of each person."""
