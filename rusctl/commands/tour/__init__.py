"""The tour: its stops listed; and tours declared, changed and taken out."""
