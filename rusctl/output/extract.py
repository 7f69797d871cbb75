"""What a person is given of the register: the tables and columns in words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from rusctl.language.columns import COLUMNS
from rusctl.language.message import Message, msg
from rusctl.output.rows import Field

EXTRACT = {
    "about": Field("string", "the table it stands in; file: the person stands there; processing: how data are handled"),
    "number": Field("integer?", "the row's number in its table"),
    "field": Field("string", "the column, or the key of config/retention.toml"),
    "value": Field("string", "what it says; empty where there is nothing"),
    "made": Field("moment?", "when the row was written"),
    "made_by": Field("string?", "the command that wrote it: where the data are from"),
}
TABLES: dict[str, Message] = {
    "person": msg("Person"),
    "mandate": msg("Role held"),
    "participation": msg("Part in an event"),
    "objection": msg("Objection to the use of the data"),
    "address": msg("Email address, now or before"),
    "history": msg("Kept for undo"),
    "message": msg("Message by email"),
    "answer": msg("Answer by email"),
    "review": msg("Answer to look at"),
    "input_text": msg("Said at a dialogue"),
    "input_note": msg("Note about an input"),
    "draft": msg("Draft"),
    "file": msg("In a file"),
}
OF_ONE_TABLE: dict[tuple[str, str], Message] = {
    ("participation", "kind"): msg("entered"),
    ("address", "key"): msg("Address"),
    ("input_text", "input"): msg("Input"),
    ("input_text", "text"): msg("text"),
    ("input_note", "input"): msg("Input"),
    ("input_note", "text"): msg("text"),
    ("address", "current"): msg("in use"),
}


def label(table: str, column: str) -> Message | None:
    """Give what people call a column of a table, or None where they have no word for it."""
    return OF_ONE_TABLE.get((table, column)) or COLUMNS.get(column)


def value_text(value: Any) -> str:
    """Give a value as programs and people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


DISPOSAL = {
    "when": Field("moment", "when it was done"),
    "class": Field("string", "the retention class, or person erase"),
    "number": Field("integer", "how many people, or changes in the change history"),
    "decision": Field("string", "the diarienummer of the decision"),
}


def disposal_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give the row of something that was erased or disposed of."""
    when = row["at"].isoformat(timespec="seconds")
    return {"when": when, "class": row["kind"], "number": row["number"], "decision": row["decision"]}
