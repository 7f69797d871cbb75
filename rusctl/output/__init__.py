"""What people and programs read: tables, the members of --json, reports and charts, text that is safe to show."""
