"""The plan against the calendar: working days, dates as people write them, milestones. Pure calculation."""
