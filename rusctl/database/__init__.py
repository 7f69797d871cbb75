"""The one database of what is collected: tables, transactions, history, undo, and copies made and restored."""
