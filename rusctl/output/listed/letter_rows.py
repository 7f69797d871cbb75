"""What `rusctl letter list --json` gives: one flat object for each letter in each language."""

from collections.abc import Sequence

from rusctl.output.rows import Field, Row

LETTER_TEXT = {
    "letter": Field("string", "which message, such as invitation or first"),
    "language": Field("string", "the language: sv or en"),
    "file": Field("string", "the file in which it can be worded"),
    "own": Field("boolean", "whether that file is there"),
    "fields": Field("strings", "the fields that it may hold, written in braces"),
}


def letter_row(letter: str, language: str, file: str, fields: Sequence[str], *, own: bool) -> Row:
    """Give a letter's row."""
    return {"letter": str(letter), "language": language, "file": file, "own": own, "fields": list(fields)}
