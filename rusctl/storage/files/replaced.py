"""What stood where a change has put a new file: kept in `.rusctl/replaced` until the next change, and looked at then.

An editor that writes into the file that it has open, and does not save beside and rename, may write into the old one
after it was replaced. What it wrote is then moved aside, and said.
"""

import os
import re
from contextlib import suppress
from pathlib import Path

from rusctl.errors import ConflictError, EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside, placing
from rusctl.storage.files.atomic import STATE, Keep
from rusctl.storage.files.digests import sha256

FOLDER = "replaced"
_NAME = re.compile(r"([0-9a-f]{64})-(.+)")
_SLASH = "+"  # for the one in config/, busy/ and strategy/


def keep(folder: Path) -> Keep:
    """Give what keeps the old files of a change in a folder; what cannot be kept is let go."""

    def kept(path: Path, old: Path, held: bytes | None) -> None:
        flat = path.relative_to(folder).as_posix().replace("/", _SLASH)
        place = folder / STATE / FOLDER
        with suppress(OSError, EnvironmentFailureError):
            inside.refuse_links(folder, place)
            place.mkdir(mode=0o700, exist_ok=True)
            if held is None:
                _set_aside(folder, old, flat)
            else:
                os.replace(old, place / f"{sha256(held)}-{flat}")  # noqa: PTH105 - fault tests make it fail

    return kept


def look(folder: Path) -> None:
    """Let go of the old files, or raise ConflictError where one was written to; the lock must be held."""
    saved, places = [], []
    for path in kept_files(folder):
        with suppress(OSError):
            expected, flat = _NAME.fullmatch(path.name).groups()  # type: ignore[union-attr]
            if sha256(placing.holds(path) or b"") == expected:
                path.unlink()
            else:
                saved.append(flat.replace(_SLASH, "/"))
                places.append(_set_aside(folder, path, flat).relative_to(folder).as_posix())
    if saved:
        raise ConflictError(
            msg(
                "{files} was saved in an editor just as rusctl changed it, and the saved version is kept in "
                "{places}: copy from there what you want to keep, and try again",
                files=saved,
                places=places,
            )
        )


def kept_files(folder: Path) -> list[Path]:
    """Give the old files that are kept, and nothing that somebody else has put there."""
    place = folder / STATE / FOLDER
    if place.is_symlink() or not place.is_dir():
        return []
    return [path for path in sorted(place.iterdir()) if _NAME.fullmatch(path.name) and not path.is_symlink()]


def put_back_save(real: Path, before: bytes) -> bool:
    """Put back an editor's save that a kill has left beside the new file, and say whether there was one.

    What is left of writing `before` or the new file is none.
    """
    after = placing.holds(real)
    if after is None:
        return False
    for left in atomic.leftovers(real):
        data = placing.holds(left)
        if data is not None and data != after and not before.startswith(data):
            placing.take_back(real, left, after)
            return True
    return False


def _set_aside(folder: Path, path: Path, flat: str) -> Path:
    aside = folder / STATE / f"saved-{os.urandom(4).hex()}-{flat}"
    os.replace(path, aside)  # noqa: PTH105 - as above
    return aside
