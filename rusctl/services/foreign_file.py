"""Files from elsewhere that commands read: opened with care, and what could not be read in them said."""

import stat
from collections.abc import Callable, Sequence

from rusctl.calendar.foreign.lines import MOST_BYTES
from rusctl.errors import EnvironmentFailureError, RusctlError, UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.storage.files.atomic import reason
from rusctl.storage.folder import expanded
from rusctl.storage.untrusted.sandbox import MIB

SHOWN = 10
_SCHEMES = ("http://", "https://", "webcal://", "webcals://")


def raw(file: str, name: str = "", *, stdin: Callable[[int], bytes] | None = None, most: int = MOST_BYTES) -> bytes:
    """Give a file's bytes; of - those that `stdin` gives when it is asked for so many at most, where there is one.

    `name` is what people know the file by, where that is not how it is found. UsageError for an address, RusctlError
    for what is no file, is not there or is larger than `most` bytes, EnvironmentFailureError where it cannot be read.
    """
    if file.casefold().startswith(_SCHEMES):
        raise UsageError(
            msg("{file} is an address; open it in your browser, save it as a file and name that", file=file)
        )
    if file == "-" and stdin:
        return _bounded(stdin(most + 1), file, most)
    name = name or file
    try:
        kind = expanded(file).stat().st_mode
        if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):  # to open a pipe would wait for somebody to write to it
            raise RusctlError(msg("{file} is not a file", file=name))
        with expanded(file).open("rb") as opened:
            return _bounded(opened.read(most + 1), name, most)
    except FileNotFoundError:
        raise RusctlError(msg("{file} is not there", file=name)) from None
    except IsADirectoryError:
        raise RusctlError(msg("{file} is a folder; name a file", file=name)) from None
    except OSError as error:
        raise EnvironmentFailureError(msg("{file} cannot be read: {reason}", file=name, reason=reason(error))) from None


def _bounded(data: bytes, file: str, most: int) -> bytes:
    if len(data) > most:
        why = msg("the file is larger than {most} MiB", most=most // MIB)
        raise RusctlError(msg("{file} is not read: {reason}", file=file, reason=why))
    return data


def faults(file: str, found: Sequence[tuple[int, Message]], more: int = 0) -> list[Message]:
    """Say what could not be read, by its lines: the first SHOWN, and how many more there are.

    A line of 0 is the file as a whole; `more` were found besides and not kept.
    """
    said = [
        msg("{file}:{line}: {message}", file=file, line=line, message=message)
        if line
        else msg("{file}: {message}", file=file, message=message)
        for line, message in found[:SHOWN]
    ]
    rest = max(len(found) - SHOWN, 0) + more
    return [*said, nmsg("and {count} fault more", "and {count} faults more", rest)] if rest else said
