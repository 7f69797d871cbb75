"""The folder of a built site: what differs is written, what an earlier build made and this one did not is removed.

`manifest.txt` names each file with its size and SHA-256. What it does not name is not ours: it stays, and a folder that
holds such files and no manifest is refused.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside

MANIFEST = "manifest.txt"
_HEAD = "# rusctl site\n"


def with_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files with their manifest."""
    lines = (f"{name}\t{len(octets)}\t{hashlib.sha256(octets).hexdigest()}\n" for name, octets in sorted(files.items()))
    return {**files, MANIFEST: (_HEAD + "".join(lines)).encode()}


def differing(folder: Path, files: Mapping[str, bytes]) -> dict[Path, atomic.FileChange]:
    """Give what has to be written or removed so that a folder holds these files; RusctlError where it is another's."""
    named = _named(folder)
    found: dict[Path, atomic.FileChange] = {}
    for name, octets in sorted(files.items()):
        path = folder / name
        inside.refuse_links(folder, path)
        if (old := atomic.read_if_there(path)) != octets:
            found[path] = atomic.FileChange(old, octets)
    for name in sorted(named - set(files)):
        path = folder / name
        inside.refuse_links(folder, path)
        if (old := atomic.read_if_there(path)) is not None:
            found[path] = atomic.FileChange(old, None)
    return found


def write(folder: Path, changes: Mapping[Path, atomic.FileChange]) -> None:
    """Carry the differences out, all or none."""
    for path, change in changes.items():
        if change.after is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
    atomic.replace_all(changes, below=folder)
    for parent in sorted({path.parent for path, one in changes.items() if one.after is None} - {folder}, reverse=True):
        if not any(parent.iterdir()):
            parent.rmdir()


def _named(folder: Path) -> set[str]:
    """Give the files that an earlier build made there."""
    if folder.exists() and not folder.is_dir():
        raise RusctlError(msg("{folder} is a file; name a folder", folder=str(folder)))
    text = (atomic.read_if_there(folder / MANIFEST) or b"").decode("utf-8", "replace")
    if text.startswith(_HEAD):
        names = (line.partition("\t")[0] for line in text.splitlines()[1:])
        return {name for name in names if _within(name)}
    if folder.is_dir() and any(folder.iterdir()):
        raise RusctlError(
            msg(
                "{folder} holds files that rusctl did not write; name another folder, or an empty one",
                folder=str(folder),
            )
        )
    return set()


def _within(name: str) -> bool:
    """Whether a name of a manifest, which anybody can write in, stays below the folder."""
    path = PurePosixPath(name)
    return bool(name) and "\\" not in name and ":" not in name and not path.is_absolute() and ".." not in path.parts
