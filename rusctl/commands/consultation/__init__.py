"""Consultations: declared, bodies asked and reminded, replies, comments and answers, and how it all stands."""
