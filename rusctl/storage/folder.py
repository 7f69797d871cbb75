"""Which folder is meant, and why: found as git finds its own."""

import os
from pathlib import Path
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.storage.files.names import EVENTS, PROCESS

VARIABLE = "RUSCTL_PROJECT"


class Folder(NamedTuple):
    """A project folder and what led to it."""

    path: Path
    why: Message


def find(option: str | None, start: Path) -> Folder:
    """Give the folder that `--project` names, else RUSCTL_PROJECT, else the nearest parent with an events.toml.

    A named folder that is none is an error, and never replaced by another one.
    """
    if option is not None:
        return Folder(named(option, start, msg("--project")), msg("--project names it"))
    variable = os.environ.get(VARIABLE)
    if variable:
        return Folder(named(variable, start, msg("RUSCTL_PROJECT")), msg("RUSCTL_PROJECT names it"))
    for parent in (start, *start.parents):
        if (parent / EVENTS).exists():
            return Folder(parent, msg("the nearest folder with an {file}, from here upwards", file=EVENTS))
    text = msg(
        "no {file} in {folder} or above it; go to the project's folder, name it with --project, "
        "or make one with rusctl init",
        file=EVENTS,
        folder=str(start),
    )
    raise RusctlError(text)


def expanded(name: str) -> Path:
    """Give a path as the user writes it, ~ being home; where ~ names nobody, it stands for itself."""
    return Path(os.path.expanduser(name))  # noqa: PTH111 - Path.expanduser raises where nobody has the name


def named(name: str, start: Path, origin: Message) -> Path:
    """Give the project folder of a name; RusctlError where it is none, with the option or the variable it is from."""
    path = (start / expanded(name)).resolve()
    if not path.exists():
        raise RusctlError(msg("{origin} names {folder}, and there is no such folder", origin=origin, folder=str(path)))
    if not path.is_dir():
        text = msg(
            "{origin} names {folder}, which is a file; name the folder it is in", origin=origin, folder=str(path)
        )
        raise RusctlError(text)
    if not (path / EVENTS).exists() and not (path / PROCESS).exists():
        text = msg(
            "{origin} names {folder}, and there is no {file} in it; name another folder, or make one with rusctl init",
            origin=origin,
            folder=str(path),
            file=EVENTS,
        )
        raise RusctlError(text)
    return path
