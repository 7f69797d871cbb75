"""How things stand on a day: events, milestones, deadlines and the law's days."""
