"""Consultations: declared, asked and reminded; replies taken in, split, answered; letters and what is published."""
