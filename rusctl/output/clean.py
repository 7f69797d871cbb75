"""Text of the user's that goes to a terminal: nothing in it can move the cursor, colour or turn the line round."""

import unicodedata

LONGEST = 3_000  # characters of a sentence


def _harmless(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"  # noqa: PLR2004


def clean(text: str) -> str:
    """Show control, format and surrogate characters (ESC, C1, DEL, bidi controls) as their codes."""
    return text if text.isprintable() else "".join(map(_harmless, text))


def one_line(text: str) -> str:
    """Clean a text and put it on one line."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def sentence(text: str) -> str:
    """Put what is said on one line, and end it where it would go on without end."""
    return one_line(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def json_safe(line: str) -> str:
    """Write those characters of a line of JSON as JSON's own escapes: it says the same, and is quiet in a terminal."""
    return line if line.isprintable() else "".join(map(_json_harmless, line))


def _json_harmless(character: str) -> str:
    if _harmless(character) == character:
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()  # two of them beyond U+FFFF
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
