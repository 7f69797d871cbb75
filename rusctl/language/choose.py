"""Which language to speak: `--lang`, RUSCTL_LANG, the folder's language, the locale, in that order."""

import os
import re
from collections.abc import Callable, Sequence

from rusctl.language.catalogue import LANGUAGES

VARIABLE = "RUSCTL_LANG"


def option(name: str, argv: Sequence[str]) -> str | None:
    """Give an option's value from a command line that has not been parsed yet; after ``--`` nothing is an option."""
    for index, word in enumerate(argv):
        if word == "--":
            return None
        if word == name and index + 1 < len(argv):
            return argv[index + 1]
        if word.startswith(f"{name}="):
            return word.removeprefix(f"{name}=")
    return None


def choose(argv: Sequence[str], folder_language: Callable[[], str | None]) -> str:
    """Give the code of the language to speak; where nothing says which, English."""
    return known(argv, folder_language) or LANGUAGES[-1]


def known(argv: Sequence[str], folder_language: Callable[[], str | None]) -> str | None:
    """Give the code of the language that somebody has asked for; a word that names no language is passed over."""
    sources: tuple[Callable[[], str | None], ...] = (
        lambda: option("--lang", argv),
        lambda: os.environ.get(VARIABLE),
        folder_language,
        _locale,
    )
    for source in sources:
        code = (source() or "").lower()[:2]
        if code in LANGUAGES:
            return code
    return None


def named(word: str) -> str | None:
    """Give the language that a word of the command line names, such as sv or en_GB; None where it names none."""
    code = re.split("[-_.]", word.lower(), maxsplit=1)[0]
    return code if code in LANGUAGES else None


def _locale() -> str | None:
    return next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), None)
