"""A project as the services have it, made of a folder, and what they say as a reader of English reads it."""

from pathlib import Path

import pytest

from rusctl.language.catalogue import Language
from rusctl.language.message import Message
from rusctl.services.project import Project


@pytest.fixture
def tour(project: Path) -> Project:
    """The shipped tour, which nothing has been read of yet."""
    return Project(str(project))


def said(message: Message) -> str:
    """Give what is said, in English and with the days as programs write them."""
    return Language("en").text(message, iso=True)


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Change the first place of a file where something stands, as somebody does in an editor."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(folder: Path, name: str, text: str) -> None:
    """Write something at the end of a file."""
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")
