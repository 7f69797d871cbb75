"""Who is written to what: invitations, reminders, cancellations, sending, and what has been told."""
