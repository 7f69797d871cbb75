"""How a milestone stands out on the screen."""

from rusctl.schedule.state.milestones import Standing

URGENT_DAYS = 14


def style(standing: Standing) -> str:
    """Give the style: dim where it is done, red where it is overdue, yellow where little time is left."""
    if not standing.open:
        return "dim"
    if standing.overdue:
        return "bold red"
    return "yellow" if standing.days_left is not None and standing.days_left <= URGENT_DAYS else ""
