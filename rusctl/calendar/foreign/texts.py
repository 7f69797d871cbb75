"""Titles and places of calendars from elsewhere, as people see them, and what they have lost by that."""

import binascii
import html
import re

from rusctl.calendar.foreign.components import Component, Property
from rusctl.calendar.ics import clean
from rusctl.language import patterns
from rusctl.language.message import Message, msg

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"</?(?:a|b|br|div|em|font|i|p|span|strong|u)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def public_text(event: Component, name: str, longest: int) -> tuple[str, list[Message]]:
    """Give a property's text on one line, as whoever wrote it saw it, and say what it has lost by that."""
    found = event.first(name)
    whole = _plain(found) if found else ""
    text = clean.line(whole)
    lost = []
    if clean.hides(whole):
        lost.append(msg("its {name} holds invisible characters, which are taken out", name=name))
    if len(text) > longest:
        lost.append(
            msg("its {name} is longer than {most} characters, and the rest is left out", name=name, most=longest)
        )
    return text[:longest].strip(), lost


def title_without_persons(event: Component, longest: int) -> tuple[str, list[Message]]:
    """Give the title that may stand in a file that many read: nothing where it holds personal data, which is said."""
    text, lost = public_text(event, "SUMMARY", longest)
    if not patterns.harmless(text):
        return "", [*lost, msg("its {key} holds personal data and is left out", key="title")]
    return text, lost


def _plain(one: Property) -> str:
    """Give a text without the coding that some programs leave in it: quoted-printable, and what HTML has."""
    if one.parameter("ENCODING").upper() == "QUOTED-PRINTABLE":
        one = one._replace(value=_from_quoted(one))
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), one.text)
    return _TAG.sub(" ", text).strip() if "<" in text else text.strip()


def _from_quoted(one: Property) -> str:
    octets = binascii.a2b_qp(one.value.encode("utf-8", "replace"))
    for charset in (one.parameter("CHARSET") or "utf-8", "utf-8"):
        try:
            return octets.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return octets.decode("cp1252", "replace")
