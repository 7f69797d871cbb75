"""What the system means by an error is said in the language of the sentence."""

import ast
import errno
import socket
from pathlib import Path

import pytest

from rusctl.language.catalogue import Language
from rusctl.language.system_words import system_words

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("error", "en", "sv"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "it is not there", "hittades inte"),
        (PermissionError(errno.EACCES, "Permission denied"), "no permission", "behörighet saknas"),
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full", "disken är full"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), "nobody answers at that address",
         "ingen svarar på den adressen"),
        (socket.gaierror(socket.EAI_NONAME, "x"), "no server has that name", "ingen server har det namnet"),
        (OSError(errno.ENOTSUP, "Not supported"), "the system says Not supported", "systemet svarar Not supported"),
        (TimeoutError(), "the system says TimeoutError", "systemet svarar TimeoutError"),
        (OSError("words"), "the system says words", "systemet svarar words"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, OSError) else "",
)  # fmt: skip
def test_what_the_system_means_is_said_in_the_reader_s_language(error: OSError, en: str, sv: str) -> None:
    message = system_words(error)
    assert (Language("en").text(message), Language("sv").text(message)) == (en, sv)


def test_nowhere_else_are_the_system_s_own_words_put_into_a_sentence() -> None:
    """Beside the table and the answers of mail servers, which are kept as they came."""
    spoken = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "rusctl").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "strerror"
    }
    assert spoken == {
        "rusctl/language/system_words.py",
        "rusctl/mail/smtp.py",
        "rusctl/storage/files/exchange.py",  # which makes the error
    }
