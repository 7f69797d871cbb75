"""What the listings of inputs give to programs: where and how each was given, and what was said; never who noted it."""

from rusctl.model.inputs import Input
from rusctl.output.rows import Field, Row

INPUT = {
    "id": Field("string", "the input's id, such as SALA-014"),
    "event": Field("string", "the event's id"),
    "question": Field("string?", "the fixed question that it answers: an id"),
    "table": Field("string?", "the group or table it was said at"),
    "kind": Field("string?", "the kind: an id"),
    "roles": Field("strings", "in which roles it was said: ids"),
    "municipality": Field("string?", "the municipality: an id"),
    "text": Field("string", "what was said, as it was said or as it was corrected last"),
    "text_version": Field("integer", "1 as it was said, and one more for each correction"),
    "noted": Field("moment?", "when it was noted"),
    "version": Field("integer", "how many times it was changed, and one"),
}
LISTINGS = {"inputs list": INPUT, "inputs show": INPUT}


def input_row(one: Input) -> Row:
    """Give an input's values by the names of `INPUT`."""
    return {
        "id": one.ident,
        "event": one.event,
        "question": one.question or None,
        "table": one.table or None,
        "kind": one.kind or None,
        "roles": list(one.roles),
        "municipality": one.municipality or None,
        "text": one.text,
        "text_version": one.text_number,
        "noted": one.noted.astimezone().isoformat(timespec="seconds") if one.noted else None,
        "version": one.version,
    }
