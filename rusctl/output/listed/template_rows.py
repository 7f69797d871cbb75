"""What `rusctl template list --json` gives: one flat object a template."""

from rusctl.model.plan import Event
from rusctl.output.rows import Field, Row

TEMPLATE = {
    "id": Field("string", "the template's id"),
    "kind": Field("string?", "the kind of its events; null for the tour's"),
    "title": Field("string?", "what people see"),
    "hours": Field("string?", "the times of day of its events, such as 09:00-12:00"),
    "venue": Field("string?", "the place"),
    "room": Field("string?", "the room"),
    "crew": Field("strings", "the crew roles that work there: ids"),
    "roles": Field("strings", "the actor groups that take part: ids"),
    "themes": Field("strings", "ids of the headings of the frame that it is about"),
    "questions": Field("strings", "what is asked there"),
    "capacity": Field("integer?", "how many the room takes"),
    "reminder": Field("integer?", "minutes before the start that calendars remind"),
    "partner": Field("string?", "the organisation that holds it, where it is not the region"),
    "papers": Field("string?", "how long before it the papers go out"),
    "duration": Field("string?", "how long its own work takes"),
    "owner": Field("string?", "the role that sees to it: an id"),
    "confirms": Field("string?", "the role that confirms it: an id"),
    "body": Field("string?", "who holds it: an id"),
    "note": Field("string?", "anything else"),
}
_LISTS = frozenset(name for name, field in TEMPLATE.items() if field.type == "strings")


def template_row(one: Event) -> Row:
    """Give a template's row."""
    row: Row = {}
    for name in TEMPLATE:
        value = getattr(one, name)
        if name in _LISTS:
            row[name] = list(value)
        elif name in ("papers", "duration"):
            row[name] = str(value) if value else None
        else:
            row[name] = value if value or value == 0 else None
    return row
