"""What listings about sorting inputs give to programs."""

from collections.abc import Sequence

from rusctl.model.inputs import Theme
from rusctl.output.rows import Field, Row

FOUND = {
    "input": Field("string", "the input's id"),
    "event": Field("string", "the event's id"),
    "municipality": Field("string?", "the municipality: an id"),
    "kind": Field("string?", "the kind of input: an id"),
    "text": Field("string", "the text that is valid"),
}
LIKELY = {
    "kind": Field("string", "heading or duplicate"),
    "id": Field("string", "the id of the heading or theme, or of the input that likely says the same"),
    "reasons": Field("strings", "why it is likely, in the user's language"),
}
THEME = {
    "id": Field("string", "the theme's id"),
    "sv": Field("string?", "its name in Swedish"),
    "en": Field("string?", "its name in English"),
    "below": Field("string?", "the heading or theme that it stands below: an id"),
    "inputs": Field("integer", "how many inputs stand under it, or have a part that does"),
    "from": Field("date?", "the first day on which it holds"),
    "to": Field("date?", "the last day on which it holds"),
    "replaced_by": Field("string?", "the theme that has taken its place: an id"),
}
GROUP = {
    "group": Field("integer", "the group's number"),
    "name": Field("string?", "what it is called"),
    "inputs": Field("strings", "the ids of its inputs"),
}
LISTINGS = {
    "inputs search": FOUND,
    "inputs suggest": LIKELY,
    "inputs themes": THEME,
    "inputs groups": GROUP,
}


def found_row(ident: str, event: str, municipality: str, kind: str, text: str) -> Row:
    """Give an input that was searched for."""
    return {
        "input": ident,
        "event": event,
        "municipality": municipality or None,
        "kind": kind or None,
        "text": text,
    }


def heading_row(name: str, reasons: Sequence[str]) -> Row:
    """Give a heading that is likely."""
    return {"kind": "heading", "id": name, "reasons": list(reasons)}


def duplicate_row(name: str, reason: str) -> Row:
    """Give an input that likely says the same."""
    return {"kind": "duplicate", "id": name, "reasons": [reason]}


def theme_row(one: Theme, above: str, replaced_by: str, inputs: int) -> Row:
    """Give a theme."""
    return {
        "id": one.ident,
        "sv": one.sv or None,
        "en": one.en or None,
        "below": above or None,
        "inputs": inputs,
        "from": one.first_day.isoformat() if one.first_day else None,
        "to": one.last_day.isoformat() if one.last_day else None,
        "replaced_by": replaced_by or None,
    }


def group_row(number: int, name: str, inputs: Sequence[str]) -> Row:
    """Give a group."""
    return {"group": number, "name": name or None, "inputs": list(inputs)}
