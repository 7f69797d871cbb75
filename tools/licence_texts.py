"""Finds the text of the licence of each installed part, which goes along with whatever is passed on as a folder."""

from pathlib import Path

TEXTS = Path(__file__).resolve().parent / "licences"
WITHOUT = {"docxtpl": "LGPL-2.1.txt"}  # the wheel names its licence and has no text; it is imported unchanged
ADDS_TO = "GPL-3.0.txt"  # the LGPL 3 is the GPL 3 with permissions added, and asks for both texts
LESSER = "LGPL-3.0"


def licence_texts(about: Path) -> list[Path]:
    """Give the files with the licence of a part, by its `.dist-info` folder; none where no text is known."""
    texts = sorted(path for path in about.rglob("*") if path.is_file() and is_licence(path.name))
    name = about.name.removesuffix(".dist-info").rsplit("-", 1)[0]
    if not texts and name in WITHOUT:
        texts = [TEXTS / WITHOUT[name]]
    head = (about / "METADATA").read_text(encoding="utf-8").partition("\n\n")[0]
    if any(line.startswith("License") and LESSER in line for line in head.splitlines()):
        texts.append(TEXTS / ADDS_TO)
    return texts


def is_licence(name: str) -> bool:
    """Whether a file of a package is its licence, by its name."""
    return name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS"))
