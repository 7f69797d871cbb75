"""Refuse words that readers stumble over, in the texts of the program and in the pages written by hand.

One thing has one name in each language, and an official uses that name. What stands in code spans is typed or quoted
from a file, such as the heading "Anmärkning" of somebody's list, and is let through; so is what `ALLOWED` gives, each
with its reason.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SWEDISH = ROOT / "rusctl/language/locale/sv/LC_MESSAGES/rusctl.po"
MADE = frozenset(("checks.md", "commands.md", "files.md", "json.md", "benchmarks.md", "reliability.md"))
"""Pages made from texts that are looked at themselves, or from names of tests."""

AVOID: dict[str, dict[str, str]] = {
    "sv": {
        r"\bträff(en|ar|arna)?\b": "händelse, or besök of a tour",
        r"\bglid": "förskjutning, förskjutas",
        r"\blöfte": "utlovat datum",
        r"(?<!svars)\bbrev(et|en)?\b": "meddelande",
        r"\bmejl": "e-post, or meddelande",
        r"\b(får|kan) upprepas": "kan anges flera gånger",
        r"\bslag(et|en)?\b": "typ",
        r"anmärk": "iakttagelse, upplysning, or notering of an event",
        r"redigerare\b": "redigeringsprogram",
        r"\b(ta|tar|tas|tog|togs|tagits|dra|drar|dras)( \w+){0,2} tillbaka\b": "ångra, återkalla, ta bort ur kön",
        r"tillbaka(tag|dra)": "återkalla",
        r"felkod": "slutkod",
        r"\bfynd": "iakttagelse",
        r"årsredovis": "resultatredovisning",
        r"projektets mapp": "planens mapp",
        r"återt[ao]g": "återkalla",
        r"övergiv": "ändrat datum",
        r"allvarlighet\b": "allvarlighetsgrad",
        r"kritiska? kedja": "kritisk linje",
        r"standard in\b": "stdin",
        r"förordning(en)? \d{4}:\d": "N § förordningen (2024:99)",
        r"lag(en)? \d{4}:\d": "N § lagen (2010:630)",
    },
    "en": {
        r"\bperhaps\b": "maybe",
        r"\bprelim": "tentative",
        r"\b(tak(e|en|es|ing)|took)\b[^.;:]{0,25}\bback\b": "undo, withdraw, remove from the queue",
        r"\banew\b": "again",
        r"\bmend": "fix",
        r"\blacks?\b": "is missing, has no",
        r"\bpersons\b": "people",
        r"any more": "no longer",
        r"\be-mail": "email",
        r"may be repeated": "Repeatable.",
        r"public mandate": "elected office",
        r"critical chain": "critical path",
        r"minutes.*adjusted|adjusted minutes": "approved",
        r"standard input": "stdin",
        r"(?<!-)\bdiary\b": "official register (diarium)",
    },
}
ALLOWED = {
    "Prelim.: {title}": "subscribers know the short word, and a title has no room for the long one",
    "Prelim.: ": "the same, where a page quotes it",
    "Det här brevet ersätter det från den {day}.": "said in the letter itself",
    "Typ, Slag": "headings of other people's lists",
    "--channel e-mail": "the id of a channel",
    "lacks = [": "a key of [site] in config/process.toml",
}
_CODE = re.compile(r"`[^`\n]*`|\{[a-z_]*\}")
_STRING = re.compile(r'^"(.*)"$')


class Finding(NamedTuple):
    """A word to avoid: where it stands, what it was, and what to write."""

    place: str
    word: str
    better: str


def main() -> int:
    """Print what is found, and give 1 where there is something."""
    found = [*in_catalogue(), *in_pages()]
    for one in found:
        print(f'{one.place}: "{one.word}"; write: {one.better}')
    return 1 if found else 0


def words(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Give each word of a text that its language avoids, with what to write instead."""
    for quoted in ALLOWED:
        text = text.replace(quoted, "")
    text = _CODE.sub("", text)
    for pattern, better in AVOID[lang].items():
        if match := re.search(pattern, text, re.IGNORECASE):
            yield match[0], better


def in_catalogue() -> Iterator[Finding]:
    """Give what is found in the program's texts: English by their ids, Swedish by their translations."""
    for lang, text in entries(SWEDISH.read_text(encoding="utf-8")):
        yield from (Finding(f"{lang}: {text[:60]!r}", *one) for one in words(text, lang))


def entries(catalogue: str) -> Iterator[tuple[str, str]]:
    """Give the texts of a .po file, each with its language."""
    lang, parts = "", [""]
    for line in [*catalogue.splitlines(), "msgid"]:
        key, _, rest = line.partition(" ")
        if key.startswith("msg"):
            if lang:
                yield lang, "".join(parts)
            lang, parts = ("sv" if key.startswith("msgstr") else "en"), []
            line = rest  # noqa: PLW2901 - the first part of a text stands after its key
        if match := _STRING.match(line):
            parts.append(match[1].replace('\\"', '"').replace("\\n", "\n"))


def in_pages() -> Iterator[Finding]:
    """Give what is found in the pages written by hand, by line."""
    for path in pages():
        lang = "sv" if path.parent.name == "sv" else "en"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            name = f"{path.relative_to(ROOT).as_posix()}:{number}"
            yield from (Finding(name, *one) for one in words(line, lang))


def pages() -> list[Path]:
    """Give the pages written by hand."""
    found = [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs/sv").glob("*.md")]
    return sorted(path for path in found if path.name not in MADE)


if __name__ == "__main__":
    sys.exit(main())
