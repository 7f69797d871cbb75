"""What several screens and reports say of a plan: figures, and their words; it prints nothing."""
