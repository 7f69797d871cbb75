"""Folders that calendars are never published to, whatever config/targets.toml says: what others rely on lies there."""

import os
from pathlib import Path, PurePath

from rusctl.language.message import Message, msg
from rusctl.storage.files.atomic import STATE
from rusctl.storage.files.names import EVENTS
from rusctl.storage.files.private import NAME as REGISTER
from rusctl.storage.folder import expanded

GIT = ".git"
OF_THE_PLAN = frozenset({GIT, STATE, REGISTER, "config", "busy", "strategy", "site"})
_ANYWHERE = frozenset({GIT, STATE})
# what a web server shows, or a drive that is connected, lies in none of these; it may lie elsewhere below /var or /usr
_USR = ("bin", "include", "lib", "lib64", "libexec", "local/bin", "local/etc", "local/lib", "local/sbin", "sbin", "src")
_OF_THE_SYSTEM = (
    *("/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/sbin", "/sys", "/system", "/private/etc"),
    *(f"/usr/{name}" for name in _USR),
    *("/var/cache", "/var/lib/dpkg", "/var/log", "/var/spool", "c:/windows", "c:/programdata"),
)


def misplaced(path: str) -> Message | None:
    """Say what is wrong with a target's path as it is written, as seen from the plan's folder; None if nothing is."""
    found = os.path.normpath(expanded(path))
    pure = PurePath(found)
    if not pure.is_absolute() and found != os.curdir and pure.parts[0].casefold() in OF_THE_PLAN:
        return _kept(path, pure.parts[0])
    if found == os.curdir:
        return msg("{path} is the plan's own folder; give the calendars a folder of their own", path=path)
    return _anywhere(path, pure)


def misplaced_on_disk(path: str, folder: Path, project: Path) -> Message | None:
    """Say what is wrong with the folder that a path leads to, every link on the way followed; None if nothing is."""
    real, plan = Path(os.path.realpath(folder)), Path(os.path.realpath(project))
    if real == plan:
        return msg("{path} is the plan's own folder; give the calendars a folder of their own", path=path)
    for above in (real, *real.parents):
        if above.name.casefold() in OF_THE_PLAN and (above.parent == plan or (above.parent / EVENTS).exists()):
            return _kept(path, above.name)
    return _anywhere(path, real)


def _anywhere(path: str, found: PurePath) -> Message | None:
    for part in found.parts:
        if part.casefold() in _ANYWHERE:
            return _kept(path, part)
    name = found.as_posix().casefold()
    if found.is_absolute() and (
        found == PurePath(found.anchor) or any(f"{name}/".startswith(f"{one}/") for one in _OF_THE_SYSTEM)
    ):
        return msg("{path} is a folder of the system; name one that is meant for files of yours", path=path)
    return None


def _kept(path: str, name: str) -> Message:
    return msg(
        "{path} lies in {name}, which holds other things; give the calendars a folder of their own",
        path=path,
        name=name,
    )
