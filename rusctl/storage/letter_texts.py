"""The texts of letters as they are kept in config/texts: a file for each letter and language.

    Subject: Welcome to {event}

    Hello {name}!
    ...

The line of the subject may be left out; it begins with the word for it in any language. What follows is the letter.
"""

import codecs
import os
import re
from collections.abc import Mapping
from pathlib import Path

from rusctl.errors import RusctlError
from rusctl.language.catalogue import LANGUAGES
from rusctl.model.letter_texts import LetterText
from rusctl.model.messages import LetterKind
from rusctl.model.plan import Source
from rusctl.storage.files import atomic
from rusctl.storage.schema.forms import Faults, fault

FOLDER = "config/texts"
_NAME = rf"(?P<kind>{'|'.join(LetterKind)})\.(?P<language>{'|'.join(LANGUAGES)})\.txt"
_SUBJECT = r"(?:ämne|subject)\s*:\s*(?P<subject>.*)"
_COPIES = ("~", ".bak", ".orig", ".rej", ".swp", ".tmp")  # what editors and git leave beside a file


def file_of(kind: LetterKind, language: str) -> str:
    """Give the name of the file in which a letter is worded in a language."""
    return f"{FOLDER}/{kind.value}.{language}.txt"


def gather(folder: Path, files: dict[str, bytes], faults: Faults) -> None:
    """Add the bytes of the texts that there are to the folder's files, in UTF-8 whatever an editor saved them in."""
    try:
        with os.scandir(folder / FOLDER) as entries:
            names = sorted(entry.name for entry in entries if entry.is_file())
    except OSError:  # most folders have none
        return
    for own in names:
        name = f"{FOLDER}/{own}"
        if own.startswith((".", "#")) or own.endswith(_COPIES):
            continue
        try:
            data = atomic.read_if_there(folder / name)
        except RusctlError as error:
            fault(faults, "unreadable-file", Source(name), error.message)
            continue
        if data is not None:
            files[name] = _text(data).encode()


def read_all(files: Mapping[str, bytes]) -> tuple[LetterText, ...]:
    """Give the texts of letters among a folder's files, by name."""
    return tuple(_read(name, files[name]) for name in sorted(files) if name.startswith(f"{FOLDER}/"))


def _read(name: str, data: bytes) -> LetterText:
    found = re.fullmatch(_NAME, name.removeprefix(f"{FOLDER}/"))
    if found is None:
        return LetterText(at=Source(name, line=1))
    lines = data.decode("utf-8", "replace").splitlines()
    subject = re.fullmatch(_SUBJECT, lines[0].strip(), re.IGNORECASE) if lines else None
    return LetterText(
        at=Source(name, line=1),
        kind=LetterKind(found["kind"]),
        language=found["language"],
        subject=subject["subject"].strip() if subject else "",
        text="\n".join(line.rstrip() for line in lines[1 if subject else 0 :]),
        line=2 if subject else 1,
    )


def _text(data: bytes) -> str:
    """Give the text of a file as editors save it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
