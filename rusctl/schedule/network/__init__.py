"""What follows from what: the order of milestones, slack, slips and what would follow from a change."""
