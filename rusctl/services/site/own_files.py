"""What a region lays beside site/site.toml for its pages: texts in Markdown, and a logo that can do no harm."""

import re
from pathlib import Path
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.catalogue import LANGUAGES
from rusctl.language.message import msg
from rusctl.model.plan import Plan
from rusctl.site.markdown import LARGEST, PLACES
from rusctl.storage.files import atomic, inside
from rusctl.storage.files.names import SITE

LARGEST_LOGO = 100_000  # octets
_BEGINS = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "webp": (b"RIFF",),
    "svg": (b"<svg", b"<?xml"),
}
_HARM = re.compile(
    rb"<\s*(?:script|foreignobject|iframe|image|use|style|set|animate|a)\b|<!(?:doctype|entity)|\son[a-z]+\s*=|"
    rb"(?:href|src)\s*=|url\s*\(|javascript:|<\?xml-stylesheet",
    re.IGNORECASE,
)


class OwnFiles(NamedTuple):
    """Texts by the names of their files without their ending, the logo with its name, and files that no page shows."""

    texts: dict[str, str]
    logo: tuple[str, bytes] | None
    unused: tuple[str, ...]


def read(project: Path, plan: Plan) -> OwnFiles:
    """Read the files; RusctlError for one that is too large or no text, or a logo that is none."""
    place = project / SITE
    folder = place.parent
    texts: dict[str, str] = {}
    unused = []
    names = {
        f"{name}{code}"
        for name in (*PLACES, *(one.id for one in plan.events))
        for code in ("", *(f".{one}" for one in LANGUAGES))
    }
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        if path.stem not in names:
            unused.append(f"{folder.name}/{path.name}")
            continue
        texts[path.stem] = _text(project, path)
    return OwnFiles(texts, _logo(project, folder, plan.site.theme.logo), tuple(unused))


def _text(project: Path, path: Path) -> str:
    octets = _octets(project, path, LARGEST)
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RusctlError(msg("{file} is no text in UTF-8; save it as UTF-8", file=f"site/{path.name}")) from None


def _octets(project: Path, path: Path, most: int) -> bytes:
    inside.refuse_links(project, path)
    octets = atomic.read(path)
    if len(octets) > most:
        raise RusctlError(
            msg(
                "{file} takes {size} bytes, and {most} is the most",
                file=f"site/{path.name}",
                size=len(octets),
                most=most,
            )
        )
    return octets


def _logo(project: Path, folder: Path, name: str) -> tuple[str, bytes] | None:
    """Read the logo; a drawing (SVG) in which anything runs, moves or is fetched is refused."""
    if not name:
        return None
    octets = _octets(project, folder / name, LARGEST_LOGO)
    ending = name.rpartition(".")[2]
    if not octets.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_BEGINS[ending]):
        raise RusctlError(msg("{file} is not a picture of the kind that its name says", file=f"site/{name}"))
    if ending == "svg" and _HARM.search(octets):
        raise RusctlError(
            msg(
                "{file} holds more than shapes, such as a link or a script; save it as plain SVG or as PNG",
                file=f"site/{name}",
            )
        )
    return name, octets
