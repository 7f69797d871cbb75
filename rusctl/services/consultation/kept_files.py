"""Files of replies, kept below register/ for their owner only: written once, found again by what they hold."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.services.project import Project
from rusctl.storage.files import atomic, inside, made, private
from rusctl.storage.files.digests import sha256

FOLDER = "consultation"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 100  # characters of a name, its ending not counted
_LONGEST_ENDING = 10


def place(consultation: str, number: int, name: str, taken: Collection[str] = ()) -> str:
    """Give where a file of a reply lies below register/, by a name that every system can have and none has yet."""
    stem, ending = _parts(name)
    for count in range(1, len(taken) + 2):
        again = f" ({count})" if count > 1 else ""
        path = f"{FOLDER}/{consultation}/{number}/{stem}{again}{ending}"
        if path.casefold() not in {one.casefold() for one in taken}:
            return path
    raise AssertionError(name)


def _parts(name: str) -> tuple[str, str]:
    clean = _FORBIDDEN.sub("_", name).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING or not stem:
        stem, dot, ending = clean, "", ""
    stem = stem[:_LONGEST].strip(" .") or "fil"
    return (f"_{stem}" if _RESERVED.match(f"{stem}.") else stem), f"{dot}{ending}"


def path_of(project: Project, path: str) -> Path:
    """Give where a file is in the folder of a project."""
    return project.folder.path / private.NAME / PurePosixPath(path)


def is_here(project: Project, path: str, digest: str) -> bool:
    """Whether a file lies in the project's folder and holds what it held."""
    if not path:
        return False
    try:
        found = atomic.read_if_there(path_of(project, path))
    except EnvironmentFailureError:
        return False
    return found is not None and sha256(found) == digest


class KeptFiles:
    """Files that are written with the rows that name them, and taken back where those do not come to be."""

    def __init__(self, project: Project) -> None:
        """Take the project."""
        self.project = project
        self._written: list[Path] = []

    def write(self, path: str, data: bytes) -> None:
        """Write a file for its owner only, whole or not at all; EnvironmentFailureError where that cannot be."""
        folder = self.project.folder.path
        target = path_of(self.project, path)
        try:
            private.make(folder)
            private.refuse_kept(target)
            inside.refuse_links(folder, target)
            for parent in [*reversed(target.relative_to(folder).parents)][2:]:
                (folder / parent).mkdir(mode=0o700, exist_ok=True)
            there = target.exists()
            atomic.write_private(target, data, below=folder)
            made.note(f"{private.NAME}/{path}")
        except OSError as error:
            raise EnvironmentFailureError(
                msg("{file} cannot be written: {reason}", file=target.name, reason=atomic.reason(error))
            ) from None
        if not there:
            self._written.append(target)

    def take_back(self) -> None:
        """Remove what was written: the rows that name it are not there."""
        _remove(self.project.folder.path, self._written)
        self._written = []


def _remove(folder: Path, paths: Iterable[Path]) -> None:
    for path in paths:
        if path.exists():
            inside.remove(folder, path)
