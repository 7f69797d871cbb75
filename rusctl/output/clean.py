"""Text of the user's that goes to a terminal: nothing in it can move the cursor, colour or turn the line round."""

import unicodedata

LONGEST = 3_000  # characters of a sentence
_JOINER = "\u200d"  # between two pictures it makes one of them (Unicode Technical Standard 51, 2.3)
_OF_A_PICTURE = ("So", "Sk")  # a picture, and the colour of skin that may follow it
_AS_PICTURE = "\ufe0f"  # says that the sign before it is a picture
_FIRST_PICTURE = "\u2190"


def _harmless(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"  # noqa: PLR2004


def clean(text: str) -> str:
    """Show control, format and surrogate characters (ESC, C1, DEL, bidi controls) as their codes.

    What joins two pictures to one, as in a family, stays: it can be taken for nothing else, and the code is no text of
    a person's.
    """
    if text.isprintable():
        return text
    return "".join(
        sign if sign == _JOINER and _joins(text, place) else _harmless(sign) for place, sign in enumerate(text)
    )


def _joins(text: str, place: int) -> bool:
    """Whether the signs on both sides of a place are pictures."""
    before = place - 2 if text[max(place - 1, 0)] == _AS_PICTURE else place - 1
    return before >= 0 and place + 1 < len(text) and _is_picture(text[before]) and _is_picture(text[place + 1])


def _is_picture(sign: str) -> bool:
    return sign >= _FIRST_PICTURE and unicodedata.category(sign) in _OF_A_PICTURE


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
