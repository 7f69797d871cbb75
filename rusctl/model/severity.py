"""How bad a finding is."""

from enum import IntEnum


class Severity(IntEnum):
    """How bad a finding is; the order is the order of badness."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """The word that files and machine formats use."""
        return self.name.lower()
