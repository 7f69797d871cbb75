"""What would follow if a date changed."""
