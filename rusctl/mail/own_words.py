"""The words that a mail's writer wrote: without what they answer or pass on, without greeting's end and signature.

An answer is never read out of a quoted or forwarded invitation, which itself speaks of yes and no. Where programs mark
no quotation, the lines of rusctl's own letters end what is read.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

MOST_LINES = 60
LONGEST = 4_000
_QUIET = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_QUOTED = re.compile(
    r"\s*(?:>|\|\s"
    r"|-{2,}\s*(?:original|ursprungligt|vidarebefordrat|forwarded|opprinnelig|oprindelig|alkuper)"
    r"|_{8,}\s*$"
    r"|begin forwarded message\b|vidarebefordrat brev\b"
    r"|\**(?:från|fran|from|von|fra)\**\s*:\**\s"
    r"|(?:on|den|le|am|på)\s.{1,200}\s(?:wrote|skrev|écrit|schrieb).{0,80}:\s*$"
    r"|\d{4}-\d\d-\d\d.{0,120}(?:skrev|wrote).{0,80}:\s*$"
    r"|.{1,120}<[^<>\s]+@[^<>\s]+>\s*(?:skrev|wrote|skriver)\b.{0,80}$)",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\s*(?:(?:vad|när|plats|var|status|mer|arrangör|inbjuden|deltagande"
    r"|what|when|where|more|organiser|invited|attendance)\s*:\s"
    r"|.{0,60}\b(?:the meeting below|mötet nedan)\b"
    r"|thank you for taking part in|tack för att du deltog i"
    r"|answer with the buttons|svara med knapparna|(?:please answer by|svara senast|svar senast)\b)",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\s*(?:--\s*$|mvh\b|m\.?v\.?h\b|(?:med\s+)?vänlig(?:a|ste)?\s+hälsning|(?:bästa|många|varma)?\s*hälsningar\b|hälsn\b"
    r"|(?:best|kind|warm)?\s*regards\b|best wishes\b|sincerely\b|cheers\b|allt gott\b|vänligen,?\s*$"
    r"|skickat från\b|sent from\b|hämta outlook\b|get outlook\b|/\s*\w+\s*$)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\{[^{}]*\}")
_TELLING = 12  # characters of a line of ours that hardly anybody else writes the same
_WHOLE = 30  # characters of somebody's line: "Ja, vi kommer" may stand in ours, too
_BLOCKS = frozenset(
    ("p", "div", "br", "br/", "li", "tr", "h1", "h2", "h3", "h4", "table", "hr", "hr/", "ul", "ol", "td")
)
_SILENT = {"style": "/style", "script": "/script", "head": "/head", "title": "/title"}
_QUOTING = re.compile(
    r"gmail_quote|divrplyfwdmsg|appendonsend|moz-cite-prefix|border-top:\s*solid|yahoo_quoted", re.IGNORECASE
)


def shown(text: str) -> str:
    """Give a text on one line, without characters that control or turn a line."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(" " if unicodedata.category(one) in _QUIET else one for one in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def of_text(text: str) -> str:
    """Give the lines of a plain text before what it quotes, passes on or is signed with."""
    return "\n".join(_own(text[: 8 * LONGEST].splitlines()))[:LONGEST]


def of_html(source: str) -> str:
    """Give the same of a text in HTML: its tags end lines or go, and what is quoted by a tag ends it."""
    return of_text(_plain(source))


def before_ours(text: str, letters: Iterable[str]) -> str:
    """Give the lines of a text before the first that is out of one of our letters, whose lines with fields are given.

    Programs break lines elsewhere, so a line is ours where it is a part of one, or has one in it; a few words are
    nobody's own.
    """
    parts = [shown(part).casefold() for line in letters for part in _FIELD.split(line)]
    parts = [part for part in parts if len(part) >= _TELLING]
    kept = []
    for line in text.splitlines():
        said = shown(line).casefold()
        if any(part in said or (len(said) >= _WHOLE and said in part) for part in parts):
            break
        kept.append(line)
    return "\n".join(kept)


def _own(lines: list[str]) -> Iterator[str]:
    found = 0
    for line in lines:
        if _QUOTED.match(line[:500]) or _OURS.match(line[:500]):
            return
        words = shown(line[:LONGEST])
        if found and _CLOSED.match(line[:500]):
            return
        if words:
            yield words
            found += 1
            if found == MOST_LINES:
                return


def _plain(source: str) -> str:
    """Give HTML as plain text, up to the first quotation; one pass from tag to tag, whatever is broken in it."""
    parts: list[str] = []
    until = ""
    for at, piece in enumerate(source.split("<")):
        tag, closed, text = piece.partition(">") if at else ("", ">", piece)
        name = tag.split(None, 1)[0].lower() if tag.strip() else ""
        if until:
            if not (name.startswith(until) or (until == "--" and "--" in piece)):
                continue
            if until == "--":
                text = piece.rpartition("-->")[2]
            until = ""
        elif name.startswith("!--"):
            until = "" if "-->" in piece else "--"
            text = piece.rpartition("-->")[2] if not until else ""
        elif name in _SILENT:
            until, text = _SILENT[name], ""
        elif name == "blockquote" or _QUOTING.search(tag):
            break
        elif name.strip("/") in _BLOCKS:
            parts.append("\n")
        if closed:
            parts.append(" ".join(text.split("\n")))
    return html.unescape("".join(parts))
