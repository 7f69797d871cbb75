"""Errors that end a command: each carries its sentence and the exit code that scripts rely on."""

from rusctl.language.message import Message
from rusctl.model.source import NOWHERE, Source


class RusctlError(Exception):
    """Something the user gave is wrong: an unknown id, no folder, an unreadable date (exit code 1)."""

    exit_code = 1
    stops = False  # whether it comes in the middle of a change, so that people ask what was changed

    def __init__(self, message: Message, at: Source = NOWHERE, *, stops: bool | None = None) -> None:
        """Keep what to say and, where a file is at fault, the place; `stops` where it is otherwise than its kind."""
        super().__init__(message.id)
        self.message = message
        self.at = at
        self.stops = type(self).stops if stops is None else stops


class UsageError(RusctlError):
    """The command line itself is wrong (exit code 2)."""

    exit_code = 2


class PolicyError(RusctlError):
    """A rule of the process forbids it, such as an illegal change of status (exit code 3)."""

    exit_code = 3


class ConflictError(RusctlError):
    """A file was changed by someone else meanwhile (exit code 4)."""

    exit_code = 4
    stops = True


class IntegrityError(RusctlError):
    """An internal check stopped a write: the fault is rusctl's (exit code 5)."""

    exit_code = 5
    stops = True


class PrivacyError(RusctlError):
    """A command refused to write personal data (exit code 6)."""

    exit_code = 6


class EnvironmentFailureError(RusctlError):
    """The disk, a permission or a server stood in the way (exit code 7)."""

    exit_code = 7
    stops = True


class InUseError(EnvironmentFailureError):
    """Another program has a file open and lets nobody else read it, as on Windows."""
