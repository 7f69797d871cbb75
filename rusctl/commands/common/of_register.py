"""What the rules about people look at, for a command that is told to look at the register too."""

from typing import TYPE_CHECKING

from rusctl.commands.terminal import Terminal

if TYPE_CHECKING:
    from rusctl.model.people import RegisterSummary


def of_register(run: Terminal, *, wanted: bool) -> "RegisterSummary | None":
    """Give the register in numbers, where it is wanted."""
    if not wanted:
        return None
    from rusctl.services import register_summary  # loads SQLAlchemy, which a command without --register never does

    return register_summary.register_summary(run.project)
