"""Texts in which fields stand by their names in braces: which they are, and the text with values in their places."""

import re
from collections.abc import Iterator, Mapping

_FIELD = re.compile(r"\{([^{}]*)\}|[{}]")


def fields(line: str) -> Iterator[str]:
    """Give what stands in braces in a line, without the braces; a brace that stands alone as it is."""
    for found in _FIELD.finditer(line):
        yield found[0] if found[1] is None else found[1]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Give a text with the values of its fields; a line with a field that is empty is left out.

    A value may have several lines. Empty lines that would follow each other become one.
    """
    kept = "\n".join(line for line in text.splitlines() if all(values[name] for name in fields(line)))
    return _FIELD.sub(lambda found: values[found[1]], re.sub(r"\n{3,}", "\n\n", kept).strip("\n"))


def empty(text: str, values: Mapping[str, str]) -> list[str]:
    """Give the names of the fields of a text that have no value, each once."""
    return list(dict.fromkeys(name for line in text.splitlines() for name in fields(line) if not values[name]))
