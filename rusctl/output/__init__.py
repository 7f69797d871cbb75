"""What people and programs read: tables, reports, cleaned text."""
