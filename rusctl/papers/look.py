"""How a region's own papers look, in config/papers/papers.toml of the plan: sender, logo, colour."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.model.record import dataclass
from rusctl.output.contrast import COLOUR, PAPER, TEXT, contrast

FOLDER = "config/papers"
FILE = f"{FOLDER}/papers.toml"
PNG, SVG = b"\x89PNG\r\n\x1a\n", b"<svg"
_KEYS: Mapping[str, type] = {"sender": list, "colour": str, "logo": str, "logo_text": str}
_OUTSIDE = re.compile(rb"<!DOCTYPE|<!ENTITY|<script|href\s*=\s*[\"'](?!#|data:)", re.IGNORECASE)
_MOST = 1 << 20  # bytes of a logo


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLook:
    """A region's papers: the lines of the sender's block, the colour of headings as #rrggbb, and the logo.

    `logo` is the picture itself, SVG or PNG; `logo_text` says it to those who do not see it.
    """

    sender: tuple[str, ...] = ()
    colour: str = "#003b66"
    logo: bytes = b""
    logo_text: str = ""

    @property
    def vector(self) -> bool:
        """Whether the logo is a drawing (SVG) and no PNG."""
        return bool(self.logo) and not self.logo.startswith(PNG)


def read_look(data: Mapping[str, Any], picture: Callable[[str], bytes | None]) -> PaperLook:
    """Read the file's keys; `picture` gives a file beside it by its name, None where there is none.

    RusctlError for a key that is not known, a value of another form, a faint colour, a logo that cannot be shown.
    """
    for key, value in data.items():
        if key not in _KEYS:
            raise RusctlError(
                msg("{file}: {key} is not known; the keys are {known}", file=FILE, key=key, known=[*_KEYS])
            )
        if not isinstance(value, _KEYS[key]) or (key == "sender" and not _all_texts(value)):
            raise RusctlError(msg("{file}: {key} has a value of another form", file=FILE, key=key))
    look = PaperLook(
        sender=tuple(data.get("sender", ())),
        colour=data.get("colour", PaperLook().colour),
        logo_text=data.get("logo_text", ""),
    )
    _refuse_faint(look.colour)
    if name := data.get("logo", ""):
        return PaperLook(
            sender=look.sender, colour=look.colour, logo=_logo(name, look, picture), logo_text=look.logo_text
        )
    return look


def _all_texts(value: Any) -> bool:
    return all(isinstance(one, str) for one in value)


def _refuse_faint(colour: str) -> None:
    if not COLOUR.fullmatch(colour):
        raise RusctlError(
            msg('{file}: {key} is "{value}"; write a colour as #004f8a', file=FILE, key="colour", value=colour)
        )
    if (found := contrast(colour, PAPER)) < TEXT:
        raise RusctlError(
            msg(
                "{file}: {key} on {ground} has a contrast of {found}, and {least} is needed; choose another colour",
                file=FILE,
                key="colour",
                ground=PAPER,
                found=f"{found:.2f}",
                least=f"{TEXT}",
            )
        )


def _logo(name: str, look: PaperLook, picture: Callable[[str], bytes | None]) -> bytes:
    said: Message | None = None
    octets = picture(name) if not re.search(r"[/\\:]", name) else None
    if octets is None:
        said = msg("{file}: the logo {name} is not in {folder}", file=FILE, name=name, folder=FOLDER)
    elif not look.logo_text.strip():
        said = msg("{file}: the logo needs a text for those who do not see it; write logo_text", file=FILE)
    elif not octets.startswith(PNG) and SVG not in octets[:2_000]:
        said = msg("{file}: the logo {name} is no SVG and no PNG", file=FILE, name=name)
    elif len(octets) > _MOST:
        said = msg("{file}: the logo {name} is larger than {most} bytes", file=FILE, name=name, most=_MOST)
    elif not octets.startswith(PNG) and _OUTSIDE.search(octets):
        said = msg(
            "{file}: the logo {name} asks for what lies outside it; save it as a plain SVG", file=FILE, name=name
        )
    if said is not None or octets is None:
        raise RusctlError(said or msg("{file}: the logo {name} is no SVG and no PNG", file=FILE, name=name))
    return octets
