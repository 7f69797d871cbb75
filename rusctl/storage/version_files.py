"""The files of the text of the strategy, strategy/*.md: all that the folder has, with a version or without."""

import os
from pathlib import Path

from rusctl.errors import RusctlError
from rusctl.model.plan import Source
from rusctl.storage.files import atomic
from rusctl.storage.files.names import TEXTS
from rusctl.storage.schema.forms import Faults, fault

SUFFIX = ".md"


def gather(folder: Path, files: dict[str, bytes], faults: Faults) -> None:
    """Add the bytes of the texts that there are to the folder's files."""
    try:
        with os.scandir(folder / TEXTS) as entries:
            names = sorted(one.name for one in entries if one.name.endswith(SUFFIX) and not one.name.startswith("."))
    except OSError:  # there is no such folder, which is as well
        return
    for name in names:
        try:
            data = atomic.read_if_there(folder / TEXTS / name)
        except RusctlError as error:
            fault(faults, "unreadable-file", Source(TEXTS + name), error.message)
            continue
        if data is not None:
            files[TEXTS + name] = data
