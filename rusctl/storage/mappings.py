"""What the columns of lists have been said to be, remembered for lists with the same headings: register/columns.json.

Only the headings of columns that are taken are kept, and the set of all of them as its SHA-256; a dropped column's
heading might be anything.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, made, private
from rusctl.storage.files.digests import sha256

FILE = "register/columns.json"
KEPT = 100  # sets of headings; the oldest go first


def recall(folder: Path, heading: Sequence[str]) -> dict[str, str] | None:
    """Give the fields of a list's headings as they were said before; None where they were not."""
    found = _read(folder).get(key(heading))
    return dict(found) if found is not None else None


def remember(folder: Path, heading: Sequence[str], mapped: Mapping[str, str]) -> None:
    """Keep the fields of a list's headings; the folder's lock must be held."""
    known = _read(folder)
    known.pop(key(heading), None)
    known[key(heading)] = {text: field for text, field in mapped.items() if field}
    _write(folder, dict(list(known.items())[-KEPT:]))


def forget(folder: Path, texts: Sequence[str]) -> int:
    """Forget the lists whose headings hold one of some texts, and say how many that was; the lock must be held."""
    known = _read(folder)
    wanted = [text.casefold() for text in texts if text]
    kept = {
        key: mapped
        for key, mapped in known.items()
        if not any(text in heading.casefold() for heading in mapped for text in wanted)
    }
    if len(kept) < len(known):
        _write(folder, kept)
    return len(known) - len(kept)


def key(heading: Sequence[str]) -> str:
    """Give the digest that headings are known by."""
    return sha256("\0".join(heading).encode("utf-8", "surrogatepass"))


def _read(folder: Path) -> dict[str, dict[str, str]]:
    """Give what is remembered; a file that is none is as good as none, since the columns can be said again."""
    try:
        found: Any = json.loads(atomic.read_if_there(folder / FILE) or b"{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, dict)}


def _write(folder: Path, known: Mapping[str, Mapping[str, str]]) -> None:
    path = folder / FILE
    try:
        private.make(folder)
        private.refuse_kept(path)
        private.sweep(folder)
        atomic.write_private(path, json.dumps(known, ensure_ascii=False, indent=1).encode() + b"\n", below=folder)
        made.note(FILE)
    except OSError as error:
        raise EnvironmentFailureError(
            msg("{file} cannot be written: {reason}", file=FILE, reason=atomic.reason(error))
        ) from None
