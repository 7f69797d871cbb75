"""What the listings of mail give to programs; they hold addresses, and go nowhere but to who asks for them."""

from rusctl.model.recipients import Recipient
from rusctl.output.rows import Field, Row

TOLD = {
    "event": Field("string", "the event's id"),
    "number": Field("integer?", "the message's number in the outbox; null in a dry run"),
    "address": Field("string", "who it is to"),
    "name": Field("string?", "the recipient's name"),
    "role": Field("string?", "the role: an id"),
    "kind": Field("string", "invitation, update, information, reminder, cancellation, withdrawal, place or thanks"),
    "method": Field("string", "REQUEST or CANCEL; empty where there is no calendar"),
    "sequence": Field("integer", "the version of the event that it tells, as calendars count"),
    "state": Field("string?", "draft, queued, sent, unknown or failed; null in a dry run"),
}
OUTBOX = {
    "number": Field("integer", "the message's number"),
    "event": Field(
        "string", "the event's id; of a consultation its id and the body's number, of a commitment commitment:ID.0"
    ),
    "address": Field("string", "who it is to"),
    "name": Field("string?", "the recipient's name"),
    "kind": Field(
        "string",
        "invitation, update, information, reminder, cancellation, withdrawal, place, thanks, consultation, "
        "consult-reminder or done",
    ),
    "method": Field("string", "REQUEST or CANCEL; empty where there is no calendar"),
    "sequence": Field("integer", "the version of the event that it tells, as calendars count"),
    "state": Field("string", "draft, queued, sending, sent, unknown, failed or withdrawn"),
    "made": Field("moment", "when it was made"),
    "changed": Field("moment", "when its state last changed"),
    "attempts": Field("integer", "how many times the server was about to get it"),
    "said": Field("string?", "what the server said last, where it did not take it"),
    "about": Field("string", "what it is about in words, in the folder's language"),
}
REPLY = {
    "file": Field("string", "the file, and in an mbox the number of the mail"),
    "result": Field("string", "taken, known, outdated, review, refused, foreign, unread or undelivered"),
    "event": Field("string?", "the event's id"),
    "address": Field("string?", "who answers"),
    "answer": Field("string?", "accepted, declined, tentative, needs-action, or what else was said"),
    "reason": Field("string?", "why it is not taken, or what was left out of its comment, in English"),
    "sender": Field("string?", "who the mail is from, where it is a mail"),
    "subject": Field("string?", "the mail's subject"),
}
ANSWER = {
    "event": Field("string", "the event's id"),
    "address": Field("string", "who was invited"),
    "name": Field("string?", "the name"),
    "role": Field("string?", "the role: an id"),
    "part": Field("string", "required, optional, chair or informed"),
    "told": Field("string", "the state of the latest message: sent, unknown, draft, queued, failed or withdrawn"),
    "answer": Field("string", "accepted, declined, tentative, or needs-action where there is no answer"),
    "current": Field("boolean", "whether the answer is to the date that holds now"),
    "comment": Field("string?", "what was said beside"),
    "answered": Field("moment?", "when it was answered"),
    "guests": Field("integer", "how many come along, as the answer says"),
    "waiting": Field("integer?", "the place in the queue of who waits for one"),
}
UNREACHED = {
    "address": Field("string", "the address"),
    "persons": Field("strings", "the numbers of the people in the register whose it is"),
    "since": Field("moment", "when a message first did not reach it"),
    "said": Field("string?", "what the server said"),
}
REVIEW = {
    "number": Field("integer", "the number on the list"),
    "event": Field("string?", "the event's id"),
    "address": Field("string", "who the answer is for"),
    "sender": Field("string?", "who the mail was from"),
    "reason": Field(
        "string",
        "stranger, sender, delegated, unclear, undated, future, ahead, counter, words, automatic, enclosed or "
        "undelivered",
    ),
    "answer": Field(
        "string", "the answer as it was written, or as the words of a message were read; empty if there is none"
    ),
    "delegate": Field("string?", "whom a delegation sends"),
    "comment": Field("string?", "what was said beside, or the sentence that an answer in words rests on"),
    "read": Field("moment", "when it was read"),
    "done": Field("boolean", "whether somebody has looked at it"),
    "subject": Field("string?", "the mail's subject"),
    "name": Field("string?", "the name of the one whose answer it is"),
    "guests": Field("integer", "how many come along, as the answer says"),
    "proposed": Field("string?", "another time that is asked for, from/to in ISO 8601 by the folder's clock"),
    "takes": Field("boolean", "whether rusctl review --take takes it as the answer that it says"),
}


def row(fields: dict[str, Field], values: Row) -> Row:
    """Give a row in the order of its declaration; what is empty where nothing may stand is null."""
    return {
        name: None if field.type.endswith("?") and values[name] == "" else values[name]
        for name, field in fields.items()
    }


def told_row(
    event: str,
    to: Recipient,
    *,
    kind: str,
    method: str,
    sequence: int,
    number: int | None = None,
    state: str | None = None,
) -> Row:
    """Give the row of a message to somebody; without number and state where it is not made yet."""
    who = {"event": event, "number": number, "address": to.address, "name": to.name, "role": to.role}
    return row(TOLD, who | {"kind": kind, "method": method, "sequence": sequence, "state": state})
