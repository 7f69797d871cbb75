"""What has been sent to a server and is not in the ledger yet: a file for each target in `.rusctl`.

A line is written before an event is sent and one when it is known to have arrived, so that a run that is killed loses
nothing: the next one knows what is its own there. Only the former must be safe on the disk, and some events are noted
at once: what was noted and not sent does no harm, since the server is asked. Once the ledger holds it all, the file
goes.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside, journal_file
from rusctl.storage.files.atomic import STATE


class Sent(NamedTuple):
    """An event of which a version was sent or taken away, and, once `arrived`, what the server then had of it.

    Without a `mark` it was taken away. `sequence` is the version's.
    """

    uid: str
    path: str
    mark: str = ""
    sequence: int = 0
    arrived: bool = False
    etag: str = ""


def note(folder: Path, target: str, *sent: Sent) -> None:
    """Note deliveries; what has not arrived yet is safe on the disk before anything else is done."""
    safe = not all(one.arrived for one in sent)
    try:
        journal_file.append_to(folder, _file(folder, target), *(one._asdict() for one in sent), safe=safe)
    except OSError as error:
        raise EnvironmentFailureError(
            msg(
                "what is sent cannot be noted in {folder}: {reason}; nothing more was sent",
                folder=STATE,
                reason=atomic.reason(error),
            )
        ) from None


def noted(folder: Path, target: str) -> list[Sent]:
    """Give what was noted, oldest first; a line that a crash has torn is passed over."""
    found = []
    for line in journal_file.lines_of(_file(folder, target)):
        with suppress(KeyError, TypeError, ValueError):
            found.append(
                Sent(
                    uid=str(line["uid"]),
                    path=str(line["path"]),
                    mark=str(line["mark"]),
                    sequence=int(line["sequence"]),
                    arrived=line["arrived"] is True,
                    etag=str(line["etag"]),
                )
            )
    return found


def settle(folder: Path, target: str, left: Iterable[Sent] = ()) -> None:
    """Keep only what is still open; without any, the file goes."""
    path = _file(folder, target)
    lines = [journal_file.packed(sent._asdict()) for sent in left]
    try:
        if lines:
            atomic.write_private(path, b"".join(lines), below=folder)
        else:
            inside.remove(folder, path)
            atomic.sync_directory(path.parent)
    except OSError as error:
        raise EnvironmentFailureError(
            msg("{folder} cannot be written: {reason}", folder=STATE, reason=atomic.reason(error))
        ) from None


def _file(folder: Path, target: str) -> Path:
    return folder / STATE / f"sent-{os.path.basename(target)}.jsonl"  # noqa: PTH119 - a name and never a path
