"""Files that are handed out: written once, never over another; those with persons for their owner's eyes only."""

import os
from collections.abc import Iterable
from pathlib import Path

from rusctl.errors import EnvironmentFailureError, PrivacyError, RusctlError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside, made, private

FOLDER = "register/exports"


def place(project: Path, output: Path | None, *, personal: bool) -> Path:
    """Give the folder to write to; PrivacyError where persons would come into what git keeps."""
    if output is None:
        inside.refuse_others(project, project / private.NAME)
        inside.refuse_links(project, project / FOLDER)
        return project / FOLDER
    target = Path(os.path.realpath(output))
    plan, register = Path(os.path.realpath(project)), Path(os.path.realpath(project / "register"))
    if personal and target.is_relative_to(plan) and not target.is_relative_to(register):
        raise PrivacyError(
            msg(
                "{folder} is in the project's folder, which git keeps; name another, or none: then it is {own}",
                folder=str(output),
                own=FOLDER,
            )
        )
    return output


def write(path: Path, data: bytes, *, personal: bool) -> None:
    """Write a new file whole or not at all; 0600 in a folder that is 0700 where it holds persons."""
    if personal:
        private.refuse_kept(path)
    try:
        path.parent.mkdir(parents=True, mode=0o700 if personal else 0o755, exist_ok=True)
        atomic.sweep_beside([path])
        atomic.write_new(path, data, private=personal)
    except FileExistsError:
        raise RusctlError(msg("{file} is there already; move it away first", file=str(path))) from None
    except OSError as error:
        raise _failed(path, error) from None


def remove(project: Path, names: Iterable[str]) -> None:
    """Remove exports of rusctl's own, by their names in the folder for them."""
    folder = project / FOLDER
    for name in names:
        try:
            inside.remove(project, folder / name)
            made.note(f"{FOLDER}/{name}")
        except OSError as error:
            raise _failed(folder / name, error) from None


def _failed(path: Path, error: OSError) -> EnvironmentFailureError:
    return EnvironmentFailureError(
        msg("{file} cannot be written: {reason}", file=path.name, reason=atomic.reason(error))
    )
