"""What a person is given of the register: the tables and columns in words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

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
    "history": msg("Kept for undo"),
    "message": msg("Message by mail"),
    "answer": msg("Answer by mail"),
    "review": msg("Answer to look at"),
    "known": msg("Address that mail knows"),
    "draft": msg("Draft"),
    "file": msg("Stands in a file"),
}
COLUMNS: dict[str, Message] = {
    "name": msg("name"),
    "organisation": msg("organisation"),
    "municipality": msg("municipality"),
    "email": msg("e-mail"),
    "phone": msg("telephone"),
    "language": msg("language"),
    "protected": msg("protected identity"),
    "restricted": msg("processing restricted"),
    "role": msg("role"),
    "first_day": msg("from"),
    "last_day": msg("to"),
    "public": msg("public mandate"),
    "party": msg("party"),
    "event": msg("event"),
    "answer": msg("answer"),
    "attendance": msg("attendance"),
    "walk_in": msg("walk-in"),
    "substitute_for": msg("substitute for person"),
    "told": msg("told on"),
    "told_how": msg("told how"),
    "before": msg("the row before it was changed"),
    "person": msg("person"),
    "address": msg("address"),
    "part": msg("attendance wanted"),
    "kind": msg("what is sent"),
    "method": msg("kind of calendar message"),
    "sequence": msg("version"),
    "state": msg("state"),
    "changed": msg("changed"),
    "attempts": msg("attempts to send"),
    "said": msg("what the server said"),
    "text": msg("text"),
    "comment": msg("comment"),
    "answered": msg("answered"),
    "sender": msg("sender"),
    "reason": msg("why it is to be looked at"),
    "delegate": msg("who is sent instead"),
    "done": msg("has been looked at"),
    "file": msg("file"),
}


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
    "number": Field("integer", "how many persons, or entries of undo"),
    "decision": Field("string", "the diarienummer of the decision"),
}


def disposal_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give the row of something that was erased or disposed of."""
    when = row["at"].isoformat(timespec="seconds")
    return {"when": when, "class": row["kind"], "number": row["number"], "decision": row["decision"]}
