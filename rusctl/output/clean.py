"""Text of the user's that goes to a terminal: nothing in it can move the cursor, colour or turn the line round."""

import unicodedata


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
